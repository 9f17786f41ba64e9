package source

import (
	"context"
	"errors"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/table"
)

// Inspection is what import sees of a file, as plain data.
type Inspection struct {
	File       string
	Size       int64 // bytes
	Format     Format
	Encoding   string // of text
	Delimiter  string // of text in columns
	Summary    Summary
	Tables     []TableView     // of sheets and delimited text
	Records    []record.Record // the first observations
	Rejects    []record.Reject // the first rows and cells that cannot be read
	Missing    int             // observations without a value
	Suppressed int             // observations whose value is withheld
	Need       *mapping.NeedError
	Err        error // why the file as a whole cannot be read
}

// TableView is one sheet, or a text as a table.
type TableView struct {
	Sheet     string
	Rows      int                 // of data; 0 where the format says all of itself
	FirstRows [][]string          // as they are in the file
	Header    []int               // the numbers of the header's rows
	First     int                 // the first row of data
	Last      int                 // the last one; 0 for the end
	Columns   []table.ShapeColumn // nil where there is no table
	More      int                 // columns beyond those
	Why       string              // why there is none
}

// Bounds on what an inspection shows.
const (
	inspectRows    = 8
	inspectRecords = 5
	inspectRejects = 20
	inspectColumns = 60 // of the first rows
)

// Inspect tells what import would make of a file, without storing anything.
// The error is ctx's; what is wrong with the file is in the Inspection.
func Inspect(ctx context.Context, f content.File, opts Options) (Inspection, error) {
	v := Inspection{File: f.Name, Size: f.Size}
	k, err := sniff(f, opts)
	v.Format, v.Encoding = k.format, k.encoding
	if err != nil {
		v.Err = err
		return v, ctx.Err()
	}
	v.Summary, v.Err = Read(ctx, f, opts, func(r *record.Record) error {
		if len(v.Records) < inspectRecords {
			v.Records = append(v.Records, *r)
		}
		v.count(r)
		return nil
	}, func(j record.Reject) error {
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
	v.tables(ctx, k, opts)
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
func (v *Inspection) count(r *record.Record) {
	switch r.Cell.Status {
	case domain.Missing:
		v.Missing++
	case domain.Suppressed:
		v.Suppressed++
	}
}

// tables looks at the sheets of a workbook, or at a text as a table.
func (v *Inspection) tables(ctx context.Context, k reading, opts Options) {
	var grids []*sheet.Grid
	var err error
	switch {
	case sheet.IsWorkbook(k.file):
		grids, err = sheet.OpenWorkbook(k.file)
	case k.encoding != "" && slices.Contains([]Format{FormatRESTCSV, FormatWebCSV, FormatWebTable, FormatOwn, FormatTable, FormatPxWeb, FormatEurostat}, v.Format):
		delimiter := mapping.DelimiterOf(k.file, k.encoding, opts.Map)
		if delimiter == 0 {
			return
		}
		v.Delimiter = sheet.DelimiterName(delimiter)
		grids = []*sheet.Grid{sheet.TextGrid(k.file, k.encoding, delimiter)}
	}
	if err != nil {
		return // v.Err says it
	}
	if choice, err := chosenSheets(k.file, grids, opts); err == nil {
		grids = choice.chosen
	}
	dims := dimensionColumns(v.Summary.Dimensions)
	for _, g := range grids {
		g.Alone = len(grids) == 1
		view := viewOf(ctx, g, opts.Map, v.Format == FormatTable)
		switch {
		case v.Format == FormatTable || view.Why != "":
		case slices.Contains(v.Summary.OtherSheets, g.Sheet):
			view.Why = "not read: its layout is another"
		case dims != nil:
			view.Columns = dims
		default:
			view.Columns = knownColumns(v.Format, view.FirstRows)
		}
		v.Tables = append(v.Tables, view)
	}
	if len(grids) == 0 {
		if dims == nil {
			dims = jsonColumns(v.Format)
		}
		if dims != nil && v.Err == nil || v.Need != nil {
			v.Tables = append(v.Tables, TableView{Columns: dims})
		}
	}
}

// viewOf shows a table's first rows and, of one in no format of its own, what
// its columns are.
func viewOf(ctx context.Context, g *sheet.Grid, m *mapping.Mapping, generic bool) TableView {
	view := TableView{Sheet: g.Sheet}
	enough := errors.New("enough")
	_, err := g.Each(func(_ sheet.Rows, row *sheet.Row) error {
		if len(view.FirstRows) == inspectRows {
			return enough
		}
		var cells []string
		for _, c := range row.Cells[:min(len(row.Cells), inspectColumns)] {
			cells = append(cells, content.Excerpt(c.String()))
		}
		view.FirstRows = append(view.FirstRows, cells)
		return nil
	}, func(record.Reject) error { return nil })
	if err != nil && !errors.Is(err, enough) {
		view.Why = err.Error()
		return view
	}
	if !generic {
		return view
	}
	shape, err := table.Inspect(ctx, g, m)
	if err != nil {
		view.Why = err.Error()
		return view
	}
	view.Rows, view.Header, view.First, view.Last, view.Columns, view.More = shape.Rows, shape.Header, shape.First, shape.Last, shape.Columns, shape.More
	return view
}
