package stats

import (
	"errors"
	"math"
	"slices"
)

// ErrStandardError: a standard error is zero, negative or not finite.
var ErrStandardError = errors.New("a standard error must be above 0")

// Trimming is what is done with extreme z-scores before their dispersion is
// measured, so that a few real outliers do not widen the limits for all.
type Trimming int

const (
	// Winsorised: z-scores beyond the 10th and 90th percentile are drawn in
	// to them (percentiles as R's type 7).
	Winsorised Trimming = iota
	// Truncated: areas of the first and last tenth are left out, where the
	// tenth is ⌊10·rank/(n+1)⌋ with mean ranks (NHS Digital, SHMI).
	Truncated
	// Untrimmed: every z-score as it is.
	Untrimmed
)

// MinDispersed is the fewest areas whose dispersion is reckoned with: that
// limits are widened for, or that distances are measured by. The rule is this
// program's own: drawing in a tenth at each end means nothing for fewer.
const MinDispersed = 10

// trimShare is the share of areas that count as extreme at each end.
const trimShare = 0.1

// Dispersion is how far areas differ beyond chance.
type Dispersion struct {
	N       int       // areas that φ and τ² are of: without those truncated
	Phi     float64   // Σz²/N: about 1, a little less when trimmed, where only chance is at work
	Tau2    float64   // variance between areas, in the square of y's unit; 0 where φ does not call for any
	Z       []float64 // (y − target)/s of every area
	Trimmed []float64 // z as φ takes it; NaN where left out
}

// Overdispersion measures how far estimates y with standard errors s differ
// from a target beyond chance. The estimates are best transformed, so that s
// does not hang on y: √(observed/expected) with 1/(2√expected), log of the
// same with 1/√expected, asin√p with 1/(2√n).
//
// z = (y−target)/s; φ = Σz²/N of the trimmed z; with w = 1/s², the variance
// between areas is additive, τ² = max(0, (Nφ−(N−1)) / (Σw − Σw²/Σw))
// (Spiegelhalter 2005, Quality and Safety in Health Care 14 and Statistics in
// Medicine 24, after DerSimonian & Laird 1986; checked against FunnelPlotR).
// An adjusted z divides by √(s²+τ²).
//
// Errors: ErrTooFew below two areas (after truncation too), ErrNotFinite,
// ErrStandardError unless every s > 0. It panics where y and s differ in
// length.
func Overdispersion(y, s []float64, target float64, trim Trimming) (Dispersion, error) {
	if len(y) != len(s) {
		panic("stats: estimates and standard errors differ in length")
	}
	d := Dispersion{N: len(y), Phi: math.NaN(), Tau2: math.NaN()}
	switch {
	case len(y) < 2:
		return d, ErrTooFew
	case !AllFinite(y) || !Finite(target):
		return d, ErrNotFinite
	case !AllFinite(s) || slices.Min(s) <= 0:
		return d, ErrStandardError
	}
	d.Z = make([]float64, len(y))
	for i := range y {
		d.Z[i] = (y[i] - target) / s[i]
	}
	d.Trimmed = trim.apply(d.Z)
	return d, d.measure(s)
}

// measure fills in N, φ and τ² from the trimmed z.
func (d *Dispersion) measure(s []float64) error {
	var squares, w, w2 float64
	d.N = 0
	for i, z := range d.Trimmed {
		if math.IsNaN(z) {
			continue
		}
		weight := 1 / (s[i] * s[i])
		d.N++
		squares += z * z
		w += weight
		w2 += weight * weight
	}
	if d.N < 2 {
		return ErrTooFew
	}
	d.Phi = squares / float64(d.N)
	d.Tau2 = max(0, (squares-float64(d.N-1))/(w-w2/w))
	return nil
}

// apply returns the z-scores trimmed.
func (t Trimming) apply(z []float64) []float64 {
	out := slices.Clone(z)
	switch t {
	case Winsorised:
		sorted := slices.Sorted(slices.Values(z))
		low, high := trimPoint(sorted, trimShare), trimPoint(sorted, 1-trimShare)
		for i, v := range out {
			out[i] = min(max(v, low), high)
		}
	case Truncated:
		groups := math.Round(1 / trimShare)
		for i, v := range z {
			tenth := math.Floor(meanRank(z, v) * groups / float64(len(z)+1))
			if tenth <= 0 || tenth >= groups-1 {
				out[i] = math.NaN()
			}
		}
	}
	return out
}

// trimPoint is the quantile at p of sorted values, linear between the order
// statistics (Hyndman & Fan 1996, type 7).
func trimPoint(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	k := int(at)
	if k >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[k] + (at-float64(k))*(sorted[k+1]-sorted[k])
}

// meanRank is the rank of v among z from 1, the mean of its ranks where tied.
func meanRank(z []float64, v float64) float64 {
	below, equal := 0, 0
	for _, w := range z {
		if w < v {
			below++
		} else if w == v {
			equal++
		}
	}
	return float64(below) + float64(equal+1)/2
}

// CautiousDispersion is how far areas differ beyond chance, at an upper value,
// for tests that are not to take a difference between areas for a finding.
type CautiousDispersion struct {
	N      int     // areas it was measured on
	Tau2   float64 // variance between areas on the scale of the funnel: asin√p, or √(rate/Centre); 0 where there is none
	Centre float64 // rate that it was measured about; NaN where it was not measured
	DF     float64 // degrees of freedom that Tau2 is known with; 0 where there is none
}

// cautious is the probability of the quantile of χ² that τ² is read at.
const cautious = 0.1

// DisperseCautiously measures the dispersion of areas about their rate Σx/Σn:
// τ² of Spiegelhalter 2005 (Overdispersion) of a Σz² divided by the 10 % point
// of χ²/(N−1), 0 below ten areas (MinDispersed) and where there is none. So it
// is an upper value, deliberately: where areas differ little beside their
// chance τ² itself is often cut to 0 or nearly, and a region much larger than
// the others, which has little chance of its own, would stand out by the
// dispersion that was missed. With τ² itself the largest of 19 or 60 areas has
// p < 0.001 in up to 0.75 % of cases where the logarithm of rates differs by a
// standard deviation of 0.05 to 0.15, at the 25 % point in 0.25 %, at this one
// in 0.05 %. The price is that less is found.
//
// The areas are to be those beside the region tested: a large one that stands
// apart would otherwise be taken for the dispersion that it is measured by. His
// trimming of the extreme tenths is left out: where areas differ as a normal
// distribution does it makes φ too low, and so every p too small.
func DisperseCautiously(areas []Sample, proportion bool) CautiousDispersion {
	d := CautiousDispersion{N: len(areas), Centre: math.NaN()}
	pooled, events, others := Pool(areas, proportion)
	if d.N < MinDispersed || events == 0 || proportion && others <= 0 {
		return d
	}
	d.Centre = pooled.Rate
	model := rateModel{proportion, d.Centre}
	y, s := make([]float64, d.N), make([]float64, d.N)
	// Brings Σz² to its upper value: one over the lower quantile of χ²/(N−1).
	freedom := float64(d.N - 1)
	up := math.Sqrt(freedom / chiSquared(cautious, freedom))
	for i, a := range areas {
		at, variance := model.stabilised(a.X, a.N)
		y[i], s[i] = (at-model.centre())*up, math.Sqrt(variance)
	}
	// What it refuses there is not: two areas or more, standard errors above 0.
	if found, err := Overdispersion(y, s, 0, Untrimmed); err == nil && found.Tau2 > 0 {
		d.Tau2 = found.Tau2
		d.setFreedom(s)
	}
	return d
}

// setFreedom finds the degrees of freedom that τ² is known with: Σz² is a sum
// of squares with the variances v = 1+τ²/s², which is like one of (Σv)²/Σv²
// equal ones (Satterthwaite 1946, Biometrics Bulletin 2), one of them spent on
// the centre. Where a few areas are much larger than the others, that is few.
func (d *CautiousDispersion) setFreedom(s []float64) {
	var sum, squares float64
	for _, se := range s {
		v := 1 + d.Tau2/(se*se)
		sum += v
		squares += v * v
	}
	d.DF = max(1, sum*sum/squares-1)
}
