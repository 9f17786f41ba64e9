package structure

import "kuvio/internal/figure/canvas"

// Measures of the bands in points.
const (
	bandPad    = 6.5
	bandGap    = 8.0
	columnGap  = 9.0
	underLabel = 6.0
	groupGap   = 8.0 // between two groups in one column
)

// band is an outer group with the groups it is home to.
type band struct {
	outer         int
	label, detail string
	framed        bool
	groups        []Group
}

// setBand is a band with its text wrapped and its groups in columns.
type setBand struct {
	band
	box            canvas.Box
	lines, details []string
	labelHeight    float64
	columns        [][]setGroup
	columnWidth    float64
	firstHead      float64 // height of the heads of the columns' first groups
	cut            bool
}

// besides gives every band one column and each further one to the band that
// is then the tallest.
func (d *design) besides(bands []band, body canvas.Box, n int) {
	counts := make([]int, len(bands))
	for i := range counts {
		counts[i] = 1
	}
	for left := n - len(bands); ; left-- {
		d.bands = d.placeBeside(bands, body, counts)
		tallest := -1
		for i, b := range d.bands {
			if counts[i] < len(b.groups) && (tallest < 0 || b.height(d.kind) > d.bands[tallest].height(d.kind)) {
				tallest = i
			}
		}
		if left == 0 || tallest < 0 {
			break
		}
		counts[tallest]++
	}
	label, height := 0.0, 0.0
	for _, b := range d.bands {
		label = max(label, b.labelHeight)
	}
	for i := range d.bands {
		d.bands[i].labelHeight = label
		height = max(height, d.bands[i].height(d.kind))
	}
	for i := range d.bands {
		d.bands[i].box.Y1 = body.Y0 + height
	}
}

func (d *design) placeBeside(bands []band, body canvas.Box, counts []int) []setBand {
	columns, fixed := 0, -bandGap
	for i, b := range bands {
		columns += counts[i]
		fixed += bandGap + 2*b.pad() + float64(counts[i]-1)*columnGap
	}
	width := (body.Width() - fixed) / float64(columns)
	var placed []setBand
	x := body.X0
	for i, b := range bands {
		w := 2*b.pad() + float64(counts[i])*(width+columnGap) - columnGap
		placed = append(placed, d.setBand(b, canvas.Rect(x, body.Y0, x+w, body.Y1), counts[i]))
		x += w + bandGap
	}
	return placed
}

func (b band) pad() float64 {
	if b.framed {
		return bandPad
	}
	return 0
}

// setBand wraps b to n columns within the width of bounds.
func (d *design) setBand(b band, bounds canvas.Box, n int) setBand {
	t := d.kind
	inner := bounds.Width() - 2*b.pad()
	sb := setBand{band: b, box: bounds, columnWidth: (inner+columnGap)/float64(n) - columnGap}
	sb.lines, sb.details = canvas.Wrap(b.label, inner, t.band), canvas.Wrap(b.detail, inner, t.detail)
	sb.cut = sb.columnWidth < 20 || canvas.Forced(b.label, inner, t.band) || canvas.Forced(b.detail, inner, t.detail)
	if h := t.band.Height(len(sb.lines)) + t.detail.Height(len(sb.details)); h > 0 {
		sb.labelHeight = h + underLabel
	}
	var groups []setGroup
	for _, g := range b.groups {
		set := t.set(g, b.outer, max(sb.columnWidth, 1))
		sb.cut = sb.cut || set.cut
		groups = append(groups, set)
	}
	sb.columns = flow(groups, n, func(column []setGroup) float64 { return columnHeight(column, 0) })
	for _, c := range sb.columns {
		sb.firstHead = max(sb.firstHead, c[0].head)
	}
	return sb
}

func (b setBand) height(t groupType) float64 {
	tallest := 0.0
	for _, c := range b.columns {
		tallest = max(tallest, columnHeight(c, b.firstHead))
	}
	return 2*b.pad() + b.labelHeight + tallest
}

// columnHeight is the height of groups below one another, the head of the
// first at least firstHead high.
func columnHeight(column []setGroup, firstHead float64) float64 {
	h := float64(len(column)-1) * groupGap
	for i, g := range column {
		head := g.head
		if i == 0 {
			head = max(head, firstHead)
		}
		h += head + g.list
	}
	return h
}
