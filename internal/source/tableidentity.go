package source

import (
	"strings"

	"kuvio/internal/domain"
)

// identify reads what a row is of into the run's record: region, period,
// gender and breakdown. A row to be passed over gives skip, with what it says
// in Found; one that cannot be read gives the column and a reject.
func (e *tableEmitter) identify(row *tableRow) (skip bool, at int, j Reject) {
	e.rec = Record{Gender: domain.Total, Period: e.wholePeriod, Breakdown: e.m.Breakdown}
	if e.m.Gender != "" {
		e.rec.Gender = e.m.Gender
	}
	if skip, at, j = e.regionOf(row); skip || j.Expected != "" {
		return skip, at, j
	}
	if e.period >= 0 {
		c := row.at(e.period)
		period, ok := headingPeriod(c)
		if !ok {
			return false, e.period, e.badCell(e.period, c, expectPeriod)
		}
		e.rec.Period = period
	}
	if e.gender >= 0 {
		c := row.at(e.gender)
		gender, ok := sexOf(dimensionValue{label: stripMarks(c.String())})
		if !ok {
			if word, known := genderWords[strings.ToLower(c.String())]; known {
				gender, ok = word.gender, true
			}
		}
		if !ok {
			return false, e.gender, e.badCell(e.gender, c, expectGender)
		}
		e.rec.Gender = gender
	}
	return e.breakdown(row)
}

func (e *tableEmitter) breakdown(row *tableRow) (skip bool, at int, j Reject) {
	for _, b := range e.breakdowns {
		c := row.at(b.column)
		if c.kind == emptyCell {
			return false, b.column, e.badCell(b.column, c, "a value of the breakdown")
		}
		v := dimensionValue{label: stripMarks(c.String())}
		part := breakdownOf(b.key, v)
		if part == "" && !isTotal(v) {
			return false, b.column, e.badCell(b.column, c, "a value of the breakdown with letters or digits")
		}
		e.rec.Breakdown = joinBreakdowns(e.rec.Breakdown, part)
	}
	return false, -1, Reject{}
}

func (e *tableEmitter) badCell(column int, c tableCell, expected string) Reject {
	return Reject{Column: e.survey.columns[column].label, Found: c.String(), Expected: expected}
}

// regionOf reads the cells that tell a row's region.
func (e *tableEmitter) regionOf(row *tableRow) (skip bool, at int, j Reject) {
	key := &e.rec.Region
	first := -1
	for _, column := range []int{e.id, e.region, e.name, e.code} {
		if column < 0 || row.at(column).kind == emptyCell {
			continue
		}
		if first < 0 {
			first = column
		}
		text := squeeze(row.at(column).String())
		if ref, ok := e.regionWord(text); ok {
			if ref == skipWord {
				return true, column, Reject{Found: text}
			}
			*key, _ = regionOf(ref)
			return false, -1, Reject{}
		}
		if !printable(text) {
			return false, column, e.badCell(column, row.at(column), "a region's name or code")
		}
		switch column {
		case e.id:
			id, ok := sotkanetID(text)
			if !ok {
				return false, column, e.badCell(column, row.at(column), "SOTKAnet's number of a region such as 85")
			}
			key.SotkanetID = id
		default:
			if totalWords[strings.ToLower(stripMarks(text))] {
				return true, column, Reject{Found: text}
			}
			part := splitRegion(text)
			if column == e.code && part.Code == "" && part.Category == "" {
				part = RegionKey{Code: text} // of no Finnish kind
			}
			key.join(part, column == e.name)
		}
	}
	if first < 0 {
		at = max(e.region, e.name, e.code, e.id)
		j = e.badCell(at, tableCell{}, "a region's name or code")
		j.Hint = "where an empty cell repeats the one above, a mapping says fill: true"
		return false, at, j
	}
	e.categorise(row, key)
	return false, -1, Reject{}
}

// join takes what another cell says of the same region.
func (k *RegionKey) join(other RegionKey, isName bool) {
	if k.Name == "" || isName && other.Name != "" {
		k.Name = other.Name
	}
	if k.Code == "" {
		k.Code = other.Code
	}
	if k.Category == "" {
		k.Category = other.Category
	}
}

// categorise gives the region the category that the row, or the whole table,
// says it is of.
func (e *tableEmitter) categorise(row *tableRow, key *RegionKey) {
	if e.category >= 0 {
		text := row.at(e.category).String()
		if category, ok := categoryOf(text); ok {
			key.Category = category
		} else if key.Category == "" {
			key.Category = strings.ToUpper(squeeze(text))
		}
		return
	}
	if key.Category == "" {
		key.Category = e.wholeCategory
	}
}

// regionWord is what the mapping says of a word for a region.
func (e *tableEmitter) regionWord(text string) (string, bool) {
	if ref, ok := e.m.Regions[text]; ok {
		return ref, true
	}
	if len(e.m.Regions) == 0 {
		return "", false
	}
	for word, ref := range e.m.Regions {
		if labelKey(word) == labelKey(text) {
			return ref, true
		}
	}
	return "", false
}

// sotkanetID reads a region's number.
func sotkanetID(s string) (int, bool) {
	key, ok := regionOf("id:" + s)
	return key.SotkanetID, ok
}
