package chart

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// suppressed is a builder of SOTKAnet's 191 in which counts under five are suppressed:
// of Luhanka all that it has.
func suppressed(t *testing.T) *Builder {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.SuppressedBelow = map[domain.IndicatorID]int{"191": 5}
	return b
}

// Years taken together of which one is suppressed are suppressed, in every kind.
func TestPooledYearsStayWithheld(t *testing.T) {
	for kind, year := range map[string]string{"ranked": "year: 2019-2021\n", "tiles": "year: 2019-2021\n", "table": ""} {
		f, err := suppressed(t).Build(t.Context(), spec(t, "kind: "+kind+"\nindicator: \"191\"\nregions: [Luhanka, Keuruu, Jyväskylä]\npool: 3\n"+year))
		if err != nil {
			t.Fatal(kind, err)
		}
		seen := false
		for _, r := range rows(t, f) {
			if r["region"] == "kunta:435" && r["period"] == "2019–2021" {
				seen = true
				if r["status"] != "suppressed" || r["value"] != "" {
					t.Errorf("%s: Luhanka %q, value %q, want it suppressed", kind, r["status"], r["value"])
				}
			}
		}
		if alt := f.alt(domain.Finnish); !seen || !strings.Contains(alt, "Salattu") || strings.Contains(alt, "puuttuu") {
			t.Errorf("%s: %s", kind, alt)
		}
	}
}

// A year within years that are taken together is no year without values: the error says
// which years have it.
func TestYearWithinYearsTakenTogether(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for _, keys := range []string{
		"kind: tiles\nregions: maakunta@maa\nindicator: \"191\"\n",
		"kind: table\nregions: maakunta@maa\nindicator: \"191\"\n",
		"kind: profile\nregion: Jyväskylä\nindicators: \"191\"\n",
	} {
		_, err := b.Build(t.Context(), spec(t, keys+"pool: 3\nyear: 2020\n"))
		if err == nil || !strings.Contains(err.Error(), "191: 2020 is among the years of 2019–2021, which are taken together: year: 2019-2021") {
			t.Errorf("%s: %v", keys, err)
		}
		if _, err := b.Build(t.Context(), spec(t, keys+"pool: 3\nyear: 2019-2021\n")); err != nil {
			t.Errorf("%s: %v", keys, err)
		}
	}
}

// Of the areas some have a verdict though their number is suppressed: each is counted once.
func TestRankedCountsEachAreaOnce(t *testing.T) {
	f, err := suppressed(t).Build(t.Context(), spec(t, "kind: ranked\nindicator: \"191\"\nregions: kunta@maakunta:13\nyear: 2021\nwith: maa\n"))
	if err != nil {
		t.Fatal(err)
	}
	decided := false
	for _, r := range rows(t, f) {
		decided = decided || r["status"] == "suppressed" && strings.Contains(r["note"], "verdict_holds_suppressed")
	}
	alt := f.alt(domain.English)
	n := 0
	for _, count := range regexp.MustCompile(`(?:clearly higher|clearly lower|no clear difference|not compared) (\d+)`).FindAllStringSubmatch(alt, -1) {
		c, _ := strconv.Atoi(count[1])
		n += c
	}
	_, names, _ := strings.Cut(alt, "uppressed: ")
	names, _, _ = strings.Cut(names, ".")
	if n += len(strings.Split(names, ", ")); n != 22 || !decided {
		t.Errorf("%d of 22 areas in %q (one with a verdict though suppressed: %t)", n, alt, decided)
	}
}

// Where some areas have no number, those that have are not all.
func TestAlikeSaysOfHowMany(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for regions, want := range map[string]string{
		"[Jyväskylä, Luhanka]":         "2021: one has a value: 2.4% (Jyväskylä).",
		"[Jyväskylä, Joutsa, Luhanka]": "2021: all that have a number (2 of 3) 2.4%.",
		"[Jyväskylä, Joutsa]":          "2021: all areas 2.4%.",
	} {
		f, _ := tableOf(t, b, "indicator: \"191\"\nregions: "+regions+"\nyear: 2021\npublished: true\n")
		if alt := f.Alt(domain.English); !strings.Contains(alt, want) {
			t.Errorf("%s: %q, want %q", regions, alt, want)
		}
	}
}

// Without a number to compare with nothing is clearly different, nor not: the figure says
// so, and is not complete. 3775 is not held for the country.
func TestNothingComparedIsSaid(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv", "children.csv"))
	f, _ := tableOf(t, b, "indicator: \"3775\"\nregions: [Keuruu, Jyväskylä]\nwith: maa\nshade: verdict\n")
	alt := f.Alt(domain.English)
	if !strings.Contains(alt, "no comparison (whole country) could be made") || !strings.Contains(alt, "The numbers could not be compared: there is no number of the benchmark (whole country).") || strings.Contains(alt, "clearly") || strings.Contains(alt, "the difference is clear") {
		t.Errorf("alternative text %q", alt)
	}
	if got := strings.Join(f.Empty, "; "); !strings.Contains(got, "with: maa has no value") {
		t.Errorf("without data: %q", got)
	}
	f, _ = tableOf(t, b, "indicator: \"3775\"\nregions: [Keuruu]\nwith: Jyväskylä\nshade: verdict\n")
	if got := strings.Join(f.Empty, "; "); !strings.Contains(got, "shade: nothing can be compared with Jyväskylä: the counts are not known") {
		t.Errorf("without counts: %q", got)
	}
	p, _ := profileOf(t, b, "region: Jyväskylä\nindicators: \"3775\"\n")
	if alt := p.Alt(domain.English); !strings.Contains(alt, "Differences from the benchmark could not be judged.") || strings.Contains(alt, "confidence interval") {
		t.Errorf("alternative text %q", alt)
	}
}

// A profile all of whose numbers are suppressed is no picture.
func TestProfileOfNothingButWithheld(t *testing.T) {
	_, err := suppressed(t).Build(t.Context(), spec(t, "kind: profile\nregion: Luhanka\nindicators: \"191\"\nyear: 2021\n"))
	if err == nil || !strings.Contains(err.Error(), "no values to draw: 191 of Luhanka, 2021: they are suppressed") {
		t.Errorf("%v, want that there is nothing to draw", err)
	}
}
