package cli

import (
	"slices"
	"strconv"
	"strings"

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
		{Name: "indicator", Title: text("Indikaattori", "Indikator", "Indicator"), Section: true},
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

// noteColumn stands last, for people, in tables whose rows carry notes.
var noteColumn = table.Column{Name: "note", Title: text("Huom.", "Anm.", "Note"), Last: true}

// addNotes fills the note column, for which the rows have an empty value, with
// the notes of each row. Machines read
// all of them as codes. People read a note with a number of its own where it
// stands ("years without a value: 3"); one that says the same of every row it
// is on stands below the table, with a mark in the rows unless all have it.
func addNotes(t *table.Table, rows []domain.Notes) {
	var below domain.Notes
	for _, notes := range rows {
		for _, n := range notes {
			if standsBelow(n) {
				below = below.With(n)
			}
		}
	}
	marks := make(map[domain.Note]string)
	for _, n := range below {
		if !everywhere(rows, n) {
			marks[n] = superscript(len(marks) + 1)
		}
	}
	some := false
	column := slices.IndexFunc(t.Columns, func(c table.Column) bool { return c.Name == noteColumn.Name })
	for i, notes := range rows {
		shown := shownNotes(notes, marks)
		some = some || !shown.IsZero()
		t.Rows[i][column] = table.Str(notes.String()).ForPeople(shown)
	}
	t.Columns[column].Wide = !some
	for _, n := range below {
		t.Notes = append(t.Notes, sentence(marks[n], n))
	}
}

// standsBelow reports whether a note says the same of every row it is on: one
// without a number, or with one that is the table's.
func standsBelow(n domain.Note) bool {
	return n.Arg == "" || n.Code == domain.NoteMeanOf || n.Code == domain.NoteTakenSuppressed || n.Code == domain.NoteRealPrices
}

// shownNotes is a row's notes as people read them: the marks of those below
// the table, then the others in words.
func shownNotes(notes domain.Notes, marks map[domain.Note]string) domain.Text {
	mark := ""
	var own domain.Notes
	for _, n := range notes {
		if !standsBelow(n) {
			own = append(own, n)
		} else {
			mark += marks[n]
		}
	}
	words := own.Text()
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, strings.TrimSpace(mark+" "+words.In(l)))
	}
	return t
}

func everywhere(rows []domain.Notes, n domain.Note) bool {
	for _, r := range rows {
		if !slices.Contains(r, n) {
			return false
		}
	}
	return true
}

// superscript writes n as a footnote's mark.
func superscript(n int) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
}

// sentence is a note below a table, after its mark if it has one.
func sentence(mark string, n domain.Note) domain.Text {
	t := n.Sentence()
	for _, l := range domain.Langs {
		t.Set(l, strings.TrimSpace(mark+" "+t.In(l)))
	}
	return t
}
