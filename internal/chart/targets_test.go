package chart

import (
	"strings"
	"testing"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/ranked"
	"kuvio/internal/series"
)

// A target is in the indicator's unit: 1 500 thousand euros on an axis of millions
// are 1.5 of them.
func TestTargetIsNamedAsDrawn(t *testing.T) {
	for _, c := range []struct {
		unit     domain.Unit
		value    float64
		multiply float64
		want     domain.Text
	}{
		{domain.UnitKiloEuro, 1500, 1e-3, domain.Text{FI: "tavoite 1,5 milj. euroa", SV: "mål 1,5 milj. euro", EN: "target 1.5 million euros"}},
		{domain.UnitKiloEuro, 1500, 1, domain.Text{FI: "tavoite 1 500 tuhatta euroa", SV: "mål 1 500 tusen euro", EN: "target 1,500 thousand euros"}},
		{domain.UnitPercent, 1.2, 1, domain.Text{FI: "tavoite 1,2 %", SV: "mål 1,2 %", EN: "target 1.2%"}},
		{domain.UnitCount, 1500, 1, domain.Text{FI: "tavoite 1 500", SV: "mål 1 500", EN: "target 1,500"}},
	} {
		all := []compare.Benchmark{compare.Mean(), compare.Target(c.value)}
		nameTargets(all, []series.Series{{Indicator: domain.Indicator{Unit: c.unit}}}, c.multiply)
		for _, l := range domain.Langs {
			if got := strings.ReplaceAll(all[1].Name.In(l), "\u00a0", " "); got != c.want.In(l) {
				t.Errorf("%v times %v of %s: %q, want %q", c.value, c.multiply, c.unit, got, c.want.In(l))
			}
		}
		if all[0].Name != compare.Mean().Name {
			t.Errorf("the mean is named %v", all[0].Name)
		}
	}
}

// The line and the words of a target go with the scale of the values.
func TestRankedTargetIsScaled(t *testing.T) {
	f, err := builder(t, exampleStore(t, "placements.csv")).Build(t.Context(), spec(t, "kind: ranked\nindicator: \"191\"\nregions: maakunta@maa\nyear: 2021\nwith: target:1.2\nmultiply: 10\n"))
	if err != nil {
		t.Fatal(err)
	}
	if b := f.content(domain.Finnish).(ranked.Content).Benchmarks; len(b) != 1 || b[0].Value != 12 || !strings.HasPrefix(b[0].Label, "Tavoite 12") {
		t.Errorf("benchmarks %+v", b)
	}
	if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "Tavoite 12") || strings.Contains(alt, "1,2 ") {
		t.Error(alt)
	}
}

// Years taken together are from the first of the one spell to the last of the other.
func TestSpanOfSpells(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2019", "2021", "2019–2021"}, {"2021", "2021", "2021"}, {"2019–2021", "2019–2021", "2019–2021"},
		{"2000–2002", "2021–2023", "2000–2023"}, {"2006", "2006–2008", "2006–2008"}, {"2020-01", "2020-03", "2020-01–2020-03"}, {"2021/22", "2021/22", "2021/22"},
	} {
		if got := spanOf(domain.Period(c.from), domain.Period(c.to)); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// So does the alternative text of a figure of many spells.
func TestAltOfSpells(t *testing.T) {
	for _, s := range []string{"kind: control\nregion: maakunta:13\nbaseline: 1990-2000\n", "kind: multiples\nregions: maakunta:13,maakunta:06\n"} {
		f, err := builder(t, exampleStore(t, "placements.csv")).Build(t.Context(), spec(t, s+"indicator: \"191\"\npool: 3\n"))
		if err != nil {
			t.Fatal(err)
		}
		if alt := f.Alt(domain.Finnish); !strings.Contains(alt, "1992–2021") || strings.Contains(alt, "–1994–") {
			t.Error(alt)
		}
	}
}

// What a text says of the years of a figure of one spell is that spell.
func TestTextsOfASpell(t *testing.T) {
	for _, kind := range []string{"ranked", "funnel", "tiles"} {
		f, err := builder(t, exampleStore(t, "placements.csv")).Build(t.Context(), spec(t, "kind: "+kind+"\nindicator: \"191\"\nregions: maakunta@maa\npool: 3\nyear: 2019-2021\nsubtitle: \"{year}, {years}, {first}, {last}\"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := f.subtitle(domain.Finnish); got != "2019–2021, 2019–2021, 2019, 2021" {
			t.Errorf("%s: %s", kind, got)
		}
	}
}
