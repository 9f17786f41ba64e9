package source

import (
	"math"
	"strings"

	"kuvio/internal/domain"
)

// valueMarks tell the marks that stand in the place of a value apart: what is
// missing, what is suppressed and what is zero.
type valueMarks map[string]domain.Status

// usualMarks are the conventions of the sources planners use:
//
//   - Statistics Finland: ".." is not available or too uncertain to present,
//     "..." is secret, "." is not applicable;
//   - England's Fingertips: "*" is suppressed, "NA" missing;
//   - Eurostat: ":" is not available;
//   - Finnish health registers: "x" is suppressed.
//
// "-" is "none" to Statistics Finland and "not available" to others, so it is
// missing unless a mapping says "zero": a zero is never made up.
var usualMarks = valueMarks{
	"..": domain.Missing, ".": domain.Missing, "-": domain.Missing, "–": domain.Missing, "—": domain.Missing, "−": domain.Missing,
	":": domain.Missing, "na": domain.Missing, "n/a": domain.Missing, "#n/a": domain.Missing, "nan": domain.Missing, "null": domain.Missing,
	"...": domain.Suppressed, "…": domain.Suppressed, "*": domain.Suppressed, "x": domain.Suppressed, "**": domain.Suppressed,
}

// marks are the usual ones with the mapping's in their place.
func (m *Mapping) valueMarks() valueMarks {
	if m == nil || len(m.Missing)+len(m.Suppressed)+len(m.Zero) == 0 {
		return usualMarks
	}
	marks := valueMarks{}
	for mark, status := range usualMarks {
		marks[mark] = status
	}
	for status, list := range map[domain.Status][]string{domain.Missing: m.Missing, domain.Suppressed: m.Suppressed, domain.OK: m.Zero} {
		for _, mark := range list {
			marks[markKey(mark)] = status
		}
	}
	return marks
}

func markKey(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// of is the status a mark stands for, OK for a zero; false where the text is
// no mark.
func (v valueMarks) of(s string) (domain.Status, bool) {
	status, ok := v[markKey(s)]
	return status, ok
}

// observed is what a cell holds in the place of a value: a number, or why
// there is none. False where it is neither.
func (v valueMarks) observed(c tableCell, style numberStyle) (float64, domain.Status, bool) {
	none := math.NaN()
	switch c.kind {
	case emptyCell:
		return none, domain.Missing, true
	case numeric:
		return c.number + 0, domain.OK, !c.date
	case otherCell:
		if status, ok := v.of(c.text); ok {
			return none, status, status != domain.OK
		}
		return none, domain.Absent, false
	}
	switch status, ok := v.of(c.text); {
	case ok && status == domain.OK:
		return 0, domain.OK, true
	case ok:
		return none, status, true
	}
	n, ok := parseNumeral(numberText(c.text))
	if !ok {
		return none, domain.Absent, false
	}
	value, ok := n.value(style)
	return value, domain.OK, ok
}

// numberText is a number without its footnote marks and per cent sign.
func numberText(s string) string {
	s = stripMarks(s)
	if rest, found := strings.CutSuffix(s, "%"); found {
		return strings.TrimSpace(rest)
	}
	return s
}
