package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/export"
	"kuvio/internal/series"
	"kuvio/internal/store"
)

type exportOptions struct {
	selection
	format string
	dir    string
}

// exportFormats are the forms an export can have, by the names a user gives
// them, and what takes its parts.
var exportFormats = map[string]func(*exporting) partWriter{
	"csv": newCSVFiles, "parquet": newParquetFiles, "xlsx": newWorkbookFile,
}

func newExport(a *app) *cobra.Command {
	o := new(exportOptions)
	cmd := &cobra.Command{
		Use:   "export --format csv|parquet|xlsx -o DIR",
		Short: "Write everything held, or a selection, for other programs",
		Long: `Export writes the observations of the workspace into a folder, all of them or
those of -i, -r, --gender and --years, in the columns and order of the regions
that 'kuvio values --format csv' has:

  csv      DIR/191.csv, a file for each indicator
  parquet  DIR/indicator=191/part-0.parquet, partitioned by indicator as DuckDB,
           Spark, Trino, pandas and R read it; a value there is none of is null
  xlsx     DIR/kuvio.xlsx, a sheet for each indicator

Files of the export take the place of those an earlier one wrote, each as a
whole; other files in the folder are left alone. In names of files, what is
neither letter, digit, dot nor hyphen is written as %3A for a colon.

Exit codes: 0 done, 1 nothing was held or a file could not be written, 2 usage,
130 interrupted (whole files only; run it again for the rest).`,
		Example: `  kuvio export --format parquet -o bank
  kuvio export --format xlsx -i @plan -r kunta@maakunta:13 --years 2010- -o plan
  duckdb -c "SELECT * FROM read_parquet('bank/*/*.parquet', hive_partitioning=true)"`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runExport(cmd, o) },
	}
	o.selection.bind(cmd, true)
	gender := cmd.Flags().Lookup("gender") // here nothing is left out unless asked for
	gender.DefValue, o.gender = "all", "all"
	cmd.Flags().StringVar(&o.format, "format", "", "csv, parquet or xlsx")
	cmd.Flags().StringVarP(&o.dir, "output", "o", "", "write into this folder")
	return cmd
}

func (a *app) runExport(cmd *cobra.Command, o *exportOptions) error {
	newFiles, known := exportFormats[o.format]
	switch {
	case o.format == "":
		return usagef(cmd, "name a format with --format: csv, parquet or xlsx")
	case !known:
		return usagef(cmd, "--format: unknown export format %q: use csv, parquet or xlsx", o.format)
	case o.dir == "":
		return usagef(cmd, "name a folder to write into with -o DIR")
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := a.exportQuery(cmd, s, o.selection)
	if err != nil {
		return err
	}
	x := &exporting{session: s, dir: o.dir, query: q, allAreas: o.regions == ""}
	if err := x.makeDir(); err != nil {
		return err
	}
	x.files = newFiles(x)
	defer x.files.discard()
	err = a.export(cmd.Context(), x)
	a.reportExport(x)
	return err
}

// exportQuery is the selection with every indicator where none is named. The
// session's store stays as it is now: an import that ends meanwhile is not
// seen in part.
func (a *app) exportQuery(cmd *cobra.Command, s *session, sel selection) (series.Query, error) {
	q, err := sel.parse(cmd, s)
	if err != nil {
		return q, err
	}
	vintages, err := s.db.Vintages(cmd.Context())
	if err != nil {
		return q, err
	}
	if len(vintages) == 0 {
		return q, errNothingHeld
	}
	s.db = s.db.AsOf(vintages[len(vintages)-1].ID)
	if q.Indicators != nil {
		return q, nil
	}
	held, err := s.db.Holdings(cmd.Context())
	for _, h := range held {
		q.Indicators = append(q.Indicators, series.Selector{h.Indicator})
	}
	if err == nil && len(held) == 0 {
		err = errNothingHeld
	}
	return q, err
}

var errNothingHeld = errors.New("this workspace holds no data: 'kuvio import FILE' brings some")

// exporting is an export under way.
type exporting struct {
	session  *session
	dir      string
	query    series.Query
	allAreas bool // every area an indicator has, rather than the query's
	files    partWriter

	parts, rows int
	empty       []domain.IndicatorID // without a row in the selection
	missing     []domain.IndicatorID // not held
}

// partWriter takes an export's parts, one at a time.
type partWriter interface {
	add(export.Part) error
	finish() error    // writes what waits for the last part
	discard()         // lets go of what was not written
	written() outcome // what it has done so far
}

// export reads and writes one indicator after the other.
func (a *app) export(ctx context.Context, x *exporting) error {
	step := func() {}
	if a.ErrTerminal && !a.quiet {
		bar := progressbar.NewOptions(len(x.query.Indicators), progressbar.OptionSetWriter(a.Stderr), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription("exporting"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
		step = func() { _ = bar.Add(1) }
		defer bar.Finish()
	}
	loader := x.session.loader()
	for _, sel := range x.query.Indicators {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := x.part(ctx, loader, sel); err != nil {
			return err
		}
		step()
	}
	if x.parts == 0 {
		return errNoData{x.missing}
	}
	return x.files.finish()
}

// part exports one selector; one that is not held is noted as missing.
func (x *exporting) part(ctx context.Context, loader *series.Loader, sel series.Selector) error {
	q := x.query
	q.Indicators = []series.Selector{sel}
	if x.allAreas {
		var err error
		if q.Areas, err = x.areasHeld(ctx, sel); err != nil {
			return err
		}
	}
	all, missing, err := loader.Load(ctx, q)
	if err != nil {
		return err
	}
	x.missing = append(x.missing, missing...)
	if len(missing) == len(sel) {
		return nil
	}
	p := export.NewPart(sel, all, x.session.lang)
	if err := x.files.add(p); err != nil {
		return err
	}
	if p.Rows() == 0 {
		x.empty = append(x.empty, p.ID)
	}
	x.parts++
	x.rows += p.Rows()
	return nil
}

// areasHeld is every area that one of the indicators has.
func (x *exporting) areasHeld(ctx context.Context, sel series.Selector) ([]series.Area, error) {
	s, seen := x.session, make(map[domain.RegionID]bool)
	var areas []series.Area
	for _, id := range sel {
		p, _, err := s.db.Panel(ctx, id, store.Latest)
		if errors.Is(err, store.ErrNotHeld) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, r := range p.Regions {
			if r = s.cat.Canonical(r); !seen[r] {
				seen[r] = true
				areas = append(areas, series.Area{ID: r, Name: s.regionName(r)})
			}
		}
	}
	return areas, nil
}

// makeDir makes the folder where there is none.
func (x *exporting) makeDir() error {
	if info, err := os.Stat(x.dir); err == nil && !info.IsDir() {
		return fmt.Errorf("export to %s: that is a file, expected a folder: name another with -o", x.dir)
	}
	return os.MkdirAll(x.dir, 0o755)
}

// reportExport says on stderr what was written, also where it ended early.
func (a *app) reportExport(x *exporting) {
	if x.parts > 0 && len(x.missing) > 0 {
		a.warn("no data of indicator %s in this workspace", someOf(x.missing))
	}
	if len(x.empty) > 0 {
		a.say("no rows in this selection: %s", someOf(x.empty))
	}
	r := x.files.written()
	if len(r.names) > 0 {
		a.say("%s: %s in %s, %d new, %d replaced, %d unchanged: %s", near(x.dir), count(x.rows, "observation"), count(len(r.names), "file"),
			r.new, r.replaced, r.same, someOf(r.names))
	}
	if len(r.others) > 0 {
		a.warn("also in %s, not of this export and left as it is: %s", near(x.dir), someOf(r.others))
	}
}
