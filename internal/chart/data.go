package chart

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// query is what a spec asks for as a query.
func (b *Builder) query(indicators, regions string, v *Values, years string) (series.Query, error) {
	sel := session.Selection{
		Indicators: indicators, Regions: regions, Gender: string(v.Gender), Years: years, Pool: v.Pool, Published: v.Published,
		Breakdowns: []string{v.Breakdown}, // "" is the total
	}
	if sel.Gender == "" {
		sel.Gender = string(domain.Total)
	}
	if v.Breakdown == "" {
		sel.Breakdowns = nil
	}
	q, err := b.Session.Query(sel)
	if err == nil && v.Breakdown == "" {
		q.Breakdowns = []string{""}
	}
	return q, err
}

// latestShare is the share of the areas that have a value in the latest year.
const latestShare = 0.9

// when is a year of a spec: of latest, the last in which nine areas of ten have a
// value; of none, the same.
func (b *Builder) when(ctx context.Context, q series.Query, w When) (domain.Period, error) {
	if w != "" && w != Latest {
		p, err := domain.ParsePeriod(string(w))
		if err != nil {
			return "", faultf("$.year", "year: %v, or latest", err)
		}
		return p, nil
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return "", notHeld(err)
	}
	return latest(found.Series)
}

// mostComplete is the last period in which nine of ten areas of so many have a value,
// given how many have one; where there is none, that in which most have.
func mostComplete(have map[domain.Period]int, of int) domain.Period {
	var best domain.Period
	enough := int(math.Ceil(latestShare * float64(of)))
	for p, n := range have {
		switch {
		case best == "":
		case min(n, enough) < min(have[best], enough):
			continue
		case min(n, enough) == min(have[best], enough) && p < best:
			continue
		}
		best = p
	}
	return best
}

// latest is the last period in which nine of ten series have a value; where there
// is none, that in which most have, the last of them.
func latest(all []series.Series) (domain.Period, error) {
	have := make(map[domain.Period]int)
	for i := range all {
		one := all[i].Based()
		for p := range one.WithValue() {
			have[p.Period]++
		}
	}
	best := mostComplete(have, len(all))
	if best == "" {
		return "", fmt.Errorf("none of the regions has a value: 'kuvio info -i' shows what is held")
	}
	return best, nil
}

// refs are what regions are set beside.
func (b *Builder) refs(with List) ([]compare.Ref, error) {
	if len(with) == 0 {
		return nil, nil
	}
	refs, err := compare.ParseRefs(with.String(), b.Session.Areas)
	if err != nil {
		return nil, fmt.Errorf("with: %w", err)
	}
	return refs, nil
}

// compared sets areas beside one another and beside benchmarks in a year.
func (b *Builder) compared(ctx context.Context, a *Beside, v *Values, w When, o compare.Options) (*compare.Result, domain.Period, error) {
	q, err := b.query(a.Indicator, a.Regions.String(), v, "")
	if err != nil {
		return nil, "", err
	}
	at, err := b.when(ctx, q, w)
	if err != nil {
		return nil, "", err
	}
	refs, err := b.refs(a.With)
	if err != nil {
		return nil, "", err
	}
	r, err := compare.Run(ctx, b.Session, q, refs, at, o)
	if err != nil {
		return nil, "", notHeld(err)
	}
	for _, n := range r.NoYear {
		return nil, "", noYearError(n, at)
	}
	nameTargets(r.All, r.Series, v.factor())
	for i := range r.Comparisons {
		if c := &r.Comparisons[i]; c.Benchmark == "" { // none was asked for
			c.Notes = slices.DeleteFunc(slices.Clone(c.Notes), func(n domain.Note) bool { return n.Code == domain.NoteNoBenchmark })
		}
	}
	return r, at, nil
}

func noYearError(n compare.NoYear, at domain.Period) error {
	if n.Within != "" {
		return faultf("$.year", "%s: %s is among the years of %s, which are taken together: year: %s", n.Indicator, at, n.Within, strings.Replace(string(n.Within), "–", "-", 1))
	}
	return faultf("$.year", "%s: none of the regions has a value in %s; the latest is of %s", n.Indicator, at, n.Latest)
}

// focused are the areas of a list of references; it is an error where one of them
// is not among those drawn.
func (b *Builder) focused(refs List, drawn []domain.RegionID) (map[domain.RegionID]bool, error) {
	ids := make(map[domain.RegionID]bool)
	if len(refs) == 0 {
		return ids, nil
	}
	areas, err := b.Session.Areas(refs.String())
	if err != nil {
		return nil, fmt.Errorf("focus: %w", err)
	}
	for _, a := range areas {
		if !slices.Contains(drawn, a.ID) {
			return nil, faultf("$.focus", "focus: %s is not among the regions drawn", a.ID)
		}
		ids[a.ID] = true
	}
	return ids, nil
}

// notHeld says what to import where an indicator is not held.
func notHeld(err error) error {
	if none := (*session.NotHeldError)(nil); errors.As(err, &none) {
		return missingError(none.Missing)
	}
	return err
}

// missingError names indicators that are not held.
func missingError(missing []domain.IndicatorID) error {
	ids := make([]string, len(missing))
	for i, id := range missing {
		ids[i] = string(id)
	}
	return fmt.Errorf("no data of indicator %s in this workspace: import it with 'kuvio import FILE'", strings.Join(ids, ", "))
}
