package stats

import "math"

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
