package source

import (
	"slices"
	"strings"
)

// planFor looks through a table and settles how to read it.
func (r *run) planFor(g *grid) (*plan, error) {
	s, err := surveyGrid(r.ctx, g, r.opts.Map)
	if err != nil {
		return nil, err
	}
	p, err := newPlan(s, r.opts.Map)
	if err == nil && len(p.m.Columns) == 0 && p.id < 0 && p.code < 0 && p.name < 0 && p.region < 0 && len(p.measures) == 0 {
		return nil, errNoTable
	}
	return p, err
}

// tableEmitter emits the rows of a table.
type tableEmitter struct {
	*run
	*plan
	above map[int]tableCell // what columns that repeat had last
}

// emitTable reads the table again, now knowing how.
func (r *run) emitTable(p *plan) error {
	e := &tableEmitter{run: r, plan: p, above: map[int]tableCell{}}
	_, err := p.survey.grid.each(func(rows tableRows, row *tableRow) error {
		switch {
		case !p.survey.holds(row.number):
			return nil
		case row.delimited && row.filled() > 1 && (len(row.cells) < len(p.survey.columns) || row.filled() > len(p.survey.columns)):
			return e.bad(p.wrongWidth(rows.place(row, 0), len(row.cells)))
		}
		return e.row(rows, row)
	}, func(j Reject) error {
		if !p.survey.holds(j.Place.Line) {
			return nil
		}
		return e.bad(j)
	})
	if err != nil {
		return err
	}
	r.noteColumns(p)
	r.note(p.survey)
	return nil
}

// wrongWidth is the reject of a row of text with other columns than the rest.
func (p *plan) wrongWidth(at Place, found int) Reject {
	j := wrongCount(at, found, len(p.survey.columns))
	if found > len(p.survey.columns) {
		j.Hint = "look for a delimiter too many, or a field without its quotes"
	}
	return j
}

// row emits a row's figures, or tells why it has none.
func (e *tableEmitter) row(rows tableRows, row *tableRow) error {
	e.fill(rows, row)
	if e.isNote(row) {
		e.sum.Footer = title(firstText(row))
		return nil
	}
	if skip, at, j := e.identify(row); skip {
		e.skipRow(rows.place(row, 0), j.Found)
		return nil
	} else if j.Expected != "" {
		j.Place = rows.place(row, max(at, 0))
		return e.bad(j)
	}
	word := ""
	if e.indicator >= 0 {
		word = row.at(e.indicator).String()
	}
	ofRow := e.rec
	for i := range e.measures {
		e.rec = ofRow
		if err := e.figure(rows, row, &e.measures[i], word); err != nil {
			return err
		}
	}
	return nil
}

// fill repeats in columns that the mapping, or a merged range, says to.
func (e *tableEmitter) fill(rows tableRows, row *tableRow) {
	for i, m := range e.mapped {
		if m == nil || !m.Fill {
			continue
		}
		for len(row.cells) <= i {
			row.cells = append(row.cells, tableCell{})
		}
		if row.cells[i].kind == emptyCell {
			row.cells[i] = e.above[i]
		} else {
			e.above[i] = row.cells[i]
		}
	}
	for _, m := range e.survey.merges {
		if m.left != m.right || m.top > row.number || row.number > m.bottom || m.left >= len(e.roles) || e.roles[m.left] == RoleValue || e.roles[m.left] == RoleCount {
			continue
		}
		if row.number == m.top {
			e.above[m.left] = row.at(m.left)
		} else if m.left < len(row.cells) && row.cells[m.left].kind == emptyCell {
			row.cells[m.left] = e.above[m.left]
		}
	}
}

// figure emits one figure of a row; word is what the row says is measured.
func (e *tableEmitter) figure(rows tableRows, row *tableRow, m *measure, word string) error {
	rec := &e.rec
	if rec.Indicator = m.indicator; rec.Indicator == "" {
		id, ok := e.indicatorOf(word)
		if !ok {
			return e.bad(Reject{Place: rows.place(row, e.indicator), Column: e.survey.columns[e.indicator].label, Found: word,
				Expected: "an indicator that the mapping knows", Hint: "add it to indicators:"})
		}
		rec.Indicator = id
	}
	if rec.Indicator == skipWord {
		return nil
	}
	if m.period != "" {
		rec.Period = m.period
	}
	if m.gender != "" {
		rec.Gender = m.gender
	}
	rec.Breakdown = joinBreakdowns(rec.Breakdown, m.breakdown)
	cell, at, j := e.cell(row, m)
	rec.Place = rows.place(row, at)
	if j != nil {
		j.Place = rec.Place
		return e.bad(*j)
	}
	rec.Cell = cell
	if word == "" {
		word = m.word
	}
	e.plan.describe(e.run, rec.Indicator, word)
	return e.emitRecord()
}

func joinBreakdowns(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	parts := append(strings.Split(a, ","), strings.Split(b, ",")...)
	slices.Sort(parts)
	return strings.Join(parts, ",")
}
