package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

type trendOptions struct {
	selection
	output
	all            bool
	acrossBreaks   bool
	explain        bool
	recent         string
	with           string
	joinpoints     int
	maxJoinpoints  int
	scale          string
	forecast       int
	forecastMethod string
	segments       bool
	allTurns       bool
}

func newTrend(a *app) *cobra.Command {
	o := new(trendOptions)
	cmd := &cobra.Command{
		Use:   "trend -i INDICATORS -r REGIONS",
		Short: "Say how indicators have moved, where they turned and where they may go",
		Long: `Trend says of each series which way it moves (rising, falling, steady, mixed,
unclear or too_few) and how clear that is, how much it changes a year and with
what limits, in which years it turned, and what its last five years say. Of
turning points those are told that hold: found without the first and without the
last year too, between stretches that differ; --all-turns tells every one found.
--segments lists the stretches between them.

--with maa sets each region's trend beside the country's, or another region's:
did it move faster, slower or not clearly otherwise.

--format sentences says it in words, beside the whole country's; --explain also
how it came about and how to repeat it by hand. --forecast adds a row for each
coming year.

'kuvio help trend-method' says what each column is and how it comes about.`,
		Example: `  kuvio trend -i 1244,3126 -r kunta@maakunta:13 --years 1990-2023
  kuvio trend -i 191 -r maakunta:13,maa --format sentences
  kuvio trend -i 191 -r maakunta:13 --explain --forecast 3
  kuvio trend -i 191 -r kunta@maakunta:13 --with maa
  kuvio trend -i 191 -r maakunta:13,maa --segments -o segments.csv
  kuvio trend --all -r maakunta:13 --format xlsx -o trends.xlsx`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runTrend(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	o.selection.bindMoney(cmd)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.selection.bindTogether(cmd, true)
	o.selection.bindStandard(cmd)
	o.output.bindWords(cmd)
	cmd.Flags().BoolVar(&o.all, "all", false, "every indicator of the workspace, in place of -i, by its total unless a --breakdown is asked for")
	cmd.Flags().BoolVar(&o.acrossBreaks, "across-breaks", false, "analyse across changes of definition too")
	cmd.Flags().BoolVar(&o.explain, "explain", false, "say how each result came about, and how to repeat it")
	cmd.Flags().StringVar(&o.with, "with", "", "a region, such as maa, whose trends each region's are set beside")
	cmd.Flags().StringVar(&o.recent, "recent", recentWidened, "limits of the last five years: widened by the series' own variation, or published (chance alone)")
	cmd.Flags().IntVar(&o.joinpoints, "joinpoints", 0, "exactly so many turning points (default: chosen)")
	cmd.Flags().IntVar(&o.maxJoinpoints, "max-joinpoints", 0, "the most that are looked for, up to 5 (default: by the number of values)")
	cmd.Flags().StringVar(&o.scale, "scale", "", "scale of the turning points: linear or log (default: log where every value is positive)")
	cmd.Flags().BoolVar(&o.allTurns, "all-turns", false, "tell every turning point found, also those that may not hold")
	cmd.Flags().BoolVar(&o.segments, "segments", false, "a row for each stretch between turning points: its change in percent with limits, the interval of the turn, and whether it is firm")
	cmd.Flags().IntVar(&o.forecast, "forecast", 0, "forecast so many years, up to 5")
	cmd.Flags().StringVar(&o.forecastMethod, "forecast-method", "", "combined (the default), holt or drift: 'kuvio help trend-method'")
	return cmd
}

func (a *app) runTrend(ctx context.Context, o *trendOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	inWords := o.explain || o.format == sentences
	if !inWords {
		if err := o.output.check(a); err != nil {
			return err
		}
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	read := o.query
	if o.all {
		read = func(s *session.Session) (series.Query, error) { return o.queryHeld(ctx, s) }
	}
	q, err := read(s.Session)
	if err != nil {
		return err
	}
	options := o.settings(s.Session)
	shown := report.TrendOptions{Forecast: o.forecast > 0, Alpha: options.Direction.Alpha}
	if o.with != "" {
		if shown.Beside, err = oneArea(s.Session, o.with); err != nil {
			return err
		}
	}
	if o.all && !inWords && !o.segments && shown.Beside == nil {
		if format, err := o.chosen(); err == nil && format == table.CSV {
			return a.streamTrends(ctx, s.Session, q, o, options)
		}
	}
	r, err := trend.Run(ctx, s.Session, q, options)
	if err != nil {
		return err
	}
	a.sayFound(q, r.Found)
	var beside catalog.Place
	if shown.Beside != nil {
		if err := trend.Beside(ctx, s.Session, q, *shown.Beside, r.Trends, options); err != nil {
			return err
		}
		beside = s.Catalog.Place(shown.Beside.ID)
	}
	if inWords {
		about, err := prose.Abouts(ctx, s.Session, q, r.Trends, a.Now().Year())
		if err != nil {
			return err
		}
		return a.printText(o.output, report.TrendSentences(about, o.explain, options, beside, s.Lang))
	}
	if o.segments {
		return a.print(o.output, report.Segments(r.Series, r.Trends, o.allTurns, s.Lang), s.Lang)
	}
	return a.print(o.output, report.Trends(r.Series, r.Trends, shown, s.Lang), s.Lang)
}

// oneArea reads --with, which names one region.
func oneArea(s *session.Session, with string) (*series.Area, error) {
	areas, err := s.Areas(with)
	switch {
	case with == "mean" || with == "peers" || strings.HasPrefix(with, "target:"):
		return nil, usagef("--with %s: expected one region, such as maa; mean, peers and targets are of 'kuvio compare' alone", with)
	case err != nil:
		return nil, usagef("--with %s: %w", with, err)
	case len(areas) != 1:
		return nil, usagef("--with %s: %d regions, expected one, such as maa", with, len(areas))
	}
	return &areas[0], nil
}
