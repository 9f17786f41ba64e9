// Package control draws one process over months or quarters: its values, the limits
// within which chance keeps them, and the values that are no chance.
package control

import (
	"image/color"
	"math"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Content is a process in one or more phases, each with limits of its own.
type Content struct {
	Phases []Phase // in order of time
	Step   float64 // years from one value to the next, where none is missing

	FirstLabel, LastLabel             string // the ends of the axis, where no whole year lies between them
	Unit                              string // after the topmost number of the scale: " %"
	MeanLabel, UpperLabel, LowerLabel string // of the last phase, at its right end
	BaselineLabel                     string // over the values that limits were computed from
	HighLabel, LowLabel               string // what the marks of values outside the limits mean
	AboveLabel, BelowLabel, WayLabel  string // what those of values inside them mean that runs tell from chance
	HighTone, LowTone                 Tone
	Empty                             string // in place of the figure where there is no value
}

// Tone is whether values that are no chance are for the better.
type Tone int

// The tones; where nobody says which way is good, none is better.
const (
	Neutral Tone = iota
	Better
	Worse
)

// Phase is a stretch in which the process was one.
type Phase struct {
	Points             []Point
	Label              string  // over its first value, where it is not the figure's first phase
	Mean, Lower, Upper float64 // NaN for none
	From, To           float64 // the values that the limits were computed from
	Trial              bool    // of too few values to stay
}

// Point is one value; a Mark tells it from chance.
type Point struct {
	X, Y float64
	Mark Mark
}

// Mark says by what a value is told from chance.
type Mark int

// The marks.
const (
	Common Mark = iota // chance
	High               // above the upper limit
	Low                // below the lower
	Above              // within them, of a run above the mean or near the upper limit
	Below              // likewise below it
	Way                // of a run that rises or falls
)

// Measures in points.
const (
	axisSize    = 7.5
	afterAxis   = 5.0
	tickLength  = 3.0
	aboveYears  = 2.0
	yearSpacing = 7.0
	leastMinor  = 3.0
	dotRadius   = 1.7
	markRadius  = 2.9
	labelGap    = 6.0
	leastPlotW  = 100.0
	leastPlotH  = 60.0
	underKey    = 6.0
	underHead   = markRadius + 1.5
	usualHeight = 170.0
)

// plot is the figure laid out.
type plot struct {
	*canvas.Sheet
	Content
	body, area  canvas.Box
	first, last float64
	scale       axis.Scale
	axis, small canvas.Style
	numbers     []string
	heads       []head
	ends        []end
}

// Height is the same at every width: the figure has no rows.
func (c Content) Height(*canvas.Sheet, float64) float64 { return usualHeight }

// NeedsBaselineNote reports whether the value axis does not begin at zero, so that
// the figure's notes must say so.
func (c Content) NeedsBaselineNote() bool {
	sc := c.scale()
	return sc.Low > 0 || sc.High < 0
}

func (c Content) scale() axis.Scale {
	var heights []float64
	for _, phase := range c.Phases {
		heights = append(heights, phase.Mean, phase.Lower, phase.Upper)
		for _, p := range phase.Points {
			heights = append(heights, p.Y)
		}
	}
	return axis.NewScale(heights, false)
}

// Draw lays the figure out within body.
func (c Content) Draw(s *canvas.Sheet, body canvas.Box) error {
	if c.valueless() {
		s.Explain(body, c.Empty)
		return nil
	}
	p := &plot{Sheet: s, Content: c, body: body, scale: c.scale()}
	p.axis, p.small = canvas.Style{Face: s.Regular, Size: axisSize}, canvas.Style{Face: s.Regular, Size: canvas.SmallSize}
	p.first, p.last = c.span()
	if err := p.layout(); err != nil {
		return err
	}
	p.drawBaselines()
	p.drawValueAxis()
	p.drawYearAxis()
	p.drawHeads()
	for _, phase := range p.Phases {
		p.drawLimits(phase)
	}
	for _, phase := range p.Phases {
		p.drawValues(phase)
	}
	s.Watermark(p.area)
	p.drawEnds()
	return nil
}

func (c Content) valueless() bool {
	for _, phase := range c.Phases {
		if len(phase.Points) > 0 {
			return false
		}
	}
	return true
}

// span is the first and the last time with a value.
func (c Content) span() (first, last float64) {
	first, last = math.Inf(1), math.Inf(-1)
	for _, phase := range c.Phases {
		for _, p := range phase.Points {
			first, last = min(first, p.X), max(last, p.X)
		}
	}
	return first, last
}

// layout gives the key, the heads, the axes and the limits' names their room, and
// the plot the rest.
func (p *plot) layout() error {
	p.numbers = p.scale.Labels(p.Lang)
	p.numbers[len(p.numbers)-1] += p.Unit
	a := p.body
	a.Y0 += p.keyHeight()
	a.X0 += p.axis.Widest(p.numbers) + afterAxis
	p.setEnds()
	column := 0.0
	for _, e := range p.ends {
		column = max(column, p.small.Width(e.text))
	}
	if len(p.ends) > 0 {
		column += labelGap
	}
	a.X1 -= max(column, p.axis.Width("0000")/2)
	a.Y1 -= tickLength + aboveYears + p.axis.Ascent() + p.axis.Descent()
	if lack := leastPlotW - a.Width(); lack > 0 {
		return &canvas.TooSmall{What: "the chart beside the names of its limits", LackW: lack}
	}
	p.area = a
	p.area.Y0 = p.setHeads()
	lack := max(leastPlotH-p.area.Height(), p.small.Leading()*float64(len(p.ends))-p.area.Height())
	if lack > 0 {
		return &canvas.TooSmall{What: "the chart", LackH: lack}
	}
	return nil
}

// x places a time; a single one stands in the middle.
func (p *plot) x(time float64) float64 {
	if p.first == p.last {
		return (p.area.X0 + p.area.X1) / 2
	}
	left, right := p.area.X0+markRadius+1, p.area.X1-markRadius-1
	return left + (time-p.first)/(p.last-p.first)*(right-left)
}

func (p *plot) y(v float64) float64 { return p.scale.Y(v, p.area.Y1, p.area.Y0) }

// perStep is the distance from a value to the next, in points.
func (p *plot) perStep() float64 {
	if p.first == p.last {
		return p.area.Width()
	}
	return p.Step / (p.last - p.first) * p.area.Width()
}

// toneColor is that of a mark: strong blue for the better, orange for the worse,
// and one that is neither where nobody says which is which.
func toneColor(t Tone) color.RGBA {
	switch t {
	case Better:
		return canvas.SeriesStyles[0].Label
	case Worse:
		return canvas.SeriesStyles[2].Label
	}
	return canvas.SeriesStyles[4].Label
}

// symbol is how a value of a mark is drawn.
func (c Content) symbol(m Mark) (canvas.Shape, color.RGBA) {
	switch m {
	case High, Above:
		return canvas.Triangle, toneColor(c.HighTone)
	case Low, Below:
		return canvas.TriangleDown, toneColor(c.LowTone)
	case Way:
		return canvas.Diamond, toneColor(Neutral)
	}
	return canvas.Circle, canvas.OthersColor
}

// solid reports whether a mark is filled: of what lies outside the limits.
func (m Mark) solid() bool { return m <= Low }
