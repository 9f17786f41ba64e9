package report

import (
	"testing"

	"kuvio/internal/compare"
)

// What is said beside the benchmark is which way each went, and not that the area
// fell more than what rose.
func TestBesideWords(t *testing.T) {
	for _, c := range []struct {
		verdict        compare.Verdict
		own, benchmark float64
		fi, en         string
	}{
		{compare.Higher, 2, 1, "▲ noussut enemmän", "▲ rose more"},
		{compare.Higher, 2, -1, "▲ noussut, vertailu laskenut", "▲ rose, benchmark fell"},
		{compare.Higher, -1, -2, "▲ laskenut vähemmän", "▲ fell less"},
		{compare.Higher, 0, -2, "▲ ennallaan, vertailu laskenut", "▲ unchanged, benchmark fell"},
		{compare.Lower, -2, -1, "▼ laskenut enemmän", "▼ fell more"},
		{compare.Lower, -2, 1, "▼ laskenut, vertailu noussut", "▼ fell, benchmark rose"},
		{compare.Lower, 1, 2, "▼ noussut vähemmän", "▼ rose less"},
		{compare.Lower, 0, 2, "▼ ennallaan, vertailu noussut", "▼ unchanged, benchmark rose"},
	} {
		if got := besideWords(c.verdict, c.own, c.benchmark); got.FI != c.fi || got.EN != c.en {
			t.Errorf("%s of %v beside %v: %q, %q", c.verdict, c.own, c.benchmark, got.FI, got.EN)
		}
	}
}
