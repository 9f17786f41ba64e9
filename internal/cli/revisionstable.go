package cli

import (
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/revision"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

var kindNames = map[revision.Kind]domain.Text{
	revision.Correction: text("korjaus", "rättelse", "correction"),
	revision.Division:   text("aluejako", "områdesindelning", "division"),
}

// revisionsTable is one row a value that an import revised.
func revisionsTable(s *session.Session, h *revision.History) *table.Table {
	total, plain := true, true
	for _, row := range h.Rows {
		total = total && row.Key.Gender == domain.Total
		plain = plain && row.Key.Breakdown == ""
	}
	t := &table.Table{Columns: []table.Column{
		vintageColumn, importedColumn, retrievedColumn,
		{Name: "indicator", Title: text("Indikaattori", "Indikator", "Indicator"), Section: true},
		{Name: "region", Title: text("Tunnus", "Kod", "Reference"), Wide: true},
		{Name: "region_name", Title: text("Alue", "Område", "Region")},
		{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: total},
		{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: plain},
		{Name: "period", Title: text("Vuosi", "År", "Period")},
		{Name: "old_value", Title: text("Ennen", "Före", "Before")},
		{Name: "value", Title: text("Nyt", "Efter", "After")},
		{Name: "old_count", Title: text("Lkm ennen", "Antal före", "Count before"), Spare: 2},
		{Name: "count", Title: text("Lkm nyt", "Antal efter", "Count after"), Spare: 1},
		{Name: "old_status", Title: text("Tila ennen", "Status före", "Status before"), Wide: true},
		{Name: "status", Title: text("Tila", "Status", "Status"), Wide: true},
		{Name: "kind", Title: text("Laji", "Slag", "Kind")},
	}}
	for _, row := range h.Rows {
		t.Rows = append(t.Rows, append(importValues(row.Vintage),
			table.Str(string(row.Indicator.ID)).ForPeople(heading(row.Indicator)),
			table.Str(string(row.Key.Region)), table.Str(s.RegionName(row.Key.Region).In(s.Lang)),
			table.Str(string(row.Key.Gender)).ForPeople(genderNames[row.Key.Gender]), table.Str(row.Key.Breakdown), table.PeriodOf(row.Key.Period),
			shownValue(row.Old, row.Decimals), shownValue(row.New, row.Decimals),
			table.Num(row.Old.Count, 0), table.Num(row.New.Count, 0),
			table.Str(row.Old.Status.String()), table.Str(row.New.Status.String()),
			table.Str(string(row.Kind)).ForPeople(kindNames[row.Kind])))
	}
	t.Notes = revisionNotes(h)
	return t
}

// revisionNotes sum up the imports that revised nothing, and say where history ends.
func revisionNotes(h *revision.History) []domain.Text {
	var notes []domain.Text
	for _, one := range h.OnlyNew {
		var t domain.Text
		for _, l := range domain.Langs {
			name, n := []rune(importName(one.Vintage, l)), locale.Number(l, float64(one.Observations), 0)
			name[0] -= 'a' - 'A'
			t.Set(l, fmt.Sprintf(text("%s toi vain uutta: %s havaintoa kaikilta alueilta.", "%s gav bara nytt: %s observationer i alla områden.", "%s brought only new observations: %s in all regions.").In(l), string(name), n))
		}
		notes = append(notes, t)
	}
	if len(h.Pruned) > 0 {
		ids := domain.Some(h.Pruned)
		notes = append(notes, text("Vanhempi historia on karsittu: "+ids+".", "Den äldre historiken har gallrats: "+ids+".", "Earlier history has been pruned: "+ids+"."))
	}
	return notes
}
