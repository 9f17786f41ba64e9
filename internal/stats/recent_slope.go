package stats

// none is the point that a slope leaves out where it leaves out none.
const none = -1

// pointScores are the times of five points.
var pointScores = [recentPoints]float64{1, 2, 3, 4, 5}

// fivePoints are values at 1 to 5 with weights, which are above 0.
type fivePoints struct{ y, weight [recentPoints]float64 }

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
		for j := i + 1; j < recentPoints; j++ {
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
