package ranked

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
)

// head is a benchmark's name above its line.
type head struct {
	Benchmark
	dash  []float64
	left  float64 // of the name, from the plot's left end
	at    float64 // its line, likewise
	level int     // 0 is next to the rows
}

// Dashes of the benchmarks, each another.
var benchmarkDashes = [][]float64{{5, 2}, {1.6, 1.6}, {7, 1.8, 1.6, 1.8}, {9, 2, 1.6, 2, 1.6, 2}}

const (
	headGap   = 8.0 // between two names on a level
	belowHead = 4.0
	unitGap   = 2.0 // between the unit and a name
	lineInset = 1.5 // of a line in a name that begins at it
)

// placeHeads puts the names over their lines, beside one another where each then
// still stands over its own, else one over another, and gives the height that they
// and the unit take.
func (c *chart) placeHeads(plot canvas.Box) (heads []head, height float64) {
	st := c.small
	for i, b := range c.Benchmarks {
		if !math.IsNaN(b.Value) {
			heads = append(heads, head{Benchmark: b, dash: benchmarkDashes[i%len(benchmarkDashes)], at: c.scale.Y(b.Value, 0, plot.Width())})
		}
	}
	slices.SortStableFunc(heads, func(a, b head) int { return cmp.Compare(a.at, b.at) })
	switch {
	case len(heads) == 0 && c.Unit == "":
		return nil, 3
	case !c.besideOneAnother(heads, plot.Width()):
		// The leftmost is highest, so that no line runs through another's name.
		for i := range heads {
			w := st.Width(heads[i].Label)
			heads[i].level = len(heads) - 1 - i
			heads[i].left = max(0, min(heads[i].at-lineInset, plot.Width()-w))
		}
	}
	levels := 1
	for _, h := range heads {
		levels = max(levels, h.level+1)
	}
	return heads, float64(levels-1)*st.Leading() + st.Height(1) + belowHead
}

// besideOneAnother places the names on one level, and reports whether each stands
// over its line.
func (c *chart) besideOneAnother(heads []head, width float64) bool {
	slots := make([]canvas.Slot, len(heads))
	for i, h := range heads {
		slots[i] = canvas.Slot{Want: h.at, Height: c.small.Width(h.Label) + headGap}
	}
	middles, ok := canvas.Spread(slots, -headGap/2, width+headGap/2)
	for i, m := range middles {
		w := c.small.Width(heads[i].Label)
		heads[i].left = m - w/2
		ok = ok && heads[i].left <= heads[i].at+1 && heads[i].at-1 <= heads[i].left+w
	}
	return ok
}
