// Package multiples draws one small figure of a line for each of many areas, all
// with the same years and, unless asked otherwise, the same scale.
package multiples

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is a panel an area, in rows from the top left.
type Content struct {
	Panels  []Panel
	Columns int // of panels; 0 is as many as have room

	Benchmarks []string // the names of the panels' benchmarks, written once above them all
	Others     []Line   // light lines behind every panel's own
	// OthersLabel and IntervalLabel name the lines behind and the tints, above the
	// panels.
	OthersLabel, IntervalLabel string

	First, Last           float64 // the years that every panel reaches from and to
	FirstLabel, LastLabel string  // as they are written
	Unit                  string  // after the topmost number of the scale: " %"
	ZeroBase              bool    // the scale begins at zero whatever the values
	Own                   bool    // every panel has a scale of its own
	OwnLabel              string  // which every panel then says: "oma asteikko"
	// Top cuts the common scale short: what lies above is drawn to its edge, and
	// the panel says in Over how far it went. 0 cuts nothing.
	Top float64

	Empty string // in place of the panels where there are none
}

// Panel is one area.
type Panel struct {
	Line
	Benchmarks []Line // in grey, as the content names them; one without points is not drawn
	End        string // the last value as it is written
	EndYear    string // its year, where that is not the figure's last
	Unit       string // with a scale of its own, in place of the content's
	Over       string // the highest value as it is written, where that lies above the content's Top
	Empty      string // why there is no line: "ei tietoja", "salattu"
	Focus      bool
}

// Line is a series with its name. It breaks where a value is missing, where a
// step is longer than its usual one, and at its seams.
type Line struct {
	Label  string
	Points []Point
	Seams  []float64 // years before which the series changed
}

// Point is one year's value, NaN for none, and the limits between which it lies,
// NaN for none.
type Point struct{ X, Y, Lower, Upper float64 }

// Plain is a point without limits.
func Plain(x, y float64) Point { return Point{x, y, math.NaN(), math.NaN()} }

func (p Point) hasLimits() bool {
	return !math.IsNaN(p.Y) && !math.IsNaN(p.Lower) && !math.IsNaN(p.Upper)
}

// Height is what the panels take at a width when each is a little lower than wide.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.valueless() {
		return emptyHeight
	}
	g := newGrid(s, c, canvas.Rect(0, 0, width, 0))
	return g.height(min(mostPlot, max(leastPlot+12, plotShare*g.plotWidth)))
}

// emptyHeight is the height of the words that stand in place of panels.
const emptyHeight = 80.0

// Draw lays the panels out within body.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.valueless() {
		s.Explain(body, c.Empty)
		return nil
	}
	g := newGrid(s, c, body)
	if err := g.fit(); err != nil {
		return err
	}
	g.drawKey()
	for i := range c.Panels {
		g.drawPanel(i)
	}
	s.Watermark(g.field())
	for i := range c.Panels {
		g.drawHead(i)
	}
	return nil
}

// valueless reports whether no panel has anything to draw.
func (c Content) valueless() bool {
	for _, p := range c.Panels {
		if _, ok := p.last(); ok {
			return false
		}
	}
	return true
}

// NeedsBaselineNote reports whether a scale does not begin at zero, so that the
// figure's notes must say so.
func (c Content) NeedsBaselineNote() bool {
	for _, sc := range c.scales() {
		if sc.Low > 0 || sc.High < 0 {
			return true
		}
	}
	return false
}
