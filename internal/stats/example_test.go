package stats_test

import (
	"fmt"

	"kuvio/internal/stats"
)

// The flow of the Nile at Aswan 1951–1970, 10⁸ m³ (Cobb 1978; R's
// datasets::Nile).
var nile = []float64{744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
	1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740}

// yearsFrom are n years from the first on.
func yearsFrom(first, n int) []float64 {
	t := make([]float64, n)
	for i := range t {
		t[i] = float64(first + i)
	}
	return t
}

// R 4.2.2, package trend 1.1.6: mk.test.
func ExampleMannKendall() {
	mk, _ := stats.MannKendall(nile)
	fmt.Printf("S %d, var S %v, z %.12f, p %.12f, tau-b %.12f\n", mk.S, mk.VarS, mk.Z, mk.P, mk.TauB)
	// Output: S -28, var S 950, z -0.875995674106, p 0.381032385484, tau-b -0.147368421053
}

// R 4.2.2, package trend 1.1.6: sens.slope.
func ExampleTheilSen() {
	sen, _ := stats.TheilSen(yearsFrom(1951, 20), nile, 0.95)
	fmt.Printf("%.12f a year, %.12f to %.12f\n", sen.Slope, sen.Lower, sen.Upper)
	// Output: -3.476190476190 a year, -14.571428571429 to 8.250000000000
}

// R 4.2.2, package trend 1.1.6: pettitt.test, whose place counts from 1.
func ExampleScratch_Pettitt() {
	var s stats.Scratch
	shift, _ := s.Pettitt(nile)
	fmt.Printf("K %d, after 1951+%d, p %.12f\n", shift.K, shift.Index, shift.P)
	// Output: K 55, after 1951+14, p 0.230485550729
}

// PHEindicatormethods' published case: 65 of 100.
func ExampleProportion() {
	for _, level := range []float64{0.95, 0.998} {
		e, _ := stats.Proportion(65, 100, 1, level)
		fmt.Printf("%.12f to %.12f\n", e.Lower, e.Upper)
	}
	// Output:
	// 0.552544432969 to 0.736357517569
	// 0.495494657407 to 0.778354061409
}

// PHEindicatormethods' published cases of phe_rate: 5 of 100 exactly, 20 of
// 100 by Byar, per 100,000.
func ExampleRate() {
	for _, x := range []float64{5, 20} {
		e, _ := stats.Rate(x, 100, 100000, 0.95)
		fmt.Printf("%v: %.8f to %.8f\n", e.Value, e.Lower, e.Upper)
	}
	// Output:
	// 5000: 1623.48639012 to 11668.33207932
	// 20000: 12211.42883488 to 30889.88036920
}

// PHEindicatormethods' published case: 1,045 events.
func ExampleRateByar() {
	e, _ := stats.RateByar(1045, 1, 1, 0.95)
	fmt.Printf("%.9f to %.9f\n", e.Lower, e.Upper)
	// Output: 982.593201807 to 1110.331212986
}

// Fingertips prints χ² 46.77 for these five years.
func ExampleRecentGeneral() {
	r := stats.RecentGeneral([]float64{24.67, 24.6, 28, 30.2, 30.6},
		[]float64{23.16, 23.15, 26.44, 28.63, 28.98}, []float64{26.25, 26.19, 29.64, 31.9, 32.25})
	fmt.Printf("%s, χ² %.2f, slope %.12f\n", r.Trend, r.Chi2, r.Slope)
	// Output: rising, χ² 46.77, slope 1.751566222663
}

// Fingertips prints χ² 47.9 for the same years as counts.
func ExampleRecentProportion() {
	r := stats.RecentProportion([]float64{994, 1023, 1199, 1332, 1367}, []float64{40299, 41527, 42811, 44064, 44701})
	fmt.Printf("%s, χ² %.1f\n", r.Trend, r.Chi2)
	// Output: rising, χ² 47.9
}

// A point of PHEindicatormethods' published curve: areas of 110,000 about 80.642448 %.
func ExampleFunnelProportion() {
	f, _ := stats.FunnelProportion([]float64{88000}, []float64{110000}, stats.FunnelOptions{Per: 100, Target: 80.642448})
	l := f.Areas[0]
	fmt.Printf("%s: 95 %% %.5f to %.5f, 99.8 %% %.5f to %.5f\n", l.Position, l.Lower95, l.Upper95, l.Lower998, l.Upper998)
	// Output: low_998: 95 % 80.40896 to 80.87593, 99.8 % 80.27432 to 81.01058
}

// FunnelPlotR's six hospitals, ratios by their root (CQC): φ and τ².
func ExampleFunnelRate() {
	f, _ := stats.FunnelRate([]float64{100, 150, 180, 80, 120, 225}, []float64{108, 112, 165, 95, 100, 220},
		stats.FunnelOptions{Per: 1, Target: 1, Trim: stats.Winsorised})
	fmt.Printf("φ %.12f, τ² %.14f\n", f.Phi, f.Tau2)
	// Output: φ 2.327178257594, τ² 0.00343978015419
}

// Three areas, by hand: a/(a+b/n) is 17/21 for the first two.
func ExampleEmpiricalBayes() {
	s, _ := stats.EmpiricalBayes([]float64{20, 60, 100}, []float64{1000, 1000, 2000}, false, 1000)
	fmt.Printf("mean %.0f, weight %.6f, values %.6f\n", s.Mean, s.Weights[0], s.Values)
	// Output: mean 45, weight 0.809524, values [24.761905 57.142857 49.473684]
}

// R 4.2.2, package forecast 8.20: rwf(y, drift = TRUE, h = 5, level = 95).
func ExampleDrift() {
	f, _ := stats.Drift([]float64{12.1, 11.8, 11.9, 11.2, 10.9, 11, 10.4, 10.1, 10.3, 9.8, 9.9, 9.4}, 5, 0.95)
	last := f.Points[4]
	fmt.Printf("in five years %.12f, limits %.12f and %.12f\n", last.Mean, last.Lower, last.Upper)
	// Output: in five years 8.172727272727, limits 6.478625015550 and 9.866829529905
}

// Five areas, by hand: Σ|xᵢ−xⱼ| over 25 pairs is 40, and the mean 3.
func ExampleSpreadOf() {
	s, _ := stats.SpreadOf([]float64{1, 2, 3, 4, 5}, nil)
	fmt.Printf("CV %.12f, Gini %.12f, P90/P10 %.12f\n", s.CV, s.Gini, s.P90P10)
	// Output: CV 0.527046276695, Gini 0.266666666667, P90/P10 3.285714285714
}

// The 15 p of Benjamini & Hochberg (1995), section 4.1: four are below 0.05
// once adjusted.
func ExampleBenjaminiHochberg() {
	q := stats.BenjaminiHochberg([]float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
		0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1})
	fmt.Printf("%.6f\n", q[:5])
	// Output: [0.001500 0.003000 0.009500 0.035625 0.060300]
}

// A falling rate, published to one decimal, as in ExampleDrift: the courses that
// fall count for three quarters.
func ExampleCombined() {
	f, _ := stats.Combined([]float64{12.1, 11.8, 11.9, 11.2, 10.9, 11, 10.4, 10.1, 10.3, 9.8, 9.9, 9.4}, 3, 0.95, 0.1)
	last := f.Points[2]
	fmt.Printf("in three years %.2f, limits %.2f and %.2f\n", last.Mean, last.Lower, last.Upper)
	fmt.Printf("last value %.0f %%, a slope %.0f %%\n", 100*f.Weights.Last, 100*f.Weights.Slope)
	// Output:
	// in three years 8.99, limits 7.76 and 10.49
	// last value 22 %, a slope 76 %
}
