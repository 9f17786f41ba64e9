package stats

import (
	"testing"

	"kuvio/internal/stats/statstest"
)

// rTrendCase is what R's package trend gives for one series.
type rTrendCase struct {
	MK  rTest `json:"mk"`
	Sen struct {
		Estimates map[string]float64 `json:"estimates"`
		Conf      []float64          `json:"conf"`
	} `json:"sen"`
}

type rTest struct {
	Statistic map[string]float64 `json:"statistic"`
	P         float64            `json:"p"`
	Estimates struct {
		S    int     `json:"S"`
		VarS float64 `json:"varS"`
		Tau  float64 `json:"tau"`
	} `json:"estimates"`
}

// rSeries is where each case's series stands: file, column and, for the end
// of a series, how many of its last values.
var rSeries = map[string]struct {
	file, column string
	last         int
}{
	"maxau_Q": {"maxau", "Q", 0}, "maxau_s": {"maxau", "s", 0},
	"hcb_we": {"hcb", "we", 0}, "hcb_ka": {"hcb", "ka", 0}, "hcb_mz": {"hcb", "mz", 0},
	"hcb_ko": {"hcb", "ko", 0}, "hcb_bh": {"hcb", "bh", 0}, "hcb_bi": {"hcb", "bi", 0},
	"nile": {"nile", "Nile", 0}, "lakehuron": {"lakehuron", "level", 0},
	"nile_last8": {"nile", "Nile", 8}, "nile_last10": {"nile", "Nile", 10}, "nile_last15": {"nile", "Nile", 15},
	"nile_last20": {"nile", "Nile", 20}, "nile_last30": {"nile", "Nile", 30},
}

// R's sens.slope takes the index as time, so these are slopes per step.
func TestTrendAgainstR(t *testing.T) {
	var all struct {
		Results map[string]rTrendCase `json:"results"`
	}
	var s Scratch
	statstest.ReadJSON(t, "r-trend/expected.json", &all)
	for name, at := range rSeries {
		t.Run(name, func(t *testing.T) {
			want, ok := all.Results[name]
			if !ok {
				t.Fatal("no such case")
			}
			y := statstest.ReadTable(t, "r-trend/"+at.file+".csv").Column(t, at.column)
			if at.last > 0 {
				y = y[len(y)-at.last:]
			}
			mk, err := s.MannKendall(y)
			if err != nil {
				t.Fatal(err)
			}
			if mk.S != want.MK.Estimates.S {
				t.Errorf("S %d, want %d", mk.S, want.MK.Estimates.S)
			}
			statstest.Near(t, "var S", mk.VarS, want.MK.Estimates.VarS, 1e-13)
			statstest.Near(t, "Z", mk.Z, want.MK.Statistic["z"], 1e-13)
			statstest.Near(t, "tau-b", mk.TauB, want.MK.Estimates.Tau, 1e-13)
			if !mk.Exact {
				statstest.Near(t, "p", mk.P, want.MK.P, 1e-12)
			}
			sen, err := s.TheilSen(statstest.Years(1, len(y)), y, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			statstest.Near(t, "slope", sen.Slope, want.Sen.Estimates["Sen's slope"], 1e-12)
			statstest.Near(t, "lower", sen.Lower, want.Sen.Conf[0], 1e-12)
			statstest.Near(t, "upper", sen.Upper, want.Sen.Conf[1], 1e-12)
		})
	}
}
