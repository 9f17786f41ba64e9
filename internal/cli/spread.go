package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/between"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

type spreadOptions struct {
	selection
	output
	weights      string
	explain      bool
	acrossBreaks bool
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
the years after it are used.`,
		Example: `  kuvio spread -i 3126 -r kunta@maakunta:13 --explain
  kuvio spread -i 191 -r maakunta@maa --years 2010- --format csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runSpread(cmd, o) },
	}
	o.selection.bind(cmd, true)
	o.selection.bindMoney(cmd)
	o.output.bind(cmd)
	cmd.Flags().StringVar(&o.weights, "weights", "", "weigh regions by the people of this indicator, such as 127 (default: the values' denominators)")
	cmd.Flags().BoolVar(&o.explain, "explain", false, "say whether the regions draw together over the years")
	cmd.Flags().BoolVar(&o.acrossBreaks, "across-breaks", false, "with --explain: across changes of definition too")
	return cmd
}

func (a *app) runSpread(cmd *cobra.Command, o *spreadOptions) error {
	if o.weights != "" {
		if _, err := domain.ParseIndicatorID(o.weights); err != nil {
			return usagef(cmd, "--weights: %w", err)
		}
	}
	s, err := a.openFor(cmd, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	all, err := a.load(cmd, s, o.selection)
	if err != nil {
		return err
	}
	a.warnMixed(all)
	if err := a.warnMerged(cmd, s, o.selection, all, 0); err != nil {
		return err
	}
	t := &table.Table{Columns: append(spreadKindColumns(all), spreadColumns...)}
	var notes []domain.Notes
	var explained []domain.Text
	used := all
	for _, k := range series.Kinds(all) {
		kind := k.Series
		weights, err := a.weights(cmd, s, o, kind[0].Indicator)
		if err != nil {
			return err
		}
		rows := between.Spreads(kind, weights)
		people, err := a.peopleUsed(cmd, s, o, kind[0].Indicator, rows)
		if err != nil {
			return err
		}
		used = append(used, people...)
		decimals := kindDecimals(kind)
		for _, r := range rows {
			t.Rows = append(t.Rows, append(spreadKindValues(&kind[0], s.lang), spreadValues(r, decimals)...))
			notes = append(notes, r.Notes)
		}
		if o.explain {
			c := between.Converge(kind, s.trendOptions().Direction, o.acrossBreaks)
			explained = append(explained, convergenceTexts(&kind[0], &c)...)
		}
	}
	if len(explained) > 0 {
		explained = append(explained, convergenceCaution)
	}
	t.Source = cite.Source(used)
	addNotes(t, notes)
	t.Notes = append(append([]domain.Text{spreadNote}, explained...), t.Notes...)
	return a.print(cmd, o.output, t, s.lang)
}

// warnMixed says where regions of several categories are set beside each
// other: the whole country among its municipalities counts everyone twice.
func (a *app) warnMixed(all []series.Series) {
	var categories []string
	for i := range all {
		category := string(all[i].Region.Category())
		if category != "" && !slices.Contains(categories, category) {
			categories = append(categories, category)
		}
	}
	if len(categories) > 1 {
		a.warn("regions of several kinds are counted together: %s", strings.Join(categories, ", "))
	}
}

// kindDecimals is how many decimals the values of a kind are published with.
func kindDecimals(kind []series.Series) int {
	d := 0
	for i := range kind {
		d = max(d, kind[i].Decimals())
	}
	return d
}
