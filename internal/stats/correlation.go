package stats

import "math"

// LagOne is the correlation of residuals e with those one step before, at
// times t in ascending order: Σeᵢeᵢ₋₁/Σe² about their mean, over neighbours
// that lie as near as any do. (Residuals across a gap are no neighbours.)
// Where nothing varies it is 0.
func LagOne(t, e []float64) float64 {
	mustMatch(t, e)
	step := math.Inf(1)
	for i := 1; i < len(t); i++ {
		step = min(step, t[i]-t[i-1])
	}
	mean := Mean(e)
	var together, squares float64
	for i, v := range e {
		squares += (v - mean) * (v - mean)
		if i > 0 && t[i]-t[i-1] < 1.5*step {
			together += (v - mean) * (e[i-1] - mean)
		}
	}
	if squares == 0 {
		return 0
	}
	return together / squares
}

// mostCorrelation is the greatest that a correlation is corrected to: beyond
// it so few years cannot be told from one.
const mostCorrelation = 0.9

// MostCorrelation is the greatest correlation that the test allows for. Above it
// a series of some thirty years bends more than its years hang together: taking
// a bend for correlation would make a rise unsure that nobody can doubt.
const MostCorrelation = 0.7

// Unbiased corrects the lag-1 correlation r of n residuals of a fitted line,
// which is too small in a short series: (n·r+2)/(n−4) for a straight line, and
// (n·r+2+k)/(n−4−2k) for one of k bends, which take up more of what the years
// have in common. What is below 0 is taken for 0, and what is above 0.9 for that.
func Unbiased(r float64, n, bends int) float64 {
	k, size := float64(bends), float64(n)
	return min(max((size*r+2+k)/max(size-4-2*k, 1.5), 0), mostCorrelation)
}

// VarianceFactor is what a sum over n years that correlate by r from one to the
// next, 0.7 at most, has more variance by than one over independent years:
// 1 + 2Σ(1−k/n)rᵏ, k from 1 to n−1 (Yue & Wang 2004, Water Resources Management
// 18:201–218, for a first-order autoregression).
func VarianceFactor(n int, r float64) float64 {
	r = min(r, MostCorrelation)
	acf := make([]float64, 0, 64)
	for k, power := 1, r; k < n && math.Abs(power) > 1e-12; k, power = k+1, power*r {
		acf = append(acf, power)
	}
	return yueWang(n, acf)
}

// yueWang is the same of any correlations, by lag from 1.
func yueWang(n int, acf []float64) float64 {
	factor := 1.0
	for i, r := range acf {
		factor += 2 * (1 - float64(i+1)/float64(n)) * r
	}
	return factor
}

// Corrected is the two-sided p of the test where the variance of S is greater
// by a factor above 1, as it is where the years hang together: of Z/√factor, and
// never below the p without it. The factor is estimated from the same years, so
// Student's t with n−2 degrees of freedom takes the place of the normal
// distribution; with that, 9.5 to 10.5 % of series of 10 to 20 years that
// correlate by 0.6 would be called clear.
func (m MK) Corrected(factor float64) float64 {
	if math.IsNaN(m.P) || !(factor > 1) {
		return m.P
	}
	return max(m.P, StudentP(m.correctedZ(factor), float64(m.N-2)))
}

func (m MK) correctedZ(factor float64) float64 { return m.Z / math.Sqrt(factor) }
