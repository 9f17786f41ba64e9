package calibration

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"kuvio/internal/stats"
)

// ahead is a forecast of a series whose later values are known, held against
// them: by the usual method and, before it, by damped Holt with the interval of
// its own formula.
type ahead struct {
	horizon, length int
	kind            string
	now, before     held
	last            float64 // scaled error of the last value as forecast
}

// held is whether intervals held, and the scaled error of the mean.
type held struct {
	wide, narrow bool // 95 and 80 %
	off          float64
}

// aheads forecasts from the first n values of s as far as there are values, and
// at most five. There is none where the n values are all the same: then there
// are no limits.
func aheads(t *testing.T, s realSeries, n int) (all []ahead) {
	t.Helper()
	y, after := s.y[:n], s.y[n:min(n+stats.MaxHorizon, len(s.y))]
	scale := 0.0
	for i := 1; i < n; i++ {
		scale += math.Abs(y[i]-y[i-1]) / float64(n-1)
	}
	if scale == 0 {
		return nil
	}
	for i := range after {
		all = append(all, ahead{horizon: i + 1, length: n, kind: s.kind, last: math.Abs(after[i]-y[n-1]) / scale})
	}
	for _, method := range []struct {
		forecast func(level float64) (stats.Forecast, error)
		of       func(*ahead) *held
	}{
		{func(level float64) (stats.Forecast, error) { return stats.Combined(y, len(after), level, s.step) }, func(a *ahead) *held { return &a.now }},
		{func(level float64) (stats.Forecast, error) { return stats.DampedHolt(y, len(after), level) }, func(a *ahead) *held { return &a.before }},
	} {
		wide, err := method.forecast(0.95)
		if err != nil {
			t.Fatal(err)
		}
		narrow, err := method.forecast(0.80)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range after {
			within := func(p stats.ForecastPoint) bool { return p.Lower <= v && v <= p.Upper }
			mean := min(max(wide.Points[i].Mean, s.low), s.high)
			*method.of(&all[i]) = held{within(wide.Points[i]), within(narrow.Points[i]), math.Abs(v-mean) / scale}
		}
	}
	return all
}

// forecasts counts those of a group, and how many held.
type forecasts struct {
	n            int
	wide, narrow [2]int     // now, before
	off          [2]float64 // sums of scaled errors
	last         float64
}

func (c *forecasts) add(a ahead) {
	c.n++
	for i, h := range [2]held{a.now, a.before} {
		if h.wide {
			c.wide[i]++
		}
		if h.narrow {
			c.narrow[i]++
		}
		c.off[i] += h.off
	}
	c.last += a.last
}

func (c *forecasts) share(of int) float64 { return float64(of) / float64(c.n) }

// cover holds how often intervals held. Where both is false the goal is one of
// too narrow intervals only.
func (c *forecasts) cover(t *testing.T, on string, series int, both bool) {
	t.Helper()
	most95, most80 := 1.0, 1.0
	if both {
		most95, most80 = 0.97, 0.84
	}
	hold(t, measured{"forecast, 95 % interval", on, c.share(c.wide[1]), c.share(c.wide[0]), series, 0.93, most95})
	hold(t, measured{"forecast, 80 % interval", on, c.share(c.narrow[1]), c.share(c.narrow[0]), series, 0.77, most80})
}

// lengths are the groups by number of values.
var lengths = [...]struct{ from, to int }{{8, 9}, {10, 12}, {13, 17}, {18, 24}, {25, 35}}

// A backtest on real series: of each group of lengths, so many stretches of as
// many values, anywhere in any series, and the values after them.
func TestCalibrationForecastOfRealSeries(t *testing.T) {
	real := readReal(t)
	r := random("forecast of real series")
	byHorizon, byLength, byKind := [stats.MaxHorizon + 1]forecasts{}, [len(lengths)]forecasts{}, map[string]*forecasts{}
	n := number(90)
	kinds := []string{"population", "counts", "shares", "rates", "money"}
	of := map[string]int{}
	for i, length := range lengths {
		for done := 0; done < n; {
			s := real[r.IntN(len(real))]
			values := length.from + r.IntN(length.to-length.from+1)
			if len(s.y) <= values {
				continue
			}
			from := r.IntN(len(s.y) - values)
			s.y = s.y[from:]
			all := aheads(t, s, values)
			if all == nil {
				continue
			}
			done++
			of[s.kind]++
			for _, a := range all {
				byHorizon[a.horizon].add(a)
				byLength[i].add(a)
				if byKind[a.kind] == nil {
					byKind[a.kind] = new(forecasts)
				}
				byKind[a.kind].add(a)
			}
		}
	}
	for h := 1; h <= stats.MaxHorizon; h++ {
		c, on := &byHorizon[h], "real series, "+yearsOf(h)+" ahead"
		c.cover(t, on, c.n, true)
		holdError(t, c, on)
	}
	for i, length := range lengths {
		c, on := &byLength[i], "real series of "+strconv.Itoa(length.from)+"–"+strconv.Itoa(length.to)+" values"
		c.cover(t, on, n, true)
		holdError(t, c, on)
	}
	for _, kind := range kinds {
		if of[kind] >= 20 {
			byKind[kind].cover(t, "real series: "+kind, of[kind], false)
		}
	}
}

// holdError holds the mean's absolute scaled error to the last value's, of which
// it is a share.
func holdError(t *testing.T, c *forecasts, on string) {
	t.Helper()
	hold(t, measured{"forecast, error to the last value's", on, c.off[1] / c.last, c.off[0] / c.last, c.n, 0, 1})
}

func yearsOf(n int) string {
	if n == 1 {
		return "1 year"
	}
	return strconv.Itoa(n) + " years"
}

// Simulated series of 8, 12, 20 and 35 values. They have no leaps, so that
// intervals made for series that do are wide here; the goal is that none is too
// narrow.
func TestCalibrationForecastSimulated(t *testing.T) {
	for _, process := range []struct {
		name string
		make func(r *rand.Rand, n int) []float64
	}{
		{"white noise about a level", func(r *rand.Rand, n int) []float64 { return ar1(r, n, 0) }},
		{"AR(1) 0.5", func(r *rand.Rand, n int) []float64 { return ar1(r, n, 0.5) }},
		{"AR(1) 0.8", func(r *rand.Rand, n int) []float64 { return ar1(r, n, 0.8) }},
		{"a random walk", randomWalk},
		{"a trend and noise", func(r *rand.Rand, n int) []float64 {
			y := ar1(r, n, 0)
			for i := range y {
				y[i] += 0.5 * float64(i)
			}
			return y
		}},
		{"a damped trend", dampedTrend},
		{"a growing population", growingPopulation},
	} {
		r := random("forecast of " + process.name)
		var c forecasts
		n := number(20)
		for _, length := range []int{8, 12, 20, 35} {
			for range n {
				s := realSeries{low: math.Inf(-1), high: math.Inf(1), y: process.make(r, length+stats.MaxHorizon)}
				for _, a := range aheads(t, s, length) {
					c.add(a)
				}
			}
		}
		c.cover(t, process.name, 4*n, false)
	}
}

func randomWalk(r *rand.Rand, n int) []float64 {
	y := ar1(r, n, 0)
	for i := 1; i < n; i++ {
		y[i] += y[i-1]
	}
	return y
}

// dampedTrend begins with a rise of 2 a year that keeps 0.9 of itself, level
// and rise wandering: damped Holt's own model.
func dampedTrend(r *rand.Rand, n int) []float64 {
	y := make([]float64, n)
	level, slope := 0.0, 2.0
	for i := range y {
		e := r.NormFloat64()
		slope *= 0.9
		level += slope
		y[i] = level + e
		level += 0.6 * e
		slope += 0.1 * e
	}
	return y
}

// growingPopulation grows by about 1 % a year, the growth an AR(1) of 0.8, in
// whole persons.
func growingPopulation(r *rand.Rand, n int) []float64 {
	y := make([]float64, n)
	people, growth := 10000.0, 0.01
	for i := range y {
		growth = 0.01 + 0.8*(growth-0.01) + 0.004*r.NormFloat64()
		people *= 1 + growth
		y[i] = math.Round(people)
	}
	return y
}
