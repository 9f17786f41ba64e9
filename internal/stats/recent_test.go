package stats

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The numbers of UKHSA's fingertips-open, TrendMarkerCalculatorTest.cs, and
// FingertipsNext, TrendCalculatorTests.cs: χ² of 46.77 and 47.9 are printed
// there, the further digits computed from the same data.
func TestRecentGeneral(t *testing.T) {
	nan := math.NaN()
	values := []float64{24.67, 24.6, 28, 30.2, 30.6}
	lower := []float64{23.16, 23.15, 26.44, 28.63, 28.98}
	upper := []float64{26.25, 26.19, 29.64, 31.9, 32.25}
	// Equal limits of ±1.96, so that every SE is 1 and Σ(t−3)² = 10.
	least, most := []float64{-2, -2, -2, -2, -2}, []float64{1.92, 1.92, 1.92, 1.92, 1.92}
	for _, c := range []struct {
		name                 string
		values, lower, upper []float64
		trend                RecentTrend
		why                  RecentReason
		chi2, slope          float64
	}{
		{"set 1", values, lower, upper, RecentRising, "", 46.76531579206266, 1.751566222662941},
		{"set 2", []float64{20.5506, 19.5952, 19.0349, 21.3966, 18.4372}, []float64{18.1803, 17.3444, 16.8421, 19.0918, 16.2925},
			[]float64{23.1427, 22.0602, 21.4394, 23.8975, 20.7941}, RecentNoChange, "", 0.4642430851373943, -0.2599809643705955},
		{"vaccination in Yorkshire and the Humber", []float64{92.6254, 92.3221, 90.8708, 90.017, 90.1013},
			[]float64{92.4168, 92.1072, 90.6358, 89.7694, 89.8578}, []float64{92.8288, 92.5315, 91.1004, 90.2594, 90.3396},
			RecentFalling, "", 418.53656853121885, -0.7405107315617998},
		{"just significant", []float64{-2, -1, 0, 1, 2}, least, most, RecentRising, "", 10, 1},
		{"just not", []float64{-1.94, -0.97, 0, 0.97, 1.94}, least, most, RecentNoChange, "", 9.409, 0.97},
		// χ² = (2·10)²/10, but without the last point nothing rises.
		{"one point makes it", []float64{0, 0, 0, 0, 10}, least, most, RecentNoChange, "", 40, 2},
		{"one point hides a fall", []float64{0, -1, -2, -3, 20}, least, most, RecentNoChange, "", 144.4, 3.8},
		{"all alike", []float64{5, 5, 5, 5, 5}, least, most, RecentNoChange, "", 0, 0},
		{"real zeros", make([]float64, 5), least, most, RecentNoChange, "", 0, 0},
		{"four", values[1:], lower[1:], upper[1:], RecentNotComputed, RecentNotFive, nan, nan},
		{"six", append(slices.Clone(values), 1), append(slices.Clone(lower), 0), append(slices.Clone(upper), 2),
			RecentNotComputed, RecentNotFive, nan, nan},
		{"none", nil, nil, nil, RecentNotComputed, RecentNotFive, nan, nan},
		{"missing year", []float64{1, 2, nan, 4, 5}, lower, upper, RecentNotComputed, RecentMissing, nan, nan},
		{"no limits", values, lower, []float64{26.25, 26.19, nan, 31.9, 32.25}, RecentNotComputed, RecentNoLimits, nan, nan},
		{"limits of no width", values, lower, append(upper[:4:4], 28.98), RecentNotComputed, RecentNoWidth, nan, nan},
		{"limits the wrong way round", values, upper, lower, RecentNotComputed, RecentNoWidth, nan, nan},
		{"limits too close to square", []float64{1, 2, 3, 4, 5}, make([]float64, 5), []float64{1e-200, 1, 1, 1, 1},
			RecentNotComputed, RecentNoWidth, nan, nan},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := RecentGeneral(c.values, c.lower, c.upper)
			if r.Trend != c.trend || r.Why != c.why || r.Method != WeightedSlope {
				t.Errorf("%+v, want %s %s", r, c.trend, c.why)
			}
			statstest.Near(t, "χ²", r.Chi2, c.chi2, 1e-13)
			statstest.Near(t, "slope", r.Slope, c.slope, 1e-13)
			if math.IsNaN(c.chi2) != math.IsNaN(r.P) || (r.Trend == RecentRising && r.P >= 0.002) {
				t.Errorf("p %v at χ² %v", r.P, r.Chi2)
			}
		})
	}
}

func TestRecentProportion(t *testing.T) {
	nan := math.NaN()
	x := []float64{994, 1023, 1199, 1332, 1367}
	n := []float64{40299, 41527, 42811, 44064, 44701}
	hundred := []float64{100, 100, 100, 100, 100}
	for _, c := range []struct {
		name  string
		x, n  []float64
		trend RecentTrend
		why   RecentReason
		chi2  float64
		slope float64
	}{
		{"set 1", x, n, RecentRising, "", 47.896676707589116, 0.06524964077898289},
		{"set 1 seen from the others", []float64{39305, 40504, 41612, 42732, 43334}, n, RecentFalling, "", 47.896676707589116, -0.06524964077898289},
		{"set 2: everyone in the first year", []float64{5, 3, 1, 1, 2}, []float64{5, 5, 5, 4, 4}, RecentNotComputed, RecentAllCounted, nan, nan},
		{"no one in a year", []float64{4, 0, 1, 2, 3}, hundred, RecentNotComputed, RecentNoneCounted, nan, nan},
		{"both", []float64{0, 1, 2, 3, 100}, hundred, RecentNotComputed, RecentAllCounted, nan, nan},
		{"everyone, then more", []float64{100, 1, 2, 3, 101}, hundred, RecentNotComputed, RecentBadCount, nan, nan},
		{"negative", []float64{-1, 1, 2, 3, 4}, hundred, RecentNotComputed, RecentBadCount, nan, nan},
		{"no denominator", []float64{0, 1, 2, 3, 4}, []float64{0, 100, 100, 100, 100}, RecentNotComputed, RecentBadCount, nan, nan},
		{"missing", []float64{1, nan, 2, 3, 4}, hundred, RecentNotComputed, RecentMissing, nan, nan},
		{"missing denominator", []float64{1, 1, 2, 3, 4}, []float64{100, 100, 100, 100, nan}, RecentNotComputed, RecentMissing, nan, nan},
		{"four", x[1:], n[1:], RecentNotComputed, RecentNotFive, nan, nan},
		// N(NΣxt−ΣxΣnt)²/(Σx(N−Σx)(NΣnt²−(Σnt)²)); only the last year differs.
		{"one point makes it", []float64{20, 20, 20, 20, 60}, hundred, RecentNoChange, "", 500 * 40000 * 40000. / (140 * 360 * 500000.), 2 * (math.Log(1.5) - math.Log(.25)) / 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := RecentProportion(c.x, c.n)
			if r.Trend != c.trend || r.Why != c.why || r.Method != CochranArmitageTrend {
				t.Errorf("%+v, want %s %s", r, c.trend, c.why)
			}
			statstest.Near(t, "χ²", r.Chi2, c.chi2, 1e-12)
			statstest.Near(t, "slope", r.Slope, c.slope, 1e-12)
		})
	}
}

// Two great denominators fall, three small ones rise: each test alone would
// name a trend, and they would not name the same.
func TestRecentProportionDisagrees(t *testing.T) {
	x, n := []float64{500000, 450000, 6, 7, 8}, []float64{1e6, 1e6, 10, 10, 10}
	test, err := CochranArmitage(x, n, pointScores[:])
	if err != nil || test.Z > -50 {
		t.Fatalf("the counts do not fall: %+v, %v", test, err)
	}
	points, _ := logits(x, n)
	if r := RecentProportion(x, n); r.Trend != RecentNoChange || r.Slope <= 0 || !points.oneSign() {
		t.Errorf("%+v, one sign %v", r, points.oneSign())
	}
}

func TestRecentPanics(t *testing.T) {
	five, four := make([]float64, 5), make([]float64, 4)
	for name, call := range map[string]func(){
		"lower":        func() { RecentGeneral(five, four, five) },
		"upper":        func() { RecentGeneral(five, five, four) },
		"denominators": func() { RecentProportion(five, four) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		})
	}
}

// The slope over pairs is the slope of the normal equations, which Fingertips
// prints; backwards the trend turns; shifting and stretching change no χ².
func TestRecentProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	opposite := map[RecentTrend]RecentTrend{RecentRising: RecentFalling, RecentFalling: RecentRising, RecentNoChange: RecentNoChange}
	seen := map[RecentTrend]int{}
	for range 500 {
		values, lower, upper := randomPoints(r)
		got := RecentGeneral(values, lower, upper)
		seen[got.Trend]++
		slope, chi2 := normalEquations(values, lower, upper)
		statstest.Near(t, "slope", got.Slope, slope, 1e-10)
		statstest.Near(t, "χ²", got.Chi2, chi2, 1e-10)

		moved := make([][]float64, 3)
		for k, column := range [][]float64{values, lower, upper} {
			for _, v := range column {
				moved[k] = append(moved[k], 100+8*v)
			}
		}
		if m := RecentGeneral(moved[0], moved[1], moved[2]); statstest.Relative(m.Chi2, got.Chi2) > 1e-9 || m.Trend != got.Trend {
			t.Errorf("moved: %+v, was %+v", m, got)
		}
		for _, column := range [][]float64{values, lower, upper} {
			slices.Reverse(column)
		}
		back := RecentGeneral(values, lower, upper)
		if back.Trend != opposite[got.Trend] || statstest.Relative(back.Slope, -got.Slope) > 1e-12 {
			t.Errorf("backwards: %+v, was %+v", back, got)
		}
		if t.Failed() {
			t.Fatalf("values %v, limits %v, %v", values, lower, upper)
		}
	}
	if len(seen) != 3 {
		t.Errorf("not every trend among the random series: %v", seen)
	}
}

// randomPoints makes five values with a trend of random strength and uneven
// limits.
func randomPoints(r *rand.Rand) (values, lower, upper []float64) {
	trend := r.NormFloat64()
	for i := range RecentPoints {
		v, half := 20+trend*float64(i)+0.5*r.NormFloat64(), 0.2+2*r.Float64()
		values, lower, upper = append(values, v), append(lower, v-half), append(upper, v+1.2*half)
	}
	return values, lower, upper
}

func normalEquations(values, lower, upper []float64) (slope, chi2 float64) {
	var w, wt, wtt, wy, wty float64
	for i, y := range values {
		weight, t := math.Pow(3.92/(upper[i]-lower[i]), 2), float64(i+1)
		w, wt, wtt = w+weight, wt+weight*t, wtt+weight*t*t
		wy, wty = wy+weight*y, wty+weight*t*y
	}
	d := w*wtt - wt*wt
	slope = (w*wty - wt*wy) / d
	return slope, slope * slope / (w / d)
}

func BenchmarkRecent(b *testing.B) {
	values, lower, upper := []float64{24.67, 24.6, 28, 30.2, 30.6}, []float64{23.16, 23.15, 26.44, 28.63, 28.98}, []float64{26.25, 26.19, 29.64, 31.9, 32.25}
	x, n := []float64{994, 1023, 1199, 1332, 1367}, []float64{40299, 41527, 42811, 44064, 44701}
	b.Run("general", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			RecentGeneral(values, lower, upper)
		}
	})
	b.Run("proportion", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			RecentProportion(x, n)
		}
	})
}

// fingertipsCase is one series of Fingertips' tests, with what its program
// says and what its formulas give in full digits.
type fingertipsCase struct {
	Name                string
	Method              string
	Count, Of           statstest.Numbers
	Value, Lower, Upper statstest.Numbers
	Published           string    // a RecentTrend; "moves" where no direction is given; "" for nothing
	PublishedChi2       float64   `json:"published_chi2"` // to two decimals; 0 for none
	Chi2, Slope         float64   // 0 for none
	Without             []float64 // slopes without each of the points
}

func TestRecentAgainstFingertips(t *testing.T) {
	var all struct {
		Threshold  float64
		FivePoints []fingertipsCase `json:"five_points"`
	}
	statstest.Read(t, "fingertips-trend", &all)
	statstest.Near(t, "threshold", recentChi2, all.Threshold, 0)
	if len(all.FivePoints) != 9 {
		t.Fatalf("%d cases, want 9", len(all.FivePoints))
	}
	for _, c := range all.FivePoints {
		t.Run(c.Name, func(t *testing.T) {
			var r Recent
			var points fivePoints
			if c.Method == "proportion" {
				r = RecentProportion(c.Count, c.Of)
				points, _ = logits(c.Count, c.Of)
			} else {
				r = RecentGeneral(c.Value, c.Lower, c.Upper)
				for i, y := range c.Value {
					points.y[i], points.weight[i] = y, math.Pow((c.Upper[i]-c.Lower[i])/3.92, -2)
				}
			}
			checkPublished(t, c, r)
			if c.Chi2 != 0 {
				statstest.Near(t, "χ²", r.Chi2, c.Chi2, 1e-10)
				statstest.Near(t, "slope", r.Slope, c.Slope, 1e-10)
			}
			for i, want := range c.Without {
				b, _ := points.slope(i)
				statstest.Near(t, "slope without a point", b, want, 1e-10)
			}
		})
	}
}

// checkPublished compares with the published verdict. Fingertips drops the rows
// without limits, divides 0 by 0 and says that nothing changed; a trend that
// cannot be calculated is not one without a change.
func checkPublished(t *testing.T, c fingertipsCase, r Recent) {
	t.Helper()
	moves := r.Trend == RecentRising || r.Trend == RecentFalling
	switch want := RecentTrend(c.Published); {
	case c.Name == "gp_65plus_93468_no_CIs" && r.Trend == RecentNotComputed:
	case c.Published == "moves" && moves, c.Published == "":
	case r.Trend != want:
		t.Errorf("%+v, want %s", r, want)
	}
	if c.PublishedChi2 != 0 && math.Abs(r.Chi2-c.PublishedChi2) > 0.005 {
		t.Errorf("χ² %.4f, want %.2f", r.Chi2, c.PublishedChi2)
	}
}

// The older program tests all points it is given. One series was judged at
// 95 %, by χ² > 3.841: at 99.8 % nothing moves there.
func TestCochranArmitageAgainstFingertips(t *testing.T) {
	var all struct {
		AllPoints []struct {
			Count, Of, Scores []float64
			Published         RecentTrend
			PublishedChi2     float64 `json:"published_chi2"` // to four decimals; 0 for none
			Threshold         float64 // 0 for the usual one
			Chi2              float64
		} `json:"all_points"`
	}
	statstest.Read(t, "fingertips-trend", &all)
	if len(all.AllPoints) != 6 {
		t.Fatalf("%d cases, want 6", len(all.AllPoints))
	}
	for i, c := range all.AllPoints {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			scores := c.Scores
			if scores == nil {
				scores = statstest.Years(1, len(c.Count))
			}
			ca, err := CochranArmitage(c.Count, c.Of, scores)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "χ²", ca.Chi2, c.Chi2, 1e-10)
			if c.PublishedChi2 != 0 && math.Abs(ca.Chi2-c.PublishedChi2) > 0.00005 {
				t.Errorf("χ² %.6f, want %.4f", ca.Chi2, c.PublishedChi2)
			}
			threshold := cmp.Or(c.Threshold, recentChi2)
			got := RecentNoChange
			switch {
			case ca.Chi2 > threshold && ca.Z > 0:
				got = RecentRising
			case ca.Chi2 > threshold:
				got = RecentFalling
			}
			if got != c.Published {
				t.Errorf("%s (%+v), want %s", got, ca, c.Published)
			}
		})
	}
}

// R's prop.trend.test, with its own scores and with 0, 0, 0, 1.
func TestCochranArmitageAgainstR(t *testing.T) {
	var all struct {
		Trend struct {
			Count, Of []float64
			Tests     []struct {
				Scores  []float64
				Chi2, P float64
			}
		} `json:"proportion_trend"`
	}
	statstest.Read(t, "r-rates", &all)
	if len(all.Trend.Tests) != 2 {
		t.Fatalf("%d tests, want 2", len(all.Trend.Tests))
	}
	for _, want := range all.Trend.Tests {
		ca, err := CochranArmitage(all.Trend.Count, all.Trend.Of, want.Scores)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "χ²", ca.Chi2, want.Chi2, 1e-12)
		statstest.Near(t, "p", ca.P, want.P, 1e-12)
	}
}

// Widened limits are those of F with 1 and 3 + df degrees of freedom, never
// narrower than chance's. p is Student's density integrated apart, for √(χ²/φ).
func TestRecentWidened(t *testing.T) {
	at := func(chi2, rest float64) Recent {
		return Recent{Trend: RecentRising, Chi2: chi2, Rest: rest, Phi: math.NaN()}
	}
	for _, c := range []struct {
		name     string
		r        Recent
		squares  float64
		df       int
		trend    RecentTrend
		phi, p   float64
		variance int
	}{
		{"five points", at(30, 6), 0, 0, RecentNoChange, 2, 0.030466291662, 3},
		{"quieter than chance", at(25, 1), 2, 10, RecentRising, 1, 0.000242954006, 13},
		{"louder", at(25, 6), 20, 10, RecentNoChange, 2, 0.003656340353, 13},
	} {
		r := c.r.Widened(c.squares, c.df)
		if r.Trend != c.trend || r.Phi != c.phi || r.DF != c.variance || math.Abs(r.P-c.p) > 1e-8 {
			t.Errorf("%s: %+v, want %+v", c.name, r, c)
		}
	}
	if r := notRecent(WeightedSlope, RecentNotFive).Widened(1, 2); r.DF != 0 || r.Trend != RecentNotComputed {
		t.Errorf("not computed: %+v", r)
	}
}

// What is left about the line is what the χ² of all proportions has beside that
// of the line (Cochran 1954).
func TestRecentRest(t *testing.T) {
	x, n := []float64{994, 1023, 1199, 1332, 1367}, []float64{40299, 41527, 42811, 44064, 44701}
	counted, of := 0.0, 0.0
	for i := range x {
		counted, of = counted+x[i], of+n[i]
	}
	p, total := counted/of, 0.0
	for i := range x {
		e := x[i] - n[i]*p
		total += e * e / (n[i] * p * (1 - p))
	}
	r := RecentProportion(x, n)
	statstest.Near(t, "rest", r.Rest, total-r.Chi2, 1e-9)
	straight := []float64{1, 2, 3, 4, 5}
	if r := RecentGeneral(straight, []float64{0, 1, 2, 3, 4}, []float64{2, 3, 4, 5, 6}); r.Rest > 1e-25 {
		t.Errorf("a straight line leaves %v", r.Rest)
	}
}
