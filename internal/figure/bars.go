package figure

import (
	"fmt"
	"math"

	"kuvio/internal/locale"
)

// Bars is a row of bars per category, in panels side by side that share the
// category labels and have each a scale of its own from zero.
type Bars struct {
	Categories []string
	Panels     []Panel
	Empty      string // drawn in place of the bars where no panel has a value
}

// Panel is one column of bars, one a category.
type Panel struct {
	Title    string
	Decimals int  // of the values written at the bars' ends
	Focus    bool // drawn in the colour of the region of interest
	Bars     []Bar
}

// Bar is one value. Where it is NaN, Text says why in place of a bar
// ("puuttuu", "salattu"); otherwise Text, if any, is written at the bar's end
// for the number.
type Bar struct {
	Value float64
	Text  string
}

// Measures of a bar figure in points.
const (
	categorySize  = 8.0
	valueSize     = 8.0
	panelGap      = 16.0
	afterNames    = 8.0
	afterTitles   = 5.0
	afterBar      = 3.0
	leastBarSpace = 30.0
	leastRow      = 10.5
	tallestRow    = 30.0
	tallestBar    = 14.0
)

func (b Bars) check() error {
	if n := len(b.Categories) * len(b.Panels); n > mostBars {
		return fmt.Errorf("%d bars: at most %d have room in a figure; split it", n, mostBars)
	}
	for _, p := range b.Panels {
		if len(p.Bars) != len(b.Categories) {
			return fmt.Errorf("panel %q has %d bars for %d categories: expected one each", p.Title, len(p.Bars), len(b.Categories))
		}
		if p.Decimals < 0 || p.Decimals > 15 {
			return fmt.Errorf("panel %q: %d decimals: expected 0 to 15", p.Title, p.Decimals)
		}
		for i, bar := range p.Bars {
			if !printable(bar.Value) {
				return fmt.Errorf("panel %q, %s: the value %g cannot be drawn", p.Title, b.Categories[i], bar.Value)
			}
		}
	}
	return nil
}

func (b Bars) empty() bool {
	for _, p := range b.Panels {
		for _, bar := range p.Bars {
			if !math.IsNaN(bar.Value) {
				return false
			}
		}
	}
	return true
}

// barChart is a laid-out bar figure.
type barChart struct {
	*sheet
	Bars
	body        box // of the rows, right of the names and below the titles
	left        float64
	row         float64 // height of one
	panelWidth  float64
	name, value style
	names       [][]string
	titles      [][]string
}

func (b Bars) draw(s *sheet, body box) error {
	if b.empty() {
		s.explain(body, b.Empty)
		return nil
	}
	c := &barChart{sheet: s, Bars: b, body: body, left: body.x0, name: style{face: s.regular, size: categorySize}, value: style{face: s.regular, size: valueSize}}
	if err := c.layout(); err != nil {
		return err
	}
	for i := range b.Categories {
		y := c.body.y0 + float64(i)*c.row
		c.rule(ruleColor, 0.5, c.left, y, c.body.x1, y)
		lines := c.names[i]
		c.lines(c.name, textColor, c.left, y+(c.row-c.name.height(len(lines)))/2, lines)
	}
	bottom := c.body.y0 + float64(len(b.Categories))*c.row
	c.rule(ruleColor, 0.5, c.left, bottom, c.body.x1, bottom)
	panels := make([]*barPanel, len(b.Panels))
	for i, p := range b.Panels {
		panels[i] = c.panel(i, p)
		panels[i].drawBars()
	}
	s.watermark(box{c.body.x0, c.body.y0, c.body.x1, bottom})
	for i, p := range panels {
		c.lines(style{face: s.bold, size: valueSize}, textColor, p.x0, c.body.y0-afterTitles-c.titleHeight(), c.titles[i])
		p.drawTexts()
	}
	return nil
}

func (c *barChart) titleHeight() float64 {
	most := 0
	for _, t := range c.titles {
		most = max(most, len(t))
	}
	return style{face: c.bold, size: valueSize}.height(most)
}

// layout gives the names as much width as they need, up to three tenths, and
// shares the rest among the panels.
func (c *barChart) layout() error {
	widest := 0.0
	for _, text := range c.Categories {
		c.names = append(c.names, balance(text, 0.3*c.body.width(), c.name))
		widest = max(widest, c.name.widest(c.names[len(c.names)-1]))
	}
	c.body.x0 += widest + afterNames
	n := float64(len(c.Panels))
	c.panelWidth = (c.body.width() - (n-1)*panelGap) / n
	lackW := 0.0
	for _, p := range c.Panels {
		before, after := c.textRoom(p)
		lackW += max(0, before+after+leastBarSpace-c.panelWidth)
		c.titles = append(c.titles, wrap(p.Title, c.panelWidth, style{face: c.bold, size: valueSize}))
	}
	if lackW > 0 {
		return &tooSmall{what: "the bars with their values", lackW: lackW}
	}
	if h := c.titleHeight(); h > 0 {
		c.body.y0 += h + afterTitles
	}
	least := c.leastRow()
	rows := float64(len(c.Categories))
	c.row = min(max(tallestRow, least), c.body.height()/rows)
	if c.row < least {
		return &tooSmall{what: fmt.Sprintf("a chart of %d rows of bars", len(c.Categories)), lackH: rows*least - c.body.height()}
	}
	return nil
}

// leastRow is the height of a row that holds the tallest of the names and of
// the reasons for missing values.
func (c *barChart) leastRow() float64 {
	least := leastRow
	for _, lines := range c.names {
		least = max(least, c.name.height(len(lines))+1)
	}
	for i, p := range c.Panels {
		least = max(least, c.panel(i, p).reasonHeight()+1)
	}
	return least
}

// valueText is what stands at a bar's end, or in place of it.
func (c *barChart) valueText(p Panel, b Bar) string {
	if b.Text != "" || math.IsNaN(b.Value) {
		return b.Text
	}
	return locale.Number(c.lang, b.Value, p.Decimals)
}

// textRoom is what the panel's texts take to the left of negative bars and to
// the right of the others.
func (c *barChart) textRoom(p Panel) (before, after float64) {
	for _, b := range p.Bars {
		w := c.value.width(c.valueText(p, b)) + afterBar
		switch {
		case b.Value < 0:
			before = max(before, w)
		case !math.IsNaN(b.Value):
			after = max(after, w)
		}
	}
	return before, after
}
