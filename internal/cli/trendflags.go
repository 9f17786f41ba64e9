package cli

import (
	"slices"

	"kuvio/internal/session"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// check finds what the flags cannot mean, those of one kind after another.
func (o *trendOptions) check() error {
	if o.all && o.Indicators != "" {
		return usagef("--all and -i: name indicators or ask for all of them, not both")
	}
	if err := o.checkTurning(); err != nil {
		return err
	}
	if err := o.checkForecast(); err != nil {
		return err
	}
	switch {
	case o.given("recent") && o.recent != recentWidened && o.recent != recentPublished:
		return usagef("--recent %s: expected %s or %s", o.recent, recentWidened, recentPublished)
	case o.format != "" && o.format != sentences && !knownFormat(o.format):
		return usagef("--format %s: expected %s or sentences", o.format, tableFormats(", "))
	case o.explain && o.format != "" && o.format != string(table.Text):
		return usagef("--explain is for people: it has no format but its own")
	case o.segments && (o.explain || o.format == sentences || o.forecast > 0):
		return usagef("--segments is a table of stretches: it has neither sentences nor a forecast")
	case o.explain || o.format == sentences:
		return o.checkWords()
	}
	return nil
}

func (o *trendOptions) checkTurning() error {
	switch given := o.given; {
	case given("joinpoints") && (o.joinpoints < 0 || o.joinpoints > joinpoint.Most):
		return usagef("--joinpoints %d: expected 0 to %d", o.joinpoints, joinpoint.Most)
	case given("max-joinpoints") && (o.maxJoinpoints < 1 || o.maxJoinpoints > joinpoint.Most):
		return usagef("--max-joinpoints %d: expected 1 to %d", o.maxJoinpoints, joinpoint.Most)
	case given("joinpoints") && given("max-joinpoints"):
		return usagef("--joinpoints and --max-joinpoints: the one fixes the number, the other lets it be chosen; give one")
	case given("scale") && o.scale != string(joinpoint.Linear) && o.scale != string(joinpoint.Log):
		return usagef("--scale %s: expected linear or log", o.scale)
	}
	return nil
}

func (o *trendOptions) checkForecast() error {
	switch given := o.given; {
	case given("forecast") && (o.forecast < 1 || o.forecast > stats.MaxHorizon):
		return usagef("--forecast %d: expected 1 to %d years: further ahead the limits say nothing", o.forecast, stats.MaxHorizon)
	case given("forecast-method") && !slices.Contains(trend.Methods, trend.Method(o.forecastMethod)):
		return usagef("--forecast-method %s: expected combined, holt or drift", o.forecastMethod)
	case given("forecast-method") && o.forecast == 0:
		return usagef("--forecast-method: say how many years with --forecast")
	}
	return nil
}

// The forms of the recent trend.
const (
	recentWidened   = "widened"
	recentPublished = "published"
)

// settings are the options of the analysis, with those of the workspace.
func (o *trendOptions) settings(s *session.Session) trend.Options {
	options := trend.Options{Direction: s.Direction()}
	options.AcrossBreak, options.RecentPublished = o.acrossBreaks, o.recent == recentPublished
	options.Turning = trend.TurningOptions{Max: o.maxJoinpoints, Scale: joinpoint.Scale(o.scale), All: o.allTurns}
	if o.given("joinpoints") {
		options.Turning.Exactly = &o.joinpoints
	}
	options.Forecast = trend.ForecastOptions{Years: o.forecast, Method: trend.Method(o.forecastMethod)}
	return options
}
