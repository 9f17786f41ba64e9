package chart

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"gonum.org/v1/gonum/stat"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/multiples"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// Multiples is a small figure of a line for each of many areas, or indicators.
type Multiples struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Years    When   `yaml:"years" help:"2000-2021, 2000-, -2021"`
	Others   List   `yaml:"others" help:"regions drawn light grey behind every panel: kunta@maakunta:13"`
	Interval bool   `yaml:"interval" help:"95 % limits of the values, from counts and denominators"`
	Columns  int    `yaml:"columns" help:"panels in a row; as many as have room where it is left out"`
	ZeroBase bool   `yaml:"zero_base" help:"the value axis begins at zero"`
	Cap      string `yaml:"cap" help:"where a common scale ends: 99%, a share of the values, or a value; what lies above is written"`
	Order    string `yaml:"order" help:"value (the last), change (from the first to the last), name or given"`
}

// The orders of panels, the usual one first.
var panelOrders = []string{"value", "change", "name", "given"}

func (s *Multiples) check() error {
	if err := cmp.Or(s.Beside.check(), s.Values.check(scaleCommon, scaleOwn)); err != nil {
		return err
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	if s.Columns < 0 || s.Columns > multiples.MostColumns {
		return faultf("$.columns", "columns: found %d, expected 1 to %d", s.Columns, multiples.MostColumns)
	}
	if s.Order == "last" { // the last value
		s.Order = panelOrders[0]
	}
	if s.Order != "" && !slices.Contains(panelOrders, s.Order) {
		return faultf("$.order", "order: found %q, expected %s", s.Order, strings.Join(panelOrders, ", "))
	}
	if s.Published && s.Interval {
		return faultf("$.interval", "interval: found with published: true, expected one of them: limits are of the value that count and denominator make, and the rounded one may lie outside them")
	}
	return s.checkCap()
}

func (s *Multiples) checkCap() error {
	share, isShare := strings.CutSuffix(s.Cap, "%")
	v, err := strconv.ParseFloat(share, 64)
	switch {
	case s.Cap == "":
		return nil
	case s.own():
		return faultf("$.cap", "cap: found with scale: own, expected one of them: a scale of its own fits every panel")
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0) || isShare && (v < 50 || v >= 100) || v <= 0:
		return faultf("$.cap", "cap: found %q, expected a value such as 5, or a share of the values from 50%% to 99.9%%", s.Cap)
	}
	return nil
}

func (s *Multiples) own() bool { return s.Scale == scaleOwn }

// panelSet is the areas of a figure of small lines.
type panelSet struct {
	spec       *Multiples
	all        []series.Based // a panel each
	labels     []domain.Text
	moments    [][]moment // of each panel, in order of time, the same periods in all
	benchmarks []compare.Benchmark
	known      []series.Based // the benchmarks' that are regions
	others     []series.Based
	focus      map[domain.RegionID]bool
	from, to   domain.Period // the first and the last in which most have a value
	multiply   float64
	decimals   int
}

// moment is one area in one period: its value, the value's limits where those are
// asked for, and what its benchmarks then were.
type moment struct {
	series.Valued
	lower, upper float64
	beside       []float64
}

func (s *Multiples) build(ctx context.Context, b *Builder) (*Figure, error) {
	set, err := b.panels(ctx, s)
	if err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named()), estimated: s.Interval}
	f.span(slices.Concat(set.all, set.others))
	if f.first.IsZero() {
		return nil, fmt.Errorf("%w: %s of %s, years %s; 'kuvio info -i' shows what is held", errNoValues, s.Indicator, s.Regions, orAll(string(s.Years)))
	}
	for i := range set.all {
		if p := set.all[i]; !hasValue(&p) && why(&p) != domain.Suppressed {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: %s of %s has no values", s.named(), p.Indicator.ID, p.Region))
		}
	}
	for j := range set.benchmarks {
		if !set.stands(j) {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: with: %s has no values", s.named(), set.benchmarks[j].ID))
		}
	}
	if s.Interval && !set.limited() {
		f.Warnings = append(f.Warnings, fmt.Sprintf("%s: interval: none of the values has limits: they need a count and a denominator", s.named()))
	}
	f.noteBasis(set.all)
	f.notes = append(f.notes, set.notes()...)
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.draw(l) }
	f.alt = set.alt
	f.results = courses(slices.Concat(set.all, set.known))
	return f, nil
}

// panels reads the areas that a spec names, and what stands behind them.
func (b *Builder) panels(ctx context.Context, s *Multiples) (*panelSet, error) {
	q, err := b.query(s.Indicator, s.Regions.String(), &s.Values, string(s.Years))
	if err != nil {
		return nil, err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	if len(found.Missing) > 0 {
		return nil, missingError(found.Missing)
	}
	set := &panelSet{spec: s, multiply: s.factor()}
	var drawn []domain.RegionID
	for i := range found.Series {
		drawn = append(drawn, found.Series[i].Region)
	}
	if set.focus, err = b.focused(s.Focus, drawn); err != nil {
		return nil, err
	}
	if err := set.oneUnit(found.Series); err != nil {
		return nil, err
	}
	if err := set.setBeside(ctx, b, q, found.Series); err != nil {
		return nil, err
	}
	if len(s.Others) > 0 {
		areas, err := b.Session.Areas(s.Others.String())
		if err != nil {
			return nil, fmt.Errorf("others: %w", err)
		}
		q.Areas = areas
		behind, err := b.Session.Load(ctx, q)
		if err != nil {
			return nil, notHeld(err)
		}
		for i := range behind.Series {
			set.others = append(set.others, behind.Series[i].Based())
		}
	}
	set.setDecimals()
	set.span()
	return set, nil
}

// oneUnit refuses a common scale of several units, and others behind the panels of
// several indicators, which are of one.
func (set *panelSet) oneUnit(all []series.Series) error {
	for i := range all {
		switch {
		case all[i].Indicator.Unit != all[0].Indicator.Unit && !set.spec.own():
			return faultf("$.indicator", "indicator: %s is measured in %q and %s in %q, which have no scale in common: scale: own gives each panel its own",
				all[0].Indicator.ID, all[0].Indicator.Unit.Name().In(domain.English), all[i].Indicator.ID, all[i].Indicator.Unit.Name().In(domain.English))
		case all[i].Indicator.ID != all[0].Indicator.ID && len(set.spec.Others) > 0:
			return faultf("$.others", "others: found with several indicators, expected one: the lines behind are of the panels' own")
		}
	}
	return nil
}

// setBeside takes the panels' series with their benchmarks and limits, which
// compare computes period by period.
func (set *panelSet) setBeside(ctx context.Context, b *Builder, q series.Query, all []series.Series) error {
	several := len(series.Kinds(all)) > 1
	for i := range all {
		label := all[i].RegionName
		if several {
			label = all[i].Indicator.Title
		}
		if several && len(q.Areas) > 1 {
			label = joined(all[i].RegionName, label)
		}
		set.all, set.labels = append(set.all, all[i].Based()), append(set.labels, label)
	}
	refs, err := b.refs(set.spec.With)
	if err != nil {
		return err
	}
	if several && slices.ContainsFunc(refs, func(r compare.Ref) bool { return r.Target != nil }) {
		return faultf("$.with", "with: %v: found several indicators", compare.ErrTarget)
	}
	read, err := compare.ReadBenchmarks(ctx, b.Session, q, refs, all)
	if err != nil {
		return notHeld(err)
	}
	set.benchmarks = read.All
	nameTargets(set.benchmarks, all, set.multiply)
	set.moments = make([][]moment, len(all))
	known, err := b.benchmarked(ctx, q, refs)
	if err != nil {
		return err
	}
	for i := range known {
		if !slices.ContainsFunc(all, func(o series.Series) bool { return o.Region == known[i].Region && o.SameKind(&known[i]) }) {
			set.known = append(set.known, known[i].Based())
		}
	}
	for _, period := range between.Periods(slices.Concat(all, known)) {
		set.take(all, period)
	}
	return nil
}

// benchmarked are the series of the benchmarks that are regions: they have values in
// years in which no panel has one.
func (b *Builder) benchmarked(ctx context.Context, q series.Query, refs []compare.Ref) ([]series.Series, error) {
	q.Areas = nil
	for _, ref := range refs {
		if ref.Area.ID != "" {
			q.Areas = append(q.Areas, ref.Area)
		}
	}
	if len(q.Areas) == 0 {
		return nil, nil
	}
	found, err := b.Session.Load(ctx, q)
	return found.Series, err
}

// take takes the areas in one period.
func (set *panelSet) take(all []series.Series, period domain.Period) {
	var compared []compare.Comparison // area by area, each with the benchmarks in their order
	each := max(1, len(set.benchmarks))
	if len(set.benchmarks) > 0 || set.spec.Interval {
		compared = compare.All(all, set.benchmarks, period, compare.Options{Level: trend.Level})
	}
	for i := range set.all {
		m := moment{lower: math.NaN(), upper: math.NaN(), beside: make([]float64, len(set.benchmarks))}
		m.Valued, _ = set.all[i].At(period)
		if set.spec.Interval {
			m.lower, m.upper = compared[i*each].Lower, compared[i*each].Upper
		}
		for j := range m.beside {
			if m.beside[j] = compared[i*each+j].BenchValue; set.benchmarks[j].ID == string(set.all[i].Region) {
				m.beside[j] = math.NaN() // no area is set beside itself
			}
		}
		set.moments[i] = append(set.moments[i], m)
	}
}

// limited reports whether any value has limits: of money, say, there are none.
func (set *panelSet) limited() bool {
	for i := range set.moments {
		if slices.ContainsFunc(set.moments[i], func(m moment) bool { return !math.IsNaN(m.lower) }) {
			return true
		}
	}
	return false
}

// stands reports whether a benchmark has a value beside any of the panels.
func (set *panelSet) stands(j int) bool {
	for i := range set.moments {
		if slices.ContainsFunc(set.moments[i], func(m moment) bool { return !math.IsNaN(m.beside[j]) }) {
			return true
		}
	}
	return false
}

func joined(a, b domain.Text) (t domain.Text) {
	for _, l := range domain.Langs {
		t.Set(l, a.In(l)+": "+b.In(l))
	}
	return t
}

func (set *panelSet) setDecimals() {
	finest := 0
	for i := range set.all {
		p := &set.all[i]
		set.decimals = max(set.decimals, p.Decimals()-places(set.multiply))
		finest = max(finest, p.Finest(p.Decimals())-places(set.multiply))
	}
	if set.spec.Decimals != nil {
		set.decimals = min(*set.spec.Decimals, finest)
	}
}

// hasValue reports whether a series has one at all.
func hasValue(s *series.Based) bool {
	for range s.WithValue() {
		return true
	}
	return false
}

// why is the reason for which a series has no value: suppressed where any of its
// values was suppressed.
func why(s *series.Based) domain.Status {
	status := domain.Absent
	for p := range s.All() {
		if status != domain.Suppressed {
			status = p.Status
		}
	}
	return status
}

// inOrder are the places of the panels in the order in which they are drawn.
func (set *panelSet) inOrder(l domain.Lang) []int {
	places := make([]int, len(set.all))
	for i := range places {
		places[i] = i
	}
	names := collate.New(language.Make(string(l)))
	byName := func(a, b int) int { return names.CompareString(set.labels[a].In(l), set.labels[b].In(l)) }
	switch set.order() {
	case "name":
		slices.SortStableFunc(places, byName)
	case "value":
		slices.SortStableFunc(places, func(a, b int) int {
			return cmp.Or(descending(set.lastValue(a), set.lastValue(b)), descending(set.endValue(a), set.endValue(b)), byName(a, b))
		})
	case "change":
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Or(descending(set.change(a), set.change(b)), byName(a, b)) })
	}
	return places
}

// order is how panels are ordered: those of several indicators as they were given,
// since their values have nothing in common.
func (set *panelSet) order() string {
	several := len(series.Kinds(seriesOf(set.all))) > 1
	if several && set.spec.Order != "name" {
		return "given"
	}
	return cmp.Or(set.spec.Order, panelOrders[0])
}

// descending puts the larger first and what is not known last: NaN is the least
// there is.
func descending(a, b float64) int { return cmp.Compare(b, a) }

// ends are the first and the last point of a panel that have a value.
func (set *panelSet) ends(i int) (first, last series.Valued, ok bool) {
	for p := range set.all[i].WithValue() {
		if !ok {
			first = p
		}
		last, ok = p, true
	}
	return first, last, ok
}

// lastValue is a panel's value in the last period in which most have one.
func (set *panelSet) lastValue(i int) float64 {
	last, _ := set.all[i].At(set.to)
	return last.Value
}

// endValue is the last value a panel has, of whichever period.
func (set *panelSet) endValue(i int) float64 {
	if _, last, ok := set.ends(i); ok {
		return last.Value
	}
	return math.NaN()
}

// change is how far a panel has moved between the periods in which most have a
// value; NaN where its series changed between them.
func (set *panelSet) change(i int) float64 {
	if slices.ContainsFunc(set.all[i].Seams(), func(at domain.Period) bool { return set.from < at && at <= set.to }) {
		return math.NaN()
	}
	first, _ := set.all[i].At(set.from)
	return set.lastValue(i) - first.Value
}

// span finds the first and the last period in which most panels have a value, or
// half as many as ever have: what lies between other years says nothing of who moved
// most.
func (set *panelSet) span() {
	have := make(map[domain.Period]int)
	most := 0
	for i := range set.all {
		for p := range set.all[i].WithValue() {
			have[p.Period]++
			most = max(most, have[p.Period])
		}
	}
	for p, n := range have {
		if 2*n < most {
			continue
		}
		if set.from.IsZero() || p < set.from {
			set.from = p
		}
		set.to = max(set.to, p)
	}
}

// periods are the first and the last in which any line has a value.
func (set *panelSet) periods() (first, last domain.Period) {
	for _, all := range [][]series.Based{set.all, set.others} {
		for i := range all {
			for p := range all[i].WithValue() {
				if first.IsZero() || p.Period.Time() < first.Time() {
					first = p.Period
				}
				if last.IsZero() || p.Period.Time() > last.Time() {
					last = p.Period
				}
			}
		}
	}
	return first, last
}

// draw is the picture in a language.
func (set *panelSet) draw(l domain.Lang) multiples.Content {
	first, last := set.periods()
	c := multiples.Content{
		Columns: set.spec.Columns, ZeroBase: set.spec.ZeroBase, Own: set.spec.own(), OwnLabel: ownScale.In(l), Empty: noData.In(l),
		First: first.Time(), Last: last.Time(), FirstLabel: string(first), LastLabel: string(last), Top: set.top(),
	}
	if len(set.all) > 0 {
		c.Unit = axisUnit(set.all[0].Indicator.Unit, set.multiply, l)
	}
	for j, b := range set.benchmarks {
		name := lowerFirst(b.Name.In(l), b.ID)
		if !set.stands(j) {
			name += ": " + noData.In(l)
		}
		c.Benchmarks = append(c.Benchmarks, name)
	}
	for i := range set.others {
		one := multiples.Line{Label: set.others[i].RegionName.In(l), Seams: seamsOf(&set.others[i])}
		for p := range set.others[i].WithValue() {
			one.Points = append(one.Points, multiples.Plain(p.Period.Time(), p.Value*set.multiply))
		}
		c.Others = append(c.Others, one)
	}
	if len(c.Others) > 0 {
		c.OthersLabel = fmt.Sprintf(domain.Text{FI: "%d aluetta", SV: "%d områden", EN: "%d areas"}.In(l), len(c.Others))
	}
	if set.limited() {
		c.IntervalLabel = domain.Text{FI: "95 %:n luottamusväli", SV: "95-procentigt konfidensintervall", EN: "95% confidence interval"}.In(l)
	}
	for _, i := range set.inOrder(l) {
		c.Panels = append(c.Panels, set.panel(i, first, last, l))
	}
	return c
}

var ownScale = domain.Text{FI: "oma asteikko", SV: "egen skala", EN: "own scale"}

func (set *panelSet) panel(i int, from, to domain.Period, l domain.Lang) multiples.Panel {
	one := &set.all[i]
	p := multiples.Panel{
		Line: multiples.Line{Label: set.labels[i].In(l), Seams: seamsOf(one)}, Benchmarks: make([]multiples.Line, len(set.benchmarks)),
		Unit: axisUnit(one.Indicator.Unit, set.multiply, l), Focus: set.focus[one.Region],
	}
	for _, m := range set.moments[i] {
		x := m.Period.Time()
		if x < from.Time() || x > to.Time() {
			continue
		}
		p.Points = append(p.Points, multiples.Point{X: x, Y: m.Value * set.multiply, Lower: m.lower * set.multiply, Upper: m.upper * set.multiply})
		for j, v := range m.beside {
			p.Benchmarks[j].Points = append(p.Benchmarks[j].Points, multiples.Plain(x, v*set.multiply))
		}
	}
	_, last, ok := set.ends(i)
	if !ok {
		p.Empty = noData.In(l)
		if why(one) == domain.Suppressed {
			p.Empty = domain.Text{FI: "salattu", SV: "sekretessbelagt", EN: "suppressed"}.In(l)
		}
		return p
	}
	p.End = written(last, set.multiply, set.decimals, l)
	if last.Period != to {
		p.EndYear = string(last.Period)
	}
	highest := last
	for v := range one.WithValue() {
		if v.Value > highest.Value {
			highest = v
		}
	}
	p.Over = written(highest, set.multiply, set.decimals, l)
	return p
}

func seriesOf(all []series.Based) []series.Series {
	plain := make([]series.Series, len(all))
	for i := range all {
		plain[i] = all[i].Series
	}
	return plain
}

func seamsOf(s *series.Based) (seams []float64) {
	for _, at := range s.Seams() {
		seams = append(seams, at.Time())
	}
	return seams
}

// top is where the common scale is cut short; 0 where it is not.
func (set *panelSet) top() float64 {
	share, isShare := strings.CutSuffix(set.spec.Cap, "%")
	v, err := strconv.ParseFloat(share, 64)
	if err != nil {
		return 0
	}
	if !isShare {
		return v
	}
	var values []float64
	for i := range set.all {
		_, y := set.all[i].Values()
		values = append(values, y...)
	}
	slices.Sort(values)
	return stat.Quantile(v/100, stat.Empirical, values, nil) * set.multiply
}

// axisUnit is what follows the topmost number of a scale; nothing for a unit that
// takes more room than a sign has.
func axisUnit(unit domain.Unit, multiply float64, l domain.Lang) string {
	switch unit = drawnUnit(unit, multiply); {
	case unit == domain.UnitPercent:
		return strings.TrimPrefix(locale.Percent(l, 0, 0), "0")
	case unit == domain.UnitEuro:
		return "\u00a0€"
	}
	return ""
}

// table is every value drawn, panel by panel, with its limits and benchmarks.
func (set *panelSet) table() *table.Table {
	var more []table.Column
	if set.spec.Interval {
		more = append(more, table.Column{Name: "lower"}, table.Column{Name: "upper"})
	}
	for _, b := range set.benchmarks {
		more = append(more, table.Column{Name: b.ID})
	}
	t := &table.Table{Columns: slices.Concat(drawnColumns, more, aboutColumns)}
	num := func(v float64) table.Value { return table.Num(v*set.multiply, set.decimals) }
	row := func(s *series.Based, label domain.Text, m moment) {
		var values []table.Value
		if set.spec.Interval {
			values = append(values, num(m.lower), num(m.upper))
		}
		for _, v := range m.beside {
			values = append(values, num(v))
		}
		t.Rows = append(t.Rows, slices.Concat(drawnRow(&s.Series, label, m.Period, num(m.Value), m.Status.String(), s.NotesAt(m.Valued)), values, about(&s.Series, set.multiply)))
	}
	for _, i := range set.inOrder(domain.Finnish) {
		for _, m := range set.moments[i] {
			if m.Status != domain.Absent {
				row(&set.all[i], set.labels[i], m)
			}
		}
	}
	none := slices.Repeat([]float64{math.NaN()}, len(set.benchmarks))
	for i := range set.others {
		one := &set.others[i]
		if slices.ContainsFunc(set.all, func(s series.Based) bool { return s.Region == one.Region }) {
			continue // among the panels
		}
		for p := range one.All() {
			row(one, one.RegionName, moment{p, math.NaN(), math.NaN(), none})
		}
	}
	return t
}
