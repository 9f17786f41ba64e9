package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/diff"
	"kuvio/internal/lock"
	"kuvio/internal/report"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

type diffOptions struct {
	since  string
	format string
	file   string
}

func newDiff(a *app) *cobra.Command {
	o := new(diffOptions)
	cmd := &cobra.Command{
		Use:   "diff [--since VINTAGE|DATE|LOCK]",
		Short: "Say what changed: values, new years, conclusions and figures, and why",
		Long: `Diff says what the last refresh that changed anything changed, or with --since what
has changed since an import, the end of a day, or another kuvio.lock, such as one
out of git. First stand the values to be looked at: one for all those of an
indicator that changed by one factor (another unit), corrections out of the
ordinary, as 'kuvio import' names them, and new values at least four times the
years beside them or a fourth. Then

  conclusions   directions, evidence, turning years, verdicts, ranks and findings of
                the figures, the tables and watch: that are others now, before and
                now, and why: what touched their own values first (correction,
                division, withdrawn, new year), then the areas they are set beside,
                the price index, definitions, the file of the figure, settings, and
                the version of kuvio. Everything that applies is named
  new years     of each indicator, and of how many areas
  values        that were revised, by cause, and the farthest; those that figures
                and tables say something of one by one ('kuvio history -i 191' has
                all)
  figures       and tables that were made again, are new or gone, fail now, or were
                left with older data

Conclusions are kept in kuvio.lock and in data/locks, so that they are known after
'kuvio prune'. Without a kuvio.lock it compares the values of imports alone.

--format md is for a merge request, html a mail that needs nothing besides, csv one
change a row. json has the keys before, now, standouts, conclusions, standing
(how many stand as they were), years, values, outputs, pruned (indicators whose
earlier values are no more), foreign (the lock is of another store) and later
(imports since the last refresh).

Exit codes: 0 whether or not something changed, 1 error, 2 usage.`,
		Example: `  kuvio diff
  kuvio diff --since import:3
  kuvio diff --since 2026-03-01 --format html --lang sv -o changes.html
  git show main:kuvio.lock > old.lock && kuvio diff --since old.lock --format md`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runDiff(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", "an import, 3 or import:3; a day, 2026-03-01; or the file of a lock (default: the last refresh that changed anything)")
	flags.StringVar(&o.format, "format", "", "text, md, json, html or csv (default: by the name of -o, or text)")
	flags.StringVarP(&o.file, "output", "o", "", "write to this file")
	return cmd
}

// diffFormats are those of diff, by the endings of files.
var diffFormats = map[string]string{".txt": "text", ".md": "md", ".json": "json", ".html": "html", ".htm": "html", ".csv": "csv"}

// check finds what is wrong with the flags, and settles the format.
func (o *diffOptions) check(a *app) error {
	if a.asOf != "" {
		return usagef("--as-of does not go with diff: name the earlier time with --since")
	}
	if o.format == "" {
		o.format = "text"
		if ext := filepath.Ext(o.file); ext != "" {
			if o.format = diffFormats[ext]; o.format == "" {
				return usagef("-o %s: name a format with --format, or a file that ends in .txt, .md, .json, .html or .csv", o.file)
			}
		}
	}
	for _, f := range diffFormats {
		if f == o.format {
			return nil
		}
	}
	return usagef("--format: unknown output format %q: use text, md, json, html or csv", o.format)
}

func (a *app) runDiff(ctx context.Context, o *diffOptions) error {
	if err := o.check(a); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	before, now, err := a.locks(ctx, s, o.since)
	if err != nil {
		return err
	}
	d, err := diff.Run(ctx, s.Session, before, now)
	if err != nil {
		return err
	}
	text, err := a.diffIn(o, d, s.Session)
	if err != nil {
		return err
	}
	return a.printText(output{file: o.file}, text)
}

// diffIn is what changed in the format asked for.
func (a *app) diffIn(o *diffOptions, d *diff.Diff, s *session.Session) (string, error) {
	page := func() *report.Page { return report.DiffPage(d, s.RegionName, s.Describe, s.Lang) }
	switch o.format {
	case "json":
		content, err := report.DiffJSON(d, s.RegionName, s.Describe, s.Lang)
		return string(content), err
	case "csv":
		var b strings.Builder
		err := report.DiffTable(d, s.RegionName, s.Describe, s.Lang).Write(&b, table.CSV, table.Options{})
		return b.String(), err
	case "html":
		return page().Mail()
	case "md":
		return page().Markdown()
	}
	if o.file != "" || !a.Terminal {
		return page().Text(0, false), nil
	}
	return page().Text(a.Width, !a.noColor && a.Getenv("NO_COLOR") == ""), nil
}

// locks are the two that are compared: the present one, and the one of --since. Where
// nothing was refreshed they have the numbers of the imports alone.
func (a *app) locks(ctx context.Context, s *opened, since string) (before, now *lock.Lock, err error) {
	if now, err = lock.Read(s.ws.Dir); err != nil {
		return nil, nil, err
	}
	file := since != "" && namesLock(since)
	if now.Import == 0 && len(now.Outputs) == 0 && !file {
		a.say("no %s yet, so that nothing is known of figures and conclusions: 'kuvio refresh' writes it", lock.Name)
		return a.imports(ctx, s.Session, since)
	}
	switch {
	case file:
		content, err := os.ReadFile(since)
		if err != nil {
			return nil, nil, err
		}
		before, err = lock.Parse(since, content)
		return before, now, err
	case since != "":
		when, err := sinceWhen(since)
		if err != nil {
			return nil, nil, err
		}
		if before, _, err = lock.At(s.ws.DataDir(), when); err != nil {
			return nil, nil, fmt.Errorf("--since %s: %w", since, err)
		}
		return before, now, nil
	}
	before, err = lastOther(s.ws.DataDir(), now)
	return before, now, err
}

// lastOther is the newest lock that is kept and has other outputs; where none is kept
// it is empty.
func lastOther(dataDir string, now *lock.Lock) (*lock.Lock, error) {
	kept, err := lock.Earlier(dataDir)
	if err != nil {
		return nil, err
	}
	for _, k := range slices.Backward(kept) {
		l, err := k.Lock()
		if err != nil {
			return nil, err
		}
		if !lock.Same(l, now) {
			return l, nil
		}
	}
	return &lock.Lock{Format: lock.Format}, nil
}

// namesLock reports whether --since names a file.
func namesLock(since string) bool {
	if strings.ContainsAny(since, `/\`) || strings.HasSuffix(since, ".lock") || strings.HasSuffix(since, ".json") {
		return true
	}
	info, err := os.Stat(since)
	return err == nil && !info.IsDir()
}

// sinceWhen is --since as locks are asked for: import:3 or a day.
func sinceWhen(since string) (string, error) {
	number, isImport := strings.CutPrefix(since, session.ByImport)
	if n, err := strconv.ParseInt(number, 10, 64); err == nil && n > 0 {
		return session.ByImport + number, nil
	}
	if _, err := time.Parse(time.DateOnly, since); err == nil && !isImport {
		return since, nil
	}
	return "", usagef("--since %s: expected an import such as import:3, a day such as 2026-03-01 or the file of a lock", since)
}

// imports are locks of a workspace that was never refreshed: the newest import, and
// the one of --since or the one before it.
func (a *app) imports(ctx context.Context, s *session.Session, since string) (before, now *lock.Lock, err error) {
	vintages, err := s.Store.Vintages(ctx)
	if err != nil {
		return nil, nil, err
	}
	if len(vintages) == 0 {
		return nil, nil, session.ErrNothingHeld
	}
	newest := vintages[len(vintages)-1]
	then := func(v store.Vintage) bool { return v.ID < newest.ID }
	if since != "" {
		when, err := sinceWhen(since)
		if err != nil {
			return nil, nil, err
		}
		then = func(v store.Vintage) bool { return v.Day() <= when }
		if number, ok := strings.CutPrefix(when, session.ByImport); ok {
			n, _ := strconv.ParseInt(number, 10, 64) // as sinceWhen read it
			then = func(v store.Vintage) bool { return v.ID <= store.VintageID(n) }
		}
	}
	before = &lock.Lock{Format: lock.Format, Release: release}
	for _, v := range vintages {
		if then(v) {
			before.Import = v.ID
		}
	}
	if since != "" && before.Import == 0 {
		return nil, nil, fmt.Errorf("--since %s: nothing was held then: the first import is of %s", since, vintages[0].Day())
	}
	return before, &lock.Lock{Format: lock.Format, Release: release, Import: newest.ID}, nil
}
