package heat

import (
	"fmt"
	"image/color"
	"math"

	"kuvio/internal/figure/canvas"
)

// Measures of a table in points.
const (
	largestType   = 8.0
	leastType     = 6.5
	typeStep      = 0.5
	cellPad       = 2.5 // left and right of a number
	afterName     = 6.0
	afterHeading  = 3.0
	betweenSorts  = 5.0 // areas and their benchmarks
	betweenBlocks = 16.0
	leastPad      = 0.6 // above and below a row's text
	usualPad      = 2.2
	mostPad       = 4.5
	widestColumn  = 52.0
	nameShare     = 0.42 // of a block at most, for names
	longWord      = 14.0 // sizes of type: a longer word of a name may be divided
	headingLines  = 3    // of a heading that lies; a longer one is turned
	afterLegend   = 7.0
	emptyHeight   = 90.0
	longest       = 1000.0 // a table asks for more blocks than one beyond it
	mostBlocks    = 8
	sheetPoints   = 1640.0 // what the largest sheet has room for, without its frame
)

// table is a laid-out table. Rows that do not fit below one another stand in
// blocks side by side, each with the headings.
type table struct {
	*canvas.Sheet
	Content
	tints                  []canvas.Shade
	name, bold, small      canvas.Style // of names and numbers; of rows in focus; of headings, details and signs
	legend                 legend
	names, details         [][]string // wrapped
	headings               [][]string // wrapped; nil where they are turned
	headingHeight          float64
	blocks, perBlock       int
	nameWidth, columnWidth float64
	textWidths             []float64 // of the widest number of each column
	pad                    float64
	needWidth              float64 // of the whole, at this type and these blocks
}

// layout sets the table in type of size in so many blocks, as wide as width
// allows and no narrower than it must be.
func (c Content) layout(s *canvas.Sheet, w widths, width, size float64, blocks int) *table {
	t := &table{Sheet: s, Content: c, tints: c.shades(), blocks: blocks, perBlock: (len(c.Rows) + blocks - 1) / blocks, pad: usualPad,
		name: canvas.Style{Face: s.Regular, Size: size}, bold: canvas.Style{Face: s.Bold, Size: size},
		small: canvas.Style{Face: s.Regular, Size: max(leastType, size-0.5)}}
	t.legend = t.newLegend(width)
	least := t.setCells(w)
	block := (width - float64(blocks-1)*betweenBlocks) / float64(blocks)
	columns := float64(len(c.Columns))
	widest := max(w.name*size, w.detail*t.small.Size)
	t.columnWidth = max(least, min(widestColumn, (block-min(widest, nameShare*block)-afterName)/columns))
	t.nameWidth = min(widest, max(nameShare*block, block-columns*t.columnWidth-afterName))
	t.nameWidth = max(t.nameWidth, w.word*size)
	need := t.nameWidth + afterName + columns*t.columnWidth
	t.needWidth = max(float64(blocks)*need+float64(blocks-1)*betweenBlocks, t.legend.least)
	for _, r := range c.Rows {
		t.names = append(t.names, canvas.Wrap(r.Name, t.nameWidth, t.nameStyle(r)))
		t.details = append(t.details, canvas.Wrap(r.Detail, t.nameWidth, t.small))
	}
	t.setHeadings()
	return t
}

func (t *table) nameStyle(r Row) canvas.Style {
	if r.Focus {
		return t.bold
	}
	return t.name
}

// textStyle is what a cell's text is set in.
func (t *table) textStyle(r Row, cell Cell) canvas.Style {
	if cell.Absent {
		return t.small
	}
	return t.nameStyle(r)
}

// markRoom is what a mark takes before a number, in sizes of its type.
const markRoom = 1.1

func (t *table) markRoom() float64 { return t.name.Size * markRoom }

// widths are those of a table's texts at the size of one point: measuring them once
// serves all the sizes that are tried.
type widths struct {
	numbers []float64 // of the widest of each column, with its mark
	absent  float64   // of the widest text that stands for a number
	name    float64   // of the widest name
	word    float64   // of the widest word of a name, where that is not very long
	detail  float64   // of the widest detail
}

func (c Content) widths(s *canvas.Sheet) widths {
	w := widths{numbers: make([]float64, len(c.Columns))}
	regular, bold := canvas.Style{Face: s.Regular, Size: 1}, canvas.Style{Face: s.Bold, Size: 1}
	for _, r := range c.Rows {
		st := regular
		if r.Focus {
			st = bold
		}
		w.name, w.detail = max(w.name, st.Width(r.Name)), max(w.detail, regular.Width(r.Detail))
		for _, word := range canvas.Words(r.Name) {
			w.word = max(w.word, min(st.Width(word), longWord))
		}
		for i, cell := range r.Cells {
			if cell.Absent {
				w.absent = max(w.absent, regular.Width(cell.Text))
				continue
			}
			room := 0.0
			if c.Scale == Verdict {
				room = markRoom
			}
			w.numbers[i] = max(w.numbers[i], room+st.Width(cell.Text))
		}
	}
	return w
}

// setCells finds the widest number of each column, and the least width that columns
// may have.
func (t *table) setCells(w widths) (least float64) {
	least = w.absent * t.small.Size
	for _, number := range w.numbers {
		t.textWidths = append(t.textWidths, number*t.name.Size)
		least = max(least, number*t.name.Size)
	}
	return max(least+2*cellPad, t.small.Leading()+1)
}

func (t *table) headingStyle(c Column) (canvas.Style, color.Color) {
	if c.Focus {
		return canvas.Style{Face: t.Bold, Size: t.small.Size}, canvas.InkColor
	}
	return t.small, canvas.SmallColor
}

// setHeadings wraps the headings to their columns, or turns them where that
// cuts a word or takes too many lines.
func (t *table) setHeadings() {
	lines, turned := 0, 0.0
	for _, c := range t.Columns {
		st, _ := t.headingStyle(c)
		wrapped := canvas.Balance(c.Heading, t.columnWidth-1, st)
		if !canvas.Whole(c.Heading, t.columnWidth-1, st) || len(wrapped) > headingLines {
			lines = headingLines + 1
		}
		t.headings = append(t.headings, wrapped)
		lines, turned = max(lines, len(wrapped)), max(turned, st.Width(c.Heading))
	}
	if t.headingHeight = t.small.Height(lines); lines > headingLines {
		t.headings, t.headingHeight = nil, turned
	}
}

// rowHeight is the height of row i's text, without the pad about it.
func (t *table) rowHeight(i int) float64 {
	h := t.name.Height(max(1, len(t.names[i])))
	if n := len(t.details[i]); n > 0 {
		h += t.small.Height(n)
	}
	return h
}

// parted reports whether row i is of the other sort than the one above it in
// its block.
func (t *table) parted(i int) bool {
	return i%t.perBlock > 0 && t.Rows[i].Benchmark != t.Rows[i-1].Benchmark
}

// rowsHeight is the height of the rows of block b.
func (t *table) rowsHeight(b int) float64 {
	h := 0.0
	for i := b * t.perBlock; i < min(len(t.Rows), (b+1)*t.perBlock); i++ {
		if h += t.rowHeight(i) + 2*t.pad; t.parted(i) {
			h += betweenSorts
		}
	}
	return h
}

// height is that of the whole.
func (t *table) height() float64 {
	tallest := 0.0
	for b := range t.blocks {
		tallest = max(tallest, t.rowsHeight(b))
	}
	return t.legend.height + t.headingHeight + afterHeading + tallest
}

// roomy is the table with as much air as there may be at a width.
func (c Content) roomy(s *canvas.Sheet, width float64) *table {
	var last *table
	w := c.widths(s)
	for blocks := 1; blocks <= min(mostBlocks, len(c.Rows)); blocks++ {
		size := largestType
		t := c.layout(s, w, width, size, blocks)
		for t.needWidth > width+0.01 && size > leastType {
			size -= typeStep
			t = c.layout(s, w, width, size, blocks)
		}
		if last != nil && t.needWidth > width+0.01 {
			return last // nor do more blocks fit
		}
		if last = t; t.height() <= longest {
			return t
		}
	}
	return last
}

// fitted is the table in as few blocks and as large type as fit a width and a
// height, stretched to the height; a *canvas.TooSmall where none does.
func (c Content) fitted(s *canvas.Sheet, width, height float64) (*table, error) {
	const slack = 0.01
	all := c.widths(s)
	lack, least := &canvas.TooSmall{What: fmt.Sprintf("a table of %d rows and %d columns", len(c.Rows), len(c.Columns))}, math.Inf(1)
	for blocks := 1; blocks <= min(mostBlocks, len(c.Rows)); blocks++ {
		for size := largestType; size >= leastType; size -= typeStep {
			t := c.layout(s, all, width, size, blocks)
			t.pad = leastPad
			w, h := max(0, t.needWidth-width), max(0, t.height()-height)
			if w <= slack && h <= slack {
				t.stretch(height)
				return t, nil
			}
			cost := (width + w) * (height + h)
			if width+w > sheetPoints || height+h > sheetPoints {
				cost += sheetPoints * sheetPoints
			}
			if cost < least {
				lack.LackW, lack.LackH, least = w, h, cost
			}
		}
	}
	return nil, lack
}

// stretch gives the rows as much of the height as looks well.
func (t *table) stretch(height float64) {
	tight := t.height()
	t.pad = min(mostPad, t.pad+(height-tight)/float64(2*t.perBlock))
}
