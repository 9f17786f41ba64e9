package joinpoint

import (
	"math"

	"kuvio/internal/stats"
)

// otherStraight is the straight line through the values on the scale that is
// not fitted. What grows by a steady amount bends on the logarithm, and what
// grows by a steady percentage in its own unit: neither has a turn.
type otherStraight struct {
	exists   bool    // every value is above 0
	logSSE   float64 // as if on the scale fitted: the two are compared in the unit of the values
	r        float64 // corrected correlation of the residuals
	rounding bool    // a straight line goes through what every value may have been before it was rounded
}

// loadOther notes the values on the other scale.
func (j *search) loadOther(y, se []float64, scale Scale) {
	j.other.values, j.other.root, j.other.logs = j.other.values[:0], j.other.root[:0], 0
	for at, i := range j.order {
		if y[i] <= 0 {
			j.other.values = j.other.values[:0]
			return
		}
		value, root, logs := y[i], 1.0, math.Log(y[i])
		if scale == Linear {
			value = logs
		}
		if se != nil {
			if root = j.root[at] / y[i]; scale == Linear {
				root = j.root[at] * y[i]
			}
		} else {
			j.other.logs += logs / float64(len(y))
		}
		j.other.values, j.other.root = append(j.other.values, value), append(j.other.root, root)
	}
	if scale == Log {
		j.other.logs = -j.other.logs
	}
}

// other are the values on the scale that is not fitted.
type other struct {
	values, root []float64
	tube         []tube
	// The mean of ln y, which the logarithm of a mean square on the log scale
	// lacks beside that of the values themselves, with the sign that takes the
	// other scale to the one fitted; 0 where weights have it already.
	logs float64
}

// otherStraightLine fits it.
func (j *search) otherStraightLine() otherStraight {
	o := &j.other
	if len(o.values) == 0 {
		return otherStraight{}
	}
	line := straightThrough(j.t, o.values, o.root)
	floor, sse := 0.0, 0.0
	j.residuals = j.residuals[:0]
	for i, v := range o.values {
		e := o.root[i] * (v - line.at(j.t[i]))
		sse += e * e
		j.residuals = append(j.residuals, e)
	}
	for i, v := range o.tube {
		if width := v.upper - v.lower; !math.IsInf(width, 0) {
			floor += o.root[i] * o.root[i] * width * width / 12
		}
	}
	found := otherStraight{exists: true, logSSE: math.Log(max(sse, floor)) + 2*o.logs}
	if exactlyStraight(o.values, sse) {
		found.rounding = true
		return found
	}
	found.r = stats.Unbiased(stats.LagOne(j.t, j.residuals), len(j.t), 0)
	found.rounding = sse <= 4*floor && through(j.t, o.tube, func(v tube) (float64, float64) { return v.lower, v.upper })
	return found
}

// correlationAbout is the corrected correlation of the residuals of neighbouring
// years about a fitted line or, of a straight one, about that of the other scale
// where it is nearer to the values: a straight line's own bend on the other
// scale is no correlation.
func (j *search) correlationAbout(line joined) float64 {
	if line.k == 0 {
		if o := j.otherStraightLine(); o.exists && o.logSSE < math.Log(max(line.sse, j.roundingSSE())) {
			return o.r
		}
	}
	return j.correlation(line)
}

// exactlyStraight reports whether a straight line leaves nothing but rounding
// of the arithmetic.
func exactlyStraight(values []float64, sse float64) bool {
	size := stats.Rounding(values)
	return sse <= float64(len(values))*size*size
}

// straight is a straight line about a middle time.
type straight struct{ middle, level, slope float64 }

func (l straight) at(t float64) float64 { return l.level + l.slope*(t-l.middle) }

// straightThrough is the weighted least-squares line.
func straightThrough(t, y, root []float64) straight {
	var weight, tMean, yMean float64
	for i, r := range root {
		w := r * r
		weight += w
		tMean += w * (t[i] - t[0])
		yMean += w * y[i]
	}
	l := straight{middle: t[0] + tMean/weight, level: yMean / weight}
	var sxx, sxy float64
	for i, r := range root {
		w, dt := r*r, t[i]-l.middle
		sxx += w * dt * dt
		sxy += w * dt * (y[i] - l.level)
	}
	l.slope = sxy / sxx
	return l
}
