package joinpoint

import (
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats"
	"kuvio/internal/stats/statstest"
)

// kinked is a line through level at first, with slopes between the given
// joinpoints, at n years.
func kinked(first, n int, level float64, at, slopes []float64) (t, y []float64) {
	t = statstest.Years(first, n)
	for _, year := range t {
		v, from := level, float64(first)
		for s, slope := range slopes {
			to := math.Inf(1)
			if s < len(at) {
				to = at[s]
			}
			v += slope * max(0, min(year, to)-from)
			from = to
		}
		y = append(y, v)
	}
	return t, y
}

func exp(v []float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = math.Exp(x)
	}
	return out
}

func TestUsualMost(t *testing.T) {
	for n, want := range map[int]int{0: 0, 3: 0, 6: 0, 7: 1, 11: 1, 12: 2, 16: 2, 17: 3, 40: 3} {
		if got := UsualMost(n); got != want {
			t.Errorf("%d observations: %d, want %d", n, got, want)
		}
	}
}

// Without joinpoints every observation counts, and the fit is ordinary
// regression of y or ln(y), to its limits.
func TestFitStraightLine(t *testing.T) {
	for n := 3; n <= len(statstest.Nile20); n++ {
		times, y := statstest.Years(1951, n), statstest.Nile20[:n]
		for _, scale := range []Scale{Log, Linear} {
			fit, err := new(Scratch).Fit(times, y, nil, Options{Scale: scale, Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			on := slices.Clone(y)
			if scale == Log {
				for i := range on {
					on[i] = math.Log(on[i])
				}
			}
			line, err := stats.LeastSquares(times, on, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			s := fit.Segments[0]
			if len(fit.At) != 0 || s.DF != line.DF {
				t.Errorf("n=%d %s: joinpoints %v, df %d, want none and %d", n, scale, fit.At, s.DF, line.DF)
			}
			statstest.Near(t, "slope", s.Slope, line.Slope, 1e-9)
			statstest.Near(t, "standard error", s.SE, line.SE, 1e-10)
			statstest.Near(t, "lower", s.Lower, line.Lower, 1e-9)
			statstest.Near(t, "upper", s.Upper, line.Upper, 1e-9)
			statstest.Near(t, "p", s.P, line.P, 1e-9)
			statstest.Near(t, "SSE", fit.SSE, line.Sigma*line.Sigma*float64(line.DF), 1e-10)
			statstest.Near(t, "AAPC", fit.AAPC, s.APC, 0)
			statstest.Near(t, "its upper limit", fit.AAPCUpper, s.APCUpper, 0)
		}
	}
}

func TestFitPerfectFit(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name    string
		scale   Scale
		level   float64
		at      []float64
		slopes  []float64
		p       []float64
		aapc    float64
		options int
	}{
		{"constant", Linear, 5.3, nil, []float64{0}, []float64{1}, nan, -1},
		{"all zeros", Linear, 0, nil, []float64{0}, []float64{1}, nan, -1},
		{"constant on the log scale", Log, 0.1, nil, []float64{0}, []float64{1}, 0, -1},
		{"one line through 0", Linear, -3.1, nil, []float64{0.2}, []float64{0}, nan, -1},
		{"up, then down", Linear, 10, []float64{2004}, []float64{0.7, -0.3}, []float64{0, 0}, nan, -1},
		{"flat, then up", Linear, 7, []float64{2009}, []float64{0, 0.1}, []float64{1, 0}, nan, -1},
		// 100(exp((9·0.02−11·0.05)/20)−1) and 100(exp((5·0.03−7·0.02+8·0.04)/20)−1)
		{"two percentages", Log, 0.001, []float64{2009}, []float64{0.02, -0.05}, []float64{0, 0}, -1.8329925, -1},
		{"three lines", Log, 4, []float64{2005, 2012}, []float64{0.03, -0.02, 0.04}, []float64{0, 0, 0}, 1.6636877, -1},
		{"as many joinpoints as are looked for", Linear, 10, []float64{2003, 2006, 2010, 2013, 2017}, []float64{0.7, -0.3, 0.5, -0.2, 0.4, -0.6}, []float64{0, 0, 0, 0, 0, 0}, nan, Most},
		{"asked for as many as there are", Linear, 10, []float64{2004}, []float64{0.7, -0.3}, []float64{0, 0}, nan, 1},
		// Any second joinpoint would do: the earliest is taken.
		{"asked for one more", Linear, 10, []float64{2002, 2008}, []float64{0.7, 0.7, -0.3}, []float64{0, 0, 0}, nan, 2},
		{"constant in three", Linear, 5.3, []float64{2002, 2005}, []float64{0, 0, 0}, []float64{1, 1, 1}, nan, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			times, y := kinked(2000, 21, c.level, c.at, c.slopes)
			if c.scale == Log {
				y = exp(y)
			}
			o := Options{Scale: c.scale, Number: c.options, Level: 0.95}
			fit, err := new(Scratch).Fit(times, y, nil, o)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(fit.At, c.at) {
				t.Fatalf("joinpoints %v, want %v", fit.At, c.at)
			}
			if fit.SSE != 0 || !math.IsInf(fit.BIC3, -1) {
				t.Errorf("SSE %v, BIC3 %v, want 0 and −Inf", fit.SSE, fit.BIC3)
			}
			for i, s := range fit.Segments {
				statstest.Near(t, "slope", s.Slope, c.slopes[i], 1e-12)
				if s.SE != 0 || s.P != c.p[i] || s.Lower != s.Slope || s.Upper != s.Slope {
					t.Errorf("segment %d: SE %v, p %v (want 0 and %v), limits %v to %v", i, s.SE, s.P, c.p[i], s.Lower, s.Upper)
				}
			}
			for i, year := range times {
				if math.Abs(fit.Value(year)-y[i]) > 1e-13*(1+math.Abs(y[i])) {
					t.Errorf("value at %v: %v, want %v", year, fit.Value(year), y[i])
				}
			}
			statstest.Near(t, "AAPC", fit.AAPC, c.aapc, 1e-7)
		})
	}
}

// A joinpoint may lie on a year without an observation, and observations may
// lie between whole years: here quarters around the turn of 2004.
func TestFitBetweenObservations(t *testing.T) {
	value := func(year float64) float64 { return 8 + 0.5*min(year-2000, 4) - 0.25*max(0, year-2004) }
	for name, times := range map[string][]float64{
		"gap":      {2000, 2001, 2002, 2006, 2007, 2008, 2009},
		"quarters": {2003, 2003.25, 2003.5, 2003.75, 2004.25, 2004.5, 2004.75, 2005},
		"unsorted": {2007, 2001, 2003, 2002, 2005, 2008, 2000, 2006},
		"doubled":  {2000, 2000, 2001, 2002, 2004, 2004, 2006, 2007, 2007},
	} {
		y := make([]float64, len(times))
		for i, year := range times {
			y[i] = value(year)
		}
		fit, err := new(Scratch).Fit(times, y, nil, Options{Scale: Linear, Number: -1, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(fit.At, []float64{2004}) || fit.SSE != 0 {
			t.Errorf("%s: joinpoints %v with SSE %v, want 2004 and 0", name, fit.At, fit.SSE)
		}
		statstest.Near(t, name+": value outside the range", fit.Value(2012), 8, 1e-12)
	}
}

// A step is two flat lines apart. The joined line slopes through it, and the
// separate lines of the rule for SE, two observations in the middle one, leave
// no residual: no SE, rather than one of 0.
func TestFitStepHasNoStandardError(t *testing.T) {
	y := []float64{5, 5, 5, 5, 5, 5, 8, 8, 8, 8, 8, 8}
	fit, err := new(Scratch).Fit(statstest.Years(2001, 12), y, nil, Options{Scale: Log, Number: -1, Level: 0.95, ByBIC3: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(fit.At, []float64{2005, 2008}) || !(fit.SSE > 0) {
		t.Errorf("joinpoints %v with SSE %v, want 2005 and 2008 and some", fit.At, fit.SSE)
	}
	for _, s := range fit.Segments {
		if !math.IsNaN(s.SE) || !math.IsNaN(s.P) || !math.IsNaN(s.Lower) || !math.IsNaN(s.APCUpper) {
			t.Errorf("%v–%v: %+v", s.From, s.To, s)
		}
	}
	if math.IsNaN(fit.AAPC) || !math.IsNaN(fit.AAPCLower) {
		t.Errorf("AAPC %v from %v, want a number without limits", fit.AAPC, fit.AAPCLower)
	}
}

// Seven observations with one joinpoint on one of them leave 7−1−4 = 2
// degrees of freedom; twelve with three on observations leave 12−3−8 = 1,
// eleven leave none.
func TestFitDegreesOfFreedom(t *testing.T) {
	for _, c := range []struct{ n, k, df int }{{7, 1, 2}, {8, 1, 3}, {12, 3, 1}, {11, 3, 0}, {17, 5, 0}} {
		fit, err := new(Scratch).Fit(statstest.Years(2001, c.n), statstest.Nile20[:c.n], nil, Options{Scale: Linear, Number: c.k, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range fit.Segments {
			if s.DF != c.df {
				t.Errorf("n=%d k=%d: df %d, want %d", c.n, c.k, s.DF, c.df)
			}
			if has := !math.IsNaN(s.SE) && !math.IsNaN(s.P) && !math.IsNaN(s.Lower); has != (c.df > 0) {
				t.Errorf("n=%d k=%d, df %d: %+v", c.n, c.k, c.df, s)
			}
		}
	}
}

func TestFitRefuses(t *testing.T) {
	seven, ones := statstest.Years(2001, 7), []float64{1, 1, 1, 1, 1, 1, 1}
	linear := Options{Scale: Linear, Number: -1, Level: 0.95}
	with := func(change func(o *Options)) Options {
		o := linear
		change(&o)
		return o
	}
	for _, c := range []struct {
		name     string
		t, y, se []float64
		o        Options
		want     error
	}{
		{"two observations", seven[:2], ones[:2], nil, linear, stats.ErrTooFew},
		{"one time", ones, seven, nil, linear, stats.ErrDegenerate},
		{"NaN", seven, []float64{1, 2, 3, math.NaN(), 5, 6, 7}, nil, linear, stats.ErrNotFinite},
		{"level 95", seven, ones, nil, with(func(o *Options) { o.Level = 95 }), stats.ErrLevel},
		{"no scale", seven, ones, nil, with(func(o *Options) { o.Scale = "" }), ErrScale},
		{"zero on the log scale", seven, []float64{1, 2, 3, 0, 5, 6, 7}, nil, Default(), ErrNotPositive},
		{"standard error 0", seven, ones, []float64{1, 1, 0, 1, 1, 1, 1}, linear, ErrStandardErrors},
		{"standard error missing", seven, ones, []float64{1, 1, math.NaN(), 1, 1, 1, 1}, linear, ErrStandardErrors},
		{"standard error 1e-200", seven, ones, []float64{1, 1, 1e-200, 1, 1, 1, 1}, linear, ErrStandardErrors},
		{"values that overflow", seven, []float64{1, 1e200, 1, 1, 1, 1, 1}, nil, linear, stats.ErrNotFinite},
		{"two joinpoints of seven observations", seven, ones, nil, with(func(o *Options) { o.Number = 2 }), ErrTooMany},
		{"one joinpoint without degrees of freedom", seven[:4], ones[:4], nil, with(func(o *Options) { o.Number = 1 }), ErrTooMany},
		{"one joinpoint where two years have all", []float64{1, 1, 1, 2, 2, 2, 2}, ones, nil, with(func(o *Options) { o.Number = 1 }), ErrTooMany},
		{"up to six", seven, ones, nil, with(func(o *Options) { o.Max = 6 }), ErrTooMany},
		{"times in days", []float64{0, 365, 730, 1095, 1460, 1825, 2190}, ones, nil, linear, ErrSpan},
	} {
		fit, err := new(Scratch).Fit(c.t, c.y, c.se, c.o)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if !math.IsNaN(fit.AAPC) || !math.IsNaN(fit.SSE) || !math.IsNaN(fit.Value(2003)) {
			t.Errorf("%s: numbers with an error: %+v", c.name, fit)
		}
	}
}

// A made-up century of rates, six times: every joinpoint must lower SSE, the
// line must stay finite and every p be one.
func TestFitOnLongSeries(t *testing.T) {
	courses := map[string]func(i float64) float64{ // of the rate's logarithm
		"even":               func(float64) float64 { return 5 },
		"falling":            func(i float64) float64 { return 5 - 0.012*i },
		"rising, then less":  func(i float64) float64 { return 4.5 + 0.01*i - 0.006*max(0, i-45) },
		"up and down":        func(i float64) float64 { return 5.5 + 0.015*min(i, 65) - 0.022*max(0, i-65) },
		"down to a fraction": func(i float64) float64 { return 5.3 - 0.02*i - 0.06*max(0, i-45) },
		"one year's outbreak": func(i float64) float64 {
			if i == 18 {
				return 6.4
			}
			return 5.5 - 0.02*i
		},
	}
	years := statstest.Years(1900, 99)
	rng := rand.New(rand.NewPCG(9, 99))
	var s Scratch
	for _, course := range slices.Sorted(maps.Keys(courses)) {
		rates := make([]float64, len(years))
		for i := range rates { // to a tenth, as rates are published, and never 0
			rates[i] = max(0.1, math.Round(10*math.Exp(courses[course](float64(i))+0.04*rng.NormFloat64()))/10)
		}
		last := math.Inf(1)
		for k := range 4 {
			fit, err := s.Fit(years, rates, nil, Options{Scale: Log, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(course, err)
			}
			if !(fit.SSE < last) {
				t.Errorf("%s, %d joinpoints: SSE %v after %v", course, k, fit.SSE, last)
			}
			last = fit.SSE
			for _, segment := range fit.Segments {
				if !(segment.P >= 0 && segment.P <= 1 && segment.APCLower < segment.APC && segment.APC < segment.APCUpper) {
					t.Errorf("%s: %+v", course, segment)
				}
			}
		}
	}
}
