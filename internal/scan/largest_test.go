package scan

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

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
	all := make([]sample, areas)
	for i := range all {
		n := math.Round(math.Exp(7.5 + 1.3*r.NormFloat64()))
		x := poisson(r, n*0.02*math.Exp(spread*r.NormFloat64()))
		all[i] = sample{x, n, n, n}
	}
	slices.SortFunc(all, func(a, b sample) int { return int(b.n - a.n) })
	whole, _, _ := pool(all)
	country := benchmark{rate: whole.rate, low: whole.rate, high: whole.rate}
	return country.p(all[0], dispersionOf(all[1:], domain.UnitPer1000))
}
