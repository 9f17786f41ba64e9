package stats

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"kuvio/internal/stats/statstest"
)

func TestFunnelProportionLimitsAgainstPHE(t *testing.T) {
	in := statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_prop_inputs.csv")
	x, n := in.Column(t, "numerator"), in.Column(t, "denominator")
	for _, c := range []struct {
		file    string
		smaller float64 // the published axis variation has areas below this only
	}{
		{"testdata_funnel_prop_outputs.csv", math.Inf(1)},
		{"testdata_funnel_prop_outputs_with_axis_variation.csv", 31000},
	} {
		var xs, ns []float64
		for i := range n {
			if n[i] < c.smaller {
				xs, ns = append(xs, x[i]), append(ns, n[i])
			}
		}
		f, err := FunnelProportion(xs, ns, FunnelOptions{Per: 100})
		if err != nil {
			t.Fatal(err)
		}
		rows := statstest.ReadTable(t, "phe-indicatormethods/"+c.file)
		if len(rows) != 100 {
			t.Fatalf("%s: %d rows, want 100", c.file, len(rows))
		}
		for _, row := range rows { // six decimals are published
			l := f.LimitsAt(statstest.Number(t, row["Population"]))
			close6(t, "baseline", f.Mean, statstest.Number(t, row["Baseline"]))
			close6(t, "lower 95", l.Lower95, statstest.Number(t, row["Lower2s0025limit"]))
			close6(t, "upper 95", l.Upper95, statstest.Number(t, row["Upper2s0025limit"]))
			close6(t, "lower 99.8", l.Lower998, statstest.Number(t, row["Lower3s0001limit"]))
			close6(t, "upper 99.8", l.Upper998, statstest.Number(t, row["Upper3s0001limit"]))
		}
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
	rows := statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_ratio_outputs.csv")
	if len(rows) != 100 {
		t.Fatalf("%d rows, want 100", len(rows))
	}
	for _, row := range rows {
		x := statstest.Number(t, row["Observed_events"])
		checkCurve(t, x, 1, 100, row["lower_2s_exp_events"], row["upper_2s_exp_events"], row["lower_3s_exp_events"], row["upper_3s_exp_events"])
		statstest.Near(t, "the file's own ratio", statstest.Number(t, row["lower_2s_isr"]), 100*x/statstest.Number(t, row["lower_2s_exp_events"]), 1e-8)
	}
}

// checkCurve compares the exact limits of x with the published sizes (expected
// counts or populations), and the funnel there with x.
func checkCurve(t *testing.T, x, mean, per float64, lower95, upper95, lower998, upper998 string) {
	t.Helper()
	f, err := FunnelRate([]float64{mean}, []float64{1}, FunnelOptions{Per: per})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what         string
		level        float64
		lower, upper string
		of           func(l FunnelLimits) (lower, upper float64)
	}{
		{"95 %", 0.95, upper95, lower95, func(l FunnelLimits) (float64, float64) { return l.Lower95, l.Upper95 }},
		{"99.8 %", 0.998, upper998, lower998, func(l FunnelLimits) (float64, float64) { return l.Lower998, l.Upper998 }},
	} {
		e, err := RateExact(x, 1, 1, c.level)
		if err != nil {
			t.Fatal(err)
		}
		searched(t, c.what+" fewest expected", e.Lower, statstest.Number(t, c.lower)*mean, x)
		searched(t, c.what+" most expected", e.Upper, statstest.Number(t, c.upper)*mean, x)
		low, _ := c.of(f.LimitsAt(e.Upper / mean))
		_, high := c.of(f.LimitsAt(e.Lower / mean))
		statstest.Near(t, c.what+" lower limit", low, x/(e.Upper/mean)*per, 1e-11)
		statstest.Near(t, c.what+" upper limit", high, x/(e.Lower/mean)*per, 1e-11)
	}
}

// The published curves of rates, whose populations are those of one of three
// years, and the variations of their input that the package's own tests make.
func TestFunnelRateLimitsAgainstPHE(t *testing.T) {
	in := statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_rate_input_funnels.csv")
	events, rates := in.Column(t, "ev"), in.Column(t, "rate")
	most := 0
	for i, v := range events {
		if v > events[most] {
			most = i
		}
	}
	for _, c := range []struct {
		file   string
		change func(x, n []float64) ([]float64, []float64)
	}{
		{"testdata_funnel_rate_outputs.csv", func(x, n []float64) ([]float64, []float64) { return x, n }},
		{"testdata_funnel_rate_outputs_2.csv", func(x, n []float64) ([]float64, []float64) {
			x[most], n[most] = 5, 1e5*5/rates[most]
			return x, n
		}},
		{"testdata_funnel_rate_outputs_3.csv", func(x, n []float64) ([]float64, []float64) {
			x[most] = 0
			largest := slices.Max(n)
			var xs, ns []float64
			for i := range n {
				if n[i] > largest/2 {
					xs, ns = append(xs, x[i]), append(ns, n[i])
				}
			}
			return xs, ns
		}},
	} {
		x, n := make([]float64, len(events)), make([]float64, len(events))
		for i := range x {
			x[i], n[i] = events[i], 1e5*events[i]/rates[i]
		}
		x, n = c.change(x, n)
		f, err := FunnelRate(x, n, FunnelOptions{Per: 1e5})
		if err != nil {
			t.Fatal(err)
		}
		rows := statstest.ReadTable(t, "phe-indicatormethods/"+c.file)
		if len(rows) != 100 {
			t.Fatalf("%s: %d rows, want 100", c.file, len(rows))
		}
		statstest.Near(t, c.file+" baseline", f.Mean, statstest.Number(t, rows[0]["baseline"]), 1e-9)
		for _, row := range rows {
			years := func(column string) string {
				return strconv.FormatFloat(3*statstest.Number(t, row[column]), 'g', -1, 64)
			}
			checkCurve(t, statstest.Number(t, row["Events"]), f.Mean/1e5, 1e5,
				years("lower_2s_population_1_year"), years("upper_2s_population_1_year"),
				years("lower_3s_population_1_year"), years("upper_3s_population_1_year"))
		}
	}
}

// label is a position in the published files' words.
var label = map[FunnelPosition]string{
	High998: "High (0.001)", High95: "High (0.025)", InFunnel: "Not significant",
	Low95: "Low (0.025)", Low998: "Low (0.001)",
}

func TestFunnelPositionsAgainstPHE(t *testing.T) {
	prop := statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_prop_inputs.csv")
	f, err := FunnelProportion(prop.Column(t, "numerator"), prop.Column(t, "denominator"), FunnelOptions{Per: 100})
	checkLabels(t, "proportions", f, err, prop, "significance", 303)
	ratio := statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_ratio_inputs.csv")
	f, err = FunnelRate(ratio.Column(t, "obs"), ratio.Column(t, "expected"), FunnelOptions{Per: 100, Target: 100})
	checkLabels(t, "ratios", f, err, ratio, "significance", 300)
	for _, c := range []struct {
		rate, labels string
		per          float64
		zero         bool // the area without events is among them
	}{
		{"rate_dsr", "dsr_per_100000_with_0", 1e5, true},
		{"rate_dsr", "dsr_per_100_with_0", 100, true},
		{"rate_dsr", "dsr_per_100000_without_0", 1e5, false},
		{"rate_dsr", "dsr_per_100_without_0", 100, false},
		{"rate_crude_per_100000", "crude_per_100000_with_0", 1e5, true},
		{"rate_crude_per_100", "crude_per_100_with_0", 100, true},
		{"rate_crude_per_100000", "crude_per_100000_without_0", 1e5, false},
		{"rate_crude_per_100", "crude_per_100_without_0", 100, false},
	} {
		var rows statstest.Table
		var x, n []float64
		for _, row := range statstest.ReadTable(t, "phe-indicatormethods/testdata_funnel_rate_dsr_inputs.csv") {
			count := statstest.Number(t, row["count"])
			if row[c.rate] == "NA" { // no rate, hence no denominator
				continue
			}
			size := count / statstest.Number(t, row[c.rate]) * c.per
			if count == 0 {
				size = statstest.Number(t, row["pop"])
			}
			if count == 0 && !c.zero {
				continue
			}
			rows, x, n = append(rows, row), append(x, count), append(n, size)
		}
		f, err := FunnelRate(x, n, FunnelOptions{Per: c.per})
		checkLabels(t, c.labels, f, err, rows, c.labels, len(rows))
	}
}

func checkLabels(t *testing.T, what string, f Funnel, err error, rows statstest.Table, column string, want int) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if f.N != want {
		t.Errorf("%s: %d areas, want %d", what, f.N, want)
	}
	for i, row := range rows {
		if got := label[f.Areas[i].Position]; got != row[column] {
			t.Errorf("%s row %d: %s, want %s (%+v)", what, i, got, row[column], f.Areas[i])
		}
	}
}
