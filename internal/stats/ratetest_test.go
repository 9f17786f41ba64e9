package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Tails summed term by term in 40 digits (mpmath 1.3).
func TestExactP(t *testing.T) {
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
		if got := (RateBenchmark{Proportion: c.proportion}).chanceP(c.x, c.n, c.rate); !(statstest.Relative(got, c.want) <= 1e-10) {
			t.Errorf("%v of %v at %v (share: %v): p = %.15g, want %.15g", c.x, c.n, c.rate, c.proportion, got, c.want)
		}
	}
}

// Distances by Python's math module, p of Student's t by mpmath 1.3. The first
// is Jyväskylä's 191 of 2021: (asin√(616/26166) − asin√p₀)/√(1/(4·26166)+τ²);
// for rates it is (√(120/100)−1)/√(1/400+τ²).
func TestDistance(t *testing.T) {
	share := CautiousDispersion{Tau2: 0.0006146636007232907, DF: 20}
	if got := (RateBenchmark{Proportion: true}).distanceP(616, 26166, 0.017269634395186175, share); !(statstest.Relative(got, 0.3838109495918004) <= 1e-12) { // t = 0.8904502
		t.Errorf("share: p = %.16g", got)
	}
	rate := CautiousDispersion{Tau2: 0.01, Centre: 0.1, DF: 20}
	if got := (RateBenchmark{}).distanceP(120, 1000, 0.1, rate); !(statstest.Relative(got, 0.403387670942153) <= 1e-12) { // t = 0.8536871
		t.Errorf("rate: p = %.16g", got)
	}
	if got := (RateBenchmark{}).distanceP(120, 1000, 0.1, CautiousDispersion{}); !(statstest.Relative(got, math.Erfc(20*(math.Sqrt(1.2)-1)/math.Sqrt2)) <= 1e-12) {
		t.Errorf("rate, by chance alone: p = %.16g", got)
	}
	// A benchmark that is uncertain itself is less evidence, and so is a
	// dispersion that it shares in.
	sure := (RateBenchmark{}).distanceP(120, 1000, 0.1, rate)
	counted := (RateBenchmark{Size: 4000}).distanceP(120, 1000, 0.1, rate)
	both := (RateBenchmark{Size: 4000, Shares: 0.25}).distanceP(120, 1000, 0.1, rate)
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
					b := RateBenchmark{Proportion: proportion, Rate: rate, Low: rate, High: rate}
					s := Sample{x, n, n, n}
					alone := b.P(s, CautiousDispersion{Centre: rate})
					apart := b.P(s, CautiousDispersion{Centre: rate, Tau2: 0.01, DF: 30})
					chance := b.chanceP(x, n, rate)
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
	d := CautiousDispersion{Centre: 0.1}
	b := RateBenchmark{Rate: 0.1, Low: 0.1, High: 0.1}
	exact := b.P(Sample{130, 1000, 1000, 1000}, d)
	derived := b.P(Sample{130, 1000, 960, 1045}, d)
	if worst := b.P(Sample{130, 1045, 1045, 1045}, d); derived != worst || derived <= exact {
		t.Errorf("p %v of an exact denominator, %v of a derived one, %v at its end", exact, derived, worst)
	}
	if got := b.P(Sample{102, 1000, 960, 1045}, d); got != 1 {
		t.Errorf("a rate that may lie on either side: p = %v", got)
	}
	rounded := RateBenchmark{Rate: 0.1, Low: 0.095, High: 0.105}
	if got := rounded.P(Sample{130, 1000, 1000, 1000}, d); got <= exact {
		t.Errorf("a benchmark known to ±0.005 gives p = %v, one known exactly %v", got, exact)
	}
}

func TestPool(t *testing.T) {
	b, events, others := Pool([]Sample{{10, 100, 99, 101}, {30, 300, 300, 300}}, true)
	if !b.Proportion || b.Rate != 0.1 || b.Size != 400 || b.Shares != (100*100+300*300)/160000.0 || b.Low != 40/401.0 || b.High != 40/399.0 || events != 40 || others != 360 {
		t.Errorf("%+v, %v events, %v others", b, events, others)
	}
}

// RankP is 2/N at the ends and never below; ties stand at their middle end.
func TestRankP(t *testing.T) {
	for _, c := range []struct {
		below, equal, above int
		want                float64
	}{{9, 1, 0, 0.2}, {0, 1, 9, 0.2}, {7, 1, 2, 0.6}, {4, 1, 5, 1}, {9, 2, 0, 4.0 / 11}, {0, 10, 0, 1}, {9, 5, 0, 10.0 / 14}} {
		if got := RankP(c.below, c.equal, c.above); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Where every rank is equally likely, p is below α in a share of at most α.
func TestRankHoldsItsLevel(t *testing.T) {
	for n := 2; n < 60; n++ {
		ps := make([]float64, n)
		for i := range n {
			ps[i] = RankP(i, 1, n-1-i)
		}
		for _, alpha := range ps {
			below := 0
			for _, p := range ps {
				if p <= alpha {
					below++
				}
			}
			if share := float64(below) / float64(n); share > alpha+1e-12 {
				t.Errorf("%d areas: p ≤ %v in %v of the ranks", n, alpha, share)
			}
		}
		if least := ps[0]; math.Abs(least-2/float64(n)) > 1e-15 {
			t.Errorf("%d areas: the least p is %v", n, least)
		}
	}
}

// The largest area has little chance of its own, so that all its distance from
// the country hangs on how well the others' dispersion is known: where areas
// differ little, p is to be below 5 % and 0.1 % no oftener than 5.5 % and 0.2 %.
// Of 8000 cases 0.2 % is 16; 25 leaves two standard errors. With τ² itself in
// place of its upper value there are about 30.
func TestTheLargestAreaIsNotFoundByNoise(t *testing.T) {
	const each = 1000
	r := rand.New(rand.NewPCG(23, 29))
	var cases, below5, below01 int
	for _, areas := range []int{19, 60} {
		for _, spread := range []float64{0.05, 0.1, 0.1, 0.15} {
			for range each {
				p := largestP(r, areas, spread)
				cases++
				if p < 0.05 {
					below5++
				}
				if p < 0.001 {
					below01++
				}
			}
		}
	}
	t.Logf("of %d cases p < 0.05 in %d, p < 0.001 in %d", cases, below5, below01)
	if float64(below5) > 0.055*float64(cases) || below01 > 25 {
		t.Errorf("of %d cases p < 0.05 in %d, p < 0.001 in %d", cases, below5, below01)
	}
}

// largestP is the p of the largest of some areas whose rates differ by chance
// and, in their logarithm, by a normal distribution of standard deviation
// spread.
func largestP(r *rand.Rand, areas int, spread float64) float64 {
	all := make([]Sample, areas)
	for i := range all {
		n := math.Round(math.Exp(7.5 + 1.3*r.NormFloat64()))
		x := statstest.Poisson(r, n*0.02*math.Exp(spread*r.NormFloat64()))
		all[i] = Sample{x, n, n, n}
	}
	slices.SortFunc(all, func(a, b Sample) int { return int(b.N - a.N) })
	whole, _, _ := Pool(all, false)
	country := RateBenchmark{Rate: whole.Rate, Low: whole.Rate, High: whole.Rate}
	return country.P(all[0], DisperseCautiously(all[1:], false))
}
