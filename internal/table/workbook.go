package table

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// Workbook is several tables in one XLSX file, each on a sheet of its own,
// with a list of them on the first. Tables may be forgotten once added: their
// sheets are kept as the text they are in the file, large ones on disk. Close
// it in any case.
type Workbook struct {
	book   workbook
	sheets []sheetEntry
	taken  map[string]bool // names of sheets, in lower case
}

// sheetEntry is what the list says of one sheet.
type sheetEntry struct {
	name, caption, source string
	rows                  int
	notes                 []string
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
	contentsWidths = []float64{14, 70, 10, 60, 60}
)

// NewWorkbook starts a workbook in the language of the options.
func NewWorkbook(opt Options) (*Workbook, error) {
	w := &Workbook{book: workbook{excelize.NewFile(), nil, opt.Lang, map[string]int{}}, taken: map[string]bool{"history": true}} // Excel's own
	contents := contentsSheet.In(opt.Lang)
	w.taken[strings.ToLower(contents)] = true
	if err := w.book.SetSheetName(firstSheet, contents); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// Close lets go of what the workbook keeps on disk.
func (w *Workbook) Close() error { return w.book.Close() }

// Add puts the table on a sheet of the name, or of one like it where a sheet
// cannot be called that or another is.
func (w *Workbook) Add(name string, t *Table) error {
	if err := t.check(); err != nil {
		return err
	}
	if len(t.Rows) > SheetRows {
		return fmt.Errorf("sheet %s: %d rows, a sheet holds %d under its heading", name, len(t.Rows), SheetRows)
	}
	b := w.book
	b.table = t
	sheet := w.free(name)
	if _, err := b.NewSheet(sheet); err != nil {
		return fmt.Errorf("sheet %s: %w", sheet, err)
	}
	if err := b.writeData(sheet); err != nil {
		return fmt.Errorf("sheet %s: %w", sheet, err)
	}
	w.sheets = append(w.sheets, sheetEntry{
		sheet, visible.Line(t.Caption.In(b.lang)), visible.Line(t.Source.In(b.lang)), len(t.Rows), t.notesShown(Options{Lang: b.lang}),
	})
	return nil
}

// free is a name for a sheet that Excel takes and no other sheet has.
func (w *Workbook) free(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]'`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	clean = cmp.Or(clean, "_")
	free := shorten(clean, excelize.MaxSheetNameLength)
	for n := 2; w.taken[strings.ToLower(free)]; n++ {
		end := fmt.Sprintf("~%d", n)
		free = shorten(clean, excelize.MaxSheetNameLength-len(end)) + end
	}
	w.taken[strings.ToLower(free)] = true
	return free
}

// shorten cuts a text to at most n UTF-16 units, as Excel counts.
func shorten(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// Write finishes the workbook. The same tables give the same bytes.
func (w *Workbook) Write(to io.Writer) error {
	err := w.book.setProperties("")
	if err == nil {
		err = w.writeContents()
	}
	var packed bytes.Buffer
	if err == nil {
		err = w.book.Write(&packed)
	}
	if err == nil {
		err = inOrder(to, packed.Bytes())
	}
	if err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// writeContents fills the first sheet: a row for each other one.
func (w *Workbook) writeContents() error {
	name := contentsSheet.In(w.book.lang)
	sheet, err := w.book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range contentsWidths {
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	bold, err := w.book.headingStyle(false)
	if err != nil {
		return err
	}
	heads := make([]any, len(contentsHeads))
	for i, h := range contentsHeads {
		heads[i] = excelize.Cell{StyleID: bold, Value: h.In(w.book.lang)}
	}
	if err := sheet.SetRow("A1", heads); err != nil {
		return err
	}
	for i, s := range w.sheets {
		cells := []any{s.name, s.caption, s.rows, s.source, strings.Join(s.notes, " ")}
		if err := sheet.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// inOrder copies a ZIP file with its parts by name: excelize writes streamed
// sheets in an order of chance.
func inOrder(to io.Writer, packed []byte) error {
	from, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(to)
	for _, f := range from.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}
