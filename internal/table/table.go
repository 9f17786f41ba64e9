// Package table holds a result as columns and rows and prints it in every
// output format: text for a terminal, Markdown, CSV, JSON and XLSX.
//
// People's formats (text, Markdown, XLSX) have headings and numbers in the
// reader's language, rounded; machines' formats (CSV, JSON) have stable English
// names and every digit there is (see appendNumber). Where a value is missing both
// leave a hole, never a zero. The package opens no files and asks no clock or
// terminal: what it writes depends on the table, the format and the options alone.
package table

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// Column is one column of a result, named in stable English for machines and
// in the reader's language for people.
type Column struct {
	Name  string      // "sen_slope": the CSV heading and JSON key, never changed once published
	Title domain.Text // "Senin kulmakerroin / v": the heading in text, Markdown and XLSX; Name where it is empty
	Wide  bool        // left out of text and Markdown unless Options.Wide

	// Filed columns are of CSV, JSON and XLSX alone: text and Markdown, however
	// wide, say it once, over the rows.
	Filed bool

	// Coded columns, which people read in words, XLSX has twice: the last ones, folded
	// away under their stable names, are as CSV has them, for who reads the file.
	Coded bool

	// Spare columns are left out of text, the highest number first, where
	// Options.Width is too little for all; a line below says so. 0 is never.
	Spare int

	// Short is how much of a cell a terminal sees, in columns: of a longer one its
	// beginning and its end, unless Options.Wide. 0 is all of it.
	Short int

	// Last columns stand after all others in text and Markdown, wherever
	// machines find them: new columns are added to the right of old ones.
	Last bool

	// Narrow columns are the choice of five or six that a page of paper has: those
	// without which the table would not answer what it is made for.
	Narrow bool

	// Section makes the column a heading over the rows that share its text, in
	// text and Markdown, where it is then no column. Rows are taken in the
	// order they stand: sort them by section first. Several section columns
	// make one heading, joined by a comma.
	Section bool
}

// Table is a result: rows of one value per column, in the order they are to be
// read. Caption, notes and source are whole sentences as a reader should see
// them ("Lähde: THL, …"); CSV and JSON have no place for them (see WriteNotes).
type Table struct {
	Columns []Column
	Rows    [][]Value
	Made    *Made       // in the place of Rows, where they are too many to hold
	Title   domain.Text // "Alueiden vertailu": of a document that it is alone in, which no format of its own prints
	Caption domain.Text
	Notes   []domain.Text
	Brief   []domain.Text // in the place of Notes where the Narrow columns stand alone; nil for Notes there too
	Source  domain.Text
}

// Made are rows that are made each time they are gone over, the same ones each time.
// Each row is of one value per column, valid until the next; an error is the last.
type Made struct {
	Count int
	Each  iter.Seq2[[]Value, error]
}

// Len is how many rows the table has.
func (t *Table) Len() int {
	if t.Made != nil {
		return t.Made.Count
	}
	return len(t.Rows)
}

// each yields the rows, none of them to be kept.
func (t *Table) each() iter.Seq2[[]Value, error] {
	if t.Made != nil {
		return t.Made.Each
	}
	return func(yield func([]Value, error) bool) {
		for _, row := range t.Rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Hold is the table with its rows held, as text needs them, whose columns are as wide as
// their widest cell. Errors are those of rows that are made.
func (t *Table) Hold() (*Table, error) {
	if t.Made == nil {
		return t, nil
	}
	held := *t
	held.Made, held.Rows = nil, make([][]Value, 0, t.Made.Count)
	for row, err := range t.Made.Each {
		if err != nil {
			return nil, err
		}
		held.Rows = append(held.Rows, slices.Clone(row))
	}
	return &held, nil
}

// Options say for whom a table is printed. The zero Options print Finnish,
// without colour, as wide as the table is.
type Options struct {
	Lang   domain.Lang
	Narrow bool    // for paper, of Lay alone: the columns marked Narrow, where any is
	Wide   bool    // with the columns marked Wide; CSV, JSON and XLSX always have them, and the Filed ones, XLSX folded away
	Width  int     // columns of the terminal, for text; 0 where lines are never to be wrapped
	CSV    Dialect // the zero Dialect is RFC4180
	Color  bool    // bold headings and a dim rule, for text on a terminal
}

// Write prints the table. Errors are w's own, a table whose rows do not fit its
// columns, and in XLSX more than a sheet can hold.
func (t *Table) Write(w io.Writer, format Format, opt Options) error {
	if err := t.check(); err != nil {
		return err
	}
	var err error
	if format == Text || format == Markdown {
		if t, err = t.Hold(); err != nil {
			return err
		}
	}
	switch format {
	case Text:
		err = t.writeText(w, opt)
	case CSV:
		err = t.writeCSV(w, opt.CSV)
	case JSON:
		err = t.writeJSON(w)
	case Markdown:
		err = t.writeMarkdown(w, opt)
	case XLSX:
		err = t.writeXLSX(w, opt)
	default:
		_, err = ParseFormat(string(format))
		return err
	}
	if err != nil {
		return fmt.Errorf("writing the result as %s: %w", format, err)
	}
	return nil
}

// check finds what would make a file that cannot be read back: a row of the
// wrong length, or two columns of one name.
func (t *Table) check() error {
	seen := make(map[string]bool, len(t.Columns))
	for i, c := range t.Columns {
		if c.Name == "" {
			return fmt.Errorf("result table: column %d has no name", i+1)
		}
		if seen[c.Name] {
			return fmt.Errorf("result table: two columns are named %q", c.Name)
		}
		seen[c.Name] = true
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("result table: row %d has %d values, expected %d, one for each column", i+1, len(row), len(t.Columns))
		}
	}
	return nil
}

// heading is the column's name for people.
func (c Column) heading(l domain.Lang) string {
	if s := visible.Line(c.Title.In(l)); s != "" {
		return s
	}
	return c.Name
}

// numeric reports whether column i is one of numbers, which stand to the right:
// whether the first value that is not missing is a number.
func (t *Table) numeric(i int) bool {
	for _, row := range t.Rows {
		if row[i].kind != empty {
			return row[i].isNumber()
		}
	}
	return false
}
