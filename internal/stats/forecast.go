package stats

import (
	"errors"
	"math"
)

// MinForecast is the least length of a series that is forecast.
const MinForecast = 8

// MaxHorizon is the farthest step that is forecast: further ahead the limits say
// nothing.
const MaxHorizon = 5

// ErrHorizon: a forecast was asked for fewer than one step or for more steps
// than an annual series can bear.
var ErrHorizon = errors.New("a forecast reaches 1 to 5 steps ahead")

// The methods of forecasting, as Forecast.Method names them.
const (
	MethodDrift      = "drift"
	MethodDampedHolt = "damped_holt"
)

// Forecast is what a series is expected to do after its last observation.
type Forecast struct {
	Method  string
	N       int
	Level   float64 // coverage of the intervals
	Sigma   float64 // standard deviation of the errors one step ahead
	Params  ForecastParams
	Weights Weights         // of a combined forecast
	Points  []ForecastPoint // steps 1 to h; nil with an error
}

// ForecastPoint is the forecast for one step, with the limits between which
// the observation itself (not its mean) is expected.
type ForecastPoint struct {
	H                  int // steps after the last observation
	Mean, Lower, Upper float64
}

// ForecastParams is what the forecast was computed from. Drift has no Alpha,
// Beta and Phi, nor has a constant series: they are NaN there. Of a combined
// forecast there is only Level, the last value.
type ForecastParams struct {
	Alpha, Beta float64 // share of an error that enters the level and the slope
	Phi         float64 // damping: what is left of the slope after a step
	Level       float64 // level at the last observation
	Slope       float64 // change per step at the last observation
}

// Drift forecasts by the random walk with drift: the last observation plus h
// times the mean change (yₙ−y₁)/(n−1), with variance σ²h(1+h/(n−1)), where σ²
// is the variance of the changes with n−2 degrees of freedom, and normal
// limits (Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice,
// 5.2 and 5.5; rwf in R's package forecast). The observations y are equally
// spaced. A straight line goes on as such, with Sigma 0 and limits that meet.
//
// Errors: ErrTooFew below eight observations, ErrHorizon unless h is 1 to 5,
// ErrLevel, and ErrNotFinite.
func Drift(y []float64, h int, level float64) (Forecast, error) {
	f, err := newForecast(MethodDrift, y, h, level)
	if err != nil {
		return f, err
	}
	steps := float64(f.N - 1)
	drift := (y[f.N-1] - y[0]) / steps
	var sum, worst float64
	for i, v := range y[1:] {
		off := v - y[i] - drift
		sum += off * off
		worst = max(worst, math.Abs(off))
	}
	if worst <= Rounding(y) {
		sum = 0
	}
	f.Sigma = math.Sqrt(sum / (steps - 1))
	f.Params.Level, f.Params.Slope = y[f.N-1], drift
	f.setPoints(h, func(h int) (mean, variance float64) {
		ahead := float64(h)
		return y[f.N-1] + ahead*drift, ahead * (1 + ahead/steps)
	})
	return f, nil
}

// newForecast refuses what is not forecast, and fills in what every forecast
// has; the rest is NaN.
func newForecast(method string, y []float64, h int, level float64) (Forecast, error) {
	nan := math.NaN()
	f := Forecast{Method: method, N: len(y), Level: level, Sigma: nan,
		Params: ForecastParams{Alpha: nan, Beta: nan, Phi: nan, Level: nan, Slope: nan}}
	switch {
	case len(y) < MinForecast:
		return f, ErrTooFew
	case h < 1 || h > MaxHorizon:
		return f, ErrHorizon
	case !ValidLevel(level):
		return f, ErrLevel
	case !AllFinite(y):
		return f, ErrNotFinite
	}
	return f, nil
}

// setPoints fills in the points from a function that gives each step's mean,
// and its variance in units of Sigma².
func (f *Forecast) setPoints(steps int, at func(h int) (mean, variance float64)) {
	z := Z(f.Level)
	f.Points = make([]ForecastPoint, steps)
	for i := range f.Points {
		mean, variance := at(i + 1)
		half := z * f.Sigma * math.Sqrt(variance)
		f.Points[i] = ForecastPoint{H: i + 1, Mean: mean, Lower: mean - half, Upper: mean + half}
	}
}

// Past is how many forecasts so many steps ahead could have been made in a
// series' own past, each from the values up to then alone, and within how many
// of their intervals the value then was.
type Past struct{ Hits, Forecasts int }

// PastHits makes the forecasts that could have been made from the first eight
// values on, each with the values up to there alone (a rolling origin: Tashman
// 2000, International Journal of Forecasting 16), and counts those that held, by
// steps ahead, from 1 to h. Forecasts without limits (Sigma 0) do not count.
func PastHits(y []float64, h int, forecast func(y []float64, h int) (Forecast, error)) ([]Past, error) {
	past := make([]Past, h)
	for n := MinForecast; n < len(y); n++ {
		f, err := forecast(y[:n], min(h, len(y)-n))
		if err != nil {
			return nil, err
		}
		if f.Sigma == 0 {
			continue
		}
		for i, p := range f.Points {
			past[i].Forecasts++
			if v := y[n+i]; p.Lower <= v && v <= p.Upper {
				past[i].Hits++
			}
		}
	}
	return past, nil
}
