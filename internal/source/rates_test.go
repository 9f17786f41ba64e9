package source_test

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

const (
	jsonRates = `{"version": "2.0", "class": "dataset", "label": "Tapahtumat kunnittain", "id": ["Vuosi", "Alue", "Tiedot"], "size": [1, 1, 1],
"role": {"time": ["Vuosi"], "geo": ["Alue"], "metric": ["Tiedot"]}, "dimension": {
"Vuosi": {"label": "Vuosi", "category": {"index": {"2020": 0}, "label": {"2020": "2020"}}},
"Alue": {"label": "Alue", "category": {"index": {"KU179": 0}, "label": {"KU179": "Jyväskylä"}}},
"Tiedot": {"label": "Tiedot", "category": {"index": {"t": 0}, "label": {"t": "LABEL"}, "unit": {"t": {"base": "lkm", "label": "BESIDE", "decimals": 1}}}}}, "value": [134.3]}`
	pxRates = "CHARSET=\"ANSI\";\nMATRIX=\"t1\";\nTITLE=\"LABEL muuttujina Alue, Vuosi\";\nCONTENTS=\"Tapahtumat\";\nUNITS=\"lukumäärä\";\nSTUB=\"Alue\";\nHEADING=\"Vuosi\";\n" +
		"VALUES(\"Alue\")=\"Jyväskylä\";\nCODES(\"Alue\")=\"KU179\";\nVALUES(\"Vuosi\")=\"2020\";\nTIMEVAL(\"Vuosi\")=TLIST(A1),\"2020\";\nDATA=\n134.3;\n"
	webRates   = "\"t1 -- LABEL muuttujina Alue, Vuosi\"\n\n\"Alue\",\"2020 LABEL\"\n\"179 Jyväskylä\",134.3\n"
	tableRates = "LABEL;;;\n\nKunta;Vuosi;Yksikkö;Arvo\nJyväskylä;2020;lkm;134,3\n"
	wideRates  = "Kunta;Vuosi;LABEL\nJyväskylä;2020;134,3\n"
)

// A rate that the name says goes before the unit "lkm" of the file, in the
// mapping that is printed and in what is stored.
func TestRatesByName(t *testing.T) {
	for label, want := range map[string]domain.Unit{
		"Tapahtumat 1 000 asukasta kohden": domain.UnitPer1000, "Händelser per 10 000 invånare": domain.UnitPer10000,
		"Tapahtumat 100 000 asukasta kohti": domain.UnitPer100000, "Tapahtumat, promillea": domain.UnitPer1000,
		"Tapahtumat/1000": domain.UnitPer1000, "Tapahtuneiden osuus, %": domain.UnitPercent, "Muutos, %-yksikköä": domain.UnitUnknown,
	} {
		for name, text := range map[string]string{"a.json": jsonRates, "a.px": pxRates, "web.csv": webRates, "table.csv": tableRates, "wide.csv": wideRates} {
			text = strings.ReplaceAll(text, "LABEL", label)
			_, err := sourcetest.ReadMapped(t, sourcetest.Text(name, text), nil)
			var need *mapping.NeedError
			if !errors.As(err, &need) {
				t.Errorf("%s, %s: %v", name, label, err)
				continue
			}
			said := `unit: "` + string(want) + `"`
			if strings.Contains(need.YAML, "LKM\"") || want != domain.UnitUnknown && !strings.Contains(need.YAML, said) {
				t.Errorf("%s, %s: no %s in\n%s", name, label, said, need.YAML)
			}
		}
		m, err := mapping.Parse("m.yaml", []byte("indicator: oma:x\nindicators:\n  - {id: oma:x}\n"))
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"a.json": jsonRates, "a.px": pxRates, "web.csv": webRates} {
			got, err := sourcetest.ReadMapped(t, sourcetest.Text(name, strings.ReplaceAll(text, "LABEL", label)), &m)
			if err != nil || len(got.Indicators) != 1 || got.Indicators[0].Unit != want {
				t.Errorf("%s, %s: %+v, %v, want %q", name, label, got.Indicators, err, want)
			}
		}
	}
}

// The unit's own label may say the rate; and a mapping that calls a rate a
// number is followed, with a remark.
func TestRatesBeside(t *testing.T) {
	text := strings.NewReplacer("LABEL", "Tapahtumat", "BESIDE", "per 1 000 asukasta").Replace(jsonRates)
	_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.json", text))
	if err == nil || !strings.Contains(err.Error(), `unit: "PER1000"`) {
		t.Errorf("%v", err)
	}
	m, err := mapping.Parse("m.yaml", []byte("indicators:\n  - {id: oma:x, unit: LKM}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.json": jsonRates, "a.px": pxRates, "web.csv": webRates, "wide.csv": wideRates} {
		got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text(name, strings.ReplaceAll(text, "LABEL", "Tapahtumat 1 000 asukasta kohden")), source.Options{Map: &m})
		if err != nil || len(got.Skips) != 1 || !strings.Contains(got.Skips[0].What, "is a rate by its name (PER1000)") {
			t.Errorf("%s: %+v, %v", name, got.Skips, err)
		}
	}
}
