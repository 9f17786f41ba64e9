package own

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// column is a column of the table.
type column uint8

const (
	indicator column = iota
	region
	regionName
	gender
	breakdown
	period
	value
	count
	status
	note
	title
	unit
	nColumns
)

// columns are the columns as CSV names them, and as a workbook heads them for people.
// A workbook has breakdown and note twice: in words, and folded away under their names
// as CSV has them, which alone are read.
var columns = [nColumns]struct {
	name  string
	title domain.Text
	role  mapping.Role
}{
	indicator:  {"indicator", domain.Text{FI: "Indikaattori", SV: "Indikator", EN: "Indicator"}, mapping.RoleIndicator},
	region:     {"region", domain.Text{FI: "Tunnus", SV: "Kod", EN: "Reference"}, mapping.RoleRegion},
	regionName: {"region_name", domain.Text{FI: "Alue", SV: "Område", EN: "Region"}, mapping.RoleRegionName},
	gender:     {"gender", domain.Text{FI: "Sukupuoli", SV: "Kön", EN: "Gender"}, mapping.RoleGender},
	breakdown:  {"breakdown", domain.Text{FI: "Ryhmä", SV: "Grupp", EN: "Breakdown"}, mapping.RoleBreakdown},
	period:     {"period", domain.Text{FI: "Vuosi", SV: "År", EN: "Period"}, mapping.RolePeriod},
	value:      {"value", domain.Text{FI: "Arvo", SV: "Värde", EN: "Value"}, mapping.RoleValue},
	count:      {"count", domain.Text{FI: "Lukumäärä", SV: "Antal", EN: "Count"}, mapping.RoleCount},
	status:     {"status", domain.Text{FI: "Tila", SV: "Status", EN: "Status"}, mapping.RoleStatus},
	note:       {"note", domain.Text{FI: "Huom.", SV: "Anm.", EN: "Note"}, "note"},
	title:      {"indicator_title", domain.Text{FI: "Indikaattorin nimi", SV: "Indikatorns namn", EN: "Indicator title"}, "description"},
	unit:       {"unit", domain.Text{FI: "Yksikkö", SV: "Enhet", EN: "Unit"}, "description"},
}

// inWords reports whether a workbook says in words what CSV has as a code, so that
// the column headed for people tells nothing.
func (c column) inWords() bool { return c == breakdown || c == note }

// spared reports whether a table may do without the column.
func (c column) spared() bool { return c == regionName || c == title || c == unit }

// header is where a table has its columns.
type header struct {
	at    [nColumns]int // -1 for nowhere
	width int
	lang  domain.Lang // of its headings; "" of CSV, which does not tell
}

// headerOf reads the names of a row; false where the row is no header of this table.
// The error is of one that cannot be read.
func headerOf(names []string) (header, bool, error) {
	h, ok := named(names, func(c column) string { return columns[c].name })
	if ok {
		return h, true, h.whole(names)
	}
	for _, l := range domain.Langs {
		people, ok := named(names, func(c column) string { return columns[c].title.In(l) })
		if !ok {
			continue
		}
		people.lang = l
		for _, c := range []column{breakdown, note} {
			if people.at[c] = h.at[c]; people.at[c] < 0 {
				return people, true, fmt.Errorf("a table that kuvio made for people, without the column %q that tells what the source said from what was computed: export it again, or as CSV ('kuvio export --format csv')", columns[c].name)
			}
		}
		return people, true, people.whole(names)
	}
	return header{}, false, nil
}

// named finds the columns by what they are called; false where one is missing that is
// neither spared nor in words.
func named(names []string, called func(column) string) (h header, ok bool) {
	h.width, ok = len(names), true
	for c := range nColumns {
		h.at[c] = slices.Index(names, called(c))
		ok = ok && (h.at[c] >= 0 || c.spared() || c.inWords())
	}
	return h, ok
}

// whole is an error where a column of the table is missing, or one stands there that is
// not its own: it might divide the observations further.
func (h header) whole(names []string) error {
	for _, c := range []column{breakdown, note} {
		if h.at[c] < 0 {
			return fmt.Errorf("no column %q, which a table of 'kuvio values' has: export it again", columns[c].name)
		}
	}
	for i, name := range names {
		own := slices.Contains(h.at[:], i)
		for c := range nColumns {
			own = own || h.lang != "" && c.inWords() && name == columns[c].title.In(h.lang)
		}
		if !own {
			return fmt.Errorf("column %d is %q, expected only those of 'kuvio values', each once: remove it, or say in a mapping what the columns hold", i+1, content.Excerpt(name))
		}
	}
	return nil
}

// Delimiter is what divides the columns of a first line that is a header of this
// table; 0 where it is none.
func Delimiter(first []byte) byte {
	line := string(first)
	if !utf8.ValidString(line) {
		line = content.Latin1(line)
	}
	for _, d := range []byte(",;\t|") {
		names := strings.Split(line, string(d))
		for i, name := range names {
			names[i] = strings.TrimSpace(strings.Trim(name, `"`))
		}
		if _, ok, _ := headerOf(names); ok {
			return d
		}
	}
	return 0
}

// Role is what the column of a heading holds.
func Role(heading string) mapping.Role {
	for c := range nColumns {
		if t := columns[c].title; heading == columns[c].name || !c.inWords() && (heading == t.FI || heading == t.SV || heading == t.EN) {
			return columns[c].role
		}
	}
	return mapping.RoleIgnore
}

// namesIn are the names in a row, up to the last.
func namesIn(row *sheet.Row) []string {
	var names []string
	for _, c := range row.Cells[:row.Filled()] {
		names = append(names, c.Text)
	}
	return names
}
