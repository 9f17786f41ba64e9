package stats

import (
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The rainfall of pyMannKendall's tests: the plain test, and that of Yue & Wang
// with the correlation at lag 1 alone, of residuals about Sen's line over the
// places of the values as they stand without the gaps.
func TestYueWangAgainstPyMannKendall(t *testing.T) {
	type result struct{ S, Variance, Z, P float64 }
	var published struct {
		Rainfall statstest.Numbers
		SenSlope float64 `json:"sen_slope"`
		Plain    result
		YueWang  result `json:"yue_wang_lag_1"`
	}
	statstest.Read(t, "pymannkendall", &published)
	var y []float64
	for _, v := range published.Rainfall {
		if !math.IsNaN(v) {
			y = append(y, v)
		}
	}
	mk, err := MannKendall(y)
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "S", float64(mk.S), published.Plain.S, 0)
	statstest.Near(t, "variance", mk.VarS, published.Plain.Variance, 1e-15)
	statstest.Near(t, "z", mk.Z, published.Plain.Z, 1e-14)
	statstest.Near(t, "p", mk.P, published.Plain.P, 1e-13)

	residuals := make([]float64, len(y))
	for i, v := range y {
		residuals[i] = v - published.SenSlope*float64(i+1)
	}
	factor := yueWang(len(y), []float64{LagOne(statstest.Years(1, len(y)), residuals)})
	want := published.YueWang
	statstest.Near(t, "corrected variance", mk.VarS*factor, want.Variance, 1e-12)
	statstest.Near(t, "corrected z", mk.correctedZ(factor), want.Z, 1e-12)
	// The published p is the normal one; Student's t of 355 degrees is near it.
	statstest.Near(t, "corrected p", mk.Corrected(factor), want.P, 1e-3)
}

func TestVarianceFactor(t *testing.T) {
	// Four years that correlate by a half: 1 + 2(3/4·1/2 + 2/4·1/4 + 1/4·1/8).
	statstest.Near(t, "factor", VarianceFactor(4, 0.5), 1+2*(0.375+0.125+0.03125), 1e-15)
	// Of many it is (1+r)/(1−r).
	statstest.Near(t, "of many", VarianceFactor(100000, 0.6), 4, 1e-4)
	if got := VarianceFactor(20, 0); got != 1 {
		t.Errorf("without correlation %v, want 1", got)
	}
}

func TestUnbiased(t *testing.T) {
	for _, c := range []struct {
		r           float64
		n, bends    int
		want        float64
		description string
	}{
		{0.3, 20, 0, (20*0.3 + 2) / 16, "a straight line"},
		{0.1, 20, 2, (20*0.1 + 4) / 12, "two bends"},
		{-0.3, 20, 0, 0, "below 0"},
		{0.8, 12, 1, 0.9, "above 0.9"},
		{-0.25, 4, 0, 1 / 1.5, "so few that nothing is left: by 1.5"},
	} {
		statstest.Near(t, c.description, Unbiased(c.r, c.n, c.bends), c.want, 1e-15)
	}
}

// A year without a value is no neighbour of the next.
func TestLagOneLeavesGapsOut(t *testing.T) {
	// 1, −1 | 1, −1: within the pairs each is the other's opposite.
	got := LagOne([]float64{2001, 2002, 2005, 2006}, []float64{1, -1, 1, -1})
	statstest.Near(t, "lag one", got, -0.5, 1e-15)
	if got := LagOne(statstest.Years(2001, 3), []float64{2, 2, 2}); got != 0 {
		t.Errorf("of what does not vary %v, want 0", got)
	}
}

// Corrected is never less than the plain p, exact or not.
func TestCorrectedIsNoSmallerThanThePlainP(t *testing.T) {
	for _, y := range [][]float64{{1, 2, 3, 4, 5, 6}, {5, 3, 4, 4, 2, 1, 0, 0, 1, 0, -1, -2}} {
		mk, err := MannKendall(y)
		if err != nil {
			t.Fatal(err)
		}
		for _, factor := range []float64{1, 1.000001, 1.5, 4, 19} {
			if p := mk.Corrected(factor); p < mk.P || p > 1 {
				t.Errorf("%v by %v: p %v, plain %v", y, factor, p, mk.P)
			}
		}
	}
	if p := (MK{P: math.NaN()}).Corrected(2); !math.IsNaN(p) {
		t.Errorf("without a test p is %v, want none", p)
	}
}
