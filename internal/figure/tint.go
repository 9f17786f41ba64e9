package figure

import "image/color"

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
		return seriesStyles[i].label
	}
	return seriesStyles[i].line
}

// drawTints lays the intervals of values and forecasts behind everything, each
// with thin edges, so that where two lie over one another each can be followed.
// Where there are more than can be told apart by shade, a forecast's narrower
// interval has its edges alone.
func (p *plot) drawTints() {
	for i := len(p.Series) - 1; i >= 0; i-- {
		shade := seriesStyles[i].tint(min(p.tinted, maxSeries))
		for _, t := range p.tints(i) {
			p.fill(shade, t.outline()...)
		}
		if p.tinted <= maxSeries {
			for _, t := range p.laid(p.Series[i].nearerFan()) {
				p.fill(shade, t.outline()...)
			}
		}
	}
	for i := len(p.Series) - 1; i >= 0; i-- {
		edge := pen{seriesStyles[i].quiet, edgeWidth, nil}
		for _, t := range append(p.tints(i), p.laid(p.Series[i].nearerFan())...) {
			p.stroke(edge, false, t.upper...)
			p.stroke(edge, false, t.lower...)
		}
	}
}

// tint is an interval's two edges on the sheet, from left to right.
type tint struct{ upper, lower []point }

func (t tint) outline() []point {
	outline := append([]point(nil), t.upper...)
	for i := len(t.lower) - 1; i >= 0; i-- {
		outline = append(outline, t.lower[i])
	}
	return outline
}

// tints are series i's intervals: of its values, then of its forecast.
func (p *plot) tints(i int) []tint {
	return p.laid(append(p.Series[i].bands(), p.Series[i].fan()...))
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

func widened(p point) []point {
	return []point{{p.x - loneTint, p.y}, {p.x + loneTint, p.y}}
}

// drawFits draws the trends: thin, lighter and without markers, so that they
// cannot be taken for data.
func (p *plot) drawFits() {
	for i := len(p.Series) - 1; i >= 0; i-- {
		for _, line := range p.fits(i) {
			p.stroke(pen{seriesStyles[i].quiet, fitWidth, nil}, false, line...)
		}
	}
}

func (p *plot) fits(i int) [][]point {
	var lines [][]point
	for _, part := range stretches(p.Series[i].Fit) {
		var line []point
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
	st, c := seriesStyles[i], p.lineColor(i)
	p.stroke(pen{c, 1.2, []float64{2.4, 2}}, false, line...)
	markers := line[len(line)-len(p.Series[i].Forecast):]
	for j, m := range markers {
		if j == len(markers)-1 || p.yearWidth() >= 3*markRadius {
			p.hollow(st.shape, c, m, markRadius)
		}
	}
}

// forecast is the forecast's line, from the last value where it joins it.
func (p *plot) forecast(i int) (line []point) {
	s := p.Series[i]
	if from, ok := s.forecastFrom(); ok {
		line = append(line, p.at(from))
	}
	for _, f := range s.Forecast {
		line = append(line, p.at(Point{f.X, f.Y}))
	}
	return line
}
