package cli

import (
	"context"

	"github.com/spf13/cobra"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/series"
)

type spreadOptions struct {
	selection
	output
	weights      string
	explain      bool
	acrossBreaks bool
	mixed        bool
}

func newSpread(a *app) *cobra.Command {
	o := new(spreadOptions)
	cmd := &cobra.Command{
		Use:   "spread -i INDICATORS -r REGIONS",
		Short: "Say how far regions lie apart, year by year",
		Long: `Spread sets the regions named beside each other in each year: their unweighted
mean, median, lowest and highest value and where these are, and how far they lie
apart. Every region counts the same, but in the weighted columns:

  sd, cv           sample standard deviation; the same divided by the mean
  gini             half the mean difference of all pairs divided by the mean,
                   0 (no differences) to 1-1/n; needs values of 0 or more
  theil            Theil's T; needs values above 0, as max/min does
  p10 ... p90      percentiles, interpolated as R and Excel do (type 7)
  weighted_mean, cv_weighted, gini_weighted, theil_weighted, p90_p10_weighted
                   a region counts by the denominator of its value: people of
                   the indicator named for it ('denominators:' in kuvio.yaml
                   or the catalogue's), else derived from value and count where
                   that is precise to 5 %. --weights 127 names other people.
                   Empty where one region with a value has no weight

Where a count and an exact denominator are known, values are computed from them
and not the rounded published ones. Regions without a value are counted as
missing and left out; below two with a value there is no spread. CV, Gini and
Theil mean something only where values start at a natural zero, and do not tell
real differences from those that chance makes in small regions.

--explain says whether the regions draw together, of those with a value in every
year: sigma convergence is the trend of the CV (Mann-Kendall, Theil-Sen), beta
convergence the regression of yearly growth, from the first year to the last, on
the logarithm of the initial value. Where a definition or series changed, only
the years after it are used.

--format sentences says the latest year in words and, with --explain, whether
differences have changed.`,
		Example: `  kuvio spread -i 3126 -r kunta@maakunta:13 --explain
  kuvio spread -i 191 -r maakunta@maa --years 2010- --format csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runSpread(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	o.selection.bindMoney(cmd)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.output.bindWords(cmd)
	cmd.Flags().StringVar(&o.weights, "weights", "", "weigh regions by the people of this indicator, such as 127 (default: the values' denominators)")
	cmd.Flags().BoolVar(&o.explain, "explain", false, "say whether the regions draw together over the years")
	cmd.Flags().BoolVar(&o.acrossBreaks, "across-breaks", false, "with --explain: across changes of definition too")
	bindMixed(cmd, &o.mixed)
	return cmd
}

func (a *app) runSpread(ctx context.Context, o *spreadOptions) error {
	if o.weights != "" {
		if _, err := domain.ParseIndicatorID(o.weights); err != nil {
			return usagef("--weights: %w", err)
		}
	}
	s, err := a.openFor(ctx, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.query(s.Session)
	if err != nil {
		return err
	}
	r, err := between.RunSpread(ctx, s.Session, q, between.SpreadOptions{Weights: domain.IndicatorID(o.weights), Converge: o.explain, AcrossBreaks: o.acrossBreaks})
	if r.Areas == nil {
		return err
	}
	if err := a.sayAreas(q, r.Areas, o.mixed, s.Lang); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	if o.inWords() {
		return a.printText(o.output, report.SpreadSentences(&r, report.Told{Of: s.Whose(o.Regions), Places: s.Place}, s.Lang))
	}
	return a.print(o.output, report.Spread(&r, s.Lang), s.Lang)
}

// sayAreas says what is to be known of areas that are set beside each other,
// and refuses those of several kinds unless they are asked for.
func (a *app) sayAreas(q series.Query, areas *between.Areas, mixed bool, l domain.Lang) error {
	a.sayFound(q, areas.Found)
	if err := a.checkMixed(areas.Series, mixed); err != nil {
		return err
	}
	a.sayAbsorbed(areas.Absorbed, l)
	return nil
}
