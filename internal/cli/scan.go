package cli

import (
	"context"

	"github.com/spf13/cobra"

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
		Long: `Scan goes over every indicator of the workspace (or those of -i) for one region
and says what stands out: its level beside the whole country's and beside the
areas most like it, and its trend beside the country's, the most evident first.
Trends of its own, which the country may share, stand after those.

It takes the totals of indicators that are divided into breakdowns; --breakdown
age=0-17 takes those, --breakdown all every one held.

A finding is q below --fdr: p adjusted for the number of all tests of the run.
'kuvio help scan-method' explains the tests and the classes.`,
		Example: `  kuvio scan -r maakunta:13
  kuvio scan -r kunta:179 -i @plan --format sentences
  kuvio scan -r kunta:179 --years 2010- --format csv -o scan.csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runScan(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.output.bindWords(cmd)
	cmd.Flags().Lookup("indicator").Usage = "indicators: 191, 1339+3377, @plan; separated by commas (default: all held)"
	cmd.Flags().Lookup("breakdown").Usage = breakdownsOfMany
	cmd.Flags().Lookup("region").Usage = "one region: kunta:179, maakunta:13, a name"
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
	case o.Regions == "":
		return usagef("name a region with -r, such as -r maakunta:13 (search with 'kuvio list regions')")
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
		return usagef("-r %s: %d regions, expected one", o.Regions, len(q.Areas))
	}
	r, err := scan.Run(ctx, s.Session, q, o.fdr/100)
	if r.NoPeers != nil {
		a.say("scanned without peers: %v", r.NoPeers)
	}
	if err != nil {
		return err
	}
	a.sayLacking(r.Lacking)
	shown := report.ScanOptions{FDR: o.fdr, Limit: o.limit, Width: a.Width}
	if o.inWords() {
		return a.printText(o.output, report.ScanSentences(&r, shown, s.Place, s.RegionName, s.Lang))
	}
	return a.print(o.output, report.Scan(&r, shown, s.RegionName, s.Lang), s.Lang)
}
