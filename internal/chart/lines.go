package chart

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/lines"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Lines is a figure of series over years.
type Lines struct {
	Frame  `yaml:",inline"`
	Values `yaml:",inline"`

	Years     When         `yaml:"years" help:"2000-2021, 2000-, -2021 or 2021"`
	Series    []SeriesSpec `yaml:"series" flag:"-" help:"the lines: an indicator and a region each"`
	ZeroBase  bool         `yaml:"zero_base" help:"the value axis begins at zero"`
	EndValues bool         `yaml:"end_values" help:"the last value stands beside the label"`
	SeamLabel domain.Text  `yaml:"seam_label" flag:"-" help:"where a series changes; {first} is the year"`

	// What is computed from each series and drawn with it.
	TrendLine     bool `yaml:"trend_line" help:"the joinpoint line with turning_points, else Theil–Sen's"`
	TurningPoints bool `yaml:"turning_points" help:"rings at the joinpoints that are firm"`
	Interval      bool `yaml:"interval" help:"95 % limits of the values, from counts and denominators"`
	Forecast      int  `yaml:"forecast" help:"years ahead, 1 to 5"`
}

// SeriesSpec is one line: an indicator (or a splice, "1339+3377") of an area.
type SeriesSpec struct {
	Indicator string      `yaml:"indicator" help:"the indicator, or a splice: 1339+3377"`
	Region    string      `yaml:"region" help:"the region"`
	Breakdown string      `yaml:"breakdown" help:"in place of the figure's"`
	Label     domain.Text `yaml:"label" help:"the region's name where it is left out"`
}

func (s *Lines) check() error {
	if err := s.Values.check(); err != nil {
		return err
	}
	if s.Published && s.Interval {
		return faultf("$.interval", "interval: found with published: true, expected one of them: limits are of the value that count and denominator make, and the rounded one may lie outside them")
	}
	if s.Forecast < 0 || s.Forecast > stats.MaxHorizon {
		return faultf("$.forecast", "forecast: found %d, expected 1 to %d years ahead", s.Forecast, stats.MaxHorizon)
	}
	if len(s.Series) == 0 {
		return faultf("$.kind", "series: found none, expected at least one indicator and region")
	}
	for i, one := range s.Series {
		if one.Indicator == "" || one.Region == "" {
			return faultf(fmt.Sprintf("$.series[%d]", i), "series %d: expected an indicator and a region", i+1)
		}
		if _, err := domain.ParseBreakdown(one.Breakdown); err != nil {
			return faultf(fmt.Sprintf("$.series[%d].breakdown", i), "series %d: breakdown: %v", i+1, err)
		}
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return nil
}

// lineSet is the series of a figure of lines, and how they are shown.
type lineSet struct {
	spec      *Lines
	all       []series.Based
	labels    []domain.Text
	estimates []estimate // of each series; nil unless the spec asks for any
	multiply  float64
	decimals  int
}

func (s *Lines) build(ctx context.Context, b *Builder) (*Figure, error) {
	set, err := b.lineSet(ctx, s)
	if err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named())}
	f.span(set.all)
	if f.first.IsZero() {
		return nil, fmt.Errorf("no values to draw: %s, years %s; 'kuvio info -i' shows what is held", seriesNames(s), orAll(string(s.Years)))
	}
	for i := range set.all {
		if _, y := set.all[i].Values(); len(y) == 0 {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: series %d (%s of %s) has no values", s.named(), i+1, s.Series[i].Indicator, s.Series[i].Region))
		}
	}
	f.estimated = s.estimates()
	f.noteBasis(set.all)
	f.Table = drawn(set.all, set.labels, set.multiply, set.decimals)
	if s.estimates() {
		for i := range set.all {
			set.estimates = append(set.estimates, s.estimate(&set.all[i]))
		}
		f.Table = drawnWith(set.estimates, set.all, set.labels, set.multiply, set.decimals)
		f.notes = append(f.notes, estimateNotes(set.estimates, set.labels)...)
	}
	f.content = func(l domain.Lang) figure.Content {
		return set.draw(f.first, f.last, l)
	}
	f.alt = set.alt
	return f, nil
}

// lineSet reads the series that a spec names.
func (b *Builder) lineSet(ctx context.Context, s *Lines) (*lineSet, error) {
	years, err := domain.ParseYearRange(string(s.Years))
	if err != nil {
		return nil, err
	}
	set := &lineSet{spec: s, multiply: s.factor()}
	finest := 0
	for i, one := range s.Series {
		found, err := b.one(ctx, s, one, years)
		if err != nil {
			return nil, fmt.Errorf("series %d: %w", i+1, err)
		}
		on := found.Based()
		label := one.Label
		if label.IsZero() {
			label = found.RegionName
		}
		set.all, set.labels = append(set.all, on), append(set.labels, label)
		set.decimals = max(set.decimals, on.Decimals()-places(set.multiply))
		finest = max(finest, on.Finest(on.Decimals())-places(set.multiply))
	}
	if s.Decimals != nil {
		set.decimals = min(*s.Decimals, finest)
	}
	return set, nil
}

// draw is the picture's lines between the first and the last year of the data.
func (set *lineSet) draw(first, last domain.Period, l domain.Lang) lines.Content {
	s := set.spec
	picture := lines.Content{ZeroBase: s.ZeroBase, EndValues: s.EndValues, Decimals: set.decimals, Empty: noData.In(l), ForecastLabel: forecastLabel.In(l)}
	for i := range set.all {
		one := line(&set.all[i], set.labels[i].In(l), set.multiply, first, last, s.SeamLabel, l)
		if with := slices.Collect(set.all[i].WithValue()); len(with) > 0 {
			one.EndText = written(with[len(with)-1], set.multiply, set.decimals, l)
		}
		if set.estimates != nil {
			set.estimates[i].draw(&one, set.multiply)
		}
		picture.Series = append(picture.Series, one)
	}
	return picture
}

var noData = domain.Text{FI: "ei tietoja", SV: "inga uppgifter", EN: "no data"}

// places is how many decimals a factor takes off: 1000 takes three.
func places(multiply float64) int { return int(math.Round(math.Log10(math.Abs(multiply)))) }

// one reads the one series a spec names.
func (b *Builder) one(ctx context.Context, s *Lines, spec SeriesSpec, years domain.YearRange) (series.Series, error) {
	selectors, err := series.ParseSelectors(spec.Indicator, b.Session)
	if err != nil {
		return series.Series{}, err
	}
	areas, err := b.Session.Areas(spec.Region)
	if err != nil {
		return series.Series{}, err
	}
	q := series.Query{Indicators: selectors, Areas: areas, Years: years, Basis: s.basis(), Pool: s.Pool}
	if s.Gender != "" {
		q.Genders = []domain.Gender{s.Gender}
	}
	if asked := cmp.Or(spec.Breakdown, s.Breakdown); asked != "" {
		q.Breakdowns = []string{parsed(asked)}
	}
	found, lacking, err := b.Session.Loader().Load(ctx, q)
	if err != nil {
		return series.Series{}, err
	}
	if len(lacking.Missing) > 0 {
		return series.Series{}, missingError(lacking.Missing)
	}
	if len(found) == 0 && len(lacking.Kinds) > 0 {
		return series.Series{}, lacking.Kinds[0]
	}
	if total := slices.IndexFunc(found, func(s series.Series) bool { return s.Breakdown == "" }); len(areas) == 1 && len(selectors) == 1 && total >= 0 {
		return found[total], nil
	}
	if len(areas) == 1 && len(selectors) == 1 && len(found) > 1 {
		return series.Series{}, fmt.Errorf("indicator %s, region %s: found %d series and no total, expected one: name its breakdown: of %s", spec.Indicator, spec.Region, len(found), series.ListBreakdowns(breakdownsOf(found)))
	}
	if len(found) != 1 {
		return series.Series{}, fmt.Errorf("indicator %s, region %s: found %d series, expected one: name one indicator and one region", spec.Indicator, spec.Region, len(found))
	}
	return found[0], nil
}

func breakdownsOf(all []series.Series) []string {
	breakdowns := make([]string, len(all))
	for i := range all {
		breakdowns[i] = all[i].Breakdown
	}
	return breakdowns
}

func missingError(missing []domain.IndicatorID) error {
	ids := make([]string, len(missing))
	for i, id := range missing {
		ids[i] = string(id)
	}
	return fmt.Errorf("no data of indicator %s in this workspace: import it with 'kuvio import FILE'", strings.Join(ids, ", "))
}

// line is a series as a figure draws it between two years, with a seam at
// every break that parts two of its points. The years outside are those in
// which no series of the figure has a value.
func line(s *series.Based, label string, multiply float64, from, to domain.Period, seamLabel domain.Text, l domain.Lang) lines.Series {
	out := lines.Series{Label: label}
	for p := range s.All() {
		if from.Year() <= p.Period.Year() && p.Period.Year() <= to.Year() {
			out.Points = append(out.Points, lines.Point{X: p.Period.Time(), Y: p.Value * multiply})
		}
	}
	for _, at := range s.Seams() {
		text := seamLabel
		if text.IsZero() {
			text = seamText
		}
		out.Seams = append(out.Seams, lines.Seam{X: at.Time(), Label: strings.ReplaceAll(text.In(l), "{first}", string(at))})
	}
	return out
}

var seamText = domain.Text{FI: "sarja vaihtuu {first}", SV: "serien byts {first}", EN: "series changes in {first}"}

// seriesNames names what a spec asks for, in an error.
func seriesNames(s *Lines) string {
	names := make([]string, len(s.Series))
	for i, one := range s.Series {
		names[i] = one.Indicator + " of " + one.Region
	}
	return strings.Join(names, ", ")
}

func orAll(years string) string {
	if years == "" {
		return "all"
	}
	return years
}

// noteBasis says under the figure which of their values its series are drawn
// with, where it is not simply those published.
func (f *Figure) noteBasis(all []series.Based) {
	f.noteWithin(all)
	f.notePooled(all)
	f.noteSummed(all)
	f.noteProvisional(all)
	if !slices.ContainsFunc(all, fromCounts) {
		return
	}
	f.notes = append(f.notes, domain.Note{Code: domain.NoteFromCounts}.Sentence())
	for i := range all {
		for _, n := range all[i].Notes {
			if n.Code == domain.NoteSomeRounded {
				f.notes = append(f.notes, n.Sentence())
				return
			}
		}
	}
}

// notePooled says under the figure that each of its points is of several years
// and, where limits or tests are drawn, what those take for granted.
func (f *Figure) notePooled(all []series.Based) {
	for i := range all {
		for _, n := range all[i].Notes {
			if n.Code == domain.NotePooled || n.Code == domain.NotePooledPersons && f.estimated {
				if said := n.Sentence(); !slices.Contains(f.notes, said) {
					f.notes = append(f.notes, said)
				}
			}
		}
	}
}

// mostSums is how many sums of ages are told one by one.
const mostSums = 2

var summedFromAges = domain.Text{
	FI: "Ikäryhmät on summattu pienemmistä ikäluokista.",
	SV: "Åldersgrupperna är summerade av mindre åldersklasser.",
	EN: "Age groups are summed from smaller classes of ages.",
}

// noteSummed says under the figure which ages its values are the sums of.
func (f *Figure) noteSummed(all []series.Based) {
	var sums []domain.Text
	for i := range all {
		for _, n := range all[i].Notes {
			switch said := n.Sentence(); {
			case n.Code == domain.NoteSummed && !slices.Contains(sums, said):
				sums = append(sums, said)
			case n.Code == domain.NoteClassesDerived && !slices.Contains(f.notes, said):
				f.notes = append(f.notes, said)
			}
		}
	}
	if len(sums) > mostSums {
		sums = []domain.Text{summedFromAges}
	}
	f.notes = append(f.notes, sums...)
}

// noteProvisional says under the figure which of the periods drawn have figures
// that may still change.
func (f *Figure) noteProvisional(all []series.Based) {
	var periods []string
	for i := range all {
		for p := range all[i].WithValue() {
			if t := string(p.Period); p.Provisional() && !slices.Contains(periods, t) {
				periods = append(periods, t)
			}
		}
	}
	if slices.Sort(periods); len(periods) > 0 {
		f.notes = append(f.notes, domain.Note{Code: domain.NoteProvisional, Arg: strings.Join(periods, ", ")}.Sentence())
	}
}

// noteWithin says under the figure that values are
// known no more closely than rounding leaves them.
func (f *Figure) noteWithin(all []series.Based) {
	for i := range all {
		for p := range all[i].WithValue() {
			if p.Within() {
				f.notes = append(f.notes, derivedNote)
				return
			}
		}
	}
}

var derivedNote = domain.Text{
	FI: "Nimittäjä on päätelty pyöristetyistä luvuista: näin laskettuja arvoja tiedetään vain pyöristyksen tarkkuudella, ja pieni vaihtelu vuodesta toiseen voi johtua siitä.",
	SV: "Nämnaren är härledd ur avrundade tal: så beräknade värden är kända endast med avrundningens noggrannhet, och små variationer från år till år kan bero på den.",
	EN: "The denominator is derived from rounded figures: values computed so are known only as closely as rounding leaves them, and small changes from year to year may come from it.",
}

// fromCounts reports whether values of the series were computed from counts.
func fromCounts(s series.Based) bool {
	for p := range s.All() {
		if s.NotesAt(p).Has(domain.NoteFromCounts) {
			return true
		}
	}
	return false
}
