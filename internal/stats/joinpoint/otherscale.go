package joinpoint

import (
	"math"

	"kuvio/internal/stats"
)

// otherLine is the line of a fit through the values on the scale that is not
// fitted, its joinpoints in the same years. What grows by a steady amount bends
// on the logarithm, and what grows by a steady percentage in its own unit: that
// is neither a turn nor correlation.
type otherLine struct {
	exists bool              // every value is above 0
	logSSE float64           // as if on the scale fitted: the two are compared in the unit of the values
	r      float64           // corrected correlation of the residuals
	levels [Most + 2]float64 // the line at knots
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
	o := &j.other
	o.size, o.centre = stats.Rounding(o.values), stats.Mean(o.values)
	weight := 0.0
	for i := range o.values {
		o.values[i] -= o.centre
		weight += o.root[i] * o.root[i]
	}
	o.floor = math.Sqrt(weight) * o.size
}

// other are the values on the scale that is not fitted.
type other struct {
	values, root        []float64 // less centre
	centre, size, floor float64   // as those of search
	tube                []tube
	// The mean of ln y, which the logarithm of a mean square on the log scale
	// lacks beside that of the values themselves, with the sign that takes the
	// other scale to the one fitted; 0 where weights have it already.
	logs float64
}

// onOther takes up the other scale in place of the one fitted while it does
// something.
func (j *search) onOther(do func()) {
	o := &j.other
	y, root, tubes, centre, size, floor := j.y, j.root, j.tube, j.centre, j.size, j.floor
	j.y, j.root, j.tube = o.values, o.root, o.tube
	j.centre, j.size, j.floor = o.centre, o.size, o.floor
	do()
	j.y, j.root, j.tube, j.centre, j.size, j.floor = y, root, tubes, centre, size, floor
}

// otherOf fits the line of the other scale.
func (j *search) otherOf(line joined) (found otherLine) {
	if len(j.other.values) == 0 {
		return otherLine{}
	}
	j.onOther(func() {
		fitted := j.fit(line.k, line.at)
		found = otherLine{true, math.Log(max(fitted.sse, j.roundingSSE())) + 2*j.other.logs, j.correlation(fitted), fitted.levels}
	})
	return found
}

// logSSE is ln SSE of a line, that of the rounding at least, as if on the linear
// scale.
func (j *search) logSSE(line joined) float64 {
	own := math.Log(max(line.sse, j.roundingSSE()))
	if j.scale == Log {
		own -= 2 * j.other.logs
	}
	return own
}

// nearer is ln SSE of a line, that of the rounding at least, on the scale on which
// it is nearer to the values, and the corrected correlation of its residuals, on
// the scale on which they correlate less; other is
// the line there where the former is not the one fitted.
func (j *search) nearer(line joined) (logSSE, r float64, other *otherLine) {
	logSSE, r = math.Log(max(line.sse, j.roundingSSE())), j.correlation(line)
	o := j.otherOf(line)
	if !o.exists {
		return logSSE, r, nil
	}
	if r = min(r, o.r); o.logSSE < logSSE {
		return o.logSSE, r, &o
	}
	return logSSE, r, nil
}

// straightUnrounded reports whether a straight line of either scale, of which
// line is the one fitted, goes through what every value may have been before it
// was rounded.
func (j *search) straightUnrounded(line joined) (yes bool) {
	switch {
	case j.withinRounding(line.sse):
		return true
	case len(j.other.values) == 0: // with a value of 0, which may be a little more
		return len(j.other.tube) > 0 && through(j.t, j.other.tube)
	}
	j.onOther(func() {
		fitted := j.fit(0, line.at)
		yes = fitted.sse == 0 || j.withinRounding(fitted.sse)
	})
	return yes
}
