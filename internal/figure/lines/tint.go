package lines

import (
	"image/color"

	"kuvio/internal/figure/canvas"
)

// Measures of what was computed from a series, in points.
const (
	fitWidth  = 0.9
	edgeWidth = 0.4
	loneTint  = 2.2 // half the width of an interval with no neighbour
)

// lineColor is the colour of line i: a darker one than usual, for two of the
// series, where the lines cross tints.
func (p *plot) lineColor(i int) color.RGBA {
	if p.tinted > 0 {
		return canvas.SeriesStyles[i].Label
	}
	return canvas.SeriesStyles[i].Line
}

// drawTints lays the intervals of values and forecasts behind everything, each
// with thin edges, so that where two lie over one another each can be followed.
// Where there are more than can be told apart by shade, a forecast's narrower
// interval has its edges alone.
func (p *plot) drawTints() {
	for i := len(p.Series) - 1; i >= 0; i-- {
		shade := canvas.SeriesStyles[i].Tint(min(p.tinted, canvas.MaxSeries))
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
		edge := canvas.Pen{Color: canvas.SeriesStyles[i].Quiet, Width: edgeWidth, Dash: nil}
		for _, t := range append(p.tints(i), p.laid(p.Series[i].nearerFan())...) {
			p.Stroke(edge, false, t.upper...)
			p.Stroke(edge, false, t.lower...)
		}
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
	return p.laid(append(p.Series[i].Bands(), p.Series[i].Fan()...))
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

// drawFits draws the trends: thin, lighter and without markers, so that they
// cannot be taken for data.
func (p *plot) drawFits() {
	for i := len(p.Series) - 1; i >= 0; i-- {
		for _, line := range p.fits(i) {
			p.Stroke(canvas.Pen{Color: canvas.SeriesStyles[i].Quiet, Width: fitWidth, Dash: nil}, false, line...)
		}
	}
}

func (p *plot) fits(i int) [][]canvas.Point {
	var lines [][]canvas.Point
	for _, part := range stretches(p.Series[i].Fit) {
		var line []canvas.Point
		for _, v := range part {
			line = append(line, p.at(v))
		}
		lines = append(lines, line)
	}
	return lines
}

// drawForecast continues line i in short thin dashes, with a hollow marker at
// each year: dashes alone would not tell it from a series drawn in dashes.
func (p *plot) drawForecast(i int) {
	line := p.forecast(i)
	st, c := canvas.SeriesStyles[i], p.lineColor(i)
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
