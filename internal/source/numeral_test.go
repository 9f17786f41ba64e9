package source

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// columnOf reads the texts as one column: what each gives, NaN for what is
// refused.
func columnOf(texts ...string) []float64 {
	c := &column{}
	for _, s := range texts {
		c.add(textCell(s), usualMarks)
	}
	style := c.evidence.style(numberEvidence{})
	values := make([]float64, len(texts))
	for i, s := range texts {
		v, _, ok := usualMarks.observed(textCell(s), style)
		if !ok {
			v = math.Inf(-1)
		}
		values[i] = v
	}
	return values
}

// A column decides for its doubtful numbers, never against a clear one.
func TestNumbersOfAColumn(t *testing.T) {
	refused := math.Inf(-1)
	for _, tt := range []struct {
		column string
		want   []float64
	}{
		{"1,5|1,234", []float64{1.5, 1.234}},
		{"1.5|1.234", []float64{1.5, 1.234}},
		{"50,2|1.234", []float64{50.2, refused}},
		{"50,2|50.2|1.234|1,234", []float64{50.2, 50.2, 1.234, 1.234}},
		{"1.234.567|1.234", []float64{1234567, 1234}},
		{"1.234,5|1.234", []float64{1234.5, 1234}},
		{"1.234|2.345", []float64{refused, refused}},
		{"1.234|0.125", []float64{1.234, 0.125}},
		{"1.234|12345.678", []float64{1.234, 12345.678}},
		{"1,234,567|1,234|5.5", []float64{1234567, 1234, 5.5}},
		{"1,234,567|1,5|1,234", []float64{1234567, 1.5, refused}},
		{"1 234,5|1 234|12 345|1 234.5", []float64{1234.5, 1234, 12345, 1234.5}},
		{"1'234.5|1’234", []float64{1234.5, 1234}},
		{"1 056.750|12 34|123 4567|0 123", []float64{1056.75, refused, refused, refused}},
		{"1.5E+05|1,5e-3|1.234E5|2e3", []float64{150000, 0.0015, 123400, 2000}},
		{"−3,5|-3,5|+3,5|- 3", []float64{-3.5, -3.5, 3.5, refused}},
		{"12 345*|12345[4]|12 345¹|12 345 1)|12,5 %", []float64{12345, 12345, 12345, 12345, 12.5}},
		{"5.|.5|1..5|1,2,3|0x10|1_0|inf|e5|12a", []float64{refused, 0.5, refused, refused, refused, refused, refused, refused, refused}},
	} {
		got := columnOf(strings.Split(tt.column, "|")...)
		if !slices.Equal(got[:len(tt.want)], tt.want) {
			t.Errorf("%s: %v, want %v", tt.column, got, tt.want)
		}
	}
}

// Missing, suppressed and zero are three things.
func TestMarks(t *testing.T) {
	for mark, want := range map[string]domain.Status{
		"": domain.Missing, "..": domain.Missing, ".": domain.Missing, "-": domain.Missing, "–": domain.Missing, "NA": domain.Missing, "N/A": domain.Missing,
		"...": domain.Suppressed, "*": domain.Suppressed, "x": domain.Suppressed, "X": domain.Suppressed,
	} {
		v, status, ok := usualMarks.observed(textCell(mark), numberStyle{})
		if !ok || status != want || !math.IsNaN(v) {
			t.Errorf("%q: %v, %s, %v, want %s", mark, v, status, ok, want)
		}
	}
	marks := (&Mapping{Zero: []string{"-"}, Missing: []string{"x", "ei tietoa"}, Suppressed: []string{".."}}).valueMarks()
	if v, status, ok := marks.observed(textCell("-"), numberStyle{}); v != 0 || status != domain.OK || !ok {
		t.Errorf("a dash that is zero: %v, %s, %v", v, status, ok)
	}
	for mark, want := range map[string]domain.Status{"X": domain.Missing, "Ei tietoa": domain.Missing, "..": domain.Suppressed, "*": domain.Suppressed} {
		if _, status, ok := marks.observed(textCell(mark), numberStyle{}); status != want || !ok {
			t.Errorf("%q with a mapping: %s, %v, want %s", mark, status, ok, want)
		}
	}
	if _, _, ok := usualMarks.observed(textCell("ei tietoa"), numberStyle{}); ok {
		t.Error("a mark nobody knows was taken")
	}
}

func TestStripMarks(t *testing.T) {
	for s, want := range map[string]string{
		"Kunta-nro[4]": "Kunta-nro", "Väkiluku [5]*": "Väkiluku", "Kunta 1)": "Kunta", "Kunta¹⁾": "Kunta", "*": "*", "Koski (Tl)": "Koski (Tl)",
		"Maapinta-ala (km²)[6]": "Maapinta-ala (km²)", "Pinta-ala km²": "Pinta-ala km²", "Äänekoski": "Äänekoski", "": "",
	} {
		if got := stripMarks(s); got != want {
			t.Errorf("stripMarks(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestSplitRegion(t *testing.T) {
	for s, want := range map[string]RegionKey{
		"Helsinki":         {Name: "Helsinki"},
		"091":              {Code: "091"},
		"091 Helsinki":     {Code: "091", Name: "Helsinki"},
		"KU091 Helsinki":   {Code: "091", Category: "KUNTA", Name: "Helsinki"},
		"MK13 Keski-Suomi": {Code: "13", Category: "MAAKUNTA", Name: "Keski-Suomi"},
		"SK154":            {Code: "154", Category: "SEUTUKUNTA"},
		"KOKO MAA":         {Category: "MAA", Name: "KOKO MAA"},
		"SSS KOKO MAA":     {Category: "MAA", Name: "KOKO MAA"},
		"Jyväskylä 1)":     {Name: "Jyväskylä"},
		"005 - Alajärvi":   {Code: "005", Name: "Alajärvi"},
	} {
		if got := splitRegion(s); got != want {
			t.Errorf("splitRegion(%q) = %+v, want %+v", s, got, want)
		}
	}
}
