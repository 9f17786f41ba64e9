package chart

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/figure/lines"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// estimates reports whether the figure shows anything that is computed from
// its series.
func (s *Lines) estimates() bool {
	return s.TrendLine || s.TurningPoints || s.Interval != aroundNone || s.Forecast != 0
}

// estimate is what was computed from one series, in its unit: of it, a figure
// shows what its spec asks for.
type estimate struct {
	spec   *Lines
	trend  trend.Trend
	points []series.Valued // of the whole series
	limits []limits        // of each of the points; nil unless asked for
}

// limits are the 95 % interval of one value: NaN where there is none, with a
// note that says why.
type limits struct {
	lower, upper float64
	note         domain.Note
}

func (l limits) known() bool { return !math.IsNaN(l.lower) && !math.IsNaN(l.upper) }

// estimate computes what the spec asks for of a series. The trend, its turning
// points and the forecast are of what comes after the series' last break; limits
// are of the lines they are drawn around.
func (s *Lines) estimate(whole *series.Based, around bool) estimate {
	e := estimate{spec: s, points: slices.Collect(whole.All()), trend: trend.Analyse(whole.Series, trend.Options{
		Direction: stats.DefaultDirection(), Forecast: trend.ForecastOptions{Years: s.Forecast},
	})}
	if !around {
		return e
	}
	for _, p := range e.points {
		l := limits{math.NaN(), math.NaN(), domain.Note{}}
		switch {
		case !p.HasValue():
		case whole.Indicator.RepeatedEvents:
			l.note = domain.Note{Code: domain.NoteRepeatedEvents}
		default:
			l.lower, l.upper, l.note = p.Limits(whole.Indicator.Unit, trend.Level)
		}
		e.limits = append(e.limits, l)
	}
	return e
}

// fitted is the trend's line at a time within the years it was computed from,
// else NaN: the joinpoint line where turning points are asked for (none within
// a stretch without values), else Theil–Sen's.
func (e *estimate) fitted(t float64) float64 {
	tr := &e.trend
	switch {
	case tr.N == 0 || t < tr.First.Period.Time() || t > tr.Last.Period.Time():
		return math.NaN()
	case !e.spec.TurningPoints:
		return tr.Sen.Intercept + tr.Sen.Slope*t
	case !tr.Turning.Fitted() || e.inHole(t):
		return math.NaN()
	}
	return tr.Turning.Value(t)
}

// fit is the trend's line as it is drawn. A line that is straight on a
// logarithmic scale bends on the figure's, and is drawn from year to year.
func (e *estimate) fit() []lines.Point {
	tr := &e.trend
	if !e.spec.TrendLine || tr.N == 0 {
		return nil
	}
	first, last := tr.First.Period.Time(), tr.Last.Period.Time()
	times := []float64{first, last}
	if e.spec.TurningPoints {
		for t := math.Floor(first) + 1; t < last; t++ {
			times = append(times, t)
		}
		slices.Sort(times)
	}
	var points []lines.Point
	for _, t := range slices.Compact(times) {
		if y := e.fitted(t); !math.IsNaN(y) || e.inHole(t) { // there it breaks the line
			points = append(points, lines.Point{X: t, Y: y})
		}
	}
	return points
}

// inHole reports whether a time lies within a stretch between turning points
// most of whose years have no value.
func (e *estimate) inHole(t float64) bool {
	if !e.spec.TurningPoints {
		return false
	}
	return slices.ContainsFunc(e.trend.Turning.Phases, func(p trend.Phase) bool { return p.Hole && p.From < t && t < p.To })
}

// besideHole reports whether a turning point ends such a stretch: that the
// series turned there is not to be seen.
func (e *estimate) besideHole(at float64) bool {
	return slices.ContainsFunc(e.trend.Turning.Phases, func(p trend.Phase) bool { return p.Hole && (p.From == at || p.To == at) })
}

// turns are the turning points on the line that is drawn: the trend's, or
// without one the series' own, where it has a value that year. Those beside a
// stretch without values are left out.
func (e *estimate) turns() []lines.Turn {
	if !e.spec.TurningPoints {
		return nil
	}
	var turns []lines.Turn
	for _, at := range e.trend.Turning.At {
		if e.besideHole(at) {
			continue
		}
		turn := lines.Turn{X: at, Y: e.fitted(at), Label: strconv.Itoa(int(at))}
		if p, ok := e.trend.Series.At(domain.Year(int(at))); ok && !e.spec.TrendLine && p.HasValue() {
			turn.Y = p.Value
		}
		turns = append(turns, turn)
	}
	return turns
}

// draw adds to a line what was computed from its series.
func (e *estimate) draw(out *lines.Series, multiply float64) {
	for _, p := range e.fit() {
		out.Fit = append(out.Fit, lines.Point{X: p.X + e.shift(), Y: p.Y * multiply})
	}
	for _, t := range e.turns() {
		t.X, t.Y = t.X+e.shift(), t.Y*multiply
		out.Turns = append(out.Turns, t)
	}
	for i, l := range e.limits {
		out.Band = append(out.Band, lines.BandPoint{X: middle(e.points[i].Period), Lower: l.lower * multiply, Upper: l.upper * multiply})
	}
	for _, p := range e.trend.Forecast.Points {
		out.Forecast = append(out.Forecast, lines.ForecastPoint{X: p.Period.Time(), Y: p.Value * multiply, Lower: p.Lower * multiply, Upper: p.Upper * multiply})
		if math.IsNaN(p.Lower80) {
			continue
		}
		out.Nearer = append(out.Nearer, lines.BandPoint{X: p.Period.Time(), Lower: p.Lower80 * multiply, Upper: p.Upper80 * multiply})
	}
}

// shift is from the beginning of the series' periods, where the trend has them, to
// their middle, where they are drawn.
func (e *estimate) shift() float64 {
	if len(e.points) == 0 {
		return 0
	}
	first := e.points[0].Period
	return middle(first) - first.Time()
}

// hasInterval reports whether any of the values has an interval.
func (e *estimate) hasInterval() bool { return slices.ContainsFunc(e.limits, limits.known) }

// barred reports whether the intervals are drawn as bars.
func (e *estimate) barred() bool {
	var drawn lines.Series
	for _, p := range e.points {
		drawn.Points = append(drawn.Points, lines.Point{X: middle(p.Period), Y: p.Value})
	}
	e.draw(&drawn, 1)
	return drawn.Barred()
}

// forecastLabel stands where a forecast begins.
var forecastLabel = domain.Text{FI: "ennuste", SV: "prognos", EN: "forecast"}
