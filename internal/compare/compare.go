// Package compare sets areas beside a benchmark in one period: value, limits,
// difference, and a verdict that rests on the limits and never on the value
// alone.
package compare

import (
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Verdict says how an area stands to its benchmark.
type Verdict string

// The verdicts. An area is Higher or Lower where its whole interval is above
// or below the benchmark's value, the rule of OHID's Fingertips; the
// benchmark's own uncertainty does not enter. None is for an area or a
// benchmark without a value.
const (
	Higher            Verdict = "higher"
	Lower             Verdict = "lower"
	NoClearDifference Verdict = "no_clear_difference"
	NoInterval        Verdict = "no_interval"
	None              Verdict = ""
)

// Row is one area in one period beside the benchmark. What is not known is
// NaN; Rank is 0 without a value.
type Row struct {
	Series     *series.Series
	Point      series.Point
	Lower      float64
	Upper      float64
	Benchmark  *series.Series // nil where there is none of the same kind
	BenchValue float64
	Difference float64 // value − benchmark, in the indicator's unit
	Ratio      float64 // value ÷ benchmark; NaN unless the benchmark is above 0
	Verdict    Verdict
	Rank, Of   int // 1 is the highest value; ties share the lowest rank
	Notes      domain.Notes
}

// At compares every series in the period with the benchmark series of the
// same indicator, gender and breakdown. Level is the coverage of the
// intervals, such as 0.95. Where a count and an exact denominator are known,
// the value compared is computed from them and not the rounded published one,
// so that it lies within its limits.
func At(areas, benchmarks []series.Series, period domain.Period, level float64) []Row {
	rows := make([]Row, len(areas))
	for i := range areas {
		a := areas[i].FromCounts()
		rows[i] = row(&a, period, level)
		for j := range benchmarks {
			if benchmarks[j].SameKind(&a) {
				b := benchmarks[j].FromCounts()
				rows[i].against(&b, period)
			}
		}
		if rows[i].Verdict == None && !math.IsNaN(rows[i].Point.Value) {
			rows[i].Notes = rows[i].Notes.With(domain.Note{Code: domain.NoteNoBenchmark})
		}
	}
	rank(rows)
	return rows
}

func row(s *series.Series, period domain.Period, level float64) Row {
	p, _ := s.At(period)
	r := Row{Series: s, Point: p, BenchValue: nan, Difference: nan, Ratio: nan, Notes: s.NotesAt(p)}
	r.Lower, r.Upper = nan, nan
	if math.IsNaN(p.Value) {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteNoValue})
		return r
	}
	var note domain.Note
	r.Lower, r.Upper, note = p.Limits(s.Indicator.Unit, level)
	if note.Code != "" {
		r.Notes = r.Notes.With(note)
	}
	return r
}

var nan = math.NaN()

// against sets the row beside its benchmark.
func (r *Row) against(b *series.Series, period domain.Period) {
	r.Benchmark = b
	p, _ := b.At(period)
	r.BenchValue = p.Value
	r.Difference = r.Point.Value - p.Value
	if p.Value > 0 {
		r.Ratio = r.Point.Value / p.Value
	}
	switch {
	case math.IsNaN(r.Difference):
		r.Verdict = None
	case math.IsNaN(r.Lower):
		r.Verdict = NoInterval
	case r.Lower > p.Value:
		r.Verdict = Higher
	case r.Upper < p.Value:
		r.Verdict = Lower
	default:
		r.Verdict = NoClearDifference
	}
}

// rank numbers the rows of each kind, the highest value first.
func rank(rows []Row) {
	kinds := make(map[domain.Key][]int)
	for i, r := range rows {
		k := domain.Key{Indicator: r.Series.Indicator.ID, Gender: r.Series.Gender, Breakdown: r.Series.Breakdown}
		kinds[k] = append(kinds[k], i)
	}
	for _, members := range kinds {
		values := make([]float64, len(members))
		for n, i := range members {
			values[n] = rows[i].Point.Value
		}
		ranks := stats.Ranks(values, true)
		of := len(values) - len(slices.DeleteFunc(slices.Clone(ranks), func(r int) bool { return r > 0 }))
		for n, i := range members {
			if ranks[n] > 0 {
				rows[i].Rank, rows[i].Of = ranks[n], of
			}
		}
	}
}
