package axis

import (
	"math"
	"testing"
)

func TestUsualStep(t *testing.T) {
	for _, tt := range []struct {
		name   string
		years  []float64
		want   Step
		sparse bool
	}{
		{"yearly", []float64{2000, 2001, 2002, 2003}, 1, false},
		{"a gap", []float64{2000, 2001, 2003, 2004}, 1, false},
		{"every other year", []float64{2000, 2002, 2004}, 2, true},
		{"even years, then odd ones", []float64{2006, 2008, 2010, 2013, 2015}, 2, true},
		{"as many of one as of two", []float64{2000, 2001, 2003}, 1, false},
		{"months", []float64{2020, 2020 + 1./12, 2020 + 2./12}, 0.083, false},
		{"two not so far apart", []float64{1990, 1995}, 5, true},
		{"two far apart", []float64{1990, 2020}, 0, true},
		{"one", []float64{2020}, Step(math.Inf(1)), false},
		{"none", nil, Step(math.Inf(1)), false},
	} {
		if got := UsualStep(tt.years); got != tt.want || got.Sparse() != tt.sparse {
			t.Errorf("%s: step %g, sparse %t, want %g, %t", tt.name, got, got.Sparse(), tt.want, tt.sparse)
		}
	}
}

func TestStepJoins(t *testing.T) {
	for _, tt := range []struct {
		step Step
		a, b float64
		want bool
	}{
		{1, 2000, 2001, true}, {1, 2000, 2002, false},
		{2, 2010, 2013, true}, {2, 2010, 2014, false}, // the School Health Survey went from 2010 to 2013
		{0, 1990, 2020, false}, {0.083, 2020, 2020 + 1./12, true}, {0.083, 2020, 2020 + 2./12, false},
	} {
		if got := tt.step.Joins(tt.a, tt.b); got != tt.want {
			t.Errorf("step %g joins %g and %g: %t, want %t", tt.step, tt.a, tt.b, got, tt.want)
		}
	}
}
