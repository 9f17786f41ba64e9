package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/workspace"
	"kuvio/internal/write"
)

// importWait is how long an import waits for another one to end.
const importWait = 30 * time.Second

type importOptions struct {
	madeUp    bool
	strict    bool
	dryRun    bool
	retrieved string
	override  bool
	covers    bool
	mapping   string
	sheet     string
	rejects   string
	format    string
	wait      time.Duration
	reject    func(record.Reject)
	names     map[string]string // of files that are not called what their path is
}

func newImport(a *app) *cobra.Command {
	o := new(importOptions)
	var formats strings.Builder
	for _, l := range source.Layouts {
		fmt.Fprintf(&formats, "\n  %-26s %s", l.Format, l.Looks)
	}
	cmd := &cobra.Command{
		Use:   "import FILE|DIR|-...",
		Short: "Take files into the workspace's store",
		Long: `Import reads files as they came, whatever their names, and stores what they say
as one vintage: all of it or, where something fails, nothing. A row that cannot
be read is listed, and written to a file of rejects, and the others are
imported (--strict: nothing is). Importing a file again changes nothing, and one that
was taken whole and has not changed is not even read. A folder stands for the files in
it, a pattern for those it matches, - for standard input.

A cell belongs to the newest download, not to the last import: what an older
one says otherwise is left out, and how much that was is said; what it alone
has is taken. So is a file in an earlier division of municipalities (it has
figures of some that have merged since) against one in a later. The day of a
download is what --retrieved says, else the file's own date, else the day it was
first imported. --override takes the older figures all the same.

A figure that a newer download covers and no longer has is withdrawn: the history
has it, values and figures no longer do. SOTKAnet's own files cover every area of
the categories they hold (where they have most of those held), in the years and
genders they hold; of other files --covers says so. One with rejected rows covers
nothing, and one that would withdraw more than a tenth needs --override.

Of kuvio's own tables the values that a source published are read; what kuvio computed,
a rate from its count or the rest of the country, is rejected. They do not say when
their figures were downloaded: --retrieved does, and where others are held it must.

The largest correction is named, and, quiet or not, those that should not pass
unread: by a quarter or more, and further than any revision of the indicator
before, or to at least four times the values of the years beside it or at most a
fourth. What fewer than ten events were on both sides is not judged. So are new
values several times those held beside them, of thirty events or of the country.

Where a file does not say all of itself (which indicator, which year), the
error shows a mapping that would settle it: complete it, keep it, name it with
--map or under 'mappings:' in kuvio.yaml ('kuvio help mappings').

The formats:` + formats.String() + `

Exit codes: 0 done, 1 nothing could be imported, 2 usage, 3 some files failed
or rows were rejected, 130 interrupted (nothing was stored).`,
		Example: `  kuvio import sotkanet-data.xlsx visits.csv
  kuvio import --retrieved 2026-11-21 191.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("import what? name at least one file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runImport(cmd.Context(), o, args, cmd.InOrStdin())
		},
	}
	cmd.Flags().BoolVar(&o.madeUp, "made-up", false, "the files hold example data: every table and figure of it says so")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "import nothing if one row is rejected or one file fails")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "store nothing, say what would be")
	cmd.Flags().StringVar(&o.mapping, "map", "", "a mapping that says what the files do not (see 'kuvio inspect')")
	cmd.Flags().StringVar(&o.sheet, "sheet", "", "the sheet of a workbook to read (default: every sheet with a table)")
	cmd.Flags().StringVar(&o.rejects, "rejects", "", "file for the rows that were not imported (default: data/rejects.csv in the workspace)")
	cmd.Flags().StringVar(&o.format, "format", "text", "of the summary: text, or json to stdout")
	cmd.Flags().StringVar(&o.retrieved, "retrieved", "", "the day the files were fetched, yyyy-mm-dd (default: the file's own date, else the day it was first imported)")
	cmd.Flags().BoolVar(&o.override, "override", false, "figures of an older download, or of an earlier division, take the place of newer ones, and however many the files no longer have are withdrawn")
	cmd.Flags().BoolVar(&o.covers, "covers", false, "the files hold all there is of their indicators, years and kinds of area: what they no longer have is withdrawn")
	cmd.Flags().DurationVar(&o.wait, "wait", importWait, "how long to wait for another import to end")
	return cmd
}

func (a *app) runImport(ctx context.Context, o *importOptions, files []string, stdin io.Reader) error {
	if o.retrieved != "" && !workspace.IsDay(o.retrieved) {
		return usagef("--retrieved %s: expected a day such as 2026-11-21 (or a month or year, where the day is not known)", o.retrieved)
	}
	if today := a.Now().Format(time.DateOnly); o.retrieved > today[:len(o.retrieved)] {
		return usagef("--retrieved %s: expected the day the files were fetched, which is today (%s) at the latest", o.retrieved, today)
	}
	if o.format != "text" && o.format != "json" {
		return usagef("--format %s: expected text or json", o.format)
	}
	s, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	files, names, done, err := inputs(files, stdin)
	defer done()
	if err != nil {
		return err
	}
	o.names = names
	list := s.rejectsOf(o)
	o.reject = list.add
	rep, err := a.importFiles(ctx, s, o, files, nil)
	rejects, writeErr := list.close(err == nil && rep.Failed() < len(rep.Files))
	if rep == nil {
		return err
	}
	a.reportRejects(rep, rejects)
	if err == nil {
		a.reportImport(rep)
		a.reportSizes(ctx, s.Session, rep)
	}
	if o.format == "json" {
		writeErr = errors.Join(writeErr, reportJSON(a.Stdout, rep, rejects))
	}
	switch {
	case err != nil || writeErr != nil:
		return errors.Join(err, writeErr)
	case rep.Failed() == len(rep.Files):
		return errors.New("nothing was imported")
	case rep.Rejected > 0 && taken(rep) == 0:
		return errors.New("nothing was imported: every row was rejected")
	case rep.Failed() > 0 || rep.Rejected > 0:
		return fmt.Errorf("%w: %s failed, %s rejected", errPartial, count(rep.Failed(), "file"), count(rep.Rejected, "row"))
	}
	return nil
}

// taken is how many rows were imported or held already.
func taken(rep *ingest.Report) int {
	n := 0
	for _, f := range rep.Files {
		n += f.New + f.Changed + f.Same + f.Missing + f.Older
	}
	return n
}

// importFiles imports files into the session's store.
func (a *app) importFiles(ctx context.Context, s *opened, o *importOptions, files []string, described []domain.Indicator) (*ingest.Report, error) {
	inputs := ingest.Inputs(files...)
	for i, path := range files {
		inputs[i].Name, inputs[i].Covers = o.names[path], o.covers
		inputs[i].Options = s.reading(o.mapping, o.sheet, path)
	}
	return a.importInputs(ctx, s, o, inputs, described)
}

// importInputs imports into the session's store, with a progress bar on a
// terminal.
func (a *app) importInputs(ctx context.Context, s *opened, o *importOptions, inputs []ingest.Input, described []domain.Indicator) (*ingest.Report, error) {
	im := &ingest.Importer{
		Store: s.Store, Catalog: s.Catalog, MadeUp: o.madeUp, Strict: o.strict, Retrieved: o.retrieved, Override: o.override, Now: a.Now(),
		Who:  write.Who("import of "+filepath.Base(inputs[0].Called()), a.Now()),
		Wait: o.wait, Descriptions: described, DryRun: o.dryRun, Reject: o.reject,
		Receipts: ingest.OpenReceipts(filepath.Join(s.ws.DataDir(), ingest.ReceiptsName), howBuilt().program()),
	}
	if a.ErrTerminal && !a.quiet {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.progress), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription("importing"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
		im.Progress = func(rows int) { _ = bar.Add(rows) }
		defer bar.Finish()
	}
	return im.Files(ctx, inputs)
}
