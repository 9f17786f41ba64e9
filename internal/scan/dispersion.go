package scan

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// minDispersed is the fewest areas whose dispersion is reckoned with, as in a
// funnel (stats.Funnel). With fewer, distances are measured by chance alone.
const minDispersed = 10

// cautious is the probability of the quantile of χ² that τ² is read at.
const cautious = 0.1

// dispersion is how far the areas of a category differ beyond chance.
type dispersion struct {
	N          int // areas it was measured on
	proportion bool
	between    float64 // variance on the funnel's scale, its upper value: asin√p, or √(rate/centre)
	centre     float64 // rate that it was measured about
	df         float64 // degrees of freedom that between is known with
	hidden     bool    // not known, because too many areas are suppressed
}

// dispersionOf measures the dispersion of areas about their rate Σx/Σn: τ² of
// Spiegelhalter 2005 (stats.Overdispersion) of a Σz² divided by the 10 % point
// of χ²/(N−1), 0 below ten areas and where there is none. So it is an upper
// value, deliberately: where areas differ little beside their chance τ² itself
// is often cut to 0 or nearly, and a region much larger than the others, which
// has little chance of its own, would stand out by the dispersion that was
// missed. With τ² itself the largest of 19 or 60 areas has p < 0.001 in up to
// 0.75 % of cases where the logarithm of rates differs by a standard deviation
// of 0.05 to 0.15, at the 25 % point in 0.25 %, at this one in 0.05 %. The
// price is that less is found.
//
// The areas are those beside the region tested: a large one that stands apart
// would otherwise be taken for the dispersion that it is measured by. His
// trimming of the extreme tenths is left out: where areas differ as a normal
// distribution does it makes φ too low, and so every p too small.
func dispersionOf(rates []sample, unit domain.Unit) dispersion {
	d := dispersion{N: len(rates), proportion: unit == domain.UnitPercent, centre: nan}
	b, events, others := pool(rates)
	if d.N < minDispersed || events == 0 || d.proportion && others <= 0 {
		return d
	}
	d.centre = b.rate
	y, s := make([]float64, d.N), make([]float64, d.N)
	up := math.Sqrt(caution(d.N - 1)) // which brings Σz² to its upper value
	for i, r := range rates {
		var variance float64
		y[i], variance = onScale(r.x, r.n, d.centre, d.proportion)
		y[i], s[i] = y[i]*up, math.Sqrt(variance)
	}
	// What it refuses there is not: two areas or more, standard errors above 0.
	if found, err := stats.Overdispersion(y, s, 0, stats.Untrimmed); err == nil && found.Tau2 > 0 {
		d.between = found.Tau2
		d.df = d.freedom(s)
	}
	return d
}

// caution is what Σz² of n degrees of freedom is multiplied by: one over the
// lower quantile of χ²/n.
func caution(n int) float64 {
	return float64(n) / distuv.ChiSquared{K: float64(n)}.Quantile(cautious)
}

// onScale is the distance of a sample from a rate on the scale on which its
// variance hangs on its size alone: asin√p of a proportion, √(x/E) of a rate
// with E expected (Spiegelhalter 2005).
func onScale(x, n, rate float64, proportion bool) (away, variance float64) {
	if proportion {
		return math.Asin(math.Sqrt(x/n)) - math.Asin(math.Sqrt(rate)), 1 / (4 * n)
	}
	expected := n * rate
	return math.Sqrt(x/expected) - 1, 1 / (4 * expected)
}

// freedom is the degrees of freedom that τ² is known with: Σz² is a sum of
// squares with the variances v = 1+τ²/s², which is like one of (Σv)²/Σv² equal
// ones (Satterthwaite 1946, Biometrics Bulletin 2), one of them spent on the
// centre. Where a few areas are much larger than the others, that is few.
func (d dispersion) freedom(s []float64) float64 {
	var sum, squares float64
	for _, se := range s {
		v := 1 + d.between/(se*se)
		sum += v
		squares += v * v
	}
	return max(1, sum*sum/squares-1)
}
