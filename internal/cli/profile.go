package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/profile"
	"kuvio/internal/series"
)

type profileOptions struct {
	selection
	output
	with string
	year int
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
regions, peers or target:NUMBER, as 'kuvio help compare' explains them.

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
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runProfile(cmd, o) },
	}
	o.selection.bind(cmd, false)
	o.selection.bindMoney(cmd)
	o.output.bind(cmd)
	cmd.Flags().Lookup("region").Usage = "the region: kunta:179, maakunta:13 or a name"
	cmd.Flags().StringVar(&o.with, "with", "maa", "benchmarks: regions such as maakunta:13, peers or target:NUMBER; separated by commas")
	cmd.Flags().IntVar(&o.year, "year", 0, "the year of every row (default: the region's latest of each indicator)")
	return cmd
}

func (a *app) runProfile(cmd *cobra.Command, o *profileOptions) error {
	if err := o.output.check(cmd, a); err != nil {
		return err
	}
	if err := checkYear(cmd, o.year); err != nil {
		return err
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	area, err := o.area(cmd, s)
	if err != nil {
		return err
	}
	options := profile.Options{Level: defaultConfidence / 100, Trend: s.trendOptions()}
	if o.year != 0 {
		options.Period = domain.Year(o.year)
		o.years = fmt.Sprintf("-%d", o.year)
	}
	with, err := o.benchmarks(cmd, s, area)
	if err != nil {
		return err
	}
	all, err := a.load(cmd, s, o.selection)
	if err != nil {
		return err
	}
	c := comparison{cmd: cmd, s: s, o: &compareOptions{selection: o.selection}, peersOf: s.peersOf, peersBy: s.peersBy}
	benchmarks, err := c.benchmarks(with, all)
	if err != nil {
		return err
	}
	rows := profile.Of(all, benchmarks, options)
	format, err := o.chosen(cmd)
	if err != nil {
		return err
	}
	t := profileTable(rows, area, benchmarks, format, s.lang)
	t.Notes = append(t.Notes, c.peerNotes...)
	return a.print(cmd, o.output, t, s.lang)
}

// area is the region that the profile is of.
func (o *profileOptions) area(cmd *cobra.Command, s *session) (series.Area, error) {
	if o.regions == "" {
		return series.Area{}, usagef(cmd, "name a region with -r, such as -r kunta:179 (search with 'kuvio list regions')")
	}
	own, err := s.areas(o.regions)
	if err != nil {
		return series.Area{}, regionError(cmd, err)
	}
	if len(own) != 1 {
		return series.Area{}, usagef(cmd, "-r %s: %d regions, expected one: a profile is of one region", o.regions, len(own))
	}
	return own[0], nil
}

// benchmarks are those of --with. The whole country, which is the benchmark
// unless another is named, has none.
func (o *profileOptions) benchmarks(cmd *cobra.Command, s *session, area series.Area) ([]standard, error) {
	if o.with == "" {
		return nil, nil
	}
	with, err := s.standards(cmd, o.with)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(with, func(w standard) bool { return w.word == withMean }) {
		return nil, usagef(cmd, "--with mean: a mean is of several regions, and a profile of one: name a region, peers or target:NUMBER")
	}
	itself := func(w standard) bool { return w.area.ID == area.ID }
	if slices.ContainsFunc(with, itself) && cmd.Flags().Changed("with") {
		return nil, usagef(cmd, "--with %s: %s is the region itself", o.with, area.ID)
	}
	return slices.DeleteFunc(with, itself), nil
}
