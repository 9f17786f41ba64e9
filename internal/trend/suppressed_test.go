package trend

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// counted makes a series of counts; −1 is one that is suppressed, 1 to 4.
func counted(first int, counts ...float64) series.Series {
	s := yearly(first, counts...)
	for i := range s.Points {
		if p := &s.Points[i]; p.Published == -1 {
			*p = series.NewPoint(p.Period, domain.EmptyCell(domain.Suppressed))
			p.Range = series.Range{Low: 1, High: 4, Steps: 4}
		}
	}
	return s
}

func TestSuppressedCounts(t *testing.T) {
	for _, c := range []struct {
		name   string
		s      series.Series
		want   stats.Direction
		varied int
		notes  string
	}{
		{"none", counted(2000, 5, 6, 7, 8, 9, 10), stats.Rising, 0, ""},
		// The counts that are known rise whatever the two others were.
		{"within a rise", counted(2000, 0, -1, -1, 5, 6, 7, 8, 9, 10), stats.Rising, 16, "suppressed:2;suppressed_varied:2"},
		// Among themselves the six may rise or fall: S from 2 to 28.
		{"where it matters", counted(2000, 5, -1, -1, -1, -1, -1, -1, 5, 5, 6), stats.Unclear, 0, "suppressed:6;depends_on_suppressed:6"},
		{"too few are known", counted(2000, -1, -1, -1, 5, 6), stats.TooFew, 0, "suppressed:3;too_few:2"},
	} {
		tr := Analyse(c.s, usual)
		if tr.Direction != c.want || c.varied > 0 && tr.Varied != c.varied || tr.Notes.String() != c.notes {
			t.Errorf("%s: %s after %d fillings, notes %q; want %s after %d, %q", c.name, tr.Direction, tr.Varied, tr.Notes, c.want, c.varied, c.notes)
		}
	}
	unknown := counted(2000, 4, -1, 5, 6, 7, 8, 9)
	unknown.Points[1].Range = series.Range{}
	if tr := Analyse(unknown, usual); tr.Varied != 0 || tr.Notes.String() != "suppressed:1" || tr.Direction != stats.Rising {
		t.Errorf("a range that is not known: %s after %d fillings, notes %q", tr.Direction, tr.Varied, tr.Notes)
	}
}

// Where there are too many combinations, a direction is given only where it is
// proven: 17 suppressed counts among few others may always undo a rise, but
// not one that goes from far below to far above them.
func TestManySuppressedCounts(t *testing.T) {
	counts := func(first, last int) series.Series {
		var values []float64
		for range first {
			values = append(values, 0, 0)
		}
		for range 17 {
			values = append(values, -1)
		}
		for i := range last {
			values = append(values, float64(5+i))
		}
		return counted(1980, values...)
	}
	if tr := Analyse(counts(10, 14), usual); tr.Direction != stats.Rising || !tr.Notes.Has(domain.NoteSuppressedVaried) {
		t.Errorf("twenty zeros, then 17 small counts, then fourteen larger ones: %s, notes %q", tr.Direction, tr.Notes)
	}
	// The published ones alone rise; the 17 between them may fall.
	tr := Analyse(counts(1, 8), usual)
	if tr.Direction != stats.Unclear || !tr.Notes.Has(domain.NoteDependsOnSuppressed) {
		t.Errorf("two zeros, 17 small counts, eight larger ones: %s, notes %q", tr.Direction, tr.Notes)
	}
}

// What is proven of all fillings is so of every one of a thousand.
func TestProvenDirections(t *testing.T) {
	if testing.Short() {
		t.Skip("up to 60,000 trends, one after the other")
	}
	r := rand.New(rand.NewPCG(3, 5))
	proven := 0
	for range 300 {
		n := 14 + r.IntN(16)
		values := make([]float64, n)
		for i := range values {
			values[i] = math.Round(5 + float64(i)*r.Float64()*2)
			if i > 0 && i < n-1 && r.IntN(3) == 0 {
				values[i] = -1
			}
		}
		tr := Analyse(counted(1990, values...), usual)
		if !tr.Notes.Has(domain.NoteSuppressedVaried) {
			continue
		}
		proven++
		for range 200 {
			filled := slices.Clone(values)
			for i := range filled {
				if filled[i] == -1 {
					filled[i] = float64(1 + r.IntN(4))
				}
			}
			if got := Analyse(yearly(1990, filled...), usual).Direction; got != tr.Direction {
				t.Fatalf("%v is called %s whatever the suppressed are, but %v is %s", values, tr.Direction, filled, got)
			}
		}
	}
	if proven < 30 {
		t.Errorf("only %d of 300 directions held: the test shows little", proven)
	}
}
