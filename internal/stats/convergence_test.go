package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Four areas over six years, the poorest gaining most.
var drawingTogether = [][]float64{
	{10, 12, 15, 23}, {11, 13, 15.5, 23}, {12.5, 14, 16, 23.2},
	{13, 15, 17, 23}, {14, 15.5, 17.2, 23.5}, {15, 15.8, 17.5, 22},
}

// CVs by NumPy 1.24 (std(ddof=1)/mean), slope and exact p by SciPy 1.10
// (theilslopes, kendalltau): S is −15, and 1/360 the p of a perfect order of six.
func TestSigmaConvergence(t *testing.T) {
	s, err := SigmaConvergence(statstest.Years(2010, 6), drawingTogether, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{0.38103173776627214, 0.336, 0.28850889667474966, 0.25414669405521023, 0.2379784432354233, 0.17802357891062684}
	if s.Years != 6 || s.Areas != 4 || len(s.CV) != 6 {
		t.Fatalf("got %+v", s)
	}
	for i := range want {
		statstest.Near(t, "CV", s.CV[i], want[i], 1e-14)
	}
	statstest.Near(t, "slope", s.Sen.Slope, -0.039494105272343295, 1e-13)
	statstest.Near(t, "p", s.MK.P, 1./360, 1e-13)
	if d := DirectionOf(s.MK, s.Sen, s.Sen.MedianY, DefaultDirection()); d != Falling {
		t.Errorf("direction %v of %+v", d, s)
	}
}

// All growing at one rate keep their distances in proportion: the CV stands
// still. All gaining the same amount draw together.
func TestSigmaConvergenceOfCommonGrowth(t *testing.T) {
	rate, amount := make([][]float64, 6), make([][]float64, 6)
	for i := range rate {
		for _, v := range []float64{10, 14, 21} {
			rate[i] = append(rate[i], v*math.Exp2(float64(i)))
			amount[i] = append(amount[i], v+float64(i))
		}
	}
	s, err := SigmaConvergence(statstest.Years(2010, 6), rate, 0.95)
	if err != nil || s.MK.P != 1 || s.Sen.Slope != 0 {
		t.Errorf("one rate: %+v, %v", s, err)
	}
	s, err = SigmaConvergence(statstest.Years(2010, 6), amount, 0.95)
	if err != nil || !(s.MK.P < 0.05 && s.Sen.Slope < 0) {
		t.Errorf("one amount: %+v, %v", s, err)
	}
}

func TestSigmaConvergenceRefuses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name   string
		years  []float64
		values [][]float64
		want   error
		says   string
		cvs    int
	}{
		{"no years", nil, nil, ErrTooFew, "", 0},
		{"three years", statstest.Years(2010, 3), drawingTogether[:3], ErrTooFew, "", 3},
		{"one area", statstest.Years(2010, 4), [][]float64{{1}, {2}, {3}, {4}}, ErrTooFew, "2010", 0},
		{"a gap", statstest.Years(2010, 4), [][]float64{{1, 2}, {1, nan}, {1, 2}, {1, 2}}, ErrNotFinite, "2011", 1},
		{"a mean of 0", statstest.Years(2010, 4), [][]float64{{1, 2}, {1, 2}, {0, 0}, {1, 2}}, ErrRatio, "2012", 2},
		{"a year twice", []float64{2010, 2011, 2011, 2012}, drawingTogether[:4], ErrDegenerate, "2011", 4},
		{"years backwards", []float64{2013, 2012, 2011, 2010}, drawingTogether[:4], ErrDegenerate, "2013", 4},
	} {
		s, err := SigmaConvergence(c.years, c.values, 0.95)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %v of %q", c.name, err, c.want, c.says)
		}
		if len(s.CV) != c.cvs || !math.IsNaN(s.MK.P) || !math.IsNaN(s.Sen.Slope) || s.MK.N != len(c.years) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	if s, err := SigmaConvergence(statstest.Years(2010, 6), drawingTogether, 1); !errors.Is(err, ErrLevel) || !math.IsNaN(s.Sen.Slope) || !math.IsNaN(s.MK.P) {
		t.Errorf("level of 1: %+v, %v", s, err)
	}
	panicsOn(t, "years and rows", func() { _, _ = SigmaConvergence(statstest.Years(2010, 2), drawingTogether, 0.95) })
	panicsOn(t, "uneven rows", func() { _, _ = SigmaConvergence(statstest.Years(2010, 2), [][]float64{{1, 2}, {1, 2, 3}}, 0.95) })
}

// Twenty years of Finland's municipalities.
func BenchmarkSigmaConvergence(b *testing.B) {
	r := rand.New(rand.NewPCG(17, 18))
	values := make([][]float64, 20)
	for i := range values {
		for range 310 {
			values[i] = append(values[i], 20+5*r.Float64())
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SigmaConvergence(statstest.Years(2000, 20), values, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
