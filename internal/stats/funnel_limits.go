package stats

import "math"

// The share of areas expected beyond each limit, of each side.
const (
	tail95  = 0.025
	tail998 = 0.001
)

// fewExpected is the expected count below which a normal distribution is a
// poor stand-in for the binomial (Cochran 1954, Biometrics 10).
const fewExpected = 5

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

// funnelModel is what areas of one size would do by chance.
type funnelModel struct {
	proportion bool    // binomial; otherwise Poisson
	mean       float64 // events per unit of the denominator
}

// transformed is an area on the scale where its standard error s hangs on its
// size alone: asin√p of a proportion, √(observed/expected) of a rate.
func (m funnelModel) transformed(x, n float64) (y, s float64) {
	if m.proportion {
		return math.Asin(math.Sqrt(x / n)), 1 / (2 * math.Sqrt(n))
	}
	expected := n * m.mean
	return math.Sqrt(x / expected), 1 / (2 * math.Sqrt(expected))
}

// target is the centre line on that scale.
func (m funnelModel) target() float64 {
	if m.proportion {
		return math.Asin(math.Sqrt(m.mean))
	}
	return 1
}

// limits are those of chance alone.
func (m funnelModel) limits(n, tail float64) (lower, upper float64) {
	if m.proportion {
		half := Z(1-2*tail) * math.Sqrt(m.mean*(1-m.mean)/n)
		return max(0, m.mean-half), min(1, m.mean+half)
	}
	expected := n * m.mean
	return countBelow(expected, tail) / n, countAbove(expected, tail) / n
}

// few reports whether an area is too small for limits taken from the normal
// distribution; those of rates are exact.
func (m funnelModel) few(n float64) bool {
	return m.proportion && n*min(m.mean, 1-m.mean) < fewExpected
}

// adjusted are the limits with a variance between areas. Before the way back
// from the transformed scale its ends are kept: beyond them sin² and the
// square would turn round.
func (m funnelModel) adjusted(n, tail, tau2 float64) (lower, upper float64) {
	_, s := m.transformed(0, n)
	half := Z(1-2*tail) * math.Sqrt(s*s+tau2)
	l, u := max(0, m.target()-half), m.target()+half
	if m.proportion {
		l, u = math.Sin(l), math.Sin(min(u, math.Pi/2))
		return l * l, u * u
	}
	return m.mean * l * l, m.mean * u * u
}
