package trend

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
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
			s.Points = append(s.Points, series.NewPoint(p, domain.NewCell(1, math.NaN())))
		}
		tr := Trend{Series: s.On(series.AsPublished)}
		tr.level()
		if got := tr.gaps(); got != tt.gaps {
			t.Errorf("%v: %d gaps, want %d", tt.periods, got, tt.gaps)
		}
	}
}

// A survey of every second year has no gaps; a year left out of a yearly
// series is one, and so is one left out of the survey.
func TestEvery(t *testing.T) {
	for _, tt := range []struct {
		years []int
		notes string
	}{
		{[]int{2010, 2012, 2014, 2016, 2018}, "every_years:2"},
		{[]int{2010, 2013, 2016, 2019}, "every_years:3"},
		{[]int{2010, 2011, 2012, 2013}, ""},
		{[]int{2010, 2012, 2014, 2018}, "gaps:5"},
		{[]int{2010, 2012, 2014}, "gaps:2;too_few:3"},
	} {
		var s series.Series
		for _, y := range tt.years {
			s.Points = append(s.Points, series.NewPoint(domain.Year(y), domain.NewCell(float64(y), math.NaN())))
		}
		if got := Analyse(s, usual).Notes.String(); got != tt.notes {
			t.Errorf("%v: notes %q, want %q", tt.years, got, tt.notes)
		}
	}
}

func TestOverlap(t *testing.T) {
	for notes, periods := range map[string][]domain.Period{
		"overlapping_periods": {"2011–2013", "2012–2014", "2013–2015", "2014–2016"},
		"":                    {"2011/12", "2012/13", "2013/14", "2014/15"},
	} {
		var s series.Series
		for i, p := range periods {
			s.Points = append(s.Points, series.NewPoint(p, domain.NewCell(float64(i), math.NaN())))
		}
		if got := Analyse(s, usual).Notes.String(); got != notes {
			t.Errorf("%v: notes %q, want %q", periods, got, notes)
		}
	}
}

// A source that goes on without values, or withholds them, leaves the last
// years unknown: nothing recent is said, and nothing forecast.
func TestGoesOn(t *testing.T) {
	s := yearly(2005, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, nan)
	tr := Analyse(s, ahead(2, Holt))
	if tr.Recent.Why != stats.RecentMissing || tr.Forecast.Points != nil || tr.Notes.String() != "no_forecast_gaps" {
		t.Errorf("recent %+v, notes %q", tr.Recent, tr.Notes)
	}
}
