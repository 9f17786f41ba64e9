package site

import (
	"context"
	"slices"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/outputs"
	"kuvio/internal/peers"
	"kuvio/internal/profile"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// Areas are read several at once, since each reading goes over every indicator; so many
// that their series of all indicators are about mostSeries, which bounds the memory.
const (
	mostSeries = 4000
	mostAreas  = 64
)

// areas makes the pages of the areas, category by category.
func (m *maker) areas(ctx context.Context) error {
	finder := peers.NewFinder(m.Session)
	for from := 0; from < len(m.shown); {
		to := from + 1
		for to < len(m.shown) && m.shown[to].category == m.shown[from].category && to-from < max(1, min(mostAreas, mostSeries/len(m.held))) {
			to++
		}
		if err := m.someAreas(ctx, m.shown[from:to], finder); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// read are the series of some areas, in the order of the indicators.
type read struct {
	of      map[domain.RegionID][]series.Series
	country []series.Series
}

// someAreas makes the pages of areas of one category.
func (m *maker) someAreas(ctx context.Context, some []place, finder *peers.Finder) error {
	r, err := m.read(ctx, some)
	if err != nil {
		return err
	}
	found, err := m.scanned(ctx, some, finder)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var failed error
	err = outputs.InOrder(ctx, len(some), func(ctx context.Context, i int) made {
		return m.area(&some[i], r, &found[i])
	}, func(_ int, one made) {
		for _, f := range one.files {
			if failed == nil && one.err == nil {
				one.err = m.put(f)
			}
		}
		if one.err != nil && failed == nil {
			failed = one.err
			stop()
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

// read reads every indicator for some areas and the country.
func (m *maker) read(ctx context.Context, some []place) (*read, error) {
	r := &read{of: make(map[domain.RegionID][]series.Series)}
	var areas []series.Area
	for _, p := range some {
		areas = append(areas, p.Area)
	}
	if m.country && !slices.ContainsFunc(areas, func(a series.Area) bool { return a.ID == domain.WholeCountry }) {
		areas = append(areas, m.Session.Area(domain.WholeCountry))
	}
	type loaded struct {
		all []series.Series
		err error
	}
	var failed error
	err := outputs.InOrder(ctx, len(m.held), func(ctx context.Context, i int) loaded {
		all, _, err := m.Session.Loader().Load(ctx, m.held[i].query(areas))
		return loaded{all, err}
	}, func(_ int, one loaded) {
		if one.err != nil && failed == nil {
			failed = one.err
		}
		for _, s := range one.all {
			if len(s.Points) == 0 && !s.Withdrawn() {
				continue
			}
			if r.of[s.Region] = append(r.of[s.Region], s); s.Region == domain.WholeCountry {
				r.country = append(r.country, s)
			}
		}
	})
	if failed != nil {
		return nil, failed
	}
	return r, err
}

// scanned is what stands out in each of some areas, in the totals of all indicators.
func (m *maker) scanned(ctx context.Context, some []place, finder *peers.Finder) ([]scan.Result, error) {
	q := series.Query{Genders: []domain.Gender{domain.Total}, Breakdowns: []string{""}}
	for _, h := range m.held {
		q.Indicators = append(q.Indicators, h.selector())
	}
	for _, p := range some {
		q.Areas = append(q.Areas, p.Area)
	}
	return scan.RunEach(ctx, m.Session, q, finder, fdr/100)
}

// fdr is the expected share of false findings among those told, in percent.
const fdr = 5.0

// profiled are an area's indicators beside the country. Trends that a scan has of them are
// not computed again.
func (m *maker) profiled(p *place, r *read, found *scan.Result) *profile.Result {
	result := new(profile.Result)
	if m.country && p.ID != domain.WholeCountry {
		result.All = []compare.Benchmark{compare.Region(m.Session.Area(domain.WholeCountry), r.country)}
	}
	all, o := r.of[p.ID], m.options()
	trends := make([]trend.Trend, len(all))
	for i := range all {
		j := slices.IndexFunc(found.Entries, func(e scan.Entry) bool { return e.Series.SameKind(&all[i]) })
		if j >= 0 {
			trends[i] = found.Entries[j].Trend
		} else {
			trends[i] = trend.Analyse(all[i], o.Trend)
		}
	}
	result.Entries = profile.OfTrends(all, trends, result.All, o)
	return result
}
