package table

import (
	"slices"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// A table of one area needs no column of them, and one of times in its rows may
// have the areas, or the ages, over its columns.

// regionOfAll is the region of a table without a column of them; false where the
// mapping says none.
func (o *overlay) regionOfAll() (record.RegionKey, bool) {
	key, ok := o.m.RegionIn(o.survey.grid.Sheet)
	return o.ofCategory(key), ok
}

// ofCategory gives a region that says no category the mapping's.
func (o *overlay) ofCategory(key record.RegionKey) record.RegionKey {
	if key.Category == "" && key.SotkanetID == 0 {
		key.Category = o.m.Category
	}
	return key
}

// regionOver is the region that only a column of figures is of, in a table
// without a column of regions: the mapping's, or the header's where all the
// headers of figures are regions beyond doubt (across).
func (o *overlay) regionOver(i int, across bool) record.RegionKey {
	switch {
	case o.mapped[i] != nil && o.mapped[i].Region != "":
		return o.ofCategory(mapping.RegionWord(o.mapped[i].Region))
	case across:
		return o.ofCategory(mapping.SplitRegion(o.survey.columns[i].label))
	}
	return record.RegionKey{}
}

// areasAcross reports whether the headers of all the figures, two or more, are
// regions beyond doubt.
func (o *overlay) areasAcross(roles []mapping.Role) bool {
	columns := 0
	for i, role := range roles {
		if role != mapping.RoleValue && role != mapping.RoleCount {
			continue
		}
		if columns++; !mapping.SaysRegion(o.survey.columns[i].label) || o.mapped[i] != nil && o.mapped[i].Region == "" {
			return false
		}
	}
	return columns > 1
}

// whichRegion asks for the region of a table without a column of them, unless
// the mapping or the headers of its figures tell it.
func (o *overlay) whichRegion(roles []mapping.Role) (q questions) {
	if _, whole := o.m.RegionIn(o.survey.grid.Sheet); whole || o.areasAcross(roles) {
		return q
	}
	open, said, columns := -1, false, 0
	for i, role := range roles {
		switch {
		case role != mapping.RoleValue && role != mapping.RoleCount:
			continue
		case o.mapped[i] != nil && o.mapped[i].Region != "":
			said = true
		default:
			open = i
		}
		columns++
	}
	if said {
		if open >= 0 {
			q.ask("which region the column %s is of: region: of the column, as others have it, or is: ignore", o.columnName(open))
		}
		return q
	}
	what := "which column holds the regions: is: region, region_code, region_name or region_id; or which region all of it is of: region: maa for the whole country"
	if o.survey.grid.Sheet != "" && !o.survey.grid.Alone {
		what += ", region: sheet where the sheets' names are regions"
	}
	if columns > 1 {
		what += "; or which each column of values is of: region: of the column"
	}
	q.ask("%s", what)
	return q
}

// mayBeAreasAcross reports whether the columns of figures may be of an area each: they
// are of one indicator, in a table of times without a column of regions, and
// headed by words that are no parts of people.
func (w *drafting) mayBeAreasAcross() bool {
	if w.regionsAt >= 0 || !w.none() || w.wholeNamed == "" || w.period < 0 && len(w.breakdowns) == 0 && w.periodsAt < 0 || len(w.measures) < 2 {
		return false
	}
	if _, whole := w.regionOfAll(); whole {
		return false
	}
	return !slices.ContainsFunc(w.measures, func(m measure) bool {
		return m.word == "" || m.gender != "" || m.breakdown != "" || !m.period.IsZero() || (mapping.Word{Label: m.word}).IsAge() || w.mapped[m.at()] != nil && w.mapped[m.at()].Region != ""
	})
}

// agesOver are the ages that columns of figures are headed by, by column, where
// nothing else tells them from the others.
func (p *plan) agesOver() map[int]string {
	ages := map[int]string{}
	if len(p.apart) == 0 {
		return ages
	}
	for i := range p.measures {
		m := &p.measures[i]
		if m.breakdown != "" {
			continue
		}
		for _, part := range p.survey.columns[m.at()].parts {
			if word := (mapping.Word{Label: sheet.StripMarks(content.Title(part.String()))}); word.IsAge() {
				ages[m.at()] = word.Breakdown("age")
				break
			}
		}
	}
	return ages
}

// totalOfAges reports whether a column of figures is headed as that of all beside
// those of ages.
func (w *drafting) totalOfAges(i int) bool {
	return len(w.ages) > 0 && (mapping.Word{Label: sheet.StripMarks(w.survey.columns[i].label)}).IsTotal()
}
