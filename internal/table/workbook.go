package table

import (
	"fmt"
	"io"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
	"kuvio/internal/xlsx"
)

// Workbook is several tables in one XLSX file, each on a sheet of its own,
// with a list of them on the first. Tables may be forgotten once added: their
// sheets are kept compressed, as they are in the file. Close it in any case.
type Workbook struct {
	book     *xlsx.Book
	opt      Options
	contents *xlsx.Sheet
	sheets   int
}

var (
	contentsSheet = domain.Text{FI: "Sisällys", SV: "Innehåll", EN: "Contents"}
	contentsHeads = []domain.Text{
		{FI: "Taulukko", SV: "Blad", EN: "Sheet"},
		{FI: "Sisältö", SV: "Innehåll", EN: "Contents"},
		{FI: "Rivejä", SV: "Rader", EN: "Rows"},
		{FI: "Lähde", SV: "Källa", EN: "Source"},
		{FI: "Huomautukset", SV: "Anmärkningar", EN: "Notes"},
	}
	contentsWidths = []float64{14, 60, 10, 50, 50}
)

// NewWorkbook starts a workbook in the language of the options.
func NewWorkbook(opt Options) (*Workbook, error) {
	book, err := xlsx.New(opt.Lang)
	if err != nil {
		return nil, err
	}
	w := &Workbook{book: book, opt: opt}
	if err := w.begin(); err != nil {
		book.Close()
		return nil, err
	}
	return w, nil
}

// begin makes the first sheet, with the heading of its list.
func (w *Workbook) begin() (err error) {
	if err := w.book.Describe("", ""); err != nil {
		return err
	}
	w.contents, err = w.book.Sheet(contentsSheet.In(w.opt.Lang), xlsx.Page{}, contentsWidths...)
	if err != nil {
		return err
	}
	for i, h := range contentsHeads {
		face := xlsx.Face{Bold: true, Wrap: true, Rule: xlsx.HeadRule}
		if err := w.contents.Set(i+1, 1, xlsx.Cell{Value: h.In(w.opt.Lang), Face: face}); err != nil {
			return err
		}
	}
	return nil
}

// Close lets go of the workbook.
func (w *Workbook) Close() error { return w.book.Close() }

// Add puts the table on a sheet of the name, or of one like it where a sheet
// cannot be called that or another is.
func (w *Workbook) Add(name string, t *Table) error {
	if err := t.check(); err != nil {
		return err
	}
	if t.Len() > SheetRows {
		return fmt.Errorf("sheet %s: %d rows, a sheet holds %d under its heading", name, t.Len(), SheetRows)
	}
	sheet := w.book.Free(name)
	if err := t.Sheet(w.book, sheet, w.opt); err != nil {
		return fmt.Errorf("sheet %s: %w", sheet, err)
	}
	w.sheets++
	said := []any{
		sheet, visible.Line(t.Caption.In(w.opt.Lang)), int64(t.Len()),
		visible.Line(t.Source.In(w.opt.Lang)), strings.Join(t.notesShown(w.opt), " "),
	}
	for i, v := range said {
		face := xlsx.Face{Wrap: true}
		if _, ok := v.(int64); ok {
			face = xlsx.Face{Right: true, Format: "#,##0"}
		}
		if err := w.contents.Set(i+1, w.sheets+1, xlsx.Cell{Value: v, Face: face}); err != nil {
			return fmt.Errorf("sheet %s: %w", w.contents.Name, err)
		}
	}
	return nil
}

// Write finishes the workbook. The same tables give the same bytes.
func (w *Workbook) Write(to io.Writer) error {
	if err := w.book.Write(to); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}
