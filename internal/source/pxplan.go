package source

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// cubePlan is how a cube's cells become records: what every value of every
// dimension says of an observation, worked out once.
type cubePlan struct {
	run    *run
	whole  Record // what holds for every cell
	axes   []cubeAxis
	splits []int // the axes that break down
	marks  valueMarks
}

// cubeAxis is a dimension as it is read.
type cubeAxis struct {
	name   string
	role   Role
	values []axisValue
}

// axisValue is what one value of a dimension says.
type axisValue struct {
	label     string
	expected  string // why it cannot be read; "" where it can
	skip      bool   // the mapping passes over it
	region    RegionKey
	gender    domain.Gender
	period    domain.Period
	indicator domain.IndicatorID
	breakdown string
}

// plan works out how the cube is to be read. The error is NeedMapping where
// its content and the mapping do not say all there is to know.
func (r *run) plan(c *cube) (*cubePlan, error) {
	r.cube = c
	p := &cubePlan{run: r, marks: statisticalMarks(r.opts.Map), whole: Record{Gender: domain.Total}}
	ask := questions{file: r.file.Name, cube: c, mapping: r.opts.Map}
	if m := r.opts.Map; m != nil {
		p.constants(m, &ask)
	}
	for i := range c.dims {
		p.axes = append(p.axes, p.axis(&c.dims[i], &ask))
	}
	p.once(&ask)
	if !slices.ContainsFunc(p.axes, func(a cubeAxis) bool { return a.role == RoleIndicator }) {
		p.whole.Indicator = p.measured(dimensionValue{label: c.contents.In(domain.Finnish), text: c.contents, unit: c.unit, decimals: c.decimals}, &ask)
	}
	for i, a := range p.axes {
		if strings.HasPrefix(string(a.role), string(RoleBreakdown)) {
			p.splits = append(p.splits, i)
		}
	}
	return p, ask.err()
}

// constants takes what the mapping says of the whole file.
func (p *cubePlan) constants(m *Mapping, ask *questions) {
	if m.Gender != "" {
		p.whole.Gender = m.Gender
	}
	p.whole.Breakdown = m.Breakdown
	if m.Period != "" {
		period, err := domain.ParsePeriod(m.Period)
		if err != nil {
			ask.about("period: " + err.Error())
		}
		p.whole.Period = period
	}
}

// axis reads a dimension's values by its role.
func (p *cubePlan) axis(d *dimension, ask *questions) cubeAxis {
	a := cubeAxis{name: d.name, role: d.roleOf(p.run.opts.Map), values: make([]axisValue, len(d.values))}
	key, isBreakdown := strings.CutPrefix(string(a.role), string(RoleBreakdown))
	if isBreakdown {
		if key == "" && d.unnamed {
			ask.about("what column " + d.code + " (" + excerpt(d.examples()) + ") is: breakdown:KEY or another role")
			ask.columns = true
		}
		if key == "" {
			key = slugOf(d.name)
		}
		if key == "" {
			key = slugOf(d.code)
		}
	}
	taken := map[string]bool{}
	for i, v := range d.values {
		to := &a.values[i]
		to.label = title(v.label)
		ok := true
		switch {
		case isBreakdown:
			to.breakdown = breakdownOf(key, v)
			if taken[to.breakdown] && slugOf(v.code) != "" {
				to.breakdown = key + "=" + slugOf(v.code)
			}
			taken[to.breakdown] = true
			ok = to.breakdown != "" || isTotal(v)
			to.expected = "a value with a name"
		case a.role == RoleRegion || a.role == RoleRegionName || a.role == RoleRegionCode:
			a.role = RoleRegion
			ok = p.region(to, v, d)
			to.expected = "a region's name or code"
		case a.role == RolePeriod:
			to.period, ok = periodOf(v)
			to.expected = expectPeriod
		case a.role == RoleGender:
			to.gender, ok = sexOf(v)
			to.expected = expectGender
		case a.role == RoleIndicator:
			to.indicator = p.measured(v, ask)
			to.skip = to.indicator == skipWord
		}
		if ok {
			to.expected = ""
		}
	}
	return a
}

const expectPeriod = "a period such as 2021, 2017–2019, 2023/24, 2023Q1 or 2023-05"

// region reads a region's value; the mapping may say which region a word is.
func (p *cubePlan) region(to *axisValue, v dimensionValue, d *dimension) (ok bool) {
	category := d.category()
	if m := p.run.opts.Map; m != nil {
		if word, known := categoryOf(m.Category); known {
			category = word
		}
		for word, is := range m.Regions {
			if !strings.EqualFold(title(word), to.label) {
				continue
			}
			if to.skip = is == skipWord; to.skip {
				return true
			}
			to.region, ok = regionOf(is)
			return ok
		}
	}
	to.region, ok = v.area(category)
	return ok
}

// once asks about what no dimension says, or two.
func (p *cubePlan) once(ask *questions) {
	of := map[Role][]string{}
	for _, a := range p.axes {
		of[a.role] = append(of[a.role], strconv.Quote(a.name))
	}
	for _, role := range []Role{RoleRegion, RolePeriod, RoleGender, RoleIndicator} {
		if len(of[role]) > 1 {
			ask.about("which of " + strings.Join(of[role], " and ") + " is the " + string(role) + ": say under columns what the others are")
			ask.columns = true
		}
	}
	if len(of[RoleRegion]) == 0 {
		ask.about("which dimension is of regions")
		ask.columns = true
	}
	if len(of[RolePeriod]) == 0 && p.whole.Period == "" {
		ask.about("what time the figures are of: the file names no period")
		ask.period = true
	}
}

// emit hands on one cell: the combination of the axes' values at, and either
// its value or what stands in its place. A value that cannot be read, of the
// cell or of a dimension, is a reject.
func (p *cubePlan) emit(at []int, text string, place Place) error {
	r := p.run
	r.rec = p.whole
	r.rec.Place = place
	for i := range p.axes {
		a := &p.axes[i]
		v := &a.values[at[i]]
		switch {
		case v.skip:
			r.skipRow(place, v.label)
			return nil
		case v.expected != "":
			return r.bad(Reject{Place: place, Column: a.name, Found: v.label, Expected: v.expected})
		}
		switch a.role {
		case RoleRegion:
			r.rec.Region = v.region
		case RolePeriod:
			r.rec.Period = v.period
		case RoleGender:
			r.rec.Gender = v.gender
		case RoleIndicator:
			r.rec.Indicator = v.indicator
		}
	}
	for _, i := range p.splits {
		r.rec.Breakdown = joinBreakdowns(r.rec.Breakdown, p.axes[i].values[at[i]].breakdown)
	}
	cell, ok := p.marks.mark(text)
	if !ok {
		var value float64
		if value, ok = statisticalNumber(text); !ok {
			return r.bad(Reject{Place: place, Column: p.describe(at), Found: text, Expected: "a number, or one of the marks . .. ... -"})
		}
		cell = domain.NewCell(value, domain.EmptyCell(domain.Missing).Count)
	}
	r.rec.Cell = cell
	return r.emitRecord()
}

// statisticalNumber reads a number as PxWeb writes it, with a decimal point
// or comma and thousands never divided: 1.234 is a little over one.
func statisticalNumber(s string) (float64, bool) {
	if v, ok := parsePoint([]byte(s)); ok {
		return v, true
	}
	return parseNumber(s)
}

// describe names a cell by the values it is of.
func (p *cubePlan) describe(at []int) string {
	words := make([]string, len(at))
	for i := range p.axes {
		words[i] = p.axes[i].values[at[i]].label
	}
	return strings.Join(words, " ")
}
