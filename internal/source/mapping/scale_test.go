package mapping

import "testing"

func TestScaleOf(t *testing.T) {
	for words, want := range map[string]int{
		"1000 euroa": 1, "1 000 euroa": 1, "1 000 €": 1, "Menot (1 000 e)": 1, "Menot, 1 000 eur": 1, "tuhatta euroa": 1, "Tuhansia euroja": 1, "t€": 1, "Nettokostnader, tkr": 1, "k€": 1, "TEUR": 1,
		"i tusental": 1, "tusen euro": 1, "Thousand euros": 1, "Väestö (1 000)": 1, "Väkiluku (tuhatta)": 1, "Kulut, te": 1,
		"milj. euroa": 2, "milj.€": 2, "Miljoonaa euroa": 2, "miljoner euro": 2, "EUR million": 2, "M€": 2, "meur": 2, "mrd. euroa": 3, "miljardia euroa": 3,
		"euroa": 0, "Menot": 0, "1 000 asukasta kohti": 0, "/ 1 000 asukasta": 0, "per 1 000 invånare": 0, "tuhatta asukasta kohden": 0, "per thousand": 0, "per million inhabitants": 0, "21 000 euroa": 0,
		"euroa / asukas": 0, "Tuhat vuotta": 1, "Kunta": 0, "2023": 0, "Helsinki": 0, "Milja": 0, "Tekijät": 0,
	} {
		if got := ScaleOf(words); got != want {
			t.Errorf("%q: %d, want %d", words, got, want)
		}
	}
}
