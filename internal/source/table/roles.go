package table

import (
	"cmp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// taken is what every column is taken for: by the mapping, or by its header
// and content.
type taken struct {
	roles  []mapping.Role // "" for what is not known, or stands beside the table
	beside []bool         // outside of the table
	open   []int          // columns that nothing tells the role of
}

// recognise gives the columns that the mapping says nothing of a role by
// their header and content. With a mapping of columns, only headers that are
// periods or that its indicators name count, and what divides the figures: the
// rest is left out.
func recognise(o *overlay) taken {
	columns := o.survey.columns
	t := taken{roles: make([]mapping.Role, len(columns)), beside: make([]bool, len(columns))}
	for i, m := range o.mapped {
		if m != nil {
			t.roles[i] = m.Is
		}
	}
	for i, c := range columns {
		named := o.namesColumn(c, t.roles)
		if t.beside[i] = c.beside; o.mapped[i] != nil || c.filled == 0 && c.label == "" || c.beside && (c.foreign || !named) {
			continue
		}
		t.beside[i] = false
		_, exact, ok := c.period()
		// Words among the numbers of a period are rejected cell by cell. A mapping of
		// columns does not silence a period whose every cell is one.
		role := cmp.Or(o.byContent(c, t.roles), o.constant(c, t.roles))
		switch {
		case ok && exact && c.filled > 0 && (c.texts <= c.numbers+c.below || c.measured() == "" && len(o.m.Columns) > 0), named:
			role = mapping.RoleValue
		case mapping.HeaderRole(c.label) == "" && o.m.NamesAreas(c.label):
			role = mapping.RoleRegion
		case mapping.HeaderRole(c.label) == "" && role != "":
		case o.namesRows(i):
			role = mapping.RoleRegion
		case o.datesRows(i):
			role = mapping.RolePeriod
		case len(o.m.Columns) > 0:
			role = o.unnamed(c, t.roles)
		default:
			role = c.role()
		}
		if t.roles[i] = role; role == "" {
			t.open = append(t.open, i)
		}
	}
	o.numberedIndicators(&t)
	o.figuresLikeYears(&t)
	return t
}

// figuresLikeYears takes columns of numbers that all look like years for figures
// where another column has the periods.
func (o *overlay) figuresLikeYears(t *taken) {
	if len(o.m.Columns) > 0 || !slices.Contains(t.roles, mapping.RolePeriod) {
		return
	}
	t.open = slices.DeleteFunc(t.open, func(i int) bool {
		c := o.survey.columns[i]
		figures := t.roles[i] == "" && c.numbersOnly() && !c.isCode() && c.years == c.filled && mapping.HeaderRole(c.label) == ""
		if figures {
			t.roles[i] = mapping.RoleValue
		}
		return figures
	})
}

// numberedIndicators takes a column of numbers that is headed as that of
// indicators and stands beside values for one of their ids; names asks whether.
func (o *overlay) numberedIndicators(t *taken) {
	first := slices.Index(t.roles, mapping.RoleValue)
	if first < 0 || !slices.Contains(t.roles[first+1:], mapping.RoleValue) || slices.Contains(t.roles, mapping.RoleIndicator) {
		return
	}
	for i, c := range o.survey.columns {
		if t.roles[i] == mapping.RoleValue && o.mapped[i] == nil && mapping.HeaderRole(c.label) == mapping.RoleIndicator {
			t.roles[i] = mapping.RoleIndicator
			return
		}
	}
}

// namesColumn reports whether the mapping's indicators name the column, given
// the roles known so far.
func (o *overlay) namesColumn(c *column, roles []mapping.Role) bool {
	if role := mapping.HeaderRole(c.label); c.filled == 0 || len(o.named) == 0 || role != "" && role != mapping.RoleValue || slices.Contains(roles, mapping.RoleIndicator) {
		return false
	}
	word := o.measured(c)
	_, named := o.named[mapping.WordKey(word)]
	return named && word != ""
}

// namesRows reports whether a column is that of row names, in words, of a table
// without another one for regions.
func (o *overlay) namesRows(i int) bool {
	c := o.survey.columns[i]
	return o.survey.shift > i && c.texts > c.numbers && !o.survey.headsRegions() && !slices.ContainsFunc(o.m.Columns, func(c mapping.Column) bool { return c.Is.IsRegion() })
}

// datesRows reports whether a column without a header is that of the rows' times,
// as beside a table of years by areas.
func (o *overlay) datesRows(i int) bool {
	c := o.survey.columns[i]
	return i == 0 && c.label == "" && c.years == c.filled && c.filled > 1 && len(c.order) == c.filled &&
		!slices.ContainsFunc(o.survey.columns, func(c *column) bool { _, exact, _ := c.period(); return exact })
}

// constant is the age class that a column of one word gives every row. Passed
// over it would make the figures those of everyone.
func (o *overlay) constant(c *column, roles []mapping.Role) mapping.Role {
	if !c.isConstantWord() || c.filled*10 < o.survey.rows*9 || !(mapping.Word{Label: sheet.StripMarks(c.order[0])}).IsAge() {
		return ""
	}
	if role := mapping.RoleBreakdown + "age"; o.m.Breakdown == "" && !slices.Contains(roles, role) {
		return role
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
	case c.isOneOfMany():
		return ""
	case len(c.words) == 1 && !c.many && (!c.marksOnly() || c.order[0] == mapping.Slug(c.order[0])) && (c.years < c.filled || c.isCode()):
		return mapping.RoleIgnore
	}
	return ""
}

// regionKeys are the columns that tell a row's region; -1 for none.
type regionKeys struct {
	id, region, name, code int
	wholeCategory          string // of every region
}

// none reports whether no column tells the region.
func (k regionKeys) none() bool { return k.id < 0 && k.code < 0 && k.name < 0 && k.region < 0 }

// regions settles which columns tell the region. Of several levels beside
// each other, such as municipality and county, the one with the most regions
// is the row's, of their codes and names as well; the others are left out of
// the roles it returns. A mapping that names two is asked which.
func (o *overlay) regions(roles []mapping.Role) (regionKeys, []mapping.Role, questions) {
	keys := regionKeys{id: -1, region: -1, name: -1, code: -1, wholeCategory: o.m.Category}
	kept := slices.Clone(roles)
	var q questions
	finest := func(at *int, i int) {
		best := *at
		if best >= 0 && o.mapped[i] != nil && o.mapped[best] != nil {
			q.ask("which of the columns %s and %s is the %s: say is: ignore of the other", o.columnName(best), o.columnName(i), roles[i])
		}
		if o.mapped[i] == nil && best >= 0 && (o.mapped[best] != nil || !o.isFiner(i, best)) {
			kept[i] = mapping.RoleIgnore
			return
		}
		if best >= 0 {
			kept[best] = mapping.RoleIgnore
		}
		*at = i
	}
	for i := range o.survey.columns {
		switch roles[i] {
		case mapping.RoleRegionID:
			keys.id = i
		case mapping.RoleRegionCode:
			finest(&keys.code, i)
		case mapping.RoleRegionName:
			finest(&keys.name, i)
		case mapping.RoleRegion:
			if o.mapped[i] == nil && o.isLevelAbove(i, kept) {
				kept[i] = mapping.RoleIgnore
				continue
			}
			finest(&keys.region, i)
		}
	}
	if keys.region >= 0 {
		q = inOrder(q, o.numbered(keys.region))
	}
	if keys.none() {
		q = inOrder(q, o.whichRegion(roles))
	}
	for _, i := range []int{keys.code, keys.region, keys.name} {
		if keys.wholeCategory == "" && i >= 0 {
			keys.wholeCategory = mapping.HeaderCategory(o.survey.columns[i].label)
		}
	}
	return keys, kept, q
}

// isFiner reports whether a column of regions has more of them than another, or
// as many and is headed as that of municipalities.
func (o *overlay) isFiner(i, than int) bool {
	a, b := o.survey.columns[i], o.survey.columns[than]
	if len(a.words) != len(b.words) {
		return len(a.words) > len(b.words)
	}
	return mapping.HeaderCategory(a.label) == "KUNTA" && mapping.HeaderCategory(b.label) != "KUNTA"
}

// isLevelAbove reports whether a column of regions is beside one of codes or
// names of another category, as the county is beside the municipality.
func (o *overlay) isLevelAbove(i int, roles []mapping.Role) bool {
	category := mapping.HeaderCategory(o.survey.columns[i].label)
	for k, c := range o.survey.columns {
		if of := mapping.HeaderCategory(c.label); category != "" && of != "" && of != category && (roles[k] == mapping.RoleRegionCode || roles[k] == mapping.RoleRegionName) {
			return true
		}
	}
	return false
}

// numbered asks what numbers in a column of regions are, where a name stands
// in no column: codes and SOTKAnet's own numbers look alike.
func (o *overlay) numbered(i int) (q questions) {
	c := o.survey.columns[i]
	if o.mapped[i] != nil || c.texts > 0 || c.numbers == 0 {
		return q
	}
	padded := slices.ContainsFunc(c.order, func(w string) bool { return len(w) == 3 && strings.HasPrefix(w, "0") && content.AllDigits(w) })
	if padded || mapping.HeaderCategory(c.label) != "" {
		return q
	}
	q.ask("whether the numbers in the column %s are codes (is: region_code) or SOTKAnet's own numbers (is: region_id)", o.columnName(i))
	q.about = append(q.about, i)
	return q
}

// keys are the columns that tell what a row is of, -1 for none.
type keys struct {
	regionKeys
	period, gender      int
	category, indicator int
	status              int
	breakdowns          []breakdownColumn

	periodsAs mapping.Times // how the column of periods is read

	genders  mapping.GenderReading // of the words of the column of genders
	genderOf map[string]domain.Gender
}

type breakdownColumn struct {
	column int
	key    string
}

// keys settles which columns tell the rest, and asks where two would.
func (o *overlay) keys(region regionKeys, roles []mapping.Role) (keys, questions) {
	k := keys{regionKeys: region}
	var q questions
	for _, one := range []struct {
		role mapping.Role
		at   *int
	}{
		{mapping.RolePeriod, &k.period}, {mapping.RoleGender, &k.gender}, {mapping.RoleCategory, &k.category},
		{mapping.RoleIndicator, &k.indicator}, {mapping.RoleStatus, &k.status},
	} {
		*one.at = slices.Index(roles, one.role)
		if *one.at < 0 {
			continue
		}
		if second := slices.Index(roles[*one.at+1:], one.role); second >= 0 {
			q.ask("which of the columns %s and %s is the %s: say is: ignore of the other", o.columnName(*one.at), o.columnName(*one.at+1+second), one.role)
		}
	}
	if k.period >= 0 {
		k.periodsAs = o.m.ReadTimes(o.survey.columns[k.period].order)
	}
	if k.gender >= 0 {
		o.readGenders(&k, &q)
	}
	for i, role := range roles {
		if key, ok := role.Breakdown(); ok {
			k.breakdowns = append(k.breakdowns, breakdownColumn{i, key})
		}
	}
	slices.SortStableFunc(k.breakdowns, func(a, b breakdownColumn) int { return strings.Compare(a.key, b.key) })
	return k, q
}

// readGenders reads the words of the column of genders, and asks for those
// that could be either.
func (o *overlay) readGenders(k *keys, q *questions) {
	c := o.survey.columns[k.gender]
	k.genders = o.m.ReadGenders(c.label, c.plainWords())
	k.genderOf = map[string]domain.Gender{}
	for i, word := range c.order {
		if g := k.genders.Of[i]; g != "" {
			k.genderOf[word] = g
		}
	}
	if k.genders.Ask {
		q.ask("which genders %s in the column %s are: total, male or female, or skip (genders:)",
			content.Excerpt(strings.Join(k.genders.Open, ", ")), o.columnName(k.gender))
	}
}
