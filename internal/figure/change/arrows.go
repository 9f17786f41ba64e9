package change

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures of arrows in rows, in points.
const (
	textSize      = 8.0
	smallText     = 7.0 // of blocks side by side
	nameShare     = 0.3 // of a block, at most
	betweenTexts  = 7.0
	besidePlot    = 10.0
	leastPlot     = 36.0
	plotShare     = 0.35 // of a block, under which the columns of values are left out
	leastRow      = 9.8  // of textSize
	leastSmallRow = 8.8
	easyRow       = 15.0 // where the height is not given
	closeRow      = 12.0 // the same, of many rows
	manyRows      = 30
	highestRow    = 22.0
	underHeads    = 4.0
	underApart    = 7.0 // between the benchmarks and the others
	betweenBlocks = 20.0
	overUnder     = 6.0
	betweenUnder  = 1.5
	rowsInBlock   = 60   // where the height is not given
	highestBlock  = 1600 // of a figure as high as there are
)

// arrows are rows in blocks side by side that share their scale.
type arrows struct {
	*canvas.Sheet
	Content
	scale         axis.Scale
	plain, strong canvas.Style
	small         canvas.Style
	apart, others []arrowRow
	key           key
	under         []canvas.Paragraph // who has no value
	heads         [3][]string        // over the earlier values, the later and the changes
	widths        [3]float64         // of their columns
	name, plot    float64            // widths in a block
	leastRow      float64
	bare          bool // without the columns of values, which leave the plot too little
}

// arrowRow is a row with its texts broken into lines.
type arrowRow struct {
	Row
	names, reasons []string
	least          float64 // height
}

func (c Content) newArrows(s *canvas.Sheet) *arrows {
	a := &arrows{Sheet: s, Content: c, scale: c.scale(), small: canvas.Style{Face: s.Regular, Size: canvas.SmallSize}}
	a.set(textSize)
	for _, r := range c.Rows {
		switch {
		case !r.hasValue():
		case r.Benchmark:
			a.apart = append(a.apart, arrowRow{Row: r})
		default:
			a.others = append(a.others, arrowRow{Row: r})
		}
	}
	return a
}

// set measures the columns of numbers in type of a size. In the smaller one a head
// may be broken at a dash: 2019–2021.
func (a *arrows) set(size float64) {
	a.plain, a.strong = canvas.Style{Face: a.Regular, Size: size}, canvas.Style{Face: a.Bold, Size: size}
	a.leastRow = leastRow
	if size < textSize {
		a.leastRow = leastSmallRow
	}
	heads := [3]string{a.From, a.To, a.Change}
	for i, head := range heads {
		a.widths[i] = 0
		for _, word := range canvas.Words(head) {
			if size < textSize {
				word, _, _ = strings.Cut(word, "–")
				word += "–"
			}
			a.widths[i] = max(a.widths[i], a.strong.Width(word))
		}
	}
	for _, r := range a.Rows {
		if r.hasValue() {
			for i, text := range []string{r.FromText, r.ToText, r.ChangeText} {
				a.widths[i] = max(a.widths[i], a.strong.Width(text))
			}
		}
	}
	for i, head := range heads {
		a.heads[i] = canvas.Wrap(head, a.widths[i]+0.01, a.strong)
	}
}

// sizeIn is the usual size of type in n blocks.
func sizeIn(n int) float64 {
	if n > 1 {
		return smallText
	}
	return textSize
}

// fit breaks the texts for n blocks in type of a size; lack is what they are too
// narrow by. The columns of values give way to the plot.
func (a *arrows) fit(n int, size, width float64) (lack float64) {
	block := (width - float64(n-1)*betweenBlocks) / float64(n)
	a.set(size)
	a.name = 0
	for _, rows := range [][]arrowRow{a.apart, a.others} {
		for i := range rows {
			r := &rows[i]
			st := r.nameStyle(a.Sheet, a.plain.Size)
			r.names = canvas.Balance(r.Name, nameShare*block, st)
			a.name = max(a.name, st.Widest(r.names))
		}
	}
	a.bare = false
	a.plot = block - a.name - a.valuesWidth() - a.beforePlot() - a.afterPlot() - a.widths[2]
	if a.plot < plotShare*block {
		a.bare = true
		a.plot = block - a.name - a.valuesWidth() - a.beforePlot() - a.afterPlot() - a.widths[2]
	}
	for _, rows := range [][]arrowRow{a.apart, a.others} {
		for i := range rows {
			r := &rows[i]
			r.least = max(a.leastRow, a.plain.Height(len(r.names))+1)
			if r.reasons = nil; r.Reason != "" && n == 1 {
				left, right := a.reasonRoom(r, 0)
				r.reasons = canvas.Wrap(r.Reason, right-left, a.small)
				r.least = max(r.least, a.small.Height(len(r.reasons))+1)
			}
		}
	}
	a.key = a.newKey(width)
	a.under = a.newUnder(width, n > 1)
	return max(0, leastPlot-a.plot)
}

// valuesWidth is what the columns of values take, with the gaps before them.
func (a *arrows) valuesWidth() float64 {
	if a.bare {
		return 0
	}
	return a.widths[0] + a.widths[1] + 2*betweenTexts
}

// beforePlot is the room on a plot's left, where the first number of the scale
// may stand.
func (a *arrows) beforePlot() float64 {
	return besidePlot + max(0, a.small.Width(a.scale.Labels(a.Lang)[0])/2-3)
}

// afterPlot is the room on a plot's right: half the last number of the scale, its
// unit, and what keeps them off the changes.
func (a *arrows) afterPlot() float64 {
	labels := a.scale.Labels(a.Lang)
	last := labels[len(labels)-1]
	room := a.small.Width(a.withUnit(last)) - a.small.Width(last)/2
	if a.Change != "" {
		room += betweenTexts
	}
	return room
}

func (a *arrows) withUnit(number string) string { return number + a.Unit }

// inBlocks deals the rows out, the benchmarks at the top of the first block.
func (a *arrows) inBlocks(n int) [][]arrowRow {
	most := (len(a.apart) + len(a.others) + n - 1) / n
	rest := a.others
	var blocks [][]arrowRow
	for room := max(0, most-len(a.apart)); len(rest) > 0 || len(blocks) == 0; room = most {
		room = min(room, len(rest))
		blocks, rest = append(blocks, rest[:room]), rest[room:]
	}
	return blocks
}

// headHeight is what the key and the heads of the columns take.
func (a *arrows) headHeight() float64 {
	most := 1
	for _, lines := range a.heads {
		most = max(most, len(lines))
	}
	return a.key.height + a.strong.Height(most) + underHeads
}

// height is that of n blocks with rows of pitch points or what they need.
func (a *arrows) height(n int, pitch float64) float64 {
	tallest := 0.0
	for i, block := range a.inBlocks(n) {
		h := 0.0
		if i == 0 && len(a.apart) > 0 {
			h = rowsHeight(a.apart, pitch) + underApart
		}
		tallest = max(tallest, h+rowsHeight(block, pitch))
	}
	return a.headHeight() + tallest + a.underHeight()
}

func (a *arrows) newUnder(width float64, all bool) (under []canvas.Paragraph) {
	for _, text := range a.without(all) {
		under = append(under, a.Paragraph(a.Regular, canvas.SmallSize, canvas.SmallColor, text, width))
	}
	return under
}

func (a *arrows) underHeight() float64 {
	h := 0.0
	for _, p := range a.under {
		h += p.Height() + betweenUnder
	}
	if h > 0 {
		h += overUnder
	}
	return h
}

func (a *arrows) drawUnder(left, top float64) {
	top += overUnder
	for _, p := range a.under {
		a.Lines(p.Style, p.Color, left, top, p.Lines)
		top += p.Height() + betweenUnder
	}
}

func rowsHeight(rows []arrowRow, pitch float64) float64 {
	h := 0.0
	for i := range rows {
		h += max(pitch, rows[i].least)
	}
	return h
}

// Height is where rows have air between them.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.Slope || c.empty() {
		return slopeHeight
	}
	a := c.newArrows(s)
	n := (len(c.Rows) + rowsInBlock - 1) / rowsInBlock
	for n > 1 && a.fit(n, sizeIn(n), width) > 0 {
		n--
	}
	a.fit(n, sizeIn(n), width)
	pitch := easyRow
	if len(c.Rows) > manyRows {
		pitch = closeRow
	}
	return a.height(n, pitch)
}

func (c Content) drawArrows(s *canvas.Sheet, body canvas.Box) error {
	a := c.newArrows(s)
	short := 0.0
	for n, size := 1, textSize; ; {
		switch lack := a.fit(n, size, body.Width()); {
		case lack > 0 && n == 1:
			return &canvas.TooSmall{What: "the arrows with their names and values", LackW: lack}
		case lack > 0 && body.Height()+short > highestBlock:
			return &canvas.TooSmall{What: fmt.Sprintf("a chart of %d rows", len(c.Rows)), LackW: lack * float64(n)}
		case lack > 0:
			return &canvas.TooSmall{What: fmt.Sprintf("a chart of %d rows", len(c.Rows)), LackH: short}
		}
		if short = a.height(n, 0) - body.Height(); short <= 0 {
			a.draw(n, body)
			return nil
		}
		if size == textSize { // small type before a second block
			size = smallText
		} else {
			n++
		}
	}
}

// draw draws n blocks in body, where they fit.
func (a *arrows) draw(n int, body canvas.Box) {
	pitch := highestRow
	for low := 0.0; pitch-low > 0.01; {
		if middle := (low + pitch) / 2; a.height(n, middle) > body.Height() {
			pitch = middle
		} else if low = middle; a.height(n, pitch) <= body.Height() {
			break
		}
	}
	if a.height(n, pitch) > body.Height() {
		pitch -= 0.01
	}
	a.drawKey(body)
	blocks := a.inBlocks(n)
	width := (body.Width() - float64(n-1)*betweenBlocks) / float64(n)
	var placed []*arrowBlock
	for i, rows := range blocks {
		left := body.X0 + float64(i)*(width+betweenBlocks)
		b := a.block(canvas.Rect(left, body.Y0+a.headHeight(), left+width, body.Y1))
		if i == 0 && len(a.apart) > 0 {
			b.add(a.apart, pitch)
			b.bottom += underApart
		}
		b.add(rows, pitch)
		placed = append(placed, b)
	}
	bottom := 0.0
	for _, b := range placed {
		bottom = max(bottom, b.bottom)
		b.drawGround()
		b.drawArrows()
	}
	a.Watermark(canvas.Rect(body.X0, body.Y0+a.headHeight(), body.X1, bottom))
	for _, b := range placed {
		b.drawTexts()
	}
	a.drawUnder(body.X0, bottom)
}

// reasonRoom is where in a plot from x on a row's reason may stand: beside the one
// value it has, on the side with more room.
func (a *arrows) reasonRoom(r *arrowRow, x float64) (left, right float64) {
	const off = 3 // the rules and dots
	left, right = x+off, x+max(a.plot, leastPlot)
	for _, v := range []float64{r.From, r.To} {
		if math.IsNaN(v) {
			continue
		}
		if at := a.scale.Y(v, x, x+a.plot); right-at > at-left {
			left = max(left, at+dotRadius+off)
		} else {
			right = min(right, at-dotRadius-off)
		}
	}
	return left, right
}
