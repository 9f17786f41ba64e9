package session

import (
	"context"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Extent is what is held of one indicator.
type Extent struct {
	First, Last domain.Period   // with a value or a count; "" where there is none
	Levels      []CategoryCount // in the catalogue's order, those it does not know last
	Genders     []domain.Gender
	Breakdowns  []string
	Cells       [4]int // how many, by domain.Status
	Retrieved   string // the day of its newest figures
	MadeUp      bool
}

// CategoryCount is how many areas of a category there are; "" is of areas of which
// that is not known.
type CategoryCount struct {
	Category domain.Category
	Areas    int
}

// Extent says what is held of an indicator; store.ErrNotHeld where nothing is.
func (s *Session) Extent(ctx context.Context, id domain.IndicatorID) (Extent, error) {
	p, v, err := s.Store.Panel(ctx, id, store.Latest)
	if err != nil {
		return Extent{}, err
	}
	e := Extent{Breakdowns: p.Breakdowns, Cells: p.Tally(), Retrieved: v.Retrieved, MadeUp: p.MadeUp}
	e.First, e.Last, _ = p.Span()
	areas := make(map[domain.Category]int)
	for _, r := range p.Regions {
		known, ok := s.Catalog.ByID(r)
		if c := r.Category(); !ok && !slices.Contains(domain.Categories(), c) {
			known.Category = c // of its own, which only the data has
		}
		areas[known.Category]++
	}
	var own []domain.Category
	for c := range areas {
		if c != "" && !slices.Contains(domain.Categories(), c) {
			own = append(own, c)
		}
	}
	slices.Sort(own)
	for _, c := range slices.Concat(domain.Categories(), own, []domain.Category{""}) {
		if areas[c] > 0 {
			e.Levels = append(e.Levels, CategoryCount{c, areas[c]})
		}
	}
	for _, g := range domain.Genders {
		if slices.Contains(p.Genders, g) {
			e.Genders = append(e.Genders, g)
		}
	}
	return e, nil
}
