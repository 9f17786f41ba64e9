package source

import "fmt"

// leftOut notes the columns with figures that are not imported though no
// mapping says so: those beside the table, and those that nothing names.
func (p *plan) leftOut() {
	columns := p.survey.columns
	for i := 0; i < len(columns); i++ {
		c := columns[i]
		switch {
		case c.beside && c.hasFigures() && p.mapped[i] == nil:
			to := i
			for to+1 < len(columns) && columns[to+1].beside && columns[to+1].hasFigures() && p.mapped[to+1] == nil {
				to++
			}
			p.skips = append(p.skips, besideNote(i, to))
			i = to
		case !c.beside && p.mapped[i] == nil && p.roles[i] == RoleIgnore && c.figuresOnly() && !headerRole(c.label).isRegion():
			p.skips = append(p.skips, fmt.Sprintf("the column %s is left out: a mapping says what it holds (at: %s)", p.columnName(i), c.letter()))
		}
	}
}

// hasFigures reports whether a column has numbers, or marks in their place.
func (c *column) hasFigures() bool { return c.numbers > 0 || c.marksOnly() }

func besideNote(from, to int) string {
	if from == to {
		return fmt.Sprintf("column %s stands beside the table", columnName(from+1))
	}
	return fmt.Sprintf("columns %s–%s stand beside the table", columnName(from+1), columnName(to+1))
}

// noteColumns tells the summary which columns are left out. They are no rows
// passed over, so they are not counted.
func (r *run) noteColumns(p *plan) {
	at := p.survey.first
	if n := len(p.survey.start.header); n > 0 {
		at = p.survey.head[p.survey.start.header[n-1]].number
	}
	for _, what := range p.skips {
		if len(r.sum.Skips) < maxSkips {
			r.sum.Skips = append(r.sum.Skips, Skip{Place{Sheet: p.survey.grid.sheet, Row: at, Line: at}.of(p.survey.grid), what})
		}
	}
}
