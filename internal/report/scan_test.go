package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/scan"
	"kuvio/internal/series"
)

// One test of one indicator is said in the singular.
func TestScanCaptionNumbers(t *testing.T) {
	region := series.Area{Name: same("Multia")}
	one := scan.Entry{Country: scan.Level{Test: scan.Test{P: 0.5, Q: math.NaN()}}}
	nan := math.NaN()
	one.Peers.Test, one.Long, one.Recent = scan.Test{P: nan, Q: nan}, scan.Test{P: nan, Q: nan}, scan.Test{P: nan, Q: nan}
	for rows, want := range map[int][3]string{
		1: {"Multia: 1 testi 1 indikaattorista tai sen osasta, ", "Multia: 1 test av 1 indikator eller del av den, ", "Multia: 1 test of 1 indicator or part of one, "},
		2: {"Multia: 2 testiä 2 indikaattorista tai niiden osasta, ", "Multia: 2 test av 2 indikatorer och delar av dem, ", "Multia: 2 tests of 2 indicators and parts of them, "},
	} {
		caption := scanCaption(&scan.Result{Region: region, Entries: slices.Repeat([]scan.Entry{one}, rows)}, 5)
		for i, l := range domain.Langs {
			if got := caption.In(l); !strings.HasPrefix(got, want[i]) {
				t.Errorf("%q, want %q", got, want[i])
			}
		}
	}
}
