package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/revision"
	"kuvio/internal/series"
)

type traceOptions struct {
	selection
	period string
	format string
	body   bool
	file   string
}

func newTrace(a *app) *cobra.Command {
	o := new(traceOptions)
	cmd := &cobra.Command{
		Use:   "trace -i INDICATOR -r REGION --period PERIOD",
		Short: "Say where one number came from",
		Long: `Trace says of one number which line or cell of which file it stands in, when
that was imported and retrieved, the file's SHA-256, and what the number was
before it was revised. Of a computed number (the rest of the country, a splice,
a value from counts) it gives the formula with its numbers, and traces each.

--body shows the rows about it in what its source gave, where that was fetched
('kuvio fetch', 'kuvio refresh'); -o FILE writes the whole of that as it arrived.`,
		Example: `  kuvio trace -i 191 -r maakunta:13 --period 2014
  kuvio trace -i 191 -r rest:maakunta:13 --period 2014
  kuvio trace -i 191 -r maa --period 2014 --published --format json
  kuvio trace -i 191 -r maa --period 2014 --published --body -o 191.json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runTrace(cmd.Context(), o) },
	}
	o.selection.bind(cmd, false)
	o.selection.bindBasis(a, cmd)
	cmd.Flags().StringVar(&o.period, "period", "", "the period: 2014, 2017-2019, 2023Q1")
	cmd.Flags().Lookup("breakdown").Usage = "the `BREAKDOWN`, held or summed from classes of ages: age=0-17, age=65- or total (default: total)"
	cmd.Flags().StringVar(&o.format, "format", "text", "text or json")
	cmd.Flags().BoolVar(&o.body, "body", false, "show the rows about it in what its source gave")
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "with --body, write the whole of what its source gave to this `FILE`")
	return cmd
}

func (a *app) runTrace(ctx context.Context, o *traceOptions) error {
	if o.format != "text" && o.format != "json" {
		return usagef("--format %s: expected text or json", o.format)
	}
	if o.file != "" && !o.body {
		return usagef("-o %s: it goes with --body, and writes what the source gave", o.file)
	}
	if o.body && o.format == "json" {
		return usagef("--body: it goes with --format text")
	}
	if o.period == "" {
		return usagef("name the period with --period, such as --period 2014")
	}
	period, err := domain.ParsePeriod(o.period)
	if err != nil {
		return usagef("--period: %w", err)
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.query(s.Session)
	if err != nil {
		return err
	}
	if len(q.Indicators) != 1 || len(q.Areas) != 1 || len(q.Genders) != 1 {
		return usagef("trace is of one number: found %s, %s and %s, expected one of each",
			count(len(q.Indicators), "indicator"), count(len(q.Areas), "region"), count(len(q.Genders), "gender"))
	}
	breakdown, err := o.one(q)
	if err != nil {
		return err
	}
	traced, err := revision.Trace(ctx, s.Session, q, breakdown, period)
	if err != nil {
		return err
	}
	if o.format == "json" {
		return report.WriteTraceJSON(a.Stdout, traced, s.Lang)
	}
	if err := printLines(a.Stdout, report.Trace(traced, s.Lang)...); err != nil || !o.body {
		return err
	}
	return o.bodies(a, s, traced)
}

// one is the breakdown of a query for one number.
func (o *traceOptions) one(q series.Query) (string, error) {
	switch {
	case len(o.Breakdowns) == 0:
		return "", nil
	case len(q.Breakdowns) != 1:
		return "", usagef("--breakdown %s: trace is of one number: name one breakdown", strings.Join(o.Breakdowns, " "))
	}
	return q.Breakdowns[0], nil
}
