package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

type peersOptions struct {
	selection
	output
	among    string
	count    int
	year     yearFlag
	coverage float64
}

func newPeers(a *app) *cobra.Command {
	o := new(peersOptions)
	cmd := &cobra.Command{
		Use:   "peers -r REGION",
		Short: "Find the areas that resemble a region most, and say by what",
		Long: `Peers lists the areas nearest to a region among all of its kind (of a
municipality, today's municipalities), the region itself first.

They are compared by the indicators named with -i, else by those under peers:
in kuvio.yaml, else by population (127), children (1065, else 1064), old people
(1068) and low income (3099, else 228), as far as the workspace has them for
the region. Each is brought to standard deviations (z-scores) and counts alike;
the distance is Euclidean. z is the area's value less the region's, in standard
deviations.

Values are taken as they are: a few big cities stretch the scale of population,
so that small municipalities differ little by it. For another scale import one
as an indicator of your own and name it: -i oma:lnvakiluku,1065,228.

Each indicator is of its latest year in which 90 % of the areas have a value
(--coverage), or of --year. Areas that lack one of them are left out and
counted.`,
		Example: `  kuvio peers -r kunta:179
  kuvio peers -r kunta:179 -i 127,228,3126 --coverage 85
  kuvio peers -r kunta:179 --among kunta@maakunta:13 --count 3 --format csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runPeers(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.Regions, "region", "r", "", "the region: kunta:179, maakunta:13 or a name")
	flags.StringVarP(&o.Indicators, "indicator", "i", "", "indicators to compare by, separated by commas (default: peers: in kuvio.yaml)")
	flags.StringVar(&o.among, "among", "", "regions to look among, such as kunta@maakunta:13 (default: all of the region's kind)")
	flags.IntVar(&o.count, "count", peers.Count, "how many peers")
	flags.Var(&o.year, "year", "the year of every indicator (default: of each, the latest that covers the areas)")
	flags.Float64Var(&o.coverage, "coverage", 100*peers.Share, "percentage of the areas that must have a value")
	o.changed = flags.Changed
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.output.bind(cmd)
	return cmd
}

func (o *peersOptions) check(a *app) error {
	switch {
	case o.Regions == "":
		return usagef("name a region with -r, such as -r kunta:179 (search with 'kuvio list regions')")
	case o.count < 1:
		return usagef("--count %d: expected 1 or more", o.count)
	case !(o.coverage > 0 && o.coverage <= 100):
		return usagef("--coverage %v: expected a percentage above 0, up to 100", o.coverage)
	}
	return o.output.check(a)
}

func (a *app) runPeers(ctx context.Context, o *peersOptions) error {
	if err := o.check(a); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	region, options, err := o.read(s.Session)
	if err != nil {
		return err
	}
	found, err := peers.Run(ctx, s.Session, region, options)
	if err != nil {
		return withHint(err)
	}
	if len(found.Without) > 0 {
		by := make([]domain.IndicatorID, len(found.By))
		for i, v := range found.By {
			by[i] = v.Indicator.ID
		}
		a.say("no values for the region, or for too few areas: %s; compared by %s alone", domain.Some(found.Without), domain.Some(by))
	}
	return a.print(o.output, report.Peers(&found, s.RegionName, s.Lang), s.Lang)
}

// read reads the flags: the region, and by what and among which areas its peers
// are looked for, itself one of them.
func (o *peersOptions) read(s *session.Session) (region domain.RegionID, options peers.Options, err error) {
	options = peers.Options{Share: o.coverage / 100, Count: o.count, Period: o.year.Period, Decimals: o.Decimals}
	if region, err = s.Region(o.Regions, false); err != nil {
		return region, options, regionError("-r", err)
	}
	if options.Among, err = o.areas(s, region); err != nil {
		return region, options, err
	}
	if o.Published {
		options.Basis = series.AsPublished
	}
	if o.Indicators != "" {
		options.Indicators, err = s.Selectors(o.Indicators)
	}
	return region, options, selectionError(err)
}

// areas are those among which the peers of a region are looked for.
func (o *peersOptions) areas(s *session.Session, region domain.RegionID) (among []domain.RegionID, err error) {
	if o.among == "" {
		among, err = peers.Category(s, region)
		return among, withHint(err)
	}
	areas, err := s.Areas(o.among)
	if err != nil {
		return nil, regionError("--among", err)
	}
	for _, a := range areas {
		if a.Derived() {
			return nil, usagef("--among %s: %s is not one area, peers are found among areas", o.among, a.ID)
		}
		among = append(among, a.ID)
	}
	if !slices.Contains(among, region) {
		among = append(among, region)
	}
	return among, nil
}

// withHint adds to an error of package peers what to do next.
func withHint(err error) error {
	var thin *peers.CoverageError
	var lacks *peers.TargetError
	var alone *peers.NoKindError
	var none *peers.NoBasisError
	switch {
	case errors.As(err, &alone):
		return fmt.Errorf("%w: name some with --among, such as kunta@maa", err)
	case errors.As(err, &none):
		return fmt.Errorf("%w, or with -i, or fewer areas with --among", err)
	case errors.As(err, &thin):
		return fmt.Errorf("%w: import it for the others, or take another --year, fewer areas with --among, or a lower --coverage", err)
	case errors.As(err, &lacks):
		return fmt.Errorf("%w: take a --year that has one, or other indicators with -i", err)
	}
	return err
}
