package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/datapackage"
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
	dir       string
	resources []*datapackage.Resource // of the files, where they are to be described
	outcome
}

// describer describes resources that are written in a form.
type describer func(export.Form, []*datapackage.Resource) (*datapackage.Package, error)

// describe puts beside the files what they are, for other programs.
func (f *folder) describe(form export.Form, by describer) error {
	form.Columns = report.ValueHeadings()
	p, err := by(form, f.resources)
	if err != nil {
		return err
	}
	var set write.Set
	content, err := p.Encode()
	if err != nil {
		return err
	}
	set.Add(filepath.Join(f.dir, datapackage.FileName), content)
	if form.Format == "csv" {
		if content, err = p.CSVW(); err != nil {
			return err
		}
		set.Add(filepath.Join(f.dir, datapackage.CSVWFileName), content)
	}
	_, err = set.Commit()
	return err
}

// checkDescribed refuses a folder whose description another program made, or that of an
// export in another format, which the description of this one would take the place of.
func checkDescribed(dir, format string) error {
	path := filepath.Join(dir, datapackage.FileName)
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		path = filepath.Join(dir, datapackage.CSVWFileName)
		if _, err := os.Lstat(path); err == nil && format == "csv" {
			return fmt.Errorf("%s was not made by kuvio: move it away, or choose another folder", near(path))
		}
		return nil
	case err != nil:
		return err
	}
	was, err := datapackage.Parse(content)
	if err != nil || len(was.Resources) == 0 || slices.ContainsFunc(was.Resources, func(r *datapackage.Resource) bool { return r.Made == nil }) {
		return fmt.Errorf("%s was not made by kuvio: move it away, or choose another folder", near(path))
	}
	if is := was.Resources[0].Format; is != format {
		return fmt.Errorf("%s has an export as %s in it, by its %s: choose another folder for %s", near(dir), is, datapackage.FileName, format)
	}
	return nil
}

// add writes a file of its own.
func (f *folder) add(e encoded) error {
	if e.resource != nil {
		f.resources = append(f.resources, e.resource)
	}
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
	return described(export.ParquetName(p.ID), b.Bytes(), p), err
}

func (f *parquetFiles) finish(by describer) error {
	f.lookAround(filepath.Join("indicator=*", "*.parquet"))
	return f.describe(export.Form{Format: "parquet"}, by)
}

// described is a part as a file that is to be described.
func described(name string, content []byte, p export.Part) encoded {
	return encoded{name: name, content: content, resource: p.Resource(name, content)}
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
	return described(export.CSVName(p.ID), b.Bytes(), p), err
}

func (f *csvFiles) finish(by describer) error {
	f.lookAround("*.csv")
	return f.describe(export.Form{Format: "csv", Dialect: f.dialect}, by)
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

func (f *workbookFile) finish(describer) error {
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
