// Package profile describes one area by many indicators, an entry for each: its
// value, the change from the one before, its direction, and how it stands to
// benchmarks. It is the table of a welfare report, made of what packages trend
// and compare say.
package profile

import (
	"math"
	"slices"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// Beside is an area beside one benchmark in the period of its entry. What is not
// known is NaN or, of the verdict, compare.None.
type Beside struct {
	Sources    []*series.Based // that the benchmark's value was computed from
	Value      float64
	Difference float64 // of the area from it, in the indicator's unit
	Verdict    compare.Verdict
	Both       bool // the benchmark's own chance is in the verdict
}

// Entry is the area by one indicator, gender and breakdown. What is not known is
// NaN.
type Entry struct {
	Series     series.Based  // the area's
	Point      series.Valued // in the entry's period, which is "" where no value was ever published
	Previous   series.Valued // the latest earlier one with a value; its period is "" for none
	Change     float64       // Point − Previous
	Direction  stats.Direction
	Recent     stats.RecentTrend
	Turned     domain.Period      // the last year in which it turned from one direction to another; "" for none
	Since      stats.Direction    // from then on; "" where it did not turn
	Beside     []Beside           // one for each benchmark, in their order
	Assessment compare.Assessment // beside the first benchmark
	Notes      domain.Notes
}

// Options are the settings of a profile.
type Options struct {
	Period domain.Period // of every entry; "" is the latest in which the area has a value
	Level  float64       // coverage of the intervals that verdicts rest on, such as 0.95
	Trend  trend.Options
}

// Of makes an entry for each of the area's series, in their order; a series
// without any value has one too.
//
// Values are those compare.All has. Previous is the latest earlier value,
// however long ago, and is not looked for before a break of the series, since
// a change of definition is none of what it measures. Directions are those of
// the published values, as trend.Analyse has them; series should end with the
// period of Options where they are not to look beyond it. An entry without a
// value has none: how its values once moved says nothing of its period. An
// entry is assessed by its first benchmark: better where the area's whole
// interval lies on the side that the indicator's polarity calls good.
func Of(area []series.Series, benchmarks []compare.Benchmark, o Options) []Entry {
	return OfTrends(area, trend.All(area, o.Trend), benchmarks, o)
}

// OfTrends is Of for series whose trends, by the options, are known already.
func OfTrends(area []series.Series, trends []trend.Trend, benchmarks []compare.Benchmark, o Options) []Entry {
	entries := make([]Entry, len(area))
	for i := range area {
		r := &entries[i]
		r.Series = area[i].Based()
		r.level(o.Period)
		if !math.IsNaN(r.Point.Value) {
			r.Direction, r.Recent = trends[i].Direction, trends[i].Recent.Trend
			r.Turned, r.Since = lastStretch(&trends[i].Turning)
		}
		r.note(trends[i].Notes, r.beside(area[i], benchmarks, o.Level))
		if last := r.later(); !last.IsZero() && o.Period.IsZero() {
			r.Notes = r.Notes.With(domain.Note{Code: domain.NoteNotLatest, Arg: string(last)})
			if r.Recent != "" {
				r.Recent = stats.RecentNotComputed // of the years before, not of the last
			}
		}
	}
	return entries
}

// lastStretch is when a series last turned from one direction to another, and its
// direction since. A change of pace is no turn.
func lastStretch(t *trend.Turning) (turned domain.Period, since stats.Direction) {
	for i, turn := range slices.Backward(t.Turns) {
		if turn.Change == trend.Turned {
			return turn.At, t.Phases[i+1].Direction
		}
	}
	return "", ""
}

// level finds the entry's point, the one before it and the change.
func (r *Entry) level(period domain.Period) {
	none := series.Absent("")
	r.Point, r.Previous, r.Change = none, none, math.NaN()
	if period.IsZero() {
		period = lastWith(&r.Series, "")
	}
	if !period.IsZero() {
		r.Point, _ = r.Series.At(period)
	}
	comparable := r.Series.AfterLastBreak()
	if before := lastWith(&comparable, period); !before.IsZero() {
		r.Previous, _ = comparable.At(before)
		r.Change = r.Point.Value - r.Previous.Value
	}
}

// later is the last period of which the area's own series (without a value) or
// a benchmark tells something after the entry's; "" where the entry is of the
// last.
func (r *Entry) later() domain.Period {
	if math.IsNaN(r.Point.Value) {
		return ""
	}
	last := r.Point.Period
	for _, p := range r.Series.Points {
		last = max(last, p.Period)
	}
	for _, b := range r.Beside {
		for _, s := range b.Sources {
			last = max(last, lastWith(s, ""))
		}
	}
	if last == r.Point.Period {
		return ""
	}
	return last
}

// lastWith is the last period with a value before another, "" for the last of
// all.
func lastWith(s *series.Based, before domain.Period) domain.Period {
	var last domain.Period
	for p := range s.WithValue() {
		if before.IsZero() || p.Period < before {
			last = p.Period
		}
	}
	return last
}

// beside sets the area beside each benchmark by the rules of package compare,
// and returns what those say of the values.
func (r *Entry) beside(area series.Series, benchmarks []compare.Benchmark, level float64) domain.Notes {
	notes := r.Series.NotesAt(r.Point)
	if len(benchmarks) == 0 {
		return notes
	}
	for n, c := range compare.All([]series.Series{area}, benchmarks, r.Point.Period, compare.Options{Level: level}) {
		r.Beside = append(r.Beside, Beside{Sources: c.BenchmarkSources, Value: c.BenchValue, Difference: c.Difference, Verdict: c.Verdict, Both: c.Apart.Both})
		notes = notes.With(c.Notes...)
		if n == 0 {
			r.Assessment = c.Assessment
		}
	}
	return notes
}

// note joins the notes of the direction with those of the value. What is said
// of the slope's interval and of turning points is of no column here, nor what
// is said of a direction where the entry has none. What is said of all the
// values is not said again of one.
func (r *Entry) note(direction, value domain.Notes) {
	none := math.IsNaN(r.Point.Value)
	for _, n := range direction {
		switch n.Code {
		case domain.NoteSpansZero, domain.NoteLogNotPossible, domain.NoteJoinpointsInfeasible, domain.NotePhaseHole:
		case domain.NoteTooFew, domain.NoteZeroSlope, domain.NoteSuppressedVaried, domain.NoteDependsOnSuppressed, domain.NoteNotFinite:
			if !none {
				r.Notes = r.Notes.With(n)
			}
		default:
			r.Notes = r.Notes.With(n)
		}
	}
	if none {
		value = value.With(domain.Note{Code: domain.NoteNoValue})
	}
	for _, n := range value {
		if n.Code == domain.NoteSuppressed && r.Notes.Has(n.Code) || n.Code == domain.NoteNoValue && r.Notes.Has(domain.NoteCountsOnly) {
			continue
		}
		r.Notes = r.Notes.With(n)
	}
}
