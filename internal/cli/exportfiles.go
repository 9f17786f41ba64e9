package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/export"
	"kuvio/internal/report"
	"kuvio/internal/table"
	"kuvio/internal/write"
)

// outcome is what an export did to its folder.
type outcome struct {
	new, replaced, same int
	names               []string // of its files, from the folder on
	others              []string // files a reader of the folder would take for its own
}

// folder writes an export's files, each whole or not at all.
type folder struct {
	dir string
	outcome
}

// add writes a file of its own.
func (f *folder) add(e encoded) error {
	path := filepath.Join(f.dir, filepath.FromSlash(e.name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	_, statErr := os.Stat(path)
	var set write.Set
	set.Add(path, e.content)
	changed, err := set.Commit()
	switch {
	case err != nil:
		return err
	case len(changed) == 0:
		f.same++
	case statErr == nil:
		f.replaced++
	default:
		f.new++
	}
	f.names = append(f.names, e.name)
	return nil
}

// lookAround lists the files of the pattern that the export did not write.
func (f *folder) lookAround(pattern string) {
	found, _ := filepath.Glob(filepath.Join(globSafe(f.dir), pattern))
	mine := make(map[string]bool, len(f.names))
	for _, n := range f.names {
		mine[n] = true
	}
	for _, path := range found {
		if name, err := filepath.Rel(f.dir, path); err == nil && !mine[filepath.ToSlash(name)] {
			f.outcome.others = append(f.outcome.others, filepath.ToSlash(name))
		}
	}
	slices.Sort(f.outcome.others)
}

func (f *folder) discard()         {}
func (f *folder) written() outcome { return f.outcome }

// parquetFiles is DIR/indicator=191/part-0.parquet.
type parquetFiles struct{ folder }

func newParquetFiles(dir string, _ domain.Lang, _ table.Dialect) partWriter {
	return &parquetFiles{folder{dir: dir}}
}

func (f *parquetFiles) encode(p export.Part) (encoded, error) {
	var b bytes.Buffer
	err := export.Parquet(&b, p)
	return encoded{name: export.ParquetName(p.ID), content: b.Bytes()}, err
}

func (f *parquetFiles) finish() error {
	f.lookAround(filepath.Join("indicator=*", "*.parquet"))
	return nil
}

// csvFiles is DIR/191.csv.
type csvFiles struct {
	folder
	lang    domain.Lang
	dialect table.Dialect
}

func newCSVFiles(dir string, l domain.Lang, d table.Dialect) partWriter {
	return &csvFiles{folder{dir: dir}, l, d}
}

func (f *csvFiles) encode(p export.Part) (encoded, error) {
	var b bytes.Buffer
	err := report.Values(p.Series, f.lang).Write(&b, table.CSV, table.Options{Lang: f.lang, CSV: f.dialect})
	return encoded{name: export.CSVName(p.ID), content: b.Bytes()}, err
}

func (f *csvFiles) finish() error {
	f.lookAround("*.csv")
	return nil
}

const (
	workbookName = "kuvio.xlsx"
	// workbookRows bounds a workbook, all its sheets together: that many take
	// 1 GB of memory here, and spreadsheet programs do not open more with ease.
	workbookRows = table.SheetRows
)

// workbookFile is DIR/kuvio.xlsx.
type workbookFile struct {
	folder
	lang domain.Lang
	book *table.Workbook
	rows int
}

func newWorkbookFile(dir string, l domain.Lang, _ table.Dialect) partWriter {
	return &workbookFile{folder: folder{dir: dir}, lang: l}
}

func (f *workbookFile) encode(p export.Part) (encoded, error) { return encoded{part: p}, nil }

func (f *workbookFile) add(e encoded) error {
	p := e.part
	if f.book == nil {
		var err error
		if f.book, err = table.NewWorkbook(table.Options{Lang: f.lang}); err != nil {
			return err
		}
	}
	const instead = "choose fewer indicators, regions or years, or write --format parquet or csv"
	if n := p.Rows(); n > table.SheetRows {
		return fmt.Errorf("indicator %s has %d observations, a sheet of xlsx holds %d: %s", p.ID, n, table.SheetRows, instead)
	}
	if f.rows += p.Rows(); f.rows > workbookRows {
		return fmt.Errorf("more than %d observations up to indicator %s are too many for one workbook: %s", workbookRows, p.ID, instead)
	}
	t := report.Values(p.Series, f.lang)
	t.Caption = caption(p)
	return f.book.Add(string(p.ID), t)
}

// caption is what a workbook's list of sheets says of a part.
func caption(p export.Part) domain.Text {
	if len(p.Series) == 0 {
		return domain.Text{FI: string(p.ID)}
	}
	return report.Heading(p.Series[0].Indicator)
}

func (f *workbookFile) finish() error {
	var b bytes.Buffer
	if err := f.book.Write(&b); err != nil {
		return err
	}
	return f.folder.add(encoded{name: workbookName, content: b.Bytes()})
}

func (f *workbookFile) discard() {
	if f.book != nil {
		f.book.Close()
	}
}

// globSafe writes a folder's name so that filepath.Glob takes it literally.
func globSafe(dir string) string {
	if os.PathSeparator == '\\' {
		return dir // there a backslash escapes nothing
	}
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(dir)
}
