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

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/parts"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Parts is a figure of what wholes are divided into: areas in one year, or one area
// over years, by ages, sexes or indicators.
type Parts struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Parts   PartList    `yaml:"parts" help:"age=0-6,age=7-12 or male,female or indicators 1081,1083; in a file each may have a label"`
	Rest    domain.Text `yaml:"rest" flag:"-" help:"the name of what the parts leave of the indicator's total, drawn as the last part"`
	Year    When        `yaml:"year" help:"year, or latest"`
	Years   When        `yaml:"years" help:"a row for each of the years 2010-2021, of one region"`
	As      string      `yaml:"as" help:"split, a panel a part; grouped, bars beside one another; stacked, end to end; share, 100 %"`
	Rows    string      `yaml:"rows" help:"regions, years, or parts: then a bar, or a panel, a region"`
	Percent bool        `yaml:"percent" help:"each part as per cent of the parts' sum"`
	Order   string      `yaml:"order" help:"value (the sum's or, of shares, the first part's), name or given"`
}

// The ways in which parts stand to one another, and what their rows are.
const (
	asSplit     = "split"
	asGrouped   = "grouped"
	asStacked   = "stacked"
	asShare     = "share"
	rowsRegions = "regions"
	rowsYears   = "years"
	rowsParts   = "parts"
)

var partForms = map[string]parts.Form{asSplit: parts.Split, asGrouped: parts.Grouped, asStacked: parts.Stacked, asShare: parts.Share}

func (s *Parts) check() error {
	if err := s.Values.check(scaleCommon, scaleOwn); err != nil {
		return err
	}
	if len(s.Regions) == 0 {
		return faultf("$.regions", "regions: found none, expected some, such as kunta@maakunta:13: 'kuvio help references' shows how they are written")
	}
	s.As, s.Rows = cmp.Or(s.As, asSplit), cmp.Or(s.Rows, map[bool]string{true: rowsYears, false: rowsRegions}[s.Years != ""])
	for _, w := range []struct {
		key, found string
		expected   []string
	}{
		{"as", s.As, []string{asSplit, asGrouped, asStacked, asShare}}, {"rows", s.Rows, []string{rowsRegions, rowsYears, rowsParts}},
		{"order", cmp.Or(s.Order, orderValue), []string{orderValue, orderName, orderGiven}},
	} {
		if !slices.Contains(w.expected, w.found) {
			return faultf("$."+w.key, "%s: found %q, expected %s", w.key, w.found, either(w.expected))
		}
	}
	switch end := s.As == asStacked || s.As == asShare; {
	case end && s.Rows == rowsParts:
		return faultf("$.rows", "rows: found parts with as: %s, expected regions or years: bars end to end are the parts", s.As)
	case s.Scale == scaleOwn && s.As != asSplit:
		return faultf("$.scale", "scale: found own with as: %s, expected it with split only: bars beside one another are compared", s.As)
	case s.Scale == scaleOwn && s.Percent:
		return faultf("$.scale", "scale: found own with percent: true, expected one of them: per cent are on one scale")
	case s.Percent && s.As == asStacked:
		return faultf("$.percent", "percent: found with as: stacked, expected as: share: bars of 100 %%")
	case s.Years != "" && s.Year != "":
		return faultf("$.years", "years: found with year, expected one of them")
	case (s.Years != "") != (s.Rows == rowsYears):
		return faultf("$.rows", "rows: found %s with %s, expected rows: years with years: 2010-2021", s.Rows, map[bool]string{true: "years", false: "no years"}[s.Years != ""])
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return s.checkParts()
}

// either lists words of which one is expected.
func either(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// partSet is wholes and what they are divided into.
type partSet struct {
	spec      *Parts
	labels    []domain.Text                    // of the parts
	loaded    []series.Series                  // all that is drawn
	wholes    []whole                          // in their order, those set beside first
	multiply  float64                          // of the values
	decimals  int                              // of the values, or of per cent
	unit      domain.Unit                      // of the values; of several, "" (which have scales of their own)
	units     []domain.Unit                    // of each part
	areas     int                              // of the wholes, those not set beside
	at        domain.Period                    // "" of years
	rates     bool                             // the values put together are rates
	empty     []string                         // what has no value
	ages      []domain.AgeClass                // of the parts; nil where they are not all classes of ages
	municipal map[domain.RegionID]municipalSum // areas summed from their municipalities
}

// whole is one area in one year.
type whole struct {
	name      domain.Text
	region    domain.RegionID
	period    domain.Period
	cells     []cell // one a part
	sum       float64
	benchmark bool
	focus     bool
}

// cell is one part of a whole.
type cell struct {
	series.Valued
	of    *series.Based // nil where the region has no series
	share float64       // per cent of the whole; NaN where there is no sum
}

func (s *Parts) build(ctx context.Context, b *Builder) (*Figure, error) {
	set, err := b.partSet(ctx, s)
	if err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named()), Empty: set.empty}
	based := make([]series.Based, len(set.loaded))
	for i := range set.loaded {
		based[i] = set.loaded[i].Based()
	}
	f.span(based)
	if set.percent() {
		f.measure = domain.Text{FI: "osuus, %", SV: "andel, %", EN: "share, %"}
	}
	f.noteBasis(based)
	f.notes = append(f.notes, set.notes()...)
	f.Empty = append(f.Empty, set.withoutYears()...)
	if set.unrounded() {
		f.notes = append(f.notes, domain.Text{
			FI: "Pyöristetyt osuudet eivät aina ole yhteensä 100.", SV: "Avrundade andelar blir inte alltid tillsammans 100.", EN: "Rounded shares do not always add up to 100.",
		})
	}
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.draw(l) }
	f.alt = set.alt
	if s.Years != "" {
		f.results = courses(based)
	}
	return f, nil
}

// partSet reads every part of every whole, by part, region and year.
func (b *Builder) partSet(ctx context.Context, s *Parts) (*partSet, error) {
	set := &partSet{spec: s, multiply: s.factor(), municipal: make(map[domain.RegionID]municipalSum)}
	areas, err := b.Session.Areas(s.Regions.String())
	if err != nil {
		return nil, err
	}
	beside, err := b.partBenchmarks(s.With, areas)
	if err != nil {
		return nil, err
	}
	if all := len(areas) + len(beside); s.Years != "" && all != 1 {
		return nil, faultf("$.regions", "regions: found %d regions with years, expected one: a row a year", all)
	}
	found := make([]map[domain.RegionID]series.Series, len(s.parts()))
	for i, p := range s.parts() {
		if found[i], err = b.partOf(ctx, set, p, slices.Concat(beside, areas)); err != nil {
			return nil, fmt.Errorf("part %d: %w", i+1, err)
		}
		set.labels = append(set.labels, p.label(found[i], s.parts()))
	}
	if err := set.choose(found, slices.Concat(beside, areas)); err != nil {
		return nil, err
	}
	if err := set.oneUnit(); err != nil {
		return nil, err
	}
	if !s.Rest.IsZero() {
		total, err := b.partOf(ctx, set, PartSpec{}, slices.Concat(beside, areas))
		if err != nil {
			return nil, fmt.Errorf("rest: the total: %w", err)
		}
		if err := set.addRest(total); err != nil {
			return nil, err
		}
	}
	set.addUp()
	ids := make([]domain.RegionID, len(areas))
	for i, a := range areas {
		ids[i] = a.ID
	}
	focus, err := b.focused(s.Focus, ids)
	if err != nil {
		return nil, err
	}
	for i := range set.wholes {
		w := &set.wholes[i]
		w.benchmark = slices.ContainsFunc(beside, func(a series.Area) bool { return a.ID == w.region })
		if !w.benchmark {
			set.areas++
		}
		w.focus = focus[w.region] || len(focus) == 0 && len(areas) == 1 && len(beside) > 0 && !w.benchmark
	}
	if err := set.setEmpty(); err != nil {
		return nil, err
	}
	set.sort(b.Session.Lang)
	set.setAges()
	return set, nil
}

// partBenchmarks are the regions that the wholes are set beside.
func (b *Builder) partBenchmarks(with List, areas []series.Area) (beside []series.Area, err error) {
	if len(with) == 0 {
		return nil, nil
	}
	refs, err := compare.ParseRefs(with.String(), b.Session.Areas)
	if err != nil {
		return nil, fmt.Errorf("with: %w", err)
	}
	for _, r := range refs {
		switch {
		case r.Mean, r.Peers, r.Target != nil:
			return nil, faultf("$.with", "with: found what is no region, expected one, such as maa or rest:maakunta:13: it is its parts that are set beside the others'")
		case slices.ContainsFunc(areas, func(a series.Area) bool { return a.ID == r.Area.ID }):
			return nil, faultf("$.with", "with: %s is among the regions too: name it in one of them", r.Area.ID)
		}
		beside = append(beside, r.Area)
	}
	return beside, nil
}

// partOf is the series of one part, by region.
func (b *Builder) partOf(ctx context.Context, set *partSet, p PartSpec, areas []series.Area) (map[domain.RegionID]series.Series, error) {
	s, v := set.spec, set.spec.Values
	v.Gender, v.Breakdown = cmp.Or(p.Gender, v.Gender), cmp.Or(p.Breakdown, v.Breakdown)
	years := string(s.Years)
	if s.Year != Latest && s.Year != "" {
		years = string(s.Year)
	}
	q, err := b.query(cmp.Or(p.Indicator, s.Indicator), s.Regions.String(), &v, years)
	if err != nil {
		return nil, err
	}
	q.Areas = areas
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	of := make(map[domain.RegionID]series.Series)
	for _, one := range found.Series {
		if len(q.Indicators) > 1 {
			return nil, fmt.Errorf("found several indicators, expected one: name each as a part")
		}
		of[one.Region] = one
	}
	for _, a := range areas {
		held := of[a.ID]
		if based := held.Based(); hasValue(&based) || len(held.Points) > 0 {
			continue
		}
		if one, ok := b.sumOfMunicipalities(ctx, q, a); ok {
			of[a.ID], set.municipal[a.ID] = one.Series, one
		}
	}
	return of, nil
}

// choose takes the wholes of the year, or of each of the years.
func (set *partSet) choose(found []map[domain.RegionID]series.Series, areas []series.Area) error {
	s := set.spec
	for _, of := range found {
		set.units = append(set.units, domain.UnitUnknown)
		for _, a := range areas {
			if one, ok := of[a.ID]; ok {
				set.loaded = append(set.loaded, one)
				set.units[len(set.units)-1] = one.Indicator.Unit
			}
		}
	}
	periods, err := set.periods()
	if err != nil {
		return err
	}
	for i := range set.loaded { // what lies outside the years is no part of the figure
		set.loaded[i] = set.loaded[i].In(func(t domain.Period) bool { return slices.Contains(periods, t) })
	}
	for i, of := range found {
		has := false
		for _, a := range areas {
			one, ok := of[a.ID]
			if !ok {
				continue
			}
			based := one.Based()
			has = has || slices.ContainsFunc(periods, func(t domain.Period) bool { p, _ := based.At(t); return p.HasValue() })
			set.decimals = max(set.decimals, based.Decimals()-places(set.multiply))
		}
		if !has {
			set.empty = append(set.empty, fmt.Sprintf("%s: part %d (%s) has no values", s.named(), i+1, set.labels[i].In(domain.English)))
		}
	}
	if len(set.empty) == len(found) {
		return fmt.Errorf("none of the parts has a value in %s: 'kuvio info -i' shows what is held", cmp.Or(string(s.Year), string(s.Years), "any year"))
	}
	for _, a := range areas {
		for _, t := range periods {
			w := whole{name: a.Name, region: a.ID, period: t}
			if s.Years != "" {
				w.name = domain.Text{FI: string(t)}
			}
			for _, of := range found {
				c := cell{Valued: series.Absent(t), share: math.NaN()}
				if one, ok := of[a.ID]; ok {
					based := one.Based()
					c.of = &based
					c.Valued, _ = based.At(t)
				}
				w.cells = append(w.cells, c)
			}
			set.wholes = append(set.wholes, w)
		}
	}
	if s.Years == "" {
		set.at = periods[0]
	}
	return nil
}

// periods are those that are drawn.
func (set *partSet) periods() ([]domain.Period, error) {
	s := set.spec
	if s.Years == "" {
		if s.Year != "" && s.Year != Latest {
			at, err := domain.ParsePeriod(string(s.Year))
			if err != nil {
				return nil, faultf("$.year", "year: %v, or latest", err)
			}
			return []domain.Period{at}, nil
		}
		at, err := latest(set.loaded)
		return []domain.Period{at}, err
	}
	var periods []domain.Period
	for i := range set.loaded {
		based := set.loaded[i].Based()
		for p := range based.WithValue() {
			periods = append(periods, p.Period)
		}
	}
	slices.Sort(periods)
	if len(periods) == 0 {
		return nil, fmt.Errorf("%w, years %s: 'kuvio info -i' shows what is held", errNoValues, s.Years)
	}
	return slices.Compact(periods), nil
}

// withoutYears says which of the years asked for have no row, as none of the parts
// has a value in them.
func (set *partSet) withoutYears() (empty []string) {
	asked, err := domain.ParseYearRange(string(set.spec.Years))
	if set.spec.Years == "" || err != nil {
		return nil
	}
	first, last := set.wholes[0].period.Year(), set.wholes[0].period.LastYear()
	drawn := make(map[int]bool)
	for i := range set.wholes {
		p := set.wholes[i].period
		first, last = min(first, p.Year()), max(last, p.LastYear())
		for y := p.Year(); y <= p.LastYear(); y++ {
			drawn[y] = true
		}
	}
	for y := cmp.Or(asked.From, first); y <= cmp.Or(asked.To, last); y++ {
		if !drawn[y] {
			empty = append(empty, strconv.Itoa(y))
		}
	}
	if len(empty) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: years: none of the parts has a value in %s", set.spec.named(), domain.Some(empty))}
}

// summed reports whether the figure shows what the parts are together.
func (set *partSet) summed() bool {
	return set.spec.As == asStacked || set.percent() || !set.spec.Rest.IsZero()
}

// percent reports whether parts are drawn as shares of their sum.
func (set *partSet) percent() bool { return set.spec.Percent || set.spec.As == asShare }

// oneUnit refuses values that have no scale in common, or no sum.
func (set *partSet) oneUnit() error {
	set.unit = set.units[0]
	for _, u := range set.units {
		if u != set.unit {
			if set.spec.Scale != scaleOwn {
				return faultf("$.parts", "parts: found values in %q and in %q, which have no scale in common: as: split with scale: own gives each part its own",
					set.unit.Name().In(domain.English), u.Name().In(domain.English))
			}
			set.unit = domain.UnitUnknown
			break
		}
	}
	if set.summed() {
		return set.additive()
	}
	return nil
}

// addRest adds, as the last part, what the parts leave of the totals.
func (set *partSet) addRest(total map[domain.RegionID]series.Series) error {
	set.labels = append(set.labels, set.spec.Rest)
	for i := range set.wholes {
		w := &set.wholes[i]
		c := cell{Valued: series.Absent(w.period), share: math.NaN()}
		if of, ok := total[w.region]; ok {
			based := of.Based()
			all, _ := based.At(w.period)
			sum, step := 0.0, 0.0
			for _, one := range w.cells {
				sum += one.Value
				if one.of != nil {
					step = max(step, one.of.Step(&one.Point))
				}
			}
			left := all.Value - sum
			if left < -step*float64(len(w.cells)+1) {
				return faultf("$.rest", "rest: the parts of %s are %g together and the total is %g: they overlap, and some are counted twice", w.name.In(domain.English), sum, all.Value)
			}
			based.Breakdown = "rest"
			c.of, c.Value, c.Status = &based, max(0, left), all.Status
			if math.IsNaN(left) && all.HasValue() {
				c.Status = w.status()
			}
			c.Period = w.period
		}
		w.cells = append(w.cells, c)
	}
	return nil
}

// addUp finds the sums and shares, and with how many decimals they are written.
func (set *partSet) addUp() {
	for i := range set.wholes {
		w := &set.wholes[i]
		values := make([]float64, len(w.cells))
		for j := range w.cells {
			values[j] = w.cells[j].Value
		}
		var shares []float64
		w.sum, shares = series.Whole(values)
		for j := range w.cells {
			w.cells[j].share = shares[j]
		}
	}
	switch {
	case set.spec.Decimals != nil:
		set.decimals = *set.spec.Decimals
	case !set.percent() && set.large():
		set.decimals = 0
	case set.spec.As == asShare:
		set.decimals = 0
	case set.percent():
		set.decimals = 1
	}
}

// unrounded reports whether the shares of some whole, as they are written, are not 100
// together.
func (set *partSet) unrounded() bool {
	if !set.percent() {
		return false
	}
	for i := range set.wholes {
		sum := 0.0
		for _, c := range set.wholes[i].cells {
			sum += locale.Rounded(c.share, set.decimals)
		}
		if math.Abs(sum-100) > 1e-6 { // not of one without a sum, which is NaN
			return true
		}
	}
	return false
}

// Of numbers from largeFrom on, none of them below leastLarge, decimals say nothing.
const (
	largeFrom  = 10_000
	leastLarge = 10
)

// large reports whether the values are so large that decimals only make them hard to read.
func (set *partSet) large() bool {
	most := 0.0
	for i := range set.wholes {
		for _, c := range set.wholes[i].cells {
			v := math.Abs(c.Value * set.multiply)
			if v > 0 && v < leastLarge {
				return false
			}
			if v > most {
				most = v
			}
		}
	}
	return most >= largeFrom
}

// additive refuses to put together what does not add up.
func (set *partSet) additive() error {
	one := &set.loaded[0]
	switch u := one.Indicator.Unit; {
	case u == domain.UnitIndex:
		return faultf("$.as", "as: %s is an index, and indices do not add up: use as: split or grouped", one.Indicator.ID)
	case u.Per() == 0 && u != domain.UnitEuroPerInhabitant && u != domain.UnitEuroPerPerson:
		return nil
	}
	set.rates = true
	for i := range set.loaded[1:] {
		o := &set.loaded[i+1]
		if o.Gender != one.Gender || o.Breakdown != one.Breakdown || o.Indicator.Denominator != one.Indicator.Denominator {
			return faultf("$.as", "as: the parts are measured in %q, each of its own population, and so do not add up to a whole: use as: split or grouped, or an indicator that counts",
				one.Indicator.Unit.Name().In(domain.English))
		}
	}
	return nil
}

// setEmpty names the areas that have no value though nothing is suppressed; it is an
// error where that is all that the figure is about.
func (set *partSet) setEmpty() error {
	bare := 0
	for i := range set.wholes {
		w := &set.wholes[i]
		if w.status() == domain.Suppressed || slices.ContainsFunc(w.cells, func(c cell) bool { return c.HasValue() }) {
			continue
		}
		set.empty = append(set.empty, fmt.Sprintf("%s: %s has no values in %s", set.spec.named(), cmp.Or(w.region, domain.RegionID(w.name.In(domain.English))), w.period))
		if !w.benchmark {
			bare++
		}
	}
	if bare == set.areas {
		return fmt.Errorf("none of the regions has a value in %s: 'kuvio info -i' shows what is held", cmp.Or(string(set.spec.Years), string(set.at)))
	}
	return nil
}

// sort puts the wholes into the order asked for, those set beside first, those
// without a value last.
func (set *partSet) sort(l domain.Lang) {
	s := set.spec
	names := collate.New(language.Make(string(l)))
	slices.SortStableFunc(set.wholes, func(a, b whole) int {
		if a.benchmark != b.benchmark {
			return map[bool]int{true: -1, false: 1}[a.benchmark]
		}
		byName := cmp.Or(names.CompareString(a.name.In(l), b.name.In(l)), cmp.Compare(a.region, b.region))
		switch {
		case a.benchmark, s.Years != "", s.Order == orderGiven:
			return 0
		case s.Order == orderName:
			return byName
		}
		return cmp.Or(descending(set.rank(&a), set.rank(&b)), byName)
	})
}

// rank is what wholes are ordered by.
func (set *partSet) rank(w *whole) float64 {
	switch {
	case set.percent():
		return w.cells[0].share
	case set.spec.As == asStacked:
		return w.sum
	}
	return w.cells[0].Value
}

// setAges finds the classes of ages that the parts are.
func (set *partSet) setAges() {
	for _, p := range set.spec.parts() {
		c, _, ok := domain.CutAge(parsed(p.Breakdown))
		if !ok {
			set.ages = nil
			return
		}
		set.ages = append(set.ages, c)
	}
}

// draw is the picture in a language.
func (set *partSet) draw(l domain.Lang) parts.Content {
	s := set.spec
	c := parts.Content{Form: partForms[s.As], Unit: set.scaleUnit(l), Empty: noData.In(l), Ordered: set.ages != nil && s.Rows != rowsParts}
	if s.Scale == scaleOwn {
		c.Own = ownScale.In(l)
	}
	if s.As == asShare && !set.rates && set.areas > 0 {
		c.Total = domain.Text{FI: "yhteensä", SV: "totalt", EN: "total"}.In(l)
		if set.unit.Money() {
			c.Total += "," + altUnit(set.unit, set.multiply, l)
		}
	}
	for _, label := range set.labels {
		c.Parts = append(c.Parts, parts.Part{Name: label.In(l)})
	}
	if !s.Rest.IsZero() {
		c.Parts[len(c.Parts)-1].Role = parts.Rest
	}
	for i := range set.wholes {
		w := &set.wholes[i]
		row := parts.Row{Name: upperFirst(w.name.In(l)), Role: w.role(), Reason: set.reason(w, l)}
		for j := range w.cells {
			row.Bars = append(row.Bars, set.bar(w, j, l))
		}
		if !math.IsNaN(w.sum) && (s.As == asStacked || c.Total != "") {
			row.Total = locale.Number(l, w.sum*set.multiply, set.totalDecimals())
		}
		c.Rows = append(c.Rows, row)
	}
	if s.Rows == rowsParts {
		c = turned(c)
	}
	if sign := set.sign(l); sign != "" && (s.As == asGrouped || s.As == asSplit) {
		for i := range c.Rows[0].Bars { // the unit once in each panel, as on a scale
			if b := &c.Rows[0].Bars[i]; !math.IsNaN(b.Value) {
				b.Text += sign
			}
		}
	}
	return c
}

// turned makes rows of the parts, and parts of the rows.
func turned(c parts.Content) parts.Content {
	out := c
	out.Parts, out.Rows = nil, make([]parts.Row, len(c.Parts))
	order := slices.Clone(c.Rows)
	slices.SortStableFunc(order, func(a, b parts.Row) int { // what is set beside stands below or right of the others
		return cmp.Compare(map[bool]int{true: 1}[a.Role == parts.Benchmark], map[bool]int{true: 1}[b.Role == parts.Benchmark])
	})
	for _, r := range order {
		out.Parts = append(out.Parts, parts.Part{Name: r.Name, Role: r.Role})
	}
	for i, p := range c.Parts {
		out.Rows[i].Name = p.Name
		for _, r := range order {
			out.Rows[i].Bars = append(out.Rows[i].Bars, r.Bars[i])
		}
	}
	return out
}

func (w *whole) role() parts.Role {
	switch {
	case w.benchmark:
		return parts.Benchmark
	case w.focus:
		return parts.Focus
	}
	return parts.Plain
}

// bar is one part of a whole as it is drawn.
func (set *partSet) bar(w *whole, j int, l domain.Lang) parts.Bar {
	c := &w.cells[j]
	v := set.value(c)
	if math.IsNaN(v) {
		if text := withoutValue(c.Valued, l); text != "" {
			return parts.Bar{Value: v, Text: text}
		}
		return parts.Bar{Value: v, Text: set.reason(w, l)}
	}
	return parts.Bar{Value: v, Text: set.number(c, l)}
}

// value is what is drawn of a part.
func (set *partSet) value(c *cell) float64 {
	if set.percent() {
		return c.share
	}
	return c.Value * set.multiply
}

func (set *partSet) number(c *cell, l domain.Lang) string {
	if set.percent() {
		return locale.Number(l, c.share, set.decimals)
	}
	return written(c.Valued, set.multiply, set.decimals, l)
}

// totalDecimals are those of the sums, which are values where the parts are shares.
func (set *partSet) totalDecimals() int {
	if !set.percent() {
		return set.decimals
	}
	most := 0
	for i := range set.loaded {
		based := set.loaded[i].Based()
		most = max(most, based.Decimals()-places(set.multiply))
	}
	return most
}

// sign is what follows the first number of a scale.
func (set *partSet) sign(l domain.Lang) string {
	if set.percent() {
		return percentSign(l)
	}
	return axisUnit(set.unit, set.multiply, l)
}

// scaleUnit is what follows the highest number of a drawn scale.
func (set *partSet) scaleUnit(l domain.Lang) string {
	if set.percent() {
		return set.sign(l)
	}
	return altUnit(set.unit, set.multiply, l)
}

// table is every part of every whole, with its share where the parts are summed.
func (set *partSet) table() *table.Table {
	var more []table.Column
	if set.summed() {
		more = []table.Column{{Name: "share", Title: domain.Text{FI: "Osuus, %", SV: "Andel, %", EN: "Share, %"}}}
	}
	t := &table.Table{Columns: slices.Concat(drawnColumns, more, aboutColumns)}
	for i := range set.wholes {
		w := &set.wholes[i]
		for j := range w.cells {
			c := &w.cells[j]
			of, notes := series.Series{Region: w.region, RegionName: w.name}, domain.Notes(nil)
			if c.of != nil {
				of, notes = c.of.Series, c.of.NotesAt(c.Valued)
			}
			row := drawnRow(&of, set.labels[j], w.period, table.Num(c.Value*set.multiply, set.totalDecimals()), c.Status.String(), notes)
			if more != nil {
				row = append(row, table.Num(c.share, max(1, set.decimals)))
			}
			t.Rows = append(t.Rows, append(row, about(&of, set.multiply)...))
		}
	}
	return t
}
