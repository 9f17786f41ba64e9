package trend

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// A break parts values that were published as counts alone as it does others:
// nothing is computed across it.
func TestCountsAloneAreAnalysedAfterTheirBreak(t *testing.T) {
	s := series.Series{Indicator: domain.Indicator{Unit: domain.UnitCount}, Breaks: []domain.Period{"2011"}}
	for y := 2000; y < 2020; y++ {
		s.Points = append(s.Points, series.NewPoint(domain.Year(y), domain.NewCell(math.NaN(), float64(100+y%7))))
	}
	tr := Analyse(s, Options{Direction: stats.DefaultDirection()})
	if tr.N != 9 || tr.First.Period != "2011" || !tr.Notes.Has(domain.NoteAfterBreak) {
		t.Errorf("%d values from %s with notes %q, want the 9 from 2011", tr.N, tr.First.Period, tr.Notes)
	}
}

// A group with a member that is always suppressed has bounds alone. Its direction
// is that which holds over all of them, and years known to worse than 5 % count
// as gaps.
func TestTrendOfAGroupWithinBounds(t *testing.T) {
	group := func(width, change float64) series.Series {
		s := series.Series{Indicator: domain.Indicator{Unit: domain.UnitPercent}}
		for y := range 12 {
			p := series.NewPoint(domain.Year(2010+y), domain.EmptyCell(domain.Missing))
			middle := 1.5 + change*float64(y)
			p.Range = series.Range{Low: middle - width/2, High: middle + width/2}
			s.Points = append(s.Points, p)
		}
		return s
	}
	for _, c := range []struct {
		width, change float64
		n             int
		want          stats.Direction
		note          domain.NoteCode
	}{
		{0.02, 0.05, 12, stats.Rising, domain.NoteSuppressedVaried},
		{0.14, 0.004, 12, stats.Unclear, domain.NoteDependsOnSuppressed},
		{0.5, 0.05, 0, stats.TooFew, ""},
	} {
		tr := Analyse(group(c.width, c.change), Options{Direction: stats.DefaultDirection()})
		if tr.N != c.n || tr.Direction != c.want || c.note != "" && !tr.Notes.Has(c.note) {
			t.Errorf("bounds %v wide: %d values, %s, notes %q; want %d, %s, %s", c.width, tr.N, tr.Direction, tr.Notes, c.n, c.want, c.note)
		}
		if steps := tr.Series.Steps(); c.n > 0 && (len(steps) != c.n || math.Abs(steps[0]-c.width) > 1e-12) {
			t.Errorf("bounds %v wide: steps %v", c.width, steps)
		}
	}
}
