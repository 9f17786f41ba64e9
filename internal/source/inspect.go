package source

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// Inspection is what import sees of a file, as plain data.
type Inspection struct {
	File       string
	Size       int64 // bytes
	Format     Format
	Encoding   string // of text
	Delimiter  string // of text in columns
	Summary    Summary
	Tables     []TableView // of sheets and delimited text
	Records    []Record    // the first observations
	Rejects    []Reject    // the first rows and cells that cannot be read
	Missing    int         // observations without a value
	Suppressed int         // observations whose value is withheld
	Need       *NeedMapping
	Err        error // why the file as a whole cannot be read
}

// TableView is one sheet, or a text as a table.
type TableView struct {
	Sheet     string
	Rows      int          // of data
	FirstRows [][]string   // as they are in the file
	Header    []int        // the numbers of the header's rows
	First     int          // the first row of data
	Last      int          // the last one; 0 for the end
	Columns   []ColumnView // nil where there is no table
	Why       string       // why there is none
}

// ColumnView is one column of a table.
type ColumnView struct {
	At       string // its letter
	Header   string
	Role     Role // "" where it is not known
	Decimal  string
	Filled   int // cells that are not empty
	Numbers  int
	Examples []string
}

// Bounds on what an inspection shows.
const (
	inspectRows    = 8
	inspectRecords = 5
	inspectRejects = 20
	inspectColumns = 60
)

// Inspect tells what import would make of a file, without storing anything.
// The error is ctx's; what is wrong with the file is in the Inspection.
func Inspect(ctx context.Context, f File, opts Options) (Inspection, error) {
	v := Inspection{File: f.Name, Size: f.Size}
	k, err := sniff(f, opts.Map)
	v.Format, v.Encoding = k.format, k.encoding
	if err != nil {
		v.Err = err
		return v, ctx.Err()
	}
	v.Summary, v.Err = Read(ctx, f, opts, func(r *Record) error {
		if len(v.Records) < inspectRecords {
			v.Records = append(v.Records, *r)
		}
		v.count(r)
		return nil
	}, func(j Reject) error {
		if len(v.Rejects) < inspectRejects {
			v.Rejects = append(v.Rejects, j)
		}
		return nil
	})
	v.Format = v.Summary.Format
	errors.As(v.Err, &v.Need)
	if ctx.Err() != nil {
		return v, ctx.Err()
	}
	r := &run{ctx: ctx, file: k.file, opts: opts}
	r.sum.Encoding = k.encoding
	v.tables(r, k)
	return v, ctx.Err()
}

// InspectFile is Inspect of a file on disk.
func InspectFile(ctx context.Context, path string, opts Options) (Inspection, error) {
	f, closeFile, err := openFile(path)
	if err != nil {
		return Inspection{}, err
	}
	defer closeFile()
	return Inspect(ctx, f, opts)
}

// count notes an observation without a value.
func (v *Inspection) count(r *Record) {
	switch r.Cell.Status {
	case domain.Missing:
		v.Missing++
	case domain.Suppressed:
		v.Suppressed++
	}
}

// tables looks at the sheets of a workbook, or at a text as a table.
func (v *Inspection) tables(r *run, k kind) {
	var grids []*grid
	var err error
	switch {
	case r.file.begins("PK"):
		grids, err = openXLSX(r.file)
	case r.file.begins(compoundMagic):
		grids, err = openXLS(r.file)
	case k.encoding != "" && slices.Contains([]Format{FormatRESTCSV, FormatWebCSV, FormatWebTable, FormatTable, FormatPxWeb}, v.Format):
		delimiter := r.delimiter()
		if delimiter == 0 {
			return
		}
		v.Delimiter = delimiterName(delimiter)
		grids = []*grid{textGrid(r.file, k.encoding, delimiter)}
	}
	if err != nil {
		return // v.Err says it
	}
	if chosen, err := r.chosen(grids); err == nil {
		grids = chosen
	}
	for _, g := range grids {
		g.alone = len(grids) == 1
		v.Tables = append(v.Tables, r.view(g, v.Format == FormatTable))
	}
}

// view shows a table's first rows and, of one in no format of its own, what
// its columns are.
func (r *run) view(g *grid, generic bool) TableView {
	view := TableView{Sheet: g.sheet}
	enough := errors.New("enough")
	_, err := g.each(func(_ tableRows, row *tableRow) error {
		if len(view.FirstRows) == inspectRows {
			return enough
		}
		var cells []string
		for _, c := range row.cells[:min(len(row.cells), inspectColumns)] {
			cells = append(cells, excerpt(c.String()))
		}
		view.FirstRows = append(view.FirstRows, cells)
		return nil
	}, func(Reject) error { return nil })
	if err != nil && !errors.Is(err, enough) {
		view.Why = err.Error()
		return view
	}
	if !generic {
		return view
	}
	p, err := r.planFor(g)
	if err != nil {
		view.Why = err.Error()
		return view
	}
	p.view(&view)
	return view
}

// view describes the table as the plan sees it.
func (p *plan) view(view *TableView) {
	s := p.survey
	view.Rows, view.First, view.Last = s.rows, s.first, s.last
	for _, i := range s.start.header {
		view.Header = append(view.Header, s.head[i].number)
	}
	for i, c := range s.columns {
		if c.filled == 0 && c.label == "" || len(view.Columns) == inspectColumns*4 {
			continue
		}
		column := ColumnView{At: c.letter(), Header: c.label, Role: p.roles[i], Filled: c.filled, Numbers: c.numbers, Examples: c.examples}
		if c.beside {
			column.Role = RoleIgnore
		}
		style := p.style(i)
		for _, mark := range []string{",", "."} {
			if style.of(mark[0]) == ofDecimals && (c.evidence.comma != [3]int{} && mark == "," || c.evidence.point != [3]int{} && mark == ".") {
				column.Decimal += mark
			}
		}
		view.Columns = append(view.Columns, column)
	}
}

// String names the column for a message: `C "Väkiluku"`.
func (c ColumnView) String() string {
	if c.Header == "" {
		return c.At
	}
	return fmt.Sprintf("%s %q", c.At, c.Header)
}
