package profile

import "kuvio/internal/figure/canvas"

// Measures of a profile in points.
const (
	nameSize      = 8.0
	columnGap     = 8.0
	trendWidth    = 12.0
	leastNames    = 96.0
	widestHeading = 62.0
	leastRange    = 84.0
	widestRange   = 400.0
	rangeShare    = 0.47 // of what names and ranges have together
	afterKey      = 8.0
	afterHeads    = 4.0
	leastPad      = 1.2
	usualPad      = 3.4
	mostPad       = 7.0
	emptyHeight   = 90.0
)

// laidOut is a profile whose columns have their places.
type laidOut struct {
	*canvas.Sheet
	Content
	name, bold, small canvas.Style
	key               key
	names, details    [][]string // wrapped
	columns           []column   // the area's numbers, then the benchmarks'
	nameWidth         float64
	trendAt           float64 // left edge, from the body's
	trendWidth        float64
	rangeAt, rangeTo  float64 // edges of the ranges with the numbers at their ends
	lowRoom, highRoom float64 // of the numbers at the left and right ends
	headHeight        float64
	pad               float64
	needWidth         float64
}

// column is of numbers that end below one another.
type column struct {
	heading []string // wrapped
	right   float64  // where its numbers end, from the body's left edge
	width   float64
}

func (c Content) layout(s *canvas.Sheet, width float64) *laidOut {
	p := &laidOut{Sheet: s, Content: c, pad: usualPad,
		name: canvas.Style{Face: s.Regular, Size: nameSize}, bold: canvas.Style{Face: s.Bold, Size: nameSize}, small: canvas.Style{Face: s.Regular, Size: canvas.SmallSize}}
	p.columns = append(p.columns, p.column(c.Own, p.bold, func(r Row) string { return r.Value }))
	for i, heading := range c.Beside {
		p.columns = append(p.columns, p.column(heading, p.name, func(r Row) string { return r.Beside[i] }))
	}
	fixed := 0.0
	for _, col := range p.columns {
		fixed += columnGap + col.width
	}
	if c.Trend != "" {
		p.trendWidth = max(trendWidth, p.small.Width(c.Trend))
		fixed += columnGap + p.trendWidth
	}
	p.key = p.newKey(width)
	p.place(width, fixed)
	for _, r := range c.Rows {
		p.names = append(p.names, canvas.Wrap(r.Name, p.nameWidth, p.name))
		p.details = append(p.details, canvas.Wrap(r.Detail, p.nameWidth, p.small))
	}
	return p
}

// column measures a column of numbers.
func (p *laidOut) column(heading string, st canvas.Style, text func(Row) string) (col column) {
	longest := 0.0
	for _, word := range canvas.Words(heading) {
		longest = max(longest, p.headStyle(st).Width(word))
	}
	for _, r := range p.Rows {
		col.width = max(col.width, p.valueStyle(r, st).Width(text(r)))
	}
	if !p.Range && st == p.bold {
		col.width += markRoom
	}
	col.width = max(col.width, min(longest, widestHeading))
	col.heading = canvas.Balance(heading, max(col.width, min(widestHeading, p.headStyle(st).Width(heading))), p.headStyle(st))
	col.width = max(col.width, p.headStyle(st).Widest(col.heading))
	p.headHeight = max(p.headHeight, p.small.Height(len(col.heading)))
	return col
}

func (p *laidOut) headStyle(st canvas.Style) canvas.Style {
	return canvas.Style{Face: st.Face, Size: canvas.SmallSize}
}

func (p *laidOut) valueStyle(r Row, st canvas.Style) canvas.Style {
	if r.Absent && st == p.bold {
		return p.small
	}
	return st
}

// place shares the width between the names and the ranges, and sets the columns
// between them.
func (p *laidOut) place(width, fixed float64) {
	widest := 0.0
	for _, r := range p.Rows {
		widest = max(widest, p.name.Width(r.Name), p.small.Width(r.Detail))
	}
	room := width - fixed
	least := min(widest, leastNames)
	p.needWidth = max(fixed+least, p.key.least)
	ranges := 0.0
	if p.Range {
		for _, r := range p.Rows {
			left, right := r.Range.LowText, r.Range.HighText
			if r.Range.Flip {
				left, right = right, left
			}
			p.lowRoom, p.highRoom = max(p.lowRoom, p.small.Width(left)), max(p.highRoom, p.small.Width(right))
		}
		room -= columnGap
		leastAll := leastRange + p.lowRoom + p.highRoom
		ranges = max(leastAll, min(widestRange, rangeShare*room))
		p.needWidth = max(p.needWidth, fixed+columnGap+least+leastAll)
		if left, right := p.small.Width(p.Sides.Left), p.small.Width(p.Sides.Right); p.small.Width(p.Sides.Middle)/2+max(left, right)+6 > ranges/2 {
			p.headHeight = max(p.headHeight, p.small.Height(2)) // the middle stands above the sides
		}
	}
	p.nameWidth = max(least, min(widest, room-ranges))
	x := p.nameWidth
	for i := range p.columns {
		x += columnGap + p.columns[i].width
		p.columns[i].right = x
	}
	if p.Trend != "" {
		p.trendAt = x + columnGap
		x = p.trendAt + p.trendWidth
	}
	if p.Range {
		p.rangeAt = x + columnGap
		p.rangeTo = p.rangeAt + max(ranges, min(widestRange, width-p.rangeAt))
	}
}

func (p *laidOut) rowHeight(i int) float64 {
	h := p.name.Height(max(1, len(p.names[i])))
	if n := len(p.details[i]); n > 0 {
		h += p.small.Height(n)
	}
	return h + 2*p.pad
}

func (p *laidOut) height() float64 {
	h := p.key.height + p.headHeight + afterHeads
	for i := range p.Rows {
		h += p.rowHeight(i)
	}
	return h
}
