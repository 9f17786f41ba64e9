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

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/source"
)

// importWait is how long an import waits for another one to end.
const importWait = 30 * time.Second

type importOptions struct {
	madeUp    bool
	strict    bool
	retrieved string
	wait      time.Duration
}

func newImport(a *app) *cobra.Command {
	o := new(importOptions)
	var formats strings.Builder
	for _, f := range source.Formats {
		fmt.Fprintf(&formats, "\n  %-26s %s", f, f.Layout())
	}
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take files into the workspace's store",
		Long: `Import reads files as they came, whatever their names, and stores what they say
as one vintage: all of it or, where something fails, nothing. A row that cannot
be read is listed and the others are imported (--strict: nothing is).
Importing a file again changes nothing.

The formats:` + formats.String() + `

Exit codes: 0 done, 1 nothing could be imported, 2 usage, 3 some files failed
or rows were rejected, 130 interrupted (nothing was stored).`,
		Example: `  kuvio import sotkanet-data.xlsx visits.csv
  kuvio import --retrieved 2026-11-21 191.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef(cmd, "import what? name at least one file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.runImport(cmd, o, args) },
	}
	cmd.Flags().BoolVar(&o.madeUp, "made-up", false, "the files hold example data: every table and figure of it says so")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "import nothing if one row is rejected or one file fails")
	cmd.Flags().StringVar(&o.retrieved, "retrieved", "", "the day the files were fetched, yyyy-mm-dd (default: today)")
	cmd.Flags().DurationVar(&o.wait, "wait", importWait, "how long to wait for another import to end")
	return cmd
}

func (a *app) runImport(cmd *cobra.Command, o *importOptions, files []string) error {
	if o.retrieved == "" {
		o.retrieved = a.Now().Format(time.DateOnly)
	} else if !validDay(o.retrieved) {
		return usagef(cmd, "--retrieved %s: expected a day such as 2026-11-21 (or a month or year, where the day is not known)", o.retrieved)
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	rep, err := a.importFiles(cmd.Context(), s, o, files, nil)
	if rep != nil {
		a.reportRejects(rep)
	}
	if err == nil {
		a.reportImport(rep)
	}
	switch {
	case err != nil:
		return err
	case rep.Failed() == len(rep.Files):
		return errors.New("nothing was imported")
	case rep.Failed() > 0 || len(rep.Rejects) > 0:
		return fmt.Errorf("%w: %s failed, %s rejected", errPartial, count(rep.Failed(), "file"), count(len(rep.Rejects), "row"))
	}
	return nil
}

func validDay(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// importFiles imports into the session's store, with a progress bar on a
// terminal.
func (a *app) importFiles(ctx context.Context, s *session, o *importOptions, files []string, described []domain.Indicator) (*ingest.Report, error) {
	im := &ingest.Importer{
		Store: s.db, Catalog: s.cat, MadeUp: o.madeUp, Strict: o.strict, Retrieved: o.retrieved, Now: a.Now(),
		Who:  fmt.Sprintf("process %d (importing %s, since %s)", os.Getpid(), filepath.Base(files[0]), a.Now().Format("15:04:05")),
		Wait: o.wait, Descriptions: described,
	}
	if a.ErrTerminal && !a.quiet {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.Stderr), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription("importing"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
		im.Progress = func(rows int) { _ = bar.Add(rows) }
		defer bar.Finish()
	}
	return im.Files(ctx, files)
}

// reportRejects says on stderr which rows and files were not taken.
func (a *app) reportRejects(rep *ingest.Report) {
	for _, r := range rep.Rejects {
		a.warn("rejected: %s", r.Error())
	}
	for _, f := range rep.Files {
		if f.Err != nil {
			a.warn("failed: %v", f.Err)
		}
	}
}

// reportImport says on stderr what an import that went through did.
func (a *app) reportImport(rep *ingest.Report) {
	for _, f := range rep.Files {
		if f.Err != nil {
			continue
		}
		a.say("%s: %s, %s", f.Name, f.Format, contents(f))
	}
	if len(rep.UnknownRegions) > 0 {
		ids := make([]domain.RegionID, len(rep.UnknownRegions))
		for i, r := range rep.UnknownRegions {
			ids[i] = r.ID
		}
		a.say("%s unknown to the catalogue, kept and usable by id: %s", count(len(ids), "region"), someOf(ids))
	}
	if len(rep.UnknownIndicators) > 0 {
		a.say("%s without a description, kept: %s (SOTKAnet's /indicators/ID, imported as JSON, brings the title and unit)",
			count(len(rep.UnknownIndicators), "indicator"), someOf(rep.UnknownIndicators))
	}
	if len(rep.ReplacedMadeUp) > 0 {
		a.warn("example data gave way to real data: %s", someOf(rep.ReplacedMadeUp))
	}
	if len(rep.OlderTookOver) > 0 {
		a.warn("figures of an older download took the place of newer ones: %s", someOf(rep.OlderTookOver))
	}
	switch {
	case rep.Vintage != 0:
		a.say("stored as vintage %d", rep.Vintage)
	case rep.Failed() < len(rep.Files):
		a.say("nothing changed: the store held all of this already")
	}
}

// contents says what a file held: observations, or descriptions alone.
func contents(f ingest.FileReport) string {
	switch {
	case f.Rows > 0:
		return fmt.Sprintf("%s: %d new, %d changed, %d unchanged, %d rejected (%d without a value)",
			count(f.Rows, "observation"), f.New, f.Changed, f.Same, f.Rejected, f.Missing)
	case f.Indicators > 0:
		return count(f.Indicators, "indicator") + " described"
	case f.Regions > 0:
		return count(f.Regions, "region") + " described"
	}
	return "no observations"
}

// count is a number of things in English: "1 region", "3 regions".
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// someOf lists ids in a message: the first few of many, and how many more.
func someOf[T ~string](ids []T) string {
	const most = 12
	parts := make([]string, 0, most)
	for _, id := range ids[:min(len(ids), most)] {
		parts = append(parts, string(id))
	}
	list := strings.Join(parts, ", ")
	if more := len(ids) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
