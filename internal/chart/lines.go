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
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/lines"
	"kuvio/internal/series"
)

// lineSet is the series of a figure of lines, and how they are shown.
type lineSet struct {
	spec       *Lines
	all        []series.Based
	read       []series.Based // of them those of a region, before they are made an index
	labels     []domain.Text
	roles      []lines.Role
	others     []series.Based
	othersAre  domain.Text                  // what the set is called, where it is one
	targets    []Step                       // in the unit drawn
	estimates  []estimate                   // of each series; nil unless the spec asks for any
	defined    map[domain.IndicatorID][]int // years of changed definitions
	multiply   float64
	decimals   int
	withLimits []bool // of each series, whether its limits are drawn
}

func (s *Lines) build(ctx context.Context, b *Builder) (*Figure, error) {
	set, err := b.lineSet(ctx, s)
	if err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named())}
	f.span(set.all)
	f.behind(set.others)
	if f.first.IsZero() {
		return nil, fmt.Errorf("%w: %s, years %s; 'kuvio info -i' shows what is held", errNoValues, s.asked(), orAll(string(s.Years)))
	}
	if err := set.check(); err != nil {
		return nil, err
	}
	for i := range set.all {
		if one := &set.all[i]; !hasValue(one) && why(one) != domain.Suppressed {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: series %d (%s of %s) has no values", s.named(), i+1, one.Indicator.ID, one.Region))
		}
	}
	f.Warnings = append(f.Warnings, set.mixed()...)
	f.estimated = s.estimates()
	f.noteBasis(set.all)
	f.notes = append(f.notes, set.gapNotes()...)
	f.notes = append(f.notes, set.contextNotes()...)
	f.Table = drawn(set.all, set.labels, set.multiply, set.decimals)
	if s.estimates() {
		for i := range set.all {
			set.estimates = append(set.estimates, s.estimate(&set.all[i], set.withLimits[i]))
		}
		f.Table = drawnWith(set.estimates, set.all, set.labels, set.multiply, set.decimals)
		f.noteEstimates(set.estimates, set.labels)
		for _, e := range set.estimates {
			if n := len(e.trend.Forecast.Points); n > 0 {
				f.ahead = max(f.ahead, e.trend.Forecast.Points[n-1].Period)
			}
		}
	}
	set.addContext(f.Table)
	f.content = func(l domain.Lang) figure.Content {
		return set.draw(f.first, f.last, l)
	}
	f.results = courses(set.read)
	f.plotted = set.plotted
	f.alt = func(l domain.Lang) string {
		return strings.Join(append([]string{set.alt(l)}, set.contextAlt(l)...), " ")
	}
	return f, nil
}

// lineSet reads the series that a spec names.
func (b *Builder) lineSet(ctx context.Context, s *Lines) (*lineSet, error) {
	set := &lineSet{spec: s, multiply: s.factor(), defined: b.Session.Loader().Breaks}
	read := set.readBeside
	if len(s.Series) > 0 {
		read = set.readSeries
	}
	if err := read(ctx, b); err != nil {
		return nil, err
	}
	if err := set.setFocus(b); err != nil {
		return nil, err
	}
	set.read = ofRegions(set.all)
	if err := set.setIndex(); err != nil {
		return nil, err
	}
	for _, step := range s.Target {
		set.targets = append(set.targets, Step{step.From, step.Value * set.multiply})
	}
	set.setDecimals()
	set.setLimits()
	return set, nil
}

// readSeries reads the lines that are named one by one.
func (set *lineSet) readSeries(ctx context.Context, b *Builder) error {
	s := set.spec
	years, err := domain.ParseYearRange(string(s.Years))
	if err != nil {
		return err
	}
	var given []domain.Text
	for i, one := range s.Series {
		found, err := b.one(ctx, s, one, years)
		if err != nil {
			return fmt.Errorf("series %d: %w", i+1, err)
		}
		set.all, given = append(set.all, found.Based()), append(given, one.Label)
		role := lines.Ordinary
		if isBenchmark(found.Region) {
			role = lines.Benchmark
		}
		set.roles = append(set.roles, role)
	}
	set.setLabels(given)
	if len(s.Others) > 0 {
		sel, err := series.ParseSelectors(s.Series[0].Indicator, b.Session)
		if err != nil {
			return err
		}
		q := series.Query{Indicators: sel, Years: years, Basis: s.basis(), Pool: s.Pool, Breakdowns: []string{parsed(cmp.Or(s.Series[0].Breakdown, s.Breakdown))}}
		if s.Gender != "" {
			q.Genders = []domain.Gender{s.Gender}
		}
		return set.readOthers(ctx, b, q)
	}
	return nil
}

// readBeside reads the areas of the spec, and what they are set beside.
func (set *lineSet) readBeside(ctx context.Context, b *Builder) error {
	s := set.spec
	q, err := b.query(s.Indicator, s.Regions.String(), &s.Values, string(s.Years))
	if err != nil {
		return err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return notHeld(err)
	}
	if len(found.Missing) > 0 {
		return missingError(found.Missing)
	}
	for i := range found.Series {
		set.all, set.roles = append(set.all, found.Series[i].Based()), append(set.roles, lines.Ordinary)
	}
	if err := set.readBenchmarks(ctx, b, q, found.Series); err != nil {
		return err
	}
	set.setLabels(make([]domain.Text, len(set.all)))
	return set.readOthers(ctx, b, q)
}

// isBenchmark reports whether an area is one that others are held against: the
// country, or the rest of a larger area.
func isBenchmark(id domain.RegionID) bool {
	_, rest := id.Rest()
	return rest || id == domain.WholeCountry
}

// setLabels gives each series without a label of its own what tells it from the
// others: its region, its indicator where the region is the same in all, its
// breakdown where that is all that differs, or both.
func (set *lineSet) setLabels(given []domain.Text) {
	var regions, indicators, breakdowns []string
	add := func(to *[]string, word string) {
		if !slices.Contains(*to, word) {
			*to = append(*to, word)
		}
	}
	for i := range set.all {
		add(&regions, string(set.all[i].Region))
		add(&indicators, string(set.all[i].Indicator.ID))
		add(&breakdowns, set.all[i].Breakdown)
	}
	for i, label := range given {
		one := &set.all[i]
		title := inEach(func(l domain.Lang) string { return domain.Dashes(one.Indicator.Title.In(l)) })
		switch {
		case !label.IsZero():
		case len(indicators) > 1 && len(regions) > 1:
			label = joined(one.RegionName, title)
		case len(indicators) > 1:
			label = title
		case len(breakdowns) > 1 && len(regions) > 1:
			label = joined(one.RegionName, domain.BreakdownLabel(one.Breakdown))
		case len(breakdowns) > 1 && one.Breakdown != "":
			label = domain.BreakdownLabel(one.Breakdown)
		default:
			label = one.RegionName
		}
		set.labels = append(set.labels, label)
	}
}

// setFocus gives the lines their roles. Where all are of benchmarks, they are what
// the figure is about.
func (set *lineSet) setFocus(b *Builder) error {
	var ids []domain.RegionID
	for i := range set.all {
		ids = append(ids, set.all[i].Region)
	}
	focus, err := b.focused(set.spec.Focus, ids)
	if err != nil {
		return err
	}
	alone := !slices.ContainsFunc(set.roles, func(r lines.Role) bool { return r != lines.Benchmark })
	for i, id := range ids {
		switch {
		case focus[id]:
			set.roles[i] = lines.Focus
		case alone:
			set.roles[i] = lines.Ordinary
		}
	}
	return nil
}

// setDecimals finds how many decimals the values are written with.
func (set *lineSet) setDecimals() {
	finest := 0
	for i := range set.all {
		one := &set.all[i]
		set.decimals = max(set.decimals, one.Decimals()-places(set.multiply))
		finest = max(finest, one.Finest(one.Decimals())-places(set.multiply))
	}
	if set.spec.Index != "" {
		set.decimals, finest = 1, 3
	}
	if set.multiply < 1 { // thousands and millions are told in three figures
		set.decimals = min(set.decimals, max(0, 2-int(math.Floor(math.Log10(max(1, set.highest()))))))
	}
	if set.spec.Decimals != nil {
		set.decimals = min(*set.spec.Decimals, finest)
	}
}

// highest is the largest value drawn.
func (set *lineSet) highest() (high float64) {
	for i := range set.all {
		_, y := set.all[i].Values()
		for _, v := range y {
			high = max(high, math.Abs(v)*set.multiply)
		}
	}
	return high
}

// setLimits says of which lines limits are drawn: of several, of those the figure
// is about or, where none is, the first.
func (set *lineSet) setLimits() {
	set.withLimits = make([]bool, len(set.all))
	first := max(0, slices.IndexFunc(set.roles, func(r lines.Role) bool { return r != lines.Benchmark }))
	focused := slices.Contains(set.roles, lines.Focus)
	for i, role := range set.roles {
		switch set.spec.Interval {
		case aroundAll:
			set.withLimits[i] = set.all[i].Region != meanOf && set.all[i].Region != peersOf // compare's own, without
		case aroundFocus:
			set.withLimits[i] = role == lines.Focus || !focused && i == first
		}
	}
}

// check finds what cannot be drawn truthfully: more lines than can be told apart,
// or two units on one axis.
func (set *lineSet) check() error {
	with := 0
	unit := domain.UnitUnknown
	var of domain.IndicatorID
	for i := range set.all {
		one := &set.all[i]
		if !hasValue(one) {
			continue
		}
		with++
		switch u := one.Indicator.Unit; {
		case u == domain.UnitUnknown:
		case unit == domain.UnitUnknown:
			unit, of = u, one.Indicator.ID
		case u != unit:
			return faultf("$.series", "series: %s is measured in %q and %s in %q, which have no axis in common: draw two figures, or ask for index: 2010, the year in which both are 100",
				of, unit.Name().In(domain.English), one.Indicator.ID, u.Name().In(domain.English))
		}
	}
	if with > canvas.MaxSeries {
		return faultf("$.series", "%d series: at most %d can be told apart in one figure; kind: multiples draws a small figure of each, and others: draws them light grey behind", with, canvas.MaxSeries)
	}
	return nil
}

// mixed warns of values as they are published beside values from counts: the
// steps of the one look like changes.
func (set *lineSet) mixed() (warnings []string) {
	if !slices.ContainsFunc(set.all, fromCounts) {
		return nil
	}
	for i := range set.all {
		one := &set.all[i]
		if one.Indicator.Unit.Per() > 0 && hasValue(one) && !fromCounts(*one) && !slices.Contains([]domain.RegionID{meanOf, peersOf}, one.Region) {
			warnings = append(warnings, fmt.Sprintf("%s: series %d (%s of %s) is drawn as published, rounded, beside values from counts: published: true draws all of them as published", set.spec.named(), i+1, one.Indicator.ID, one.Region))
		}
	}
	return warnings
}

// draw is the picture's lines between the first and the last year of the data.
func (set *lineSet) draw(first, last domain.Period, l domain.Lang) lines.Content {
	s := set.spec
	picture := lines.Content{
		ZeroBase: s.ZeroBase, EndValues: s.EndValues, Decimals: set.decimals, Empty: noData.In(l), ForecastLabel: forecastLabel.In(l),
		Unit: set.axisUnit(l), Thousands: set.thousands(), Step: set.step(), Periods: set.periods(first, last),
	}
	if s.Index != "" {
		picture.Base = 100
	}
	for i := range set.all {
		one := set.line(&set.all[i], set.labels[i].In(l), first, last, l)
		if set.roles[i] == lines.Benchmark && set.labels[i] == set.all[i].RegionName && isBenchmark(set.all[i].Region) { // its name is a word
			one.Label = lowerFirst(one.Label, string(domain.WholeCountry))
		}
		one.Role = set.roles[i]
		if with := slices.Collect(set.all[i].WithValue()); len(with) > 0 {
			one.EndText = written(with[len(with)-1], set.multiply, set.decimals, l)
		}
		if set.estimates != nil {
			set.estimates[i].draw(&one, set.multiply)
		}
		picture.Series = append(picture.Series, one)
	}
	set.drawContext(&picture, first, last, l)
	return picture
}

// step is how far apart two values lie that rounding leaves: of the series of which
// least is known, at its last value; 0 where none is rounded.
func (set *lineSet) step() (step float64) {
	for i := range set.all {
		with := slices.Collect(set.all[i].WithValue())
		if len(with) > 0 && set.spec.Index == "" && set.all[i].Indicator.Unit.Per() > 0 && !fromCounts(set.all[i]) {
			step = max(step, set.all[i].Step(&with[len(with)-1].Point)*set.multiply)
		}
	}
	return step
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

// line is a series as a figure draws it between two years, with a seam at
// every break that parts two of its points. The years outside are those in
// which no series of the figure has a value.
func (set *lineSet) line(s *series.Based, label string, from, to domain.Period, l domain.Lang) lines.Series {
	out := lines.Series{Label: label}
	for p := range s.All() {
		if from.Year() > p.Period.Year() || p.Period.Year() > to.Year() {
			continue
		}
		x := middle(p.Period)
		out.Points = append(out.Points, lines.Point{X: x, Y: p.Value * set.multiply})
		if p.Status == domain.Suppressed && !p.HasValue() {
			out.Suppressed = append(out.Suppressed, x)
		}
	}
	for _, at := range s.Seams() {
		out.Seams = append(out.Seams, lines.Seam{X: at.Time(), Label: set.seamLabel(s, at, l)})
	}
	return out
}

// seamLabel says where a series changes and how: where it is made of two indicators,
// where its definition changed, or where its area did.
func (set *lineSet) seamLabel(s *series.Based, at domain.Period, l domain.Lang) string {
	text := set.spec.SeamLabel
	switch {
	case !text.IsZero():
	case slices.Contains(set.defined[s.Indicator.ID], at.Year()):
		text = definitionText
	case len(s.Indicator.ID.Parts()) > 1:
		text = seamText
	default:
		text = areaText
	}
	return strings.ReplaceAll(text.In(l), "{first}", string(at))
}

var (
	seamText       = domain.Text{FI: "sarja vaihtuu {first}", SV: "serien byts {first}", EN: "series changes in {first}"}
	definitionText = domain.Text{FI: "määritelmä muuttui {first}", SV: "definitionen ändrades {first}", EN: "definition changed in {first}"}
	areaText       = domain.Text{FI: "alue muuttui {first}", SV: "området ändrades {first}", EN: "area changed in {first}"}
)

func orAll(years string) string {
	if years == "" {
		return "all"
	}
	return years
}
