package parts

import (
	"fmt"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures of a figure of bars in points.
const (
	nameSize      = 8.0
	valueSize     = 8.0
	nameShare     = 0.3 // of the width, for the names at most
	panelGap      = 18.0
	narrowGap     = 12.0 // of more than three panels
	afterNames    = 8.0
	afterTitles   = 5.0
	afterBar      = 3.0
	beforeTotal   = 10.0
	leastBarSpace = 20.0
	apartGap      = 6.0 // under the rows that are set apart
	axisRoom      = 12.0
	leastRow      = 10.5
	usualRow      = 16.0
	roomyRow      = 24.0 // where the figure is higher than it must be
	barShare      = 0.68 // of a row
	tallestBar    = 14.0
	groupedBar    = 8.4 // of bars below one another
	groupGap      = 6.0
)

// chart is a laid-out figure.
type chart struct {
	*canvas.Sheet
	Content
	left, right         float64 // of the figure
	top                 float64 // of the first row
	panels              []*panel
	gap                 float64 // between panels
	rows                []rowPlace
	name, value, small  canvas.Style
	key                 key
	titles              [][]string
	titleHeight, bottom float64
	totals              float64 // the width of the column of totals
	fill                []canvas.Shade
}

// rowPlace is a row with its place: from top, so high.
type rowPlace struct {
	Row
	lines       []string
	least, want float64
	top, high   float64
}

func (c Content) newChart(s *canvas.Sheet, left, right float64) (*chart, error) {
	ch := &chart{Sheet: s, Content: c, left: left, right: right,
		name: canvas.Style{Face: s.Regular, Size: nameSize}, value: canvas.Style{Face: s.Regular, Size: valueSize}, small: canvas.Style{Face: s.Regular, Size: canvas.SmallSize}}
	if c.Form != Split {
		ch.fill = c.fills()
	}
	widest := 0.0
	for _, r := range c.Rows {
		lines := canvas.Balance(r.Name, nameShare*(right-left), ch.nameStyle(r))
		widest = max(widest, ch.nameStyle(r).Widest(lines))
		ch.rows = append(ch.rows, rowPlace{Row: r, lines: lines})
	}
	if c.Form == Share {
		for _, r := range c.Rows {
			ch.totals = max(ch.totals, ch.value.Width(r.Total)+beforeTotal)
		}
		if ch.totals > beforeTotal {
			ch.totals = max(ch.totals, ch.small.Width(c.Total)+beforeTotal)
		} else {
			ch.totals = 0
		}
	}
	if err := ch.layPanels(left+widest+afterNames, right-ch.totals); err != nil {
		return nil, err
	}
	ch.setHeights()
	return ch, nil
}

func (c *chart) nameStyle(r Row) canvas.Style {
	if r.Role == Focus {
		return canvas.Style{Face: c.Bold, Size: nameSize}
	}
	return c.name
}

// layPanels shares the width among the panels.
func (c *chart) layPanels(left, right float64) error {
	n := 1
	if c.Form == Split {
		n = len(c.Parts)
	}
	if c.gap = panelGap; n > 3 {
		c.gap = narrowGap
	}
	width := (right - left - float64(n-1)*c.gap) / float64(n)
	for i := range n {
		c.panels = append(c.panels, &panel{chart: c, part: i, x0: left + float64(i)*(width+c.gap)})
		c.panels[i].x1 = c.panels[i].x0 + width
	}
	lack := 0.0
	title := canvas.Style{Face: c.Bold, Size: valueSize}
	for _, p := range c.panels {
		p.fit()
		lack += max(0, p.before+p.after+leastBarSpace-width)
	}
	if lack > 0 {
		return &canvas.TooSmall{What: "the bars with their values", LackW: lack}
	}
	for _, p := range c.panels {
		p.place()
		if c.Form != Split {
			break
		}
		lines := canvas.Wrap(c.Parts[p.part].Name, width, title)
		c.titles = append(c.titles, lines)
		c.titleHeight = max(c.titleHeight, title.Height(len(lines))+afterTitles)
		if c.Own != "" {
			c.titleHeight = max(c.titleHeight, title.Height(len(lines))+c.small.Leading()*float64(len(canvas.Wrap(c.Own, width, c.small)))+afterTitles)
		}
	}
	if c.Form != Split {
		c.key = c.newKey()
	} else if c.titleHeight <= afterTitles {
		c.titleHeight = 0
	}
	return nil
}

// setHeights finds how high each row must be, and would be.
func (c *chart) setHeights() {
	for i := range c.rows {
		r := &c.rows[i]
		bars := 1
		r.want = usualRow
		r.least = leastRow
		if c.Form == Grouped {
			bars = len(c.Parts)
			r.want = float64(bars)*groupedBar + groupGap
			r.least = float64(bars)*(canvas.SmallSize+0.4) + 3
		}
		names := c.name.Height(len(r.lines)) + 2
		reasons := 0.0
		for _, p := range c.panels {
			reasons = max(reasons, p.reasonHeight(r.Row))
		}
		r.least = max(r.least, names, reasons*float64(bars)+1)
		r.want = max(r.want, r.least)
	}
}

// around is the height of all but the rows.
func (c *chart) around() float64 {
	h := c.key.height + c.titleHeight
	if c.hasAxis() {
		h += axisRoom
	}
	if c.apart() > 0 && c.apart() < len(c.rows) {
		h += apartGap
	}
	return h
}

// apart is how many rows stand apart, above the others.
func (c Content) apart() (n int) {
	for _, r := range c.Rows {
		if r.Role == Benchmark {
			n++
		}
	}
	return n
}

// hasAxis reports whether a scale is drawn: where not every bar has its value
// written at its end.
func (c Content) hasAxis() bool { return c.endToEnd() || c.Own != "" }

// Height is how high the figure should be at a width.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.empty() {
		return 0
	}
	ch, err := c.newChart(s, 0, width)
	if err != nil {
		return 0
	}
	h := ch.around()
	for _, r := range ch.rows {
		h += r.want
	}
	return h
}

// placeRows gives the rows their places; a higher figure has roomier rows.
func (c *chart) placeRows(body canvas.Box) error {
	least, want, roomy := c.around(), c.around(), c.around()
	for _, r := range c.rows {
		least, want, roomy = least+r.least, want+r.want, roomy+r.roomy()
	}
	high := body.Height()
	if high < least {
		return &canvas.TooSmall{What: fmt.Sprintf("a chart of %d rows of bars", len(c.rows)), LackH: least - high}
	}
	y := body.Y0 + c.key.height + c.titleHeight
	c.top = y
	for i := range c.rows {
		r := &c.rows[i]
		switch {
		case high <= want:
			r.high = r.least
			if want > least {
				r.high += (r.want - r.least) * (high - least) / (want - least)
			}
		case high < roomy:
			r.high = r.want + (r.roomy()-r.want)*(high-want)/(roomy-want)
		default:
			r.high = r.roomy()
		}
		r.top = y
		y += r.high
		if i == c.apart()-1 && i < len(c.rows)-1 {
			y += apartGap
		}
	}
	c.bottom = y
	return nil
}

func (r *rowPlace) roomy() float64 { return max(r.want, r.want*roomyRow/usualRow) }

func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.empty() {
		s.Explain(body, c.Empty)
		return nil
	}
	ch, err := c.newChart(s, body.X0, body.X1)
	if err != nil {
		return err
	}
	if err := ch.placeRows(body); err != nil {
		return err
	}
	ch.drawRules()
	for _, p := range ch.panels {
		p.drawAxis()
	}
	for _, p := range ch.panels {
		for i := range ch.rows {
			p.drawBars(&ch.rows[i])
		}
		p.drawZero()
	}
	s.Watermark(canvas.Rect(ch.panels[0].x0, ch.top, body.X1, ch.bottom))
	ch.drawNames()
	ch.drawKey(body.Y0)
	for i, p := range ch.panels {
		if ch.Form == Split {
			p.drawTitle(ch.titles[i])
		}
		for j := range ch.rows {
			p.drawTexts(&ch.rows[j])
		}
	}
	ch.drawTotals()
	return nil
}

// drawRules draws the light rules between rows that the eye follows from the name
// to the last panel; between panels they break, so that the numbers of two do not
// read as one range.
func (c *chart) drawRules() {
	if c.endToEnd() {
		return
	}
	rule := func(y float64) {
		from := c.left
		for _, p := range c.panels {
			c.Rule(canvas.RuleColor, 0.5, from, y, p.x1, y)
			from = p.x1 + c.gap
		}
	}
	for i, r := range c.rows {
		rule(r.top)
		if i == len(c.rows)-1 || i == c.apart()-1 {
			rule(r.top + r.high)
		}
	}
}

func (c *chart) drawNames() {
	for _, r := range c.rows {
		color := canvas.TextColor
		switch r.Role {
		case Focus:
			color = canvas.InkColor
		case Benchmark:
			color = canvas.SmallColor
		}
		st := c.nameStyle(r.Row)
		c.Lines(st, color, c.left, r.top+(r.high-st.Height(len(r.lines)))/2, r.lines)
	}
}

func (c *chart) drawTotals() {
	if c.totals == 0 {
		return
	}
	c.TextRight(c.small, canvas.SmallColor, canvas.At(c.right, c.top-3), c.Total)
	for _, r := range c.rows {
		c.TextRight(c.value, canvas.SmallColor, canvas.At(c.right, r.top+r.high/2+c.value.Middle()), r.Total)
	}
}

// ticks are the values of the panel's scale that have a rule.
func (p *panel) ticks() (ticks []float64, labels []string) {
	sc := axis.NewScale([]float64{p.low, p.high}, true)
	all, texts := sc.Ticks(), sc.Labels(p.chart.Lang)
	for i, v := range all {
		if slack := 1e-9 * (p.high - p.low); v >= p.low-slack && v <= p.high+slack {
			ticks, labels = append(ticks, v), append(labels, texts[i])
		}
	}
	if n := len(ticks); p.chart.Own != "" && n > 2 { // a panel is narrow
		ticks, labels = []float64{ticks[0], ticks[n-1]}, []string{labels[0], labels[n-1]}
	}
	if n := len(labels); n > 0 {
		labels[n-1] += p.chart.Unit
	}
	return ticks, labels
}
