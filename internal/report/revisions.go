package report

import (
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/revision"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// Revisions is the table of the published values that imports revised, one a
// row.
func Revisions(h *revision.History, names Names, l domain.Lang) *table.Table {
	subjects := make([]subject, len(h.Rows))
	t := Table[revisedRow]{Title: text("Muuttuneet tiedot", "Ändrade uppgifter", "Revised figures"), Notes: revisionNotes(h)}
	var of about // made once for the rows of an indicator, which follow each other
	for i := range h.Rows {
		r := &h.Rows[i]
		if i == 0 || r.Indicator != h.Rows[i-1].Indicator {
			of = aboutOf(r.Indicator, l)
		}
		subjects[i] = of.subject(r.Key, names(r.Key.Region).In(l))
		t.Rows = append(t.Rows, revisedRow{r, &subjects[i]})
	}
	t.Columns = revisionColumns(subjects)
	return t.Fill()
}

// revisedRow is a row of Revisions.
type revisedRow struct {
	*revision.Revised
	subject *subject
}

func revisionColumns(all []subject) []Column[revisedRow] {
	about := func(r *revisedRow) *subject { return r.subject }
	return slices.Concat(
		part(importColumns, func(r *revisedRow) *store.Vintage { return &r.Vintage }),
		part(subjectColumns(all), about),
		[]Column[revisedRow]{
			{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
				Value: func(r *revisedRow) table.Value { return table.PeriodOf(r.Key.Period) }},
			{Heading: table.Column{Name: "old_value", Title: text("Ennen", "Före", "Before"), Narrow: true},
				Value: func(r *revisedRow) table.Value { return cellValue(r.Old, r.Decimals) }},
			{Heading: table.Column{Name: "value", Title: text("Nyt", "Efter", "After"), Narrow: true},
				Value: func(r *revisedRow) table.Value { return afterValue(r) }},
			{Heading: table.Column{Name: "old_count", Title: text("Lkm ennen", "Antal före", "Count before"), Spare: 2},
				Value: func(r *revisedRow) table.Value { return table.Num(r.Old.Count, 0) }},
			{Heading: table.Column{Name: "count", Title: text("Lkm nyt", "Antal efter", "Count after"), Spare: 1},
				Value: func(r *revisedRow) table.Value { return table.Num(r.New.Count, 0) }},
			{Heading: table.Column{Name: "old_status", Title: text("Tila ennen", "Status före", "Status before"), Wide: true},
				Value: func(r *revisedRow) table.Value { return table.Str(r.Old.Status.String()) }},
			{Heading: table.Column{Name: "status", Title: statusTitle, Wide: true},
				Value: func(r *revisedRow) table.Value { return table.Str(afterStatus(r)) }},
			{Heading: table.Column{Name: "kind", Title: text("Laji", "Slag", "Kind"), Narrow: true},
				Value: func(r *revisedRow) table.Value { return word(r.Cause, revisionKinds) }},
		},
		part(aboutColumns, about))
}

var revisionKinds = map[revision.Cause]domain.Text{
	revision.Correction: text("korjaus", "rättelse", "correction"),
	revision.Division:   text("aluejako", "områdesindelning", "division"),
	revision.Definition: text("määritelmä tai yksikkö", "definition eller enhet", "definition or unit"),
	revision.Withdrawn:  withdrawnWord,
}

var withdrawnWord = text("poistettu", "tillbakadragen", "withdrawn")

// afterValue is the value that an import left; of a figure that was withdrawn,
// that it was.
func afterValue(r *revisedRow) table.Value {
	if r.Cause == revision.Withdrawn {
		return table.Num(r.New.Value, 0).ForPeople(withdrawnWord)
	}
	return cellValue(r.New, r.Decimals)
}

func afterStatus(r *revisedRow) string {
	if r.Cause == revision.Withdrawn {
		return string(revision.Withdrawn)
	}
	return r.New.Status.String()
}

// revisionNotes sum up the imports that revised nothing, and say where history ends.
func revisionNotes(h *revision.History) []domain.Text {
	var notes []domain.Text
	for _, one := range h.OnlyNew {
		form := text("%s toi vain uutta: %s havaintoa kaikilta alueilta.", "%s gav bara nytt: %s observationer i alla områden.", "%s brought only new observations: %s in all regions.")
		notes = append(notes, each(func(l domain.Lang) string {
			name := []rune(importName(one.Vintage, l))
			name[0] -= 'a' - 'A'
			return fmt.Sprintf(form.In(l), string(name), locale.Number(l, float64(one.Observations), 0))
		}))
	}
	if len(h.Pruned) > 0 {
		ids := domain.Some(h.Pruned)
		notes = append(notes, text("Vanhempi historia on karsittu: "+ids+".", "Den äldre historiken har gallrats: "+ids+".", "Earlier history has been pruned: "+ids+"."))
	}
	return notes
}
