package joinpoint

import (
	"math"

	"kuvio/internal/stats"
)

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
func (s *Scratch) inference(fit *Line) {
	var sxx [Most + 1]float64
	rss, inside := s.search.separateLines(fit.knots, sxx[:])
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
func (j *search) separateLines(knots, sxx []float64) (rss float64, inside int) {
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
func (j *search) line(start, end int) (sxx, rss, worst float64) {
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
		half = s.student.Quantile(level, g.DF) * g.SE
		g.P = stats.StudentP(g.Slope/g.SE, float64(g.DF))
	case g.Slope == 0:
		half, g.P = 0, 1
	default:
		half, g.P = 0, 0
	}
	g.Lower, g.Upper = g.Slope-half, g.Slope+half
}

// average sets AAPC and its limits on the log scale.
func (l *Line) average() {
	if len(l.Segments) == 1 {
		only := l.Segments[0]
		l.AAPC, l.AAPCLower, l.AAPCUpper = only.APC, only.APCLower, only.APCUpper
		return
	}
	var slope, variance float64
	length := l.knots[len(l.knots)-1] - l.knots[0]
	for _, s := range l.Segments {
		share := (s.To - s.From) / length
		slope += share * s.Slope
		variance += share * share * s.SE * s.SE
	}
	half := stats.Z(l.Level) * math.Sqrt(variance)
	l.AAPC, l.AAPCLower, l.AAPCUpper = percent(slope), percent(slope-half), percent(slope+half)
}

// percent is the change in percent that a difference of logarithms is.
func percent(b float64) float64 { return 100 * math.Expm1(b) }
