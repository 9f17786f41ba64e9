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
