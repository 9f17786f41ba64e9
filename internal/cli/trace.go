package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/store"
)

type traceOptions struct {
	selection
	period     string
	breakdown  string
	fromCounts bool
	format     string
}

func newTrace(a *app) *cobra.Command {
	o := new(traceOptions)
	cmd := &cobra.Command{
		Use:   "trace -i INDICATOR -r REGION --period PERIOD",
		Short: "Say where one number came from",
		Long: `Trace says of one number which line or cell of which file it stands in, when
that was imported and retrieved, the file's SHA-256, and what the number was
before it was revised. Of a computed number (the rest of the country, a splice,
a value from counts) it gives the formula with its numbers, and traces each.`,
		Example: `  kuvio trace -i 191 -r maakunta:13 --period 2014
  kuvio trace -i 191 -r rest:maakunta:13 --period 2014
  kuvio trace -i 191 -r maa --period 2014 --from-counts --format json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runTrace(cmd, o) },
	}
	o.selection.bind(cmd, false)
	cmd.Flags().StringVar(&o.period, "period", "", "the period: 2014, 2017-2019, 2023Q1")
	cmd.Flags().StringVar(&o.breakdown, "breakdown", "", "the breakdown, such as age=0-6")
	cmd.Flags().BoolVar(&o.fromCounts, "from-counts", false, "the value computed from count and denominator, as figures with from_counts have it")
	cmd.Flags().StringVar(&o.format, "format", "text", "text or json")
	return cmd
}

func (a *app) runTrace(cmd *cobra.Command, o *traceOptions) error {
	if o.format != "text" && o.format != "json" {
		return usagef(cmd, "--format %s: expected text or json", o.format)
	}
	if o.period == "" {
		return usagef(cmd, "name the period with --period, such as --period 2014")
	}
	period, err := domain.ParsePeriod(o.period)
	if err != nil {
		return usagef(cmd, "--period: %w", err)
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.selection.query(cmd, s)
	if err != nil {
		return err
	}
	if len(q.Indicators) != 1 || len(q.Areas) != 1 || len(q.Genders) != 1 {
		return usagef(cmd, "trace is of one number: found %s, %s and %s, expected one of each",
			count(len(q.Indicators), "indicator"), count(len(q.Areas), "region"), count(len(q.Genders), "gender"))
	}
	if _, err := s.pin(cmd.Context()); err != nil {
		return err
	}
	basis := series.AsPublished
	if o.fromCounts {
		basis = series.AsComputed
	}
	d, err := s.loader().Explain(cmd.Context(), q, o.breakdown, period, basis)
	if errors.Is(err, store.ErrNotHeld) {
		return errNoData{q.Indicators[0]}
	}
	if err != nil {
		return err
	}
	if o.fromCounts && d.Rule == series.Published {
		return fmt.Errorf("indicator %s for %s, %s: it cannot be computed from counts: that takes a value, a count and the indicator named as denominator", d.Key.Indicator, d.Key.Region, period)
	}
	t := tracer{ctx: cmd.Context(), s: s}
	root, err := t.trace(&d)
	if err != nil {
		return err
	}
	if o.format == "json" {
		enc := json.NewEncoder(a.Stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(root)
	}
	return printLines(a.Stdout, traceText(root, s.lang)...)
}
