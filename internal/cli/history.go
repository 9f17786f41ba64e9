package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/revision"
	"kuvio/internal/session"
)

type historyOptions struct {
	output
	indicators string
	regions    string
	gender     string
}

func newHistory(a *app) *cobra.Command {
	o := new(historyOptions)
	cmd := &cobra.Command{
		Use:   "history [-i INDICATORS] [-r REGIONS]",
		Short: "List imports, and the published values they revised",
		Long: `History lists the imports. With -i, -r or both it lists every published value
of those that an import revised: what it said before and after, one observation
a row. Imports that only brought new observations are summed up.

The kind of a revision is a correction, or a change of division: the source
computed the history of areas anew because municipalities changed their area.
It is taken for a change of division where, in at least two years and a third
of all years before the newest, either at least five areas and a third of those
of a level changed, or the counts of the areas that changed cancel out; and where
a municipality then has what it and one that has merged into it had before, which
is a merger however few areas there are.
What changed the whole country's figures and those of its areas by one factor is a
change of unit or definition. Everything else is a correction; the newest year is often preliminary and
proves nothing.`,
		Example: `  kuvio history
  kuvio history -i 191 -r maakunta:13
  kuvio history -r kunta@maakunta:13 --format csv -o revisions.csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runHistory(cmd.Context(), o) },
	}
	o.output.bind(cmd)
	cmd.Flags().StringVarP(&o.indicators, "indicator", "i", "", "indicators whose revised values to list: 191, @plan; separated by commas")
	cmd.Flags().StringVarP(&o.regions, "region", "r", "", "regions whose revised values to list: kunta:179, maa, kunta@maakunta:13")
	cmd.Flags().StringVar(&o.gender, "gender", "total", "whose revised values to list: total, male, female or all")
	return cmd
}

func (a *app) runHistory(ctx context.Context, o *historyOptions) error {
	s, err := a.openFor(ctx, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	if o.indicators == "" && o.regions == "" {
		h, err := revision.Imports(ctx, s.Session)
		if err != nil {
			return err
		}
		return a.print(o.output, report.Imports(h.Vintages), s.Lang)
	}
	which, err := o.which(s.Session)
	if err != nil {
		return err
	}
	h, err := revision.HistoryOf(ctx, s.Session, which)
	if err != nil {
		return err
	}
	if len(h.Missing) > 0 {
		a.warn("no data of indicator %s in this workspace", domain.Some(h.Missing))
	}
	if h.Others > 0 {
		a.warn("left out: %s of other genders than %s; --gender all lists them", count(h.Others, "revised value"), o.gender)
	}
	return a.print(o.output, report.Revisions(&h, s.RegionName, s.Lang), s.Lang)
}

// which reads the flags. A region that is computed is a usage error.
func (o *historyOptions) which(s *session.Session) (w revision.Which, err error) {
	if o.regions != "" {
		areas, err := s.Areas(o.regions)
		if err != nil {
			return w, regionError("-r", err)
		}
		w.Regions = make(map[domain.RegionID]bool, len(areas))
		for _, area := range areas {
			if area.Derived() {
				return w, usagef("-r %s: computed and never published, so it has no history: take its parts, or 'kuvio trace' for one number of it", area.ID)
			}
			w.Regions[area.ID] = true
		}
	}
	if w.Genders, err = session.Genders(o.gender); err != nil {
		return w, usagef("--gender: %w", err)
	}
	if o.indicators != "" {
		selectors, err := s.Selectors(o.indicators)
		if err != nil {
			return w, selectionError(err)
		}
		w.Indicators = slices.Concat(selectors...)
	}
	return w, nil
}
