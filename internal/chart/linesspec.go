package chart

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Lines is a figure of series over years: of the same indicator in several areas,
// beside benchmarks, or each named by itself.
type Lines struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Years     When         `yaml:"years" help:"2000-2021, 2000-, -2021 or 2021"`
	Series    []SeriesSpec `yaml:"series" flag:"-" help:"in place of indicator and regions: the lines, an indicator and a region each"`
	ZeroBase  bool         `yaml:"zero_base" help:"the value axis begins at zero"`
	EndValues bool         `yaml:"end_values" help:"the last value stands beside the label"`
	SeamLabel domain.Text  `yaml:"seam_label" flag:"-" help:"where a series changes; {first} is the year"`

	// What the lines are seen against.
	Others      List         `yaml:"others" help:"regions drawn light grey behind the lines: kunta@maakunta:13"`
	Target      Steps        `yaml:"target" help:"a value to be reached, in the indicator's unit, before multiply: 1.2, or from which years: 2016:1.2,2020:1.0"`
	Annotations []Annotation `yaml:"annotations" flag:"-" help:"what happened in a year: {year: 2015, text: ...}"`
	Range       Ranges       `yaml:"range" flag:"-" help:"years set apart: {from: 2020, to: 2021, text: ...}, or several of them"`
	Index       string       `yaml:"index" help:"the year in which every line is 100"`

	// What is computed from each series and drawn with it.
	TrendLine     bool   `yaml:"trend_line" help:"the joinpoint line with turning_points, else Theil–Sen's"`
	TurningPoints bool   `yaml:"turning_points" help:"rings at the joinpoints that are firm"`
	Interval      Around `yaml:"interval" help:"95 % limits of the values, from counts and denominators: focus, of the line the figure is about (or true), or all"`
	Forecast      int    `yaml:"forecast" help:"years ahead, 1 to 5"`
}

// SeriesSpec is one line: an indicator (or a splice, "1339+3377") of an area.
type SeriesSpec struct {
	Indicator string      `yaml:"indicator" help:"the indicator, or a splice: 1339+3377"`
	Region    string      `yaml:"region" help:"the region"`
	Breakdown string      `yaml:"breakdown" help:"in place of the figure's"`
	Label     domain.Text `yaml:"label" help:"what tells the line from the others, where it is left out: the region's name, the indicator's title"`
}

// Annotation is what happened in a year.
type Annotation struct {
	Year int   `yaml:"year" help:"the year"`
	Text Words `yaml:"text" help:"what happened"`
}

// Stretch is a range of years, both included.
type Stretch struct {
	From int   `yaml:"from" help:"the first year"`
	To   int   `yaml:"to" help:"the last year"`
	Text Words `yaml:"text" help:"what they were"`
}

// Ranges are one stretch of years or a list of them.
type Ranges []Stretch

// UnmarshalYAML reads either form.
func (r *Ranges) UnmarshalYAML(decode func(any) error) error {
	var one Stretch
	if decode(&one) == nil {
		*r = Ranges{one}
		return nil
	}
	var all []Stretch
	err := decode(&all)
	*r = all
	return err
}

// Step is a target's value from a year on.
type Step struct {
	From  int     `yaml:"from" help:"the first year"`
	Value float64 `yaml:"value" help:"the value"`
}

// Steps are a target: one value, or steps.
type Steps []Step

// UnmarshalYAML reads a number, a list of {from, value}, or what a flag says:
// 2016:1.2,2020:1.0.
func (s *Steps) UnmarshalYAML(decode func(any) error) error {
	var found any
	if err := decode(&found); err != nil {
		return err
	}
	if _, isList := found.([]any); isList {
		var all []Step
		err := decode(&all)
		*s = all
		return err
	}
	*s = nil
	word, err := plainWord(found)
	if err != nil {
		return err
	}
	for part := range strings.SplitSeq(word, ",") {
		year, number, several := strings.Cut(strings.TrimSpace(part), ":")
		if !several {
			year, number = "0", year
		}
		from, err := strconv.Atoi(strings.TrimSpace(year))
		v, wrong := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || wrong != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("found %s, expected a value such as 1.2, or from which years: 2016:1.2,2020:1.0", cmp.Or(word, "nothing"))
		}
		*s = append(*s, Step{from, v})
	}
	return nil
}

// Around is of which lines limits are drawn.
type Around string

const (
	aroundNone  Around = ""
	aroundFocus Around = "focus"
	aroundAll   Around = "all"
)

// UnmarshalYAML reads true and false too: true is focus.
func (a *Around) UnmarshalYAML(decode func(any) error) error {
	var found any
	if err := decode(&found); err != nil {
		return err
	}
	word, err := plainWord(found)
	if err != nil {
		return err
	}
	switch *a = Around(word); *a {
	case "true":
		*a = aroundFocus
	case "false":
		*a = aroundNone
	case aroundNone, aroundFocus, aroundAll:
	default:
		return fmt.Errorf("found %s, expected focus, all, true or false", word)
	}
	return nil
}

func (s *Lines) check() error {
	if err := s.Values.check(); err != nil {
		return err
	}
	if err := s.checkSeries(); err != nil {
		return err
	}
	if s.Published && s.Interval != aroundNone {
		return faultf("$.interval", "interval: found with published: true, expected one of them: limits are of the value that count and denominator make, and the rounded one may lie outside them")
	}
	if s.Forecast < 0 || s.Forecast > stats.MaxHorizon {
		return faultf("$.forecast", "forecast: found %d, expected 1 to %d years ahead", s.Forecast, stats.MaxHorizon)
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return cmp.Or(s.checkIndex(), s.checkContext())
}

// checkSeries finds which of the two ways to name the lines is taken, and what is
// not named.
func (s *Lines) checkSeries() error {
	if len(s.Series) == 0 {
		if s.Indicator == "" && len(s.Regions) == 0 {
			return faultf("$.kind", "series: found none, expected indicator and regions, or series: an indicator and a region each")
		}
		return s.Beside.check()
	}
	switch {
	case s.Indicator != "":
		return faultf("$.indicator", "indicator: found beside series, expected one of them: each of series names its own indicator")
	case len(s.Regions) > 0:
		return faultf("$.regions", "regions: found beside series, expected one of them: each of series names its own region")
	case len(s.With) > 0:
		return faultf("$.with", "with: found beside series, expected with indicator and regions: add what they are set beside to series, or target:")
	}
	for i, one := range s.Series {
		if one.Indicator == "" || one.Region == "" {
			return faultf(fmt.Sprintf("$.series[%d]", i), "series %d: expected an indicator and a region", i+1)
		}
		if _, err := domain.ParseBreakdown(one.Breakdown); err != nil {
			return faultf(fmt.Sprintf("$.series[%d].breakdown", i), "series %d: breakdown: %v", i+1, err)
		}
	}
	return nil
}

// checkIndex finds what has no meaning where every line is 100 in a year.
func (s *Lines) checkIndex() error {
	if s.Index == "" {
		return nil
	}
	if _, err := domain.ParsePeriod(s.Index); err != nil {
		return faultf("$.index", "index: %v", err)
	}
	for _, with := range []struct {
		key   string
		found bool
	}{{"interval", s.Interval != aroundNone}, {"forecast", s.Forecast > 0}, {"target", len(s.Target) > 0}, {"multiply", s.Multiply != 0}} {
		if with.found {
			return faultf("$."+with.key, "%s: found with index, expected one of them: an index is a share of one year's value", with.key)
		}
	}
	return nil
}

func (s *Lines) checkContext() error {
	for i, a := range s.Annotations {
		if a.Year == 0 || a.Text.IsZero() && a.Text.plain == "" {
			return faultf(fmt.Sprintf("$.annotations[%d]", i), "annotation %d: expected a year and a text", i+1)
		}
	}
	for i, r := range s.Range {
		if r.From == 0 || r.To < r.From {
			return faultf("$.range", "range %d: found from %d to %d, expected two years in order", i+1, r.From, r.To)
		}
	}
	for i, step := range s.Target {
		if math.IsNaN(step.Value) || math.IsInf(step.Value, 0) {
			return faultf("$.target", "target %d: found %v, expected a number", i+1, step.Value)
		}
		if len(s.Target) > 1 && (step.From == 0 || i > 0 && step.From <= s.Target[i-1].From) {
			return faultf("$.target", "target: expected each value's first year, in order: 2016:1.2,2020:1.0")
		}
	}
	return nil
}

// settle puts texts without a language into l.
func (s *Lines) settle(file string, l domain.Lang) {
	s.Frame.settle(file, l)
	for i := range s.Annotations {
		s.Annotations[i].Text.settle(l)
	}
	for i := range s.Range {
		s.Range[i].Text.settle(l)
	}
}

// errSeveralIndicators is why benchmarks of one indicator cannot be drawn.
var errSeveralIndicators = errors.New("found several indicators, expected one")

// asked are the lines that the spec names one by one.
func (s *Lines) asked() string {
	if len(s.Series) == 0 {
		return s.Indicator + " of " + s.Regions.String()
	}
	names := make([]string, len(s.Series))
	for i, one := range s.Series {
		names[i] = one.Indicator + " of " + one.Region
	}
	return strings.Join(slices.Compact(names), ", ")
}
