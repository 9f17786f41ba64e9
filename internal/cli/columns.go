package cli

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Columns that several tables share. Names are stable; titles are for people.

func text(fi, sv, en string) domain.Text { return domain.Text{FI: fi, SV: sv, EN: en} }

// kindColumns are the columns that say what a row is of. Gender and breakdown
// are shown to people only where they tell rows apart.
func kindColumns(all []series.Series) []table.Column {
	genders, breakdowns := make(map[domain.Gender]bool), make(map[string]bool)
	for i := range all {
		genders[all[i].Gender] = true
		breakdowns[all[i].Breakdown] = true
	}
	onlyTotal := len(genders) == 0 || len(genders) == 1 && genders[domain.Total]
	return []table.Column{
		{Name: "indicator", Section: true},
		{Name: "region", Title: text("Tunnus", "Kod", "Reference"), Wide: true},
		{Name: "region_name", Title: text("Alue", "Område", "Region")},
		{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: onlyTotal},
		{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: len(breakdowns) < 2 && !someBreakdown(breakdowns)},
	}
}

func someBreakdown(breakdowns map[string]bool) bool {
	for b := range breakdowns {
		if b != "" {
			return true
		}
	}
	return false
}

// kindValues are the values of kindColumns.
func kindValues(s *series.Series, l domain.Lang) []table.Value {
	return []table.Value{
		table.Str(string(s.Indicator.ID)).ForPeople(heading(s.Indicator)),
		table.Str(string(s.Region)),
		table.Str(s.RegionName.In(l)),
		table.Str(string(s.Gender)).ForPeople(genderNames[s.Gender]),
		table.Str(s.Breakdown),
	}
}

var genderNames = map[domain.Gender]domain.Text{
	domain.Total:  text("yhteensä", "totalt", "total"),
	domain.Male:   text("miehet", "män", "male"),
	domain.Female: text("naiset", "kvinnor", "female"),
}

// heading is an indicator as a heading over its rows: number, title and, where
// the title does not say it, the unit.
func heading(ind domain.Indicator) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		h := string(ind.ID)
		if title := ind.Title.In(l); title != "" {
			h += "  " + title
		}
		if domain.UnitFromTitle(ind.Title.FI) == domain.UnitUnknown && ind.Unit != domain.UnitUnknown {
			h += " (" + ind.Unit.Name().In(l) + ")"
		}
		t.Set(l, h)
	}
	return t
}

// noteColumn is the last column of tables whose rows carry notes.
var noteColumn = table.Column{Name: "note", Title: text("Huomautus", "Anmärkning", "Note")}

// splitNotes parts the notes that every row has, which people read once below
// the table, from each row's own.
func splitNotes(rows []domain.Notes) (shared domain.Notes, own []table.Value) {
	if len(rows) > 0 {
		for _, n := range rows[0] {
			everywhere := true
			for _, r := range rows {
				everywhere = everywhere && slices.Contains(r, n)
			}
			if everywhere {
				shared = append(shared, n)
			}
		}
	}
	for _, r := range rows {
		var rest domain.Notes
		for _, n := range r {
			if !slices.Contains(shared, n) {
				rest = append(rest, n)
			}
		}
		own = append(own, table.Str(r.String()).ForPeople(rest.Text()))
	}
	return shared, own
}

// sentences turns notes into footnotes of a table.
func sentences(ns domain.Notes) []domain.Text {
	var out []domain.Text
	for _, n := range ns {
		t := n.Text()
		for _, l := range domain.Langs {
			t.Set(l, capital(t.In(l))+".")
		}
		out = append(out, t)
	}
	return out
}

// capital is the text with its first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
