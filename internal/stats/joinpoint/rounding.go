package joinpoint

import "math"

// tube is what a value may have been before it was rounded, on a scale.
type tube struct{ lower, upper float64 }

// loadTubes notes what the values may have been, on both scales.
func (j *search) loadTubes(y []float64, o Options) {
	j.tube, j.other.tube = j.tube[:0], j.other.tube[:0]
	if o.Steps == nil {
		return
	}
	for _, i := range j.order {
		half := o.Steps[i] / 2 * (1 + 1e-9)
		linear := tube{y[i] - half, y[i] + half}
		logs := tube{nearZero, math.Log(linear.upper)} // NaN, through which nothing goes, of what is below 0
		if linear.lower > 0 {
			logs.lower = math.Log(linear.lower)
		}
		if o.Scale == Log {
			j.tube, j.other.tube = append(j.tube, logs), append(j.other.tube, linear)
		} else {
			j.tube, j.other.tube = append(j.tube, linear), append(j.other.tube, logs)
		}
	}
}

// roundingSSE is the sum of squares that rounding alone is expected to leave,
// Σwd²/12.
func (j *search) roundingSSE() float64 {
	sum := 0.0
	for i, v := range j.tube {
		if width := v.upper - v.lower; v.lower != nearZero {
			sum += j.root[i] * j.root[i] * width * width / 12
		}
	}
	return sum
}

// withinRounding reports whether a straight line goes through what every value
// may have been before it was rounded, on the scale fitted. The fitted line's sum
// of squares is no greater than that line's, so that most need no search.
func (j *search) withinRounding(sse float64) bool {
	return len(j.tube) > 0 && sse <= 4*j.roundingSSE() &&
		through(j.t, j.tube)
}

// nearZero stands for the logarithm of 0, which a value that rounds to 0 may be
// as near to as it likes.
const nearZero = -60

// through reports whether a straight line goes through every interval. Of a
// slope b, the least room is min(upper−bt) − max(lower−bt), which is concave in
// b: its greatest is looked for by golden section.
func through(t []float64, tubes []tube) bool {
	middle := (t[0] + t[len(t)-1]) / 2
	room := func(b float64) float64 {
		most, least := math.Inf(-1), math.Inf(1)
		for i, v := range tubes {
			most = max(most, v.lower-b*(t[i]-middle))
			least = min(least, v.upper-b*(t[i]-middle))
		}
		return least - most
	}
	// The line passes the first and the last interval, which bound its slope.
	first, last, span := tubes[0], tubes[len(tubes)-1], t[len(t)-1]-t[0]
	a, b := (last.lower-first.upper)/span, (last.upper-first.lower)/span
	const golden = 0.6180339887498949
	c, d := b-golden*(b-a), a+golden*(b-a)
	atC, atD := room(c), room(d)
	for range 40 {
		if atC >= 0 || atD >= 0 {
			return true
		}
		if atC > atD {
			b, d, atD = d, c, atC
			c = b - golden*(b-a)
			atC = room(c)
		} else {
			a, c, atC = c, d, atD
			d = a + golden*(b-a)
			atD = room(d)
		}
	}
	return false
}
