package stats

import (
	"math"
)

// DampedHolt forecasts by Holt's linear trend with damping and additive
// errors, ETS(A,Ad,N): with the error eₜ = yₜ − (lₜ₋₁+φbₜ₋₁), the level
// becomes lₜ = lₜ₋₁+φbₜ₋₁+αeₜ and the slope bₜ = φbₜ₋₁+βeₜ; h steps ahead the
// mean is lₙ+(φ+…+φʰ)bₙ (Gardner & McKenzie 1985, Management Science 31;
// Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, 8.5 to
// 8.7). The observations y are equally spaced.
//
// α in [.0001, .9999], β in [.0001, α], φ in [.8, .98] and the level and slope
// at the start are those that ets(y, "AAN", damped = TRUE) of R's package
// forecast finds, by the same search, so that forecasts are R's to its digits.
// Like R's it can stop short of the greatest likelihood, and at a place that
// depends on the unit of y: an unhurried search finds as much as a tenth less
// error on some series, at parameters that follow its noise.
//
// σ² is the sum over n−5, the limits are normal, and their variance is
// σ²(1+Σcⱼ²), j < h, cⱼ = α+β(φ+…+φʲ), that of Hyndman & Athanasopoulos'
// class 1 (8.7). As in R, the limits leave out how uncertain the parameters
// are.
//
// A constant series forecasts itself, with Sigma 0 and limits that meet. A
// straight line does not: φ is at most .98, so the forecast flattens.
//
// Errors: those of Drift.
func DampedHolt(y []float64, h int, level float64) (Forecast, error) {
	f, err := newForecast(MethodDampedHolt, y, h, level)
	if err != nil {
		return f, err
	}
	last := y[f.N-1]
	if Reach(y, Mean(y)) <= Rounding(y) {
		f.Sigma, f.Params.Level, f.Params.Slope = 0, last, 0
		f.setPoints(h, func(int) (mean, variance float64) { return last, 0 })
		return f, nil
	}
	model, start := fitHolt(y)
	end, sse := model.run(y, start)
	f.Sigma = math.Sqrt(sse / float64(f.N-holtParams))
	f.Params = ForecastParams{Alpha: model.alpha, Beta: model.beta, Phi: model.phi,
		Level: end.level, Slope: end.slope}
	f.setPoints(h, func(h int) (mean, variance float64) {
		return model.mean(end, h), model.variance(h)
	})
	return f, nil
}

// holtParams is how many numbers damped Holt takes from the series: alpha,
// beta, phi and the level and slope it starts from.
const holtParams = 5

// holt is Holt's method with given parameters: ETS(A,Ad,N), or ETS(A,A,N)
// where phi is 1. beta is the share of an error that enters the slope, which
// some call alpha·beta*.
type holt struct{ alpha, beta, phi float64 }

// holtState is a level and a slope per step.
type holtState struct{ level, slope float64 }

// step returns the state after an observation, and how far the observation
// was from its forecast.
func (m holt) step(s holtState, y float64) (holtState, float64) {
	slope := m.phi * s.slope
	forecast := s.level + slope
	off := y - forecast
	return holtState{level: forecast + m.alpha*off, slope: slope + m.beta*off}, off
}

// run returns the state after the last observation and the sum of squared
// errors.
func (m holt) run(y []float64, start holtState) (end holtState, sse float64) {
	end = start
	for _, v := range y {
		var off float64
		end, off = m.step(end, v)
		sse += off * off
	}
	return end, sse
}

// damped is φ+φ²+…+φʰ: how many steps' worth of the slope h steps bring.
func (m holt) damped(h int) float64 {
	sum, power := 0.0, 1.0
	for range h {
		power *= m.phi
		sum += power
	}
	return sum
}

// mean is the forecast h steps after a state.
func (m holt) mean(s holtState, h int) float64 { return s.level + m.damped(h)*s.slope }

// variance is that of the forecast h steps ahead, in units of σ²: one new
// error, and each earlier one as far as it has entered the level.
func (m holt) variance(h int) float64 {
	sum := 1.0
	for j := 1; j < h; j++ {
		c := m.alpha + m.beta*m.damped(j)
		sum += c * c
	}
	return sum
}

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

// nash is the simplex search of Nash 1990, Compact Numerical Methods for
// Computers, algorithm 19, with the tolerance that ets gives it.
func nash(from [5]float64, f func([5]float64) float64) [5]float64 {
	const n = len(from)
	tolerance := math.Sqrt(Eps) * (math.Abs(f(from)) + math.Sqrt(Eps))
	step := 0.0
	for _, v := range from {
		step = max(step, 0.1*math.Abs(v))
	}
	var p [n + 1][5]float64
	var value [n + 1]float64
	for j := range p {
		p[j] = from
		if j > 0 {
			p[j][j-1] += step
		}
		value[j] = f(p[j])
	}
	low, size := 0, float64(n)*step
	for range 2000 {
		high := low
		for j, v := range value {
			if v < value[low] {
				low = j
			}
			if v > value[high] {
				high = j
			}
		}
		if value[high] <= value[low]+tolerance {
			break
		}
		worst, centre := value[high], centreWithout(high, p[:])
		try := towards(centre, p[high], -1)
		reflected := f(try)
		if reflected < value[low] {
			p[high], value[high] = try, reflected
			if farther := towards(centre, try, 2); f(farther) < reflected {
				p[high], value[high] = farther, f(farther)
			}
			continue
		}
		if reflected < worst {
			p[high], value[high] = try, reflected
		}
		if nearer := towards(p[high], centre, 0.5); f(nearer) < value[high] {
			p[high], value[high] = nearer, f(nearer)
		} else if reflected >= worst {
			now := shrink(low, p[:], value[:], f)
			if now >= size {
				break
			}
			size = now
		}
	}
	return p[low]
}

func towards(a, b [5]float64, share float64) [5]float64 {
	for i := range a {
		a[i] = (1-share)*a[i] + share*b[i]
	}
	return a
}

// shrink halves the way of every vertex to the lowest, and returns how far they
// are from it together.
func shrink(low int, p [][5]float64, value []float64, f func([5]float64) float64) float64 {
	size := 0.0
	for j := range p {
		if j == low {
			continue
		}
		p[j] = towards(p[low], p[j], 0.5)
		value[j] = f(p[j])
		for i := range p[j] {
			size += math.Abs(p[j][i] - p[low][i])
		}
	}
	return size
}

// centreWithout is the mean of all vertices but one.
func centreWithout(skip int, p [][5]float64) (centre [5]float64) {
	for j := range p {
		for i := range centre {
			if j != skip {
				centre[i] += p[j][i] / float64(len(p)-1)
			}
		}
	}
	return centre
}
