package source

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
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
		case row.number < p.survey.first, p.survey.last > 0 && row.number > p.survey.last:
			return nil
		case row.delimited && row.filled() > 1 && (len(row.cells) < len(p.survey.columns) || row.filled() > len(p.survey.columns)):
			return e.bad(p.wrongWidth(rows.place(row, 0), len(row.cells)))
		}
		return e.row(rows, row)
	}, func(j Reject) error {
		if j.Place.Line < p.survey.first {
			return nil
		}
		return e.bad(j)
	})
	if err != nil {
		return err
	}
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

// isNote reports whether a row is no data but a remark under it, or something
// that stands beside the table.
func (e *tableEmitter) isNote(row *tableRow) bool {
	said := 0
	for i, role := range e.roles {
		if row.at(i).kind == emptyCell || role == RoleIgnore || role == "" || role == RoleStatus {
			continue
		}
		if role == RoleValue || role == RoleCount {
			return false
		}
		said++
	}
	if said == 0 {
		return true
	}
	text := firstText(row)
	return said == 1 && (isFooter(text) || isRemark(text))
}

// isRemark recognises the notes people write under a table.
func isRemark(text string) bool {
	lower := strings.ToLower(text)
	for _, word := range []string{"lähde", "källa", "source", "huom", "obs", "note", "päivitetty", "uppdaterad", "updated", "*", "¹", "²", "1)", "2)", "3)"} {
		if strings.HasPrefix(lower, word) {
			return true
		}
	}
	return len(text) > excerptLength || len(strings.Fields(text)) > 6
}

func firstText(row *tableRow) string {
	i := slices.IndexFunc(row.cells, func(c tableCell) bool { return c.kind != emptyCell })
	if i < 0 {
		return ""
	}
	return row.cells[i].String()
}

// skipRow notes a row that is passed over on purpose.
func (r *run) skipRow(at Place, what string) {
	r.sum.Skipped++
	if len(r.sum.Skips) < maxSkips {
		r.sum.Skips = append(r.sum.Skips, Skip{at, excerpt(what)})
	}
}

// note tells the summary what of the sheet or text was left alone.
func (r *run) note(s *survey) {
	if s.second > 0 {
		r.skipRow(Place{Sheet: s.grid.sheet, Row: s.second, Line: s.second}.of(s.grid), "another table begins here: read it with a mapping of its own (header: ["+fmt.Sprint(s.second)+"])")
	}
}

// of keeps the half of the place that is the grid's: a row or a line.
func (p Place) of(g *grid) Place {
	if g.sheet == "" {
		return Place{Line: p.Line}
	}
	p.Line = 0
	return p
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

// cell reads a figure's value and count, and tells the column it stands in,
// or the one that cannot be read and why.
func (e *tableEmitter) cell(row *tableRow, m *measure) (domain.Cell, int, *Reject) {
	figures, status := [2]float64{math.NaN(), math.NaN()}, domain.Missing
	for i, of := range m.columns() {
		if of.column < 0 {
			continue
		}
		v, s, ok := e.marks.observed(row.at(of.column), of.style)
		if !ok {
			return domain.Cell{}, of.column, e.badFigure(of.column, row.at(of.column))
		}
		figures[i] = v
		if s == domain.Suppressed {
			status = s
		}
	}
	value, count := figures[0], figures[1]
	if !isCount(count, value) {
		return domain.Cell{}, m.count, &Reject{Column: e.survey.columns[m.count].label, Found: row.at(m.count).String(), Expected: expectCount}
	}
	if e.status >= 0 {
		if s, ok := e.marks.of(row.at(e.status).String()); ok && s == domain.Suppressed {
			status = s
		}
	}
	if math.IsNaN(value) && math.IsNaN(count) {
		return domain.EmptyCell(status), m.at(), nil
	}
	return domain.NewCell(value, count), m.at(), nil
}

func (e *tableEmitter) badFigure(column int, c tableCell) *Reject {
	j := &Reject{Column: e.survey.columns[column].label, Found: c.String(), Expected: "a number"}
	n, ok := parseNumeral(numberText(c.text))
	switch {
	case ok && c.kind == textual:
		j.Expected = fmt.Sprintf("a number whose %q is clear", string(n.mark))
		j.Hint = fmt.Sprintf("say in a mapping what divides the column: decimal: %q or thousands: %q", string(n.mark), string(n.mark))
	case c.kind == textual:
		j.Hint = "a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)"
	}
	return j
}

func joinBreakdowns(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	parts := append(strings.Split(a, ","), strings.Split(b, ",")...)
	slices.Sort(parts)
	return strings.Join(parts, ",")
}
