package chart

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/ranked"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Ranked is a figure of areas below one another in one year.
type Ranked struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Year     When          `yaml:"year" help:"the year, or latest: the last in which nine of ten regions have a value"`
	Order    compare.Order `yaml:"order" help:"value (the highest first), name, or given"`
	Mark     string        `yaml:"mark" help:"dots or bars (from zero); bars of numbers and sums of money where it is left out"`
	Interval *bool         `yaml:"interval" help:"95 % limits; drawn where counts are held and this is not false"`
	Verdict  *bool         `yaml:"verdict" help:"tell clear differences from the first of with; told where limits are drawn and this is not false"`
	Show     string        `yaml:"show" help:"value, or difference: from the one benchmark"`
	Pin      List          `yaml:"pin" help:"regions on top of the others, outside the ranking"`
	Top      int           `yaml:"top" help:"only so many of the highest and so many of the lowest, and those of focus"`
	Columns  int           `yaml:"columns" help:"columns of rows, 1 to 4; as many as the rows need where it is left out"`
}

// The words of a ranked figure's spec.
const (
	markBars, markDots = "bars", "dots"
	showDifference     = "difference"
)

// level is the coverage of the limits that figures draw.
const level = 0.95

const mostColumns = 4

func (s *Ranked) check() error {
	if err := cmp.Or(s.Beside.check(), s.Values.check()); err != nil {
		return err
	}
	for _, word := range []struct {
		key, found string
		expected   []string
	}{
		{"order", string(s.Order), []string{orderValue, orderName, orderGiven}},
		{"mark", s.Mark, []string{markDots, markBars}},
		{"show", s.Show, []string{"value", showDifference}},
	} {
		if word.found != "" && !slices.Contains(word.expected, word.found) {
			return faultf("$."+word.key, "%s: found %q, expected %s", word.key, word.found, strings.Join(word.expected, " or "))
		}
	}
	switch {
	case s.Top < 0:
		return faultf("$.top", "top: found %d, expected how many of the highest and of the lowest", s.Top)
	case s.Columns < 0 || s.Columns > mostColumns:
		return faultf("$.columns", "columns: found %d, expected 1 to %d", s.Columns, mostColumns)
	case s.Top > 0 && s.Order != "" && s.Order != orderValue:
		return faultf("$.top", "top: found with order: %s, expected order: value: the highest and the lowest stand at its ends", s.Order)
	case s.Show == showDifference && len(s.With) != 1:
		return faultf("$.show", "show: difference: found %d benchmarks in with, expected the one that the differences are from", len(s.With))
	case s.Interval != nil && !*s.Interval && s.Verdict != nil && *s.Verdict:
		return faultf("$.verdict", "verdict: found with interval: false, expected limits: a verdict without them cannot be judged")
	case s.Published && s.Interval != nil && *s.Interval:
		return faultf("$.interval", "interval: found with published: true, expected one of them: limits are of the value that count and denominator make, and the rounded one may lie outside them")
	}
	return nil
}

// rankedSet is what a ranked figure draws.
type rankedSet struct {
	spec     *Ranked
	at       domain.Period
	result   *compare.Result
	pinned   []compare.Compared // of the first benchmark
	focus    map[domain.RegionID]bool
	unit     domain.Unit
	multiply float64
	decimals int
	bars     bool
	limits   bool // are drawn
	verdicts bool
}

func (s *Ranked) build(ctx context.Context, b *Builder) (*Figure, error) {
	r, at, err := b.compared(ctx, &s.Beside, &s.Values, s.Year, compare.Options{Level: level, Standing: len(s.Focus) > 0})
	if err != nil {
		return nil, err
	}
	if kinds := series.Kinds(r.Series); len(kinds) > 1 {
		return nil, faultf("$.indicator", "indicator: found %s of %d kinds, expected one: name one indicator, gender and breakdown", s.Indicator, len(kinds))
	}
	set := &rankedSet{spec: s, at: at, result: r, multiply: s.factor(), unit: r.Series[0].Indicator.Unit}
	ids := make([]domain.RegionID, len(r.Series))
	for i := range r.Series {
		ids[i] = r.Series[i].Region
	}
	if len(s.Pin) > 0 {
		beside := s.Beside
		beside.Regions = s.Pin
		pinned, _, err := b.compared(ctx, &beside, &s.Values, When(at), compare.Options{Level: level})
		if err != nil {
			return nil, fmt.Errorf("pin: %w", err)
		}
		set.pinned = ofFirst(pinned)
		for i := range pinned.Series {
			ids = append(ids, pinned.Series[i].Region)
		}
	}
	if set.focus, err = b.focused(s.Focus, ids); err != nil {
		return nil, err
	}
	set.settle()
	f := &Figure{Warnings: s.outdated(s.named()), estimated: set.limits}
	f.ofYear(set.used(), at)
	f.noteLatest(s.named(), s.Year, r.Series, at)
	f.Empty = append(f.Empty, s.without(r.All, "", at, func(i int) []float64 { return benchmarkValues(r, i) })...)
	f.notes = append(append(f.notes, set.rounded()...), partial(r)...)
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.content(l) }
	f.alt = set.alt
	f.results = func() Results { return Results{Compared: r.Comparisons} }
	f.plotted = set.plotted
	if s.Show == showDifference {
		f.measure = inEach(set.apart)
	}
	if !set.content(domain.Finnish).FromZero() {
		f.notes = append(f.notes, scaleNote)
	}
	return f, nil
}

var scaleNote = domain.Text{FI: "Asteikko ei ala nollasta.", SV: "Skalan börjar inte vid noll.", EN: "The scale does not start at zero."}

// apart says what is drawn where that is differences: from whom, and in what.
func (set *rankedSet) apart(l domain.Lang) string {
	unit := drawnUnit(set.unit, set.multiply)
	in := unit.Name().In(l)
	switch unit {
	case domain.UnitPercent:
		in = domain.Text{FI: "prosenttiyksikköä", SV: "procentenheter", EN: "percentage points"}.In(l)
	case domain.UnitUnknown, domain.UnitIndex:
		in = ""
	}
	name := lowerFirst(set.result.All[0].Name.In(l), set.result.All[0].ID)
	if v, same := set.benchmark(0); same && !math.IsNaN(v) {
		name += " " + locale.Number(l, v*set.multiply, set.decimals)
		name += altUnit(set.unit, set.multiply, l)
	}
	said := fmt.Sprintf(domain.Text{FI: "ero vertailuun (%s)", SV: "skillnad från jämförelsen (%s)", EN: "difference from the benchmark (%s)"}.In(l), name)
	if in != "" {
		said += ", " + in
	}
	return said
}

// settle decides what is drawn where the spec leaves it open.
func (set *rankedSet) settle() {
	s := set.spec
	set.decimals = max(0, set.result.Comparisons[0].Decimals-places(set.multiply))
	if s.Decimals != nil {
		finest := 0
		for i := range set.result.Series {
			one := set.result.Series[i].Based()
			finest = max(finest, one.Finest(one.Decimals())-places(set.multiply))
		}
		set.decimals = min(*s.Decimals, finest)
	}
	amount := set.unit == domain.UnitCount || set.unit == domain.UnitEuro || set.unit == domain.UnitKiloEuro
	set.bars = s.Mark == markBars || s.Mark == "" && amount && s.Show != showDifference
	set.limits = (s.Interval == nil || *s.Interval) && !s.Published
	set.verdicts = set.limits && (s.Verdict == nil || *s.Verdict) && len(set.result.All) > 0
}

// ofFirst are a result's areas beside the first of the benchmarks.
func ofFirst(r *compare.Result) []compare.Compared {
	each := max(1, len(r.All))
	var first []compare.Compared
	for i := 0; i < len(r.Comparisons); i += each {
		first = append(first, r.Comparisons[i])
	}
	return first
}

// used are the series that the figure draws or sets them beside, with the one point
// of its year.
func (set *rankedSet) used() []series.Based {
	var used []series.Based
	add := func(s *series.Based) {
		if !slices.ContainsFunc(used, func(u series.Based) bool { return u.Region == s.Region }) {
			used = append(used, *s)
		}
	}
	for _, all := range [][]compare.Compared{set.result.Comparisons, set.pinned} {
		for i := range all {
			add(all[i].Series)
			for _, s := range all[i].BenchmarkSources {
				add(s)
			}
		}
	}
	return used
}

// inPeriod is a series with the point of one period alone.
func inPeriod(s *series.Based, at domain.Period) series.Based {
	one := s.In(func(t domain.Period) bool { return t == at })
	return one.Based()
}

// ofYear takes the year of the figure for its texts, its source, and what is to be
// said of the values.
func (f *Figure) ofYear(all []series.Based, at domain.Period) {
	all = slices.Clone(all)
	for i := range all {
		all[i] = inPeriod(&all[i], at)
	}
	f.span(all)
	f.first, f.last = at, at
	f.noteBasis(all)
}

// sorted are the areas in the order in which they are drawn.
func (set *rankedSet) sorted(l domain.Lang) []compare.Compared {
	r := *set.result
	r.Comparisons = slices.Clone(r.Comparisons)
	switch set.spec.Order {
	case orderGiven:
	case "":
		r.Sort(compare.ByValue, l)
	default:
		r.Sort(set.spec.Order, l)
	}
	rows := slices.DeleteFunc(ofFirst(&r), func(c compare.Compared) bool {
		return slices.ContainsFunc(set.pinned, func(p compare.Compared) bool { return p.Series.Region == c.Series.Region })
	})
	if set.spec.Show == showDifference && set.spec.Order != orderGiven && set.spec.Order != compare.ByName {
		slices.SortStableFunc(rows, func(a, b compare.Compared) int { return byDifference(a.Difference, b.Difference) })
	}
	return rows
}

// byDifference puts the greatest first and what is not known last.
func byDifference(a, b float64) int {
	if math.IsNaN(a) || math.IsNaN(b) {
		return cmp.Compare(b, a) // NaN is the least
	}
	return cmp.Compare(b, a)
}

// content is the picture in a language.
func (set *rankedSet) content(l domain.Lang) ranked.Content {
	c := ranked.Content{Bars: set.bars, Columns: set.spec.Columns, Empty: noData.In(l), Unit: set.unitIn(l), Key: set.key(l)}
	for _, p := range set.pinned {
		c.Rows = append(c.Rows, set.row(p, l))
	}
	rows, without := set.shown(set.sorted(l), l)
	c.Without = without
	if len(rows) > 0 {
		rows[0].Apart = len(c.Rows) > 0
	}
	c.Rows = append(c.Rows, rows...)
	if set.spec.Show == showDifference {
		c.Benchmarks = []ranked.Benchmark{{Label: set.besideName(0, l)}}
		return c
	}
	for i := range set.result.All {
		if v, same := set.benchmark(i); same {
			c.Benchmarks = append(c.Benchmarks, ranked.Benchmark{Label: set.besideName(i, l), Value: v * set.multiply})
		}
	}
	return c
}

// benchmark is the value of the i-th benchmark; same is false of one that is another
// for each area.
func (set *rankedSet) benchmark(i int) (value float64, same bool) {
	value = math.NaN()
	for k := i; k < len(set.result.Comparisons); k += len(set.result.All) {
		switch v := set.result.Comparisons[k].BenchValue; {
		case math.IsNaN(v):
		case !math.IsNaN(value) && v != value:
			return math.NaN(), false
		default:
			value = v
		}
	}
	return value, true
}

// besideName is what stands at the line of the i-th benchmark: its name and value.
func (set *rankedSet) besideName(i int, l domain.Lang) string {
	name := upperFirst(set.result.All[i].Name.In(l))
	v, _ := set.benchmark(i)
	if math.IsNaN(v) || set.result.All[i].Target != nil {
		return name
	}
	return name + " " + locale.Number(l, v*set.multiply, set.decimals)
}

// row is an area as it is drawn.
func (set *rankedSet) row(c compare.Compared, l domain.Lang) ranked.Row {
	row := ranked.Row{
		Name: c.Series.RegionName.In(l), Focus: set.focus[c.Series.Region],
		Value: c.Point.Value * set.multiply, Lower: math.NaN(), Upper: math.NaN(), Beside: math.NaN(),
	}
	if row.Text = withoutValue(c.Point, l); row.Text == "" {
		row.Text = written(c.Point, set.multiply, set.decimalsOf(c), l)
	}
	if set.limits {
		row.Lower, row.Upper = c.Lower*set.multiply, c.Upper*set.multiply
	}
	if set.spec.Show == showDifference {
		row.Value, row.Lower, row.Upper = c.Difference*set.multiply, math.NaN(), math.NaN()
		if set.limits {
			row.Lower, row.Upper = c.Apart.DifferenceLower*set.multiply, c.Apart.DifferenceUpper*set.multiply
		}
		if !math.IsNaN(c.Difference) {
			row.Text = locale.Signed(l, c.Difference*set.multiply, set.decimalsOf(c))
		}
	} else if len(set.result.All) > 0 {
		if _, same := set.benchmark(0); !same {
			row.Beside = c.BenchValue * set.multiply
		}
	}
	row.Benchmark = len(set.result.All) > 0 && string(c.Series.Region) == c.Benchmark
	if set.verdicts && !row.Benchmark {
		switch c.Verdict {
		case compare.Higher, compare.Lower:
			row.Verdict = ranked.Differs
		case compare.NoClearDifference:
			row.Verdict = ranked.Unclear
		default:
			row.Verdict = ranked.NotCounted
		}
	}
	return row
}

// decimalsOf is how many decimals an area's value is written with: no more than it is
// published with, where others are computed from counts and are known more closely.
func (set *rankedSet) decimalsOf(c compare.Compared) int {
	if set.unit.Per() == 0 || c.Notes.Has(domain.NoteFromCounts) {
		return set.decimals
	}
	return max(0, min(set.decimals, c.Series.DecimalsAt(&c.Point.Point)-places(set.multiply)))
}

// rounded is a note on how many values are only published, among computed ones.
func (set *rankedSet) rounded() []domain.Text {
	published, computed := 0, 0
	for _, c := range ofFirst(set.result) {
		switch {
		case !c.Point.HasValue() || set.unit.Per() == 0:
		case c.Notes.Has(domain.NoteFromCounts):
			computed++
		default:
			published++
		}
	}
	if published == 0 || computed == 0 {
		return nil
	}
	return []domain.Text{domain.Note{Code: domain.NoteSomeRounded, Arg: strconv.Itoa(published)}.Sentence()}
}

// shown are the rows, and of top only the ends with what is said of the others.
// Where values order them, those without one are named below.
func (set *rankedSet) shown(all []compare.Compared, l domain.Lang) (rows []ranked.Row, without []ranked.Without) {
	if o := set.spec.Order; o != orderGiven && o != compare.ByName {
		for _, w := range lacking(all, l) {
			one := ranked.Without{Why: upperFirst(w.why)}
			for _, c := range w.areas {
				one.Names = append(one.Names, c.Series.RegionName.In(l))
			}
			without = append(without, one)
		}
		all = slices.DeleteFunc(all, func(c compare.Compared) bool { return !c.Point.HasValue() })
	}
	top, left := set.spec.Top, 0
	leave := func() {
		if left > 0 {
			rows = append(rows, ranked.Row{Name: fmt.Sprintf(othersText.In(l), left), Aside: true, Value: math.NaN(), Beside: math.NaN()})
			left = 0
		}
	}
	for i, c := range all {
		if top > 0 && i >= top && i < len(all)-top && !set.focus[c.Series.Region] {
			left++
			continue
		}
		leave()
		rows = append(rows, set.row(c, l))
	}
	leave()
	return rows, without
}

var othersText = domain.Text{FI: "… %d muuta", SV: "… %d andra", EN: "… %d others"}

// unitIn is what stands above the values.
func (set *rankedSet) unitIn(l domain.Lang) string {
	unit := drawnUnit(set.unit, set.multiply)
	switch {
	case set.spec.Show == showDifference && unit == domain.UnitPercent:
		return domain.Text{FI: "%-yks.", SV: "%-enh.", EN: "% pts"}.In(l)
	case unit == domain.UnitCount || unit == domain.UnitUnknown || unit == domain.UnitIndex:
		return ""
	}
	return unit.Name().In(l)
}

// key says what the marks mean.
func (set *rankedSet) key(l domain.Lang) ranked.Key {
	k := ranked.Key{Interval: intervalText.In(l), Cut: cutText.In(l)}
	if len(set.result.All) == 0 {
		return k
	}
	name := upperFirst(set.result.All[0].Name.In(l))
	k.Beside = name
	if k.Differs = differsText.In(l); len(set.result.All) > 1 {
		k.Differs += " (" + name + ")"
	}
	switch set.result.Series[0].Indicator.Polarity {
	case domain.HighGood:
		k.Differs += highGoodText.In(l)
	case domain.HighBad:
		k.Differs += highBadText.In(l)
	}
	k.Unclear, k.NotCounted = unclearText.In(l), notCountedText.In(l)
	return k
}

var (
	intervalText   = domain.Text{FI: "95 %:n luottamusväli", SV: "95-procentigt konfidensintervall", EN: "95% confidence interval"}
	cutText        = domain.Text{FI: "väli jatkuu kuvion ulkopuolelle", SV: "intervallet fortsätter utanför figuren", EN: "the interval goes on beyond the figure"}
	differsText    = domain.Text{FI: "selvä ero vertailuun", SV: "tydlig skillnad från jämförelsen", EN: "clearly different from the benchmark"}
	unclearText    = domain.Text{FI: "ei selvää eroa", SV: "ingen tydlig skillnad", EN: "no clear difference"}
	notCountedText = domain.Text{FI: "ei verrattu (tietoja puuttuu)", SV: "inte jämförd (uppgifter saknas)", EN: "not compared (data lacking)"}
	highGoodText   = domain.Text{FI: " (suurempi on parempi)", SV: " (högre är bättre)", EN: " (higher is better)"}
	highBadText    = domain.Text{FI: " (suurempi on heikompi)", SV: " (högre är sämre)", EN: " (higher is worse)"}
)

// table has a row an area, those of pin first, and a row a benchmark.
func (set *rankedSet) table() *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{
		{Name: "lower"}, {Name: "upper"}, {Name: "rank"}, {Name: "benchmark"}, {Name: "benchmark_value"},
		{Name: "difference"}, {Name: "difference_lower"}, {Name: "difference_upper"}, {Name: "verdict"},
	}, aboutColumns)}
	num := func(v float64) table.Value { return table.Num(v*set.multiply, set.decimals) }
	for _, c := range slices.Concat(set.pinned, set.sorted(domain.Finnish)) {
		row := drawnRow(&c.Series.Series, c.Series.RegionName, set.at, num(c.Point.Value), c.Point.Status.String(), c.Notes)
		rank := table.None()
		if c.Rank > 0 && !slices.ContainsFunc(set.pinned, func(p compare.Compared) bool { return p.Series.Region == c.Series.Region }) {
			rank = table.IntOf(c.Rank)
		}
		row = append(row, num(c.Lower), num(c.Upper), rank, table.Str(c.Benchmark), num(c.BenchValue),
			num(c.Difference), num(c.Apart.DifferenceLower), num(c.Apart.DifferenceUpper), table.Str(string(c.Verdict)))
		t.Rows = append(t.Rows, append(row, about(&c.Series.Series, set.multiply)...))
	}
	for i, b := range set.result.All {
		v, same := set.benchmark(i)
		if !same {
			continue
		}
		s := &set.result.Series[0]
		row := drawnRow(s, b.Name, set.at, num(v), "benchmark", nil)
		row[2], row[3] = table.Str(b.ID), table.Str(b.Name.In(domain.Finnish))
		for range 9 {
			row = append(row, table.None())
		}
		t.Rows = append(t.Rows, append(row, about(s, set.multiply)...))
	}
	return t
}
