package trend

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Gaps are years, whatever the periods are: means of three years that overlap
// or follow each other leave none out.
func TestGapsBetweenPeriods(t *testing.T) {
	for _, tt := range []struct {
		periods []domain.Period
		gaps    int
	}{
		{[]domain.Period{"2015", "2016", "2017"}, 0},
		{[]domain.Period{"2013", "2015", "2017"}, 2},
		{[]domain.Period{"2011–2013", "2012–2014", "2013–2015"}, 0},
		{[]domain.Period{"2011–2013", "2014–2016", "2017–2019"}, 0},
		{[]domain.Period{"2011–2013", "2017–2019"}, 3},
		{[]domain.Period{"2010/11", "2011/12", "2013/14"}, 1},
		{[]domain.Period{"2021-11", "2021-12", "2022-01", "2022-03"}, 0},
		{[]domain.Period{"2019Q4", "2021Q1"}, 1},
	} {
		var s series.Series
		for _, p := range tt.periods {
			s.Points = append(s.Points, series.Point{Period: p, Cell: domain.NewCell(1, math.NaN())})
		}
		tr := Trend{Series: s}
		tr.level()
		if got := tr.gaps(); got != tt.gaps {
			t.Errorf("%v: %d gaps, want %d", tt.periods, got, tt.gaps)
		}
	}
}
