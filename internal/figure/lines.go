package figure

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
	*sheet
	Lines
	area        box // from the first year to the last, lowest to highest rule
	outer       box // with the axis labels and the labels' column
	labelRoom   box // where labels may stand: above the years
	first, last float64
	scale       scale
	axis, small style
	ticks       []int
	seams       []placedSeam
	turns       []placedTurn
	tinted      int // tints that may lie over one another: a series' band and fan, and the narrower fan in it
}

func (l Lines) draw(s *sheet, body box) error {
	if len(l.values()) == 0 {
		s.explain(body, l.Empty)
		return nil
	}
	p := newPlot(s, l, body)
	labels := s.endLabels(l, p.last)
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
	s.watermark(p.area)
	p.drawTurns()
	p.drawEndLabels(labels)
	return nil
}

func newPlot(s *sheet, l Lines, body box) *plot {
	p := &plot{sheet: s, Lines: l, outer: body, scale: l.scale()}
	p.axis, p.small = style{face: s.regular, size: axisSize}, style{face: s.regular, size: seamSize}
	p.first, p.last = l.years()
	for _, series := range l.Series {
		if len(series.bands())+len(series.fan()) > 0 {
			p.tinted++
		}
		if len(series.Nearer) > 0 {
			p.tinted++
		}
	}
	return p
}

// explain writes text where content would stand.
func (s *sheet) explain(body box, text string) {
	st := style{face: s.regular, size: subtitleSize}
	lines := wrap(text, body.width()*0.8, st)
	top := body.y0 + (body.height()-st.height(len(lines)))/2
	s.rule(ruleColor, 0.5, body.x0, body.y0, body.x1, body.y0)
	s.rule(ruleColor, 0.5, body.x0, body.y1, body.x1, body.y1)
	s.watermark(body)
	s.lines(st, smallColor, body.x0, top, lines)
}

// layout gives the labels' column and the axes the room they measure, and the
// plot the rest.
func (p *plot) layout(labels *endLabels) error {
	a := p.outer
	a.x0 += p.axis.widest(p.scale.labels(p.lang)) + afterAxis
	a.y0 += p.axis.ascent() / 2
	a.y1 -= tickLength + aboveYears + p.axis.ascent() + p.axis.descent()
	p.labelRoom = box{a.x0, p.outer.y0, a.x1, a.y1 + tickLength + aboveYears}
	if err := labels.fit(p.labelRoom); err != nil {
		return err
	}
	a.x1 -= labels.column()
	// Half the last year's label hangs over, and half a marker at each end.
	half := p.axis.width("0000") / 2
	a.x1 = min(a.x1, p.outer.x1-half)
	a.x0 += markRadius
	if lack := leastPlotW - a.width(); lack > 0 {
		return &tooSmall{what: "the lines beside their labels", lackW: lack}
	}
	p.area = a
	p.placeSeams()
	if lack := labels.total() - p.labelRoom.height(); lack > 0 {
		return &tooSmall{what: "the labels at the lines' ends", lackH: lack}
	}
	if lack := leastPlotH - p.area.height(); lack > 0 {
		return &tooSmall{what: "the plot", lackH: lack}
	}
	p.ticks = yearTicks(p.first, p.last, p.yearWidth(), p.axis.width("0000")+yearSpacing)
	return nil
}

// yearWidth is the distance from a year to the next, in points.
func (p *plot) yearWidth() float64 { return p.area.width() / max(p.last-p.first, 1) }

// x places a year; a single one stands in the middle.
func (p *plot) x(year float64) float64 {
	if p.first == p.last {
		return (p.area.x0 + p.area.x1) / 2
	}
	return p.area.x0 + (year-p.first)/(p.last-p.first)*p.area.width()
}

func (p *plot) at(v Point) point {
	return point{p.x(v.X), p.scale.y(v.Y, p.area.y1, p.area.y0)}
}

// drawSeries draws series i: its runs, and markers at every year if there is
// room, else at the labelled years, the ends of the runs and lone points.
func (p *plot) drawSeries(i int) {
	st, c := seriesStyles[i], p.lineColor(i)
	everyYear := p.yearWidth() >= everyMarker
	labelled := map[float64]bool{}
	for _, t := range p.ticks {
		labelled[float64(t)] = true
	}
	var markers []point
	for _, run := range p.Series[i].runs() {
		var line []point
		for j, v := range run {
			line = append(line, p.at(v))
			if everyYear || labelled[v.X] || j == 0 || j == len(run)-1 {
				markers = append(markers, p.at(v))
			}
		}
		if st.dash != nil && len(p.Series[i].Fit) > 0 { // or the trend would fill the dashes' gaps
			p.stroke(pen{paperColor, st.width, nil}, false, line...)
		}
		p.stroke(pen{c, st.width, st.dash}, false, line...)
	}
	for _, m := range markers {
		p.marker(st.shape, c, m, markRadius)
	}
}
