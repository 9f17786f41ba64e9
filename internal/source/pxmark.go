package source

import (
	"maps"
	"math"
	"strings"

	"kuvio/internal/domain"
)

// statisticalMarks are the usual ones, but for a dash: to Statistics Finland
// and the Nordic offices that share PxWeb it is none at all, which is a zero
// ("magnitude nil": PX file format 2013, DATASYMBOLNIL). Four to six dots are
// left to each office; none of them gives a value. What the mapping says of a
// mark goes before.
func statisticalMarks(m *Mapping) valueMarks {
	marks := maps.Clone(m.valueMarks())
	said := map[string]bool{}
	if m != nil {
		for _, list := range [][]string{m.Missing, m.Suppressed, m.Zero} {
			for _, mark := range list {
				said[markKey(mark)] = true
			}
		}
	}
	for mark, status := range map[string]domain.Status{
		"-": domain.OK, "–": domain.OK, "....": domain.Missing, ".....": domain.Missing, "......": domain.Missing,
	} {
		if !said[mark] {
			marks[mark] = status
		}
	}
	return marks
}

// mark is the cell a mark stands for, of nothing too; false where it is none.
func (v valueMarks) mark(s string) (domain.Cell, bool) {
	status, ok := v.of(s)
	switch {
	case strings.TrimSpace(s) == "":
		return domain.EmptyCell(domain.Missing), true
	case ok && status == domain.OK:
		return domain.NewCell(0, math.NaN()), true
	}
	return domain.EmptyCell(status), ok
}
