package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"kuvio/internal/datapackage"
	"kuvio/internal/domain"
	"kuvio/internal/export"
	"kuvio/internal/report"
	"kuvio/internal/write"
)

type exportOptions struct {
	selection
	format string
	excel  string
	dir    string
	force  bool
}

// exportFormats are the forms an export can have, by the names a user gives
// them, and what takes its parts.
var exportFormats = map[string]func(*folder, domain.Lang) partWriter{
	"csv": newCSVFiles, "parquet": newParquetFiles, "xlsx": newWorkbookFile,
}

func newExport(a *app) *cobra.Command {
	o := new(exportOptions)
	cmd := &cobra.Command{
		Use:   "export --format csv|parquet|xlsx -o DIR",
		Short: "Write everything held, or a selection, for other programs",
		Long: `Export writes the observations of the workspace into a folder, all of them or
those of -i, -r, --gender and --years, in the columns and order of the regions
that 'kuvio values --format csv' has, and every year that the source lists, without
a number too:

  csv      DIR/191.csv, a file for each indicator
  parquet  DIR/indicator=191/part-0.parquet, partitioned by indicator as DuckDB,
           Spark, Trino, pandas and R read it; a value there is none of is null
  xlsx     DIR/kuvio.xlsx, a sheet for each indicator

Beside the files of csv and parquet stands datapackage.json, a Frictionless Data
Package (version 2): of each file its title, source, licence where it is known, size
and SHA-256, the type and meaning of each column, and how missing and suppressed
figures are written; beside those of csv also csv-metadata.json, the same as CSV on the
Web has it. Their texts are in the language of --lang. A folder that has an export in
another format is refused. So are such a description of another program's and files in
the way that no export made, such as a download called 191.csv; --force writes over them.

-o names a folder: one that is called as a file (all.csv) is refused unless it is
there. One table of everything in one file is 'kuvio values ... -o all.csv', without a
description.

An export into the folder of an earlier one makes those files again of which
something has changed: the data, a name, a setting, kuvio, or the file itself. Files of
the earlier one that this one lacks are removed, unless somebody has changed them
since; other files are left alone. All files change together at the end: who breaks
it off finds the folder as it was. In names of files, what is neither letter, digit,
dot nor hyphen is written as %3A for a colon.

Exit codes: 0 done, 1 nothing was held or selected, or a file is in the way or could not
be written, 2 usage, 130 interrupted. Only after 0 is the folder another than it was.`,
		Example: `  kuvio export --format parquet -o bank
  kuvio export --format xlsx -i @plan -r kunta@maakunta:13 --years 2010- -o plan
  duckdb -c "SELECT * FROM read_parquet('bank/*/*.parquet', hive_partitioning=true)"`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runExport(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	gender := cmd.Flags().Lookup("gender") // here nothing is left out unless asked for
	gender.DefValue, o.Gender = "all", "all"
	cmd.Flags().StringVar(&o.format, "format", "", "csv, parquet or xlsx")
	bindExcel(cmd, &o.excel)
	cmd.Flags().StringVarP(&o.dir, "output", "o", "", "write into this folder")
	cmd.Flags().BoolVar(&o.force, "force", false, "write over files in the way that no export made")
	return cmd
}

func (a *app) runExport(ctx context.Context, o *exportOptions) error {
	newFiles, known := exportFormats[o.format]
	switch {
	case o.format == "":
		return usagef("name a format with --format: csv, parquet or xlsx")
	case !known:
		return usagef("--format: unknown export format %q: use csv, parquet or xlsx", o.format)
	case o.dir == "":
		return usagef("name a folder to write into with -o DIR")
	}
	form, err := dialect(o.excel, o.format == "csv")
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.parse(s.Session)
	if err != nil {
		return err
	}
	selected, err := export.Select(ctx, s.Session, q)
	if err != nil {
		return err
	}
	if err := makeDir(o.dir); err != nil {
		return err
	}
	stage, err := write.OpenStage(o.dir)
	if err != nil {
		return err
	}
	defer stage.Close()
	for _, line := range stage.Said {
		a.say("%s", line)
	}
	f := &folder{dir: o.dir, stage: stage, force: o.force, form: export.Form{Format: o.format, Dialect: form, Columns: report.ValueHeadings()}}
	if err := f.read(); err != nil {
		return err
	}
	if o.format != "xlsx" { // whose sheets say themselves what they are
		selected.After(f.was, f.form, howBuilt().line())
	}
	files := newFiles(f, s.Lang)
	defer files.discard()
	taken, err := a.export(ctx, selected, files)
	if err == nil {
		err = f.refusal()
	}
	if err == nil {
		err = stage.Commit()
	}
	a.reportExport(o.dir, taken, files.written(), err == nil)
	return err
}

// partWriter writes an export's parts.
type partWriter interface {
	keep(*datapackage.Resource) (encoded, bool) // as it is there; of several at once
	encode(export.Part) (encoded, error)        // of several at once
	add(encoded) error                          // in their order
	finish(*export.Selected) error              // writes what waits for the last part
	discard()                                   // lets go of what was not written
	written() outcome                           // what it has done so far
}

// encoded is a part as a format has it.
type encoded struct {
	name     string // of its file, slash-separated
	outcome  write.Outcome
	resource *datapackage.Resource // nil of what is not described
	part     export.Part           // of a workbook, which has all of them in one file
}

// export writes the indicators in their order, with a progress bar on a terminal.
func (a *app) export(ctx context.Context, selected *export.Selected, files partWriter) (export.Taken, error) {
	step := func() {}
	if a.ErrTerminal && !a.quiet {
		bar := progressbar.NewOptions(len(selected.Query.Indicators), progressbar.OptionSetWriter(a.progress), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription("exporting"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
		step = func() { _ = bar.Add(1) }
		defer bar.Finish()
	}
	taken, err := export.Each(ctx, selected, export.Work[encoded]{Keep: files.keep, Make: files.encode, Use: files.add, Done: step})
	if err == nil && taken.Rows == 0 {
		err = errors.New("there is no observation in this selection: nothing is written")
	}
	if err == nil {
		err = files.finish(selected)
	}
	return taken, err
}

// makeDir makes the folder where there is none.
func makeDir(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("export to %s: that is a file, expected a folder: name another with -o", dir)
	}
	if ext := strings.TrimPrefix(filepath.Ext(dir), "."); err != nil && exportFormats[ext] != nil {
		return usagef("-o %s: an export is a folder of files, one for each indicator, and this is called as a file: name a folder, such as -o %s; 'kuvio values' writes one file", dir, strings.TrimSuffix(dir, "."+ext))
	}
	return os.MkdirAll(dir, 0o755)
}

// reportExport says on stderr what was found, and of what is done what was written.
func (a *app) reportExport(dir string, t export.Taken, r outcome, done bool) {
	if t.Parts > 0 {
		a.sayLacking(t.Lacking)
	}
	if len(t.Empty) > 0 {
		a.say("no rows in this selection: %s", domain.Some(t.Empty))
	}
	if !done {
		return
	}
	a.say("%s: %s in %s, %d new, %d replaced, %d unchanged: %s", near(dir), count(t.Rows, "observation"), count(len(r.names), "file"),
		r.new, r.replaced, r.same, domain.Some(r.names))
	if len(r.removed) > 0 {
		a.say("removed from %s, of the export before and not of this one: %s", near(dir), domain.Some(r.removed))
	}
	if len(r.left) > 0 {
		a.warn("also in %s, of the export before and not of this one, changed since and left as it is: %s", near(dir), domain.Some(r.left))
	}
	if len(r.others) > 0 {
		a.warn("also in %s, not of this export and left as it is: %s", near(dir), domain.Some(r.others))
	}
}
