package mapping

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/sheet"
)

// Missing, suppressed and zero are three things.
func TestMarks(t *testing.T) {
	for mark, want := range map[string]domain.Status{
		"": domain.Missing, "..": domain.Missing, ".": domain.Missing, "-": domain.Missing, "–": domain.Missing, "NA": domain.Missing, "N/A": domain.Missing,
		"...": domain.Suppressed, "*": domain.Suppressed, "x": domain.Suppressed, "X": domain.Suppressed,
	} {
		v, status, ok := UsualMarks.Observed(sheet.TextCell(mark), sheet.Style{})
		if !ok || status != want || !math.IsNaN(v) {
			t.Errorf("%q: %v, %s, %v, want %s", mark, v, status, ok, want)
		}
	}
	marks := (&Mapping{Zero: []string{"-"}, Missing: []string{"x", "ei tietoa"}, Suppressed: []string{".."}}).Marks()
	if v, status, ok := marks.Observed(sheet.TextCell("-"), sheet.Style{}); v != 0 || status != domain.OK || !ok {
		t.Errorf("a dash that is zero: %v, %s, %v", v, status, ok)
	}
	for mark, want := range map[string]domain.Status{"X": domain.Missing, "Ei tietoa": domain.Missing, "..": domain.Suppressed, "*": domain.Suppressed} {
		if _, status, ok := marks.Observed(sheet.TextCell(mark), sheet.Style{}); status != want || !ok {
			t.Errorf("%q with a mapping: %s, %v, want %s", mark, status, ok, want)
		}
	}
	if _, _, ok := UsualMarks.Observed(sheet.TextCell("ei tietoa"), sheet.Style{}); ok {
		t.Error("a mark nobody knows was taken")
	}
}
