package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Points of PHEindicatormethods' published curves: proportions to six
// decimals; ratios at the exact limits of 3 and 5 events, R's poisson.test.
func TestFunnelLimits(t *testing.T) {
	proportion := FunnelOptions{Per: 100, Target: 80.642448}
	f, err := FunnelProportion([]float64{1}, []float64{2}, proportion)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[float64]FunnelLimits{
		1:      {0, 3.204264, 100, 100},
		8:      {37.475315, 53.263915, 100, 100},
		110000: {80.274317, 80.408963, 80.875933, 81.010578},
	} {
		checkLimits(t, f.normalAt(n), want, 1e-7)
	}
	f, err = FunnelRate([]float64{7}, []float64{5}, FunnelOptions{Per: 100, Target: 100})
	if err != nil || f.Mean != 100 {
		t.Fatalf("centre line %v, %v, want 100", f.Mean, err)
	}
	for _, c := range []struct {
		x, lower, upper float64 // exact limits of x
	}{
		{3, 0.618672122895602, 8.76727306974232},
		{5, 1.62348639011842, 11.6683320793227},
		{1045, 982.593709411132, 1110.33077661188},
	} {
		statstest.Near(t, "lower", f.LimitsAt(c.upper).Lower95, 100*c.x/c.upper, 1e-12)
		statstest.Near(t, "upper", f.LimitsAt(c.lower).Upper95, 100*c.x/c.lower, 1e-12)
	}
	// Fewer than −ln 0.025 = 3.69 events expected: none at all is no news.
	if l := f.LimitsAt(3.6); l.Lower95 != 0 || l.Lower998 != 0 {
		t.Errorf("%+v, want lower limits of 0", l)
	}
}

// normalAt are the limits by the normal distribution at any size, also where
// the funnel's are exact.
func (f Funnel) normalAt(n float64) FunnelLimits {
	var l FunnelLimits
	l.Lower95, l.Upper95 = f.model.normal(n, tail95)
	l.Lower998, l.Upper998 = f.model.normal(n, tail998)
	return FunnelLimits{l.Lower998 * f.per, l.Lower95 * f.per, l.Upper95 * f.per, l.Upper998 * f.per}
}

func checkLimits(t *testing.T, got, want FunnelLimits, tolerance float64) {
	t.Helper()
	statstest.Near(t, "lower 99.8", got.Lower998, want.Lower998, tolerance)
	statstest.Near(t, "lower 95", got.Lower95, want.Lower95, tolerance)
	statstest.Near(t, "upper 95", got.Upper95, want.Upper95, tolerance)
	statstest.Near(t, "upper 99.8", got.Upper998, want.Upper998, tolerance)
}

// Of PHEindicatormethods' published labels (ratios), with an area that has no
// count, one without a denominator and one with an impossible count.
func TestFunnelPositions(t *testing.T) {
	nan := math.NaN()
	x := []float64{8, 151, 159, 150, 41, nan, 3, -1, 0}
	e := []float64{6.239860227, 106.4429719, 232.9329036, 119.5695496, 58.50456621, 5, 0, 5, 240.6273499}
	want := []FunnelPosition{InFunnel, High998, Low998, High95, Low95, NoPosition, NoPosition, NoPosition, Low998}
	f, err := FunnelRate(x, e, FunnelOptions{Per: 1, Target: 1})
	if err != nil || f.N != 6 || f.Adjusted {
		t.Fatalf("%+v, %v", f, err)
	}
	for i, a := range f.Areas {
		if a.Position != want[i] {
			t.Errorf("%v of %v expected: %q, want %q", x[i], e[i], a.Position, want[i])
		}
		if none := want[i] == NoPosition; math.IsNaN(a.Value) != none || math.IsNaN(a.Upper95) != none || math.IsNaN(a.Z) != none {
			t.Errorf("%v of %v expected: %+v", x[i], e[i], a)
		}
	}
	statstest.Near(t, "z of 8", f.Areas[0].Z, 2*(math.Sqrt(8)-math.Sqrt(6.239860227)), 1e-14)
}

// Below ten expected the limits of proportions are exact: R's binom.test has
// 0.00252857854446179 to 0.445016117028195 for 1 of 10, 0.037985068070626 to
// 0.434317872844284 for 3 of 17 and, of 0 of 10, 0.308497107818761. Where such
// a share is expected, the count is on the funnel's limit.
func TestExactFunnelOfFew(t *testing.T) {
	for _, c := range []struct{ x, n, lower, upper float64 }{
		{1, 10, 0.00252857854446179, 0.445016117028195}, {3, 17, 0.037985068070626, 0.434317872844284},
		{0, 10, 0, 0.308497107818761}, {65, 100, 0.54815063817603, 0.742706221468549},
	} {
		at := func(expected float64) FunnelLimits {
			f, err := FunnelProportion([]float64{c.x}, []float64{c.n}, FunnelOptions{Per: 1, Target: expected})
			if err != nil {
				t.Fatal(err)
			}
			return f.LimitsAt(c.n)
		}
		if c.n == 100 { // more than ten are expected
			if l := at(c.upper); math.Abs(l.Lower95-0.65) < 1e-4 || math.Abs(l.Lower95-0.65) > 0.02 {
				t.Errorf("%v of %v: lower %v, want about 0.65 by the normal distribution", c.x, c.n, l.Lower95)
			}
			continue
		}
		statstest.Near(t, "lower", at(c.upper).Lower95, c.x/c.n, 1e-12)
		if c.lower > 0 {
			statstest.Near(t, "upper", at(c.lower).Upper95, c.x/c.n, 1e-12)
		}
	}
}

// One of ten where 1 % are expected happens in one area of ten (1 − 0.99¹⁰ =
// 9.6 %), although it lies above the normal limit; and so does its mirror image.
func TestFunnelOfOneEvent(t *testing.T) {
	for _, c := range []struct{ x, target float64 }{{1, 0.01}, {9, 0.99}} {
		f, err := FunnelProportion([]float64{c.x}, []float64{10}, FunnelOptions{Per: 1, Target: c.target})
		if err != nil {
			t.Fatal(err)
		}
		if f.Areas[0].Position != InFunnel || f.normalAt(10).position(c.x/10) == InFunnel {
			t.Errorf("%v of 10: %+v, by the normal limits %s", c.x, f.Areas[0], f.normalAt(10).position(c.x/10))
		}
	}
}

// A size that no area has gives no limits, nor does a funnel of nothing.
func TestFunnelLimitsOfNoSize(t *testing.T) {
	f, err := FunnelRate([]float64{3}, []float64{100}, DefaultFunnel())
	if err != nil || !math.IsNaN(f.Phi) || f.Adjusted {
		t.Fatalf("one area: %+v, %v", f, err)
	}
	for _, l := range []FunnelLimits{f.LimitsAt(0), f.LimitsAt(-3), f.LimitsAt(math.NaN()), f.LimitsAt(math.Inf(1)), Funnel{}.LimitsAt(5)} {
		if !math.IsNaN(l.Lower998) || !math.IsNaN(l.Upper95) {
			t.Errorf("%+v, want none", l)
		}
	}
}

// Slices of different lengths, and groups that cannot be, are mistakes of the
// program.
func TestBetweenAreasPanics(t *testing.T) {
	two, three := []float64{1, 2}, []float64{3, 4, 5}
	for name, call := range map[string]func(){
		"funnel":         func() { FunnelRate(two, three, DefaultFunnel()) },
		"overdispersion": func() { Overdispersion(two, three, 0, Winsorised) },
		"smoothing":      func() { EmpiricalBayes(two, three, false, 1) },
		"ranks":          func() { RankIntervals(two, three, false, 0.95, RankOptions{}) },
		"no quantiles":   func() { Quantiles(two, 0, false) },
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

func TestWhatHasNoFunnel(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x, n       []float64
		o          FunnelOptions
		proportion bool
		want       error
	}{
		{nil, nil, FunnelOptions{Per: 1}, true, ErrTooFew},
		{[]float64{nan, 3, 4}, []float64{1, 0, 3}, FunnelOptions{Per: 1}, true, ErrTooFew},
		{[]float64{0, 0}, []float64{1, 3}, FunnelOptions{Per: 1}, false, ErrNoVariation},
		{[]float64{2, 3}, []float64{2, 3}, FunnelOptions{Per: 1}, true, ErrNoVariation},
		{[]float64{2, 3}, []float64{2, 3}, FunnelOptions{Per: 1}, false, nil},
		{[]float64{1, 3}, []float64{2, 5}, FunnelOptions{Per: 100, Target: 100}, true, ErrCentreLine},
		{[]float64{1, 3}, []float64{2, 5}, FunnelOptions{Per: 100, Target: 100}, false, nil},
		{[]float64{1, 3}, []float64{2, 5}, FunnelOptions{Per: 1, Target: -1}, false, ErrCentreLine},
		{[]float64{1, 3}, []float64{2, 5}, FunnelOptions{Per: 1, Target: nan}, false, ErrCentreLine},
		{[]float64{1, 3}, []float64{2, 5}, FunnelOptions{}, false, ErrPer},
		{[]float64{1}, []float64{2}, DefaultFunnel(), true, nil},
	} {
		method := FunnelRate
		if c.proportion {
			method = FunnelProportion
		}
		if _, err := method(c.x, c.n, c.o); !errors.Is(err, c.want) {
			t.Errorf("%v of %v, %+v: %v, want %v", c.x, c.n, c.o, err, c.want)
		}
	}
}

// overdispersed makes areas of very different sizes whose true rates differ.
func overdispersed(r *rand.Rand, areas int, spread float64) (x, n []float64) {
	for range areas {
		size := math.Round(math.Exp(6 + 5*r.Float64()))
		p := 0.1 * math.Exp(spread*r.NormFloat64())
		count := 0.0
		for range int(size) {
			if r.Float64() < p {
				count++
			}
		}
		x, n = append(x, count), append(n, size)
	}
	return x, n
}

// The rule of widening: on request, from ten areas, where φ > 1; and what
// widening does, by its formula.
func TestFunnelAdjustment(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	x, n := overdispersed(r, 40, 0.5)
	alike, sizes := overdispersed(r, 40, 0)
	for _, c := range []struct {
		name     string
		x, n     []float64
		adjust   bool
		adjusted bool
	}{
		{"overdispersed", x, n, true, true},
		{"not asked for", x, n, false, false},
		{"nine areas", x[:9], n[:9], true, false},
		{"ten areas", x[:10], n[:10], true, true},
		{"chance alone", alike, sizes, true, false},
	} {
		o := DefaultFunnel()
		o.Adjust = c.adjust
		f, err := FunnelProportion(c.x, c.n, o)
		if err != nil || f.Adjusted != c.adjusted {
			t.Errorf("%s: adjusted %v (φ %v, τ² %v), %v", c.name, f.Adjusted, f.Phi, f.Tau2, err)
		}
	}
	f, _ := FunnelProportion(x, n, DefaultFunnel())
	half := 1.959963984540054 * math.Sqrt(1/4e4+f.Tau2)
	centre := math.Asin(math.Sqrt(f.Mean))
	statstest.Near(t, "upper at 10 000", f.LimitsAt(1e4).Upper95, math.Pow(math.Sin(centre+half), 2), 1e-14)
	statstest.Near(t, "lower at 10 000", f.LimitsAt(1e4).Lower95, math.Pow(math.Sin(centre-half), 2), 1e-14)
	statstest.Near(t, "adjusted z", f.Areas[0].AdjustedZ, (math.Asin(math.Sqrt(x[0]/n[0]))-centre)/math.Sqrt(1/(4*n[0])+f.Tau2), 1e-13)
	f, _ = FunnelRate(x, n, DefaultFunnel())
	half = 1.959963984540054 * math.Sqrt(1/(4e4*f.Mean)+f.Tau2)
	statstest.Near(t, "upper rate at 10 000", f.LimitsAt(1e4).Upper95, f.Mean*(1+half)*(1+half), 1e-14)
}

// The limits contain the centre line, widen with the level, narrow with the
// size, and adjusting never draws them in; an area's own are those of its
// size; its place does not hang on the order of the areas.
func TestFunnelProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for run := range 60 {
		x, n := overdispersed(r, 12+r.IntN(20), 0.4*r.Float64())
		method := []func(x, n []float64, o FunnelOptions) (Funnel, error){FunnelProportion, FunnelRate}[run%2]
		o := FunnelOptions{Per: 1000}
		plain, err := method(x, n, o)
		if err != nil {
			t.Fatal(err)
		}
		o.Adjust = true
		f, err := method(x, n, o)
		if err != nil {
			t.Fatal(err)
		}
		last := FunnelLimits{-1, -1, math.Inf(1), math.Inf(1)}
		for size := 0.01; size < 1e8; size *= 3 {
			l, p := f.LimitsAt(size), plain.LimitsAt(size)
			if !(0 <= l.Lower998 && l.Lower998 <= l.Lower95 && l.Lower95 <= f.Mean && f.Mean <= l.Upper95 && l.Upper95 <= l.Upper998) {
				t.Fatalf("at %v about %v: %+v", size, f.Mean, l)
			}
			if !within(last, l) || !within(l, p) {
				t.Fatalf("at %v: %+v, smaller area %+v, unadjusted %+v", size, l, last, p)
			}
			last = l
		}
		perm := r.Perm(len(x))
		g, _ := method(reordered(x, perm), reordered(n, perm), o)
		for i, from := range perm {
			a, b := f.Areas[from], g.Areas[i]
			if a.Position != b.Position || statstest.Relative(a.AdjustedZ, b.AdjustedZ) > 1e-9 {
				t.Fatalf("%+v, elsewhere %+v", a, b)
			}
			checkLimits(t, a.FunnelLimits, f.LimitsAt(n[from]), 0)
		}
	}
}

// within reports whether the limits b lie inside a.
func within(a, b FunnelLimits) bool {
	const slack = 1e-12
	return b.Lower95 >= a.Lower95-slack && b.Lower998 >= a.Lower998-slack &&
		b.Upper95 <= a.Upper95*(1+slack) && b.Upper998 <= a.Upper998*(1+slack)
}

func reordered(values []float64, order []int) []float64 {
	out := make([]float64, len(values))
	for i, from := range order {
		out[i] = values[from]
	}
	return out
}

// An area is outside a funnel of rates exactly where the centre line is
// outside its exact limits, from one expected event to millions.
func TestFunnelRateIsTheExactTest(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	for range 3000 {
		expected := math.Exp(18*r.Float64() - 2)
		x := math.Max(0, math.Round(expected+4*math.Sqrt(expected)*(2*r.Float64()-1)))
		f, err := FunnelRate([]float64{x}, []float64{expected}, FunnelOptions{Per: 1, Target: 1})
		if err != nil {
			t.Fatal(err)
		}
		inner, _ := RateExact(x, expected, 1, 0.95)
		outer, _ := RateExact(x, expected, 1, 0.998)
		want := InFunnel
		switch {
		case outer.Lower > 1:
			want = High998
		case inner.Lower > 1:
			want = High95
		case outer.Upper < 1:
			want = Low998
		case inner.Upper < 1:
			want = Low95
		}
		if got := f.Areas[0].Position; got != want {
			t.Fatalf("%v of %v expected: %s, want %s", x, expected, got, want)
		}
	}
}

func BenchmarkFunnelRate(b *testing.B) {
	x, n := municipalities()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FunnelRate(x, n, DefaultFunnel()); err != nil {
			b.Fatal(err)
		}
	}
}

// municipalities are 309 areas of sizes like Finland's, 100 to 650 000 people,
// with some 2 % of them counted.
func municipalities() (x, n []float64) {
	r := rand.New(rand.NewPCG(47, 48))
	for i := range 309 {
		size := math.Round(100 * math.Pow(6500, math.Pow(float64(i)/308, 1.5)))
		rate := 0.02 * math.Exp(0.3*r.NormFloat64())
		count := math.Round(size*rate + math.Sqrt(size*rate)*r.NormFloat64())
		x, n = append(x, max(0, count)), append(n, size)
	}
	return x, n
}

func TestMilder(t *testing.T) {
	for _, c := range []struct{ a, b, want FunnelPosition }{
		{High998, High998, High998}, {High998, High95, High95}, {High95, High998, High95},
		{High95, InFunnel, InFunnel}, {InFunnel, Low95, InFunnel}, {High95, Low95, InFunnel},
		{Low998, Low95, Low95}, {Low95, Low998, Low95}, {Low998, Low998, Low998},
		{InFunnel, InFunnel, InFunnel},
	} {
		if got := Milder(c.a, c.b); got != c.want {
			t.Errorf("%s or %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// ln(x/4) passes 0 at 4, also from where a tail has run out of float64: the
// secant from an infinite point to a finite one, 1 to 3, would stay at 3.
func TestCrossing(t *testing.T) {
	f := func(x float64) float64 {
		if x < 2 {
			return math.Inf(-1)
		}
		return math.Log(x / 4)
	}
	for _, guess := range []float64{-1, 0, 1, 1.9, 3, 4, 4.5, 5, 9} {
		statstest.Near(t, "crossing", crossing(f, 0, 5, guess), 4, 1e-15)
	}
}

// A value on a limit is within it: Spiegelhalter (2005) signals what lies
// outside.
func TestPositionOnALimit(t *testing.T) {
	l := FunnelLimits{Lower998: 1, Lower95: 2, Upper95: 3, Upper998: 4}
	for value, want := range map[float64]FunnelPosition{
		0.9: Low998, 1: Low95, 1.9: Low95, 2: InFunnel, 3: InFunnel, 3.1: High95, 4: High95, 4.1: High998,
	} {
		if got := l.position(value); got != want {
			t.Errorf("position of %v: %v, want %v", value, got, want)
		}
	}
}
