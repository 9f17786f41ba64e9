package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
)

type peersOptions struct {
	output
	region     string
	indicators string
	among      string
	count      int
	year       int
	coverage   float64
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
counted; values are computed from counts where an exact denominator is known.`,
		Example: `  kuvio peers -r kunta:179
  kuvio peers -r kunta:179 -i 127,228,3126 --coverage 85
  kuvio peers -r kunta:179 --among kunta@maakunta:13 --count 3 --format csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runPeers(cmd, o) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.region, "region", "r", "", "the region: kunta:179, maakunta:13 or a name")
	flags.StringVarP(&o.indicators, "indicator", "i", "", "indicators to compare by, separated by commas (default: peers: in kuvio.yaml)")
	flags.StringVar(&o.among, "among", "", "regions to look among, such as kunta@maakunta:13 (default: all of the region's kind)")
	flags.IntVar(&o.count, "count", peers.Count, "how many peers")
	flags.IntVar(&o.year, "year", 0, "the year of every indicator (default: of each, the latest that covers the areas)")
	flags.Float64Var(&o.coverage, "coverage", 100*peers.Share, "percentage of the areas that must have a value")
	o.output.bind(cmd)
	return cmd
}

func (o *peersOptions) check(cmd *cobra.Command, a *app) error {
	switch {
	case o.region == "":
		return usagef(cmd, "name a region with -r, such as -r kunta:179 (search with 'kuvio list regions')")
	case o.count < 1:
		return usagef(cmd, "--count %d: expected 1 or more", o.count)
	case !(o.coverage > 0 && o.coverage <= 100):
		return usagef(cmd, "--coverage %v: expected a percentage above 0, up to 100", o.coverage)
	}
	if err := checkYear(cmd, o.year); err != nil {
		return err
	}
	return o.output.check(cmd, a)
}

// checkYear finds a --year that is none; 0 is that none was given.
func checkYear(cmd *cobra.Command, year int) error {
	if !cmd.Flags().Changed("year") {
		return nil
	}
	if _, err := domain.ParsePeriod(fmt.Sprint(year)); err != nil {
		return usagef(cmd, "--year: %w", err)
	}
	return nil
}

func (a *app) runPeers(cmd *cobra.Command, o *peersOptions) error {
	if err := o.check(cmd, a); err != nil {
		return err
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	target, among, err := o.areas(cmd, s)
	if err != nil {
		return err
	}
	sels := s.peerIndicators()
	if o.indicators != "" {
		if sels, err = series.ParseSelectors(o.indicators, s); err != nil {
			return usagef(cmd, "-i: %w", err)
		}
	}
	b := peerBasis{among: among, share: o.coverage / 100}
	if o.year != 0 {
		b.period = domain.Year(o.year)
	}
	if err := b.read(cmd.Context(), s, sels); err != nil {
		return withHint(err)
	}
	found, by, err := b.find(target, o.count)
	if err != nil {
		return withHint(err)
	}
	a.sayWithout(by)
	return a.print(cmd, o.output, peersTable(s, by, found), s.lang)
}

// areas are the region and those among which its peers are looked for, itself
// one of them.
func (o *peersOptions) areas(cmd *cobra.Command, s *session) (target domain.RegionID, among []domain.RegionID, err error) {
	if target, err = s.cat.ResolveOne(o.region, s.references(false)); err != nil {
		return "", nil, regionError(cmd, err)
	}
	if o.among == "" {
		among, err = s.peerArea(target)
		return target, among, err
	}
	areas, err := s.areas(o.among)
	if err != nil {
		return "", nil, regionError(cmd, fmt.Errorf("--among: %w", err))
	}
	for _, a := range areas {
		if a.Derived() {
			return "", nil, usagef(cmd, "--among %s: %s is not one area, peers are found among areas", o.among, a.ID)
		}
		among = append(among, a.ID)
	}
	if !slices.Contains(among, target) {
		among = append(among, target)
	}
	return target, among, nil
}

// withHint adds to an error of package peers what to do next.
func withHint(err error) error {
	var thin *peers.CoverageError
	var lacks *peers.TargetError
	switch {
	case errors.As(err, &thin):
		return fmt.Errorf("%w: import it for the others, or take another --year, fewer areas with --among, or a lower --coverage", err)
	case errors.As(err, &lacks):
		return fmt.Errorf("%w: take a --year that has one, or other indicators with -i", err)
	}
	return err
}
