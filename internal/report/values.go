package report

import (
	"io"
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
			notes := notesOf(&based, p)
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

// WriteValues writes the table of Values as CSV, of which it holds a row at a time.
func WriteValues(w io.Writer, all []series.Series, l domain.Lang, d table.Dialect) error {
	subjects := subjectsOf(all, l)
	stream, err := table.NewStream(w, ValueHeadings(), d)
	if err != nil {
		return err
	}
	before, after := part(subjectColumns(subjects), observed), part(aboutColumns, observed)
	var common, last, row []table.Value
	for i := range all {
		based := all[i].Based()
		o := observation{subject: &subjects[i]}
		common, last = valuesUnder(common[:0], before, &o), valuesUnder(last[:0], after, &o)
		stream.Common(common, last)
		for p := range based.All() {
			o.point, o.notes = p, notesOf(&based, p)
			row = valuesUnder(row[:0], pointColumns, &o)
			if err := stream.Row(row); err != nil {
				return err
			}
		}
	}
	return stream.Flush()
}

// valuesUnder adds the values of a row as machines read them.
func valuesUnder[T any](dst []table.Value, columns []Column[T], row *T) []table.Value {
	for i := range columns {
		if c := &columns[i]; c.Notes != nil {
			dst = append(dst, table.Str(c.Notes(row).String()))
		} else {
			dst = append(dst, c.Value(row))
		}
	}
	return dst
}

// notesOf is what is to be said of a point in a list of observations.
func notesOf(b *series.Based, p series.Valued) domain.Notes {
	notes := b.NotesAt(p)
	if p.CountsOnly() && b.Basis == series.AsComputed {
		notes = notes.With(domain.Note{Code: domain.NoteCountsOnly})
	}
	return notes
}

// observation is a row of Values.
type observation struct {
	subject  *subject
	point    series.Valued
	decimals int
	notes    domain.Notes
}

func observed(o *observation) *subject { return o.subject }

func valueColumns(all []subject) []Column[observation] {
	columns := slices.Concat(part(subjectColumns(all), observed), pointColumns, part(aboutColumns, observed))
	for i := range columns { // by which 'kuvio import' reads the workbook, and knows what was computed
		name := columns[i].Heading.Name
		columns[i].Heading.Coded = name == "breakdown" || name == "note"
	}
	return columns
}

// pointColumns are those in which the observations of a series differ.
var pointColumns = []Column[observation]{
	{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
		Value: func(o *observation) table.Value { return table.PeriodOf(o.point.Period) }},
	{Heading: table.Column{Name: "value", Title: valueTitle, Narrow: true},
		Value: func(o *observation) table.Value { return pointValue(o.point, o.decimals) }},
	{Heading: table.Column{Name: "count", Title: countTitle, Narrow: true},
		Value: func(o *observation) table.Value { return table.Num(o.point.Count, 0) }},
	{Heading: table.Column{Name: "status", Title: statusTitle, Wide: true},
		Value: func(o *observation) table.Value { return table.Str(o.point.Status.String()) }},
	noteColumn(func(o *observation) domain.Notes { return o.notes }),
}
