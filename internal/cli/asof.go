package cli

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// writers are the commands that have no use for data as it was.
var writers = []string{"init", "demo", "import", "prune", "version"}

// bindAsOf gives every command --as-of and refuses it to those that read no
// data.
func (a *app) bindAsOf(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.asOf, "as-of", "", "the data as it was known on this day, yyyy-mm-dd")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if a.asOf == "" {
			return nil
		}
		if slices.Contains(writers, cmd.Name()) {
			return usagef(cmd, "--as-of: 'kuvio %s' prints no data; it goes with values, trend, compare, render and the like", cmd.Name())
		}
		if _, err := time.Parse(time.DateOnly, a.asOf); err != nil {
			return usagef(cmd, "--as-of %s: expected a day such as 2026-03-01", a.asOf)
		}
		return nil
	}
}

// goBack takes the session to the day of --as-of: its store is from then on as
// the newest import of that day (UTC) or of an earlier one left it.
func (a *app) goBack(cmd *cobra.Command, s *session) error {
	if a.asOf == "" {
		return nil
	}
	vintages, err := s.db.Vintages(cmd.Context())
	if err != nil {
		return err
	}
	then := store.Latest
	for _, v := range vintages {
		if day(v) <= a.asOf {
			then = v.ID
		}
	}
	switch {
	case len(vintages) == 0:
		return fmt.Errorf("--as-of %s: nothing has been imported into this workspace yet", a.asOf)
	case then == store.Latest:
		return fmt.Errorf("--as-of %s: nothing had been imported by then: the first import was on %s", a.asOf, day(vintages[0]))
	}
	s.db = s.db.AsOf(then)
	return nil
}

// pin keeps the session to the imports there are now, which it lists: what is
// put together from several readings must not have another import between them.
func (s *session) pin(ctx context.Context) ([]store.Vintage, error) {
	vintages, err := s.db.Vintages(ctx)
	if err == nil && len(vintages) > 0 {
		s.db = s.db.AsOf(vintages[len(vintages)-1].ID)
	}
	return vintages, err
}

// day is the day of an import, UTC.
func day(v store.Vintage) string { return v.Imported.UTC().Format(time.DateOnly) }

// sayPruned says which indicators were held at the time but are no more, so
// that a list without them is not taken for all there was.
func (a *app) sayPruned(cmd *cobra.Command, s *session, held map[domain.IndicatorID]store.Holding) error {
	if a.asOf == "" || s.db == nil {
		return nil
	}
	revisions, err := s.db.Revisions(cmd.Context(), "")
	if err != nil {
		return err
	}
	var pruned []domain.IndicatorID
	for _, r := range revisions {
		if _, ok := held[r.Indicator]; !ok && !slices.Contains(pruned, r.Indicator) {
			pruned = append(pruned, r.Indicator)
		}
	}
	if len(pruned) > 0 {
		a.warn("held on %s but pruned since: %s", a.asOf, someOf(pruned))
	}
	return nil
}
