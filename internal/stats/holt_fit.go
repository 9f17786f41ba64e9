package stats

import "math"

// The bounds of R's ets.
const (
	leastShare, mostShare     = 1e-4, 0.9999 // of alpha; beta is from leastShare to alpha
	leastDamping, mostDamping = 0.8, 0.98
)

// fitHolt searches for the parameters, and the state before the first
// observation, as ets of R's package forecast does: from fixed smoothing
// parameters and a line through the first ten observations, downhill on the
// likelihood, with a first simplex as wide as a tenth of the greatest
// parameter. y is not constant.
func fitHolt(y []float64) (holt, holtState) {
	first := min(10, len(y))
	steps := make([]float64, first)
	for i := range steps {
		steps[i] = float64(i + 1)
	}
	line, err := LeastSquares(steps, y[:first], 0.95)
	if err != nil { // y is finite and has at least eight observations
		panic(err)
	}
	alpha := leastShare + 0.2*(mostShare-leastShare)
	beta := leastShare + 0.1*(alpha-leastShare)
	phi := leastDamping + 0.99*(mostDamping-leastDamping)
	best := nash([5]float64{alpha, beta, phi, line.Intercept, line.Slope}, func(p [5]float64) float64 {
		model, start := unpack(p)
		if !model.allowed() {
			return 1e35
		}
		_, sse := model.run(y, start)
		return float64(len(y)) * math.Log(sse)
	})
	return unpack(best)
}

func unpack(p [5]float64) (holt, holtState) {
	return holt{p[0], p[1], p[2]}, holtState{p[3], p[4]}
}

func (m holt) allowed() bool {
	return leastShare <= m.alpha && m.alpha <= mostShare && leastShare <= m.beta && m.beta <= m.alpha &&
		leastDamping <= m.phi && m.phi <= mostDamping
}
