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
