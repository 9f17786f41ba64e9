package joinpoint

import "math"

// Segment is one of the straight lines of a joinpoint fit.
type Segment struct {
	From, To float64 // times; a joinpoint belongs to both its neighbours
	Slope    float64 // a year, on the scale fitted
	// SE, limits and two-sided p of the slope being 0. NaN where the
	// observations leave no degrees of freedom or no residual to judge by.
	SE, Lower, Upper, P float64
	DF                  int // degrees of freedom of SE, the same for every segment; below 1 where there are none
	// Change in percent a year, 100(exp(Slope)−1); NaN on the linear scale.
	APC, APCLower, APCUpper float64
}

// Place is the interval of whole years in which a joinpoint lies.
type Place struct{ Lower, Upper float64 }

// Line is a continuous line of straight segments.
type Line struct {
	N        int
	Scale    Scale
	Weighted bool      // by standard errors
	At       []float64 // the joinpoints' times, ascending; empty for a straight line
	Places   []Place   // where each of At may lie; nil unless asked for
	Segments []Segment // one more than At
	SSE      float64   // (weighted) sum of squared residuals on the scale fitted; 0 for a perfect fit
	BIC3     float64   // ln(SSE/n) + 3k·ln(n)/n; −Inf for a perfect fit
	R        float64   // correlation of the residuals of neighbouring years, corrected for the line's fit; 0 or more
	// A straight line of the scale that is not fitted is nearer to the values
	// than this straight one, and is what Value gives.
	OtherNearer bool
	// ln SSE, that of the rounding at least, as if on the linear scale: what lines
	// of the two scales are compared by. NaN where a weightless fit has a value
	// that has no logarithm.
	LogSSE float64
	Level  float64 // coverage of every interval
	// Average change in percent a year over the whole range; NaN on the
	// linear scale, and its limits where a segment has no SE.
	AAPC, AAPCLower, AAPCUpper float64

	knots  []float64 // first time, joinpoints, last time
	levels []float64 // the line at knots, on the scale fitted
	other  []float64 // the line of the other scale at knots, in that scale's unit, where the values are nearer to it
}

// Value is the fitted line at time t, in the unit of the values, on the scale on
// which it is nearer to them: a line that is straight in that unit is drawn
// straight, though its percentages are those of the logarithm. Outside the range
// of the observations the outermost segments go on. It is NaN where nothing was
// fitted.
func (l Line) Value(t float64) float64 {
	if len(l.levels) == 0 {
		return math.NaN()
	}
	s := 0
	for s < len(l.At) && t > l.At[s] {
		s++
	}
	from, to := l.knots[s], l.knots[s+1]
	levels := l.levels
	if l.OtherNearer {
		levels = l.other
	}
	v := levels[s] + (levels[s+1]-levels[s])*((t-from)/(to-from))
	if (l.Scale == Log) != l.OtherNearer {
		return math.Exp(v)
	}
	return v
}

// take sets the joinpoints, the levels and the segments' slopes.
func (l *Line) take(line joined) {
	k := line.k
	numbers := make([]float64, 2*(k+2))
	l.knots, l.levels = numbers[:k+2:k+2], numbers[k+2:]
	copy(l.knots, line.knots[:])
	copy(l.levels, line.levels[:])
	l.At = l.knots[1 : k+1 : k+1]
	l.Segments = make([]Segment, k+1)
	for i := range l.Segments {
		from, to := l.knots[i], l.knots[i+1]
		l.Segments[i] = Segment{From: from, To: to, Slope: (l.levels[i+1] - l.levels[i]) / (to - from)}
	}
}
