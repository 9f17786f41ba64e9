package locale

import (
	"testing"

	"kuvio/internal/domain"
)

func TestList(t *testing.T) {
	for _, tt := range []struct {
		words []string
		lang  domain.Lang
		want  string
	}{
		{nil, domain.Finnish, ""},
		{[]string{"Keuruu"}, domain.Finnish, "Keuruu"},
		{[]string{"Keuruu", "koko maa"}, domain.Finnish, "Keuruu ja koko maa"},
		{[]string{"Jakobstad", "Pedersöre", "Larsmo"}, domain.Swedish, "Jakobstad, Pedersöre och Larsmo"},
		{[]string{"2014", "2021"}, domain.English, "2014 and 2021"},
	} {
		if got := List(tt.lang, tt.words); got != tt.want {
			t.Errorf("%q in %s: %q, want %q", tt.words, tt.lang, got, tt.want)
		}
	}
}
