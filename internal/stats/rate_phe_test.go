package stats

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The tolerance of the published files, which give about 15 digits.
const pheTolerance = 2e-13

func TestWilsonAndByarAgainstPHE(t *testing.T) {
	checked := 0
	for _, row := range statstest.ReadTable(t, "phe-indicatormethods/testdata_Byars_Wilson__testdata_B_W.csv") {
		x, n := statstest.Number(t, row["x"]), statstest.Number(t, row["n"])
		level := statstest.Number(t, strings.TrimSuffix(row["confidence"], "%")) / 100
		var got Estimate
		var err error
		if row["method"] == "Wilson" {
			got, err = Proportion(x, n, 1, level)
		} else {
			got, err = RateByar(x, 1, 1, level)
		}
		if err != nil {
			t.Fatal(err)
		}
		if row["lowercl"] != "" {
			statstest.Near(t, row["method"]+" lower of "+row["x"], got.Lower, statstest.Number(t, row["lowercl"]), pheTolerance)
		}
		statstest.Near(t, row["method"]+" upper of "+row["x"], got.Upper, statstest.Number(t, row["uppercl"]), pheTolerance)
		checked++
	}
	if checked != 13 {
		t.Errorf("%d cases, want 13", checked)
	}
}

func TestRateAndProportionAgainstPHE(t *testing.T) {
	for _, c := range []struct {
		file     string
		method   func(x, n, per, level float64) (Estimate, error)
		computed int // rows with a count and a denominator
	}{
		{"testdata_Rate__testdata_Rate.csv", Rate, 17},
		{"testdata_Rate__testdata_Rate_g.csv", Rate, 9},
		{"testdata_Proportion__testdata_Prop.csv", Proportion, 16},
		{"testdata_Proportion__testdata_Prop_g.csv", Proportion, 8},
	} {
		t.Run(c.file, func(t *testing.T) {
			computed := 0
			for _, row := range statstest.ReadTable(t, "phe-indicatormethods/"+c.file) {
				if checkPHE(t, row, c.method) {
					computed++
				}
			}
			if computed != c.computed {
				t.Errorf("%d rows had an estimate, want %d", computed, c.computed)
			}
		})
	}
}

// checkPHE compares one row at each level it has, and reports whether it has
// any: a row without a count or denominator must be an error.
func checkPHE(t *testing.T, row map[string]string, method func(x, n, per, level float64) (Estimate, error)) bool {
	t.Helper()
	x, n, per := statstest.Number(t, row["Numerator"]), statstest.Number(t, row["Denominator"]), statstest.Number(t, row["multiplier"])
	limits := map[float64][2]string{
		0.95:  {row["lower95_0cl"], row["upper95_0cl"]},
		0.998: {row["lower99_8cl"], row["upper99_8cl"]},
	}
	if at, grouped := row["confidence"]; grouped {
		level := statstest.Number(t, strings.TrimSuffix(at, "%")) / 100
		limits = map[float64][2]string{level: {row["lowercl"], row["uppercl"]}}
	}
	for level, want := range limits {
		got, err := method(x, n, per, level)
		if math.IsNaN(x) || math.IsNaN(n) {
			if err == nil {
				t.Errorf("%s: %+v from a missing count or denominator", row["Area"], got)
			}
			return false
		}
		if err != nil {
			t.Errorf("%s: %v", row["Area"], err)
			return false
		}
		statstest.Near(t, row["Area"]+" value", got.Value, statstest.Number(t, row["value"]), 1e-14)
		statstest.Near(t, row["Area"]+" lower", got.Lower, statstest.Number(t, want[0]), pheTolerance)
		statstest.Near(t, row["Area"]+" upper", got.Upper, statstest.Number(t, want[1]), pheTolerance)
	}
	return true
}

// R's poisson.test, to the 15 digits it prints.
func TestRateExactAgainstR(t *testing.T) {
	var all struct {
		Results struct {
			Poisson struct {
				X     []float64    `json:"x"`
				CI95  [][2]float64 `json:"ci95"`
				CI998 [][2]float64 `json:"ci998"`
			} `json:"poisson_exact"`
		} `json:"results"`
	}
	statstest.ReadJSON(t, "r-rates/expected.json", &all)
	cases := all.Results.Poisson
	if len(cases.X) == 0 {
		t.Fatal("no cases")
	}
	for i, x := range cases.X {
		for level, want := range map[float64][2]float64{0.95: cases.CI95[i], 0.998: cases.CI998[i]} {
			got, err := RateExact(x, 1, 1, level)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "lower", got.Lower, want[0], 1e-13)
			statstest.Near(t, "upper", got.Upper, want[1], 1e-13)
		}
	}
}
