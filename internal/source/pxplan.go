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
	likely bool // cube.likely
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
	p := &cubePlan{run: r, marks: statisticalMarks(r.opts.Map), likely: c.likely, whole: Record{Gender: domain.Total}}
	if c.likely {
		p.marks = r.opts.Map.valueMarks()
	}
	ask := questions{file: r.file.Name, cube: c, mapping: r.opts.Map}
	if m := r.opts.Map; m != nil {
		p.constants(m, &ask)
	}
	r.sum.Title, r.sum.Dimensions = c.title, nil
	for i := range c.dims {
		d := &c.dims[i]
		a := p.axis(d, &ask)
		p.axes = append(p.axes, a)
		r.sum.Dimensions = append(r.sum.Dimensions, Dimension{Code: d.code, Name: d.name, Role: a.role, Values: len(d.values), Examples: d.examples()})
	}
	p.once(&ask)
	if !slices.ContainsFunc(p.axes, func(a cubeAxis) bool { return a.role == RoleIndicator }) {
		p.whole.Indicator = p.measured(dimensionValue{label: c.contents.In(domain.Finnish), text: c.contents, unit: c.unit, decimals: c.decimals}, true, &ask)
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
	said := m.Period
	if said == periodOfSheet {
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
func (p *cubePlan) axis(d *dimension, ask *questions) cubeAxis {
	a := cubeAxis{name: d.name, role: d.roleOf(p.run.opts.Map), values: make([]axisValue, len(d.values))}
	key, isBreakdown := strings.CutPrefix(string(a.role), string(RoleBreakdown))
	if isBreakdown {
		if key == "" && d.unnamed {
			ask.about("what column " + d.at + " (" + excerpt(strings.Join(d.examples(), ", ")) + ") is: breakdown:KEY or another role")
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
			to.indicator = p.measured(v, len(d.values) == 1, ask)
			to.skip = to.indicator == skipWord
		case a.role != RoleIgnore:
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
