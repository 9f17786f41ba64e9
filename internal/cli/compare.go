package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/compare"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Defaults of a comparison.
const (
	defaultConfidence = 95.0 // coverage of intervals in percent
	defaultQuantiles  = 5
	defaultTop        = 5
)

// mostQuantiles bounds the groups that areas are divided into.
const mostQuantiles = 100

type compareOptions struct {
	selection
	output
	year       yearFlag
	with       string
	confidence float64
	quantiles  int // 0 for none
	top        int // 0 for none
	sort       string
	about      string
	mixed      bool

	change       string // two times; "" for one year
	acrossBreaks bool   // with change
}

func newCompare(a *app) *cobra.Command {
	o := new(compareOptions)
	cmd := &cobra.Command{
		Use:   "compare -i INDICATORS -r REGIONS --with BENCHMARKS",
		Short: "Compare regions with a benchmark and with each other in one year",
		Long: `Compare sets each region beside a benchmark in one year and says higher, lower
or no clear difference, by the 95 % interval of the region's value; it also
ranks the regions, with the uncertainty of each rank.

--with takes one benchmark or several, separated by commas, a row for each:

  maa, maakunta:13   a region
  mean               the unweighted mean of the regions compared
  peers              each region's similar municipalities ('kuvio peers')
  target:1.2         a number in the indicator's unit

--format sentences says it in words: the sum or mean, the highest and lowest
and how sure they are, which stand clearly above or below the benchmark and
which have no value; a few regions one by one. --about tells of some of the
regions only, among all that are compared.

--change compares two times instead: how far each region moved, with limits, and
how that differs from how the benchmark moved. The times are two years or two
spells of years, whose counts and denominators are summed.

'kuvio help compare-method' says what each column is and how it comes about.`,
		Example: `  kuvio compare -i 191 --year 2021 -r kunta@maakunta:13 --with maa
  kuvio compare -i 191 -r maakunta@maa --with maa,mean,target:1.2 --wide
  kuvio compare -i 191 -r maakunta@maa --confidence 99.8 --format csv
  kuvio compare -i 127 -r maakunta@maa --about maakunta:13 --format sentences
  kuvio compare -i 191 -r kunta@maakunta:13 --change 2015,2021
  kuvio compare -i 191 -r maakunta@maa --change 2013-2015,2019-2021 --wide`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runCompare(cmd.Context(), o) },
	}
	o.selection.bind(cmd, false)
	o.selection.bindMoney(cmd)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.selection.bindTogether(cmd, true)
	o.selection.bindStandard(cmd)
	o.output.bindWords(cmd)
	cmd.Flags().StringVar(&o.about, "about", "", "with --format sentences: tell of these regions among those compared")
	cmd.Flags().Var(&o.year, "year", "the year (default: the latest that any of the regions has)")
	cmd.Flags().StringVar(&o.with, "with", "maa", "the benchmarks: a region, mean, peers or target:NUMBER; separated by commas")
	cmd.Flags().Float64Var(&o.confidence, "confidence", defaultConfidence, "coverage of the intervals in percent, such as 95 or 99.8")
	cmd.Flags().IntVar(&o.quantiles, "quantiles", defaultQuantiles, "how many groups the regions are divided into; 0 for none")
	cmd.Flags().StringVar(&o.sort, "sort", "", "value or rank: the highest first; name (default: as in -r)")
	cmd.Flags().IntVar(&o.top, "top", defaultTop, "how many count as the highest or lowest in p_top and p_bottom; 0 for none")
	cmd.Flags().StringVar(&o.change, "change", "", "compare two years or spells: 2015,2023 or 2013-2015,2021-2023")
	cmd.Flags().BoolVar(&o.acrossBreaks, "across-breaks", false, "with --change: across changes of definition too")
	bindMixed(cmd, &o.mixed)
	return cmd
}

func (o *compareOptions) check() error {
	switch {
	case o.change != "" && !o.year.IsZero():
		return usagef("--change and --year: expected one of them; --change names both times")
	case o.change != "" && (o.given("top") || o.given("quantiles")):
		return usagef("--top and --quantiles are of one year: not with --change")
	case o.change != "" && o.sort != "":
		return usagef("--sort is of one year: not with --change")
	case o.change == "" && o.acrossBreaks:
		return usagef("--across-breaks is of a change: name two times with --change")
	case !(o.confidence >= 50 && o.confidence < 100):
		return usagef("--confidence %v: expected a percentage from 50 to under 100, such as 95 or 99.8", o.confidence)
	case o.quantiles < 0 || o.quantiles == 1 || o.quantiles > mostQuantiles:
		return usagef("--quantiles %d: expected 2 to %d groups, or 0 for none", o.quantiles, mostQuantiles)
	case o.change != "" && o.format == sentences:
		return usagef("--format sentences is of one year: not with --change")
	case o.about != "" && o.format != sentences:
		return usagef("--about %s: is for --format sentences", o.about)
	case o.top < 0:
		return usagef("--top %d: expected how many regions, or 0 for none", o.top)
	}
	if _, err := compare.ParseOrder(o.sort); err != nil {
		return usagef("--sort %w", err)
	}
	return nil
}

func (o *compareOptions) settings() compare.Options {
	return compare.Options{Level: o.confidence / 100, Standing: true, Top: o.top, Quantiles: o.quantiles}
}

func (a *app) runCompare(ctx context.Context, o *compareOptions) error {
	if err := o.output.check(a); err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	refs, err := benchmarkRefs(s.Session, o.with)
	if err != nil {
		return err
	}
	q, err := o.query(s.Session)
	if err != nil {
		return err
	}
	if o.change != "" {
		return a.runChange(ctx, s, q, refs, o)
	}
	r, err := compare.Run(ctx, s.Session, q, refs, o.year.Period, o.settings())
	if r == nil {
		return err
	}
	if err := a.sayAreas(q, r.Areas, o.mixed, s.Lang); err != nil {
		return err
	}
	if errors.Is(err, compare.ErrTarget) {
		return usagef("--with %s: %w: name one with -i", o.with, err)
	}
	if err != nil {
		return err
	}
	for _, n := range r.NoYear {
		if n.Within != "" {
			a.warn("%s: %s is among the years of %s, which are taken together: --year %s", n.Indicator, o.year.Period, n.Within, strings.Replace(string(n.Within), "–", "-", 1))
			continue
		}
		a.warn("%s: none of the regions has a value in %s; the latest is of %s", n.Indicator, o.year.Period, n.Latest)
	}
	if o.inWords() {
		told, err := o.told(s.Session, q)
		if err != nil {
			return err
		}
		return a.printText(o.output, report.CompareSentences(r, o.confidence, told, s.Lang))
	}
	r.Sort(compare.Order(o.sort), s.Lang)
	return a.print(o.output, report.Compare(r, o.confidence, s.RegionName, s.Lang), s.Lang)
}

// told reads --about, whose regions must be among those compared.
func (o *compareOptions) told(s *session.Session, q series.Query) (t report.Told, err error) {
	t.Places, t.Of = s.Place, s.Whose(o.Regions)
	if o.about == "" {
		return t, nil
	}
	t.Of = s.Whose(o.about)
	areas, err := s.Areas(o.about)
	if err != nil {
		return t, regionError("--about", err)
	}
	for _, a := range areas {
		if !slices.ContainsFunc(q.Areas, func(b series.Area) bool { return b.ID == a.ID }) {
			return t, usagef("--about %s: %s is not among the regions compared (-r %s)", o.about, a.ID, o.Regions)
		}
		t.About = append(t.About, a.ID)
	}
	return t, nil
}

// benchmarkRefs reads --with.
func benchmarkRefs(s *session.Session, with string) ([]compare.Ref, error) {
	refs, err := compare.ParseRefs(with, s.Areas)
	var bad *compare.RefError
	switch {
	case errors.As(err, &bad) && bad.Item != "":
		return nil, usagef("--with %w", err)
	case errors.As(err, &bad):
		return nil, usagef("--with: %w", err)
	case err != nil:
		return nil, fmt.Errorf("--with: %w", err)
	}
	return refs, nil
}
