package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// R 4.2.2, package trend 1.1.6, sens.slope. The intercepts are
// median(flow) − slope·median(year).
func TestTheilSen(t *testing.T) {
	for _, c := range []struct {
		name             string
		t, y             []float64
		slope, low, high float64
		intercept        float64
	}{
		{"Nile 1951–1970", statstest.Years(1951, 20), statstest.Nile20, -3.47619047619048, -14.5714285714286, 8.25, 903.5 + 3.47619047619048*1960.5},
		{"Nile 1961–1970", statstest.Years(1961, 10), statstest.Nile20[10:], -31.1666666666667, -59.6666666666667, -1.5, 903.5 + 31.1666666666667*1965.5},
		{"Nile 1963–1970", statstest.Years(1963, 8), statstest.Nile20[12:], -35.5, -102.5, 4.5, 823.5 + 35.5*1966.5},
		{"real zeros", statstest.Years(2015, 6), make([]float64, 6), 0, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			sen, err := TheilSen(c.t, c.y, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if !sen.HasInterval || sen.Level != 0.95 || sen.Pairs != pairs(len(c.y)) {
				t.Errorf("got %+v", sen)
			}
			statstest.Near(t, "slope", sen.Slope, c.slope, 1e-13)
			statstest.Near(t, "lower", sen.Lower, c.low, 1e-13)
			statstest.Near(t, "upper", sen.Upper, c.high, 1e-13)
			statstest.Near(t, "intercept", sen.Intercept, c.intercept, 1e-12)
		})
	}
}

// A gap is time passed, not a step from one observation to the next.
func TestTheilSenUsesRealYears(t *testing.T) {
	sen, err := TheilSen([]float64{2000, 2001, 2010, 2020}, []float64{0, 1, 10, 20}, 0.95)
	if err != nil || sen.Slope != 1 {
		t.Errorf("slope %v, %v; want 1", sen.Slope, err)
	}
	if sen.HasInterval || !math.IsNaN(sen.Lower) || !math.IsNaN(sen.Upper) {
		t.Errorf("four observations without ties have no interval: %+v", sen)
	}
}

// The pair of 2001 has no slope: five pairs remain.
func TestTheilSenLeavesOutEqualTimes(t *testing.T) {
	sen, err := TheilSen([]float64{2000, 2001, 2001, 2002}, []float64{1, 5, 3, 5}, 0.95)
	if err != nil || sen.Pairs != 5 || sen.Slope != 2 {
		t.Errorf("got %+v, %v; want the median 2 of the slopes 4, 2, 2, 0 and 2", sen, err)
	}
}

func TestTheilSenRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		t, y  []float64
		level float64
		want  error
	}{
		{"one observation", []float64{2000}, []float64{1}, 0.95, ErrTooFew},
		{"one time", []float64{2000, 2000}, []float64{1, 2}, 0.95, ErrDegenerate},
		{"NaN", []float64{2000, 2001}, []float64{1, math.NaN()}, 0.95, ErrNotFinite},
		{"a level in per cent", []float64{2000, 2001}, []float64{1, 2}, 95, ErrLevel},
	} {
		if sen, err := TheilSen(c.t, c.y, c.level); !errors.Is(err, c.want) || !math.IsNaN(sen.Slope) {
			t.Errorf("%s: %+v, %v, want %v", c.name, sen, err, c.want)
		}
	}
}

func TestTheilSenProperties(t *testing.T) {
	eachSeries(t, 2, func(t *testing.T, r *rand.Rand, times, y []float64) {
		sen, err := TheilSen(times, y, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if sen.HasInterval && !(sen.Lower <= sen.Slope && sen.Slope <= sen.Upper) {
			t.Errorf("estimate outside its interval: %+v", sen)
		}
		const a, b, shift = 1000.5, -2.5, 7
		tilted, moved := make([]float64, len(y)), make([]float64, len(y))
		for i := range y {
			tilted[i] = a + b*y[i]
			moved[i] = times[i] + shift
		}
		turned, _ := TheilSen(times, tilted, 0.95)
		agree := func(what string, got, want float64) {
			if math.Abs(got-want) > 1e-9 || math.IsNaN(got) != math.IsNaN(want) {
				t.Errorf("%s = %v, want %v", what, got, want)
			}
		}
		agree("slope of a+by", turned.Slope, b*sen.Slope)
		agree("lower of a+by", turned.Lower, b*sen.Upper)
		agree("upper of a+by", turned.Upper, b*sen.Lower)
		later, _ := TheilSen(moved, y, 0.95)
		agree("slope of later years", later.Slope, sen.Slope)
		agree("lower of later years", later.Lower, sen.Lower)
		agree("intercept of later years", later.Intercept, sen.Intercept-shift*sen.Slope)
		shuffle(r, times, y)
		if again, _ := TheilSen(times, y, 0.95); again.Slope != sen.Slope || again.Intercept != sen.Intercept {
			t.Errorf("in another order: %+v, want %+v", again, sen)
		}
		wide, _ := TheilSen(times, y, 0.998)
		if wide.HasInterval && !(wide.Lower <= sen.Lower && sen.Upper <= wide.Upper) {
			t.Errorf("99.8 %% %v to %v within 95 %% %v to %v", wide.Lower, wide.Upper, sen.Lower, sen.Upper)
		}
	})
}

func shuffle(r *rand.Rand, t, y []float64) {
	r.Shuffle(len(t), func(i, j int) {
		t[i], t[j] = t[j], t[i]
		y[i], y[j] = y[j], y[i]
	})
}

func TestScratchDoesNotAllocate(t *testing.T) {
	var s Scratch
	times := statstest.Years(1951, len(statstest.Nile20))
	run := func() {
		for n := 4; n <= len(statstest.Nile20); n++ {
			_, err1 := s.MannKendall(statstest.Nile20[:n])
			_, err2 := s.TheilSen(times[:n], statstest.Nile20[:n], 0.95)
			_, err3 := s.LeastSquares(times[:n], statstest.Nile20[:n], 0.95)
			if err := errors.Join(err1, err2, err3); err != nil {
				t.Fatal(err)
			}
		}
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("%v allocations a run, want none", n)
	}
}

func TestLengthsMustMatch(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two times and one value did not panic")
		}
	}()
	_, _ = TheilSen([]float64{2000, 2001}, []float64{1}, 0.95)
}
