package calibration

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/trend"
)

// seriesOf is a series of one value a year, published with so many decimals.
func seriesOf(y []float64, decimals int) series.Series {
	unit := math.Pow10(decimals)
	s := series.Series{Indicator: domain.Indicator{ID: "oma:simulated"}, Provenance: series.Provenance{Decimals: &decimals}}
	for i, v := range y {
		cell := domain.EmptyCell(domain.OK)
		cell.Value = math.Round(v*unit) / unit
		s.Points = append(s.Points, series.NewPoint(domain.Year(2000+i), cell))
	}
	return s
}

// level is n values about a level, unit apart by noise whose neighbours
// correlate by r.
func about(e []float64, level, sd float64, shape func(i int) float64) []float64 {
	y := make([]float64, len(e))
	for i := range e {
		y[i] = level*shape(i) + sd*e[i]
	}
	return y
}

func flat(int) float64 { return 1 }

func analyse(y []float64, decimals int) trend.Trend {
	return trend.Analyse(seriesOf(y, decimals), trend.Options{Direction: stats.DefaultDirection()})
}

var correlations = []float64{0, 0.3, 0.6}

// Of series that do not move, the share that is said to rise or fall with clear
// evidence; before, whatever the plain Mann–Kendall test said.
func TestCalibrationEvidence(t *testing.T) {
	for _, r := range correlations {
		for _, n := range []int{7, 10, 15, 20, 30} {
			random, sims := random(fmt.Sprint("evidence", r, n)), number(80)
			plain, clear, either := 0, 0, 0
			for range sims {
				tr := analyse(about(ar1(random, n, r), 100, 5, flat), 1)
				if tr.MK.P < 0.05 {
					plain++
				}
				if tr.Evidence == stats.Clear {
					clear++
				}
				if tr.Evidence == stats.Clear || len(tr.Turning.Turns) > 0 {
					either++
				}
			}
			share := func(k int) float64 { return float64(k) / float64(sims) }
			on := fmt.Sprintf("%d years, correlation %.1f", n, r)
			hold(t, measured{"a clear rise or fall of what does not move", on, share(plain), share(clear), sims, 0, 0.09})
			hold(t, measured{"a clear rise or fall, or a turn, told of what does not move", on, math.NaN(), share(either), sims, 0, 0.20})
		}
	}
}

// Of a steady rise of 3 % a year with 5 % noise, the share that is found: what
// the correction costs.
func TestCalibrationEvidenceIsFound(t *testing.T) {
	for _, r := range []float64{0, 0.3} {
		random, sims := random(fmt.Sprint("rise", r)), number(200)
		plain, clear := 0, 0
		for range sims {
			tr := analyse(about(ar1(random, 20, r), 100, 5, func(i int) float64 { return math.Pow(1.03, float64(i)) }), 1)
			if tr.MK.P < 0.05 {
				plain++
			}
			if tr.Direction == stats.Rising && tr.Evidence == stats.Clear {
				clear++
			}
		}
		hold(t, measured{"a rise of 3 % a year with 5 % noise is clear", fmt.Sprintf("20 years, correlation %.1f", r), float64(plain) / float64(sims), float64(clear) / float64(sims), sims, 0.85, 1})
	}
}

// byBIC3 reports whether BIC3 alone finds a turn.
func byBIC3(y []float64) bool {
	line, err := new(joinpoint.Scratch).Fit(years(len(y)), y, nil, joinpoint.Options{Scale: joinpoint.Log, Number: -1, Level: 0.95, ByBIC3: true})
	return err == nil && len(line.At) > 0
}

// Of series that do not turn, the share in which a turn is found, and told.
func TestCalibrationTurns(t *testing.T) {
	most := map[float64]float64{0: 0.05, 0.3: 0.10, 0.6: 0.20}
	for _, r := range correlations {
		for _, n := range []int{7, 10, 12, 15, 20, 30} {
			random, sims := random(fmt.Sprint("turns", r, n)), number(60)
			before, found, told := 0, 0, 0
			for range sims {
				y := about(ar1(random, n, r), 100, 5, flat)
				tr := analyse(y, 1)
				if byBIC3(y) {
					before++
				}
				if len(tr.Turning.Found.At) > 0 {
					found++
				}
				if len(tr.Turning.At) > 0 {
					told++
				}
			}
			share := func(k int) float64 { return float64(k) / float64(sims) }
			on := fmt.Sprintf("%d years, correlation %.1f", n, r)
			hold(t, measured{"a turn found where there is none", on, share(before), share(found), sims, 0, most[r]})
			hold(t, measured{"a turn told where there is none", on, share(before), share(told), sims, 0, most[r]})
		}
	}
}

// What turns or changes its pace is found, in the middle, and nothing else.
func TestCalibrationTurnsAreFound(t *testing.T) {
	tent := func(n int) func(int) float64 {
		return func(i int) float64 { return math.Exp(0.05 * math.Min(float64(i), float64(n-1-i))) }
	}
	faster := func(n int) func(int) float64 {
		return func(i int) float64 { return math.Exp(0.01*float64(i) + 0.09*math.Max(0, float64(i-n/2))) }
	}
	for _, c := range []struct {
		on     string
		n      int
		r      float64
		shape  func(int) func(int) float64
		change trend.Change
		least  float64
	}{
		{"up and down by 5 % a year, 5 % noise, 20 years", 20, 0, tent, trend.Turned, 0.85},
		{"up and down by 5 % a year, 5 % noise, 30 years", 30, 0, tent, trend.Turned, 0.85},
		{"the same, 20 years, correlation 0.5", 20, 0.5, tent, trend.Turned, 0},
		{"1 % and then 10 % a year, 5 % noise, 20 years", 20, 0, faster, "", 0},
	} {
		random, sims := random(c.on), number(60)
		before, found, told, only, covered := 0, 0, 0, 0, 0
		for range sims {
			y := about(ar1(random, c.n, c.r), 100, 5, c.shape(c.n))
			tr := analyse(y, 1)
			if byBIC3(y) {
				before++
			}
			if len(tr.Turning.Found.At) > 0 {
				found++
			}
			near := slices.IndexFunc(tr.Turning.Turns, func(turn trend.Turn) bool {
				return math.Abs(float64(turn.At.Year()-2000)-float64(c.n-1)/2) <= 3
			})
			if near >= 0 {
				told++
				if len(tr.Turning.Turns) == 1 {
					only++
				}
				if turn := tr.Turning.Turns[near]; float64(turn.Lower.Year()-2000) <= float64(c.n)/2 && float64(c.n)/2-1 <= float64(turn.Upper.Year()-2000) {
					covered++
				}
			}
		}
		share := func(k int) float64 { return float64(k) / float64(sims) }
		hold(t, measured{"a turn found where there is one", c.on, share(before), share(found), sims, c.least, 1})
		hold(t, measured{"a turn told where there is one", c.on, share(before), share(told), sims, 0, 1})
		hold(t, measured{"a turn told alone, of those told", c.on, math.NaN(), float64(only) / float64(max(told, 1)), sims, 0.9, 1})
		hold(t, measured{"the interval of a turn told has it", c.on, math.NaN(), float64(covered) / float64(max(told, 1)), sims, 0.9, 1})
	}
}

// No straight line of either scale turns, exact or rounded.
func TestCalibrationStraightLines(t *testing.T) {
	random, sims := random("straight"), number(200)
	before, turned := 0, 0
	for i := range sims {
		n := 7 + random.IntN(25)
		decimals := random.IntN(3)
		start, step := math.Pow10(random.IntN(4))*(1+9*random.Float64()), 0.0
		shape := func(i int) float64 { return start + step*float64(i) }
		if step = start * (random.Float64()*0.3 - 0.02); i%2 == 1 {
			rate := random.Float64()*0.3 - 0.1
			shape = func(i int) float64 { return start * math.Exp(rate*float64(i)) }
		}
		y := make([]float64, n)
		for i := range y {
			y[i] = max(shape(i), 0)
		}
		if i%3 == 0 {
			decimals = 9
		}
		tr := analyse(y, decimals)
		_, rounded := tr.Series.Values()
		if byBIC3(rounded) {
			before++
		}
		if len(tr.Turning.Found.At) > 0 && y[n-1] > 0 {
			turned++
			t.Errorf("%v turned in %v", rounded, tr.Turning.Found.Years())
		}
	}
	hold(t, measured{"a turn found in a straight line", "exact and rounded, either scale", float64(before) / float64(sims), float64(turned) / float64(sims), sims, 0, 0})
}

// A small rate that grows by 2 % a year is not steady because it is rounded.
func TestCalibrationSteady(t *testing.T) {
	for _, c := range []struct {
		on       string
		n        int
		level    float64
		noise    float64
		decimals int
	}{
		{"2 % a year at 0.3, one decimal, 10 % noise, 15 years", 15, 0.3, 0.1, 1},
		{"2 % a year at 3, one decimal, 5 % noise, 15 years", 15, 3, 0.05, 1},
		{"2 % a year at 30, one decimal, 5 % noise, 20 years", 20, 30, 0.05, 1},
	} {
		random, sims := random(c.on), number(80)
		before, steady := 0, 0
		for range sims {
			tr := analyse(about(ar1(random, c.n, 0), c.level, c.level*c.noise, func(i int) float64 { return math.Pow(1.02, float64(i)) }), c.decimals)
			if band := 0.01 * tr.Sen.MedianY; tr.MK.P >= 0.05 && tr.Sen.HasInterval && -band <= tr.Sen.Lower && tr.Sen.Upper <= band {
				before++
			}
			if tr.Direction == stats.Steady {
				steady++
			}
		}
		hold(t, measured{"called steady though it grows", c.on, float64(before) / float64(sims), float64(steady) / float64(sims), sims, 0, 0.10})
	}
}
