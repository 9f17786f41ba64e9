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
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/write"
	"kuvio/internal/xlsx"
)

// outcome is what an export did to its folder.
type outcome struct {
	new, replaced, same int
	names               []string // of its files, from the folder on
	removed             []string // files of the export before that are of this one no more
	left                []string // such files that somebody has changed since, which stay
	others              []string // files a reader of the folder would take for its own
	inTheWay            []string // files of its names that no export made
}

// folder stages an export's files, which change together.
type folder struct {
	dir       string
	stage     *write.Stage
	form      export.Form
	force     bool                    // writes over what is in the way
	was       []*datapackage.Resource // what the folder says it has
	earlier   []string                // files in it that an earlier export made
	resources []*datapackage.Resource
	outcome
}

// keep takes a file that would be made the same, if nobody has changed it since.
func (f *folder) keep(r *datapackage.Resource) (encoded, bool) {
	return encoded{name: r.Path, resource: r}, f.stage.Holds(r.Path, r.Bytes, r.Sum())
}

// described is a part as a file that is to be described.
func (f *folder) described(name string, content []byte, p export.Part) (encoded, error) {
	outcome, sum, err := f.stage.Put(name, content)
	if err != nil {
		return encoded{}, err
	}
	return encoded{name: name, outcome: outcome, resource: p.Resource(name, len(content), sum)}, nil
}

func (f *folder) add(e encoded) error {
	switch e.outcome {
	case write.New:
		f.new++
	case write.Replaced:
		f.replaced++
		if !slices.Contains(f.earlier, e.name) {
			f.inTheWay = append(f.inTheWay, e.name)
		}
	default:
		f.same++
	}
	f.names = append(f.names, e.name)
	if e.resource != nil {
		f.resources = append(f.resources, e.resource)
	}
	return nil
}

// finish describes the files beside them, and removes those of the export before that
// are of this one no more.
func (f *folder) finish(x *export.Selected) error {
	for _, r := range x.Gone(f.resources) {
		switch _, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(r.Path))); {
		case err != nil:
		case f.stage.Holds(r.Path, r.Bytes, r.Sum()):
			f.stage.Remove(r.Path)
			f.removed = append(f.removed, r.Path)
		default:
			f.left = append(f.left, r.Path)
		}
	}
	p := x.Describe(f.form, f.resources)
	content, err := p.Encode()
	if err != nil {
		return err
	}
	if _, _, err := f.stage.Put(datapackage.FileName, content); err != nil {
		return err
	}
	if f.form.Format == "csv" {
		if content, err = p.CSVW(); err != nil {
			return err
		}
		if _, _, err := f.stage.Put(datapackage.CSVWFileName, content); err != nil {
			return err
		}
	}
	return nil
}

// read reads what the folder has of an earlier export. One in another format, which the
// description of this one would take the place of, is refused, and so is a description
// that another program made, unless it is to be written over.
func (f *folder) read() error {
	var is, by string
	for _, d := range []struct {
		name string
		read func(content []byte) (format string)
	}{{datapackage.FileName, f.readPackage}, {datapackage.CSVWFileName, f.readCSVW}} {
		path := filepath.Join(f.dir, d.name)
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		format := d.read(content)
		if format == "" && !f.force {
			return fmt.Errorf("%s was not made by kuvio: move it away, choose another folder with -o, or write over it with --force", near(path))
		}
		if is == "" && format != "" {
			is, by = format, d.name
		}
	}
	if isWorkbook(filepath.Join(f.dir, workbookName)) {
		f.earlier = append(f.earlier, workbookName)
		if is == "" {
			is, by = "xlsx", workbookName
		}
	}
	if is != "" && is != f.form.Format {
		return fmt.Errorf("%s has an export as %s in it, by its %s: choose another folder for %s", near(f.dir), is, by, f.form.Format)
	}
	return nil
}

// readPackage reads which files an export made, and what of, and gives its format; "" of
// a description that kuvio did not write.
func (f *folder) readPackage(content []byte) (format string) {
	was, err := datapackage.Parse(content)
	if err != nil || len(was.Resources) == 0 || slices.ContainsFunc(was.Resources, func(r *datapackage.Resource) bool { return r.Made == nil }) {
		return ""
	}
	f.was = was.Resources
	for _, r := range f.was {
		f.earlier = append(f.earlier, r.Path)
	}
	return f.was[0].Format
}

// readCSVW reads from the description that may have been left alone which files an
// export made: its columns are those of an export.
func (f *folder) readCSVW(content []byte) (format string) {
	paths, columns := datapackage.ParseCSVW(content)
	if len(columns) == 0 {
		return ""
	}
	for _, name := range columns {
		if !slices.ContainsFunc(f.form.Columns, func(c table.Column) bool { return c.Name == name }) {
			return ""
		}
	}
	f.earlier = append(f.earlier, paths...)
	return "csv"
}

// isWorkbook reports whether a file is a workbook as kuvio left it.
func isWorkbook(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	return err == nil && xlsx.Made(file, info.Size())
}

// refusal is the error of an export that would write over what no export made.
func (f *folder) refusal() error {
	if f.force || len(f.inTheWay) == 0 {
		return nil
	}
	return fmt.Errorf("%s has files in the way that no export of kuvio made: %s: move them away, choose another folder with -o, or write over them with --force",
		near(f.dir), domain.Some(f.inTheWay))
}

// lookAround lists the files of the pattern that are not of the export.
func (f *folder) lookAround(pattern string) {
	found, _ := filepath.Glob(filepath.Join(globSafe(f.dir), pattern))
	mine := make(map[string]bool, len(f.names))
	for _, n := range slices.Concat(f.names, f.removed, f.left) {
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
type parquetFiles struct{ *folder }

func newParquetFiles(f *folder, _ domain.Lang) partWriter { return parquetFiles{f} }

func (f parquetFiles) encode(p export.Part) (encoded, error) {
	var b bytes.Buffer
	if err := export.Parquet(&b, p); err != nil {
		return encoded{}, err
	}
	return f.described(export.ParquetName(p.ID), b.Bytes(), p)
}

func (f parquetFiles) finish(x *export.Selected) error {
	err := f.folder.finish(x)
	f.lookAround(filepath.Join("indicator=*", "*.parquet"))
	return err
}

// csvFiles is DIR/191.csv.
type csvFiles struct {
	*folder
	lang domain.Lang
}

func newCSVFiles(f *folder, l domain.Lang) partWriter { return csvFiles{f, l} }

func (f csvFiles) encode(p export.Part) (encoded, error) {
	var b bytes.Buffer
	if err := report.WriteValues(&b, p.Series, f.lang, f.form.Dialect); err != nil {
		return encoded{}, err
	}
	return f.described(export.CSVName(p.ID), b.Bytes(), p)
}

func (f csvFiles) finish(x *export.Selected) error {
	err := f.folder.finish(x)
	f.lookAround("*.csv")
	return err
}

const (
	workbookName = "kuvio.xlsx"
	// workbookRows bounds a workbook, all its sheets together: that many take 250 MB
	// of memory here, and spreadsheet programs do not open more with ease.
	workbookRows = table.SheetRows
)

// workbookFile is DIR/kuvio.xlsx.
type workbookFile struct {
	*folder
	lang domain.Lang
	book *table.Workbook
	rows int
}

func newWorkbookFile(f *folder, l domain.Lang) partWriter {
	return &workbookFile{folder: f, lang: l}
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
	t, err := report.Values(series.Together(p.Series), f.lang)
	if err != nil {
		return err
	}
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

func (f *workbookFile) finish(*export.Selected) error {
	var b bytes.Buffer
	if err := f.book.Write(&b); err != nil {
		return err
	}
	outcome, _, err := f.stage.Put(workbookName, b.Bytes())
	if err != nil {
		return err
	}
	return f.folder.add(encoded{name: workbookName, outcome: outcome})
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
