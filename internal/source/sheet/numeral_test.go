package sheet

import (
	"math"
	"testing"
)

func TestStripMarks(t *testing.T) {
	for s, want := range map[string]string{
		"Kunta-nro[4]": "Kunta-nro", "Väkiluku [5]*": "Väkiluku", "Kunta 1)": "Kunta", "Kunta¹⁾": "Kunta", "*": "*", "Koski (Tl)": "Koski (Tl)",
		"Maapinta-ala (km²)[6]": "Maapinta-ala (km²)", "Pinta-ala km²": "Pinta-ala km²", "Äänekoski": "Äänekoski", "": "",
	} {
		if got := StripMarks(s); got != want {
			t.Errorf("stripMarks(%q) = %q, want %q", s, got, want)
		}
	}
}

// FuzzNumeral: a number that is clear means the same in every column, and
// none is a hundred or thousand times another reading of its own digits.
func FuzzNumeral(f *testing.F) {
	for _, s := range []string{"1.234", "50,2", "1 234,5", "1'234", "1.234.567,8", "−3e-5", ".5", "0,125"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := ParseNumeral(s)
		if !ok {
			return
		}
		var seen []float64
		for _, as := range []Divider{Decimals, Thousands} {
			if v, ok := n.Value(Style{Comma: as, Point: as}); ok {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%q is %v", s, v)
				}
				seen = append(seen, v)
			}
		}
		if len(seen) == 2 && n.As != Undecided && seen[0] != seen[1] {
			t.Fatalf("%q is clear and both %v and %v", s, seen[0], seen[1])
		}
		if _, ok := n.Value(Style{}); ok != (n.As != Undecided || n.Mark == 0) && len(seen) > 0 {
			t.Fatalf("%q: decided %v without a column", s, ok)
		}
	})
}
