package chart

import (
	"bytes"
	pngs "image/png"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/lines"
)

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want)) }

func TestEveryPlanFigureBuilds(t *testing.T) {
	db := exampleStore(t, "placements.csv", "age.csv", "madeup-visits.csv", "madeup-costs.csv")
	madeUp := map[string]bool{"kuvio-1": false, "kuvio-2": false, "kuvio-3": true, "kuvio-4": true, "kuvio-5": true, "placements": false,
		"placements-ranked": false, "placements-change": false, "placements-multiples": false, "placements-table": false, "placements-tiles": false}
	specs := planSpecs(t)
	if len(specs) != len(madeUp) {
		t.Errorf("%d specs, want %d", len(specs), len(madeUp))
	}
	for id, want := range madeUp {
		f := build(t, db, id)
		if f.MadeUp != want {
			t.Errorf("%s: made up %v, want %v", id, f.MadeUp, want)
		}
		for _, l := range domain.Langs {
			alt := f.Alt(l)
			if title := strings.ReplaceAll(f.Heading(l), "{year}", ""); !strings.Contains(alt, strings.TrimSpace(title)) || strings.ContainsAny(alt, "{}") || strings.Contains(alt, "%!") {
				t.Errorf("%s in %s: alternative text %q", id, l, alt)
			}
			if says := strings.Contains(alt, domain.Note{Code: domain.NoteMadeUp}.Text().In(l)); says != want {
				t.Errorf("%s in %s: says it is made up: %v, want %v", id, l, says, want)
			}
			if strings.Contains(alt, "NaN") || strings.Contains(alt, "  ") {
				t.Errorf("%s in %s: %q", id, l, alt)
			}
		}
	}
}

// Kuvio 5 shows euros of 1 000 euros; the made-up costs of
// data/example/README.md: 3375 is 16 400 in 2006, 1339 is 2 850 in 1997 and
// 3377 goes on from it in 2006.
func TestKuvio5(t *testing.T) {
	f := build(t, exampleStore(t, "madeup-costs.csv"), "kuvio-5")
	w := func(t int) float64 { return float64(7*t%11 - 5) }
	for year := 2006; year <= 2014; year++ {
		k := year - 2006
		if got, want := value(t, f, "3375", "shp:14", string(domain.Year(year))), 1000*(17000+1875*float64(k)+120*w(k)); !near(got, want) {
			t.Errorf("institutional and family care in %d: %v, want %v euros", year, got, want)
		}
	}
	for year := 1997; year <= 2014; year++ {
		k := year - 1997
		want := 1000 * (3000 + 400*float64(min(k, 14)) - 500*float64(max(0, k-14)) + 30*w(k))
		if got := value(t, f, "1339+3377", "shp:14", string(domain.Year(year))); !near(got, want) {
			t.Errorf("other services in %d: %v, want %v euros", year, got, want)
		}
	}
	content := f.content(domain.Finnish).(lines.Content)
	if len(content.Series) != 2 || len(content.Series[0].Seams) != 0 || len(content.Series[1].Seams) != 1 {
		t.Fatalf("%d series with the seams %+v", len(content.Series), content.Series)
	}
	if seam := content.Series[1].Seams[0]; seam.X != 2006 || seam.Label != "muut palvelut: tilasto uudistui 2006" {
		t.Errorf("seam %+v, want it at 2006", seam)
	}
	if content.Decimals != 0 || !content.ZeroBase {
		t.Errorf("%d decimals of euros, from zero %v", content.Decimals, content.ZeroBase)
	}
	if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "2\u00a0850\u00a0000") || !strings.Contains(alt, "2006") || !strings.Contains(alt, "1997–2014") {
		t.Errorf("alternative text %q: want the first value, the seam and the years", alt)
	}
}

// Kuvio 2, DOMAIN.md: Keski-Suomi's hospital district has 21 of the 23,
// Pirkanmaa's has Jämsä and Kuhmoinen.
func TestKuvio2(t *testing.T) {
	f := build(t, emptyStore(t), "kuvio-2") // needs no data
	outer, group, seen := map[string][]string{}, map[string]int{}, map[string]bool{}
	for _, r := range rows(t, f) {
		outer[r["outer"]] = append(outer[r["outer"]], r["region_name"])
		group[r["group"]]++
		seen[r["region"]] = true
		if r["period"] != "2015" {
			t.Errorf("%s is of %s, want 2015", r["region_name"], r["period"])
		}
	}
	if len(seen) != 23 || len(outer["shp:14"]) != 21 || len(outer["shp:06"]) != 2 || strings.Join(outer["shp:06"], " ") != "Jämsä Kuhmoinen" {
		t.Errorf("%d municipalities, %d in Keski-Suomi's district, %v in Pirkanmaa's", len(seen), len(outer["shp:14"]), outer["shp:06"])
	}
	for name, want := range map[string]int{"Seututerveyskeskus": 8, "JYTE": 4, "Saarikka": 5, "Pohjoinen yhteistoiminta-alue": 3, "Äänekoski": 1, "Jämsä": 1, "Kuhmoinen": 1} {
		if group[name] != want {
			t.Errorf("%s has %d members, want %d", name, group[name], want)
		}
	}
	if alt := f.Alt(domain.Finnish); strings.Contains(alt, "Äänekoski: Äänekoski") || !strings.Contains(alt, "Äänekoski: kunta yksin.") {
		t.Errorf("a municipality by itself: %s", alt)
	}
	if f.MadeUp || f.sourceLine(domain.Finnish) != "Lähde: Keski-Suomen lapsi- ja perhepalveluiden ohjelma 2016" {
		t.Errorf("made up %v, source %q", f.MadeUp, f.sourceLine(domain.Finnish))
	}
}

// Statistics Finland, table 11re, end of 2019 (data/example/age.csv).
func TestKuvio1(t *testing.T) {
	f := build(t, exampleStore(t, "age.csv"), "kuvio-1")
	sum := map[string]float64{}
	for _, r := range rows(t, f) {
		sum[r["region"]]++
		if r["region"] == "maa" && r["breakdown"] == "age=0-6" && r["value"] != "375079" {
			t.Errorf("under sevens of the whole country: %s, want 375079", r["value"])
		}
	}
	if sum["maa"] != 7 || sum["maakunta:13"] != 7 {
		t.Errorf("bars by region: %v, want seven each", sum)
	}
	if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "Keski-Suomi: 0–6 vuotta 6,6\u00a0%") || !strings.Contains(alt, "2019") {
		t.Errorf("alternative text %q", alt)
	}
}

// The example's real figures, computed from counts: Keski-Suomi 934 of 54,082
// in 2014 and 1,018 of 50,718 in 2021; the rest 15,734 of 1,021,410.
func TestPlacements(t *testing.T) {
	f := build(t, exampleStore(t, "placements.csv"), "placements")
	for _, c := range []struct {
		region, year string
		want         float64
	}{
		{"maakunta:13", "1990", 100 * 311.0 / 60164}, {"maakunta:13", "2014", 100 * 934.0 / 54082}, {"maakunta:13", "2021", 100 * 1018.0 / 50718},
		{"rest:maakunta:13", "2014", 100 * 15734.0 / 1021410},
	} {
		if got := value(t, f, "191", c.region, c.year); !near(got, c.want) {
			t.Errorf("%s %s: %v, want %v", c.region, c.year, got, c.want)
		}
	}
	for l, want := range map[domain.Lang][]string{domain.Finnish: {"0,52", "2,01", "0,54", "1,71", "muutos hidastui vuodesta 2008"}, domain.Swedish: {"0,52", "2,01", "0,54", "1,71", "förändringen bromsade in från år 2008"}, domain.English: {"0.52", "2.01", "0.54", "1.71", "the change slowed down from 2008"}} {
		alt := f.Alt(l)
		for _, v := range append(want, "1990", "2021", "1990–2021", "191, 1065") {
			if !strings.Contains(alt, v) {
				t.Errorf("%s: %q does not say %s", l, alt, v)
			}
		}
	}
}

// The rest of the country from counts and derived denominators (made up):
// 46,480 visits of 830,000 children less 861 of 41,000 in 1994.
func TestKuvio3(t *testing.T) {
	f := build(t, exampleStore(t, "madeup-visits.csv"), "kuvio-3")
	if got := value(t, f, "2483", "shp:14", "1994"); got != 21 {
		t.Errorf("hospital district: %v, want 21", got)
	}
	if got, want := value(t, f, "2483", "rest:shp:14", "1994"), 1000*(46480.0-861)/(830000-41000); math.Abs(got-want) > 0.01 {
		t.Errorf("rest of the country: %v, want %v", got, want)
	}
}

func TestSameBytesTwice(t *testing.T) {
	f := build(t, exampleStore(t, "placements.csv"), "placements")
	again := build(t, exampleStore(t, "placements.csv"), "placements")
	png := func(f *Figure) []byte {
		picture, err := f.Draw(domain.Swedish)
		if err != nil {
			t.Fatal(err)
		}
		b, err := picture.In(figure.FormatPNG)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first, second := png(f), png(again)
	if !bytes.Equal(first, second) {
		t.Errorf("%d and %d bytes: want the same picture twice", len(first), len(second))
	}
	if picture, err := pngs.DecodeConfig(bytes.NewReader(first)); err != nil || picture.Width != 1890 || picture.Height != 1063 {
		t.Errorf("picture %+v, %v; want 16 × 9 cm at 300 dpi", picture, err)
	}
	if !bytes.Contains(first, []byte(f.Alt(domain.Swedish))) {
		t.Error("the alternative text is not in the picture")
	}
}

// A figure of the plan as one of another region is of it and of its hospital district,
// Keski-Suomi's 14 and Pohjois-Savo's 13; organisations that are named are Keski-Suomi's
// alone.
func TestPlanInstead(t *testing.T) {
	b := builder(t, emptyStore(t))
	for _, spec := range planSpecs(t) {
		moved, err := b.Instead(spec, "maakunta:13", "maakunta:11")
		if err != nil {
			t.Errorf("%s: %v", spec.Head().ID, err)
			continue
		}
		content, err := YAML(moved)
		if err != nil {
			t.Fatal(err)
		}
		if moved.Head().ID != spec.Head().ID || bytes.Contains(content, []byte("maakunta:13")) || bytes.Contains(content, []byte("shp:14")) || bytes.Contains(content, []byte("JYTE")) {
			t.Errorf("%s became\n%s", spec.Head().ID, content)
		}
		if same, err := b.Instead(spec, "maakunta:13", "maakunta:13"); err != nil || same != spec {
			t.Errorf("%s of its own region: %v, %v", spec.Head().ID, same, err)
		}
	}
	kuvio3 := planSpecs(t)["kuvio-3"]
	if moved, err := b.Instead(kuvio3, "maakunta:13", "maakunta:11"); err != nil || moved.(*Lines).Regions.String() != "shp:13" || moved.(*Lines).With.String() != "muu-maa:shp:13" {
		t.Errorf("%s became %+v, %v", kuvio3.Head().ID, moved, err)
	}
}
