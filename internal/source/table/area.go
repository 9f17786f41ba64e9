package table

import (
	"fmt"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// categoryOrigin is where the category of a row's region is from.
type categoryOrigin uint8

// The origins of a category.
const (
	saidOfAll categoryOrigin = iota // the mapping or a header, where the cell does not say it
	saidOfRow                       // a column of categories, whatever the cell says
	ownWord                         // of a category of one's own
)

// categoryOf is the category that the row, or the whole table, gives its region.
func (e *emitter) categoryOf(row *sheet.Row) (string, categoryOrigin) {
	if e.category < 0 {
		return e.wholeCategory, e.ofAll
	}
	text := row.At(e.category).String()
	if category, ok := mapping.Category(text); ok {
		return category, saidOfRow
	}
	if text = content.Squeeze(text); text != "" && !mapping.Listed(text) {
		return text, ownWord
	}
	return strings.ToUpper(text), saidOfAll
}

// part is what a cell of a column of regions says of the row's. Codes of a
// category of one's own are as they are written, and a column of names has names
// alone.
func (e *emitter) part(column int, text string, of categoryOrigin) record.RegionKey {
	part := mapping.SplitRegion(text)
	switch {
	case e.reference && column == e.region && strings.Contains(text, ":"):
		if ref, ok := mapping.RegionOf(text); ok {
			return ref
		}
	case of == ownWord && part.Category == countryCategory:
	case of == ownWord && column == e.code:
		return record.RegionKey{Code: text}
	case of == ownWord && column == e.name:
		return record.RegionKey{Name: sheet.StripMarks(text)}
	case of == ownWord:
		return mapping.OwnRegion(text)
	case column == e.code && part.Code == "" && part.Category == "":
		return record.RegionKey{Code: text} // of no Finnish kind
	}
	return part
}

const countryCategory = "MAA"

// references reports whether a column of regions has kuvio's own references, as in
// the table that its values command writes: a category of one's own is known by
// them alone.
func (p *plan) references() bool {
	return p.region >= 0 && p.name >= 0 && p.survey.columns[p.region].label == "region" && p.survey.columns[p.name].label == "region_name"
}

// ownDoubt is what is not certain of a cell that names an area of a category of one's
// own; it expects nothing where all is. A number that begins one name and another is
// no code, and in a table of other areas "the whole country" may be any.
func (e *emitter) ownDoubt(row *sheet.Row, column int, text string, part record.RegionKey) (j record.Reject) {
	if part.Category == countryCategory {
		if part.Name != "" && !mapping.IsFinland(part.Name) && !strings.HasPrefix(text, "SSS") {
			j = e.badCell(column, row.At(column), "a country by its name, among areas of a category of one's own")
			j.Hint = fmt.Sprintf("a mapping says which it is (regions: {%q: maa}, or skip)", text)
		}
		return j
	}
	if column != e.region || part.Code == "" || part.Name == "" {
		return j
	}
	was, met := e.names[part.Code]
	if !met {
		e.names[part.Code] = part.Name
	}
	if met && !strings.EqualFold(was, part.Name) {
		j = e.badCell(column, row.At(column), fmt.Sprintf("one name of the code %s, which is that of %q in a row before", part.Code, was))
		j.Hint = "where the number belongs to the name, a mapping says is: region_name; where both are one area, regions:"
	}
	return j
}
