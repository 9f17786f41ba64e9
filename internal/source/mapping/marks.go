package mapping

import (
	"maps"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/sheet"
)

// Marks tell the marks that stand in the place of a value apart: what is
// missing, what is suppressed and what is zero.
type Marks map[string]domain.Status

// UsualMarks are the conventions of the sources planners use:
//
//   - Statistics Finland: ".." is not available or too uncertain to present,
//     "..." is secret, "." is not applicable;
//   - England's Fingertips: "*" is suppressed, "NA" missing;
//   - Eurostat: ":" is not available;
//   - Finnish health registers: "x" is suppressed.
//
// "-" is "none" to Statistics Finland and "not available" to others, so it is
// missing unless a mapping says "zero": a zero is never made up.
var UsualMarks = Marks{
	"..": domain.Missing, ".": domain.Missing, "-": domain.Missing, "–": domain.Missing, "—": domain.Missing, "−": domain.Missing,
	":": domain.Missing, "na": domain.Missing, "n/a": domain.Missing, "#n/a": domain.Missing, "nan": domain.Missing, "null": domain.Missing,
	"...": domain.Suppressed, "…": domain.Suppressed, "*": domain.Suppressed, "x": domain.Suppressed, "**": domain.Suppressed,
}

// marks are the usual ones with the mapping's in their place.
func (m *Mapping) Marks() Marks {
	if m == nil || len(m.Missing)+len(m.Suppressed)+len(m.Zero) == 0 {
		return UsualMarks
	}
	marks := Marks{}
	for mark, status := range UsualMarks {
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

// Of is the status a mark stands for, OK for a zero; false where the text is
// no mark.
func (v Marks) Of(s string) (domain.Status, bool) {
	status, ok := v[markKey(s)]
	return status, ok
}

// withheld begin the words by which a remark beside a figure says that it is
// kept secret.
var withheld = []string{
	"suppress", "confidential", "disclosure", "salattu", "salassa", "salaus", "tietosuoja", "sekretess", "konfidentiell", "röjande",
}

// Withholds reports whether the remark beside a figure says that it is withheld:
// by a mark, or in words ("Value suppressed for disclosure control").
func (v Marks) Withholds(remark string) bool {
	if status, ok := v.Of(remark); ok {
		return status == domain.Suppressed
	}
	if strings.EqualFold(strings.TrimSpace(remark), "c") { // SDMX's code for confidential (CL_OBS_STATUS)
		return true
	}
	for word := range strings.FieldsSeq(strings.ToLower(remark)) {
		if slices.ContainsFunc(withheld, func(w string) bool { return strings.HasPrefix(word, w) }) {
			return true
		}
	}
	return false
}

// Observed is what stands in the place of a value: a number, or why there is
// none.
type Observed struct {
	Value       float64 // NaN for none
	Status      domain.Status
	Provisional bool   // the cell says that its number is preliminary or estimated
	Mark        string // what else stands beside the number, a footnote's mark or flag; "" for nothing
}

// Observe reads a cell in the place of a value. False where it is neither a
// number nor a mark for why there is none.
func (v Marks) Observe(c sheet.Cell, style sheet.Style) (Observed, bool) {
	none := Observed{Value: math.NaN()}
	switch c.Type {
	case sheet.Empty:
		none.Status = domain.Missing
		return none, true
	case sheet.Numeric:
		return Observed{Value: c.Number + 0, Status: domain.OK}, !c.Date
	}
	if status, ok := v.Of(c.Text); ok {
		none.Status = status
		if status == domain.OK {
			none.Value = 0
		}
		return none, status != domain.OK || c.Type == sheet.Textual
	}
	if c.Type == sheet.Other {
		return none, false
	}
	n, o, ok := ReadNumeral(c.Text)
	if !ok {
		return none, false
	}
	o.Status = domain.OK
	o.Value, ok = n.Value(style)
	return o, ok
}

// ReadNumeral takes a number apart with what may stand beside it: marks, a per
// cent sign, a flag. False where the text is no number.
func ReadNumeral(text string) (n sheet.Numeral, beside Observed, ok bool) {
	bare := sheet.StripMarks(text)
	if n, ok = sheet.ParseNumeral(sheet.NumberText(bare)); !ok {
		var of flag
		if bare, of, ok = cutFlag(bare); ok {
			bare, beside.Provisional = sheet.StripMarks(bare), of == flagProvisional
			n, ok = sheet.ParseNumeral(sheet.NumberText(bare))
		}
	}
	if ok && len(bare) < len(text) {
		beside.Mark = strings.TrimSpace(strings.Replace(text, bare, "", 1))
	}
	return n, beside, ok
}

// StatisticalMarks are the usual ones, but for a dash: to Statistics Finland
// and the Nordic offices that share PxWeb it is none at all, which is a zero
// ("magnitude nil": PX file format 2013, DATASYMBOLNIL). Four to six dots are
// left to each office; none of them gives a value. What the mapping says of a
// mark goes before.
func StatisticalMarks(m *Mapping) Marks {
	marks := maps.Clone(m.Marks())
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

// Mark is the cell a mark stands for, of nothing too; false where it is none.
func (v Marks) Mark(s string) (domain.Cell, bool) {
	status, ok := v.Of(s)
	switch {
	case strings.TrimSpace(s) == "":
		return domain.EmptyCell(domain.Missing), true
	case ok && status == domain.OK:
		return domain.NewCell(0, math.NaN()), true
	}
	return domain.EmptyCell(status), ok
}
