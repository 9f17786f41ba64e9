package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/change"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Change is a figure of areas at two times.
type Change struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Years        When   `yaml:"years" help:"two years, [2014, 2021], or spells of them, [2012-2014, 2019-2021]; the later may be latest; where most areas have few cases, each is the last of three together: pool: 1 keeps single years"`
	As           string `yaml:"as" help:"arrow, a row an area, or slope, lines between two years, at most 8"`
	Order        string `yaml:"order" help:"change, value (the later), name or given"`
	Interval     *bool  `yaml:"interval" help:"false leaves out the 95 % limits of the changes"`
	AcrossBreaks bool   `yaml:"across_breaks" help:"also where a series or its definition changed between the years"`
}

// The forms and orders of changes.
const (
	asArrow     = "arrow"
	asSlope     = "slope"
	orderChange = "change"
	orderValue  = "value"
	orderName   = "name"
	orderGiven  = "given"
)

// changeLevel is what the limits of changes cover.
const changeLevel = 0.95

func (s *Change) check() error {
	values := s.Values
	if values.Pool == 1 { // each year by itself, however few
		values.Pool = 0
	}
	if err := cmp.Or(s.Beside.check(), values.check()); err != nil {
		return err
	}
	s.Published = values.Published
	if s.As != "" && s.As != asArrow && s.As != asSlope {
		return faultf("$.as", "as: found %q, expected arrow or slope", s.As)
	}
	if !slices.Contains([]string{"", orderChange, orderValue, orderName, orderGiven}, s.Order) {
		return faultf("$.order", "order: found %q, expected change, value, name or given", s.Order)
	}
	if s.Years == "" {
		return faultf("$.years", "years: found none, expected two, such as [2014, 2021] or [2014, latest]")
	}
	if _, err := compare.ParseTimes(strings.Replace(string(s.Years), string(Latest), lastOfAll, 1)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return nil
}

// lastOfAll stands for a year that is not known yet, later than any.
const lastOfAll = "2200"

// changeSet is the changes of areas and of what they are set beside.
type changeSet struct {
	spec     *Change
	rows     []changeRow
	multiply float64
	decimals int
	judged   bool // some change has limits
	from, to domain.Period
	unit     domain.Unit
	polarity domain.Polarity
}

// changeRow is one area, or a benchmark.
type changeRow struct {
	name      domain.Text
	region    domain.RegionID // "" of a benchmark that is no region
	of        *series.Based   // nil of such a benchmark
	from, to  series.Valued
	move      compare.Move
	verdict   compare.Verdict
	assessed  compare.Assessment
	notes     domain.Notes
	benchmark bool
	focus     bool
}

func (s *Change) build(ctx context.Context, b *Builder) (*Figure, error) {
	f := &Figure{Warnings: s.outdated(s.named())}
	r, pooled, err := s.changes(ctx, b)
	if err != nil {
		return nil, err
	}
	set, err := s.changeSet(ctx, b, r)
	if err != nil {
		return nil, err
	}
	used := set.used(r)
	for i := range set.rows {
		if r := &set.rows[i]; r.benchmark && math.IsNaN(r.from.Value) && math.IsNaN(r.to.Value) {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: with: %s has no value in %s or %s", s.named(), r.name.In(domain.English), set.from, set.to))
		}
	}
	f.estimated = set.judged
	f.span(used)
	f.noteBasis(used)
	f.notes = append(f.notes, set.notes(pooled)...)
	f.two = [2]domain.Period{set.from, set.to}
	for i := range set.rows {
		if d := set.rows[i].move.Difference.Value; !math.IsNaN(d) {
			f.differences = append(f.differences, d)
		}
	}
	f.Table = set.table()
	f.content = set.content
	f.alt = set.alt
	f.results = func() Results { return Results{Changes: r.Changes} }
	return f, nil
}

// changes are the comparison of the two times; pooled is that years of
// small areas were taken together without being asked for.
func (s *Change) changes(ctx context.Context, b *Builder) (r *compare.ChangeResult, pooled bool, err error) {
	values := s.Values
	values.Pool = 0
	q, err := b.query(s.Indicator, s.Regions.String(), &values, "")
	if err != nil {
		return nil, false, err
	}
	refs, err := b.refs(s.With)
	if err != nil {
		return nil, false, err
	}
	times, err := s.times(ctx, b, q)
	if err != nil {
		return nil, false, err
	}
	run := func(t compare.Times) (*compare.ChangeResult, error) {
		r, err := compare.RunChange(ctx, b.Session, q, refs, compare.ChangeOptions{Times: t, AcrossBreaks: s.AcrossBreaks, Level: changeLevel})
		if errors.Is(err, compare.ErrTargetChange) {
			err = faultf("$.with", "with: %v", err)
		}
		return r, notHeld(err)
	}
	if s.Pool > 1 {
		if times, err = together(times, s.Pool); err != nil {
			return nil, false, faultf("$.pool", "pool: %v", err)
		}
	}
	if r, err = run(times); err != nil {
		return nil, false, err
	}
	if s.Pool == 0 && !s.Published && fewEvents(r) {
		if wide, err := together(times, smallPool); err == nil {
			if together, err := run(wide); err == nil && len(together.NoValue) == 0 {
				return together, true, nil
			}
		}
	}
	for _, n := range r.NoValue {
		return nil, false, fmt.Errorf("%s: none of the regions has a value in %s; the latest is of %s", n.Indicator, n.At, cmp.Or(string(n.Latest), "no year"))
	}
	return r, false, nil
}

// times are the two that the spec names.
func (s *Change) times(ctx context.Context, b *Builder, q series.Query) (compare.Times, error) {
	years := string(s.Years)
	if strings.Contains(years, string(Latest)) {
		at, err := b.when(ctx, q, Latest)
		if err != nil {
			return compare.Times{}, err
		}
		years = strings.Replace(years, string(Latest), string(at), 1)
	}
	t, err := compare.ParseTimes(years)
	if err != nil {
		return t, faultf("$.years", "years: %v", err)
	}
	return t, nil
}

// together are times of so many years each, the last of them as named.
func together(t compare.Times, years int) (compare.Times, error) {
	if !t.From.IsYear() || !t.To.IsYear() {
		return t, fmt.Errorf("found with years %s and %s, expected two single years, which are then the last of so many", t.From, t.To)
	}
	spell := func(p domain.Period) string { return fmt.Sprintf("%d-%d", p.Year()-years+1, p.Year()) }
	return compare.ParseTimes(spell(t.From) + "," + spell(t.To))
}

// smallPool is how many years are taken together where most areas have fewer
// than few events in one: rates of fewer than 20 are no reliable ones by the
// National Center for Health Statistics (Klein & al. 2002, Healthy People 2010
// Statistical Notes 24).
const (
	smallPool = 3
	few       = 20
)

// fewEvents reports whether most of the areas whose changes are judged by their
// counts have few events in one of the years.
func fewEvents(r *compare.ChangeResult) bool {
	small, all := 0, 0
	for i := 0; i < len(r.Changes); i += max(1, len(r.All)) {
		c := &r.Changes[i]
		if c.Series.Indicator.Unit.Per() == 0 || !(c.From.Count >= 0) || !(c.To.Count >= 0) {
			continue
		}
		all++
		if min(c.From.Count, c.To.Count) < few {
			small++
		}
	}
	return 2*small > all
}

// changeSet are the rows in their order, benchmarks first.
func (s *Change) changeSet(ctx context.Context, b *Builder, r *compare.ChangeResult) (*changeSet, error) {
	if len(r.Changes) == 0 {
		return nil, fmt.Errorf("%w: 'kuvio info -i' shows what is held", errNoValues)
	}
	first := &r.Changes[0]
	set := &changeSet{spec: s, multiply: s.factor(), from: first.From.Period, to: first.To.Period,
		unit: first.Series.Indicator.Unit, polarity: first.Series.Indicator.Polarity}
	if r.Alike.Of != nil && len(r.Series) > 1 {
		return nil, faultf("$.with", "with: peers differ from region to region: expected a region or mean, or one region in regions")
	}
	each := max(1, len(r.All))
	benchmarks := set.benchmarks(r.Changes[:each])
	ids := make([]domain.RegionID, 0, len(r.Changes)/each)
	for i := 0; i < len(r.Changes); i += each {
		c := &r.Changes[i]
		if c.Series.Indicator.ID != first.Series.Indicator.ID || c.Series.Breakdown != first.Series.Breakdown || c.Series.Gender != first.Series.Gender {
			return nil, errors.New("found several indicators, genders or breakdowns, expected one: a figure a kind of value")
		}
		set.decimals = max(set.decimals, c.Decimals-places(set.multiply))
		if ids = append(ids, c.Series.Region); slices.ContainsFunc(benchmarks, func(b changeRow) bool { return b.region == c.Series.Region }) {
			continue
		}
		set.rows = append(set.rows, changeRow{name: c.Series.RegionName, region: c.Series.Region, of: c.Series, from: c.From, to: c.To,
			move: c.Own, verdict: c.Verdict, assessed: c.Assessment, notes: c.Notes})
	}
	if s.Decimals != nil {
		set.decimals = *s.Decimals
	}
	focus, err := b.focused(s.Focus, ids)
	if err != nil {
		return nil, err
	}
	for i := range set.rows {
		set.rows[i].focus = focus[set.rows[i].region]
		set.judged = set.judged || set.rows[i].judged()
	}
	set.sort(b.Session.Lang)
	set.rows = append(benchmarks, set.rows...)
	if s.As == asSlope && len(set.rows) > change.MostSlopes {
		return nil, faultf("$.as", "as: found slope with %d areas, expected at most %d: use arrow", len(set.rows), change.MostSlopes)
	}
	return set, set.drawable()
}

// drawable is an error where no area has both values without a break between.
func (set *changeSet) drawable() error {
	parted := domain.Period("")
	for i := range set.rows {
		r := &set.rows[i]
		if r.reason(domain.English, set) == "" {
			return nil
		}
		if at := r.parted(); at != "" {
			parted = at
		}
	}
	if parted != "" {
		return faultf("$.years", "years: the series or its definition changed in %s, between %s and %s: name years on one side of it, or set across_breaks: true", parted, set.from, set.to)
	}
	return fmt.Errorf("none of the regions has a value both in %s and in %s: 'kuvio info -i' shows what is held", set.from, set.to)
}

// benchmarks are what the first area is set beside: they are the same for all.
func (set *changeSet) benchmarks(changes []compare.Changed) (rows []changeRow) {
	for i := range changes {
		c := &changes[i]
		if c.Benchmark == "" {
			continue
		}
		row := changeRow{name: c.BenchmarkName, move: c.Bench, benchmark: true, from: series.Absent(set.from), to: series.Absent(set.to)}
		for _, s := range c.BenchmarkSources {
			if string(s.Region) == c.Benchmark {
				row.of, row.region = s, s.Region
				row.from, _ = s.At(set.from)
				row.to, _ = s.At(set.to)
			}
		}
		if row.of == nil {
			row.from.Value, row.to.Value = c.BenchFrom, c.BenchTo
		}
		if len(c.BenchmarkSources) > 0 && math.IsNaN(row.move.Difference.Value) {
			row.notes = c.Notes
		} else if row.of != nil && set.spec.AcrossBreaks {
			row.notes = slices.DeleteFunc(slices.Clone(c.Notes), func(n domain.Note) bool {
				return n.Code != domain.NoteAcrossBreak || !slices.Contains(row.of.Breaks, domain.Period(n.Arg))
			})
		}
		if d := &row.move.Difference; !(d.Lower < d.Upper) { // taken as known: no limits
			d.Lower, d.Upper = math.NaN(), math.NaN()
		} else {
			row.verdict = compare.NoClearChange
			switch {
			case d.Lower > 0:
				row.verdict = compare.Rose
			case d.Upper < 0:
				row.verdict = compare.Fell
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// sort puts the areas into the order asked for: those that rose most first, or
// whose later value is highest; those without it last.
func (set *changeSet) sort(l domain.Lang) {
	by := func(r *changeRow) float64 { return r.move.Difference.Value }
	switch set.spec.Order {
	case orderGiven:
		return
	case orderValue:
		by = func(r *changeRow) float64 { return r.to.Value }
	}
	names := collate.New(language.Make(string(l)))
	slices.SortStableFunc(set.rows, func(a, b changeRow) int {
		byName := cmp.Or(names.CompareString(a.name.In(l), b.name.In(l)), cmp.Compare(a.region, b.region))
		if set.spec.Order == orderName {
			return byName
		}
		v, w := by(&a), by(&b)
		switch {
		case math.IsNaN(v) != math.IsNaN(w):
			if math.IsNaN(v) {
				return 1
			}
			return -1
		case math.IsNaN(v):
			return byName
		}
		return cmp.Or(cmp.Compare(w, v), byName)
	})
}

// used are the series the figure is of.
func (set *changeSet) used(r *compare.ChangeResult) (all []series.Based) {
	for i := range r.Changes {
		c := &r.Changes[i]
		if i%max(1, len(r.All)) == 0 {
			all = append(all, *c.Series)
		}
		for _, s := range c.BenchmarkSources {
			if !slices.ContainsFunc(all, func(o series.Based) bool { return o.Region == s.Region && o.Indicator.ID == s.Indicator.ID }) {
				all = append(all, *s)
			}
		}
	}
	return all
}

// judged reports whether the change has limits.
func (r *changeRow) judged() bool {
	return r.verdict == compare.Rose || r.verdict == compare.Fell || r.verdict == compare.NoClearChange
}

// parted is when the series changed between the two times; "" where it did not,
// or where that is passed over.
func (r *changeRow) parted() domain.Period {
	for _, n := range r.notes {
		if n.Code == domain.NoteBreakBetween && math.IsNaN(r.move.Difference.Value) {
			return domain.Period(n.Arg)
		}
	}
	return ""
}

// course is which way an arrow goes: by the verdict or, where no change of the
// figure has one, by its sign.
func (set *changeSet) course(r *changeRow) change.Course {
	switch d := r.move.Difference.Value; {
	case r.verdict == compare.Rose:
		return change.Rise
	case r.verdict == compare.Fell:
		return change.Fall
	case r.verdict == compare.NoClearChange:
		return change.Unclear
	case set.judged:
	case d > 0:
		return change.Rise
	case d < 0:
		return change.Fall
	}
	return change.Unjudged
}

// content is the picture in a language.
func (set *changeSet) content(l domain.Lang) figure.Content {
	c := change.Content{Slope: set.spec.As == asSlope, From: string(set.from), To: string(set.to), Empty: noData.In(l),
		Change: set.changeHead().In(l), Key: set.key(l)}
	if set.percent() {
		c.Unit = percentSign(l)
	}
	for i := range set.rows {
		c.Rows = append(c.Rows, set.row(&set.rows[i], l))
	}
	return c
}

func (set *changeSet) row(r *changeRow, l domain.Lang) change.Row {
	row := change.Row{Name: upperFirst(r.name.In(l)), From: r.from.Value * set.multiply, To: r.to.Value * set.multiply, Low: math.NaN(), High: math.NaN(),
		Course: set.course(r), Open: !r.benchmark && !r.judged(), Reason: r.reason(l, set), Focus: r.focus, Benchmark: r.benchmark}
	for _, end := range []struct {
		text *string
		p    series.Valued
	}{{&row.FromText, r.from}, {&row.ToText, r.to}} {
		if *end.text = ".."; !math.IsNaN(end.p.Value) {
			*end.text = written(end.p, set.multiply, set.decimals, l)
		}
	}
	if d := r.move.Difference; row.Reason == "" {
		row.ChangeText = set.signed(d.Value, l)
		if r.judged() && set.limits() {
			row.Low, row.High = (r.from.Value+d.Lower)*set.multiply, (r.from.Value+d.Upper)*set.multiply
		}
	}
	return row
}

func (set *changeSet) limits() bool { return set.spec.Interval == nil || *set.spec.Interval }

// table is what is drawn, a row an area and benchmark.
func (set *changeSet) table() *table.Table {
	t := &table.Table{Columns: slices.Concat([]table.Column{
		{Name: "series"}, {Name: "indicator"}, {Name: "region"}, {Name: "region_name"}, {Name: "gender"}, {Name: "breakdown"}, {Name: "role"},
		{Name: "from"}, {Name: "to"}, {Name: "value_from"}, {Name: "status_from"}, {Name: "value_to"}, {Name: "status_to"},
		{Name: "difference"}, {Name: "difference_lower"}, {Name: "difference_upper"}, {Name: "verdict"}, {Name: "assessment"}, {Name: "note"},
	}, aboutColumns)}
	about1 := set.subject()
	for i := range set.rows {
		r := &set.rows[i]
		role := "area"
		switch {
		case r.benchmark:
			role = "benchmark"
		case r.focus:
			role = "focus"
		}
		number := func(v float64) table.Value { return table.Num(v*set.multiply, set.decimals) }
		signed := func(v float64) table.Value { return table.SignedNum(v*set.multiply, set.decimalsOf(v)) }
		d := r.move.Difference
		t.Rows = append(t.Rows, append([]table.Value{
			table.Str(r.name.In(domain.Finnish)).ForPeople(r.name), table.Str(string(about1.Indicator.ID)), table.Str(string(r.region)), table.Str(r.name.In(domain.Finnish)),
			table.Str(string(about1.Gender)), table.Str(about1.Breakdown), table.Str(role), table.PeriodOf(set.from), table.PeriodOf(set.to),
			number(r.from.Value), table.Str(r.from.Status.String()), number(r.to.Value), table.Str(r.to.Status.String()),
			signed(d.Value), signed(d.Lower), signed(d.Upper), table.Str(string(r.verdict)), table.Str(string(r.assessed)), table.Str(r.notes.String()),
		}, about(about1, set.multiply)...))
	}
	return t
}

// subject is a series that says what the values are.
func (set *changeSet) subject() *series.Series {
	for i := range set.rows {
		if r := &set.rows[i]; r.of != nil && !r.benchmark {
			return &r.of.Series
		}
	}
	return &set.rows[0].of.Series
}
