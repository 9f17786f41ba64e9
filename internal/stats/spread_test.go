package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The mean incomes of ten classes of the United States in 1968 and how many
// were in each (R's package ineq, ?Lc).
var (
	usIncome  = []float64{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261}
	usClasses = []float64{482, 825, 722, 690, 661, 760, 745, 2140, 1911, 1024}
)

// Values as they were published, to as many digits.
func TestSpreadPublished(t *testing.T) {
	primes := []float64{2, 3, 5, 7, 11, 13, 17, 19, 23}
	for _, c := range []struct {
		name, measure   string
		values, weights []float64
		of              func(Spread) float64
		want, half      float64 // half a unit of the last digit
	}{
		{"R's ineq, ?ineq", "Gini", usIncome, nil, func(s Spread) float64 { return s.Gini }, 0.4620911, 5e-8},
		{"Damgaard & Weiner 2000, figure 2, 10/9 of it", "Gini", []float64{2, 2, 2, 2, 2, 18, 18, 18, 18, 18}, nil,
			func(s Spread) float64 { return s.Gini * 10 / 9 }, 0.4444444, 5e-8},
		{"Doersam 2004 (R's REAT, ?gini)", "Gini", []float64{20, 50, 20, 10}, nil, func(s Spread) float64 { return s.Gini }, 0.3, 1e-15},
		{"GDP of the German Länder 2015 (R's REAT, ?gini)", "Gini",
			[]float64{460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81}, nil,
			func(s Spread) float64 { return s.Gini }, 0.5009, 5e-5},
		{"income classes, Doersam 2004 (R's REAT, ?gini)", "weighted Gini",
			[]float64{500, 1500, 2500, 4000, 7500, 15000}, []float64{1000, 1200, 1600, 400, 200, 600},
			func(s Spread) float64 { return s.WeightedGini }, 0.5278, 5e-5},
		{"scikit-digital-health's test", "weighted Gini", []float64{3, 1, 6, 2, 1}, []float64{4, 2, 2, 10, 1},
			func(s Spread) float64 { return s.WeightedGini }, 0.2553, 5e-5},
		{"NIST Dataplot, WEIGHTED STANDARD DEVIATION", "SD", primes, nil, func(s Spread) float64 { return s.SD }, 7.46, 5e-3},
		{"NIST Dataplot, WEIGHTED STANDARD DEVIATION", "weighted SD", primes, []float64{1, 1, 0, 0, 4, 1, 2, 1, 0},
			func(s Spread) float64 { return s.WeightedSD }, 5.82, 5e-3},
		{"Altair Panopticon's help", "weighted mean", []float64{6, 7, 8, 9, 10, 11, 12, 23}, []float64{1, 1, 1, 1, 1, 1, 1, 100},
			func(s Spread) float64 { return s.WeightedMean }, 22.08, 5e-3},
		{"Altair Panopticon's help", "weighted SD", []float64{6, 7, 8, 9, 10, 11, 12, 23}, []float64{1, 1, 1, 1, 1, 1, 1, 100},
			func(s Spread) float64 { return s.WeightedSD }, 3.74, 5e-3},
	} {
		s, err := SpreadOf(c.values, c.weights)
		if got := c.of(s); err != nil || !(math.Abs(got-c.want) <= c.half) {
			t.Errorf("%s: %s %v, want %v (%v)", c.name, c.measure, got, c.want, err)
		}
	}
}

// Every measure by NumPy 1.24: std(ddof=1), percentile (its default is type 7),
// Gini over all pairs, Theil by its definition; weighted by the same formulas
// with average(weights=) and, for the percentiles, the integral of the weighted
// quantile function in exact fractions.
func TestSpreadOf(t *testing.T) {
	s, err := SpreadOf(usIncome, usClasses)
	if err != nil {
		t.Fatal(err)
	}
	if s.N != 10 || s.WeightedN != 10 || s.MinAt != 0 || s.MaxAt != 9 || s.Min != 541 || s.Max != 22261 {
		t.Errorf("got %+v", s)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"max/min", s.MaxMin, 22261. / 541},
		{"mean", s.Mean, 6658.6},
		{"SD", s.SD, 6435.928374713662},
		{"CV", s.CV, 0.9665587923457877},
		{"Gini", s.Gini, 0.46209113026762383},
		{"Theil", s.Theil, 0.362341242343895},
		{"P10", s.P10, 1370.8},
		{"P25", s.P25, 2693.25},
		{"median", s.Median, 4919},
		{"P75", s.P75, 7826},
		{"P90", s.P90, 12939.7},
		{"P90/P10", s.P90P10, 12939.7 / 1370.8},
		{"weighted mean", s.WeightedMean, 8104.344578313253},
		{"weighted SD", s.WeightedSD, 6263.179175228323},
		{"weighted CV", s.WeightedCV, 0.7728174826115144},
		{"weighted Gini", s.WeightedGini, 0.38892566607278173},
		{"weighted Theil", s.WeightedTheil, 0.25678242587769345},
		{"weighted P10", s.WeightedP10, 2040.171485943775},
		{"weighted P25", s.WeightedP25, 3957.5602409638554},
		{"weighted median", s.WeightedMedian, 7530.369477911647},
		{"weighted P75", s.WeightedP75, 10812.43373493976},
		{"weighted P90", s.WeightedP90, 13230.860642570282},
		{"weighted P90/P10", s.WeightedP90P10, 13230.860642570282 / 2040.171485943775},
	} {
		statstest.Near(t, c.name, c.got, c.want, 1e-13)
	}
}

// A city of 60 % of the inhabitants in the middle: it alone is the weighted
// median and lower quartile. The others by hand: P10 is over the shares 0.08 to
// 0.28, (0.02·12 + 0.05·15 + 0.13·18)/0.2.
func TestSpreadOfACity(t *testing.T) {
	s, err := SpreadOf([]float64{18, 30, 12, 21, 15}, []float64{60, 20, 10, 5, 5})
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "P10", s.WeightedP10, 16.65, 1e-14)
	statstest.Near(t, "P75", s.WeightedP75, 18.75, 1e-14)
	statstest.Near(t, "P90", s.WeightedP90, 25.95, 1e-14)
	if s.WeightedMedian != 18 || s.WeightedP25 != 18 || s.MinAt != 2 || s.MaxAt != 1 {
		t.Errorf("got %+v", s)
	}
	statstest.Near(t, "weighted mean", s.WeightedMean, 19.8, 1e-14)
}

// What a value at or below 0 forbids is blank, and nothing else is.
func TestSpreadBlanks(t *testing.T) {
	for _, c := range []struct {
		name                          string
		values                        []float64
		cv, gini, theil, maxMin, p9p1 bool // is there one
	}{
		{"positive", []float64{1, 2, 3}, true, true, true, true, true},
		{"a real zero", []float64{0, 2, 3}, true, true, false, false, true},
		{"mostly zero", []float64{0, 0, 0, 0, 3}, true, true, false, false, false},
		{"all zero", []float64{0, 0, 0}, false, false, false, false, false},
		{"a negative value", []float64{-1, 2, 3}, true, false, false, false, false},
		{"mean of 0", []float64{-1, 0, 1}, false, false, false, false, false},
		{"all negative", []float64{-1, -2, -3}, false, false, false, false, false},
	} {
		s, err := SpreadOf(c.values, []float64{1, 2, 1, 1, 1}[:len(c.values)])
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []struct {
			name      string
			value     float64
			wantValue bool
		}{
			{"CV", s.CV, c.cv}, {"Gini", s.Gini, c.gini}, {"Theil", s.Theil, c.theil},
			{"max/min", s.MaxMin, c.maxMin}, {"P90/P10", s.P90P10, c.p9p1},
			{"weighted Gini", s.WeightedGini, c.gini}, {"weighted Theil", s.WeightedTheil, c.theil},
			{"SD", s.SD, true}, {"weighted SD", s.WeightedSD, true}, {"median", s.Median, true},
		} {
			if math.IsNaN(m.value) == m.wantValue {
				t.Errorf("%s: %s is %v", c.name, m.name, m.value)
			}
		}
	}
}

// Without weights nothing is weighted; an area of weight 0 counts only
// unweighted, also for what it forbids.
func TestSpreadWeights(t *testing.T) {
	s, err := SpreadOf([]float64{1, 2, 4}, nil)
	if err != nil || s.WeightedN != 0 || !math.IsNaN(s.WeightedMean) || !math.IsNaN(s.WeightedGini) || !math.IsNaN(s.WeightedP10) {
		t.Errorf("no weights: %+v, %v", s, err)
	}
	s, err = SpreadOf([]float64{-5, 1, 3}, []float64{0, 10, 30})
	if err != nil || s.WeightedN != 2 || !math.IsNaN(s.Gini) {
		t.Errorf("a weight of 0: %+v, %v", s, err)
	}
	statstest.Near(t, "weighted mean", s.WeightedMean, 2.5, 1e-15)
	statstest.Near(t, "weighted Gini", s.WeightedGini, 0.25*0.75*2/2.5, 1e-15)
	s, err = SpreadOf([]float64{1, 2, 4}, []float64{0, 7, 0})
	if err != nil || s.WeightedN != 1 || s.WeightedMean != 2 || s.WeightedP90 != 2 || !math.IsNaN(s.WeightedSD) || !math.IsNaN(s.WeightedGini) {
		t.Errorf("one weight: %+v, %v", s, err)
	}
	s, err = SpreadOf([]float64{1, 3}, []float64{1e308, 1e308})
	if err != nil || s.WeightedMean != 2 {
		t.Errorf("great weights: %+v, %v", s, err)
	}
}

// Equal values, and such as differ by their rounding only, do not lie apart.
func TestSpreadOfEqualValues(t *testing.T) {
	for _, values := range [][]float64{{7.3, 7.3, 7.3}, {0.3, 0.30000000000000004, 0.3}} {
		s, err := SpreadOf(values, []float64{3, 1, 5})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []float64{s.SD, s.CV, s.Gini, s.Theil, s.WeightedSD, s.WeightedCV, s.WeightedGini, s.WeightedTheil} {
			if v != 0 {
				t.Errorf("%v: %+v", values, s)
			}
		}
		statstest.Near(t, "max/min", s.MaxMin, 1, 4*Eps)
		statstest.Near(t, "P90/P10", s.WeightedP90P10, 1, 4*Eps)
	}
}

func TestSpreadRefuses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name            string
		values, weights []float64
		want            error
	}{
		{"none", nil, nil, ErrTooFew},
		{"one area", []float64{3}, nil, ErrTooFew},
		{"missing", []float64{1, nan, 3}, nil, ErrNotFinite},
		{"infinite", []float64{1, math.Inf(1)}, nil, ErrNotFinite},
		{"negative weight", []float64{1, 2}, []float64{1, -1}, ErrWeight},
		{"missing weight", []float64{1, 2}, []float64{1, nan}, ErrWeight},
		{"infinite weight", []float64{1, 2}, []float64{1, math.Inf(1)}, ErrWeight},
		{"no weight above 0", []float64{1, 2}, []float64{0, 0}, ErrWeight},
	} {
		s, err := SpreadOf(c.values, c.weights)
		if !errors.Is(err, c.want) || s.N != len(c.values) || s.MinAt != -1 || s.MaxAt != -1 {
			t.Errorf("%s: %+v, %v, want %v", c.name, s, err, c.want)
		}
		for _, v := range []float64{s.Mean, s.SD, s.Gini, s.P10, s.Min, s.MaxMin, s.WeightedMean, s.WeightedP90} {
			if !math.IsNaN(v) {
				t.Errorf("%s: %+v, want NaN throughout", c.name, s)
			}
		}
	}
	panicsOn(t, "values and weights", func() { _, _ = SpreadOf([]float64{1, 2}, []float64{1}) })
}

func panicsOn(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}

// eachArea runs a check on many random sets of areas, the same ones every
// time: positive values, some of them equal, and populations.
func eachArea(t *testing.T, check func(t *testing.T, r *rand.Rand, values, weights []float64)) {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 300 {
		values, weights := make([]float64, 2+i%40), make([]float64, 2+i%40)
		for j := range values {
			values[j] = math.Exp(r.NormFloat64())
			if r.IntN(4) == 0 {
				values[j] = float64(1 + r.IntN(3))
			}
			weights[j] = float64(1 + r.IntN(5000))
		}
		check(t, r, values, weights)
		if t.Failed() {
			t.Fatalf("set %d: values %v, weights %v", i, values, weights)
		}
	}
}

func mustSpread(t *testing.T, values, weights []float64) Spread {
	t.Helper()
	s, err := SpreadOf(values, weights)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// relativeMeasures are those that a change of unit leaves as they are.
func relativeMeasures(s Spread) []float64 {
	return []float64{s.CV, s.Gini, s.Theil, s.MaxMin, s.P90P10,
		s.WeightedCV, s.WeightedGini, s.WeightedTheil, s.WeightedP90P10}
}

func levels(s Spread) []float64 {
	return []float64{s.Mean, s.Median, s.SD, s.P10, s.P25, s.P75, s.P90, s.Min, s.Max,
		s.WeightedMean, s.WeightedMedian, s.WeightedSD, s.WeightedP10, s.WeightedP25, s.WeightedP75, s.WeightedP90}
}

func allNear(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance*max(1, math.Abs(want[i]))) {
			t.Errorf("%s: measure %d is %.17g, want %.17g", what, i, got[i], want[i])
		}
	}
}

// Neither the unit of the values, nor that of the weights, nor the order of
// the areas changes what is relative; levels follow the unit.
func TestSpreadScaleAndOrder(t *testing.T) {
	eachArea(t, func(t *testing.T, r *rand.Rand, values, weights []float64) {
		s := mustSpread(t, values, weights)
		n := len(values)
		order := r.Perm(n)
		moved, movedWeights := make([]float64, n), make([]float64, n)
		for i, from := range order {
			moved[i], movedWeights[i] = 1000*values[from], weights[from]/7
		}
		same := mustSpread(t, moved, movedWeights)
		allNear(t, "relative", relativeMeasures(same), relativeMeasures(s), 1e-12)
		want := levels(s)
		for i := range want {
			want[i] *= 1000
		}
		allNear(t, "level", levels(same), want, 1e-12)
		if moved[same.MinAt] != 1000*s.Min || moved[same.MaxAt] != 1000*s.Max {
			t.Errorf("smallest at %d, greatest at %d", same.MinAt, same.MaxAt)
		}
	})
}

// The measures stay within their bounds, and the percentiles in order.
func TestSpreadBounds(t *testing.T) {
	eachArea(t, func(t *testing.T, _ *rand.Rand, values, weights []float64) {
		s := mustSpread(t, values, weights)
		n := float64(s.N)
		if !(s.Gini >= 0 && s.Gini <= 1-1/n) || !(s.WeightedGini >= 0 && s.WeightedGini < 1) {
			t.Errorf("Gini %v, weighted %v", s.Gini, s.WeightedGini)
		}
		if !(s.Theil >= 0 && s.Theil <= math.Log(n)) || !(s.WeightedTheil >= 0) {
			t.Errorf("Theil %v, weighted %v", s.Theil, s.WeightedTheil)
		}
		if !(s.CV >= 0 && s.CV <= math.Sqrt(n)*(1+1e-12)) {
			t.Errorf("CV %v", s.CV)
		}
		for _, p := range [][]float64{
			{s.Min, s.P10, s.P25, s.Median, s.P75, s.P90, s.Max},
			{s.Min, s.WeightedP10, s.WeightedP25, s.WeightedMedian, s.WeightedP75, s.WeightedP90, s.Max},
		} {
			for i := range p[1:] {
				if p[i] > p[i+1]*(1+1e-14) {
					t.Errorf("percentiles %v", p)
				}
			}
		}
	})
	// One area has everything: the greatest Gini and CV there are.
	s := mustSpread(t, []float64{0, 0, 0, 0, 100}, nil)
	statstest.Near(t, "Gini", s.Gini, 0.8, 1e-15)
	statstest.Near(t, "CV", s.CV, math.Sqrt(5), 1e-15)
}

// Equal weights change nothing, whatever they are.
func TestSpreadEqualWeights(t *testing.T) {
	eachArea(t, func(t *testing.T, _ *rand.Rand, values, weights []float64) {
		same := weights[0] / 3
		for i := range weights {
			weights[i] = same
		}
		s := mustSpread(t, values, weights)
		allNear(t, "equal weights",
			[]float64{s.WeightedMean, s.WeightedMedian, s.WeightedSD, s.WeightedCV, s.WeightedGini, s.WeightedTheil,
				s.WeightedP10, s.WeightedP25, s.WeightedP75, s.WeightedP90, s.WeightedP90P10},
			[]float64{s.Mean, s.Median, s.SD, s.CV, s.Gini, s.Theil, s.P10, s.P25, s.P75, s.P90, s.P90P10}, 1e-12)
		// Counts keep a median that is one of them to the last bit.
		if n := len(values); n%2 == 1 {
			if middle := distribute(values, nil).values[n/2]; s.Median != middle || s.WeightedMedian != middle {
				t.Errorf("median %v, weighted %v, want %v", s.Median, s.WeightedMedian, middle)
			}
		}
		// The weighted percentile itself, not its short way for equal shares.
		d := distribute(values, nil)
		d.even = false
		for _, p := range []float64{0.1, 0.25, 0.5, 0.75, 0.9} {
			statstest.Near(t, "percentile", d.percentile(p), percentile7(d.values, p), 1e-12)
		}
	})
}

// Gini, Theil and mean are those of the inhabitants: an area of weight 3 is
// three areas of weight 1, and to have everyone twice changes nothing.
func TestSpreadReplication(t *testing.T) {
	eachArea(t, func(t *testing.T, r *rand.Rand, values, weights []float64) {
		var people []float64
		for i, v := range values {
			weights[i] = float64(1 + r.IntN(6))
			for range int(weights[i]) {
				people = append(people, v)
			}
		}
		s, one := mustSpread(t, values, weights), mustSpread(t, people, nil)
		allNear(t, "weights as counts", []float64{s.WeightedMean, s.WeightedGini, s.WeightedTheil}, []float64{one.Mean, one.Gini, one.Theil}, 1e-12)
		// The SDs without their n/(n−1).
		n, m := float64(s.N), float64(one.N)
		statstest.Near(t, "population SD", s.WeightedSD*math.Sqrt((n-1)/n), one.SD*math.Sqrt((m-1)/m), 1e-11)
		twice := mustSpread(t, append(append([]float64{}, values...), values...), nil)
		allNear(t, "everyone twice", []float64{twice.Mean, twice.Gini, twice.Theil}, []float64{s.Mean, s.Gini, s.Theil}, 1e-12)
	})
}

// Gini over every pair and Theil, term by term, as they are defined; and to
// give from the greatest to the smallest lowers all three (Pigou–Dalton).
func TestSpreadDefinitions(t *testing.T) {
	eachArea(t, func(t *testing.T, _ *rand.Rand, values, weights []float64) {
		s := mustSpread(t, values, weights)
		var total, sum, apart, theil float64
		for i, w := range weights {
			total += w
			sum += w * values[i]
		}
		m := sum / total
		for i, w := range weights {
			theil += w / total * values[i] / m * math.Log(values[i]/m)
			for j, v := range weights {
				apart += w / total * v / total * math.Abs(values[i]-values[j])
			}
		}
		statstest.Near(t, "mean", s.WeightedMean, m, 1e-13)
		statstest.Near(t, "Gini", s.WeightedGini, apart/(2*m), 1e-12)
		if math.Abs(s.WeightedTheil-theil) > 1e-14 {
			t.Errorf("Theil %v, want %v", s.WeightedTheil, theil)
		}
		given := (s.Max - s.Min) / 4
		if given < 1e-6 {
			return
		}
		values[s.MaxAt] -= given
		values[s.MinAt] += given
		if fairer := mustSpread(t, values, nil); !(fairer.Gini < s.Gini && fairer.Theil < s.Theil && fairer.CV < s.CV) {
			t.Errorf("%+v, was %+v", fairer, s)
		}
	})
}

// Theil's T keeps its digits among nearly equal values, where it is half the
// square of the population CV.
func TestTheilOfNearlyEqualValues(t *testing.T) {
	s := mustSpread(t, []float64{1 - 1e-7, 1, 1 + 1e-7}, nil)
	statstest.Near(t, "Theil", s.Theil, s.CV*s.CV*2/3/2, 1e-6)
}

// Finland's municipalities: 310 areas.
func BenchmarkSpreadOf(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 10))
	values, weights := make([]float64, 310), make([]float64, 310)
	for i := range values {
		values[i], weights[i] = 20+5*r.NormFloat64(), math.Exp(9+r.NormFloat64())
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SpreadOf(values, weights); err != nil {
			b.Fatal(err)
		}
	}
}
