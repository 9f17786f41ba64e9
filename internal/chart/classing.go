package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/legend"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Classing is how the values of a map are parted into classes: by a method into so many,
// or at given limits.
type Classing struct {
	Method string    `yaml:"method" help:"quantile or equal"`
	N      int       `yaml:"n" help:"classes, 2 to 7"`
	At     []float64 `yaml:"-"`
}

// UnmarshalYAML reads {method: quantile, n: 5}, a number of classes, or a list of limits.
func (c *Classing) UnmarshalYAML(decode func(any) error) error {
	if decode(&c.N) == nil || decode(&c.At) == nil {
		return nil
	}
	type plain Classing
	return decode((*plain)(c))
}

// Set reads a flag: 5, quantile, equal:4, or the limits 1,1.5,2.
func (c *Classing) Set(word string) error {
	method, n, _ := strings.Cut(word, ":")
	if method == byQuantile || method == byStep {
		c.Method = method
		word = cmp.Or(n, strconv.Itoa(usualClasses))
	}
	if n, err := strconv.Atoi(word); err == nil {
		c.N = n
		return nil
	}
	for part := range strings.SplitSeq(word, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return fmt.Errorf("%q: expected a number of classes, quantile:5, equal:5, or limits such as 1,1.5,2", word)
		}
		c.At = append(c.At, v)
	}
	return nil
}

func (c *Classing) check() error {
	switch {
	case c.Method != "" && c.Method != byQuantile && c.Method != byStep:
		return faultf("$.classes", "classes: found the method %q, expected quantile or equal, or a list of limits", c.Method)
	case c.N != 0 && (c.N < 2 || c.N > canvas.MaxShades):
		return faultf("$.classes", "classes: found %d, expected 2 to %d", c.N, canvas.MaxShades)
	case len(c.At) > canvas.MaxShades-1:
		return faultf("$.classes", "classes: found %d limits, expected at most %d", len(c.At), canvas.MaxShades-1)
	case !slices.IsSorted(c.At) || len(slices.Compact(slices.Clone(c.At))) < len(c.At):
		return faultf("$.classes", "classes: found %v, expected limits in rising order", c.At)
	case slices.ContainsFunc(c.At, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }):
		return faultf("$.classes", "classes: found %v, expected numbers", c.At)
	}
	return nil
}

// Tinted are areas in one year, tinted by the class of their value.
type Tinted struct {
	Indicator string   `yaml:"indicator" flag:"indicator,i" help:"the indicator: 191, a splice 1339+3377, oma:NAME"`
	Regions   List     `yaml:"regions" flag:"region,r" help:"regions: kunta:179, kunta@maakunta:13, a name; separated by commas"`
	Focus     List     `yaml:"focus" help:"the regions the figure is about, drawn in the strong colour"`
	Year      When     `yaml:"year" help:"the year, or latest: the last in which nine of ten regions have a value"`
	Classes   Classing `yaml:"classes" help:"how values are parted: 5, {method: quantile, n: 5}, {method: equal, n: 5}, or limits, [1, 1.5, 2], in the numbers as they are drawn, after multiply"`
}

func (t *Tinted) check() error {
	if err := t.among().check(); err != nil {
		return err
	}
	return t.Classes.check()
}

// among are the areas as kinds with benchmarks name them.
func (t *Tinted) among() *Beside {
	return &Beside{Indicator: t.Indicator, Regions: t.Regions, Focus: t.Focus}
}

// figure is what is alike in figures of tinted areas: what is said under the picture,
// and the table, with more columns and their values for each area.
func (c *classed) figure(head *Frame, t *Tinted, more []table.Column, values func(i int) []table.Value) *Figure {
	f := &Figure{Warnings: c.values.outdated(head.named())}
	f.ofYear(c.all, c.at)
	f.noteLatest(head.named(), t.Year, c.found, c.at)
	f.notes = append(f.notes, c.notes(t.Classes)...)
	f.Warnings = append(f.Warnings, c.inOneClass(head.named(), t.Classes)...)
	f.results = levels(c.at, c.found)
	f.Table = c.table(more...)
	for i := range f.Table.Rows {
		f.Table.Rows[i] = slices.Concat(f.Table.Rows[i], values(i), about(&c.all[i].Series, c.multiply))
	}
	return f
}

// classed are areas in one year by the class of their value.
type classed struct {
	beside   *Beside
	values   *Values
	all      []series.Based
	found    []series.Series // with all their years
	at       domain.Period
	points   []series.Valued
	multiply float64
	decimals int
	classRanges
	middle bool // the classes lie about zero
	focus  map[domain.RegionID]bool
}

// classed reads the areas and parts their values into classes.
func (b *Builder) classed(ctx context.Context, a *Beside, v *Values, w When, by Classing) (*classed, error) {
	q, err := b.query(a.Indicator, a.Regions.String(), v, "")
	if err != nil {
		return nil, err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	c := &classed{beside: a, values: v, multiply: v.factor(), found: found.Series}
	if c.at, err = yearOr(w, found.Series); err != nil {
		return nil, err
	}
	if kinds := series.Kinds(found.Series); len(kinds) > 1 {
		return nil, faultf("$.indicator", "indicator: found %s of %d kinds, expected one: name one indicator, gender and breakdown", a.Indicator, len(kinds))
	}
	var ids []domain.RegionID
	var values []float64
	for i := range found.Series {
		one := found.Series[i].Based()
		p, _ := one.At(c.at)
		c.all, c.points, ids = append(c.all, one), append(c.points, p), append(ids, one.Region)
		c.decimals = max(c.decimals, one.Decimals()-places(c.multiply))
		values = append(values, p.Value*c.multiply)
	}
	if v.Decimals != nil {
		c.decimals = *v.Decimals
	}
	if ind := c.all[0].Indicator; ind.Unit == domain.UnitCount || ind.Unit.Money() && ind.Unit.Per() == 0 {
		return nil, errors.New("a map of numbers shows where people live, not what the indicator measures: draw a share or a rate, or kind: ranked")
	}
	if c.focus, err = b.focused(a.Focus, ids); err != nil {
		return nil, err
	}
	if c.low, c.high = extent(values); c.low > c.high {
		return nil, noneAt(found.Series, c.at)
	}
	c.part(values, by)
	if v.Decimals != nil && c.decimals > *v.Decimals {
		return nil, faultf("$.decimals", "decimals: found %d with classes at %v, expected %d, so that a number shows which class it is in", *v.Decimals, by.At, c.decimals)
	}
	return c, nil
}

// noneAt is that none of the areas has a value in a year.
func noneAt(all []series.Series, at domain.Period) error {
	held := compare.Held(all, at)
	if held.Latest.IsZero() {
		return fmt.Errorf("none of the regions has a value: 'kuvio info -i' shows what is held")
	}
	return noYearError(held, at)
}

// part chooses the limits.
func (c *classed) part(values []float64, by Classing) {
	n := cmp.Or(by.N, usualClasses)
	switch {
	case len(by.At) > 0:
		c.given = true
		c.limits = between.GivenLimits(by.At, c.decimals)
		c.decimals = c.limits.Decimals
	case by.Method == "" && between.About(values, 0):
		c.middle = true
		c.limits = between.MiddleLimits(values, 0, n-n%2, c.decimals)
	case by.Method == byStep:
		c.limits = between.EqualLimits(values, n, c.decimals)
	default:
		c.limits = between.QuantileLimits(values, n, c.decimals)
	}
}

// class is that of an area, from 1; 0 where it has no value.
func (c *classed) class(i int) int {
	if p := c.points[i]; p.HasValue() && !p.Within() {
		return c.limits.Class(p.Value*c.multiply) + 1
	}
	return 0
}

// suppressed reports whether an area's value is suppressed.
func (c *classed) suppressed(i int) bool { return c.points[i].Status == domain.Suppressed }

// legend says what the tints are.
func (c *classed) legend(l domain.Lang) legend.Classes {
	lg := legend.Classes{Diverging: c.middle}
	counts := make([]int, len(c.limits.At)+2)
	missing, suppressed := 0, 0
	for i := range c.all {
		switch n := c.class(i); {
		case n > 0:
			counts[n]++
		case c.suppressed(i):
			suppressed++
		default:
			missing++
		}
	}
	for i, text := range c.ranges(l) {
		lg.Classes = append(lg.Classes, legend.Class{Limits: text, Areas: fmt.Sprintf(areasIn.In(l), counts[i+1])})
	}
	if missing > 0 {
		lg.Missing = fmt.Sprintf("%s (%d)", statuses["missing"].In(l), missing)
	}
	if suppressed > 0 {
		lg.Suppressed = fmt.Sprintf("%s (%d)", statuses["suppressed"].In(l), suppressed)
	}
	return lg
}

// inOneClass warns of limits of the spec's own that part no two areas: they may be in
// another unit than the numbers drawn.
func (c *classed) inOneClass(figure string, by Classing) []string {
	low, high := math.Inf(1), math.Inf(-1)
	in := make(map[int]bool)
	for i := range c.all {
		if n := c.class(i); n > 0 {
			in[n] = true
			low, high = min(low, c.points[i].Value*c.multiply), max(high, c.points[i].Value*c.multiply)
		}
	}
	if len(by.At) == 0 || len(in) != 1 || low == high {
		return nil
	}
	number := func(v float64) string { return locale.Number(domain.English, v, c.decimals) }
	return []string{fmt.Sprintf("%s: classes: all areas are in one class: the limits are of the numbers as they are drawn, %s to %s", figure, number(low), number(high))}
}

var areasIn = domain.Text{FI: "alueita %d", SV: "områden %d", EN: "areas %d"}

// written is an area's number.
func (c *classed) written(i int, l domain.Lang) string {
	return written(c.points[i], c.multiply, c.decimalsAt(i), l)
}

// decimalsAt is how many decimals an area's number is written with: no more than it is
// published with, where limits or others that are computed have more.
func (c *classed) decimalsAt(i int) int {
	s, p := &c.all[i], c.points[i]
	if s.NotesAt(p).Has(domain.NoteFromCounts) {
		return c.decimals
	}
	return max(0, min(c.decimals, s.DecimalsAt(&p.Point)-places(c.multiply)))
}

// unit is what stands after a number in words.
func (c *classed) unit(l domain.Lang) string {
	return altUnit(c.all[0].Indicator.Unit, c.multiply, l)
}

// notes say how the classes were made.
func (c *classed) notes(by Classing) []domain.Text {
	switch {
	case len(by.At) > 0 || c.middle:
		return nil
	case by.Method == byStep:
		return []domain.Text{equalNote}
	}
	return []domain.Text{quantileNote}
}

var (
	quantileNote = domain.Text{FI: "Luokissa on suunnilleen yhtä monta aluetta.", SV: "Klasserna har ungefär lika många områden.", EN: "The classes have about as many areas each."}
	equalNote    = domain.Text{FI: "Luokat ovat yhtä leveitä.", SV: "Klasserna är lika breda.", EN: "The classes are equally wide."}
)

// table has a row an area, with the class it is in.
func (c *classed) table(more ...table.Column) *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{{Name: "class", Title: classHeading}}, more, aboutColumns)}
	ranges := c.ranges(domain.English)
	for i := range c.all {
		s := &c.all[i]
		row := drawnRow(&s.Series, s.RegionName, c.at, table.Num(c.points[i].Value*c.multiply, c.decimals), c.points[i].Status.String(), s.NotesAt(c.points[i]))
		class := table.None()
		if n := c.class(i); n > 0 {
			class = table.Str(ranges[n-1])
		}
		t.Rows = append(t.Rows, append(row, class))
	}
	return t
}

var classHeading = domain.Text{FI: "Luokka", SV: "Klass", EN: "Class"}

// byValue are the areas with a value, the highest first.
func (c *classed) byValue() (order []int) {
	for i := range c.all {
		if c.class(i) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.points[b].Value, c.points[a].Value) })
	return order
}

// alt says what the map shows: the extremes, the classes, the focus and what lacks.
func (c *classed) alt(kind domain.Text, l domain.Lang) string {
	order := c.byValue()
	amount := func(i int) string {
		return fmt.Sprintf("%s%s (%s)", c.written(i, l), c.unit(l), c.all[i].RegionName.In(l))
	}
	parts := []string{fmt.Sprintf("%s, %s, %s.", kind.In(l), areas(len(c.all), l), c.at)}
	switch first, last := order[0], order[len(order)-1]; {
	case len(order) == 1:
		parts = append(parts, upperFirst(fmt.Sprintf(onlyOne.In(l), amount(first)))+".")
	case c.written(first, l) == c.written(last, l):
		parts = append(parts, upperFirst(alike(len(order), len(c.all), c.written(first, l)+c.unit(l), l))+".")
	default:
		parts = append(parts, fmt.Sprintf(altExtremes.In(l), amount(first), amount(last), locale.Number(l, c.median(order), c.decimals)+c.unit(l)))
	}
	for i := range c.all {
		if c.focus[c.all[i].Region] && c.class(i) > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s%s, %s.", c.all[i].RegionName.In(l), c.written(i, l), c.unit(l), fmt.Sprintf(altRank.In(l), c.rank(i), len(order))))
		}
	}
	return strings.Join(append(parts, c.lacking(l)...), " ")
}

var (
	onlyOne     = domain.Text{FI: "arvo on vain yhdellä: %s", SV: "bara ett har ett värde: %s", EN: "one has a value: %s"}
	altExtremes = domain.Text{FI: "Suurin %s, pienin %s, keskimmäinen %s.", SV: "Högst %s, lägst %s, i mitten %s.", EN: "Highest %s, lowest %s, median %s."}
	altRank     = domain.Text{FI: "järjestyksessä %d. %d:sta", SV: "på plats %d av %d", EN: "rank %d of %d"}
)

// median is the middle value.
func (c *classed) median(order []int) float64 {
	n := len(order)
	a, b := c.points[order[(n-1)/2]].Value, c.points[order[n/2]].Value
	return (a + b) / 2 * c.multiply
}

// rank is an area's place among the values, 1 the highest.
func (c *classed) rank(i int) int {
	rank := 1
	for j := range c.all {
		if c.class(j) > 0 && c.points[j].Value > c.points[i].Value {
			rank++
		}
	}
	return rank
}

// lacking names the areas without a value, missing and suppressed apart.
func (c *classed) lacking(l domain.Lang) (said []string) {
	for _, of := range []struct {
		suppressed bool
		word       domain.Text
	}{{false, statuses["missing"]}, {true, statuses["suppressed"]}} {
		var names []string
		for i := range c.all {
			if c.class(i) == 0 && c.suppressed(i) == of.suppressed {
				names = append(names, c.all[i].RegionName.In(l))
			}
		}
		switch {
		case len(names) > 12:
			said = append(said, fmt.Sprintf("%s: %s.", upperFirst(of.word.In(l)), areas(len(names), l)))
		case len(names) > 0:
			said = append(said, fmt.Sprintf("%s: %s.", upperFirst(of.word.In(l)), strings.Join(names, ", ")))
		}
	}
	return said
}
