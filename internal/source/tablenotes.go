package source

import (
	"fmt"
	"slices"
	"strings"
)

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
	if s.second == 0 {
		return
	}
	at := Place{Sheet: s.grid.sheet, Row: s.second, Line: s.second}.of(s.grid)
	r.sum.Skipped++
	if len(r.sum.Skips) < maxSkips {
		r.sum.Skips = append(r.sum.Skips, Skip{at, fmt.Sprintf(
			"another table begins here, %s left out: read it with a mapping of its own (header: [%d])", plural(s.dropped, "row"), s.second)})
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
