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
		o, ok := UsualMarks.Observe(sheet.TextCell(mark), sheet.Style{})
		if !ok || o.Status != want || !math.IsNaN(o.Value) {
			t.Errorf("%q: %+v, %v, want %s", mark, o, ok, want)
		}
	}
	marks := (&Mapping{Zero: []string{"-"}, Missing: []string{"x", "ei tietoa"}, Suppressed: []string{".."}}).Marks()
	if o, ok := marks.Observe(sheet.TextCell("-"), sheet.Style{}); o.Value != 0 || o.Status != domain.OK || !ok {
		t.Errorf("a dash that is zero: %+v, %v", o, ok)
	}
	for mark, want := range map[string]domain.Status{"X": domain.Missing, "Ei tietoa": domain.Missing, "..": domain.Suppressed, "*": domain.Suppressed} {
		if o, ok := marks.Observe(sheet.TextCell(mark), sheet.Style{}); o.Status != want || !ok {
			t.Errorf("%q with a mapping: %+v, %v, want %s", mark, o, ok, want)
		}
	}
	if _, ok := UsualMarks.Observe(sheet.TextCell("ei tietoa"), sheet.Style{}); ok {
		t.Error("a mark nobody knows was taken")
	}
}
