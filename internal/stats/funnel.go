package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// FunnelPosition is where an area stands against the limits of a funnel.
type FunnelPosition string

// The positions. On a limit is within it.
const (
	High998    FunnelPosition = "high_998" // above the upper 99.8 % limit
	High95     FunnelPosition = "high_95"  // above the upper 95 % limit only
	InFunnel   FunnelPosition = "in"       // no clear difference from the centre line
	Low95      FunnelPosition = "low_95"
	Low998     FunnelPosition = "low_998"
	NoPosition FunnelPosition = "" // no count or no denominator
)

// FunnelLimits are the values between which areas of one size are expected.
type FunnelLimits struct{ Lower998, Lower95, Upper95, Upper998 float64 }

// FunnelArea is an area of a funnel; NaN and NoPosition where it has no count or
// denominator.
type FunnelArea struct {
	Value float64 // x/n × base
	FunnelLimits
	Z         float64 // distance from the centre line in standard errors, on the transformed scale
	AdjustedZ float64 // the same with τ² in the standard error; Z where limits were not adjusted
	Position  FunnelPosition
}

// Funnel is a set of areas against the limits of their size.
type Funnel struct {
	N        int          // areas with a count and a denominator
	Mean     float64      // the centre line, per base
	Areas    []FunnelArea // as they were passed
	Phi      float64      // dispersion about the centre line, 1 where it is all chance; NaN below two areas
	Tau2     float64      // variance between areas on the transformed scale; NaN below two areas
	Adjusted bool         // the limits and AdjustedZ include Tau2
	model    rateModel
	per      float64
}

// The reasons for which areas cannot be set against a centre line.
var (
	// ErrNoVariation: Σx is 0 or, for proportions, Σn: no area can differ.
	ErrNoVariation = errors.New("no area has an event, or every area has nothing else: there is no funnel to draw")
	// ErrCentreLine: a centre line that no rate or proportion can have.
	ErrCentreLine = errors.New("the centre line must be above 0 and, for a proportion, below its base")
)

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
// in place of the binomial, which makes far too much of small counts: where
// fewer than normalFrom events, or others, are expected, the limits are the
// counts whose exact limits (Clopper & Pearson 1934) have p̄ as their end, as
// those of rates are.
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
// FunnelProportion gives, where areas without a position and the errors are
// described too. x may exceed n. Observed counts against expected ones, as of
// an indirectly standardised ratio, are rates whose target is the base.
func FunnelRate(x, n []float64, o FunnelOptions) (Funnel, error) {
	return newFunnel(x, n, false, o)
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
	f.setAreas(x, n, usable)
	return f, nil
}

// modelOf is the model with its centre line.
func modelOf(x, n []float64, usable []int, proportion bool, o FunnelOptions) (rateModel, error) {
	m := rateModel{proportion: proportion, mean: o.Target / o.Per}
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
	d, err := Overdispersion(y, s, f.model.centre(), o.Trim)
	if err != nil {
		return // one area: nothing to measure, and φ stays NaN
	}
	f.Phi, f.Tau2 = d.Phi, d.Tau2
	f.Adjusted = o.Adjust && f.N >= MinDispersed && d.Phi > 1 && d.Tau2 > 0
}

// setAreas fills in the areas.
func (f *Funnel) setAreas(x, n []float64, usable []int) {
	nan := math.NaN()
	f.Areas = make([]FunnelArea, len(x))
	for i := range f.Areas {
		f.Areas[i] = FunnelArea{Value: nan, FunnelLimits: FunnelLimits{nan, nan, nan, nan}, Z: nan, AdjustedZ: nan}
	}
	for _, i := range usable {
		y, s := f.model.transformed(x[i], n[i])
		away := y - f.model.centre()
		a := FunnelArea{Value: x[i] / n[i] * f.per, FunnelLimits: f.LimitsAt(n[i]), Z: away / s}
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

// PositionAt is where x of n stands against the limits.
func (f Funnel) PositionAt(x, n float64) FunnelPosition {
	return f.LimitsAt(n).position(x / n * f.per)
}

// Milder is the position that an area surely has of which it is known only
// that it has one of the two: the one nearer the centre line, and within the
// funnel where they lie on different sides or one is there.
func Milder(a, b FunnelPosition) FunnelPosition {
	steps := map[FunnelPosition]int{Low998: -2, Low95: -1, High95: 1, High998: 2}
	switch s, t := steps[a], steps[b]; {
	case s > 0 && t > 0 && s < t, s < 0 && t < 0 && s > t:
		return a
	case s > 0 && t > 0, s < 0 && t < 0:
		return b
	}
	return InFunnel
}

func (l FunnelLimits) position(value float64) FunnelPosition {
	switch {
	case value < l.Lower998:
		return Low998
	case value < l.Lower95:
		return Low95
	case value > l.Upper998:
		return High998
	case value > l.Upper95:
		return High95
	}
	return InFunnel
}

// The share of areas expected beyond each limit, of each side.
const (
	tail95  = 0.025
	tail998 = 0.001
)

// normalFrom is the expected count from which a normal distribution stands in
// for the binomial in the limits of proportions.
const normalFrom = 10

// LimitsAt returns the limits, per base, for an area with the denominator n
// (for ratios the expected count): a point of the funnel's curves. NaN unless
// n > 0. They are the adjusted limits where the funnel is Adjusted.
func (f Funnel) LimitsAt(n float64) FunnelLimits {
	if !(n > 0) || !Finite(n) || !(f.per > 0) {
		nan := math.NaN()
		return FunnelLimits{nan, nan, nan, nan}
	}
	var l FunnelLimits
	l.Lower95, l.Upper95 = f.pair(n, tail95)
	l.Lower998, l.Upper998 = f.pair(n, tail998)
	return l
}

// pair are the limits with a share of tail beyond each.
func (f Funnel) pair(n, tail float64) (lower, upper float64) {
	lower, upper = f.model.limits(n, tail)
	if f.Adjusted {
		l, u := f.model.adjusted(n, tail, f.Tau2)
		lower, upper = min(lower, l), max(upper, u)
	}
	return lower * f.per, upper * f.per
}

// between is the variance between areas that the limits take in.
func (f Funnel) between() float64 {
	if f.Adjusted {
		return f.Tau2
	}
	return 0
}

// rateModel is what areas of one size would do by chance.
type rateModel struct {
	proportion bool    // binomial; otherwise Poisson
	mean       float64 // events per unit of the denominator
}

// stabilised is an area on the scale where its variance hangs on its size
// alone: asin√p of a proportion, √(observed/expected) of a rate (Spiegelhalter
// 2005).
func (m rateModel) stabilised(x, n float64) (y, variance float64) {
	if m.proportion {
		return math.Asin(math.Sqrt(x / n)), 1 / (4 * n)
	}
	expected := n * m.mean
	return math.Sqrt(x / expected), 1 / (4 * expected)
}

// transformed is stabilised with the standard error.
func (m rateModel) transformed(x, n float64) (y, s float64) {
	y, variance := m.stabilised(x, n)
	return y, math.Sqrt(variance)
}

// centre is the mean on that scale.
func (m rateModel) centre() float64 {
	if m.proportion {
		return math.Asin(math.Sqrt(m.mean))
	}
	return 1
}

// limits are those of chance alone.
func (m rateModel) limits(n, tail float64) (lower, upper float64) {
	switch expected := n * m.mean; {
	case !m.proportion:
		return countBelow(expected, tail) / n, countAbove(expected, tail) / n
	case min(expected, n-expected) < normalFrom:
		return shareBelow(n, m.mean, tail), 1 - shareBelow(n, 1-m.mean, tail)
	}
	return m.normal(n, tail)
}

// normal are the limits of a proportion by the normal distribution.
func (m rateModel) normal(n, tail float64) (lower, upper float64) {
	half := Z(1-2*tail) * math.Sqrt(m.mean*(1-m.mean)/n)
	return max(0, m.mean-half), min(1, m.mean+half)
}

// adjusted are the limits with a variance between areas. Before the way back
// from the transformed scale its ends are kept: beyond them sin² and the
// square would turn round.
func (m rateModel) adjusted(n, tail, tau2 float64) (lower, upper float64) {
	_, s := m.transformed(0, n)
	half := Z(1-2*tail) * math.Sqrt(s*s+tau2)
	l, u := max(0, m.centre()-half), m.centre()+half
	if m.proportion {
		l, u = math.Sin(l), math.Sin(min(u, math.Pi/2))
		return l * l, u * u
	}
	return m.mean * l * l, m.mean * u * u
}

// countBelow is the count, whole or not, whose exact upper Poisson limit at a
// tail is the expected number: P(X ≤ count) = tail. It is 0 where even no
// event at all is likelier than that.
func countBelow(expected, tail float64) float64 {
	if math.Exp(-expected) >= tail {
		return 0
	}
	log := func(count float64) float64 {
		return math.Log(mathext.GammaIncRegComp(count+1, expected) / tail)
	}
	z := Z(1 - 2*tail)
	start := expected - z*math.Sqrt(expected) + (z*z-1)/6 - 0.5
	return crossing(log, 0, expected, start)
}

// countAbove is the count whose exact lower Poisson limit at a tail is the
// expected number: P(X ≥ count) = tail.
func countAbove(expected, tail float64) float64 {
	log := func(count float64) float64 {
		return -math.Log(mathext.GammaIncReg(count, expected) / tail)
	}
	z := Z(1 - 2*tail)
	start := expected + z*math.Sqrt(expected) + (z*z-1)/6 + 0.5
	// No tail of 0.001 reaches further: with nothing expected it ends before
	// a count of 1, with much at about three standard deviations.
	return crossing(log, expected, expected+8*math.Sqrt(expected)+8, start)
}

// shareBelow is the share of n whose exact upper limit at a tail is the share
// expected: P(X ≤ share·n) = tail. It is 0 where even no event at all is
// likelier than that.
func shareBelow(n, expected, tail float64) float64 {
	if math.Exp(n*math.Log1p(-expected)) >= tail {
		return 0
	}
	log := func(count float64) float64 {
		return math.Log(mathext.RegIncBeta(n-count, count+1, 1-expected) / tail)
	}
	mean := n * expected
	return crossing(log, 0, mean, mean-Z(1-2*tail)*math.Sqrt(mean*(1-expected))) / n
}

// crossing finds where an increasing function passes 0 between low and high,
// from a guess: by secants, and by halving wherever a secant leaves the
// bracket or the function is not finite.
func crossing(f func(float64) float64, low, high, guess float64) float64 {
	at := min(max(guess, low), high)
	last, lastF := math.NaN(), math.NaN()
	for range 200 {
		v := f(at)
		if v == 0 {
			return at
		}
		if v < 0 {
			low = at
		} else {
			high = at
		}
		next := at - v*(at-last)/(v-lastF)
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-at) <= 4*Eps*high || high-low <= 4*Eps*high {
			return next
		}
		last, lastF, at = at, v, next
	}
	return at
}
