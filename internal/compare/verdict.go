package compare

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Verdict says how an area stands to its benchmark.
type Verdict string

// The verdicts. An area is Higher or Lower where its whole interval is above
// or below the benchmark's value, the rule of OHID's Fingertips, in which the
// benchmark's own uncertainty does not enter; beside another area of its
// category where the limits of the difference are above or below 0, those of
// the ratio agreeing. None is for an area or a benchmark without a value.
const (
	Higher            Verdict = "higher"
	Lower             Verdict = "lower"
	NoClearDifference Verdict = "no_clear_difference"
	NoInterval        Verdict = "no_interval"
	None              Verdict = ""
)

// Assessment is a verdict read with what the workspace says of the indicator:
// whether high is good or bad.
type Assessment string

// The assessments; "" where nothing is said or there is no clear difference.
const (
	Better Assessment = "better"
	Worse  Assessment = "worse"
)

// judge gives the comparison its verdict, and says why it has none.
func (r *Comparison) judge(m mark, level float64) {
	r.P = nan
	switch unit := r.Series.Indicator.Unit; {
	case !math.IsNaN(r.Difference):
		r.Verdict = r.Apart.verdict()
		if r.Verdict != NoInterval {
			r.P = m.p(r.Point, unit)
		} else if !math.IsNaN(r.Lower) {
			r.Notes = r.Notes.With(domain.Note{Code: domain.NoteBenchmarkUncounted})
		}
	case !math.IsNaN(r.Point.Value):
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteNoBenchmark})
	default:
		r.judgeSuppressed(m, level)
	}
	r.Assessment = assess(r.Verdict, r.Series.Indicator.Polarity)
}

// judgeSuppressed judges an area whose value is withheld but known to lie
// within a range: it has the verdict that each count the range holds would
// give, and none where those differ. Limits rise with the count, so that the
// outermost two tell.
func (r *Comparison) judgeSuppressed(m mark, level float64) {
	possible := r.Point.Possible()
	if r.Point.Status != domain.Suppressed || len(possible) == 0 || math.IsNaN(m.value) || r.Series.Indicator.RepeatedEvents {
		return
	}
	of := func(value float64) Verdict {
		p, unit := r.Point, r.Series.Indicator.Unit
		p.Value = value
		p.Count = math.Round(value / unit.Per() * p.Denominator.Value)
		return m.apart(p, unit, level).verdict()
	}
	low, high := of(possible[0]), of(possible[len(possible)-1])
	switch {
	case low == NoInterval || high == NoInterval:
	case low == high:
		r.Verdict = low
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteVerdictHolds})
	default:
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteVerdictDepends})
	}
}

// boundsOf are what a benchmark lies between that is one series' value, computed
// over a derived denominator; zero of another.
func boundsOf(sources []*series.Based, value float64, period domain.Period) series.Range {
	if len(sources) != 1 {
		return series.Range{}
	}
	if p, _ := sources[0].At(period); p.Within() && p.Value == value {
		return p.Range
	}
	return series.Range{}
}

// assess reads a verdict: higher is better where high is good.
func assess(v Verdict, p domain.Polarity) Assessment {
	if v != Higher && v != Lower || p != domain.HighGood && p != domain.HighBad {
		return ""
	}
	if (v == Higher) == (p == domain.HighGood) {
		return Better
	}
	return Worse
}
