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
	if d := DirectionOf(s.MK, s.Sen, DefaultDirection()); d != Falling {
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

// Eight areas over ten years by SciPy 1.10: linregress(log(y0), log(y1/y0)/10)
// and −log1p(10·slope)/10; the limits with t = 2.4469118511449697, the root of
// special.betainc (t.ppf of that version has nine digits).
func TestBetaConvergence(t *testing.T) {
	b, err := BetaConvergence([]float64{12.1, 14.3, 15.0, 17.8, 19.9, 23.4, 25.0, 31.2},
		[]float64{18.0, 19.5, 22.1, 23.0, 26.2, 28.1, 31.9, 36.4}, 10, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if b.N != 8 || b.DF != 6 || b.Years != 10 || b.Level != 0.95 {
		t.Errorf("got %+v", b)
	}
	statstest.Near(t, "slope", b.Slope, -0.025046102977964526, 1e-13)
	statstest.Near(t, "SE", b.SE, 0.004484843427016054, 1e-12)
	statstest.Near(t, "lower", b.Lower, -0.03602011951005973, 1e-12)
	statstest.Near(t, "upper", b.Upper, -0.014072086445869323, 1e-12)
	statstest.Near(t, "p", b.P, 0.0014005806884102208, 1e-11)
	statstest.Near(t, "R²", b.R2, 0.8386570789983838, 1e-12)
	statstest.Near(t, "intercept", b.Intercept, 0.10129773207039384, 1e-13)
	statstest.Near(t, "speed", b.Speed, 0.02882969678340645, 1e-13)
	statstest.Near(t, "half-life", b.HalfLife, 24.042818964329207, 1e-13)
}

// Births in the 100 counties of North Carolina, 1974 and 1979 (spdep's nc.sids),
// by SciPy as above: the small ones did not grow faster.
func TestBetaConvergenceOfCounties(t *testing.T) {
	var counties struct {
		First struct{ Of []float64 } `json:"sids_1974"`
		Last  struct{ Of []float64 } `json:"sids_1979"`
	}
	statstest.Read(t, "spdep-eb", &counties)
	b, err := BetaConvergence(counties.First.Of, counties.Last.Of, 5, 0.95)
	if err != nil || b.N != 100 {
		t.Fatal(b, err)
	}
	statstest.Near(t, "slope", b.Slope, -0.0007954666513574272, 1e-11)
	statstest.Near(t, "SE", b.SE, 0.0018547796798029062, 1e-11)
	statstest.Near(t, "p", b.P, 0.6689562518766339, 1e-11)
	statstest.Near(t, "R²", b.R2, 0.001873349771863659, 1e-9)
	statstest.Near(t, "lower", b.Lower, -0.00447621656120996, 1e-11)
	statstest.Near(t, "speed", b.Speed, 0.0007970527764365862, 1e-11)
}

// Areas made to close the gap at a known speed give that speed back, whatever
// the level and the unit: ln y_T = a + e^(−λT)·ln y_0.
func TestBetaConvergenceRecoversSpeed(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		speed, period, unit := 0.06*r.Float64()-0.01, float64(1+r.IntN(30)), math.Exp(3*r.NormFloat64())
		first, last := make([]float64, 12), make([]float64, 12)
		for i := range first {
			first[i] = unit * math.Exp(r.NormFloat64())
			last[i] = unit * math.Exp(0.3+math.Exp(-speed*period)*math.Log(first[i]/unit))
		}
		b, err := BetaConvergence(first, last, period, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(b.Speed-speed) > 1e-12 {
			t.Fatalf("speed %v, want %v", b.Speed, speed)
		}
		if half := math.Ln2 / speed; speed > 1e-4 && statstest.Relative(b.HalfLife, half) > 1e-8 || speed < -1e-4 && !math.IsNaN(b.HalfLife) {
			t.Fatalf("half-life %v, want %v", b.HalfLife, half)
		}
	}
}

func TestBetaConvergenceEdges(t *testing.T) {
	// All grow by 2 % a year: no slope is found in the rounding.
	first, last := []float64{7, 11, 13, 17, 19.3, 23.1}, make([]float64, 6)
	for i, y := range first {
		last[i] = y * math.Pow(1.02, 10)
	}
	b, err := BetaConvergence(first, last, 10, 0.95)
	if err != nil || b.Slope != 0 || b.P != 1 || !math.IsNaN(b.R2) || b.Speed != 0 || !math.IsNaN(b.HalfLife) {
		t.Errorf("one rate: %+v, %v", b, err)
	}
	statstest.Near(t, "growth", b.Intercept, math.Log(1.02), 1e-13)
	// The same of 0.01 % down in all: least squares alone finds p = 0.03.
	first = []float64{10.5, 13.3, 22.2, 24.1, 10.9, 5.9}
	for i, y := range first {
		last[i] = y * 0.9999
	}
	b, err = BetaConvergence(first, last, 10, 0.95)
	if err != nil || b.Slope != 0 || b.P != 1 || b.Speed != 0 {
		t.Errorf("one small rate: %+v, %v", b, err)
	}
	// Nothing is left of the gap: the slope is −1/T and there is no speed.
	b, err = BetaConvergence([]float64{23.2, 21.58, 21.47, 14.56, 24.06, 20.8}, []float64{30, 30, 30, 30, 30, 30}, 10, 0.95)
	if err != nil || !math.IsNaN(b.Speed) || !math.IsNaN(b.HalfLife) {
		t.Errorf("all end alike: %+v, %v", b, err)
	}
	statstest.Near(t, "slope", b.Slope, -0.1, 1e-13)
	// The order is turned about.
	b, err = BetaConvergence([]float64{1, 2, 4}, []float64{4, 2, 1}, 2, 0.95)
	if err != nil || !math.IsNaN(b.Speed) || !(b.Slope < -0.5) {
		t.Errorf("turned about: %+v, %v", b, err)
	}
}

func TestBetaConvergenceRefuses(t *testing.T) {
	ones := []float64{1, 2, 3}
	for _, c := range []struct {
		name        string
		first, last []float64
		years       float64
		want        error
		says        string
	}{
		{"two areas", ones[:2], ones[:2], 10, ErrTooFew, ""},
		{"zero at the end", ones, []float64{1, 0, 3}, 10, ErrRatio, "area 1 goes from 2 to 0"},
		{"negative at first", []float64{1, 2, -3}, ones, 10, ErrRatio, "area 2"},
		{"missing", []float64{1, math.NaN(), 3}, ones, 10, ErrNotFinite, ""},
		{"no period", ones, ones, 0, ErrRatio, "0 years"},
		{"endless period", ones, ones, math.Inf(1), ErrNotFinite, ""},
		{"all begin alike", []float64{0.3, 0.30000000000000004, 0.3}, ones, 10, ErrDegenerate, "0.3"},
		{"all begin at 1 but for rounding", []float64{1, 1 + Eps, 1}, ones, 10, ErrDegenerate, ""},
	} {
		b, err := BetaConvergence(c.first, c.last, c.years, 0.95)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !math.IsNaN(b.Slope) || !math.IsNaN(b.Speed) {
			t.Errorf("%s: %+v, %v, want %v of %q", c.name, b, err, c.want, c.says)
		}
	}
	if b, err := BetaConvergence(ones, []float64{2, 3, 5}, 10, 0); !errors.Is(err, ErrLevel) || !math.IsNaN(b.Slope) {
		t.Errorf("level of 0: %+v, %v", b, err)
	}
	panicsOn(t, "first and last", func() { _, _ = BetaConvergence(ones, ones[:2], 10, 0.95) })
}
