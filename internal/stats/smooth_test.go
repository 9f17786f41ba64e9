package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Worked by hand: three areas with 2 of 100, 6 of 100 and 10 of 200.
func TestEmpiricalBayes(t *testing.T) {
	x, n := []float64{2, 6, 10}, []float64{100, 100, 200}
	// b = 18/400 = 0.045; s² = (100·0.025² + 100·0.015² + 200·0.005²)/400
	// = 0.000225; n̄ = 400/3, so that chance explains 0.0003375: a = 0.
	s, err := EmpiricalBayes(x, n, false, 1000)
	if err != nil || s.N != 3 || s.Variance != 0 {
		t.Fatalf("%+v, %v", s, err)
	}
	for _, v := range s.Values {
		statstest.Near(t, "chance alone", v, 45, 1e-15)
	}
	// Ten times the people: chance explains 0.00003375, a = 0.00019125, and
	// an area of 1 000 weighs a/(a+0.000045) = 17/21.
	for i := range x {
		x[i], n[i] = 10*x[i], 10*n[i]
	}
	s, err = EmpiricalBayes(x, n, false, 1)
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "mean", s.Mean, 0.045, 1e-15)
	statstest.Near(t, "variance", s.Variance, 0.00019125, 1e-12)
	statstest.Near(t, "weight", s.Weights[0], 17./21, 1e-12)
	statstest.Near(t, "first", s.Values[0], 0.045-0.025*17/21, 1e-12)
}

// spdep's EBest, 167 areas of Auckland and 100 counties of North Carolina:
// some without a death.
func TestEmpiricalBayesAgainstSpdep(t *testing.T) {
	type estimates struct {
		A, B      float64
		Estimates []float64
	}
	type areas struct {
		Count, Of        []float64
		Rate, Proportion estimates
	}
	var all struct {
		Auckland areas
		Sids1974 areas `json:"sids_1974"`
		Sids1979 areas `json:"sids_1979"`
	}
	statstest.Read(t, "spdep-eb", &all)
	for _, c := range []struct {
		name       string
		areas      areas
		want       estimates
		proportion bool
		number     int
	}{
		{"Auckland, rates", all.Auckland, all.Auckland.Rate, false, 167},
		{"Auckland, proportions", all.Auckland, all.Auckland.Proportion, true, 167},
		{"North Carolina 1974", all.Sids1974, all.Sids1974.Rate, false, 100},
		{"North Carolina 1979", all.Sids1979, all.Sids1979.Rate, false, 100},
	} {
		s, err := EmpiricalBayes(c.areas.Count, c.areas.Of, c.proportion, 1)
		if err != nil || s.N != c.number || len(c.want.Estimates) != c.number {
			t.Fatalf("%s: %d areas, %v", c.name, s.N, err)
		}
		a := s.Variance
		if c.proportion { // EBest gives s² for a
			mean := totalOf(c.areas.Of) / float64(s.N)
			a = a*(1-1/mean) + s.Mean*(1-s.Mean)/mean
		}
		statstest.Near(t, c.name+": b", s.Mean, c.want.B, 1e-14)
		statstest.Near(t, c.name+": a", a, c.want.A, 1e-12)
		for i, v := range c.want.Estimates {
			statstest.Near(t, c.name, s.Values[i], v, 1e-12)
		}
	}
}

// EBest's figures for Auckland's areas 1, 2 and 6, from its a and b.
func TestOwnWeight(t *testing.T) {
	const a, b = 7.28417290097515e-07, 0.00263343619313617
	for _, c := range []struct{ x, n, want float64 }{
		{8, 2268, 0.00297803392572109}, {2, 405, 0.00286562329254096}, {2, 324, 0.00292454654368287},
	} {
		statstest.Near(t, "estimate", b+(c.x/c.n-b)*ownWeight(a, b, c.n), c.want, 1e-14)
	}
}

func TestWhatCannotBeSmoothed(t *testing.T) {
	nan := math.NaN()
	if _, err := EmpiricalBayes([]float64{1, 2, nan}, []float64{5, 0, 5}, false, 1); !errors.Is(err, ErrTooFew) {
		t.Errorf("one area: %v, want %v", err, ErrTooFew)
	}
	if _, err := EmpiricalBayes([]float64{1, 2}, []float64{5, 5}, false, 0); !errors.Is(err, ErrPer) {
		t.Errorf("base 0: %v, want %v", err, ErrPer)
	}
	s, err := EmpiricalBayes([]float64{0, nan, 0, 3, 7}, []float64{50, 20, 10, 0, 5}, true, 100)
	if err != nil || s.N != 2 || s.Values[0] != 0 || s.Values[2] != 0 {
		t.Errorf("%+v, %v, want two areas without an event, at 0", s, err)
	}
	for _, i := range []int{1, 3, 4} { // no count, no denominator, more than all
		if !math.IsNaN(s.Values[i]) || !math.IsNaN(s.Weights[i]) {
			t.Errorf("area %d: %v, want none", i, s.Values[i])
		}
	}
}

// A smoothed value lies between the raw one and the mean, with less weight of
// its own the smaller the area; it does not hang on the order of the areas or
// on empty ones, and scales with the base.
func TestEmpiricalBayesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for run := range 200 {
		proportion := run%2 == 0
		x, n := overdispersed(r, 5+r.IntN(10), 0.6*r.Float64())
		s, err := EmpiricalBayes(x, n, proportion, 1)
		if err != nil {
			t.Fatal(err)
		}
		perm := r.Perm(len(x))
		moved, _ := EmpiricalBayes(append(reordered(x, perm), 5), append(reordered(n, perm), 0), proportion, 1000)
		for i, from := range perm {
			statstest.Near(t, "moved, per 1000", moved.Values[i], 1000*s.Values[from], 1e-12)
		}
		for i := range x {
			raw := x[i] / n[i]
			if v := s.Values[i]; v < min(raw, s.Mean)-1e-15 || v > max(raw, s.Mean)+1e-15 {
				t.Fatalf("%v of %v: %v, mean %v", x[i], n[i], v, s.Mean)
			}
			for j := range x {
				if n[i] < n[j] && s.Weights[i] > s.Weights[j] {
					t.Fatalf("%v people weigh %v, %v weigh %v", n[i], s.Weights[i], n[j], s.Weights[j])
				}
			}
		}
	}
}
