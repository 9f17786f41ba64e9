package stats

import (
	"errors"
	"math"
)

// The reasons for which areas cannot be set against a centre line.
var (
	// ErrNoVariation: Σx is 0 or, for proportions, Σn: no area can differ.
	ErrNoVariation = errors.New("no area has an event, or every area has nothing else: there is no funnel to draw")
	// ErrCentreLine: a centre line that no rate or proportion can have.
	ErrCentreLine = errors.New("the centre line must be above 0 and, for a proportion, below its base")
)

// minAdjusted is the fewest areas that limits are widened for. The rule is
// this program's own: drawing in a tenth at each end means nothing for fewer.
const minAdjusted = 10

// FunnelOptions are the settings of a funnel.
type FunnelOptions struct {
	Per    float64  // base of the values: 100 for percentages
	Target float64  // the centre line, per base; 0 for the areas' own
	Adjust bool     // widen the limits where the areas are overdispersed
	Trim   Trimming // what is done with extreme z when measuring dispersion
}

// DefaultFunnel is the usual setting: values per 1, the areas' own centre
// line, limits widened for overdispersion, z-scores winsorised.
func DefaultFunnel() FunnelOptions { return FunnelOptions{Per: 1, Adjust: true, Trim: Winsorised} }

// FunnelProportion sets the proportions x of n against limits about p̄ =
// Σx/Σn (or the target): p̄ ∓ z√(p̄(1−p̄)/n), clipped to 0 and 1 (Spiegelhalter
// 2005, Statistics in Medicine 24; PHEindicatormethods,
// calculate_funnel_limits), at 95 % and 99.8 %. That is a normal distribution
// in place of the binomial: areas that are too small for it are marked Few.
//
// Dispersion is measured on the scale asin√p, where every standard error is
// 1/(2√n); see Overdispersion. The limits are adjusted where o.Adjust, at
// least ten areas count and φ > 1: to sin²(asin√p̄ ∓ z√(1/(4n)+τ²)), or left
// where they are if that is further out, because dispersion can only widen
// them (τ² by Spiegelhalter 2005, Quality and Safety in Health Care 14; the
// ten areas, and φ > 1 where his formula asks for nφ > n−1, are this program's
// rule). The position follows from the limits.
//
// An area whose count or denominator is missing (NaN), negative or zero where
// it may not be, or whose count exceeds its denominator, is left out of the
// mean and everything else; the others are not affected.
//
// Errors: ErrTooFew without any area, ErrNoVariation, ErrCentreLine, ErrPer. It
// panics where x and n differ in length.
func FunnelProportion(x, n []float64, o FunnelOptions) (Funnel, error) {
	return newFunnel(x, n, true, o)
}

// FunnelRate sets the rates x per n against limits about r̄ = Σx/Σn (or the
// target). With E = n·r̄ events expected in an area, the lower limit is the
// count whose exact upper Poisson limit is E, the upper the count whose exact
// lower limit is E, as a rate: an area is outside exactly where r̄ is outside
// the exact limits of its own rate (RateExact). Read at whole counts these
// are the curves of PHEindicatormethods, calculate_funnel_limits. Its labels
// use Byar's limits from 10 events on, so that they may differ for an area
// right at a limit.
//
// Dispersion is measured on √(x/E), where every standard error is 1/(2√E);
// the adjusted limits are r̄(1 ∓ z√(1/(4E)+τ²))² on the terms that
// FunnelProportion gives, where areas without a place and the errors are
// described too. x may exceed n.
func FunnelRate(x, n []float64, o FunnelOptions) (Funnel, error) {
	return newFunnel(x, n, false, o)
}

// FunnelRatio is FunnelRate for observed counts against expected ones, as of
// an indirectly standardised ratio: the centre line is 1 × base unless the
// options give a target.
func FunnelRatio(observed, expected []float64, o FunnelOptions) (Funnel, error) {
	if o.Target == 0 {
		o.Target = o.Per
	}
	return newFunnel(observed, expected, false, o)
}

func newFunnel(x, n []float64, proportion bool, o FunnelOptions) (Funnel, error) {
	if !(o.Per > 0) || !Finite(o.Per) {
		return Funnel{}, ErrPer
	}
	usable := usableAreas(x, n, proportion)
	f := Funnel{N: len(usable), per: o.Per, Phi: math.NaN(), Tau2: math.NaN()}
	if f.N == 0 {
		return f, ErrTooFew
	}
	var err error
	if f.model, err = modelOf(x, n, usable, proportion, o); err != nil {
		return f, err
	}
	f.Mean = f.model.mean * o.Per
	f.disperse(x, n, usable, o)
	f.place(x, n, usable)
	return f, nil
}

// modelOf is the model with its centre line.
func modelOf(x, n []float64, usable []int, proportion bool, o FunnelOptions) (funnelModel, error) {
	m := funnelModel{proportion: proportion, mean: o.Target / o.Per}
	if o.Target != 0 {
		if !(m.mean > 0) || !Finite(m.mean) || proportion && m.mean >= 1 {
			return m, ErrCentreLine
		}
		return m, nil
	}
	events, size := totals(x, n, usable)
	m.mean = events / size
	if events == 0 || proportion && events >= size {
		return m, ErrNoVariation
	}
	return m, nil
}

// disperse measures the dispersion of the areas and decides whether the
// limits take it in.
func (f *Funnel) disperse(x, n []float64, usable []int, o FunnelOptions) {
	y, s := make([]float64, f.N), make([]float64, f.N)
	for k, i := range usable {
		y[k], s[k] = f.model.transformed(x[i], n[i])
	}
	d, err := Overdispersion(y, s, f.model.target(), o.Trim)
	if err != nil {
		return // one area: nothing to measure, and φ stays NaN
	}
	f.Phi, f.Tau2 = d.Phi, d.Tau2
	f.Adjusted = o.Adjust && f.N >= minAdjusted && d.Phi > 1 && d.Tau2 > 0
}

// place fills in the areas.
func (f *Funnel) place(x, n []float64, usable []int) {
	nan := math.NaN()
	f.Areas = make([]FunnelArea, len(x))
	for i := range f.Areas {
		f.Areas[i] = FunnelArea{Value: nan, FunnelLimits: FunnelLimits{nan, nan, nan, nan}, Z: nan, AdjustedZ: nan}
	}
	for _, i := range usable {
		y, s := f.model.transformed(x[i], n[i])
		away := y - f.model.target()
		a := FunnelArea{Value: x[i] / n[i] * f.per, FunnelLimits: f.LimitsAt(n[i]), Z: away / s, Few: f.model.few(n[i])}
		a.AdjustedZ = away / math.Sqrt(s*s+f.between())
		a.Position = a.position(a.Value)
		f.Areas[i] = a
	}
}

// usableAreas are the indices of the areas with a count and a denominator
// that a rate or, if asked, a proportion can be computed from.
func usableAreas(x, n []float64, proportion bool) []int {
	if len(x) != len(n) {
		panic("stats: counts and denominators differ in length")
	}
	var usable []int
	for i := range x {
		if checkRow(x[i], n[i], 1, 0.95) == nil && !(proportion && x[i] > n[i]) {
			usable = append(usable, i)
		}
	}
	return usable
}

// totals are Σx and Σn of some areas.
func totals(x, n []float64, areas []int) (events, size float64) {
	for _, i := range areas {
		events += x[i]
		size += n[i]
	}
	return events, size
}
