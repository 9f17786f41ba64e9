package ranked

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// key explains the marks in a line or more below the scale.
type key struct {
	places []placedSign
	height float64 // with the gap above; 0 without signs
}

// sign is a mark and what it means.
type sign struct {
	mark mark
	text string
}

type mark int

const (
	differs mark = iota
	unclear
	notCounted
	interval
	cutInterval
	besideLine
)

type placedSign struct {
	sign
	left  float64
	line  int
	lines []string
}

const (
	signWidth = 11.0
	afterSign = 3.0
	signGap   = 12.0
)

// signs are the marks that the figure has.
func (c Content) signs() []sign {
	var signs []sign
	add := func(has bool, m mark, text string) {
		if has && text != "" {
			signs = append(signs, sign{m, text})
		}
	}
	limits, beside := false, false
	for _, r := range c.Rows {
		if !math.IsNaN(r.Value) {
			limits = limits || !math.IsNaN(r.Lower) && !math.IsNaN(r.Upper)
			beside = beside || !math.IsNaN(r.Beside)
		}
	}
	add(c.has(Differs), differs, c.Key.Differs)
	add(c.has(Unclear), unclear, c.Key.Unclear)
	add(c.judged() && c.has(NotCounted), notCounted, c.Key.NotCounted)
	add(limits, interval, c.Key.Interval)
	add(limits && c.cutsAny(), cutInterval, c.Key.Cut)
	add(beside, besideLine, c.Key.Beside)
	return signs
}

func (c *chart) newKey() key {
	k := key{}
	width := c.body.Width()
	x, line := 0.0, 0
	for _, s := range c.signs() {
		lines := canvas.Wrap(s.text, width-signWidth-afterSign, c.small)
		w := signWidth + afterSign + c.small.Widest(lines)
		if x > 0 && x+w > width {
			x, line = 0, k.lines()
		}
		k.places = append(k.places, placedSign{s, x, line, lines})
		x += w + signGap
	}
	if n := k.lines(); n > 0 {
		k.height = aboveKey + float64(n-1)*c.small.Leading() + c.small.Height(1)
	}
	return k
}

// lines is how many lines of text the key has.
func (k key) lines() int {
	most := 0
	for _, p := range k.places {
		most = max(most, p.line+len(p.lines))
	}
	return most
}

// drawKey draws the key from top on.
func (c *chart) drawKey(top float64) {
	color, limit := c.colors(Row{})
	for _, p := range c.key.places {
		y := top + aboveKey + float64(p.line)*c.small.Leading()
		left := c.body.X0 + p.left
		at := canvas.At(left+signWidth/2, y+c.small.Ascent()-c.small.Middle())
		switch {
		case p.mark == differs && c.Bars:
			c.Fill(color, canvas.Rect(at.X-4, at.Y-2.5, at.X+4, at.Y+2.5).Corners()...)
		case p.mark <= unclear && c.Bars, p.mark == notCounted && c.Bars:
			c.Fill(color, canvas.Rect(at.X-4, at.Y-2.5, at.X+4, at.Y+2.5).Corners()...)
			c.Fill(canvas.PaperColor, canvas.Rect(at.X-4, at.Y-2.5, at.X+4, at.Y+2.5).Grown(-hollowEdge).Corners()...)
		case p.mark == differs:
			c.drawDot(Row{Verdict: Differs}, at)
		case p.mark == unclear:
			c.drawDot(Row{Verdict: Unclear}, at)
		case p.mark == notCounted:
			c.drawDot(Row{Verdict: NotCounted}, at)
		case p.mark == besideLine:
			c.Stroke(canvas.Pen{Color: markColor, Width: 1.2}, false, canvas.At(at.X, at.Y-3.5), canvas.At(at.X, at.Y+3.5))
		default:
			if c.Bars {
				limit = canvas.InkColor
			}
			c.Stroke(canvas.Pen{Color: limit, Width: lineWidth}, false, canvas.At(left, at.Y), canvas.At(left+signWidth, at.Y))
			if p.mark == cutInterval {
				c.arrowhead(limit, left+signWidth-1.2, at.Y, 1)
			}
		}
		c.Lines(c.small, canvas.SmallColor, left+signWidth+afterSign, y, p.lines)
	}
}
