package stats

import (
	"math"
	"slices"
)

// MethodCombined is the usual method of forecasting.
const MethodCombined = "combined"

// Weights is how much of a combined forecast each kind of course has: they add
// up to 1.
type Weights struct {
	Last  float64 // the last value stays
	Level float64 // a level that follows the values, or stands still among them
	Slope float64 // a slope that stays, or follows the values and dies away
}

// Combined forecasts by 28 courses at once, each Holt's with fixed shares (see
// DampedHolt): the last value stays (α = 1); a level takes a share α of each
// error, 0 to 0.75; or there is a slope too, which stays as it is or takes a
// share β of each error and keeps φ of itself a year. No share is chosen: each
// course counts by how well it would have forecast this series, one value after
// the other (its marginal likelihood), and beforehand the last value counts as
// much as all others together, levels as much as slopes. The mean is the
// courses' weighted mean. The limits are the quantiles of their distributions
// mixed with the same weights: Student's t with 5 degrees of freedom, since real
// series leap more often than the normal distribution does, about each course's
// mean with its own standard error, start included, times 0.95. The 5, the 0.95
// and the weights beforehand are what a backtest on real series bears out
// (METHODS.md, "Calibration").
//
// The level and slope that a course starts from are integrated out, the level
// with a flat prior, the slope with one of mean 0 and a standard deviation of
// half of σ; σ with 1/σ (Zellner 1971, An Introduction to Bayesian Inference in
// Econometrics, for the integrals; Hoeting, Madigan, Raftery & Volinsky 1999,
// Statistical Science 14, for the weights; Bates & Granger 1969, Operational
// Research Quarterly 20, for combining at all).
//
// step is the rounding step of the values, 0 for none: step²/12 is added to each
// squared error, and no limit lies nearer to the mean than half of it. A
// constant series forecasts itself, with Sigma 0 and limits that meet.
//
// Errors: those of Drift.
func Combined(y []float64, h int, level, step float64) (Forecast, error) {
	f, err := newForecast(MethodCombined, y, h, level)
	if err != nil {
		return f, err
	}
	last := y[f.N-1]
	f.Params.Level = last
	if Reach(y, Mean(y)) <= Rounding(y) {
		f.Sigma, f.Weights = 0, Weights{Last: 1}
		f.setPoints(h, func(int) (mean, variance float64) { return last, 0 })
		return f, nil
	}
	fitted := fitCourses(y, step)
	sse := 0.0
	for i := range fitted {
		f.Weights.add(fitted[i].holt, fitted[i].weight)
		sse += fitted[i].weight * fitted[i].sse
	}
	f.Sigma = math.Sqrt(sse / float64(f.N-1))
	f.Points = make([]ForecastPoint, h)
	m, q := make(mixture, len(fitted)), tTwoSided(level, tailDF)
	for i := range f.Points {
		for j := range fitted {
			m[j] = fitted[j].ahead(i + 1)
		}
		mean := m.mean()
		f.Points[i] = ForecastPoint{
			H: i + 1, Mean: mean,
			Lower: min(m.quantile((1-level)/2, -q), mean-step/2),
			Upper: max(m.quantile((1+level)/2, q), mean+step/2),
		}
	}
	return f, nil
}

func (w *Weights) add(m holt, weight float64) {
	switch {
	case m.phi > 0:
		w.Slope += weight
	case m.alpha == 1:
		w.Last += weight
	default:
		w.Level += weight
	}
}

// What is assumed beforehand.
const (
	tailDF     = 5    // of Student's t
	widthShare = 0.95 // of the standard errors
	slopeSD    = 0.5  // of the slope at the start, in units of σ
)

// course is one of the courses a series may take, and what it counts
// beforehand. One without a slope has phi 0.
type course struct {
	holt
	logPrior float64
}

var courses = allCourses()

func allCourses() (all []course) {
	add := func(share float64, kind []holt) {
		for _, m := range kind {
			all = append(all, course{m, math.Log(share / float64(len(kind)))})
		}
	}
	var levels, slopes []holt
	for _, alpha := range []float64{0, 0.2, 0.5, 0.75} {
		levels = append(levels, holt{alpha: alpha})
		slopes = append(slopes, holt{alpha: alpha, phi: 1})
	}
	slopes = append(slopes, holt{alpha: 1, phi: 1})
	for _, alpha := range []float64{0.3, 0.6, 1} {
		for _, share := range []float64{0.1, 0.3, 0.8} {
			slopes = append(slopes, holt{alpha, share * alpha, 0.8}, holt{alpha, share * alpha, 1})
		}
	}
	add(0.5, []holt{{alpha: 1}})
	add(0.25, levels)
	add(0.25, slopes)
	return all
}

// fittedCourse is a course at the end of a series.
type fittedCourse struct {
	holt
	n      int
	weight float64   // of all courses' together 1
	sse    float64   // squared errors about the likeliest start, with the prior's and the rounding's part
	end    holtState // after the last value
	start  uncertainStart
}

// fitCourses runs every course through a series that is not constant, and
// leaves out those that count for nothing.
func fitCourses(y []float64, step float64) (fitted []fittedCourse) {
	n := float64(len(y))
	logs := make([]float64, len(courses))
	all := make([]fittedCourse, len(courses))
	for i, c := range courses {
		f := c.fit(y)
		f.sse += n * step * step / 12
		logs[i] = c.logPrior - math.Log(f.start.det)/2 - (n-1)/2*math.Log(f.sse)
		if c.phi > 0 {
			logs[i] -= math.Log(slopeSD)
		}
		all[i] = f
	}
	top, sum := slices.Max(logs), 0.0
	for i, l := range logs {
		if all[i].weight = math.Exp(l - top); all[i].weight > 1e-6 {
			fitted = append(fitted, all[i])
			sum += all[i].weight
		}
	}
	for i := range fitted {
		fitted[i].weight /= sum
	}
	return fitted
}

// uncertainStart is how uncertain the level and slope are that a course started
// from: the inverse of their covariance in units of σ², and what of either is
// left in the state after the last value.
type uncertainStart struct {
	levels, both, slopes float64 // of the inverse
	det                  float64
	ofLevel, ofSlope     holtState
}

// fit finds the likeliest start and the errors from there. Errors are linear in
// the start: those of y from a start of 0, and those of zeros from a unit of
// level and of slope.
func (c course) fit(y []float64) fittedCourse {
	var s uncertainStart
	s.slopes = 1 / (slopeSD * slopeSD)
	if c.phi == 0 {
		s.slopes = 1 // any number: a course without a slope takes nothing of it
	}
	var fromZero holtState
	s.ofLevel, s.ofSlope = holtState{level: 1}, holtState{slope: 1}
	origin := y[0] // for the digits; the flat prior does not know it
	var withLevel, withSlope float64
	for _, v := range y {
		var off, level, slope float64
		fromZero, off = c.step(fromZero, v-origin)
		s.ofLevel, level = c.step(s.ofLevel, 0)
		s.ofSlope, slope = c.step(s.ofSlope, 0)
		s.levels += level * level
		s.both += level * slope
		s.slopes += slope * slope
		withLevel -= level * off
		withSlope -= slope * off
	}
	s.det = s.levels*s.slopes - s.both*s.both
	start := holtState{
		level: (s.slopes*withLevel - s.both*withSlope) / s.det,
		slope: (s.levels*withSlope - s.both*withLevel) / s.det,
	}
	penalty := 0.0
	if c.phi > 0 {
		penalty = start.slope * start.slope / (slopeSD * slopeSD)
	}
	start.level += origin
	end, sse := c.run(y, start)
	return fittedCourse{holt: c.holt, n: len(y), sse: sse + penalty, end: end, start: s}
}

// variance is what the start's uncertainty adds to that of a forecast, in units
// of σ², where the forecast is level + damped·slope.
func (s *uncertainStart) variance(damped float64) float64 {
	level, slope := s.ofLevel.level+damped*s.ofLevel.slope, s.ofSlope.level+damped*s.ofSlope.slope
	return (level*level*s.slopes - 2*level*slope*s.both + slope*slope*s.levels) / s.det
}

// ahead is a course's forecast h steps ahead.
func (f *fittedCourse) ahead(h int) spreadT {
	variance := f.sse / float64(f.n-1) * (f.holt.variance(h) + f.start.variance(f.damped(h)))
	return spreadT{f.weight, f.mean(f.end, h), widthShare * math.Sqrt(variance)}
}

// mixture is a weighted mixture of Student's t distributions with tailDF
// degrees of freedom.
type mixture []spreadT

// spreadT is Student's t about a centre, times a scale, which is above 0.
type spreadT struct{ weight, centre, scale float64 }

func (m mixture) mean() (sum float64) {
	for _, c := range m {
		sum += c.weight * c.centre
	}
	return sum
}

// quantile is where the mixture's distribution function is p: between the least
// and the greatest of its parts' quantiles, of which q is the standard one, by
// halving or, where it is nearer, by Newton's step.
func (m mixture) quantile(p, q float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	at := 0.0
	for _, c := range m {
		own := c.centre + q*c.scale
		low, high = min(low, own), max(high, own)
		at += c.weight * own
	}
	precise := 1e-9 * (high - low)
	for range 100 {
		cdf, density := m.below(at)
		if cdf < p {
			low = at
		} else {
			high = at
		}
		next := at - (cdf-p)/density
		if !(low < next && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-at) <= precise || next == at {
			return next
		}
		at = next
	}
	return at
}

// below is the mixture's distribution function at x and its slope there.
func (m mixture) below(x float64) (cdf, density float64) {
	for _, c := range m {
		below, slope := tBelow5((x - c.centre) / c.scale)
		cdf += c.weight * below
		density += c.weight * slope / c.scale
	}
	return cdf, density
}

// tBelow5 is the distribution function of Student's t with 5 degrees of freedom
// and its density, in closed form (Abramowitz & Stegun 26.7.3).
func tBelow5(t float64) (cdf, density float64) {
	cos := 1 / math.Sqrt(1+t*t/tailDF)
	sin := t / math.Sqrt(tailDF) * cos
	c2 := cos * cos
	return 0.5 + (math.Atan(t/math.Sqrt(tailDF))+sin*cos*(1+2*c2/3))/math.Pi, 8 / (3 * math.Pi * math.Sqrt(tailDF)) * c2 * c2 * c2
}
