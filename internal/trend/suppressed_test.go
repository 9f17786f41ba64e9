package trend

import (
	"fmt"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// counted makes a series of counts; −1 is one that is suppressed, 1 to 4.
func counted(first int, counts ...float64) series.Series {
	s := yearly(first, counts...)
	for i := range s.Points {
		if p := &s.Points[i]; p.Value == -1 {
			p.Cell = domain.EmptyCell(domain.Suppressed)
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
		// The counts that are known rise whatever the two first were.
		{"at the start of a rise", counted(2000, -1, -1, 5, 6, 7, 8, 9, 10), stats.Rising, 16, "suppressed:2;suppressed_varied:2"},
		// Among themselves the six may rise or fall: S from 2 to 28.
		{"where it matters", counted(2000, 5, -1, -1, -1, -1, -1, -1, 5, 5, 6), stats.Unclear, 0, "suppressed:6;gaps:6;depends_on_suppressed:6"},
		{"too few are known", counted(2000, -1, -1, -1, 5, 6), stats.TooFew, 0, "suppressed:3;too_few:2"},
	} {
		tr := Analyse(c.s, usual)
		if tr.Direction != c.want || c.varied > 0 && tr.Varied != c.varied || tr.Notes.String() != c.notes {
			t.Errorf("%s: %s after %d fillings, notes %q; want %s after %d, %q", c.name, tr.Direction, tr.Varied, tr.Notes, c.want, c.varied, c.notes)
		}
	}
	unknown := counted(2000, -1, 5, 6, 7, 8, 9)
	unknown.Points[0].Range = series.Range{}
	if tr := Analyse(unknown, usual); tr.Varied != 0 || tr.Notes.String() != "suppressed:1" || tr.Direction != stats.Rising {
		t.Errorf("a range that is not known: %s after %d fillings, notes %q", tr.Direction, tr.Varied, tr.Notes)
	}
}

// Many suppressed values are tried at the outermost fillings: each step from
// all low to all high and back.
func TestFillings(t *testing.T) {
	count := func(ranges [][]float64) (n int, distinct map[string]bool) {
		distinct = make(map[string]bool)
		for f := range fillings(ranges) {
			n++
			distinct[fmt.Sprint(f)] = true
		}
		return n, distinct
	}
	few := [][]float64{{1, 2, 3, 4}, {1, 2, 3}, {0, 1}}
	if n, distinct := count(few); n != 24 || len(distinct) != 24 {
		t.Errorf("%d fillings, %d of them different; want all 24", n, len(distinct))
	}
	var many [][]float64
	for range 20 {
		many = append(many, []float64{1, 2, 3, 4})
	}
	if n, distinct := count(many); n != 42 || len(distinct) != 40 {
		t.Errorf("%d fillings, %d of them different; want 42 and 40", n, len(distinct))
	}
}
