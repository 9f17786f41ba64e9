// Package lines draws series over years.
package lines

import (
	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures of a line figure in points.
const (
	axisSize    = 7.5
	labelSize   = 8.0
	seamSize    = 7.0
	markRadius  = 2.0
	dataRadius  = 1.35 // of values under a trend
	dataWidth   = 0.6  // of their line
	tickLength  = 3.0
	aboveYears  = 2.0 // from the marks to the years under them
	afterAxis   = 5.0 // between the value axis's labels and the plot
	leastPlotW  = 90.0
	leastPlotH  = 45.0
	yearSpacing = 7.0  // least room between the labels of two years
	leastMinor  = 5.0  // points from year to year for a small mark at each
	everyMarker = 15.0 // points from year to year for a marker at each
	ringed      = 7.0  // points from year to year under which a marker's white ring would hide the line between, as if a year were missing
)

// plot is a laid-out line figure: the area its lines take and the scales that
// place years and values in it.
type plot struct {
	*canvas.Sheet
	Content
	styles      []canvas.SeriesStyle
	area        canvas.Box // from the first year to the last, lowest to highest rule
	outer       canvas.Box // with the axis labels and the labels' column
	labelRoom   canvas.Box // where labels may stand: above the years
	first, Last float64
	scale       axis.Scale
	values      []string // the value axis's labels
	unit        string   // beside the highest of them
	unitAt      placeOfUnit
	axis, small canvas.Style
	ticks       []tick
	seams       []placedUpright
	turns       []placedTurn
	tinted      int // tints that may lie over one another: a series' band and fan, and the narrower fan in it
}

func (l Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if len(l.observed()) == 0 {
		s.Explain(body, l.Empty)
		return nil
	}
	p := newPlot(s, l, body)
	labels := newEndLabels(p)
	if err := p.arrange(labels); err != nil {
		return err
	}
	p.drawRanges()
	p.drawTints()
	p.drawValueAxis()
	p.drawYearAxis()
	p.drawUprights()
	p.drawOthers()
	p.drawTargets()
	for i := len(p.Series) - 1; i >= 0; i-- { // the first on top
		p.drawForecast(i)
		p.drawSeries(i)
		p.drawFit(i)
	}
	s.Watermark(p.area)
	p.drawTurns()
	p.drawEndLabels(labels)
	return nil
}

func newPlot(s *canvas.Sheet, l Content, body canvas.Box) *plot {
	l.Series = merged(l.Series, s.Lang)
	p := &plot{Sheet: s, Content: l, outer: body, scale: l.Scale(), styles: l.styles()}
	p.axis, p.small = canvas.Style{Face: s.Regular, Size: axisSize}, canvas.Style{Face: s.Regular, Size: seamSize}
	p.first, p.Last = l.Years()
	if p.values = p.scale.Labels(s.Lang); !l.Thousands {
		p.values, p.unit = p.scale.Short(s.Lang)
	}
	if p.unit != "" {
		p.unit = "\u00a0" + p.unit
	}
	p.unit += l.Unit
	for i, series := range l.Series {
		if len(p.bands(i))+len(series.Fan()) > 0 {
			p.tinted++
		}
		if len(series.Nearer) > 0 {
			p.tinted++
		}
	}
	return p
}

// arrange lays the figure out, again and again until every label has a place: the
// column at the right is made for those alone that have none in the plot, and the
// unit stands beside the axis's highest label unless a line runs there.
func (p *plot) arrange(labels *endLabels) error {
	whole := p.outer
	for {
		p.outer = whole
		if err := p.layout(labels); err != nil {
			return err
		}
		p.placeTurns()
		if p.unit != "" && p.unitAt != above && !p.unitIsClear() {
			p.moveUnit()
			continue
		}
		if p.placeInPlot(labels) {
			return nil
		}
	}
}

// layout gives the labels' column and the axes the room they measure, and the
// plot the rest.
func (p *plot) layout(labels *endLabels) error {
	if p.unitAt == above {
		if lack := p.axis.Width(p.unit) - p.outer.Width(); lack > 0 {
			return &canvas.TooSmall{What: "the unit above the axis", LackW: lack}
		}
		p.outer.Y0 += p.axis.Leading()
	}
	a := p.outer
	a.X0 += p.axis.Widest(p.values) + p.unitRoom() + afterAxis
	a.Y0 += p.axis.Ascent() / 2
	a.Y1 -= tickLength + aboveYears + p.axis.Ascent() + p.axis.Descent()
	p.labelRoom = canvas.Rect(a.X0, p.outer.Y0, a.X1, a.Y1+tickLength+aboveYears)
	if err := labels.fit(p.labelRoom); err != nil {
		return err
	}
	a.X1 -= labels.column()
	// Half the last year's label hangs over, and half a marker at each end.
	half := p.axis.Width(p.lastTick()) / 2
	a.X1 = min(a.X1, p.outer.X1-half)
	a.X0 += markRadius
	if lack := leastPlotW - a.Width(); lack > 0 {
		return &canvas.TooSmall{What: "the lines beside their labels", LackW: lack}
	}
	p.area = a
	p.placeUprights()
	if p.area.Y0 >= p.area.Y1 && p.narrowUprights() { // no height makes room for them
		return &canvas.TooSmall{What: "the labels above the plot", LackW: p.small.Size}
	}
	if lack := labels.total() - p.labelRoom.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the labels at the lines' ends", LackH: lack}
	}
	if lack := leastPlotH - p.area.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the plot", LackH: lack}
	}
	p.ticks = p.yearTicks()
	return nil
}

// yearWidth is the distance from a year to the next, in points.
func (p *plot) yearWidth() float64 { return p.area.Width() / max(p.Last-p.first, 1) }

// x places a year; a single one stands in the middle.
func (p *plot) x(year float64) float64 {
	if p.first == p.Last {
		return (p.area.X0 + p.area.X1) / 2
	}
	return p.area.X0 + (year-p.first)/(p.Last-p.first)*p.area.Width()
}

func (p *plot) at(v Point) canvas.Point {
	return canvas.At(p.x(v.X), p.scale.Y(v.Y, p.area.Y1, p.area.Y0))
}

func (p *plot) laidOut(run []Point) []canvas.Point {
	line := make([]canvas.Point, len(run))
	for i, v := range run {
		line[i] = p.at(v)
	}
	return line
}

// drawSeries draws series i: its runs, and markers where they are due. Under a
// trend, values are small and their line is thin, so that the trend is what is
// seen first.
func (p *plot) drawSeries(i int) {
	st, c, s := p.styles[i], p.lineColor(i), p.Series[i]
	if len(s.Fit) > 0 {
		for _, run := range s.runs() {
			line := p.laidOut(run)
			p.Stroke(canvas.Pen{Color: st.Quiet, Width: dataWidth, Dash: nil}, false, line...)
			for _, m := range line {
				p.Symbol(st.Shape, st.Quiet, m, dataRadius)
			}
		}
		return
	}
	due, dash := p.markers(i)
	var markers, close []canvas.Point
	for _, run := range s.runs() {
		line := p.laidOut(run)
		p.Stroke(canvas.Pen{Color: c, Width: st.Width, Dash: dash}, false, line...)
		for j, v := range run {
			switch {
			case j > 0 && j < len(run)-1 && !due(v.X):
			case j > 0 && line[j].X-line[j-1].X < ringed || j < len(run)-1 && line[j+1].X-line[j].X < ringed:
				close = append(close, line[j])
			default:
				markers = append(markers, line[j])
			}
		}
	}
	for _, m := range close {
		p.Symbol(st.Shape, c, m, markRadius)
	}
	for _, m := range markers {
		p.Marker(st.Shape, c, m, markRadius)
	}
}

// markers are the years at which series i has a marker besides the ends of its
// runs, and the dashes of its line: every observation of what is not measured each
// year has one, and every year of a line where there is room. Between markers as
// close as that the line is whole, for dashes and markers together are a chain;
// a benchmark keeps its dashes and has fewer markers.
func (p *plot) markers(i int) (due func(year float64) bool, dash []float64) {
	s, st := p.Series[i], p.styles[i]
	close := p.yearWidth()*min(1, float64(s.usualStep())) >= everyMarker
	switch {
	case s.usualStep().Sparse():
		return func(float64) bool { return true }, nil
	case close && s.Role == Benchmark:
		return func(float64) bool { return false }, st.Dash
	case close:
		return func(float64) bool { return true }, nil
	}
	labelled := map[float64]bool{}
	for _, t := range p.ticks {
		labelled[t.x] = true
	}
	return func(year float64) bool { return labelled[year] }, st.Dash
}
