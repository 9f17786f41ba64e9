package ranked

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures in points.
const (
	nameSize     = 8.0
	leastSize    = 7.0  // of the type of rows that stand close
	goodRow      = 13.0 // from row to row, of few
	closeRow     = 10.6 // of many
	manyRows     = 30
	leastAir     = 0.4 // between the type of two rows
	apartRow     = 5.0 // above rows set off
	afterName    = 7.0
	afterValue   = 9.0
	gutter       = 14.0 // between columns
	leastPlot    = 32.0
	axisSize     = 7.0
	aboveAxis    = 2.5
	aboveWithout = 3.0
	aboveKey     = 7.0
	nameShare    = 0.5 // of a column that names may take
)

// rowsAColumn is how many rows stand below one another before another column
// takes the rest, while there are fewer than mostColumns.
const (
	rowsAColumn = 60
	mostColumns = 3
)

// chart is a laid-out figure.
type chart struct {
	*canvas.Sheet
	Content
	scale       axis.Scale
	body        canvas.Box
	name, value canvas.Style
	small       canvas.Style
	row         float64 // from a row of one line to the next
	columns     []column
	heads       []head
	key         key
	headHeight  float64
	without     [][]string // lines of Content.Without
}

// column is a part of the rows with the places of what stands in it.
type column struct {
	rows      []placedRow
	left      float64 // of the names
	values    float64 // right end of the values
	mark      float64 // where their decimal marks are
	plot      canvas.Box
	nameWidth float64
}

// placedRow is a row from top to bottom.
type placedRow struct {
	Row
	lines  []string // of its name
	height float64  // that it must have
	top    float64
	tall   float64 // that it has
}

func (r *placedRow) middle() float64 { return r.top + r.tall/2 }

// columnCount is how many columns the rows stand in.
func (c Content) columnCount() int {
	if c.Columns > 0 {
		return min(c.Columns, max(1, len(c.Rows)))
	}
	return min(mostColumns, (len(c.Rows)+rowsAColumn-1)/rowsAColumn)
}

// wish is the height of a row where there is no want of room.
func (c Content) wish() float64 {
	if len(c.Rows)/max(1, c.columnCount()) > manyRows {
		return closeRow
	}
	return goodRow
}

// Height makes a Content that is as high as its rows.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if c.empty() {
		return 60
	}
	ch := newChart(s, c, canvas.Rect(0, 0, width, 0), nameSize, c.wish())
	if ch.across() != nil {
		return 0
	}
	return ch.needs()
}

func newChart(s *canvas.Sheet, c Content, body canvas.Box, size, row float64) *chart {
	return &chart{
		Sheet: s, Content: c, scale: c.Scale(), body: body, row: row,
		name: canvas.Style{Face: s.Regular, Size: size}, value: canvas.Style{Face: s.Regular, Size: size},
		small: canvas.Style{Face: s.Regular, Size: axisSize},
	}
}

// across shares out the width, to fewer columns than there might be where that many
// have no room.
func (c *chart) across() error {
	auto, err := c.Columns == 0, c.shareOut()
	for n := c.columnCount(); err != nil && auto && n > 1; n-- {
		c.Content.Columns = n - 1
		err = c.shareOut()
	}
	return err
}

// shareOut gives names and values what they need, and the plot what is left.
func (c *chart) shareOut() error {
	n := c.columnCount()
	width := (c.body.Width() - float64(n-1)*gutter) / float64(n)
	half := 0.0
	for _, l := range c.axisLabels() {
		half = max(half, c.small.Width(l)/2)
	}
	per := (len(c.Rows) + n - 1) / n
	lack := 0.0
	c.columns = nil
	names, whole, fraction := 0.0, 0.0, 0.0
	for _, r := range c.Rows {
		lines := canvas.Balance(r.Name, nameShare*width, c.style(r))
		names = max(names, c.style(r).Widest(lines))
		if !math.IsNaN(r.Value) {
			before, after := c.parted(r.Text)
			whole, fraction = max(whole, c.style(r).Width(before)), max(fraction, c.style(r).Width(after))
		}
	}
	for i := range n {
		col := column{left: c.body.X0 + float64(i)*(width+gutter), nameWidth: names}
		col.values = col.left + names + afterName + max(whole+fraction, c.small.Width(c.Unit))
		col.mark = col.values - fraction
		col.plot = canvas.Rect(col.values+afterValue, 0, col.left+width-half, 0)
		lack = max(lack, leastPlot-col.plot.Width())
		for k := i * per; k < min((i+1)*per, len(c.Rows)); k++ {
			col.rows = append(col.rows, c.placed(k))
		}
		c.columns = append(c.columns, col)
	}
	if lack > 0 {
		return &canvas.TooSmall{What: "the names, values and marks of the rows", LackW: lack * float64(n)}
	}
	c.heads, c.headHeight = c.placeHeads(c.columns[0].plot)
	c.without = nil
	for _, w := range c.Without {
		c.without = append(c.without, canvas.Wrap(w.Why+": "+strings.Join(w.Names, ", "), c.body.Width(), c.small))
	}
	c.key = c.newKey()
	return nil
}

// parted is a value before its decimal mark, and from it on; of a range of two all is
// before.
func (c *chart) parted(text string) (whole, fraction string) {
	mark := ","
	if c.Lang == domain.English {
		mark = "."
	}
	if strings.Count(text, mark) != 1 || strings.ContainsRune(text, '–') {
		return text, ""
	}
	at := strings.Index(text, mark)
	return text[:at], text[at:]
}

// style is the type of a row: bold where the figure is about it.
func (c *chart) style(r Row) canvas.Style {
	st := c.name
	if r.Focus {
		st.Face = c.Bold
	}
	return st
}

// placed is row k with its height.
func (c *chart) placed(k int) placedRow {
	r := placedRow{Row: c.Rows[k]}
	n := float64(c.columnCount())
	width := (c.body.Width() - (n-1)*gutter) / n
	room := nameShare * width
	if r.Aside {
		room = width
	}
	r.lines = canvas.Balance(r.Name, room, c.style(r.Row))
	r.height = max(c.row, c.name.Height(len(r.lines))+leastAir)
	if room := c.reasonRoom(width); math.IsNaN(r.Value) && !r.Aside && room > 0 {
		r.height = max(r.height, c.name.Height(len(canvas.Wrap(r.Text, room, c.name)))+leastAir)
	}
	return r
}

// reasonRoom is the width for why a row has no value.
func (c *chart) reasonRoom(width float64) float64 { return (1-nameShare)*width - afterName }

// needs is the height of it all.
func (c *chart) needs() float64 { return c.stack(0) - c.body.Y0 + c.footHeight() }

// footHeight is what stands below the rows: the scale, those without a value, the key.
func (c *chart) footHeight() float64 {
	h := aboveAxis + c.small.Height(1) + c.key.height
	for _, p := range c.without {
		h += aboveWithout + c.small.Height(len(p))
	}
	return h
}

// stack places the rows below one another, each with so much more air, and returns
// the lowest end.
func (c *chart) stack(air float64) (bottom float64) {
	for i := range c.columns {
		col := &c.columns[i]
		y := c.body.Y0 + c.headHeight
		col.plot.Y0 = y
		for k := range col.rows {
			r := &col.rows[k]
			if r.Apart && k > 0 {
				y += apartRow
			}
			r.top, r.tall = y, r.height+air
			y += r.tall
		}
		bottom = max(bottom, y)
	}
	for i := range c.columns {
		c.columns[i].plot.Y1 = bottom
	}
	return bottom
}

// layout places the rows, in as large a type as there is room for, and in more columns
// where nothing says how many and fewer have no room.
func layout(s *canvas.Sheet, content Content, body canvas.Box) (*chart, error) {
	c, err := inColumns(s, content, body)
	if err == nil || content.Columns > 0 {
		return c, err
	}
	for more := content; more.columnCount() < mostColumns; {
		more.Columns = more.columnCount() + 1
		if c, wider := inColumns(s, more, body); wider == nil {
			return c, nil
		}
	}
	return nil, err
}

func inColumns(s *canvas.Sheet, content Content, body canvas.Box) (*chart, error) {
	wish := content.wish()
	var c *chart
	lack := 0.0
	for _, try := range []struct{ size, row float64 }{{nameSize, wish}, {nameSize, closeRow}, {nameSize, 0}, {leastSize + 0.5, 0}, {leastSize, 0}} {
		c = newChart(s, content, body, try.size, try.row)
		if err := c.across(); err != nil {
			return nil, err
		}
		if lack = c.needs() - body.Height(); lack <= 0 {
			break
		}
	}
	if lack > 0.01 {
		return nil, &canvas.TooSmall{What: fmt.Sprintf("a figure of %d rows", len(content.Rows)), LackH: lack}
	}
	c.down(-lack)
	return c, nil
}

// down places the rows; spare is the height that is left over, of which they take as
// much as keeps them together.
func (c *chart) down(spare float64) {
	longest := 0
	for _, col := range c.columns {
		longest = max(longest, len(col.rows))
	}
	c.stack(max(0, min(spare/float64(longest), 1.5*goodRow-c.row)))
}

// x places a value in a column.
func (c *chart) x(col *column, v float64) float64 {
	return c.scale.Y(v, col.plot.X0, col.plot.X1)
}
