package site

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// holding is an indicator that the site has a page of.
type holding struct {
	domain.Indicator
	session.Extent
	gender    domain.Gender // of what its page shows: the total, where that is held
	breakdown string
	areas     []domain.RegionID // that have something of it, in the survey's order
}

// kinds is how many series of it an area has.
func (h *holding) kinds() int { return len(h.Genders) * max(1, len(h.Breakdowns)) }

// isSum reports whether its page shows a total that is not held but summed.
func (h *holding) isSum() bool {
	return h.breakdown == "" && len(h.Breakdowns) > 0 && !slices.Contains(h.Breakdowns, "")
}

// selector is the indicator as series are asked for.
func (h *holding) selector() series.Selector { return series.Selector{h.ID} }

// query asks for what its page shows.
func (h *holding) query(areas []series.Area) series.Query {
	return series.Query{Indicators: []series.Selector{h.selector()}, Areas: areas, Genders: []domain.Gender{h.gender}, Breakdowns: []string{h.breakdown}}
}

// place is an area that the site has a page of.
type place struct {
	series.Area
	category domain.Category
	region   catalog.Region // zero where the catalogue does not know it
}

// survey is what a workspace holds.
type survey struct {
	held    []*holding
	shown   []place // areas with a page, category by category
	at      map[domain.RegionID]int
	country bool // is among them
	day     string
	madeUp  bool // some of it
}

// firstCategories are those that people look at first; the others follow in the
// catalogue's order.
var firstCategories = []domain.Category{domain.Maa, domain.Maakunta, domain.Hva, domain.Kunta}

// surveyOf looks at every indicator that is held.
func surveyOf(ctx context.Context, s *session.Session) (*survey, error) {
	found, err := s.Held(ctx)
	if err != nil {
		return nil, err
	}
	v := &survey{at: make(map[domain.RegionID]int)}
	with := make(map[domain.RegionID]bool)
	for _, sel := range found {
		h, err := holdingOf(ctx, s, sel[0])
		if err != nil {
			return nil, err
		}
		for _, id := range h.areas {
			with[id] = true
		}
		v.held = append(v.held, h)
		v.day, v.madeUp = max(v.day, h.Retrieved), v.madeUp || h.MadeUp
	}
	order := make(map[domain.RegionID]int)
	for i, r := range s.Catalog.Regions() {
		order[r.ID] = i + 1
	}
	for id := range with {
		p := place{Area: s.Area(id), category: id.Category()}
		if r, ok := s.Catalog.ByID(id); ok {
			p.region, p.category = r, r.Category
		}
		v.shown = append(v.shown, p)
	}
	categories := categoryOrder()
	slices.SortFunc(v.shown, func(a, b place) int {
		return cmp.Or(
			cmp.Compare(categories(a.category), categories(b.category)), cmp.Compare(a.category, b.category),
			cmp.Compare(order[a.ID], order[b.ID]), cmp.Compare(a.ID, b.ID))
	})
	for i, p := range v.shown {
		v.at[p.ID] = i
	}
	for _, h := range v.held {
		slices.SortFunc(h.areas, func(a, b domain.RegionID) int { return cmp.Compare(v.at[a], v.at[b]) })
	}
	v.country = with[domain.WholeCountry]
	return v, nil
}

// categoryOrder gives categories their place among the others.
func categoryOrder() func(domain.Category) int {
	all := slices.Concat(firstCategories, domain.Categories())
	return func(c domain.Category) int {
		if i := slices.Index(all, c); i >= 0 {
			return i
		}
		return len(all) // of a source's own
	}
}

// holdingOf looks at one indicator.
func holdingOf(ctx context.Context, s *session.Session, id domain.IndicatorID) (*holding, error) {
	e, err := s.Extent(ctx, id)
	if err != nil {
		return nil, err
	}
	h := &holding{Indicator: s.Describe(id), Extent: e, gender: domain.Total}
	if !slices.Contains(e.Genders, domain.Total) && len(e.Genders) > 0 {
		h.gender = e.Genders[0]
	}
	if !slices.Contains(e.Breakdowns, "") && len(e.Breakdowns) > 0 {
		h.breakdown = slices.MinFunc(e.Breakdowns, domain.CompareBreakdowns)
	}
	p, _, err := s.Store.Panel(ctx, id, store.Latest)
	if err != nil {
		return nil, err
	}
	for _, region := range p.Regions {
		if _, held := p.Series(region, h.breakdown, h.gender); held {
			h.areas = append(h.areas, region)
		}
	}
	return h, h.summed(ctx, s)
}

// summed makes the total what the page shows where it is not held, but the breakdowns sum
// to it, as they do wherever the total is asked for.
func (h *holding) summed(ctx context.Context, s *session.Session) error {
	if h.breakdown == "" {
		return nil
	}
	q := h.query(nil)
	q.Breakdowns = []string{""}
	for _, id := range h.areas {
		q.Areas = append(q.Areas, s.Area(id))
	}
	all, _, err := s.Loader().Load(ctx, q)
	if err != nil {
		return err
	}
	for i := range all {
		one := all[i].Based()
		for range one.WithValue() {
			h.breakdown = ""
			return nil
		}
	}
	return nil
}

// areasOf are areas as series are read for them.
func (v *survey) areasOf(ids []domain.RegionID) []series.Area {
	all := make([]series.Area, len(ids))
	for i, id := range ids {
		all[i] = v.shown[v.at[id]].Area
	}
	return all
}

// State tells apart what a site is made of: of every indicator held which import its data
// is of and when that was fetched. It reads all that a site shows.
func State(ctx context.Context, s *session.Session) (string, error) {
	found, err := s.Held(ctx)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, sel := range found {
		_, v, err := s.Store.Panel(ctx, sel[0], store.Latest)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, sel[0], v.ID, v.Retrieved)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
