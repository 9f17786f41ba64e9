// Package parts draws the parts of a whole as bars.
package parts

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/locale"
)

// Content is a row of bars per category, in panels side by side that share the
// category labels and have each a scale of its own from zero.
type Content struct {
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

// mostBars is how many bars all panels may have: no sheet has room for more.
const mostBars = 400

func (b Content) Check() error {
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
			if !canvas.Printable(bar.Value) {
				return fmt.Errorf("panel %q, %s: the value %g cannot be drawn", p.Title, b.Categories[i], bar.Value)
			}
		}
	}
	return nil
}

func (b Content) empty() bool {
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
	*canvas.Sheet
	Content
	body        canvas.Box // of the rows, right of the names and below the titles
	left        float64
	row         float64 // height of one
	panelWidth  float64
	name, value canvas.Style
	names       [][]string
	titles      [][]string
}

func (b Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if b.empty() {
		s.Explain(body, b.Empty)
		return nil
	}
	c := &barChart{Sheet: s, Content: b, body: body, left: body.X0, name: canvas.Style{Face: s.Regular, Size: categorySize}, value: canvas.Style{Face: s.Regular, Size: valueSize}}
	if err := c.layout(); err != nil {
		return err
	}
	for i := range b.Categories {
		y := c.body.Y0 + float64(i)*c.row
		c.Rule(canvas.RuleColor, 0.5, c.left, y, c.body.X1, y)
		lines := c.names[i]
		c.Lines(c.name, canvas.TextColor, c.left, y+(c.row-c.name.Height(len(lines)))/2, lines)
	}
	bottom := c.body.Y0 + float64(len(b.Categories))*c.row
	c.Rule(canvas.RuleColor, 0.5, c.left, bottom, c.body.X1, bottom)
	panels := make([]*barPanel, len(b.Panels))
	for i, p := range b.Panels {
		panels[i] = c.panel(i, p)
		panels[i].drawBars()
	}
	s.Watermark(canvas.Rect(c.body.X0, c.body.Y0, c.body.X1, bottom))
	for i, p := range panels {
		c.Lines(canvas.Style{Face: s.Bold, Size: valueSize}, canvas.TextColor, p.x0, c.body.Y0-afterTitles-c.titleHeight(), c.titles[i])
		p.drawTexts()
	}
	return nil
}

func (c *barChart) titleHeight() float64 {
	most := 0
	for _, t := range c.titles {
		most = max(most, len(t))
	}
	return canvas.Style{Face: c.Bold, Size: valueSize}.Height(most)
}

// layout gives the names as much width as they need, up to three tenths, and
// shares the rest among the panels.
func (c *barChart) layout() error {
	widest := 0.0
	for _, text := range c.Categories {
		c.names = append(c.names, canvas.Balance(text, 0.3*c.body.Width(), c.name))
		widest = max(widest, c.name.Widest(c.names[len(c.names)-1]))
	}
	c.body.X0 += widest + afterNames
	n := float64(len(c.Panels))
	c.panelWidth = (c.body.Width() - (n-1)*panelGap) / n
	lackW := 0.0
	for _, p := range c.Panels {
		before, after := c.textRoom(p)
		lackW += max(0, before+after+leastBarSpace-c.panelWidth)
		c.titles = append(c.titles, canvas.Wrap(p.Title, c.panelWidth, canvas.Style{Face: c.Bold, Size: valueSize}))
	}
	if lackW > 0 {
		return &canvas.TooSmall{What: "the bars with their values", LackW: lackW}
	}
	if h := c.titleHeight(); h > 0 {
		c.body.Y0 += h + afterTitles
	}
	least := c.leastRow()
	rows := float64(len(c.Categories))
	c.row = min(max(tallestRow, least), c.body.Height()/rows)
	if c.row < least {
		return &canvas.TooSmall{What: fmt.Sprintf("a chart of %d rows of bars", len(c.Categories)), LackH: rows*least - c.body.Height()}
	}
	return nil
}

// leastRow is the height of a row that holds the tallest of the names and of
// the reasons for missing values.
func (c *barChart) leastRow() float64 {
	least := leastRow
	for _, lines := range c.names {
		least = max(least, c.name.Height(len(lines))+1)
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
	return locale.Number(c.Lang, b.Value, p.Decimals)
}

// textRoom is what the panel's texts take to the left of negative bars and to
// the right of the others.
func (c *barChart) textRoom(p Panel) (before, after float64) {
	for _, b := range p.Bars {
		w := c.value.Width(c.valueText(p, b)) + afterBar
		switch {
		case b.Value < 0:
			before = max(before, w)
		case !math.IsNaN(b.Value):
			after = max(after, w)
		}
	}
	return before, after
}

func (b Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, c := range b.Categories {
			if !yield(fmt.Sprintf("category %d, label", i+1), c) {
				return
			}
		}
		for i, p := range b.Panels {
			if !yield(fmt.Sprintf("panel %d, title", i+1), p.Title) {
				return
			}
			for _, bar := range p.Bars {
				if !yield(fmt.Sprintf("panel %d, the text of a bar", i+1), bar.Text) {
					return
				}
			}
		}
	}
}
