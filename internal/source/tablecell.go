package source

import (
	"fmt"
	"math"

	"kuvio/internal/domain"
)

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
