package stats

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

// Joinpoints is a continuous line of straight segments.
type Joinpoints struct {
	N        int
	Scale    Scale
	Weighted bool      // by standard errors
	At       []float64 // the joinpoints' times, ascending; empty for a straight line
	Segments []Segment // one more than At
	SSE      float64   // (weighted) sum of squared residuals on the scale fitted; 0 for a perfect fit
	BIC3     float64   // ln(SSE/n) + 3k·ln(n)/n; −Inf for a perfect fit
	Level    float64   // coverage of every interval
	// Average change in percent a year over the whole range; NaN on the
	// linear scale, and its limits where a segment has no SE.
	AAPC, AAPCLower, AAPCUpper float64

	knots  []float64 // first time, joinpoints, last time
	levels []float64 // the line at knots, on the scale fitted
}

// Value is the fitted line at time t, in the unit of the values. Outside the
// range of the observations the outermost segments go on. It is NaN where
// nothing was fitted.
func (j Joinpoints) Value(t float64) float64 {
	if len(j.levels) == 0 {
		return math.NaN()
	}
	s := 0
	for s < len(j.At) && t > j.At[s] {
		s++
	}
	from, to := j.knots[s], j.knots[s+1]
	v := j.levels[s] + (j.levels[s+1]-j.levels[s])*((t-from)/(to-from))
	if j.Scale == Log {
		return math.Exp(v)
	}
	return v
}

// take sets the joinpoints, the levels and the segments' slopes.
func (j *Joinpoints) take(line joined) {
	k := line.k
	numbers := make([]float64, 2*(k+2))
	j.knots, j.levels = numbers[:k+2:k+2], numbers[k+2:]
	copy(j.knots, line.knots[:])
	copy(j.levels, line.levels[:])
	j.At = j.knots[1 : k+1 : k+1]
	j.Segments = make([]Segment, k+1)
	for i := range j.Segments {
		from, to := j.knots[i], j.knots[i+1]
		j.Segments[i] = Segment{From: from, To: to, Slope: (j.levels[i+1] - j.levels[i]) / (to - from)}
	}
}
