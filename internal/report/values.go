package report

import (
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Values is the table of observations, one a row.
func Values(all []series.Series, l domain.Lang) *table.Table {
	subjects := subjectsOf(all, l)
	t := Table[observation]{Columns: valueColumns(subjects), Title: text("Arvot", "Värden", "Values")}
	points := 0
	for i := range all {
		points += len(all[i].Points)
	}
	t.Rows = make([]observation, 0, points)
	used := make([]series.Series, 0, len(all)) // as shown
	for i := range all {
		based := all[i].Based()
		used = append(used, based.Series)
		for p := range based.All() {
			notes := based.NotesAt(p)
			if p.CountsOnly() && based.Basis == series.AsComputed {
				notes = notes.With(domain.Note{Code: domain.NoteCountsOnly})
			}
			t.Rows = append(t.Rows, observation{&subjects[i], p, shownDecimals(&based.Series, based.DecimalsAt(&p.Point), notes), notes})
		}
	}
	t.Source = cite.Source(used)
	return t.Fill()
}

// ValueHeadings are those of Values, from left to right.
func ValueHeadings() []table.Column {
	var headings []table.Column
	for _, c := range valueColumns(nil) {
		headings = append(headings, c.Heading)
	}
	return headings
}

// observation is a row of Values.
type observation struct {
	subject  *subject
	point    series.Valued
	decimals int
	notes    domain.Notes
}

func valueColumns(all []subject) []Column[observation] {
	about := func(o *observation) *subject { return o.subject }
	columns := slices.Concat(part(subjectColumns(all), about), []Column[observation]{
		{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
			Value: func(o *observation) table.Value { return table.PeriodOf(o.point.Period) }},
		{Heading: table.Column{Name: "value", Title: valueTitle, Narrow: true},
			Value: func(o *observation) table.Value { return pointValue(o.point, o.decimals) }},
		{Heading: table.Column{Name: "count", Title: countTitle, Narrow: true},
			Value: func(o *observation) table.Value { return table.Num(o.point.Count, 0) }},
		{Heading: table.Column{Name: "status", Title: statusTitle, Wide: true},
			Value: func(o *observation) table.Value { return table.Str(o.point.Status.String()) }},
		noteColumn(func(o *observation) domain.Notes { return o.notes }),
	}, part(aboutColumns, about))
	for i := range columns { // by which 'kuvio import' reads the workbook, and knows what was computed
		name := columns[i].Heading.Name
		columns[i].Heading.Coded = name == "breakdown" || name == "note"
	}
	return columns
}
