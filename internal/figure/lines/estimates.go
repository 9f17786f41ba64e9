package lines

import (
	"math"
	"slices"

	"kuvio/internal/figure/axis"
)

// Turn is a turning point: a ring about X, Y with Label, such as the year,
// beside it. Label may be empty.
type Turn struct {
	X, Y  float64
	Label string
}

// BandPoint is the interval of one year's value, in its unit. Either limit is
// NaN where there is none: the band breaks there, as it does where a year is
// left out and at a seam.
type BandPoint struct{ X, Lower, Upper float64 }

// ForecastPoint is one year's forecast and its interval, in the value's unit.
// Both limits are NaN where there is no interval; Y is always a number.
type ForecastPoint struct{ X, Y, Lower, Upper float64 }

// parted reports whether no line may join the years a and b, which follow one
// another: they are further apart than the series' usual step, or a seam
// or a value that is kept back stands between them.
func (s Series) parted(a, b float64, step axis.Step) bool {
	if !step.Joins(a, b) || s.seamBetween(a, b) {
		return true
	}
	return slices.ContainsFunc(s.Suppressed, func(year float64) bool { return a < year && year < b })
}

// stretches are the parts of the fit, or of any line, that no NaN interrupts.
func stretches(points []Point) (parts [][]Point) {
	var part []Point
	for _, p := range points {
		if !math.IsNaN(p.Y) {
			part = append(part, p)
		} else if len(part) > 0 {
			parts, part = append(parts, part), nil
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// Bands are the stretches of the band that are drawn as one tint each.
func (s Series) Bands() [][]BandPoint { return s.tintRuns(s.Band) }

// Fan is the forecast's interval, in stretches. It opens at the last value
// where the forecast goes on from there.
func (s Series) Fan() [][]BandPoint {
	points := make([]BandPoint, len(s.Forecast))
	for i, f := range s.Forecast {
		points[i] = BandPoint{f.X, f.Lower, f.Upper}
	}
	return s.opened(points)
}

// nearerFan is the narrower interval, likewise.
func (s Series) nearerFan() [][]BandPoint { return s.opened(s.Nearer) }

// opened are the stretches of an interval of the forecast's years.
func (s Series) opened(points []BandPoint) [][]BandPoint {
	if from, ok := s.ForecastFrom(); ok && len(points) > 0 {
		points = append([]BandPoint{{from.X, from.Y, from.Y}}, points...)
	}
	runs := s.tintRuns(points)
	if len(runs) > 0 && len(runs[0]) == 1 && runs[0][0].Lower == runs[0][0].Upper {
		return runs[1:] // the last value alone
	}
	return runs
}

func (s Series) tintRuns(points []BandPoint) (runs [][]BandPoint) {
	step := s.usualStep()
	var run []BandPoint
	for _, p := range points {
		none := math.IsNaN(p.Lower) || math.IsNaN(p.Upper)
		if len(run) > 0 && (none || s.parted(run[len(run)-1].X, p.X, step)) {
			runs, run = append(runs, run), nil
		}
		if !none {
			run = append(run, p)
		}
	}
	if len(run) > 0 {
		runs = append(runs, run)
	}
	return runs
}

// ForecastFrom is the last value, where the forecast's line is joined to it.
func (s Series) ForecastFrom() (Point, bool) {
	last, ok := s.last()
	if !ok || len(s.Forecast) == 0 || s.parted(last.X, s.Forecast[0].X, s.usualStep()) {
		return Point{}, false
	}
	return last, true
}

// ForecastStart is where the forecast's upright rule stands: in the middle
// between the last value and the first forecast, or half a step before it.
func (s Series) ForecastStart() float64 {
	first := s.Forecast[0].X
	if from, ok := s.ForecastFrom(); ok {
		return (from.X + first) / 2
	}
	if step := float64(s.usualStep()); !math.IsInf(step, 1) {
		return first - step/2
	}
	return first - 0.5
}

// end is where the series' drawing ends: the last forecast or the last value.
func (s Series) end() (Point, bool) {
	if n := len(s.Forecast); n > 0 {
		return Point{s.Forecast[n-1].X, s.Forecast[n-1].Y}, true
	}
	return s.last()
}
