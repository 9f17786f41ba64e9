package trend

import (
	"math"

	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// change says how two neighbouring phases of a line differ: in direction, or in
// pace where both move the same way. Their slopes differ where t of the
// difference does at 95 %, with both segments' standard errors; two directions
// that are both shown, opposite ones, differ as they are. A straight line slows
// down in percent, and what grows by a steady percentage gathers pace in the unit
// of the values: a change of pace is one only where both scales have it. (Values
// that are not above 0 have no logarithm, and no change of pace.)
func (tr *Trend) change(l joinpoint.Line, before, after Phase) Change {
	a, b := before.Direction, after.Direction
	differ := differs(before.Segment.Slope, after.Segment.Slope, before.SE, after.SE, before.DF)
	switch {
	case before.Hole || after.Hole:
		return Gap
	case moves(a) && moves(b) && a != b, (moves(a) || moves(b)) && a != b && differ:
		return Turned
	case !moves(a) || a != b || !differ:
		return ""
	}
	pace := paceOf(before.Segment.Slope, after.Segment.Slope)
	if tr.paceOnOther(l.Scale, before, after) != pace {
		return ""
	}
	return pace
}

func moves(d stats.Direction) bool { return d == stats.Rising || d == stats.Falling }

// differs reports whether two slopes do, at 95 %. Without degrees of freedom or
// standard errors they are not shown to.
func differs(a, b, seA, seB float64, df int) bool {
	return df >= 1 && stats.StudentP((b-a)/math.Hypot(seA, seB), float64(df)) < 1-Level
}

// paceOf compares the slopes of two movements in one direction.
func paceOf(a, b float64) Change {
	switch {
	case math.Abs(b) > math.Abs(a):
		return Faster
	case math.Abs(b) < math.Abs(a):
		return Slower
	}
	return ""
}

// paceOnOther compares the least-squares lines through the values of two phases
// on the scale that is not fitted; "" where their slopes are not shown to differ.
func (tr *Trend) paceOnOther(fitted joinpoint.Scale, before, after Phase) Change {
	a, errA := tr.lineOn(fitted, before)
	b, errB := tr.lineOn(fitted, after)
	if errA != nil || errB != nil || !differs(a.Slope, b.Slope, a.SE, b.SE, a.DF+b.DF) {
		return ""
	}
	return paceOf(a.Slope, b.Slope)
}

// lineOn is the least-squares line through the values of a phase on the scale
// that is not fitted. It is an error where a value has no logarithm.
func (tr *Trend) lineOn(fitted joinpoint.Scale, p Phase) (stats.Line, error) {
	times, values := tr.Series.Values()
	var t, y []float64
	for i, at := range times {
		if p.From <= at && at <= p.To {
			v := values[i]
			if fitted == joinpoint.Linear {
				v = math.Log(v)
			}
			t, y = append(t, at), append(y, v)
		}
	}
	return stats.LeastSquares(t, y, Level)
}

// Drifted reports whether a series ends so far from where it began that it
// cannot be said to have stayed, steady as its median change may be: more, a
// year, than the band of a steady direction.
func (tr *Trend) Drifted() bool {
	years := tr.Last.Period.Time() - tr.First.Period.Time()
	return math.Abs(tr.Change) > years*stats.DefaultDirection().Band*math.Abs(tr.Sen.MedianY)
}
