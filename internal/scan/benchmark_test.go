package scan

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(1e-300, math.Abs(b))
}

// Tails summed term by term in 40 digits (mpmath 1.3).
func TestChanceP(t *testing.T) {
	for _, c := range []struct {
		x, n, rate float64
		proportion bool
		want       float64
	}{
		{0, 1000, 0.005, false, 0.0134758939981709},
		{2, 1000, 0.01, false, 0.00553879143102315},
		{25, 1000, 0.01, false, 9.38987628535994e-5},
		{10, 1000, 0.01, false, 1},
		{140, 1000, 0.1, false, 0.000183293028530206},
		{0, 100, 0.05, true, 0.0118410584406681},
		{30, 1000, 0.02, true, 0.041393037346479},
		{990, 1000, 0.98, true, 0.0204730963195269},
		{100, 100, 0.95, true, 0.0118410584406681},
		{343, 23000, 0.0173, true, 0.00498314040244245},
		{0, 10, 0, true, 1},
		{1, 10, 0, true, 0},
		{1, 10, 0, false, 0},
		{10, 10, 1, true, 1},
		{9, 10, 1, true, 0},
	} {
		if got := chanceP(c.x, c.n, c.rate, c.proportion); !near(got, c.want, 1e-10) {
			t.Errorf("%v of %v at %v (share: %v): p = %.15g, want %.15g", c.x, c.n, c.rate, c.proportion, got, c.want)
		}
	}
}

// Distances by Python's math module, p of Student's t by mpmath 1.3. The first
// is Jyväskylä's 191 of 2021: (asin√(616/26166) − asin√p₀)/√(1/(4·26166)+τ²);
// for rates it is (√(120/100)−1)/√(1/400+τ²).
func TestDistance(t *testing.T) {
	share := dispersion{proportion: true, between: 0.0006146636007232907, df: 20}
	if got := (benchmark{}).distanceP(616, 26166, 0.017269634395186175, share); !near(got, 0.3838109495918004, 1e-12) { // t = 0.8904502
		t.Errorf("share: p = %.16g", got)
	}
	rate := dispersion{between: 0.01, centre: 0.1, df: 20}
	if got := (benchmark{}).distanceP(120, 1000, 0.1, rate); !near(got, 0.403387670942153, 1e-12) { // t = 0.8536871
		t.Errorf("rate: p = %.16g", got)
	}
	if got := (benchmark{}).distanceP(120, 1000, 0.1, dispersion{}); !near(got, math.Erfc(20*(math.Sqrt(1.2)-1)/math.Sqrt2), 1e-12) {
		t.Errorf("rate, by chance alone: p = %.16g", got)
	}
	// A benchmark that is uncertain itself is less evidence, and so is a
	// dispersion that it shares in.
	sure := (benchmark{}).distanceP(120, 1000, 0.1, rate)
	counted := (benchmark{size: 4000}).distanceP(120, 1000, 0.1, rate)
	both := (benchmark{size: 4000, shares: 0.25}).distanceP(120, 1000, 0.1, rate)
	if !(sure < counted && counted < both) {
		t.Errorf("p %v, with the benchmark's chance %v, with its areas' dispersion %v", sure, counted, both)
	}
}

// p is never below that of chance alone, and without dispersion much like it
// where the counts are large.
func TestChanceIsTheFloor(t *testing.T) {
	for _, proportion := range []bool{false, true} {
		for _, n := range []float64{50, 300, 5000, 1e6} {
			for _, rate := range []float64{0.002, 0.02, 0.4} {
				for _, factor := range []float64{0, 0.3, 0.8, 0.97, 1.02, 1.3, 2} {
					x := math.Round(n * rate * factor)
					b := benchmark{rate: rate, low: rate, high: rate}
					s := sample{x, n, n, n}
					alone := b.p(s, dispersion{proportion: proportion, centre: rate})
					apart := b.p(s, dispersion{proportion: proportion, centre: rate, between: 0.01, df: 30})
					chance := chanceP(x, n, rate, proportion)
					if alone < chance*(1-1e-12) || apart < alone {
						t.Errorf("%v of %v at %v: chance %v, p %v, with dispersion %v", x, n, rate, chance, alone, apart)
					}
					if n*rate > 1e4 && chance > 1e-6 && alone > 1.1*chance+0.02 {
						t.Errorf("%v of %v at %v: p = %v, by chance %v", x, n, rate, alone, chance)
					}
				}
			}
		}
	}
}

func TestUncertainDenominators(t *testing.T) {
	d := dispersion{centre: 0.1}
	b := benchmark{rate: 0.1, low: 0.1, high: 0.1}
	exact := b.p(sample{130, 1000, 1000, 1000}, d)
	derived := b.p(sample{130, 1000, 960, 1045}, d)
	if worst := b.p(sample{130, 1045, 1045, 1045}, d); derived != worst || derived <= exact {
		t.Errorf("p %v of an exact denominator, %v of a derived one, %v at its end", exact, derived, worst)
	}
	if got := b.p(sample{102, 1000, 960, 1045}, d); got != 1 {
		t.Errorf("a rate that may lie on either side: p = %v", got)
	}
	rounded := benchmark{rate: 0.1, low: 0.095, high: 0.105}
	if got := rounded.p(sample{130, 1000, 1000, 1000}, d); got <= exact {
		t.Errorf("a benchmark known to ±0.005 gives p = %v, one known exactly %v", got, exact)
	}
}

func TestPool(t *testing.T) {
	b, events, others := pool([]sample{{10, 100, 99, 101}, {30, 300, 300, 300}})
	if b.rate != 0.1 || b.size != 400 || b.shares != (100*100+300*300)/160000.0 || b.low != 40/401.0 || b.high != 40/399.0 || events != 40 || others != 360 {
		t.Errorf("%+v, %v events, %v others", b, events, others)
	}
}

// Dispersion of 191 in 2021 about the country's rate is checked in the script
// scan.txtar against the real file; here its rules.
func TestDispersion(t *testing.T) {
	var alike, apart []sample
	for i := range 12 {
		n := 1000 * float64(i+1)
		alike = append(alike, sample{n / 10, n, n, n})
		apart = append(apart, sample{n / 10 * (0.6 + 0.8*float64(i%2)), n, n, n})
	}
	for _, unit := range []domain.Unit{domain.UnitPercent, domain.UnitPer1000} {
		if d := dispersionOf(alike, unit); d.between != 0 || d.N != 12 || d.proportion != (unit == domain.UnitPercent) {
			t.Errorf("%s: areas of one rate: %+v", unit, d)
		}
		if d := dispersionOf(apart, unit); !(d.between > 0) || math.Abs(d.centre-0.1) > 0.02 || !(d.df > 5 && d.df < 11) {
			t.Errorf("%s: areas apart: %+v", unit, d)
		}
		if d := dispersionOf(apart[:9], unit); d.between != 0 || d.N != 9 {
			t.Errorf("%s: nine areas: %+v", unit, d)
		}
	}
	none := slices.Repeat([]sample{{0, 100, 100, 100}}, 12)
	if d := dispersionOf(none, domain.UnitPercent); d.between != 0 || !math.IsNaN(d.centre) {
		t.Errorf("no event anywhere: %+v", d)
	}
}
