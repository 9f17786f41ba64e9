package report

import (
	"io"
	"math"
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Values is the table of observations, one a row. It is made of the parts again each time
// that its rows are gone over, and here. Errors are those of the parts.
func Values(parts series.Parts, l domain.Lang) (*table.Table, error) {
	t := Table[observation]{Columns: valueColumns(nil), Title: text("Arvot", "Värden", "Values")}
	seen := t.survey()
	var kinds []subject // of each sort that the headings tell apart, one
	var used cite.Sources
	each := func(s *subject, as *series.Based) {
		used.Add(&as.Series)
		if !slices.ContainsFunc(kinds, func(k subject) bool { return k.total == s.total && (k.breakdown == "") == (s.breakdown == "") }) {
			kinds = append(kinds, *s)
		}
	}
	if err := observe(parts, l, each, func(o *observation) bool { seen.see(o); return true }); err != nil {
		return nil, err
	}
	t.Columns, t.Source = valueColumns(kinds), used.Text()
	values := seen.table()
	values.Made = &table.Made{Count: seen.rows, Each: func(yield func([]table.Value, error) bool) {
		row, fill := make([]table.Value, len(t.Columns)), seen.filler()
		err := observe(parts, l, func(*subject, *series.Based) {}, func(o *observation) bool {
			fill(row, o)
			return yield(row, nil)
		})
		if err != nil {
			yield(nil, err)
		}
	}}
	return values, nil
}

// observe goes over series, and over their points as long as use wants more.
func observe(parts series.Parts, l domain.Lang, each func(*subject, *series.Based), use func(*observation) bool) error {
	for all, err := range parts {
		if err != nil {
			return err
		}
		subjects := subjectsOf(all, l)
		for i := range all {
			based := all[i].Based()
			each(&subjects[i], &based)
			for p := range based.All() {
				notes := notesOf(&based, p)
				if !use(&observation{&subjects[i], p, shownDecimals(&based.Series, based.DecimalsAt(&p.Point), notes), notes}) {
					return nil
				}
			}
		}
	}
	return nil
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
	switch {
	case b.Basis != series.AsComputed:
	case p.CountsOnly():
		notes = notes.With(domain.Note{Code: domain.NoteCountsOnly})
	case p.HasValue() && math.IsNaN(p.Published) && b.Indicator.Unit == domain.UnitCount:
		notes = notes.With(domain.Note{Code: domain.NoteCountForValue})
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
