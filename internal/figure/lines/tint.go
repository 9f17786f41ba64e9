package lines

import (
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of what was computed from a series, in points.
const (
	edgeWidth = 0.4
	loneTint  = 2.2 // half the width of an interval with no neighbour
	barWidth  = 0.9 // of an error bar
	barFoot   = 1.6 // half the width of its ends
)

// fewPoints is with how many values or fewer intervals are upright bars: a tint
// would say that they are known in between.
const fewPoints = 6

// Barred reports whether the series' intervals are drawn as upright bars.
func (s Series) Barred() bool {
	return len(s.Band) > 0 && (s.usualStep().Sparse() || len(s.withValue()) <= fewPoints)
}

// bands are the intervals of series i that are drawn as tints.
func (p *plot) bands(i int) [][]BandPoint {
	if p.Series[i].Barred() {
		return nil
	}
	return p.Series[i].Bands()
}

// errorBars are those that are drawn as bars.
func (p *plot) errorBars(i int) (bars [][]canvas.Point) {
	if !p.Series[i].Barred() {
		return nil
	}
	for _, b := range p.Series[i].Band {
		if math.IsNaN(b.Lower) || math.IsNaN(b.Upper) {
			continue
		}
		bars = append(bars, []canvas.Point{p.at(Point{b.X, b.Lower}), p.at(Point{b.X, b.Upper})})
	}
	return bars
}

func (p *plot) drawErrorBars(i int) {
	pen := canvas.Pen{Color: p.styles[i].Quiet, Width: barWidth, Dash: nil}
	for _, bar := range p.errorBars(i) {
		p.Stroke(pen, false, bar...)
		for _, end := range bar {
			p.Stroke(pen, false, canvas.At(end.X-barFoot, end.Y), canvas.At(end.X+barFoot, end.Y))
		}
	}
}

// lineColor is the colour of line i: a darker one than usual, for two of the
// series, where the lines cross tints.
func (p *plot) lineColor(i int) color.RGBA {
	if p.tinted > 0 {
		return p.styles[i].Label
	}
	return p.styles[i].Line
}

// drawTints lays the intervals of values and forecasts behind everything, each
// with thin edges, so that where two lie over one another each can be followed.
// Where there are more than can be told apart by shade, a forecast's narrower
// interval has its edges alone.
func (p *plot) drawTints() {
	for i := len(p.Series) - 1; i >= 0; i-- {
		shade := p.styles[i].Tint(min(p.tinted, canvas.MaxSeries))
		for _, t := range p.tints(i) {
			p.Fill(shade, t.outline()...)
		}
		if p.tinted <= canvas.MaxSeries {
			for _, t := range p.laid(p.Series[i].nearerFan()) {
				p.Fill(shade, t.outline()...)
			}
		}
	}
	for i := len(p.Series) - 1; i >= 0; i-- {
		edge := canvas.Pen{Color: p.styles[i].Quiet, Width: edgeWidth, Dash: nil}
		for _, t := range append(p.tints(i), p.laid(p.Series[i].nearerFan())...) {
			p.Stroke(edge, false, t.upper...)
			p.Stroke(edge, false, t.lower...)
		}
		p.drawErrorBars(i)
	}
}

// tint is an interval's two edges on the sheet, from left to right.
type tint struct{ upper, lower []canvas.Point }

func (t tint) outline() []canvas.Point {
	outline := append([]canvas.Point(nil), t.upper...)
	for i := len(t.lower) - 1; i >= 0; i-- {
		outline = append(outline, t.lower[i])
	}
	return outline
}

// tints are series i's intervals: of its values, then of its forecast.
func (p *plot) tints(i int) []tint {
	return p.laid(append(p.bands(i), p.Series[i].Fan()...))
}

// laid are stretches of an interval on the sheet.
func (p *plot) laid(runs [][]BandPoint) (tints []tint) {
	for _, run := range runs {
		var t tint
		for _, b := range run {
			t.upper = append(t.upper, p.at(Point{b.X, b.Upper}))
			t.lower = append(t.lower, p.at(Point{b.X, b.Lower}))
		}
		if len(run) == 1 {
			t = tint{widened(t.upper[0]), widened(t.lower[0])}
		}
		tints = append(tints, t)
	}
	return tints
}

func widened(p canvas.Point) []canvas.Point {
	return []canvas.Point{canvas.At(p.X-loneTint, p.Y), canvas.At(p.X+loneTint, p.Y)}
}

// drawFit draws the trend of series i as its line: strong, over small values.
func (p *plot) drawFit(i int) {
	st := p.styles[i]
	for _, line := range p.fits(i) {
		p.Stroke(canvas.Pen{Color: p.lineColor(i), Width: st.Width, Dash: st.Dash}, false, line...)
	}
}

func (p *plot) fits(i int) [][]canvas.Point {
	var lines [][]canvas.Point
	for _, part := range stretches(p.Series[i].Fit) {
		lines = append(lines, p.laidOut(part))
	}
	return lines
}

// drawForecast continues line i in short thin dashes, with a hollow marker at
// each year: dashes alone would not tell it from a series drawn in dashes.
func (p *plot) drawForecast(i int) {
	line := p.forecast(i)
	st, c := p.styles[i], p.lineColor(i)
	p.Stroke(canvas.Pen{Color: c, Width: 1.2, Dash: []float64{2.4, 2}}, false, line...)
	markers := line[len(line)-len(p.Series[i].Forecast):]
	for j, m := range markers {
		if j == len(markers)-1 || p.yearWidth() >= 3*markRadius {
			p.Hollow(st.Shape, c, m, markRadius)
		}
	}
}

// forecast is the forecast's line, from the last value where it joins it.
func (p *plot) forecast(i int) (line []canvas.Point) {
	s := p.Series[i]
	if from, ok := s.ForecastFrom(); ok {
		line = append(line, p.at(from))
	}
	for _, f := range s.Forecast {
		line = append(line, p.at(Point{f.X, f.Y}))
	}
	return line
}
