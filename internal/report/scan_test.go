package report

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/scan"
	"kuvio/internal/series"
)

// The caption counts both families of tests, and the rows by what was found.
func TestScanCaptionNumbers(t *testing.T) {
	nan := math.NaN()
	none := scan.Test{P: nan, Q: nan}
	one := scan.Entry{Country: scan.Level{Test: scan.Test{P: 0.5, Q: nan}}, Peers: scan.Level{Test: none}, Long: scan.Test{P: 0.01, Q: nan}, Recent: none, Diverging: scan.Test{P: 0.2, Q: nan}}
	rows := []scan.Entry{one, one, one}
	rows[0].Class, rows[1].Class, rows[2].Class = scan.StandsOut, scan.OwnTrend, scan.OwnTrend
	caption := scanCaption(&scan.Result{Region: series.Area{Name: same("Multia")}, Entries: rows}, 5)
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Multia: testejä eroista 6, omista suunnista 3; rivejä 3, niistä erottuvia 1, vain oma suunta 2; vääriä löydöksistä odotetaan enintään 5\u00a0%",
		domain.Swedish: "Multia: test av skillnader 6, av egna riktningar 3; rader 3, varav avvikande 1, endast egen riktning 2; väntad andel falska fynd högst 5\u00a0%",
		domain.English: "Multia: tests of differences 6, of own trends 3; rows 3, of which standing out 1, own trend only 2; expected share of false findings 5% at most",
	} {
		if got := caption.In(l); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
