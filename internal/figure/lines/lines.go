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
	tickLength  = 3.0
	aboveYears  = 2.0 // from the marks to the years under them
	afterAxis   = 5.0 // between the value axis's labels and the plot
	leastPlotW  = 90.0
	leastPlotH  = 45.0
	yearSpacing = 7.0  // least room between the labels of two years
	leastMinor  = 5.0  // points from year to year for a small mark at each
	everyMarker = 15.0 // points from year to year for a marker at each
)

// plot is a laid-out line figure: the area its lines take and the scales that
// place years and values in it.
type plot struct {
	*canvas.Sheet
	Content
	area        canvas.Box // from the first year to the last, lowest to highest rule
	outer       canvas.Box // with the axis labels and the labels' column
	labelRoom   canvas.Box // where labels may stand: above the years
	first, Last float64
	scale       axis.Scale
	axis, small canvas.Style
	ticks       []int
	seams       []placedSeam
	turns       []placedTurn
	tinted      int // tints that may lie over one another: a series' band and fan, and the narrower fan in it
}

func (l Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if len(l.values()) == 0 {
		s.Explain(body, l.Empty)
		return nil
	}
	p := newPlot(s, l, body)
	labels := newEndLabels(s, l, p.Last)
	if err := p.layout(labels); err != nil {
		return err
	}
	p.placeTurns()
	p.drawTints()
	p.drawValueAxis()
	p.drawYearAxis()
	p.drawSeams()
	p.drawFits()
	for i := len(l.Series) - 1; i >= 0; i-- { // the first on top
		p.drawForecast(i)
		p.drawSeries(i)
	}
	s.Watermark(p.area)
	p.drawTurns()
	p.drawEndLabels(labels)
	return nil
}

func newPlot(s *canvas.Sheet, l Content, body canvas.Box) *plot {
	p := &plot{Sheet: s, Content: l, outer: body, scale: l.Scale()}
	p.axis, p.small = canvas.Style{Face: s.Regular, Size: axisSize}, canvas.Style{Face: s.Regular, Size: seamSize}
	p.first, p.Last = l.Years()
	for _, series := range l.Series {
		if len(series.Bands())+len(series.Fan()) > 0 {
			p.tinted++
		}
		if len(series.Nearer) > 0 {
			p.tinted++
		}
	}
	return p
}

// layout gives the labels' column and the axes the room they measure, and the
// plot the rest.
func (p *plot) layout(labels *endLabels) error {
	a := p.outer
	a.X0 += p.axis.Widest(p.scale.Labels(p.Lang)) + afterAxis
	a.Y0 += p.axis.Ascent() / 2
	a.Y1 -= tickLength + aboveYears + p.axis.Ascent() + p.axis.Descent()
	p.labelRoom = canvas.Rect(a.X0, p.outer.Y0, a.X1, a.Y1+tickLength+aboveYears)
	if err := labels.fit(p.labelRoom); err != nil {
		return err
	}
	a.X1 -= labels.column()
	// Half the last year's label hangs over, and half a marker at each end.
	half := p.axis.Width("0000") / 2
	a.X1 = min(a.X1, p.outer.X1-half)
	a.X0 += markRadius
	if lack := leastPlotW - a.Width(); lack > 0 {
		return &canvas.TooSmall{What: "the lines beside their labels", LackW: lack}
	}
	p.area = a
	p.placeSeams()
	if lack := labels.total() - p.labelRoom.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the labels at the lines' ends", LackH: lack}
	}
	if lack := leastPlotH - p.area.Height(); lack > 0 {
		return &canvas.TooSmall{What: "the plot", LackH: lack}
	}
	p.ticks = axis.YearTicks(p.first, p.Last, p.yearWidth(), p.axis.Width("0000")+yearSpacing)
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

// drawSeries draws series i: its runs, and markers at every year if there is
// room, else at the labelled years, the ends of the runs and lone points.
func (p *plot) drawSeries(i int) {
	st, c := canvas.SeriesStyles[i], p.lineColor(i)
	everyYear := p.yearWidth() >= everyMarker
	labelled := map[float64]bool{}
	for _, t := range p.ticks {
		labelled[float64(t)] = true
	}
	var markers []canvas.Point
	for _, run := range p.Series[i].runs() {
		var line []canvas.Point
		for j, v := range run {
			line = append(line, p.at(v))
			if everyYear || labelled[v.X] || j == 0 || j == len(run)-1 {
				markers = append(markers, p.at(v))
			}
		}
		if st.Dash != nil && len(p.Series[i].Fit) > 0 { // or the trend would fill the dashes' gaps
			p.Stroke(canvas.Pen{Color: canvas.PaperColor, Width: st.Width, Dash: nil}, false, line...)
		}
		p.Stroke(canvas.Pen{Color: c, Width: st.Width, Dash: st.Dash}, false, line...)
	}
	for _, m := range markers {
		p.Marker(st.Shape, c, m, markRadius)
	}
}
