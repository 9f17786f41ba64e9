package lines

import (
	"slices"
	"testing"
)

func TestRunsBreakAtGapsAndSeams(t *testing.T) {
	for _, tt := range []struct {
		name string
		s    Series
		want []int // points in each run
	}{
		{"whole", Series{Points: yearly(2000, 1, 2, 3)}, []int{3}},
		{"zero is a value", Series{Points: yearly(2000, 1, 0, 3)}, []int{3}},
		{"missing", Series{Points: yearly(2000, 1, none, 3, 4)}, []int{1, 2}},
		{"missing at the ends", Series{Points: yearly(2000, none, 1, none)}, []int{1}},
		{"all missing", Series{Points: yearly(2000, none, none)}, nil},
		{"a year left out", Series{Points: []Point{{2000, 1}, {2001, 1}, {2003, 1}, {2004, 1}}}, []int{2, 2}},
		{"every other year", Series{Points: []Point{{2000, 1}, {2002, 1}, {2004, 1}}}, []int{3}},
		{"every other year, with rows between", Series{Points: yearly(2000, 1, none, 3, none, 2)}, []int{3}},
		{"kept back", Series{Points: yearly(2000, 1, none, 3, none, 2), Suppressed: []float64{2001}}, []int{1, 2}},
		{"even years, then odd ones", Series{Points: []Point{{2006, 1}, {2008, 1}, {2010, 2}, {2013, 2}, {2015, 3}}}, []int{5}},
		{"months", Series{Points: []Point{{2020, 1}, {2020 + 1./12, 1}, {2020 + 2./12, 1}, {2020 + 3./12, 1}}}, []int{4}},
		{"two years far apart", Series{Points: []Point{{1990, 1}, {2020, 1}}}, []int{1, 1}},
		{"two years not so far apart", Series{Points: []Point{{1990, 1}, {1995, 1}}}, []int{2}},
		{"a seam", Series{Points: yearly(2004, 1, 2, 3, 4), Seams: []Seam{{2006, ""}}}, []int{2, 2}},
		{"a seam in a gap", Series{Points: yearly(2004, 1, none, 3, 4), Seams: []Seam{{2006, ""}}}, []int{1, 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			for _, run := range tt.s.runs() {
				got = append(got, len(run))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("runs of %v points, want %v", got, tt.want)
			}
		})
	}
}

func TestSeamStandsBetweenItsPoints(t *testing.T) {
	s := Series{Points: yearly(2004, 1, 2, 3)}
	for x, want := range map[float64]float64{2005: 2004.5, 2005.5: 2005.5, 2004: 2003.5, 2009: 2008.5} {
		if got := s.seamPlace(Seam{X: x}); got != want {
			t.Errorf("seam at %g stands at %g, want %g", x, got, want)
		}
	}
}

func TestNeedsBaselineNote(t *testing.T) {
	lines := func(zero bool, values ...float64) Content {
		return Content{ZeroBase: zero, Series: []Series{{Points: yearly(2000, values...)}}}
	}
	for _, tt := range []struct {
		name string
		l    Content
		want bool
	}{
		{"near zero", lines(false, 0.6, 1.7), false},
		{"far from zero", lines(false, 66, 71, 70, 69, 68, 70), true},
		{"far below zero", lines(false, -71, -66, -70, -69, -68, -67), true},
		{"five years", lines(false, 66, 71, 70, 69, 68), false},
		{"zero asked for", lines(true, 66, 71), false},
		{"both signs", lines(false, -1, 71), false},
		{"one year", lines(false, 71), false},
		{"no values", lines(false, none), false},
	} {
		if got := tt.l.NeedsBaselineNote(); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}
