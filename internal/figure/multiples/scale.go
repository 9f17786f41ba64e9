package multiples

import (
	"slices"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// scales are the scale of each panel: one and the same, or each its own.
func (c Content) scales() []axis.Scale {
	scales := make([]axis.Scale, len(c.Panels))
	if c.Own {
		for i, p := range c.Panels {
			scales[i] = c.scaleOf(withLimits(p.allHeights(), p.Line))
		}
		return scales
	}
	var all []float64
	var lines []Line
	for _, p := range c.Panels {
		all, lines = append(all, p.allHeights()...), append(lines, p.Line)
	}
	for _, l := range c.Others {
		all = append(all, l.values()...)
	}
	common := c.scaleOf(withLimits(all, lines...))
	for i := range scales {
		scales[i] = common
	}
	return scales
}

// allHeights are all that a panel's scale must reach: values, and their limits as far
// as those leave the values legible.
func (p Panel) allHeights() []float64 {
	heights := p.values()
	for _, b := range p.Benchmarks {
		heights = append(heights, b.values()...)
	}
	return heights
}

// farLimits is how far beyond the values limits reach on a scale at most, as a share
// of what the values span from zero: those of a small area would flatten every line.
const farLimits = 0.75

// withLimits are heights and the limits of lines, cut where they reach too far.
func withLimits(heights []float64, lines ...Line) []float64 {
	if len(heights) == 0 {
		return heights
	}
	least, most := reach(heights)
	all := slices.Clone(heights)
	for _, l := range lines {
		for _, v := range l.limits() {
			all = append(all, max(least, min(v, most)))
		}
	}
	return all
}

// reach is between what limits are drawn, given the values.
func reach(heights []float64) (least, most float64) {
	low, high := min(0, slices.Min(heights)), max(0, slices.Max(heights))
	return low - farLimits*(high-low), high + farLimits*(high-low)
}

// CutsLimits reports whether limits reach beyond a panel, so that the figure's notes
// must say so.
func (c Content) CutsLimits() bool {
	scales := c.scales()
	for i, p := range c.Panels {
		for _, v := range p.limits() {
			if v > scales[i].High || v < scales[i].Low {
				return true
			}
		}
	}
	return false
}

// scaleOf begins at zero for a single year as well: with no line to follow, the
// height above zero is all that is read.
func (c Content) scaleOf(heights []float64) axis.Scale {
	zero := c.ZeroBase || c.First == c.Last
	if c.Top == 0 {
		return axis.NewScale(heights, zero)
	}
	below := []float64{c.Top}
	for _, v := range heights {
		if v <= c.Top {
			below = append(below, v)
		}
	}
	return axis.NewScale(below, zero)
}

// written are which of a scale's ticks have a rule and a number: every second of
// more than four, so that zero is one of them. Small plots ask for no more.
func written(sc axis.Scale) (ticks []float64) {
	all := sc.Ticks()
	every := 1
	if len(all) > 4 {
		every = 2
	}
	from := max(0, slices.Index(all, 0)) % every
	for i := from; i < len(all); i += every {
		ticks = append(ticks, all[i])
	}
	return ticks
}

// clipped is a line with what lies above top drawn along it; a line that leaves
// and comes back is broken into the parts below.
func clipped(line []canvas.Point, top float64) (parts [][]canvas.Point) {
	var part []canvas.Point
	for i, p := range line {
		inside := p.Y >= top
		if i > 0 && inside != (line[i-1].Y >= top) {
			q := line[i-1]
			at := canvas.At(q.X+(p.X-q.X)*(top-q.Y)/(p.Y-q.Y), top)
			part = append(part, at)
			if !inside {
				parts, part = append(parts, part), nil
			}
		}
		if inside {
			part = append(part, p)
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}
