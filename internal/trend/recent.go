package trend

import (
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// RecentNotAnnual is the reason where periods overlap, are parts of years or
// several of them: what the test takes for five years is less or more.
const RecentNotAnnual stats.RecentReason = "not_annual"

// recentBefore is how many values before the last five say how far the series
// varies. Those of longer ago are of another time.
const recentBefore = 15

// recent finds what the last five years say (OHID Fingertips): shares whose
// counts and denominators are known exactly by Cochran–Armitage, other values
// by the slope weighted with their limits, counts with Poisson limits. Unless
// the published form is asked for, limits are widened by how far the series'
// own years vary (stats.Recent.Widened); those of events of the same persons are
// so always.
func (tr *Trend) recent(o Options, scratch *buffers) {
	s := tr.Series.On(series.AsComputed)
	scratch.valued = slices.AppendSeq(scratch.valued[:0], s.WithValue())
	all := scratch.valued
	first := max(0, len(all)-stats.RecentPoints)
	if why := tr.notRecent(all[first:]); why != "" {
		tr.Recent = stats.Recent{Trend: stats.RecentNotComputed, Why: why, Chi2: nan, P: nan, Slope: nan, Rest: nan, Phi: nan}
		return
	}
	tr.Recent = recentOf(all[first:], s.Indicator.Unit)
	if !o.RecentPublished || s.Indicator.RepeatedEvents {
		tr.Recent = tr.Recent.Widened(variation(all[max(0, first-recentBefore):first], s.Indicator.Unit, &scratch.joinpoint))
	}
	if s.Indicator.RepeatedEvents && tr.Recent.Trend != stats.RecentNotComputed {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteRepeatedEvents})
	}
}

// notRecent is why the last values have no recent trend; empty where they may.
func (tr *Trend) notRecent(last []series.Valued) stats.RecentReason {
	switch {
	case tr.goesOn():
		return stats.RecentMissing
	case len(last) < stats.RecentPoints:
		return stats.RecentNotFive
	}
	if slices.ContainsFunc(last, func(p series.Valued) bool { return p.Period.LastYear() > p.Period.Year() }) {
		return RecentNotAnnual
	}
	for i := 1; i < len(last); i++ {
		switch step := last[i].Period.Year() - last[i-1].Period.LastYear(); {
		case step < 1:
			return RecentNotAnnual
		case step > 1:
			return stats.RecentMissing
		}
	}
	return ""
}

// recentOf is the recent trend of five points by chance alone, the published
// form.
func recentOf(last []series.Valued, unit domain.Unit) stats.Recent {
	exact := unit == domain.UnitPercent
	var x, n, values, lower, upper []float64
	for _, p := range last {
		low, high := chanceLimits(p, unit)
		exact = exact && p.Denominator.Exact()
		x, n = append(x, p.Count), append(n, p.Denominator.Value)
		values, lower, upper = append(values, p.Value), append(lower, low), append(upper, high)
	}
	if exact {
		if r := stats.RecentProportion(x, n); r.Why != stats.RecentNoneCounted { // the logit of 0 is none, its limits are
			return r
		}
	}
	return stats.RecentGeneral(values, lower, upper)
}

// chanceLimits are the limits of a point by chance alone: those of a share or
// rate, and of a number those of a count of independent events. A number that
// is not whole is no count.
func chanceLimits(p series.Valued, unit domain.Unit) (lower, upper float64) {
	if unit != domain.UnitCount {
		lower, upper, _ = p.Limits(unit, Level)
		return lower, upper
	}
	if p.Value != math.Trunc(p.Value) {
		return nan, nan
	}
	e, err := stats.Rate(p.Value, 1, 1, Level)
	if err != nil {
		return nan, nan
	}
	return e.Lower, e.Upper
}

// variation is how far values lie from a line that follows their bends, in
// standard errors of chance: the sum of squares, and its degrees of freedom.
// Both are 0 of fewer than three values. A value without limits is left out.
func variation(before []series.Valued, unit domain.Unit, scratch *joinpoint.Scratch) (squares float64, df int) {
	var t, y, se []float64
	positive := true
	for _, p := range before {
		if low, high := chanceLimits(p, unit); high > low {
			t, y, se = append(t, p.Period.Time()), append(y, p.Value), append(se, (high-low)/(2*stats.Z(Level)))
			positive = positive && p.Value > 0
		}
	}
	o := joinpoint.Default()
	if !positive {
		o.Scale = joinpoint.Linear
	}
	line, err := scratch.Fit(t, y, se, o)
	if err != nil {
		return 0, 0
	}
	return line.SSE, len(t) - 2*(len(line.At)+1)
}
