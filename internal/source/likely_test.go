package source

import (
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// What a colleague's table and PxWeb's have in common must not decide what a
// dash or a point in it means: the general reader asks.
func TestColleaguesTableIsNotTakenForPxWeb(t *testing.T) {
	m := &mapping.Mapping{Indicator: "oma:x"}
	for _, tt := range []struct {
		text   string
		format Format
	}{
		{"Kunta;Vuosi;Osuus\nJyväskylä;2021;1,53\nLaukaa;2021;-\n", FormatTable},
		{"Vuosi;Kunta;Lapsia\n2021;Jyväskylä;1.234\n2021;Laukaa;2.500\n2021;Muurame;999\n", FormatTable},
		{"Municipality,Year,Population\nHelsinki,2020,\"656,920\"\n", FormatTable},
		{"Väestö kunnittain\n\nKunta;2020;2021\nHelsinki;656,920;-\n", FormatTable},
		{"\"Vuosi\";\"Alue\";\"Äänioikeutetut\"\n\"2021\";\"091 Helsinki\";542830\n", FormatPxWeb},
		{"Kunta;Ikä;Yhteensä;Miehet;Naiset\nAkaa;Yhteensä;16467;8281;8186\n", FormatPxWeb},
	} {
		f := inMemory("f.csv", []byte(tt.text))
		k, err := sniff(f, Options{Map: m})
		if err != nil || k.format != tt.format {
			t.Errorf("%q: %s, %v; want %s", tt.text, k.format, err, tt.format)
			continue
		}
		_, _ = Read(t.Context(), f, Options{Map: m}, func(r *record.Record) error {
			if v := r.Cell.Value; tt.format == FormatTable && (v == 1.234 || v == 2.5 || v == 656.92 || v == 0) {
				t.Errorf("%q: took %v", tt.text, v)
			}
			return nil
		}, func(record.Reject) error { return nil })
	}
}
