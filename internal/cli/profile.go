package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/compare"
	"kuvio/internal/profile"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

type profileOptions struct {
	selection
	output
	with string
	year yearFlag
}

func newProfile(a *app) *cobra.Command {
	o := new(profileOptions)
	cmd := &cobra.Command{
		Use:   "profile -i INDICATORS -r REGION --with BENCHMARKS",
		Short: "Put one region's indicators, changes and comparisons into a table",
		Long: `Profile makes the table of a welfare report: for each indicator the region's
value, the one before it, the change, the direction (as 'kuvio trend' has it),
each benchmark, and whether the region does better or worse.

The value is the region's latest, of the year in the period column, or that of
--year; years after it are then not looked at. The one before it is the latest
earlier value, in the year that its column says, and is not taken from before a
change of definition (breaks, splices). Benchmarks are of the same year:
regions, peers or target:NUMBER, as 'kuvio help compare-method' explains them.

higher and lower are said as by 'kuvio compare': the region's whole 95 %
interval lies above or below the benchmark's value; without a count and a
denominator there is no interval and no verdict. assessment reads the verdict
against the first benchmark: better or worse where high_is in kuvio.yaml says
which a high value is. An indicator without a value of the region has a row
that says so.`,
		Example: `  kuvio profile -r kunta:179 -i @plan --with maakunta:13,maa
  kuvio profile -r kunta:179 -i 191,1244 --with peers
  kuvio profile -r maakunta:13 -i 191,1244 --year 2014 --format md -o profiili.md`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runProfile(cmd.Context(), o) },
	}
	o.selection.bind(cmd, false)
	o.selection.bindMoney(cmd)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.selection.bindTogether(cmd, false)
	o.output.bind(cmd)
	cmd.Flags().Lookup("region").Usage = "the region: kunta:179, maakunta:13 or a name"
	cmd.Flags().StringVar(&o.with, "with", "maa", "benchmarks: regions such as maakunta:13, peers or target:NUMBER; separated by commas")
	cmd.Flags().Var(&o.year, "year", "the year of every row (default: the region's latest of each indicator)")
	return cmd
}

func (a *app) runProfile(ctx context.Context, o *profileOptions) error {
	if err := o.output.check(a); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	if o.Regions == "" {
		return usagef("name a region with -r, such as -r kunta:179 (search with 'kuvio list regions')")
	}
	q, err := o.parse(s.Session)
	if err != nil {
		return err
	}
	if len(q.Areas) != 1 {
		return usagef("-r %s: %d regions, expected one: a profile is of one region", o.Regions, len(q.Areas))
	}
	area := q.Areas[0]
	refs, err := o.benchmarks(s.Session, area)
	if err != nil {
		return err
	}
	if q.Indicators == nil {
		return noIndicators()
	}
	options := profile.Options{Level: defaultConfidence / 100, Trend: trend.Options{Direction: s.Direction()}, Period: o.year.Period}
	r, err := profile.Run(ctx, s.Session, q, refs, options)
	if r == nil {
		return err
	}
	a.sayFound(q, r.Found)
	if err != nil {
		return err
	}
	format, err := o.chosen()
	if err != nil {
		return err
	}
	return a.print(o.output, report.Profile(r, area, format == table.Text, s.RegionName, s.Lang), s.Lang)
}

// benchmarks are those of --with. The whole country, which is the benchmark
// unless another is named, has none.
func (o *profileOptions) benchmarks(s *session.Session, area series.Area) ([]compare.Ref, error) {
	if o.with == "" {
		return nil, nil
	}
	refs, err := benchmarkRefs(s, o.with)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(refs, func(b compare.Ref) bool { return b.Mean }) {
		return nil, usagef("--with mean: a mean is of several regions, and a profile of one: name a region, peers or target:NUMBER")
	}
	itself := func(b compare.Ref) bool { return b.Area.ID == area.ID }
	if slices.ContainsFunc(refs, itself) && o.given("with") {
		return nil, usagef("--with %s: %s is the region itself", o.with, area.ID)
	}
	return slices.DeleteFunc(refs, itself), nil
}
