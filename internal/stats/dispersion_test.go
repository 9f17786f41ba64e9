package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The estimates and standard errors of FunnelPlotR's kinds of data: ratios by
// their logarithm (SHMI) or root (CQC), proportions, ratios of two counts.
var funnelPlotR = map[string]func(x, n []float64) (y, s []float64, target float64){
	"SR_SHMI": func(x, n []float64) (y, s []float64, target float64) {
		for i := range x {
			y, s = append(y, math.Log(x[i]/n[i])), append(s, 1/math.Sqrt(n[i]))
		}
		return y, s, 0
	},
	"SR_CQC": func(x, n []float64) ([]float64, []float64, float64) {
		return transformedAreas(rateModel{mean: 1}, x, n)
	},
	"PR": func(x, n []float64) ([]float64, []float64, float64) {
		return transformedAreas(rateModel{proportion: true, mean: totalOf(x) / totalOf(n)}, x, n)
	},
	"RC": func(x, n []float64) (y, s []float64, target float64) {
		for i := range x {
			a, b := x[i]+0.5, n[i]+0.5
			y, s = append(y, math.Log(a/b)), append(s, math.Sqrt(x[i]/(a*a)+n[i]/(b*b)))
		}
		return y, s, math.Log(totalOf(x) / totalOf(n))
	},
}

func transformedAreas(m rateModel, x, n []float64) (y, s []float64, target float64) {
	for i := range x {
		a, b := m.transformed(x[i], n[i])
		y, s = append(y, a), append(s, b)
	}
	return y, s, m.centre()
}

func totalOf(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

// FunnelPlotR's six hospitals: φ 2.948033 is the one its own tests publish,
// the others were computed with the package.
func TestOverdispersion(t *testing.T) {
	x, n := []float64{100, 150, 180, 80, 120, 225}, []float64{108, 112, 165, 95, 100, 220}
	families := []float64{20, 30, 45, 12, 25, 60}
	for _, c := range []struct {
		kind      string
		x         []float64
		trim      Trimming
		phi, tau2 float64
		z4, w4    float64 // of the fourth hospital, before and after trimming
	}{
		{"SR_SHMI", x, Truncated, 2.94803317510236, 0.0194775305780216, -1.67498911236673, -1.67498911236673},
		{"SR_CQC", x, Winsorised, 2.32717825759412, 0.00343978015418627, -1.60504486961961, -1.19482728022307},
		{"PR", families, Winsorised, 1.51153009007919, 0.00156163983730927, -2.89715156131741, -2.14603161251339},
		{"RC", x, Winsorised, 0.9204353657445, 0.00154867476298394, -1.57327305996557, -1.30463069718819},
	} {
		y, s, target := funnelPlotR[c.kind](c.x, n)
		d, err := Overdispersion(y, s, target, c.trim)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, c.kind+" φ", d.Phi, c.phi, 1e-13)
		statstest.Near(t, c.kind+" τ²", d.Tau2, c.tau2, 1e-13)
		statstest.Near(t, c.kind+" z", d.Z[3], c.z4, 1e-13)
		statstest.Near(t, c.kind+" trimmed z", d.Trimmed[3], c.w4, 1e-13)
	}
}

func TestOverdispersionAgainstFunnelPlotR(t *testing.T) {
	var all struct {
		Dispersion []struct {
			Kind      string
			Count, Of []float64
			Z         []float64
			Trimmed   []float64 `json:"trimmed_z"`
			SE        []float64
			Y         []float64
			Target    float64
			Phi, Tau2 float64
		}
		PublishedPhi float64 `json:"published_phi"`
		Limits       struct{ Expected, Lower95, Upper95, Lower998, Upper998 []float64 }
	}
	statstest.Read(t, "funnelplotr", &all)
	if len(all.Dispersion) != 4 {
		t.Fatalf("%d kinds, want 4", len(all.Dispersion))
	}
	for _, want := range all.Dispersion {
		kind, trim := want.Kind, Winsorised
		if kind == "SR_SHMI" {
			trim = Truncated
		}
		y, s, target := funnelPlotR[kind](want.Count, want.Of)
		d, err := Overdispersion(y, s, target, trim)
		if err != nil {
			t.Fatal(err)
		}
		if kind == "SR_SHMI" && math.Abs(d.Phi-all.PublishedPhi) > 5e-7 {
			t.Errorf("φ %v, published %v", d.Phi, all.PublishedPhi)
		}
		statstest.Near(t, kind+" φ", d.Phi, want.Phi, 1e-13)
		statstest.Near(t, kind+" τ²", d.Tau2, want.Tau2, 1e-13)
		for i := range want.Z {
			statstest.Near(t, kind+" z", d.Z[i], want.Z[i], 1e-12)
			statstest.Near(t, kind+" trimmed z", d.Trimmed[i], want.Trimmed[i], 1e-12)
			statstest.Near(t, kind+" s", s[i], want.SE[i], 1e-13)
		}
		for i := range want.Y {
			statstest.Near(t, kind+" y", y[i], want.Y[i], 1e-13)
			statstest.Near(t, kind+" target", target, want.Target, 1e-13)
		}
	}
	// Its Poisson limits are the exact ones of the expected number itself.
	for i, e := range all.Limits.Expected {
		for level, want := range map[float64][2]float64{
			0.95:  {all.Limits.Lower95[i], all.Limits.Upper95[i]},
			0.998: {all.Limits.Lower998[i], all.Limits.Upper998[i]},
		} {
			got, err := RateExact(e, e, 1, level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "lower", got.Lower, want[0], 1e-13)
			statstest.Near(t, "upper", got.Upper, want[1], 1e-13)
		}
	}
}

// Twenty z-scores in steps of 1 but for a wild one at the end, worked by hand.
func TestTrimming(t *testing.T) {
	y, s := make([]float64, 20), make([]float64, 20)
	for i := range y {
		y[i], s[i] = float64(i)-9.5, 1
	}
	y[19] = 1000
	for _, c := range []struct {
		trim        Trimming
		n           int
		first, last float64
		squares     float64
	}{
		// ⌊10·rank/21⌋ is 0 for ranks 1 and 2, 9 for 19 and 20; ±0.5 to ±7.5 stay.
		{Truncated, 16, math.NaN(), math.NaN(), 340},
		// Type 7 at 1.9 and 17.1: −9.5+1.9 = −7.6 and 7.5+0.1 = 7.6.
		{Winsorised, 20, -7.6, 7.6, 340 + 4*7.6*7.6},
		{Untrimmed, 20, -9.5, 1000, 340 + 2*8.5*8.5 + 9.5*9.5 + 1e6},
	} {
		d, err := Overdispersion(y, s, 0, c.trim)
		if err != nil {
			t.Fatal(err)
		}
		if d.N != c.n {
			t.Errorf("%v: %d areas, want %d", c.trim, d.N, c.n)
		}
		statstest.Near(t, "first", d.Trimmed[0], c.first, 1e-14)
		statstest.Near(t, "last", d.Trimmed[19], c.last, 1e-14)
		statstest.Near(t, "φ", d.Phi, c.squares/float64(c.n), 1e-14)
	}
}

func TestWhatHasNoDispersion(t *testing.T) {
	nan := math.NaN()
	if d, err := Overdispersion([]float64{1, 2}, []float64{1, 1}, 0, Truncated); err != nil || d.N != 2 {
		t.Errorf("two areas truncated: %+v, %v", d, err) // tenths 3 and 6: both stay
	}
	for _, c := range []struct {
		y, s   []float64
		target float64
		want   error
	}{
		{[]float64{1}, []float64{1}, 0, ErrTooFew},
		{[]float64{1, nan}, []float64{1, 1}, 0, ErrNotFinite},
		{[]float64{1, 2}, []float64{1, 1}, nan, ErrNotFinite},
		{[]float64{1, 2}, []float64{1, 0}, 0, ErrStandardError},
		{[]float64{1, 2}, []float64{1, nan}, 0, ErrStandardError},
		{[]float64{1, 1, 1}, []float64{1, 1, 1}, 0, nil},
	} {
		d, err := Overdispersion(c.y, c.s, c.target, Winsorised)
		if !errors.Is(err, c.want) || (err != nil) != math.IsNaN(d.Phi) {
			t.Errorf("%v %v: %+v, %v, want %v", c.y, c.s, d, err, c.want)
		}
	}
}

// Areas that differ by chance alone have φ near 1, and τ² finds what was put
// in where they do not.
func TestOverdispersionFindsTheVariance(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for _, tau := range []float64{0, 0.05, 0.2} {
		const areas = 20000
		y, s := make([]float64, areas), make([]float64, areas)
		for i := range y {
			s[i] = 0.02 + 0.2*r.Float64()
			y[i] = 3 + tau*r.NormFloat64() + s[i]*r.NormFloat64()
		}
		d, err := Overdispersion(y, s, 3, Untrimmed)
		if err != nil {
			t.Fatal(err)
		}
		if tau == 0 && math.Abs(d.Phi-1) > 0.05 {
			t.Errorf("φ = %v by chance alone", d.Phi)
		}
		if off := math.Abs(math.Sqrt(d.Tau2) - tau); off > 0.01 {
			t.Errorf("τ = %v, want %v", math.Sqrt(d.Tau2), tau)
		}
	}
}

// Dispersion of 191 in 2021 about the country's rate is checked in the script
// scan.txtar against the real file; here its rules.
func TestCautiousDispersion(t *testing.T) {
	var alike, apart []Sample
	for i := range 12 {
		n := 1000 * float64(i+1)
		alike = append(alike, Sample{n / 10, n, n, n})
		apart = append(apart, Sample{n / 10 * (0.6 + 0.8*float64(i%2)), n, n, n})
	}
	for _, proportion := range []bool{true, false} {
		if d := DisperseCautiously(alike, proportion); d.Tau2 != 0 || d.N != 12 {
			t.Errorf("share %v: areas of one rate: %+v", proportion, d)
		}
		if d := DisperseCautiously(apart, proportion); !(d.Tau2 > 0) || math.Abs(d.Centre-0.1) > 0.02 || !(d.DF > 5 && d.DF < 11) {
			t.Errorf("share %v: areas apart: %+v", proportion, d)
		}
		if d := DisperseCautiously(apart[:9], proportion); d.Tau2 != 0 || d.N != 9 {
			t.Errorf("share %v: nine areas: %+v", proportion, d)
		}
	}
	none := slices.Repeat([]Sample{{0, 100, 100, 100}}, 12)
	if d := DisperseCautiously(none, true); d.Tau2 != 0 || !math.IsNaN(d.Centre) {
		t.Errorf("no event anywhere: %+v", d)
	}
}
