package sheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// Limits on a web page, whose tables are held in memory.
const (
	maxPage      = 64 << 20 // bytes
	maxPageCells = 2 << 20  // empty ones to the left of others too
	maxTables    = 1 << 10
)

// htmlTable is a table of a web page.
type htmlTable struct {
	title  string
	rows   []Row
	merges []Merge
}

// openHTML opens the tables of a web page, as many services give them under
// the name .xls, each as a sheet.
func openHTML(f content.File) ([]*Grid, error) {
	if f.Size > maxPage {
		return nil, fmt.Errorf("found a web page of over %d MiB, expected less: save its table as .xlsx or CSV", maxPage>>20)
	}
	encoding, err := content.Encoding(f)
	if err != nil {
		return nil, err
	}
	page := htmlPage{tokens: html.NewTokenizer(f.Section(0)), latin: encoding != content.UTF8}
	page.tokens.SetMaxBuf(maxCellXML)
	if err := page.read(); err != nil {
		return nil, err
	}
	var grids []*Grid
	for _, t := range page.tables {
		if len(t.rows) > 0 {
			grids = append(grids, &Grid{Sheet: t.title, Open: func() (Rows, error) { return &htmlRows{table: t}, nil }})
		}
	}
	if len(grids) == 0 {
		return nil, errors.New("this is a web page without a table: download the data itself")
	}
	return grids, nil
}

// htmlRows gives the rows of a table.
type htmlRows struct {
	table *htmlTable
	next  int
}

func (r *htmlRows) Next() (*Row, error) {
	if r.next == len(r.table.rows) {
		return nil, io.EOF
	}
	r.next++
	return &r.table.rows[r.next-1], nil
}

func (r *htmlRows) Place(row *Row, column int) record.Place {
	return record.Place{Sheet: r.table.title, Row: row.Number, Col: column + 1}
}

func (r *htmlRows) merged() []Merge { return r.table.merges }

// htmlPage is the reading of a page. A table within a cell of another is one of
// its own, and no part of the cell.
type htmlPage struct {
	tokens *html.Tokenizer
	latin  bool // bytes of an 8-bit encoding
	tables []*htmlTable
	open   []*openTable // around what is read
	unseen string       // the element that is passed over: a script, a style
	cells  int
}

// openTable is a table that has begun.
type openTable struct {
	*htmlTable
	taken  map[int]int // the last row that a merged cell goes down to, by column
	text   strings.Builder
	cell   bool // the text is a cell's
	title  bool // or the table's
	raised bool // what is read is a raised mark
	span   Merge
}

func (p *htmlPage) read() error {
	for {
		switch p.tokens.Next() {
		case html.ErrorToken:
			err := p.tokens.Err()
			if err == html.ErrBufferExceeded {
				return errLongCell
			}
			if err == io.EOF {
				for len(p.open) > 0 { // browsers close what is left open
					p.closeTable()
				}
				return nil
			}
			return err
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := p.begin(); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			p.end(string(name))
		case html.TextToken:
			if t := p.table(); t != nil && p.unseen == "" && (t.cell || t.title) && !t.raised {
				t.text.WriteString(html.UnescapeString(p.decoded(p.tokens.Raw())))
			}
		}
	}
}

func (p *htmlPage) decoded(text []byte) string {
	if p.latin || !utf8.Valid(text) {
		return content.RepairC1(content.Latin1(string(text)))
	}
	return string(text)
}

// table is the innermost one that has begun; nil for none.
func (p *htmlPage) table() *openTable {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1]
}

// begin takes a start tag.
func (p *htmlPage) begin() error {
	tag, more := p.tokens.TagName()
	name := string(tag)
	t := p.table()
	switch name {
	case "script", "style":
		p.unseen = name
	case "table":
		if len(p.tables) == maxTables || len(p.open) == maxNesting {
			return fmt.Errorf("found over %d tables, or tables nested over %d deep, expected less", maxTables, maxNesting)
		}
		new := &htmlTable{title: "table " + strconv.Itoa(len(p.tables)+1)}
		p.tables = append(p.tables, new)
		p.open = append(p.open, &openTable{htmlTable: new, taken: map[int]int{}})
	case "caption", "tr", "td", "th":
		if t == nil {
			return nil
		}
		t.endCell()
		switch name {
		case "caption":
			t.title = true
		case "tr":
			return p.beginRow(t)
		default:
			return p.beginCell(t, more)
		}
	case "br", "p", "div", "li":
		if t != nil {
			t.text.WriteByte(' ')
		}
	case "sup":
		if t != nil && t.cell {
			t.raised = !strings.HasSuffix(t.text.String(), "m") // m², km³
		}
	}
	return nil
}

// beginRow begins a row.
func (p *htmlPage) beginRow(t *openTable) error {
	if len(t.rows) == maxRows {
		return fmt.Errorf("found over %d rows", maxRows)
	}
	t.rows = append(t.rows, Row{Number: len(t.rows) + 1})
	return nil
}

// beginCell begins a cell in the first column that no merged cell from above
// takes.
func (p *htmlPage) beginCell(t *openTable, more bool) error {
	if len(t.rows) == 0 {
		if err := p.beginRow(t); err != nil {
			return err
		}
	}
	across, down := 1, 1
	for more {
		var key, value []byte
		key, value, more = p.tokens.TagAttr()
		n, err := strconv.Atoi(strings.TrimSpace(string(value)))
		switch {
		case err != nil || n < 1:
		case string(key) == "colspan":
			across = min(n, record.MaxColumns)
		case string(key) == "rowspan":
			down = min(n, maxRows)
		}
	}
	row := &t.rows[len(t.rows)-1]
	for t.taken[len(row.Cells)] >= row.Number {
		if err := p.add(t, row); err != nil {
			return err
		}
	}
	left := len(row.Cells)
	for range across {
		if down > 1 {
			t.taken[len(row.Cells)] = row.Number + down - 1
		}
		if err := p.add(t, row); err != nil {
			return err
		}
	}
	t.span = Merge{Top: row.Number, Bottom: row.Number + down - 1, Left: left, Right: left + across - 1}
	t.cell = true
	return nil
}

// add adds an empty cell to a row.
func (p *htmlPage) add(t *openTable, row *Row) error {
	if p.cells++; p.cells > maxPageCells || len(row.Cells) == record.MaxColumns {
		return fmt.Errorf("found over %d cells or over %d columns, expected less: save the table as .xlsx or CSV", maxPageCells, record.MaxColumns)
	}
	row.Cells = append(row.Cells, Cell{})
	return nil
}

// end takes an end tag; those that are left out are ended by what follows.
func (p *htmlPage) end(name string) {
	t := p.table()
	switch {
	case name == p.unseen:
		p.unseen = ""
	case t == nil:
	case name == "table":
		p.closeTable()
	case name == "sup":
		t.raised = false
	case slices.Contains([]string{"td", "th", "tr", "caption"}, name):
		t.endCell()
	}
}

func (p *htmlPage) closeTable() {
	p.table().endCell()
	p.open = p.open[:len(p.open)-1]
}

// endCell ends the cell, or title, that has begun.
func (t *openTable) endCell() {
	text := t.text.String()
	switch {
	case t.cell:
		cell := TextCell(content.Squeeze(strings.ReplaceAll(text, "\u00a0", " ")))
		t.rows[len(t.rows)-1].Cells[t.span.Left] = cell
		if s := t.span; cell.Type != Empty && (s.Right > s.Left || s.Bottom > s.Top) && len(t.merges) < maxMerges {
			t.merges = append(t.merges, s)
		}
	case t.title:
		if title := visible.Text(content.Squeeze(text)); title != "" {
			t.htmlTable.title = content.Excerpt(title)
		}
	}
	t.text.Reset()
	t.cell, t.title, t.raised = false, false, false
}
