package chart

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"kuvio/internal/domain"
	"kuvio/internal/figure/choropleth"
)

// squares are boundaries, one of 10 km a side for each code.
func squares(property string, codes ...string) []byte {
	var features []string
	for i, code := range codes {
		x, y := 300_000+20_000*(i%5), 6_900_000+20_000*(i/5)
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"%s":"%s"},"geometry":{"type":"Polygon","coordinates":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}`,
			property, code, x, y, x+10_000, y, x+10_000, y+10_000, x, y+10_000, x, y))
	}
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
}

func TestMap(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Files = fstest.MapFS{"kartat/maakunnat.json": {Data: squares("natcode", "01", "2", "13", "Lappi", "99")}}
	f, err := b.Build(t.Context(), spec(t, "kind: map\nfile: kartat/maakunnat.json\nindicator: \"191\"\nregions: maakunta:01,maakunta:02,maakunta:13,maakunta:19,maakunta:06\nyear: 2021\n"))
	if err != nil {
		t.Fatal(err)
	}
	content := f.content(domain.Finnish).(choropleth.Content)
	values := map[string]string{}
	for _, a := range content.Areas {
		values[a.Name] = a.Value
	}
	if len(values) != 4 || values["Keski-Suomi"] != "2,0" || values["Lappi"] != "1,8" || len(content.Context) != 1 {
		t.Errorf("%v, %d about them", values, len(content.Context))
	}
	if notes := strings.Join(f.small(domain.Finnish, content), " "); !strings.Contains(notes, "Kartassa ei ole rajoja: Pirkanmaa.") || !strings.Contains(notes, "Rajat: kartat/maakunnat.json") || len(f.Warnings) != 1 {
		t.Errorf("%s, %q", notes, f.Warnings)
	}
	for text, want := range map[string]string{
		"file: kartat/nosuch.json\n":                "there is no kartat/nosuch.json in the workspace",
		"file: kartat/maakunnat.json\ncode: nimi\n": "no nimi of kartat/maakunnat.json is the code or the name of a region drawn; the boundaries have natcode",
	} {
		_, err := b.Build(t.Context(), spec(t, "kind: map\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\n"+text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"":                     "file: found none",
		"file: ../kartta.json": "expected a file within the workspace",
	} {
		_, err := Parse("charts/a.yaml", []byte("id: a\nkind: map\nindicator: \"191\"\nregions: maakunta@maa\n"+text), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
