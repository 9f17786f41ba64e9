package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

const sijoitetut = "id: a\nkind: multiples\nindicator: \"191\"\n"

// A placeholder that nothing fills in is refused where it stands.
func TestPlaceholdersThatAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"title: {fi: \"Lapset {vuosi}\"}\n":                                  "charts/a.yaml:5: title: found {vuosi}, expected one of {year}, {years}, ",
		"subtitle: \"{foo}\"\n":                                              "charts/a.yaml:5: subtitle: found {foo}",
		"notes: [{fi: \"{region:on}\"}]\n":                                   "charts/a.yaml:5: notes: found {region:on}",
		"title: {fi: a}\nseries: [{indicator: a, label: {fi: \"{years}\"}}]": "label: found {years}, which is filled in in titles, subtitles, notes and sources alone",
		"title: {fi: a}\nseam_label: {fi: \"{year}\"}\n":                     "seam_label: found {year}, expected one of {first}",
	} {
		spec := sijoitetut + "regions: maa\n" + text
		if strings.Contains(text, "series") || strings.Contains(text, "seam_label") {
			spec = "id: a\nkind: lines\n" + text
		}
		if _, err := Parse("charts/a.yaml", []byte(spec), domain.Finnish); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v\nwant %q", text, err, want)
		}
	}
}

// Titles are filled in and made, in every language, for one region, for the members
// of one, for several and for more than are named.
func TestTitlesOfTheData(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	own := "title: {fi: \"{indicator} {region:in}\", sv: \"{region:gen} {region}\", en: \"{region:gen} {unit}\"}\n"
	for _, c := range []struct {
		spec string
		want [3]string // of each language
		sub  string    // the Finnish one under it
	}{
		{"regions: maakunta:13\n" + own, [3]string{"Kodin ulkopuolelle sijoitetut 0–17-vuotiaat Keski-Suomessa", "Mellersta Finlands Mellersta Finland", "Central Finland’s % of total population of same age"}, "% vastaavanikäisestä väestöstä, 1990–2021"},
		{"regions: maakunta:13\n", [3]string{"Kodin ulkopuolelle sijoitetut 0–17-vuotiaat Keski-Suomessa", "0–17-åringar som placerats utanför hemmet i Mellersta Finland", "Placements outside the home for those aged 0–17 in Central Finland"}, "% vastaavanikäisestä väestöstä, 1990–2021"},
		{"regions: [maakunta:13, maa]\nyears: 2015-\n", [3]string{"Kodin ulkopuolelle sijoitetut 0–17-vuotiaat Keski-Suomessa", "0–17-åringar som placerats utanför hemmet i Mellersta Finland", "Placements outside the home for those aged 0–17 in Central Finland"}, "% vastaavanikäisestä väestöstä, 2015–2021"},
		{"regions: maa\n", [3]string{"Kodin ulkopuolelle sijoitetut 0–17-vuotiaat koko maassa", "0–17-åringar som placerats utanför hemmet i hela landet", "Placements outside the home for those aged 0–17 in the whole country"}, "% vastaavanikäisestä väestöstä, 1990–2021"},
		{"regions: [maakunta:13, muu-maa:maakunta:13]\ntitle: {fi: \"{region}\", sv: \"{region:in}\", en: \"{region:in} {years}\"}\n", [3]string{"Keski-Suomi", "I Mellersta Finland", "In Central Finland 1990–2021"}, "% vastaavanikäisestä väestöstä, 1990–2021"},
	} {
		f, err := b.Build(t.Context(), parsedSpec(t, sijoitetut+c.spec))
		if err != nil {
			t.Errorf("%s: %v", c.spec, err)
			continue
		}
		for i, l := range domain.Langs {
			if got := f.title(l); got != c.want[i] {
				t.Errorf("%s%s: %q, want %q", c.spec, l, got, c.want[i])
			}
		}
		if got := f.subtitle(domain.Finnish); got != c.sub {
			t.Errorf("%s: subtitle %q, want %q", c.spec, got, c.sub)
		}
	}
}

func parsedSpec(t *testing.T, text string) Spec {
	t.Helper()
	s, err := Parse("charts/a.yaml", []byte(text), domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What a placeholder asks for one of, and the figure has many or none of, is an error.
func TestPlaceholdersWithoutAValue(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	for text, want := range map[string]string{
		"regions: [Laukaa, Keuruu, Joutsa, Toivakka]\nindicator: \"191\"\ntitle: {fi: \"{region:in}\"}\n": "charts/a.yaml:5: title: found {region:in}, but the figure is of 4 regions: expected one to 3",
		"regions: Laukaa\nindicator: 191,3126\nscale: own\nsubtitle: {fi: \"{indicator}\"}\n":             "charts/a.yaml:6: subtitle: found {indicator}, but the figure is of 2 indicators or units: expected one",
	} {
		_, err := b.Build(t.Context(), parsedSpec(t, "id: a\nkind: multiples\n"+text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v\nwant %q", text, err, want)
		}
	}
}

// One spec is a figure for each region, wherever its word stands; the spec stays as it is.
func TestEach(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	s := parsedSpec(t, "id: a\nkind: lines\ntitle: \"{region}\"\neach: Keuruu, Laukaa\nseries:\n- {indicator: \"191\", region: each}\n- {indicator: \"191\", region: rest:each}\n- {indicator: \"191\", region: maa}\n")
	all, broken := b.Each(s)
	if len(broken) > 0 || len(all) != 2 {
		t.Fatalf("%d, %v", len(all), broken)
	}
	for i, want := range []string{"a.kunta-249 kunta:249 rest:kunta:249 maa", "a.kunta-410 kunta:410 rest:kunta:410 maa"} {
		one := all[i].(*Lines)
		if got := strings.Join([]string{one.ID, one.Series[0].Region, one.Series[1].Region, one.Series[2].Region}, " "); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		f, err := b.Build(t.Context(), all[i])
		if err != nil {
			t.Fatal(err)
		}
		if got, want := f.title(domain.Finnish), []string{"Keuruu", "Laukaa"}[i]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if s.(*Lines).Series[0].Region != "each" {
		t.Errorf("the spec itself became %+v", s.(*Lines).Series)
	}
	if m := parsedSpec(t, sijoitetut+"each: kunta@maakunta:13\n").(*Multiples); m.Regions.String() != "each" {
		t.Errorf("regions that are left out are %q, want each", m.Regions)
	}
	if _, err := Parse("charts/a.yaml", []byte("id: a\nkind: lines\neach: maa\nseries: [{indicator: a, region: maa}]\n"), domain.Finnish); err == nil || !strings.Contains(err.Error(), "charts/a.yaml:3: each: no region of the figure is written as each") {
		t.Errorf("%v", err)
	}
}

// Sums of 17,000 to 33,000 thousand euros are drawn in millions, with three digits.
func TestScaleAuto(t *testing.T) {
	b := builder(t, exampleStore(t, "madeup-costs.csv"))
	s := parsedSpec(t, "id: a\nkind: multiples\nindicator: \"3375\"\nregions: \"shp:14\"\nscale: auto\n")
	f, err := b.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.subtitle(domain.Finnish); got != "Milj. euroa, 2006–2014" {
		t.Errorf("%q", got)
	}
	if r := rows(t, f)[0]; r["value"] != "16.4" || r["unit"] != "MEUR" {
		t.Errorf("%v, want 16.4 MEUR", r)
	}
	if got := f.Alt(domain.Finnish); !strings.Contains(got, "16,4 milj. euroa") {
		t.Error(got)
	}
	for _, c := range []struct {
		unit    domain.Unit
		largest float64
		want    float64
	}{
		{domain.UnitKiloEuro, 33_000, 1e-3}, {domain.UnitKiloEuro, 999, 1}, {domain.UnitKiloEuro, 9, 1000}, {domain.UnitEuro, 2e6, 1e-6},
		{domain.UnitEuro, 20_000, 1e-3}, {domain.UnitEuro, 900, 1}, {domain.UnitCount, 5e6, 1}, {domain.UnitPercent, 12, 1},
	} {
		if got := moneyFactor(c.unit, c.largest); got != c.want {
			t.Errorf("%s up to %v: × %v, want %v", c.unit, c.largest, got, c.want)
		}
	}
}
