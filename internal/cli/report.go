package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/compare"
	"kuvio/internal/disclosure"
	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/report/docx"
	"kuvio/internal/report/markdown"
	"kuvio/internal/report/regional"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

type reportOptions struct {
	selection
	file     string
	format   string
	template string
	with     string
	year     yearFlag
	fdr      float64
	top      int
}

// usualTop is how many indicators of a report have a figure: of four to six pages.
const usualTop = 6

func newReport(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Put a report on a region together: Word, web page, workbook, slides, Markdown",
		Long: `Report puts documents together of what the other commands say: sentences, tables
and figures, with notes and sources.

  report region   what a region's figures say: what stands out, what has moved,
                  where it stands among others, and what is missing
  report trend    what rose, fell, turned, or went otherwise than the country

Findings stand first, as 'kuvio scan' and 'kuvio trend' have them: adjusted for the
number of tests. Indicators that say something have a paragraph and a figure, of
others their name and their row in the table. What is missing, suppressed, old or
too little to judge is said.`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newReportRegion(a), newReportTrend(a))
	return cmd
}

func newReportRegion(a *app) *cobra.Command {
	o := new(reportOptions)
	cmd := &cobra.Command{
		Use:   "region -r REGION -o FILE",
		Short: "What a region's figures say, on four to six pages",
		Long: `Report region says what the indicators say of one region, of all that is held or
those of -i:

  - what matters most: what stands out from other areas or the country ('kuvio
    scan'), what differs from the country's level, what turned, rose or fell
  - a table: value, direction, benchmarks, verdict ('kuvio profile')
  - those that say something one by one, at most --top: level, place among the
    areas of its category, turns, a figure of lines beside the benchmarks, and of
    the first two the areas beside each other
  - the others by name, and what is missing, suppressed or old
  - how it is to be read, and the sources

The benchmarks are the whole country and, of a municipality, its maakunta, unless
--with names others. A small municipality has few figures: what chance alone could
make is not drawn.

Where figures that are shown beside each other tell one that its source withholds (or
that suppressed_below of kuvio.yaml takes for withheld), such as a total without all
other areas, stderr says which; the document is written all the same.

The file's name says the format: ` + documentEndings() + `.
Exit codes: 0 done, 3 done, but what is shown tells a withheld figure.`,
		Example: `  kuvio report region -r kunta:179 -o jyvaskyla.docx
  kuvio report region -r kunta:179 -i @plan --year 2021 --top 4 -o jyvaskyla.html
  kuvio report region -r maakunta:13 --template liitto.dotx -o keski-suomi.docx
  kuvio report region -r maakunta:13 --lang sv -o mellersta-finland.html`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runReportRegion(cmd.Context(), o) },
	}
	o.bind(a, cmd)
	cmd.Flags().StringVar(&o.with, "with", "", "benchmarks: regions such as maakunta:13, or peers; separated by commas (default: the whole country and a municipality's maakunta)")
	return cmd
}

func newReportTrend(a *app) *cobra.Command {
	o := new(reportOptions)
	all := false
	cmd := &cobra.Command{
		Use:   "trend -r REGION -o FILE",
		Short: "What rose, fell, turned, or went otherwise than the country",
		Long: `Report trend says how the indicators of one region have moved, of all that is held
or those of -i: what went otherwise than the country, what turned, rose and fell, as
sentences; a table; figures of at most --top of them, the surest first; by name what
was steady, unclear or has too few values; what is missing; how it was found; the
sources. Directions are those of 'kuvio trend', and a rise or fall is told as one
where its q is below --fdr.

The file's name says the format: ` + documentEndings() + `.`,
		Example: `  kuvio report trend -r maakunta:13 -o suunnat.html
  kuvio report trend -r maakunta:13 -i @plan --years 2000- -o suunnat.html`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if all && o.Indicators != "" {
				return usagef("--all and -i %s: expected one of them", o.Indicators)
			}
			return a.runReportTrend(cmd.Context(), o)
		},
	}
	o.bind(a, cmd)
	cmd.Flags().BoolVar(&all, "all", false, "every indicator held, as without -i")
	return cmd
}

func (o *reportOptions) bind(a *app, cmd *cobra.Command) {
	o.selection.bind(cmd, true)
	o.selection.bindBasis(a, cmd)
	flags := cmd.Flags()
	flags.Lookup("indicator").Usage = "indicators: 191, 1339+3377, @plan; separated by commas (default: all held)"
	flags.Lookup("region").Usage = "the region: kunta:179, maakunta:13 or a name"
	flags.Lookup("breakdown").Usage = breakdownsOfMany
	flags.StringVarP(&o.file, "output", "o", "", "the file: NAME"+documentEndings())
	flags.StringVar(&o.format, "format", "", "the format, where the file's name does not say it: "+strings.Join(documentFormats(), ", "))
	flags.StringVar(&o.template, "template", "", "of a .docx: the Word document or template whose styles, header, footer and page it has")
	flags.Var(&o.year, "year", "as it was known of this year: no later figures")
	flags.Float64Var(&o.fdr, "fdr", defaultFDR, "limit of q: expected share of false findings, in percent")
	flags.IntVar(&o.top, "top", usualTop, "how many indicators have a figure, at most")
}

func (o *reportOptions) check() error {
	switch {
	case !(o.fdr >= 0.1 && o.fdr <= 50):
		return usagef("--fdr %v: expected a percentage from 0.1 to 50, such as 5", o.fdr)
	case o.top < 0:
		return usagef("--top %d: expected how many indicators have a figure, from 0", o.top)
	case o.Regions == "":
		return usagef("name a region with -r, such as -r maakunta:13 (search with 'kuvio list regions')")
	case !o.year.IsZero() && o.Years != "":
		return usagef("--year and --years: expected one of them")
	}
	_, err := o.writer()
	return err
}

// query reads the flags: one region, and the indicators held unless some are named.
func (o *reportOptions) query(ctx context.Context, s *session.Session) (series.Query, error) {
	if !o.year.IsZero() {
		o.Years = "-" + string(o.year.Period)
	}
	q, err := o.queryHeld(ctx, s)
	if err == nil && len(q.Areas) != 1 {
		err = usagef("-r %s: %d regions, expected one: a report is of one region", o.Regions, len(q.Areas))
	}
	return q, err
}

func (o *reportOptions) options() regional.Options {
	return regional.Options{FDR: o.fdr / 100, Top: o.top}
}

// reported is what a report is made of.
type reported interface {
	Document(l domain.Lang) (*document.Document, error)
	Shown() []disclosure.Number
}

// runReport writes the report of what is read of a query.
func (a *app) runReport(ctx context.Context, o *reportOptions, read func(*opened, series.Query) (reported, error)) error {
	if err := o.check(); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.query(ctx, s.Session)
	if err != nil {
		return err
	}
	r, err := read(s, q)
	if err != nil {
		return err
	}
	d, err := r.Document(s.Lang)
	if err != nil {
		return err
	}
	if err := a.printReport(o, d); err != nil {
		return err
	}
	return a.sayDisclosed(ctx, s.Session, r.Shown())
}

func (a *app) runReportRegion(ctx context.Context, o *reportOptions) error {
	return a.runReport(ctx, o, func(s *opened, q series.Query) (reported, error) {
		with, err := o.benchmarks(s.Session, q.Areas[0])
		if err != nil {
			return nil, err
		}
		r, err := regional.ReadRegion(ctx, s.builder(), q, with, o.options())
		if r.Scan.NoPeers != nil {
			a.say("scanned without peers: %v", r.Scan.NoPeers)
		}
		if err == nil {
			a.sayLacking(r.Scan.Lacking)
		}
		return r, err
	})
}

func (a *app) runReportTrend(ctx context.Context, o *reportOptions) error {
	return a.runReport(ctx, o, func(s *opened, q series.Query) (reported, error) {
		r, err := regional.ReadTrends(ctx, s.builder(), q, o.options())
		if err == nil {
			a.sayFound(q, r.Found)
		}
		return r, err
	})
}

// benchmarks are those of --with or, where none is named, the whole country and the
// maakunta of a municipality.
func (o *reportOptions) benchmarks(s *session.Session, area series.Area) ([]compare.Ref, error) {
	list := o.with
	if list == "" {
		list = string(domain.WholeCountry)
		if m, ok := regional.Within(s, area.ID); ok {
			list = string(m) + "," + list
		}
	}
	refs, err := benchmarkRefs(s, list)
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		if ref.Mean || ref.Target != nil {
			return nil, usagef("--with %s: expected regions, such as maakunta:13, or peers: a report is of one region and several indicators", o.with)
		}
	}
	return slices.DeleteFunc(refs, func(ref compare.Ref) bool { return ref.Area.ID == area.ID }), nil
}

// sayDisclosed says of the figures that a document shows which withheld ones follow from
// them; the error is then errPartial.
func (a *app) sayDisclosed(ctx context.Context, s *session.Session, shown []disclosure.Number) error {
	leaks, err := disclosure.Check(ctx, s, shown)
	if err != nil {
		return err
	}
	for i := range leaks {
		a.warn("%s", leaks[i].Told(func(id domain.RegionID) string { return s.RegionName(id).In(domain.English) }))
	}
	if n := len(leaks); n > 0 {
		return fmt.Errorf("%w: what is shown tells %s", errPartial, count(n, "withheld figure"))
	}
	return nil
}

// writer is the format asked for, or the one that the file's name says.
func (o *reportOptions) writer() (documentFormat, error) {
	name := cmp.Or(o.format, strings.ToLower(strings.TrimPrefix(filepath.Ext(o.file), ".")))
	f, ok := formatOf(name)
	switch {
	case ok && o.template == "":
		return f, nil
	case ok && name != "docx":
		return documentFormat{}, usagef("--template %s: expected a .docx to be made, found .%s", o.template, name)
	case ok:
		return o.templated(f)
	case o.format != "":
		return documentFormat{}, usagef("--format %s: expected one of %s", o.format, strings.Join(documentFormats(), ", "))
	case o.file == "":
		return documentFormat{}, usagef("name a file with -o, such as -o report.%s: its ending says the format (%s)", documents[0].name, documentEndings())
	}
	return documentFormat{}, usagef("-o %s: expected a name that ends in %s, or --format", o.file, documentEndings())
}

// templated is the format of Word with the styles of a file.
func (o *reportOptions) templated(f documentFormat) (documentFormat, error) {
	content, err := os.ReadFile(o.template)
	if err != nil {
		return f, fmt.Errorf("--template %w", err)
	}
	f.write = func(w io.Writer, d *document.Document, _ string) ([]markdown.File, error) {
		if err := docx.Write(w, d, docx.Options{Template: content}); err != nil {
			return nil, fmt.Errorf("%s: %w", o.template, err)
		}
		return nil, nil
	}
	return f, nil
}

// printReport writes a report where the flags say.
func (a *app) printReport(o *reportOptions, d *document.Document) error {
	f, err := o.writer()
	if err != nil {
		return err
	}
	return a.printDocument(f, o.file, d)
}
