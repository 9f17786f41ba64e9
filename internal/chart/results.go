package chart

import (
	"slices"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/profile"
	"kuvio/internal/series"
)

// Results are what a figure shows as the commands have it that say the same: what
// is concluded of it is concluded of these.
type Results struct {
	Courses    []series.Series     // over years, in those that the figure is of
	Compared   []compare.Compared  // areas at one time
	Changes    []compare.Changed   // areas at two times
	Profile    []profile.Entry     // an area by many indicators
	Benchmarks []compare.Benchmark // of the profile
}

// Results are the figure's; none of one that says how a population is made up, or what
// belongs to what.
func (f *Figure) Results() Results {
	if f.results == nil {
		return Results{}
	}
	return f.results()
}

// courses are series over years.
func courses(all []series.Based) func() Results {
	return func() (r Results) {
		for i := range all {
			r.Courses = append(r.Courses, all[i].Series)
		}
		return r
	}
}

// ofRegions are the series of areas: not a benchmark's that is made of several without
// being one, which no command has a trend of.
func ofRegions(all []series.Based) []series.Based {
	return slices.DeleteFunc(slices.Clone(all), func(s series.Based) bool { return s.Region == "mean" || s.Region == "peers" })
}

// levels are areas at one time beside no benchmark, those of each kind by themselves.
func levels(at domain.Period, sets ...[]series.Series) func() Results {
	return func() (r Results) {
		for _, all := range sets {
			for _, kind := range series.Kinds(all) {
				r.Compared = append(r.Compared, compare.OfKind(kind.Series, nil, at, compare.Options{Level: level})...)
			}
		}
		return r
	}
}

// results are the courses of a table of years, of the years shown; else the areas of
// each indicator beside the benchmark that they are judged by.
func (g *heatGrid) results() (r Results) {
	if g.byYear && len(g.years) > 1 {
		return courses(g.used())()
	}
	var first []compare.Benchmark
	if g.first != nil {
		first = []compare.Benchmark{*g.first}
	}
	for i := range g.kinds {
		k := &g.kinds[i]
		at := k.at
		if g.byYear && len(g.years) == 1 {
			at = g.years[0]
		}
		if !at.IsZero() {
			r.Compared = append(r.Compared, compare.OfKind(k.all, first, at, compare.Options{Level: level})...)
		}
	}
	return r
}
