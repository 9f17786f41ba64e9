package regional

import (
	"kuvio/internal/chart"
	"kuvio/internal/disclosure"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// shown gathers the figures that a report shows, each with its place.
type shown []disclosure.Number

func (all *shown) add(place string, s *series.Series, p series.Valued) {
	if !p.HasValue() {
		return
	}
	*all = append(*all, disclosure.Number{
		Key:   domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period},
		Value: p.Value, Place: place,
	})
}

// addFigure gathers what a figure and its data show.
func (all *shown) addFigure(f *chart.Figure) {
	place := "figure " + f.ID
	results := f.Results()
	for i := range results.Courses {
		s := results.Courses[i].Based()
		for p := range s.WithValue() {
			all.add(place, &s.Series, p)
		}
	}
	for i := range results.Compared {
		row := &results.Compared[i]
		all.add(place, &row.Series.Series, row.Point)
		for _, source := range row.BenchmarkSources {
			if p, ok := source.At(row.Point.Period); ok {
				all.add(place, &source.Series, p)
			}
		}
	}
}

// Shown are the figures that the report shows.
func (r *Region) Shown() []disclosure.Number {
	var all shown
	for i := range r.Profile.Entries {
		e := &r.Profile.Entries[i]
		place := "table luvut"
		if e.Point.Period.LastYear() < r.trends.recent() {
			place = "table " + oldTable
		}
		all.add(place, &e.Series.Series, e.Point)
		all.add(place, &e.Series.Series, e.Previous)
		for _, b := range e.Beside {
			for _, source := range b.Sources {
				if p, ok := source.At(e.Point.Period); ok {
					all.add(place, &source.Series, p)
				}
			}
		}
	}
	for i := range r.closer {
		for _, f := range r.closer[i].drawn {
			all.addFigure(f)
		}
	}
	return all
}

// Shown are the figures that the report shows.
func (r *Trends) Shown() []disclosure.Number {
	var all shown
	for i := range r.Trends {
		tr := &r.Trends[i]
		if tr.N > 0 {
			all.add("table suunnat", &tr.Series.Series, tr.First)
			all.add("table suunnat", &tr.Series.Series, tr.Last)
		}
	}
	for _, f := range r.drawn {
		all.addFigure(f)
	}
	return all
}
