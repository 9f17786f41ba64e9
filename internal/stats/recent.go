package stats

import (
	"math"
)

// RecentTrend is what the last five points say.
type RecentTrend string

// The recent trends.
const (
	RecentRising      RecentTrend = "rising"
	RecentFalling     RecentTrend = "falling"
	RecentNoChange    RecentTrend = "no_change"    // not shown to change, which is not shown to be steady
	RecentNotComputed RecentTrend = "not_computed" // Recent.Why says the reason
)

// RecentMethod is the test behind a recent trend.
type RecentMethod string

// The methods.
const (
	WeightedSlope        RecentMethod = "weighted_slope"
	CochranArmitageTrend RecentMethod = "cochran_armitage"
)

// RecentReason is why a recent trend was not computed; empty where it was.
type RecentReason string

// The reasons, in the order they are looked for.
const (
	RecentNotFive     RecentReason = "not_five_points"          // not exactly five points
	RecentMissing     RecentReason = "missing_year"             // a value, count or denominator is not a finite number
	RecentNoLimits    RecentReason = "no_limits"                // a limit is absent
	RecentNoWidth     RecentReason = "no_width"                 // an upper limit is not above its lower one by a usable width
	RecentBadCount    RecentReason = "bad_count"                // a denominator is not above 0, or a count not within it
	RecentAllCounted  RecentReason = "count_equals_denominator" // the logit of 1 is infinite
	RecentNoneCounted RecentReason = "count_is_zero"            // the logit of 0 is infinite
)

const (
	// RecentPoints is how many points a recent trend is of.
	RecentPoints = 5
	// recentChi2 is the χ² of one degree of freedom that a trend must exceed:
	// the quantile at 99.8 %.
	recentChi2 = 9.54953570608324
	// recentAlpha is the p below which a widened trend is one: that of recentChi2.
	recentAlpha = 0.002
	// ownDF is the degrees of freedom of five points about their own line.
	ownDF = RecentPoints - 2
	// limitsWidth is the width of 95 % limits in standard errors, as
	// Fingertips rounds it.
	limitsWidth = 3.92
)

// Recent is a recent trend. Where it was not computed, its numbers are NaN.
type Recent struct {
	Trend  RecentTrend
	Chi2   float64 // of the slope, by chance alone and one degree of freedom or, once widened, over Phi
	P      float64 // of Chi2; a trend needs less than 0.002
	Slope  float64 // a point: in the unit of the values, or in log odds for proportions
	Rest   float64 // of the values about their line: Σ(residual/SE)², by chance alone χ² of three degrees of freedom
	Phi    float64 // by which the variance is more than chance; NaN unless widened
	DF     int     // degrees of freedom of Phi; 0 unless widened
	Method RecentMethod
	Why    RecentReason
}

// RecentGeneral says whether a series moved over its last five points, given
// with their 95 % limits: five values in order of time, at equal steps and of
// periods that do not overlap (of rolling averages the test is not valid).
// NaN marks a missing value or limit; other lengths than five are a reason for
// which nothing is computed, as is every other fault of the data.
//
// With SE = (U−L)/3.92 and weights 1/SE², the weighted least-squares slope b
// on 1 to 5 has χ² = (b/se(b))². The series rises or falls where χ² > 9.5495
// (99.8 %) and the slopes without each of the points in turn all have the
// sign of b, so that no single point makes the trend. A slope of 0 has no
// sign. Source: OHID, Fingertips technical guidance, recent trends.
//
// It panics where the slices differ in length.
func RecentGeneral(values, lower, upper []float64) Recent {
	mustMatch(values, lower)
	mustMatch(values, upper)
	if len(values) != RecentPoints {
		return notRecent(WeightedSlope, RecentNotFive)
	}
	if !AllFinite(values) {
		return notRecent(WeightedSlope, RecentMissing)
	}
	if !AllFinite(lower) || !AllFinite(upper) {
		return notRecent(WeightedSlope, RecentNoLimits)
	}
	var points fivePoints
	for i, value := range values {
		if !(upper[i] > lower[i]) {
			return notRecent(WeightedSlope, RecentNoWidth)
		}
		se := (upper[i] - lower[i]) / limitsWidth
		points.y[i], points.weight[i] = value, 1/(se*se)
	}
	slope, variance := points.slope(none)
	r := Recent{Method: WeightedSlope, Slope: slope, Chi2: slope * slope / variance, Rest: points.rest(slope)}
	if !Finite(r.Chi2) { // limits so close or far apart that their squares are not numbers
		return notRecent(WeightedSlope, RecentNoWidth)
	}
	return r.decide(points.oneSign())
}

// RecentProportion is RecentGeneral for proportions x of n, five counts and
// their denominators: χ² is that of CochranArmitage on scores 1 to 5, and the
// slopes that must agree are those of the unweighted logits ln(x/(n−x)).
//
// A count of 0 or of the whole denominator has no logit. Fingertips refuses
// the latter; its program goes on with the former, whose slopes then are not
// numbers and count as rises, so here both are refused. RecentGeneral on
// Wilson's limits answers such a series. Where denominators differ so much
// that the counts move one way and the logits the other, there is no change:
// one must not be named from the test of the other.
//
// It panics where the slices differ in length.
func RecentProportion(x, n []float64) Recent {
	mustMatch(x, n)
	if len(x) != RecentPoints {
		return notRecent(CochranArmitageTrend, RecentNotFive)
	}
	if !AllFinite(x) || !AllFinite(n) {
		return notRecent(CochranArmitageTrend, RecentMissing)
	}
	points, why := logits(x, n)
	if why != "" {
		return notRecent(CochranArmitageTrend, why)
	}
	test, err := CochranArmitage(x, n, pointScores[:])
	if err != nil { // logits has seen to it that there is none
		return notRecent(CochranArmitageTrend, RecentBadCount)
	}
	slope, _ := points.slope(none)
	r := Recent{Method: CochranArmitageTrend, Slope: slope, Chi2: test.Chi2, Rest: proportionRest(x, n)}
	return r.decide(points.oneSign() && (slope > 0) == (test.Z > 0))
}

// proportionRest is Σ(residual/SE)² of five proportions about the line that
// Cochran–Armitage's χ² is of: weighted by n, with the variance p(1−p)/n of
// their common p (Cochran 1954, the χ² of departure from the line).
func proportionRest(x, n []float64) float64 {
	var counted, of float64
	for i := range x {
		counted, of = counted+x[i], of+n[i]
	}
	p := counted / of
	var shares fivePoints
	for i := range x {
		shares.y[i], shares.weight[i] = x[i]/n[i], n[i]/(p*(1-p))
	}
	slope, _ := shares.slope(none)
	return shares.rest(slope)
}

// logits makes points of five proportions, or says why it cannot. A count
// beyond its denominator outranks one that merely fills it, in whatever year.
func logits(x, n []float64) (points fivePoints, why RecentReason) {
	for i := range x {
		switch {
		case !(n[i] > 0) || x[i] < 0 || x[i] > n[i]:
			return points, RecentBadCount
		case x[i] == n[i]:
			why = RecentAllCounted
		case x[i] == 0 && why == "":
			why = RecentNoneCounted
		}
		points.y[i], points.weight[i] = math.Log(x[i]/(n[i]-x[i])), 1
	}
	return points, why
}

// Widened is the recent trend of a series whose own years vary by more than
// chance. squares is Σ(residual/SE)² of years before the five about a line that
// follows their bends, of df degrees of freedom; 0 and 0 without such years.
//
// The variance is φ times that of chance, φ = (Rest + squares)/(3 + df) and at
// least 1, as of quasi-likelihood (McCullagh & Nelder 1989, 4.5), and χ²/φ is
// held against F of 1 and 3 + df degrees of freedom, which the few years that φ
// is of leave it. So P is never below that of chance alone, and never too small
// where the years are independent, whatever φ is.
func (r Recent) Widened(squares float64, df int) Recent {
	if r.Trend == RecentNotComputed {
		return r
	}
	r.DF = ownDF + df
	r.Phi = max(1, (r.Rest+squares)/float64(r.DF))
	r.Chi2 /= r.Phi
	r.P = StudentP(math.Sqrt(r.Chi2), float64(r.DF))
	if !(r.P < recentAlpha) {
		r.Trend = RecentNoChange
	}
	return r
}

// decide completes a result whose slope and χ² are known.
func (r Recent) decide(agree bool) Recent {
	r.P, r.Phi = chi2PValue(r.Chi2), math.NaN()
	switch {
	case !agree || !(r.Chi2 > recentChi2):
		r.Trend = RecentNoChange
	case r.Slope > 0:
		r.Trend = RecentRising
	default:
		r.Trend = RecentFalling
	}
	return r
}

func notRecent(method RecentMethod, why RecentReason) Recent {
	nan := math.NaN()
	return Recent{Trend: RecentNotComputed, Chi2: nan, P: nan, Slope: nan, Rest: nan, Phi: nan, Method: method, Why: why}
}

// none is the point that a slope leaves out where it leaves out none.
const none = -1

// pointScores are the times of five points.
var pointScores = [RecentPoints]float64{1, 2, 3, 4, 5}

// fivePoints are values at 1 to 5 with weights, which are above 0.
type fivePoints struct{ y, weight [RecentPoints]float64 }

// slope is the weighted least-squares slope of the points without one of
// them, and the variance of that slope where the weights are 1/SE².
//
// Both are written over pairs, b = Σwᵢwⱼ(tⱼ−tᵢ)(yⱼ−yᵢ)/Σwᵢwⱼ(tⱼ−tᵢ)² and
// Σw/Σwᵢwⱼ(tⱼ−tᵢ)², which is the same as the usual sums ΣwΣwty−ΣwtΣwy over
// ΣwΣwt²−(Σwt)² but does not subtract great numbers: equal values have a slope
// of exactly 0, whose sign nobody can mistake for a trend.
func (p *fivePoints) slope(without int) (b, variance float64) {
	var up, across, weights float64
	for i, t := range pointScores {
		if i == without {
			continue
		}
		weights += p.weight[i]
		for j := i + 1; j < RecentPoints; j++ {
			if j == without {
				continue
			}
			dt := pointScores[j] - t
			w := p.weight[i] * p.weight[j] * dt
			up += w * (p.y[j] - p.y[i])
			across += w * dt
		}
	}
	return up / across, weights / across
}

// rest is Σ weight·residual² about the weighted line of that slope.
func (p *fivePoints) rest(slope float64) float64 {
	var weights, time, level float64
	for i, w := range p.weight {
		weights, time, level = weights+w, time+w*pointScores[i], level+w*p.y[i]
	}
	time, level = time/weights, level/weights
	sum := 0.0
	for i, w := range p.weight {
		e := p.y[i] - level - slope*(pointScores[i]-time)
		sum += w * e * e
	}
	return sum
}

// oneSign says whether the slope of all points and those without each of them
// are all above 0 or all below.
func (p *fivePoints) oneSign() bool {
	all, _ := p.slope(none)
	for i := range p.y {
		b, _ := p.slope(i)
		if !(b > 0 && all > 0 || b < 0 && all < 0) {
			return false
		}
	}
	return true
}
