package stats

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// pheFunnels are PHEindicatormethods' published cases of funnels.
type pheFunnels struct {
	Proportions struct {
		Count, Of []float64
		Places    []int
		Curves    []struct {
			Below, Mean                              float64 // Below is 0 where all areas are in
			Of, Lower998, Lower95, Upper95, Upper998 []float64
		}
	}
	Ratios struct {
		Count, Expected []float64
		Places          []int
		Curve           pheCurve
	}
	Rates struct {
		Curves struct {
			Count, Rate []float64
			Expected    []struct {
				Mean float64
				pheCurve
			}
		}
		Areas struct {
			Count, Population []float64
			Rates             map[string]statstest.Numbers
			Sets              []struct {
				Rates    string
				Per      float64
				WithZero bool `json:"with_zero"` // the area without events is among them
				Places   []int
			}
		}
	}
}

// pheCurve is where counts lie on the limits: the fewest and the most expected
// events, or the smallest and the largest population of a year.
type pheCurve struct{ Count, Least95, Most95, Least998, Most998 []float64 }

func readPHEFunnels(t *testing.T) pheFunnels {
	t.Helper()
	var all pheFunnels
	statstest.Read(t, "phe-funnels", &all)
	return all
}

func TestFunnelProportionLimitsAgainstPHE(t *testing.T) {
	all := readPHEFunnels(t).Proportions
	if len(all.Curves) != 2 {
		t.Fatalf("%d curves, want 2", len(all.Curves))
	}
	above := 0 // points where ten or more are expected
	for _, c := range all.Curves {
		var x, n []float64
		for i, of := range all.Of {
			if c.Below == 0 || of < c.Below {
				x, n = append(x, all.Count[i]), append(n, of)
			}
		}
		f, err := FunnelProportion(x, n, FunnelOptions{Per: 100})
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Of) != 100 {
			t.Fatalf("%d points, want 100", len(c.Of))
		}
		close6(t, "centre line", f.Mean, c.Mean)
		for i, of := range c.Of { // six decimals are published
			l := f.normalAt(of)
			if expected := of * f.model.mean; min(expected, of-expected) >= normalFrom {
				l = f.LimitsAt(of)
				above++
			}
			close6(t, "lower 95", l.Lower95, c.Lower95[i])
			close6(t, "upper 95", l.Upper95, c.Upper95[i])
			close6(t, "lower 99.8", l.Lower998, c.Lower998[i])
			close6(t, "upper 99.8", l.Upper998, c.Upper998[i])
		}
	}
	if above != 174 {
		t.Errorf("%d points have normal limits, 174 are of ten or more", above)
	}
}

func close6(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// searched fails unless an expected count agrees with one that the published
// method found by halving v = E/(1+x+E) until its steps were 2⁻²⁴.
func searched(t *testing.T, what string, got, want, x float64) {
	t.Helper()
	v := func(expected float64) float64 { return expected / (1 + x + expected) }
	if off := math.Abs(v(got) - v(want)); !(off <= 0x1p-24*1.01+1e-9) {
		t.Errorf("%s for %v = %.12g, want %.12g (off by %.3g of the search)", what, x, got, want, off)
	}
}

// The published curve of ratios: for x observed, the expected count at which
// x lies on the limit. There the funnel's limit must be x again.
func TestFunnelRatioLimitsAgainstPHE(t *testing.T) {
	checkCurve(t, readPHEFunnels(t).Ratios.Curve, 1, 1, 100)
}

// checkCurve compares the exact limits of each count with the published sizes
// (expected counts, or populations of one of so many years) and the funnel
// there with the count.
func checkCurve(t *testing.T, curve pheCurve, years, mean, per float64) {
	t.Helper()
	if len(curve.Count) != 100 {
		t.Fatalf("%d points, want 100", len(curve.Count))
	}
	f, err := FunnelRate([]float64{mean}, []float64{1}, FunnelOptions{Per: per})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what        string
		level       float64
		least, most []float64
		of          func(l FunnelLimits) (lower, upper float64)
	}{
		{"95 %", 0.95, curve.Least95, curve.Most95, func(l FunnelLimits) (float64, float64) { return l.Lower95, l.Upper95 }},
		{"99.8 %", 0.998, curve.Least998, curve.Most998, func(l FunnelLimits) (float64, float64) { return l.Lower998, l.Upper998 }},
	} {
		for i, x := range curve.Count {
			e, err := RateExact(x, 1, 1, c.level)
			if err != nil {
				t.Fatal(err)
			}
			searched(t, c.what+" fewest expected", e.Lower, years*c.least[i]*mean, x)
			searched(t, c.what+" most expected", e.Upper, years*c.most[i]*mean, x)
			low, _ := c.of(f.LimitsAt(e.Upper / mean))
			_, high := c.of(f.LimitsAt(e.Lower / mean))
			statstest.Near(t, c.what+" lower limit", low, x/(e.Upper/mean)*per, 1e-11)
			statstest.Near(t, c.what+" upper limit", high, x/(e.Lower/mean)*per, 1e-11)
		}
	}
}

// The published curves of rates, whose populations are those of one of three
// years, and the variations of their input that the package's own tests make.
func TestFunnelRateLimitsAgainstPHE(t *testing.T) {
	all := readPHEFunnels(t).Rates.Curves
	most := slices.Index(all.Count, slices.Max(all.Count))
	changes := []func(x, n []float64) ([]float64, []float64){
		func(x, n []float64) ([]float64, []float64) { return x, n },
		func(x, n []float64) ([]float64, []float64) {
			x[most], n[most] = 5, 1e5*5/all.Rate[most]
			return x, n
		},
		func(x, n []float64) ([]float64, []float64) {
			x[most] = 0
			largest := slices.Max(n)
			var xs, ns []float64
			for i := range n {
				if n[i] > largest/2 {
					xs, ns = append(xs, x[i]), append(ns, n[i])
				}
			}
			return xs, ns
		},
	}
	if len(all.Expected) != len(changes) {
		t.Fatalf("%d curves, want %d", len(all.Expected), len(changes))
	}
	for k, want := range all.Expected {
		x, n := make([]float64, len(all.Count)), make([]float64, len(all.Count))
		for i := range x {
			x[i], n[i] = all.Count[i], 1e5*all.Count[i]/all.Rate[i]
		}
		x, n = changes[k](x, n)
		f, err := FunnelRate(x, n, FunnelOptions{Per: 1e5})
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "centre line", f.Mean, want.Mean, 1e-9)
		checkCurve(t, want.pheCurve, 3, f.Mean/1e5, 1e5)
	}
}

// positions are those of the published places, −2 to 2.
var positions = map[int]FunnelPosition{2: High998, 1: High95, 0: InFunnel, -1: Low95, -2: Low998}

func TestFunnelPositionsAgainstPHE(t *testing.T) {
	all := readPHEFunnels(t)
	f, err := FunnelProportion(all.Proportions.Count, all.Proportions.Of, FunnelOptions{Per: 100})
	checkPositions(t, "proportions", f, err, all.Proportions.Places, 303)
	f, err = FunnelRate(all.Ratios.Count, all.Ratios.Expected, FunnelOptions{Per: 100, Target: 100})
	checkPositions(t, "ratios", f, err, all.Ratios.Places, 300)
	areas := all.Rates.Areas
	if len(areas.Sets) != 8 {
		t.Fatalf("%d sets of rates, want 8", len(areas.Sets))
	}
	for _, set := range areas.Sets {
		var places []int
		var x, n []float64
		for i, count := range areas.Count {
			rate := areas.Rates[set.Rates][i]
			size := count / rate * set.Per
			if count == 0 {
				size = areas.Population[i]
			}
			if math.IsNaN(rate) || count == 0 && !set.WithZero { // no rate, hence no denominator
				continue
			}
			places, x, n = append(places, set.Places[i]), append(x, count), append(n, size)
		}
		f, err := FunnelRate(x, n, FunnelOptions{Per: set.Per})
		checkPositions(t, set.Rates, f, err, places, len(places))
	}
}

func checkPositions(t *testing.T, what string, f Funnel, err error, places []int, number int) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if f.N != number || len(places) != number {
		t.Errorf("%s: %d areas and %d places, want %d", what, f.N, len(places), number)
	}
	for i, place := range places {
		if got := f.Areas[i].Position; got != positions[place] {
			t.Errorf("%s row %d: %s, want %s (%+v)", what, i, got, positions[place], f.Areas[i])
		}
	}
}
