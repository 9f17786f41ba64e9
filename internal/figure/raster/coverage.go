package raster

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// fullCover is the level of a pixel that is covered whole. Sixteen levels are
// more than the eye tells apart at the edge of a line, and so few that most
// pictures have at most the 256 colours of a palette.
const fullCover = 15

// coverage is how much of each pixel polygons cover. Each edge adds to the
// pixels it crosses what it changes from one pixel of a row to the next; sums
// along the row then give the cover (Levien 2016, "Inside the fastest font
// renderer in the world"). Where polygons that turn the same way overlap, the
// sum is over one, which is whole.
type coverage struct {
	width, height int
	change        []float32 // two more a row than it has pixels
	from, to      []int     // the columns touched, by row
	top, bottom   int       // the rows touched
}

func newCoverage(width, height int) coverage {
	c := coverage{width: width, height: height, change: make([]float32, (width+2)*height)}
	c.from, c.to = make([]int, height), make([]int, height)
	c.forget()
	return c
}

func (c *coverage) forget() {
	for y := range c.from {
		c.from[y], c.to[y] = c.width, 0
	}
	c.top, c.bottom = c.height, 0
}

// polygon covers what lies within a ring of points.
func (c *coverage) polygon(ring []canvas.Point) {
	for i, p := range ring {
		c.edge(ring[(i+len(ring)-1)%len(ring)], p)
	}
}

func (c *coverage) edge(a, b canvas.Point) {
	direction := 1.0
	if a.Y > b.Y {
		a, b, direction = b, a, -1
	}
	first, last := max(0, int(math.Floor(a.Y))), min(c.height, int(math.Ceil(b.Y)))
	if a.Y == b.Y || first >= last {
		return
	}
	c.top, c.bottom = min(c.top, first), max(c.bottom, last)
	slope := (b.X - a.X) / (b.Y - a.Y)
	for y := first; y < last; y++ {
		top, bottom := max(a.Y, float64(y)), min(b.Y, float64(y+1))
		x0, x1 := a.X+(top-a.Y)*slope, a.X+(bottom-a.Y)*slope
		c.cross(y, c.within(min(x0, x1)), c.within(max(x0, x1)), (bottom-top)*direction)
	}
}

// within moves what lies beside the picture to its edge.
func (c *coverage) within(x float64) float64 { return max(0, min(x, float64(c.width))) }

// cross adds an edge that crosses a row from left to right, down by high of the
// row's height, up where that is negative.
func (c *coverage) cross(y int, left, right, high float64) {
	i, end := int(left), int(math.Ceil(right))
	row := c.change[y*(c.width+2) : (y+1)*(c.width+2)]
	c.from[y], c.to[y] = min(c.from[y], i), max(c.to[y], end+1)
	if end <= i+1 { // within one pixel
		beyond := (left+right)/2 - float64(i)
		row[i] += float32(high * (1 - beyond))
		row[i+1] += float32(high * beyond)
		return
	}
	share, before := high/(right-left), 0.0
	for ; i < end; i++ {
		entered, leaves := max(left, float64(i)), min(right, float64(i+1))
		// What was crossed before it covers the pixel whole; what is crossed
		// within it, from the middle of the crossing on.
		cover := share * (entered - left + (leaves-entered)*(float64(i+1)-(entered+leaves)/2))
		row[i] += float32(cover - before)
		before = cover
	}
	row[i] += float32(high - before)
}

// spans gives visit the runs of pixels of one row that are covered alike, and
// covers nothing any more.
func (c *coverage) spans(visit func(y, from, to int, level uint32)) {
	for y := c.top; y < c.bottom; y++ {
		if c.to[y] == 0 {
			continue
		}
		row := c.change[y*(c.width+2) : (y+1)*(c.width+2)]
		sum, level, since := float32(0), uint32(0), c.from[y]
		end := min(c.to[y]+1, c.width)
		for x := c.from[y]; x < end; x++ {
			if row[x] == 0 {
				continue
			}
			sum += row[x]
			now := uint32(min(1, max(sum, -sum))*fullCover + 0.5)
			if now != level {
				if level > 0 && x > since {
					visit(y, since, x, level)
				}
				level, since = now, x
			}
		}
		if level > 0 && end > since {
			visit(y, since, end, level)
		}
		clear(row[c.from[y]:min(len(row), c.to[y]+1)])
		c.from[y], c.to[y] = c.width, 0
	}
	c.top, c.bottom = c.height, 0
}
