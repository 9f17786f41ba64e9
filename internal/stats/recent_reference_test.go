package stats

import (
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// fingertipsCase is one series of Fingertips' tests, with what its program
// says and what its formulas give in full digits.
type fingertipsCase struct {
	Name   string `json:"name"`
	Method string `json:"method"`
	Data   []struct {
		Count       float64  `json:"count"`
		Denominator float64  `json:"denominator"`
		Value       float64  `json:"value"`
		Lower       *float64 `json:"lower95"`
		Upper       *float64 `json:"upper95"`
	} `json:"data"`
	Expected struct {
		Marker      string   `json:"marker"`
		Significant *bool    `json:"significant"`
		Chi2        *float64 `json:"chi2_2dp"`
	} `json:"expected"`
	Oracle struct {
		Chi2       *float64  `json:"chi2"`
		Slope      *float64  `json:"slope"`
		LogitSlope *float64  `json:"logit_slope"`
		LOO        []float64 `json:"loo_slopes"`
		LogitLOO   []float64 `json:"loo_logit_slopes"`
	} `json:"oracle_local"`
}

// columns are the values and limits, and the counts and denominators.
func (c fingertipsCase) columns() (values, lower, upper, x, n []float64) {
	orNaN := func(v *float64) float64 {
		if v == nil {
			return math.NaN()
		}
		return *v
	}
	for _, d := range c.Data {
		values, lower, upper = append(values, d.Value), append(lower, orNaN(d.Lower)), append(upper, orNaN(d.Upper))
		x, n = append(x, d.Count), append(n, d.Denominator)
	}
	return values, lower, upper, x, n
}

var fingertipsMarkers = map[string]RecentTrend{
	"Increasing": RecentRising, "Decreasing": RecentFalling,
	"NoChange": RecentNoChange, "CannotBeCalculated": RecentNotComputed,
}

func TestRecentAgainstFingertips(t *testing.T) {
	var all struct {
		Threshold float64          `json:"threshold_chi2_1df_99.8pct"`
		Cases     []fingertipsCase `json:"cases"`
	}
	statstest.ReadJSON(t, "fingertips-trend/expected.json", &all)
	statstest.Near(t, "threshold", recentChi2, all.Threshold, 0)
	if len(all.Cases) < 9 {
		t.Fatalf("%d cases, want 9 or more", len(all.Cases))
	}
	for _, c := range all.Cases {
		t.Run(c.Name, func(t *testing.T) {
			values, lower, upper, x, n := c.columns()
			var r Recent
			var points fivePoints
			slope, loo := c.Oracle.Slope, c.Oracle.LOO
			if c.Method == "proportion" {
				r = RecentProportion(x, n)
				points, _ = logits(x, n)
				slope, loo = c.Oracle.LogitSlope, c.Oracle.LogitLOO
			} else {
				r = RecentGeneral(values, lower, upper)
				for i, y := range values {
					points.y[i], points.weight[i] = y, math.Pow((upper[i]-lower[i])/3.92, -2)
				}
			}
			checkMarker(t, c, r)
			if c.Oracle.Chi2 != nil {
				statstest.Near(t, "χ²", r.Chi2, *c.Oracle.Chi2, 1e-10)
				statstest.Near(t, "slope", r.Slope, *slope, 1e-10)
			}
			for i, want := range loo {
				b, _ := points.slope(i)
				statstest.Near(t, "slope without a point", b, want, 1e-10)
			}
		})
	}
}

// checkMarker compares with the published verdict. Fingertips drops the rows
// without limits, divides 0 by 0 and says that nothing changed; a trend that
// cannot be calculated is not one without a change.
func checkMarker(t *testing.T, c fingertipsCase, r Recent) {
	t.Helper()
	want, known := fingertipsMarkers[c.Expected.Marker]
	if c.Name == "gp_65plus_93468_no_CIs" {
		want = RecentNotComputed
	}
	if c.Expected.Marker != "" && (!known || r.Trend != want) {
		t.Errorf("%+v, want %s", r, want)
	}
	moves := r.Trend == RecentRising || r.Trend == RecentFalling
	if c.Expected.Significant != nil && moves != *c.Expected.Significant {
		t.Errorf("%+v, want significant: %v", r, *c.Expected.Significant)
	}
	if c.Expected.Chi2 != nil && *c.Expected.Chi2 != 0 && math.Abs(r.Chi2-*c.Expected.Chi2) > 0.005 {
		t.Errorf("χ² %.4f, want %.2f", r.Chi2, *c.Expected.Chi2)
	}
}

// The older program tests all points it is given. Its first series was judged
// at 95 %, by χ² > 3.841: at 99.8 % nothing moves there.
func TestCochranArmitageAgainstFingertips(t *testing.T) {
	var all struct {
		Legacy map[string]struct {
			R      []float64 `json:"r"`
			N      []float64 `json:"n"`
			Year   []float64 `json:"year"`
			Chi2   *float64  `json:"chi2_4dp"`
			Marker string    `json:"marker"`
			Oracle float64   `json:"oracle_cochran_armitage_all_points"`
		} `json:"legacy_cochran_armitage"`
	}
	statstest.ReadJSON(t, "fingertips-trend/expected.json", &all)
	if len(all.Legacy) < 6 {
		t.Fatalf("%d cases, want 6 or more", len(all.Legacy))
	}
	for name, c := range all.Legacy {
		t.Run(name, func(t *testing.T) {
			scores := c.Year
			if scores == nil {
				scores = statstest.Years(1, len(c.R))
			}
			ca, err := CochranArmitage(c.R, c.N, scores)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "χ²", ca.Chi2, c.Oracle, 1e-10)
			if c.Chi2 != nil && math.Abs(ca.Chi2-*c.Chi2) > 0.00005 {
				t.Errorf("χ² %.6f, want %.4f", ca.Chi2, *c.Chi2)
			}
			threshold := recentChi2
			if name == "TrendData_1" {
				threshold = 3.841
			}
			got := RecentNoChange
			switch {
			case ca.Chi2 > threshold && ca.Z > 0:
				got = RecentRising
			case ca.Chi2 > threshold:
				got = RecentFalling
			}
			if got != fingertipsMarkers[c.Marker] {
				t.Errorf("%s (%+v), want %s", got, ca, c.Marker)
			}
		})
	}
}

// R's prop.trend.test, with its own scores and with 0, 0, 0, 1.
func TestCochranArmitageAgainstR(t *testing.T) {
	var all struct {
		Results struct {
			Test struct {
				X     []float64 `json:"x"`
				N     []float64 `json:"n"`
				Chi2  float64   `json:"chisq"`
				P     float64   `json:"p"`
				Chi21 float64   `json:"chisq_score_0001"`
				P1    float64   `json:"p_score_0001"`
			} `json:"prop_trend_test"`
		} `json:"results"`
	}
	statstest.ReadJSON(t, "r-rates/expected.json", &all)
	c := all.Results.Test
	for _, with := range []struct {
		scores  []float64
		chi2, p float64
	}{{[]float64{1, 2, 3, 4}, c.Chi2, c.P}, {[]float64{0, 0, 0, 1}, c.Chi21, c.P1}} {
		ca, err := CochranArmitage(c.X, c.N, with.scores)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "χ²", ca.Chi2, with.chi2, 1e-12)
		statstest.Near(t, "p", ca.P, with.p, 1e-12)
	}
}
