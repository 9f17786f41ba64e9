package cube

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// plan is how a cube's cells become records: what every value of every
// dimension says of an observation, worked out once.
type plan struct {
	out     *record.Sink
	mapping *mapping.Mapping
	whole   record.Record // what holds for every cell
	axes    []axis
	splits  []int // the axes that break down
	marks   mapping.Marks
	likely  bool // cube.likely
}

// axis is a dimension as it is read.
type axis struct {
	name   string
	role   mapping.Role
	values []axisValue
}

// axisValue is what one value of a dimension says.
type axisValue struct {
	label     string
	expected  string // why it cannot be read; "" where it can
	skip      bool   // the mapping passes over it
	region    record.RegionKey
	gender    domain.Gender
	period    mapping.When
	indicator domain.IndicatorID
	breakdown string
}

// newPlan works out how the cube is to be read. The error is mapping.NeedError
// where its content and the mapping do not say all there is to know.
func newPlan(f content.File, c *cube, m *mapping.Mapping, out *record.Sink) (*plan, error) {
	p, ask := planOf(f, c, m, out)
	return p, ask.err()
}

// planOf is newPlan with what is left to ask.
func planOf(f content.File, c *cube, m *mapping.Mapping, out *record.Sink) (*plan, *questions) {
	p := &plan{out: out, mapping: m, marks: mapping.StatisticalMarks(m), likely: c.likely, whole: record.Record{Gender: domain.Total}}
	if c.likely {
		p.marks = m.Marks()
	}
	ask := questions{file: f.Name, cube: c, mapping: m}
	if m != nil {
		p.constants(m, &ask)
	}
	out.Title, out.Dimensions = c.title, nil
	out.Dated = max(out.Dated, c.updated)
	for i := range c.dims {
		d := &c.dims[i]
		a := p.axis(d, &ask)
		p.axes = append(p.axes, a)
		out.Dimensions = append(out.Dimensions, record.Dimension{Code: d.code, Name: d.name, Role: string(a.role), Values: len(d.values), Examples: d.examples()})
	}
	p.once(&ask)
	if !slices.ContainsFunc(p.axes, func(a axis) bool { return a.role == mapping.RoleIndicator }) {
		p.whole.Indicator = p.measured(value{Word: mapping.Word{Label: c.contents.In(domain.Finnish)}, text: c.contents, unit: c.unit, decimals: c.decimals}, true, &ask)
	}
	for i, a := range p.axes {
		if strings.HasPrefix(string(a.role), string(mapping.RoleBreakdown)) {
			p.splits = append(p.splits, i)
		}
	}
	return p, &ask
}

// constants takes what the mapping says of the whole file.
func (p *plan) constants(m *mapping.Mapping, ask *questions) {
	if m.Gender != "" {
		p.whole.Gender = m.Gender
	}
	p.whole.Breakdown = m.Breakdown
	said := m.Period
	if said == mapping.PeriodOfSheet {
		said = ask.cube.sheet
	}
	if said != "" {
		period, err := domain.ParsePeriod(said)
		if err != nil {
			ask.about("what period the figures are of: " + err.Error())
		}
		p.whole.Period = period
	}
}

// axis reads a dimension's values by its role.
func (p *plan) axis(d *dimension, ask *questions) axis {
	a := axis{name: d.name, role: d.roleOf(p.mapping), values: make([]axisValue, len(d.values))}
	key, isBreakdown := p.keyOf(d, a.role, ask)
	taken := map[string]bool{}
	var genders mapping.GenderReading
	if a.role == mapping.RoleGender {
		if genders = p.mapping.ReadGenders(d.name, d.words()); genders.Ask {
			ask.about("which genders " + content.Excerpt(strings.Join(genders.Open, ", ")) + " of " + strconv.Quote(d.name) + " are: total, male or female, or skip (genders:)")
			ask.genders = genders.Open
		}
	}
	var times mapping.Times
	if a.role == mapping.RolePeriod {
		times = d.times(p.mapping, ask)
	}
	for i, v := range d.values {
		to := &a.values[i]
		to.label = content.Title(v.Label)
		ok := true
		switch {
		case isBreakdown:
			to.breakdown = v.Breakdown(key)
			if taken[to.breakdown] && mapping.Slug(v.Code) != "" {
				to.breakdown = key + "=" + mapping.Slug(v.Code)
			}
			taken[to.breakdown] = true
			ok = to.breakdown != "" || v.IsTotal()
			to.expected = "a value with a name"
		case a.role == mapping.RoleRegion || a.role == mapping.RoleRegionName || a.role == mapping.RoleRegionCode:
			a.role = mapping.RoleRegion
			ok = p.region(to, v, d, ask)
			to.expected = "a region's name or code"
		case a.role == mapping.RolePeriod:
			to.period, ok = v.PeriodAs(times)
			to.expected = record.ExpectPeriod
		case a.role == mapping.RoleGender:
			to.gender = genders.Of[i]
			to.skip, ok = to.gender == mapping.SkipGender, to.gender != ""
			to.expected = record.ExpectGender
		case a.role == mapping.RoleIndicator:
			to.indicator = p.measured(v, len(d.values) == 1, ask)
			to.skip = to.indicator == mapping.Skip
		case a.role == mapping.RoleIgnore:
			to.skip = len(d.values) > 1 && !v.IsTotal()
		default:
			ask.about("what " + strconv.Quote(d.name) + " is: the dimension of a table cannot be " + string(a.role))
			ask.columns = true
			return a
		}
		if ok {
			to.expected = ""
		}
	}
	return a
}

// keyOf is the key of a dimension that breaks figures down, and asks where it is
// not told, or where the mapping ignores a dimension that divides them.
func (p *plan) keyOf(d *dimension, role mapping.Role, ask *questions) (key string, isBreakdown bool) {
	key, isBreakdown = strings.CutPrefix(string(role), string(mapping.RoleBreakdown))
	if isBreakdown {
		if key == "" && d.unnamed {
			ask.about("what " + d.called() + " (" + content.Excerpt(strings.Join(d.examples(), ", ")) + ") is: breakdown:KEY or another role")
			ask.columns = true
		}
		if key == "" {
			key = mapping.Slug(d.name)
		}
		if key == "" {
			key = mapping.Slug(d.code)
		}
	}
	if role == mapping.RoleIgnore && len(d.values) > 1 && !slices.ContainsFunc(d.words(), mapping.Word.IsTotal) {
		ask.about("what " + strconv.Quote(d.name) + " is, which the mapping ignores: its values (" + content.Excerpt(strings.Join(d.examples(), ", ")) + ") have figures of their own, and none is that of all: is: breakdown:KEY")
		ask.columns = true
	}
	return key, isBreakdown
}

// region reads a region's value; the mapping may say which region a word is. A
// word for all of them is no area, as in a table.
func (p *plan) region(to *axisValue, v value, d *dimension, ask *questions) (ok bool) {
	category := d.category()
	if m := p.mapping; m != nil {
		if m.Category != "" {
			category = m.Category
		}
		if is, said := m.RegionSaid(to.label); said {
			if to.skip = is == mapping.Skip; to.skip {
				return true
			}
			to.region, ok = mapping.RegionOf(is)
			return ok
		}
	}
	to.region, ok = v.Region(category)
	if len(d.values) > 1 && to.region.Category != "MAA" && mapping.IsTotalWord(to.label) { // adds the others up
		to.skip = true
		return true
	}
	if d.abroad && to.region.Category == "" {
		ask.abroad = append(ask.abroad, to.label)
	}
	return ok
}

// once asks about what no dimension says, or two.
func (p *plan) once(ask *questions) {
	of := map[mapping.Role][]string{}
	for _, a := range p.axes {
		of[a.role] = append(of[a.role], strconv.Quote(a.name))
	}
	for _, role := range []mapping.Role{mapping.RoleRegion, mapping.RolePeriod, mapping.RoleGender, mapping.RoleIndicator} {
		if len(of[role]) > 1 {
			ask.about("which of " + strings.Join(of[role], " and ") + " is the " + string(role) + ": say under columns what the others are")
			ask.columns = true
		}
	}
	if len(of[mapping.RoleRegion]) == 0 {
		p.everywhere(ask)
	}
	if len(of[mapping.RolePeriod]) == 0 && p.whole.Period.IsZero() {
		ask.about("what time the figures are of: the file names no period")
		ask.period = true
	}
}

// everywhere takes a table without a dimension of regions for one of the region
// that the mapping names, or of the whole country where it is Finland's.
func (p *plan) everywhere(ask *questions) {
	whole, said := p.mapping.WholeRegion()
	switch {
	case said:
		p.whole.Region = whole
	case ask.cube.isFinlands():
		p.whole.Region = record.RegionKey{Category: "MAA"}
		p.out.Remark(record.Place{Line: 1, Sheet: ask.cube.sheet}, "no dimension is of regions: read as figures of the whole country (maa)")
	default:
		ask.about("which dimension is of regions, or which region all of it is of: region: maa for the whole country")
		ask.columns, ask.region = true, true
	}
}

// emit hands on one cell: the combination of the axes' values at, and either
// its value or what stands in its place. A value that cannot be read, of the
// cell or of a dimension, is a reject.
func (p *plan) emit(at []int, text string, place record.Place) error {
	rec := &p.out.Record
	*rec = p.whole
	rec.Place = place
	provisional := false
	for i := range p.axes {
		a := &p.axes[i]
		v := &a.values[at[i]]
		switch {
		case v.skip:
			p.out.Skip(place, content.Excerpt(v.label))
			return nil
		case v.expected != "":
			return p.out.Reject(record.Reject{Place: place, Column: a.name, Found: v.label, Expected: v.expected})
		}
		switch a.role {
		case mapping.RoleRegion:
			rec.Region = v.region
		case mapping.RolePeriod:
			rec.Period, provisional = v.period.Period, v.period.Provisional
		case mapping.RoleGender:
			rec.Gender = v.gender
		case mapping.RoleIndicator:
			rec.Indicator = v.indicator
		}
	}
	for _, i := range p.splits {
		rec.Breakdown = mapping.JoinBreakdowns(rec.Breakdown, p.axes[i].values[at[i]].breakdown)
	}
	cell, ok := p.marks.Mark(text)
	if !ok {
		var value float64
		if p.likely && divided().MatchString(text) {
			return p.out.Reject(record.Reject{Place: place, Column: p.describe(at), Found: text, Expected: "a number whose mark is surely a decimal one",
				Hint: "say decimal: or thousands: in a mapping"})
		}
		if value, ok = statisticalNumber(text); !ok {
			return p.out.Reject(record.Reject{Place: place, Column: p.describe(at), Found: text, Expected: "a number, or one of the marks . .. ... -"})
		}
		cell = domain.NewCell(value, domain.EmptyCell(domain.Missing).Count)
	}
	rec.Cell = cell
	rec.Cell.Provisional = provisional && cell.Status == domain.OK
	return p.out.Emit()
}

// divided is a number that may have decimals or divided thousands.
var divided = late.Regexp(`^[-+−]?[0-9]{1,3}([.,][0-9]{3})+$`)

// statisticalNumber reads a number as PxWeb writes it, with a decimal point
// or comma and thousands never divided: 1.234 is a little over one.
func statisticalNumber(s string) (float64, bool) {
	if v, ok := sheet.ParsePoint([]byte(s)); ok {
		return v, true
	}
	return sheet.ParseNumber(s)
}

// describe names a cell by the values it is of.
func (p *plan) describe(at []int) string {
	words := make([]string, len(at))
	for i := range p.axes {
		words[i] = p.axes[i].values[at[i]].label
	}
	return strings.Join(words, " ")
}
