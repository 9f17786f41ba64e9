package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

func TestCochranArmitage(t *testing.T) {
	for _, c := range []struct {
		name         string
		x, n, scores []float64
		chi2, p      float64
		rises        bool
	}{
		// R 4.2.2, ?prop.trend.test: smokers among lung patients (Fleiss 1981).
		{"smokers", []float64{83, 90, 129, 70}, []float64{86, 93, 136, 82}, []float64{1, 2, 3, 4}, 8.22492228519774, 0.00413189747764142, false},
		{"smokers, the last against the rest", []float64{83, 90, 129, 70}, []float64{86, 93, 136, 82}, []float64{0, 0, 0, 1}, 12.1731462207402, 0.000484824593441677, false},
		// fingertips-open, WhenUsingTrendMarkerCalculator.cs: 1.4948 is printed;
		// p from the C library's erfc.
		{"not whole", []float64{10936.06, 11274.7, 11369.44, 11106.21, 11024.38, 11681.04, 11738.96},
			[]float64{2252383, 2268354, 2285373, 2300469, 2315677, 2330591, 2349351}, statstest.Years(2008, 7), 1.4947969205849265, 0.22147367954903457, true},
		// Without a trend the proportions are equal, here at 0 and 1 too.
		{"none counted", []float64{0, 0, 0}, []float64{5, 6, 7}, []float64{1, 2, 3}, 0, 1, false},
		{"all counted", []float64{5, 6, 7}, []float64{5, 6, 7}, []float64{1, 2, 3}, 0, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			ca, err := CochranArmitage(c.x, c.n, c.scores)
			if err != nil {
				t.Fatal(err)
			}
			if ca.Groups != len(c.x) || (ca.Z > 0) != c.rises {
				t.Errorf("%+v, want %d groups, rises: %v", ca, len(c.x), c.rises)
			}
			statstest.Near(t, "χ²", ca.Chi2, c.chi2, 1e-12)
			statstest.Near(t, "p", ca.P, c.p, 1e-12)
		})
	}
}

func TestCochranArmitageRefuses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name         string
		x, n, scores []float64
		want         error
	}{
		{"one proportion", []float64{1}, []float64{2}, []float64{1}, ErrTooFew},
		{"score", []float64{1, 1}, []float64{2, 2}, []float64{1, nan}, ErrNotFinite},
		{"one score", []float64{1, 2}, []float64{3, 3}, []float64{2015, 2015}, ErrDegenerate},
		{"denominator", []float64{0, 1}, []float64{0, 2}, []float64{1, 2}, ErrDenominator},
		{"no denominator", []float64{0, 1}, []float64{nan, 2}, []float64{1, 2}, ErrDenominator},
		{"count", []float64{3, 1}, []float64{2, 2}, []float64{1, 2}, ErrCount},
		{"no count", []float64{nan, 1}, []float64{2, 2}, []float64{1, 2}, ErrCount},
		{"negative count", []float64{-1, 1}, []float64{2, 2}, []float64{1, 2}, ErrCount},
	} {
		t.Run(c.name, func(t *testing.T) {
			ca, err := CochranArmitage(c.x, c.n, c.scores)
			if !errors.Is(err, c.want) || !math.IsNaN(ca.Z) || !math.IsNaN(ca.Chi2) || !math.IsNaN(ca.P) {
				t.Errorf("%+v, %v; want %v", ca, err, c.want)
			}
		})
	}
}

// The χ² is Fingertips' form of it in sums, N(NΣxt−ΣxΣnt)²/(Σx(N−Σx)(NΣnt²−
// (Σnt)²)); moving or stretching the scores does not change it, nor does the
// order of the groups; counting the others turns the sign.
func TestCochranArmitageProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 500 {
		var x, n, scores, moved, others []float64
		for i := range 2 + r.IntN(9) {
			of := float64(2 + r.IntN(200))
			count := float64(1 + r.IntN(int(of)-1))
			x, n, others = append(x, count), append(n, of), append(others, of-count)
			scores, moved = append(scores, float64(i+1)), append(moved, 2000+3*float64(i))
		}
		ca, err := CochranArmitage(x, n, scores)
		if err != nil {
			t.Fatal(err)
		}
		if off := math.Abs(ca.Chi2 - chi2OfSums(x, n, scores)); off > 1e-9*(1+ca.Chi2) {
			t.Errorf("χ² %v, sums give %v", ca.Chi2, chi2OfSums(x, n, scores))
		}
		same, _ := CochranArmitage(x, n, moved)
		opposite, _ := CochranArmitage(others, n, scores)
		for _, s := range [][]float64{x, n, scores} {
			slices.Reverse(s)
		}
		back, _ := CochranArmitage(x, n, scores)
		for _, z := range []float64{same.Z, -opposite.Z, back.Z} {
			if math.Abs(z-ca.Z) > 1e-10*(1+math.Abs(ca.Z)) {
				t.Errorf("Z %v, was %v", z, ca.Z)
			}
		}
		if t.Failed() {
			t.Fatalf("%v of %v", x, n)
		}
	}
}

func chi2OfSums(x, n, t []float64) float64 {
	var sn, sx, sxt, snt, sntt float64
	for i := range x {
		sn, sx, sxt = sn+n[i], sx+x[i], sxt+x[i]*t[i]
		snt, sntt = snt+n[i]*t[i], sntt+n[i]*t[i]*t[i]
	}
	d := sn*sxt - sx*snt
	return sn * d * d / (sx * (sn - sx) * (sn*sntt - snt*snt))
}
