// Package compare sets areas beside benchmarks and beside each other in one
// period: value, limits, difference, what closing the gap would mean, and a
// verdict that rests on the limits and never on the value alone; rank,
// quantile, funnel and smoothed value among the areas compared.
package compare

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Options are the settings of a comparison.
type Options struct {
	Level     float64 // coverage of the intervals of values and of ranks, such as 0.95
	Standing  bool    // with intervals of ranks, funnel and smoothed values, which take a while for many areas
	Top       int     // with Standing: k in the probabilities of being among the k highest or lowest; 0 for none
	Quantiles int     // groups that the areas are divided into; 0 for none
}

// Area is one area in the period and its standing among the areas compared.
// What is not known is NaN, of ranks and quantiles 0.
type Area struct {
	Series   *series.Based
	Point    series.Valued
	Lower    float64
	Upper    float64
	Interval Interval

	Rank, Of             int // 1 is the highest value; ties share the lowest rank
	RankLower, RankUpper int
	RankBelow            int     // 1 is the lowest value
	Country              Place   // among all areas of its category in the country, where those are held
	Highest, Lowest      float64 // probability of being among the Top highest or lowest
	Quantile             int     // 1 is the highest values or, where high is good, the lowest
	Funnel               stats.FunnelPosition
	Smoothed             float64 // empirical Bayes estimate, in the indicator's unit

	Notes domain.Notes
}

// Comparison is one area beside one benchmark. What is not known is NaN.
type Comparison struct {
	Area
	Benchmark        string // its ID; "" where there is none
	BenchmarkName    domain.Text
	BenchmarkSources []*series.Based // that its value was computed from
	BenchValue       float64
	Difference       float64 // value − benchmark, in the indicator's unit
	Ratio            float64 // value ÷ benchmark; NaN unless the benchmark is above 0
	Apart            Apart
	Gap              float64 // persons, events or euros a year that the area has above the benchmark's level; see gap
	Verdict          Verdict
	Assessment       Assessment
	P                float64 // of there being no difference: below 1−level where the verdict is higher or lower
	Q                float64 // P adjusted for the areas compared with this benchmark
}

// At compares every series in the period with one area: benchmarks are its
// series of each indicator, gender and breakdown. Level is the coverage of the
// intervals, such as 0.95. It is All with that benchmark alone,
// without standings but the rank.
func At(areas, benchmarks []series.Series, period domain.Period, level float64) []Comparison {
	var one []Benchmark
	if len(benchmarks) > 0 {
		one = []Benchmark{Region(series.Area{ID: benchmarks[0].Region, Name: benchmarks[0].RegionName}, benchmarks)}
	}
	return All(areas, one, period, Options{Level: level})
}

// All compares every series in the period with each benchmark, and with the
// others of its indicator, gender and breakdown. The comparisons stand area by
// area, each with the benchmarks in their order; without benchmarks an area
// has one comparison. The order of the areas changes nothing but that of the
// comparisons.
func All(areas []series.Series, benchmarks []Benchmark, period domain.Period, o Options) []Comparison {
	set := make([]Area, len(areas))
	for i := range areas {
		set[i] = areaAt(areas[i].Based(), period, o.Level)
	}
	among := make([][]*Area, len(set))
	for _, kind := range series.Kinds(areas) {
		members := make([]*Area, len(kind.At))
		for n, i := range kind.At {
			members[n], among[i] = &set[i], members
		}
		// In an order of their own, so that sums and draws are the same however
		// the areas were passed.
		slices.SortFunc(members, func(a, b *Area) int { return strings.Compare(string(a.Series.Region), string(b.Series.Region)) })
		rank(members, o)
	}
	comparisons := make([]Comparison, 0, len(set)*max(1, len(benchmarks)))
	for i := range set {
		for _, b := range benchmarks {
			comparisons = append(comparisons, beside(set[i], b, among[i], period, o.Level))
		}
		if len(benchmarks) == 0 {
			comparisons = append(comparisons, beside(set[i], Benchmark{}, among[i], period, o.Level))
		}
	}
	adjust(comparisons, areas, max(1, len(benchmarks)))
	return comparisons
}

// adjust fills in q: the tests of one kind against one benchmark, of which the
// comparisons have each so many in turn, are a family.
func adjust(comparisons []Comparison, areas []series.Series, benchmarks int) {
	for _, kind := range series.Kinds(areas) {
		p := make([]float64, len(kind.At))
		for b := range benchmarks {
			for n, i := range kind.At {
				p[n] = comparisons[i*benchmarks+b].P
			}
			for n, q := range stats.BenjaminiHochberg(p) {
				comparisons[kind.At[n]*benchmarks+b].Q = q
			}
		}
	}
}

var nan = math.NaN()

func areaAt(s series.Based, period domain.Period, level float64) Area {
	p, _ := s.At(period)
	a := Area{Series: &s, Point: p, Lower: nan, Upper: nan, Highest: nan, Lowest: nan, Smoothed: nan, Notes: s.NotesAt(p)}
	if !p.HasValue() {
		a.Notes = a.Notes.With(domain.Note{Code: domain.NoteNoValue})
		return a
	}
	if s.Indicator.RepeatedEvents {
		a.Notes = a.Notes.With(domain.Note{Code: domain.NoteRepeatedEvents})
		return a
	}
	var note domain.Note
	a.Lower, a.Upper, note = p.Limits(s.Indicator.Unit, level)
	a.Interval = intervalOf(p, s.Indicator.Unit, a.Lower)
	if note.Code != "" {
		a.Notes = a.Notes.With(note)
	}
	return a
}

// beside sets an area beside a benchmark.
func beside(a Area, b Benchmark, among []*Area, period domain.Period, level float64) Comparison {
	r := Comparison{Area: a, Benchmark: b.ID, BenchmarkName: b.Name, Ratio: nan, Q: nan}
	m := mark{value: nan}
	if b.mark != nil {
		m = b.mark(&a, among, period)
		r.Notes = r.Notes.With(m.notes...)
		if m.within = boundsOf(m.sources, m.value, period); m.within.Bounded() {
			r.Notes = r.Notes.With(domain.Note{Code: domain.NoteBenchmarkWithin})
		}
	}
	r.BenchValue, r.BenchmarkSources = m.value, m.sources
	r.Difference = a.Point.Value - r.BenchValue
	if r.BenchValue > 0 {
		r.Ratio = a.Point.Value / r.BenchValue
	}
	r.Gap = gap(r.Difference, a.Point.Denominator, a.Series.Indicator.Unit, a.Series.Pooled)
	r.Apart = Apart{nan, nan, nan, nan, m.point != nil}
	if !a.Series.Indicator.RepeatedEvents {
		r.Apart = m.apart(a.Point, a.Series.Indicator.Unit, level)
	}
	r.judge(m, level)
	return r
}
