package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

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
