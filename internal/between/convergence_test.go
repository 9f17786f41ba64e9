package between

import (
	"errors"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

func converge(areas []series.Series, across bool) Convergence {
	return Converge(areas, stats.DefaultDirection(), across)
}

// over is an area with these values from 2010 on; NaN is a missing one.
func over(code int, values ...float64) series.Series {
	var points []series.Point
	for i, v := range values {
		points = append(points, point(2010+i, v))
	}
	return area(code, points...)
}

// Two areas 1 and 3 that meet at 2 halfway: the CV falls every year. With the
// mean 2 it is √2·d/2 for values 2∓d.
func TestConvergeDrawsTogether(t *testing.T) {
	areas := []series.Series{
		over(1, 1, 1.1, 1.3, 1.4, 1.5),
		over(2, 3, 2.9, 2.7, 2.6, 2.5),
		over(3, 9, 9, nan, 9, 9), // a year without a value: left out of all
		area(4),
	}
	c := converge(areas, false)
	if c.SigmaErr != nil || len(c.Areas) != 2 || c.LeftOut != 2 || len(c.Periods) != 5 || c.Direction != stats.Falling {
		t.Fatalf("%d areas, %d left out, %s, %v", len(c.Areas), c.LeftOut, c.Direction, c.SigmaErr)
	}
	near(t, "first CV", c.Sigma.CV[0], 0.70710678118654757)
	near(t, "last CV", c.Sigma.CV[4], 0.35355339059327379)
	if !errors.Is(c.BetaErr, stats.ErrTooFew) {
		t.Errorf("beta of two areas: %v, want too few", c.BetaErr)
	}
}

func TestConvergeIsNotComputed(t *testing.T) {
	for _, c := range []struct {
		name        string
		areas       []series.Series
		sigma, beta error
	}{
		{"nothing", nil, stats.ErrTooFew, stats.ErrTooFew},
		{"one area", []series.Series{over(1, 1, 2, 3, 4)}, stats.ErrTooFew, stats.ErrTooFew},
		{"three years", []series.Series{over(1, 1, 2, 3), over(2, 2, 2, 3), over(3, 3, 3, 3)}, stats.ErrTooFew, nil},
		{"one year", []series.Series{over(1, 1), over(2, 2), over(3, 3)}, stats.ErrTooFew, stats.ErrRatio},
		{"a zero", []series.Series{over(1, 0, 2, 3, 4), over(2, 2, 2, 3, 4), over(3, 3, 3, 3, 3)}, nil, stats.ErrRatio},
		{"only zeros in a year", []series.Series{over(1, 0, 2, 3, 4), over(2, 0, 2, 3, 4), over(3, 0, 3, 3, 3)}, stats.ErrRatio, stats.ErrRatio},
		{"no common area", []series.Series{over(1, 1, 2, 3, nan), over(2, nan, 2, 3, 4), over(3, 1, nan, 3, 4)}, stats.ErrTooFew, stats.ErrTooFew},
	} {
		got := converge(c.areas, false)
		if !errors.Is(got.SigmaErr, c.sigma) || !errors.Is(got.BetaErr, c.beta) {
			t.Errorf("%s: sigma %v, beta %v; want %v, %v", c.name, got.SigmaErr, got.BetaErr, c.sigma, c.beta)
		}
	}
}

// A definition that changed in 2012 parts the years; one that changed before
// there are values parts none.
func TestConvergeStopsAtABreak(t *testing.T) {
	areas := []series.Series{over(1, 1, 1, 5, 6, 7, 8), over(2, 2, 2, 5, 7, 9, 11), over(3, 3, 2, 5, 8, 11, 13)}
	for i := range areas {
		areas[i].Breaks = []domain.Period{"2009", "2012"}
	}
	c := converge(areas, false)
	if c.From != "2012" || len(c.Periods) != 4 || c.Periods[0] != "2012" || c.Sigma.CV[0] != 0 || !errors.Is(c.BetaErr, stats.ErrDegenerate) {
		t.Errorf("from %q, %v, %v", c.From, c.Periods, c.BetaErr)
	}
	if c := converge(areas, true); c.From != "" || len(c.Periods) != 6 || c.BetaErr != nil {
		t.Errorf("across: from %q, %v, %v", c.From, c.Periods, c.BetaErr)
	}
}
