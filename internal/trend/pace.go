package trend

import (
	"math"

	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// Bend is a change of pace from one phase to the next.
type Bend struct {
	Faster   bool // else slower
	Relative bool // in percent alone, and not, or the other way, in the unit of the values
}

// Bend says how a movement changed its pace between two neighbouring phases of
// one direction; false where it did not. Phases differ in pace where their
// slopes' 95 % intervals lie apart. A straight line slows down in percent, and
// what grows by a steady percentage gathers pace in the unit of the values: a
// change seen on the logarithm alone is called relative.
func (tr *Trend) Bend(before, after Phase) (b Bend, ok bool) {
	d := before.Direction
	change := pace(d, before.Lower, before.Upper, after.Lower, after.Upper)
	if change == 0 {
		return Bend{}, false
	}
	return Bend{Faster: change > 0, Relative: tr.Turning.Scale == joinpoint.Log && tr.paceInUnit(d, before, after) != change}, true
}

// pace compares two slopes of a direction by their intervals: 1 where the
// second is the faster, −1 where it is the slower, 0 where the intervals meet.
func pace(d stats.Direction, lower1, upper1, lower2, upper2 float64) int {
	up := 1
	if d == stats.Falling {
		up = -1
	}
	switch {
	case lower2 > upper1:
		return up
	case upper2 < lower1:
		return -up
	}
	return 0
}

// paceInUnit compares the least-squares lines through the values of two phases.
func (tr *Trend) paceInUnit(d stats.Direction, before, after Phase) int {
	a, errA := tr.lineOf(before)
	b, errB := tr.lineOf(after)
	if errA != nil || errB != nil {
		return 0
	}
	return pace(d, a.Lower, a.Upper, b.Lower, b.Upper)
}

// lineOf is the least-squares line through the values of a phase.
func (tr *Trend) lineOf(p Phase) (stats.Line, error) {
	times, values := tr.Series.Values()
	var t, y []float64
	for i, at := range times {
		if p.From <= at && at <= p.To {
			t, y = append(t, at), append(y, values[i])
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
