package structure

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// flow splits groups, in their order, into n columns (fewer if the groups
// are) as level as can be: it minimises the sum of the cubes of the columns'
// heights, so that above all the tallest is low. By dynamic programming over
// where the last column begins.
func flow(groups []setGroup, n int, height func([]setGroup) float64) [][]setGroup {
	n = min(n, len(groups))
	// least[k][i] is the cost of the first i groups in k columns, whose last
	// begins with group from[k][i].
	least, from := make([][]float64, n+1), make([][]int, n+1)
	for k := range least {
		least[k], from[k] = make([]float64, len(groups)+1), make([]int, len(groups)+1)
		for i := range least[k] {
			least[k][i] = math.Inf(1)
		}
	}
	least[0][0] = 0
	for k := 1; k <= n; k++ {
		for i := k; i <= len(groups); i++ {
			for first := k - 1; first < i; first++ {
				h := height(groups[first:i])
				if cost := least[k-1][first] + h*h*h; cost < least[k][i] {
					least[k][i], from[k][i] = cost, first
				}
			}
		}
	}
	columns := make([][]setGroup, n)
	for k, end := n, len(groups); k > 0; k-- {
		columns[k-1] = groups[from[k][end]:end]
		end = from[k][end]
	}
	return columns
}

// drawBands draws the bands' grounds: the first tinted, others white within a
// dashed outline.
func (d *design) drawBands() {
	for i, b := range d.bands {
		switch {
		case !b.framed:
		case i == 0:
			d.Fill(canvas.BandColor, b.box.Corners()...)
		default:
			d.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.7, Dash: []float64{3, 2}}, true, b.box.Grown(-0.5).Corners()...)
		}
	}
}

func (d *design) drawGroups() {
	t := d.kind
	for _, b := range d.bands {
		left, top := b.box.X0+b.pad(), b.box.Y0+b.pad()
		d.Lines(t.band, canvas.InkColor, left, top, b.lines)
		d.Lines(t.detail, canvas.SmallColor, left, top+t.band.Height(len(b.lines)), b.details)
		for i, column := range b.columns {
			x, y := left+float64(i)*(b.columnWidth+columnGap), top+b.labelHeight
			for j, g := range column {
				head := g.head
				if j == 0 {
					head = b.firstHead
				}
				drawGroup(d.Sheet, t, g, x, y, b.columnWidth, head)
				y += head + g.list + groupGap
			}
		}
	}
}
