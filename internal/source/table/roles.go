package table

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// recognise gives the columns that the mapping says nothing of a role by
// their header and content. With a mapping of columns, only headers that are
// periods or that its indicators name count, and a part that every row has:
// the rest is left out.
func (p *plan) recognise() {
	byHand := len(p.m.Columns) > 0
	for i, c := range p.survey.columns {
		if p.mapped[i] != nil || c.filled == 0 && c.label == "" || c.beside && (c.foreign || !p.namesColumn(i)) {
			continue
		}
		c.beside = false
		_, exact, ok := c.period()
		// Words among the numbers of a period are rejected cell by cell.
		switch role := p.constant(c); {
		case ok && exact && c.filled > 0 && c.texts <= c.numbers+c.below, p.namesColumn(i):
			p.roles[i] = mapping.RoleValue
		case mapping.HeaderRole(c.label) == "" && role != "":
			p.roles[i] = role
		case byHand:
			p.roles[i] = mapping.RoleIgnore
		default:
			p.roles[i] = c.role()
			if p.roles[i] == "" {
				p.unknown = append(p.unknown, i)
			}
		}
	}
}

// namesColumn reports whether the mapping's indicators name the column.
func (p *plan) namesColumn(i int) bool {
	c := p.survey.columns[i]
	if role := mapping.HeaderRole(c.label); c.filled == 0 || role != "" && role != mapping.RoleValue || slices.Contains(p.roles, mapping.RoleIndicator) {
		return false
	}
	_, named := p.named[labelKey(p.what(i))]
	return named && p.what(i) != ""
}

// constant is the part that a column of one word gives every row: a gender or
// an age class. Passed over it would make the figures those of everyone.
func (p *plan) constant(c *column) mapping.Role {
	if len(c.order) != 1 || c.many || c.texts < c.filled || c.filled*10 < p.survey.rows*9 {
		return ""
	}
	v := mapping.Word{Label: sheet.StripMarks(c.order[0])}
	gender, sex := v.Gender()
	said := p.m.Gender != "" || slices.Contains(p.roles, mapping.RoleGender)
	for _, m := range p.m.Columns {
		said = said || m.Gender != ""
	}
	switch {
	case v.IsTotal():
	case sex && gender != domain.Total && !said:
		return mapping.RoleGender
	case v.IsAge() && p.m.Breakdown == "" && !slices.Contains(p.roles, mapping.RoleBreakdown+"age"):
		return mapping.RoleBreakdown + "age"
	}
	return ""
}

// role is what a column holds by its own header and content: "" where neither
// tells.
func (c *column) role() mapping.Role {
	role := mapping.HeaderRole(c.label)
	if role == "" && len(c.parts) > 0 {
		role = mapping.HeaderRole(c.parts[len(c.parts)-1].String())
	}
	switch {
	case c.filled == 0:
		return mapping.RoleIgnore
	case (role == mapping.RoleValue || role == mapping.RoleCount) && !c.figuresOnly(), role == mapping.RoleIndicator && c.texts == 0,
		role == mapping.RolePeriod && c.years == 0:
		role = ""
	}
	if role != "" {
		return role
	}
	// A letter in every row ("x") is a tick as often as a mark: it is left out
	// with a note, where "*" or ".." in every row is asked about.
	switch {
	case c.label == "":
		return mapping.RoleIgnore
	case c.numbersOnly() && !c.isCode() && c.years < c.filled:
		return mapping.RoleValue
	case len(c.words) == 1 && !c.many && (!c.marksOnly() || c.order[0] == mapping.Slug(c.order[0])) && (c.years < c.filled || c.isCode()):
		return mapping.RoleIgnore
	}
	return ""
}

// single finds the one column of a role, and asks where there are several.
func (p *plan) single(role mapping.Role, at *int) {
	for i := range p.roles {
		if p.roles[i] != role {
			continue
		}
		if *at >= 0 {
			p.ask("which of the columns %s and %s is the %s: say is: ignore of the other", p.columnName(*at), p.columnName(i), role)
			return
		}
		*at = i
	}
}

// regions settles which columns tell the region. Of several levels beside
// each other, such as municipality and county, the one with the most regions
// is the row's.
func (p *plan) regions() {
	best := -1
	for i, c := range p.survey.columns {
		switch p.roles[i] {
		case mapping.RoleRegionID:
			p.id = i
		case mapping.RoleRegionCode:
			p.other(&p.code, i)
		case mapping.RoleRegionName:
			p.other(&p.name, i)
		case mapping.RoleRegion:
			if p.mapped[i] == nil && p.isLevelAbove(i) {
				p.leaveOut(i)
				continue
			}
			if best >= 0 && p.mapped[i] == nil && (p.mapped[best] != nil || len(c.words) <= len(p.survey.columns[best].words)) {
				p.leaveOut(i)
				continue
			}
			if best >= 0 {
				p.leaveOut(best)
			}
			best = i
		}
	}
	if best >= 0 {
		p.region = best
		p.numbered(best)
	}
	if p.id < 0 && p.code < 0 && p.name < 0 && p.region < 0 {
		p.ask("which column holds the regions: is: region, region_code, region_name or region_id")
	}
	if p.wholeCategory != "" {
		return
	}
	for _, i := range []int{p.code, p.region, p.name} {
		if i >= 0 && p.mapped[i] == nil || i >= 0 && p.survey.columns[i].label != "" {
			if c := mapping.HeaderCategory(p.survey.columns[i].label); c != "" {
				p.wholeCategory = c
				return
			}
		}
	}
}

// isLevelAbove reports whether a column of regions is beside one of codes or
// names of another category, as the county is beside the municipality.
func (p *plan) isLevelAbove(i int) bool {
	category := mapping.HeaderCategory(p.survey.columns[i].label)
	for k, c := range p.survey.columns {
		if of := mapping.HeaderCategory(c.label); category != "" && of != "" && of != category && (p.roles[k] == mapping.RoleRegionCode || p.roles[k] == mapping.RoleRegionName) {
			return true
		}
	}
	return false
}

// other notes a column of codes or names, and leaves out one there was.
func (p *plan) other(at *int, i int) {
	if *at >= 0 {
		p.leaveOut(i)
		return
	}
	*at = i
}

func (p *plan) leaveOut(i int) {
	p.roles[i] = mapping.RoleIgnore
}

// numbered asks what numbers in a column of regions are, where a name stands
// in no column: codes and SOTKAnet's own numbers look alike.
func (p *plan) numbered(i int) {
	c := p.survey.columns[i]
	if p.mapped[i] != nil || c.texts > 0 || c.numbers == 0 {
		return
	}
	padded := slices.ContainsFunc(c.order, func(w string) bool { return len(w) == 3 && strings.HasPrefix(w, "0") && content.AllDigits(w) })
	if padded || mapping.HeaderCategory(c.label) != "" {
		return
	}
	p.ask("whether the numbers in the column %s are codes (is: region_code) or SOTKAnet's own numbers (is: region_id)", p.columnName(i))
	p.unknown = append(p.unknown, i)
}

// dimensions collects the breakdowns.
func (p *plan) dimensions() {
	for i := range p.roles {
		if key, ok := p.roles[i].Breakdown(); ok {
			p.breakdowns = append(p.breakdowns, breakdownColumn{i, key})
		}
	}
	slices.SortStableFunc(p.breakdowns, func(a, b breakdownColumn) int { return strings.Compare(a.key, b.key) })
}

// askUnknown asks about the columns whose part is not known.
func (p *plan) askUnknown() {
	var names []string
	for _, i := range p.unknown {
		if p.roles[i] == "" {
			names = append(names, p.columnName(i))
		}
	}
	switch {
	case len(names) == 1:
		p.ask("what the column %s is: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)", names[0])
	case len(names) > 1:
		p.ask("what the columns %s are: breakdowns (is: breakdown:KEY), or nothing to import (is: ignore)", strings.Join(names[:min(len(names), 8)], ", "))
	}
}
