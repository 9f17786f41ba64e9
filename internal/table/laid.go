package table

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
	"kuvio/internal/xlsx"
)

// Laid is a table as a document sets it, in one language: what people read, with what
// a cell's face and place hang on.
type Laid struct {
	Caption  string
	Columns  []LaidColumn
	Sections []LaidSection // one without a heading where the table has no sections
	Notes    []string
	Source   string
}

// LaidColumn is a column of a Laid.
type LaidColumn struct {
	Name    string // the stable one
	Heading string
	Numeric bool // its cells stand to the right
	Width   int  // of its widest cell, in characters
	Word    int  // its longest word, the heading's among them, in characters
}

// LaidSection is rows under one heading.
type LaidSection struct {
	Heading string
	Rows    [][]LaidCell // a cell for each column
}

// LaidCell is what a person reads in a cell.
type LaidCell struct {
	Text  string  // "" where nothing stands
	Paler bool    // less sure than others, which its words say too
	Sort  float64 // by which numbers are put in order; NaN for a text and where nothing stands
	value Value
}

// Cell is the cell as a sheet has it: a number as a number, a text as it is read.
// Errors are those of a text longer than a sheet's cell holds.
func (c LaidCell) Cell(l domain.Lang) (xlsx.Cell, error) {
	return gridFaces{lang: l, numbers: map[[2]uint8]xlsx.Face{}}.cell(c.value)
}

// mostNarrow is how many columns a page of paper has room for.
const mostNarrow = 6

// Lay is the table as a document sets it. Columns in which nothing stands are left out.
// Errors are those of a table whose rows do not fit its columns.
func (t *Table) Lay(opt Options) (*Laid, error) {
	err := t.check()
	if err == nil {
		t, err = t.Hold()
	}
	if err != nil {
		return nil, err
	}
	l := &Laid{Caption: visible.Line(t.Caption.In(opt.Lang)), Notes: t.notesLaid(opt), Source: visible.Line(t.Source.In(opt.Lang))}
	columns := t.columnsLaid(opt)
	for _, c := range columns {
		l.Columns = append(l.Columns, t.laidColumn(c, opt))
	}
	for _, s := range t.sections(opt.Lang) {
		laid := LaidSection{Heading: s.heading}
		for _, row := range s.rows {
			cells := make([]LaidCell, len(columns))
			for i, c := range columns {
				cells[i] = LaidCell{row[c].laid(opt), row[c].paler, row[c].order(), row[c]}
			}
			laid.Rows = append(laid.Rows, cells)
		}
		l.Sections = append(l.Sections, laid)
	}
	return l, nil
}

// columnsLaid are the columns of a document: for paper those marked Narrow or, of a
// table that marks none, as many as there is room for.
func (t *Table) columnsLaid(opt Options) []int {
	shown := slices.DeleteFunc(t.columnsShown(opt.Wide), func(c int) bool { return t.blank(c, opt.Lang) })
	if !opt.Narrow {
		return shown
	}
	narrow := slices.DeleteFunc(slices.Clone(shown), func(c int) bool { return !t.Columns[c].Narrow })
	if len(narrow) > 0 {
		return narrow
	}
	for len(shown) > mostNarrow {
		most := slices.MaxFunc(shown, func(a, b int) int { return cmp.Compare(t.Columns[a].Spare, t.Columns[b].Spare) })
		if t.Columns[most].Spare == 0 {
			break
		}
		shown = slices.DeleteFunc(shown, func(c int) bool { return c == most })
	}
	return shown
}

func (t *Table) laidColumn(c int, opt Options) LaidColumn {
	laid := LaidColumn{Name: t.Columns[c].Name, Heading: t.Columns[c].heading(opt.Lang), Numeric: t.numeric(c)}
	laid.Word = longestWord(laid.Heading)
	for _, row := range t.Rows {
		s := row[c].laid(opt)
		laid.Width = max(laid.Width, width(s))
		laid.Word = max(laid.Word, longestWord(s))
	}
	return laid
}

// laid is what a document has in a cell: as people see it, with a sign held to its word.
func (v Value) laid(opt Options) string {
	if opt.Narrow && v.paper != nil {
		v.people = v.paper
	}
	s := v.shown(opt.Lang)
	if sign, word, ok := strings.Cut(s, " "); ok && sign != "" && !strings.ContainsFunc(sign, wordly) {
		return sign + "\u00a0" + word
	}
	return s
}

// wordly reports whether a character is of a word or of a number.
func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// notesLaid are those of the columns that are laid.
func (t *Table) notesLaid(opt Options) []string {
	if opt.Narrow && t.Brief != nil {
		t = &Table{Notes: t.Brief}
	}
	return t.notesShown(opt)
}

// blank reports whether nothing stands in a column.
func (t *Table) blank(column int, l domain.Lang) bool {
	return !slices.ContainsFunc(t.Rows, func(row []Value) bool { return row[column].shown(l) != "" })
}
