package table_test

import (
	"strings"
	"testing"

	"kuvio/internal/source/sourcetest"
)

// A series of the whole country has no column of regions: a mapping says what
// it is of.
func TestNationalSeries(t *testing.T) {
	const maa = "indicator: oma:x\nregion: maa\n"
	for content, want := range map[string]string{
		"Vuosi;Indeksi\n2020;102,3\n2021;104,5\n":                "oma:x|MAA|total||2020|102.3/NaN, oma:x|MAA|total||2021|104.5/NaN",
		"Month,Index\n2020M01,102.3\n":                           "oma:x|MAA|total||2020-01|102.3/NaN",
		"Kuluttajahintaindeksi\n\nVuosi\tIndeksi\n2020\t102,3\n": "oma:x|MAA|total||2020|102.3/NaN",
		"Sarja;2020;2021\nKHI;102,3;..\n":                        "oma:x|MAA|total||2020|102.3/NaN, oma:x|MAA|total||2021|missing",
		"Alue;Vuosi;Arvo\nKoko maa;2020;1,5\n":                   "oma:x|MAA: Koko maa|total||2020|1.5/NaN",
		"Vuosi;Sukupuoli;Arvo\n2020;miehet;1\n2020;naiset;2\n":   "oma:x|MAA|male||2020|1/NaN, oma:x|MAA|female||2020|2/NaN",
	} {
		got, err := sourcetest.ReadText(t, maa, content)
		if all := strings.Join(sourcetest.Briefs(got.Records), ", "); err != nil || all != want {
			t.Errorf("%q: %s, %v, want %s", content, all, err, want)
		}
	}
	for content, want := range map[string]string{
		"Kunta;Vuosi;Arvo\nAkaa;2020;1\n":             `which is the region, region: maa of the mapping or the column "Kunta" (Akaa)`,
		"Vuosi;Hyödyke;Indeksi\n2020;a;1\n2020;b;2\n": `what the column "Hyödyke" is`,
	} {
		if _, err := sourcetest.ReadText(t, maa, content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
	_, err := sourcetest.ReadText(t, "", "Vuosi;Indeksi\n2020;102,3\n2021;104,5\n")
	if err == nil || !strings.Contains(err.Error(), "\nregion: # maa for the whole country, or another such as kunta:179\n") {
		t.Errorf("without a mapping: %v", err)
	}
}

// A period is asked for at the column that lacks it, not above the good ones.
func TestPeriodOfTheOddColumn(t *testing.T) {
	_, err := sourcetest.ReadText(t, "indicator: oma:x\n", "Kunta;2019;2020;viimeisin\nAkaa;1;2;3\nEspoo;4;5;6\n")
	if err == nil || !strings.Contains(err.Error(), `  - {column: "viimeisin", is: value, period: } # period: such as 2021, or is: ignore; 3, 6`) || strings.Contains(err.Error(), "\nperiod:") {
		t.Errorf("%v", err)
	}
}

// The only column of areas is never offered to be ignored.
func TestOnlyAreas(t *testing.T) {
	_, err := sourcetest.ReadText(t, "indicator: oma:x\n", "Paikka;Luokka;2020\nAkaa;x;1\nAkaa;y;2\nEspoo;x;3\n")
	if err == nil || !strings.Contains(err.Error(), `{column: "Paikka", is: } # region, if these are areas`) || !strings.Contains(err.Error(), `{column: "Luokka", is: breakdown:luokka}`) {
		t.Errorf("%v", err)
	}
}
