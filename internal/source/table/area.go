package table

import (
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

// otherName is the name that a code in one cell with another had in a row
// before: a number that begins a name is no code.
func (e *emitter) otherName(column int, part record.RegionKey, of categoryOrigin) (was string, other bool) {
	if of != ownWord || column != e.region || part.Code == "" || part.Name == "" {
		return "", false
	}
	was, met := e.names[part.Code]
	if !met {
		e.names[part.Code] = part.Name
	}
	return was, met && !strings.EqualFold(was, part.Name)
}
