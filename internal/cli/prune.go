package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/store"
	"kuvio/internal/write"
)

type pruneOptions struct {
	store.Prune
	wait time.Duration
}

func newPrune(a *app) *cobra.Command {
	o := new(pruneOptions)
	cmd := &cobra.Command{
		Use:   "prune --keep N | --before DATE",
		Short: "Drop how the data stood long ago",
		Long: `Prune drops old states of the data: of each indicator all but the newest N, or
with --before all that nobody needs who asks for the data --as-of that day or a
later one. The newest state of an indicator is never dropped. States take little
room, a few bytes for each figure that was revised; most of it is freed by --history.

What imports revised ('kuvio history') and where every number came from ('kuvio
trace') stays; --history drops what those imports revised whose state is gone,
too. What is dropped cannot be brought back except by importing it again.`,
		Example: `  kuvio prune --keep 5 --dry-run
  kuvio prune --before 2025-01-01`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runPrune(cmd.Context(), o, cmd.Flags().Changed) },
	}
	cmd.Flags().IntVar(&o.Keep, "keep", 0, "how many of the newest states of each indicator to keep")
	cmd.Flags().StringVar(&o.Before, "before", "", "drop what no --as-of from this day on needs, yyyy-mm-dd")
	cmd.Flags().BoolVar(&o.History, "history", false, "drop also what the imports of dropped states revised")
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "only say what would be dropped")
	cmd.Flags().DurationVar(&o.wait, "wait", importWait, "how long to wait for an import to end")
	return cmd
}

func (a *app) runPrune(ctx context.Context, o *pruneOptions, given func(flag string) bool) error {
	keep, before := given("keep"), given("before")
	switch {
	case keep == before:
		return usagef("say what to drop: either --keep N, such as --keep 5, or --before DATE, such as --before 2025-01-01")
	case keep && o.Keep < 1:
		return usagef("--keep %d: expected 1 or more: the newest is always kept", o.Keep)
	case before:
		if _, err := time.Parse(time.DateOnly, o.Before); err != nil {
			return usagef("--before %s: expected a day such as 2025-01-01", o.Before)
		}
	}
	s, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	who := write.Who("pruning", a.Now())
	p, err := s.Store.Prune(ctx, o.Prune, who, o.wait)
	if err != nil {
		return err
	}
	a.reportPrune(o, p)
	return nil
}

// reportPrune says what was dropped, or would be.
func (a *app) reportPrune(o *pruneOptions, p store.Pruned) {
	if p.Panels+p.Revisions == 0 {
		a.say("nothing to drop")
		return
	}
	did := "dropped"
	if o.DryRun {
		did = "would drop"
	}
	what := fmt.Sprintf("%s of %s", count(p.Panels, "old state"), count(p.Indicators, "indicator"))
	if o.History {
		what += " and the history of " + count(p.Revisions, "revision")
	}
	if o.DryRun {
		a.say("%s %s: %s of data", did, what, bytesText(p.Bytes))
		return
	}
	a.say("%s %s: %s of data, the store is %s smaller", did, what, bytesText(p.Bytes), bytesText(p.Freed))
}

// bytesText is a number of bytes in the unit that suits it.
func bytesText(n int64) string {
	const kilo, mega = 1e3, 1e6
	switch v := float64(n); {
	case v >= mega:
		return locale.Number(domain.English, v/mega, 1) + " MB"
	case v >= kilo:
		return locale.Number(domain.English, v/kilo, 1) + " kB"
	}
	return count(int(n), "byte")
}
