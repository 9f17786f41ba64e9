package stats

import (
	"strconv"
	"testing"

	"kuvio/internal/stats/statstest"
)

// rTrend is what R's package trend gives for one series.
type rTrend struct {
	Series      string
	Last        int // of the series its last so many values; 0 for all
	MannKendall *struct {
		S    int
		VarS float64 `json:"var_s"`
		Z, P float64
		TauB float64 `json:"tau_b"`
	} `json:"mann_kendall"`
	TheilSen struct{ Slope, Lower, Upper float64 } `json:"theil_sen"`
	Pettitt  *struct {
		K, Place int
		P        float64
	}
}

// eachRTrend checks every case of R's package trend.
func eachRTrend(t *testing.T, check func(t *testing.T, y []float64, want rTrend)) {
	t.Helper()
	var all struct {
		Series map[string][]float64
		Cases  []rTrend
	}
	statstest.Read(t, "r-trend", &all)
	if len(all.Cases) != 16 {
		t.Fatalf("%d cases, want 16", len(all.Cases))
	}
	for _, c := range all.Cases {
		y := all.Series[c.Series]
		if y == nil {
			t.Fatalf("no series %s", c.Series)
		}
		if c.Last > 0 {
			y = y[len(y)-c.Last:]
		}
		t.Run(c.Series+strconv.Itoa(len(y)), func(t *testing.T) { check(t, y, c) })
	}
}

// R's sens.slope takes the index as time, so these are slopes per step. Its p
// is the normal one at any length.
func TestTrendAgainstR(t *testing.T) {
	var s Scratch
	tested := 0
	eachRTrend(t, func(t *testing.T, y []float64, want rTrend) {
		if want.MannKendall == nil {
			return
		}
		tested++
		mk, err := s.MannKendall(y)
		if err != nil {
			t.Fatal(err)
		}
		if mk.S != want.MannKendall.S {
			t.Errorf("S %d, want %d", mk.S, want.MannKendall.S)
		}
		statstest.Near(t, "var S", mk.VarS, want.MannKendall.VarS, 1e-13)
		statstest.Near(t, "Z", mk.Z, want.MannKendall.Z, 1e-13)
		statstest.Near(t, "tau-b", mk.TauB, want.MannKendall.TauB, 1e-13)
		if !mk.Exact {
			statstest.Near(t, "p", mk.P, want.MannKendall.P, 1e-12)
		}
		sen, err := s.TheilSen(statstest.Years(1, len(y)), y, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		statstest.Near(t, "slope", sen.Slope, want.TheilSen.Slope, 1e-12)
		statstest.Near(t, "lower", sen.Lower, want.TheilSen.Lower, 1e-12)
		statstest.Near(t, "upper", sen.Upper, want.TheilSen.Upper, 1e-12)
	})
	if tested != 15 {
		t.Errorf("%d cases, want 15", tested)
	}
}
