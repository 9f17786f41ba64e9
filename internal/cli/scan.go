package cli

import (
	"context"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/scan"
)

// defaultFDR is the limit of q, in percent.
const defaultFDR = 5.0

type scanOptions struct {
	selection
	output
	fdr   float64
	limit int
}

func newScan(a *app) *cobra.Command {
	o := new(scanOptions)
	cmd := &cobra.Command{
		Use:   "scan -r REGION",
		Short: "Go over every indicator and say what stands out in a region",
		Long: `Scan tests each indicator of the workspace (or of -i) for one region:

  country  the level against the whole country's, in the last year the region
           has. With counts and denominators: the distance in standard errors
           of chance and of the variation between the other areas of the
           region's category, of which a cautious upper value is taken (method
           funnel). Without: the region's place among these areas, from ten on
           (method position), whose p cannot be below 2 / number of areas. A
           place knows nothing of size, and small areas are more often first or
           last: of shares and rates it is told and is no finding. Numbers and
           sums of money have no level test: they are as large as the area is.
  peers    the same against the areas most like it ('kuvio peers'), taken
           together; without counts their unweighted mean alone. Not for the
           indicators that they were found by, of which there must be two
  trend    Mann-Kendall, over all years; p below 0.05 is a direction
  recent   the last five years (OHID Fingertips); 99.8 %, p below 0.002, is a
           direction, unless it hangs on one year

The areas of a category are those of today's division.

Hundreds of tests find something by chance. So q is p adjusted for all tests
of the run (Benjamini-Hochberg; trends without a direction enter with p = 1),
and a row is put in a class by it:

  stands_out  q of a level or a trend is below --fdr (5 %): a finding. That is
              the expected share of false ones among findings, were the tests
              independent
  no_finding  tested, and nothing found
  too_small   nothing found, and no test was possible, or the region has fewer
              than ten cases in the year (or fewer than five expected), so that
              only a very great difference could be found
  no_data     the region has no value

The tests are not quite independent. In particular Mann-Kendall takes the years
for independent: where one hangs on the one before, as most series do, p and q
of a trend are too small.

The most evident stands first. The verdict (higher, lower) is that of 'kuvio
compare', by the interval of the region's value: it knows nothing of the
variation between areas, so that a large region nearly always differs by it.`,
		Example: `  kuvio scan -r maakunta:13
  kuvio scan -r kunta:179 -i @plan --format sentences
  kuvio scan -r kunta:179 --years 2010- --format csv -o scan.csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runScan(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	o.output.bind(cmd)
	cmd.Flags().Lookup("indicator").Usage = "indicators: 191, 1339+3377, @plan; separated by commas (default: all held)"
	cmd.Flags().Lookup("region").Usage = "one region: kunta:179, maakunta:13, a name"
	cmd.Flags().Lookup("format").Usage = "table, csv, json, md, xlsx or sentences (default: by the name of -o, or table)"
	cmd.Flags().Float64Var(&o.fdr, "fdr", defaultFDR, "limit of q: expected share of false findings, in percent")
	cmd.Flags().IntVar(&o.limit, "limit", 0, "print so many rows (default: all); q is of all")
	return cmd
}

func (o *scanOptions) check(a *app) error {
	switch {
	case !(o.fdr >= 0.1 && o.fdr <= 50):
		return usagef("--fdr %v: expected a percentage from 0.1 to 50, such as 5", o.fdr)
	case o.given("limit") && o.limit < 1:
		return usagef("--limit %d: expected a number of rows from 1", o.limit)
	case o.regions == "":
		return usagef("name a region with -r, such as -r maakunta:13 (search with 'kuvio list regions')")
	case o.format == sentences:
		return nil
	}
	return o.output.check(a)
}

func (a *app) runScan(ctx context.Context, o *scanOptions) error {
	if err := o.check(a); err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.queryHeld(ctx, s.Session)
	if err != nil {
		return err
	}
	if len(q.Areas) != 1 {
		return usagef("-r %s: %d regions, expected one", o.regions, len(q.Areas))
	}
	r, err := scan.Run(ctx, s.Session, q, o.fdr/100)
	if r.NoPeers != nil {
		a.say("scanned without peers: %v", r.NoPeers)
	}
	if err != nil {
		return err
	}
	if len(r.Missing) > 0 {
		a.warn("no data of indicator %s in this workspace", domain.Some(r.Missing))
	}
	shown := report.ScanOptions{FDR: o.fdr, Limit: o.limit, Width: a.Width}
	if o.format == sentences {
		return a.printText(o.output, report.ScanSentences(&r, shown, s.Catalog, s.RegionName, s.Lang))
	}
	return a.print(o.output, report.Scan(&r, shown, s.RegionName, s.Lang), s.Lang)
}
