package stats

import "math"

// inference sets the segments' standard errors, limits, p and percentages,
// and the average over all of them.
//
// The rule is that of the Joinpoint Regression Program (National Cancer
// Institute), found out from its output: SE = s/√Sxx with Sxx over the
// observations strictly inside a segment, those on a joinpoint left out, and
// s² the squared residuals of separate lines through those observations over
// n − (observations on joinpoints) − 2(k+1), which are also the degrees of
// freedom of t. Without joinpoints it is that of a straight line.
//
// Where the separate lines leave no residual although the joined line does,
// as in a series that steps from one level to another, s says nothing about
// the joined line's slopes: they get no SE. A perfect fit has SE 0.
func (s *Scratch) inference(fit *Joinpoints) {
	var sxx [MostJoinpoints + 1]float64
	rss, inside := s.joinpoints.separateLines(fit.knots, sxx[:])
	df := inside - 2*len(fit.Segments)
	sigma := math.NaN()
	switch {
	case df < 1:
	case fit.SSE == 0:
		sigma = 0
	case rss > 0:
		sigma = math.Sqrt(rss / float64(df))
	}
	for i := range fit.Segments {
		segment := &fit.Segments[i]
		segment.DF = df
		segment.SE = sigma / math.Sqrt(sxx[i])
		s.limits(segment, fit.Level)
		segment.APC, segment.APCLower, segment.APCUpper = math.NaN(), math.NaN(), math.NaN()
		if fit.Scale == Log {
			segment.APC, segment.APCLower, segment.APCUpper =
				percent(segment.Slope), percent(segment.Lower), percent(segment.Upper)
		}
	}
	if fit.Scale == Log {
		fit.average()
	}
}

// separateLines fits a line of its own to the observations strictly inside
// each segment. It sets sxx, by segment, to the (weighted) squares of their
// times about their mean, and returns the squared residuals together, 0 where
// only rounding is left, and the number of observations.
func (j *joinpointSearch) separateLines(knots, sxx []float64) (rss float64, inside int) {
	worst, start := 0.0, 0
	last := len(knots) - 2
	for s := range last + 1 {
		if s > 0 {
			for j.t[start] == knots[s] {
				start++
			}
		}
		end := start
		for end < len(j.t) && (s == last || j.t[end] < knots[s+1]) {
			end++
		}
		squares, residuals, greatest := j.line(start, end)
		sxx[s] = squares
		rss += residuals
		worst = max(worst, greatest)
		inside += end - start
		start = end
	}
	if worst <= j.size {
		rss = 0
	}
	return rss, inside
}

// line fits a weighted line to observations start to end−1: squares of the
// times about their mean, squared residuals, and the greatest residual
// without its weight.
func (j *joinpointSearch) line(start, end int) (sxx, rss, worst float64) {
	var weight, tMean, yMean float64
	for i := start; i < end; i++ {
		w := j.root[i] * j.root[i]
		weight += w
		tMean += w * (j.t[i] - j.t[start])
		yMean += w * j.y[i]
	}
	tMean, yMean = tMean/weight, yMean/weight
	sxy := 0.0
	for i := start; i < end; i++ {
		w, dt := j.root[i]*j.root[i], j.t[i]-j.t[start]-tMean
		sxx += w * dt * dt
		sxy += w * dt * (j.y[i] - yMean)
	}
	slope := sxy / sxx
	for i := start; i < end; i++ {
		r := j.y[i] - yMean - slope*(j.t[i]-j.t[start]-tMean)
		rss += j.root[i] * r * j.root[i] * r
		worst = max(worst, math.Abs(r))
	}
	return sxx, rss, worst
}

// limits sets limits and p from slope, SE and DF; NaN where SE is.
func (s *Scratch) limits(g *Segment, level float64) {
	half := math.NaN()
	switch {
	case math.IsNaN(g.SE):
		g.P = half
	case g.SE > 0:
		half = s.tQuantile(level, g.DF) * g.SE
		g.P = tPValue(g.Slope/g.SE, float64(g.DF))
	case g.Slope == 0:
		half, g.P = 0, 1
	default:
		half, g.P = 0, 0
	}
	g.Lower, g.Upper = g.Slope-half, g.Slope+half
}

// average sets AAPC and its limits on the log scale.
func (j *Joinpoints) average() {
	if len(j.Segments) == 1 {
		only := j.Segments[0]
		j.AAPC, j.AAPCLower, j.AAPCUpper = only.APC, only.APCLower, only.APCUpper
		return
	}
	var slope, variance float64
	length := j.knots[len(j.knots)-1] - j.knots[0]
	for _, s := range j.Segments {
		share := (s.To - s.From) / length
		slope += share * s.Slope
		variance += share * share * s.SE * s.SE
	}
	half := zTwoSided(j.Level) * math.Sqrt(variance)
	j.AAPC, j.AAPCLower, j.AAPCUpper = percent(slope), percent(slope-half), percent(slope+half)
}

// percent is the change in percent that a difference of logarithms is.
func percent(b float64) float64 { return 100 * math.Expm1(b) }
