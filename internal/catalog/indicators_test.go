package catalog

import (
	"strings"
	"testing"

	"kuvio/data"
	"kuvio/internal/domain"
)

func TestIndicators(t *testing.T) {
	c := Default()
	if n := len(c.Indicators()); n != 52 {
		t.Errorf("%d indicators, want 52", n)
	}
	for _, ind := range c.Indicators() {
		if ind.Unit == domain.UnitUnknown {
			t.Errorf("%s has no unit", ind.ID)
		}
		for _, s := range []string{ind.Title.FI, ind.Title.SV, ind.Title.EN} {
			if s != strings.TrimSpace(s) || strings.Contains(s, " - ") || strings.ContainsFunc(s, isControl) {
				t.Errorf("%s: title %q is not clean", ind.ID, s)
			}
		}
		for _, other := range []domain.IndicatorID{ind.Denominator, ind.Continues} {
			if _, ok := c.Indicator(other); other != "" && !ok {
				t.Errorf("%s names %s, which is not described", ind.ID, other)
			}
		}
		// Where SOTKAnet's title tells the unit, ours is the same.
		if u := domain.UnitFromTitle(ind.Title.FI); u != domain.UnitUnknown && u != ind.Unit {
			t.Errorf("%s: unit %s, its title says %s: %s", ind.ID, ind.Unit, u, ind.Title.FI)
		}
	}
	placed, ok := c.Indicator("191")
	if !ok || placed.Denominator != "1065" || placed.Unit != domain.UnitPercent ||
		placed.Title.FI != "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä (THL)" {
		t.Errorf("191: %+v", placed)
	}
	if other, _ := c.Indicator("3377"); other.Continues != "1339" || other.Unit != domain.UnitKiloEuro {
		t.Errorf("3377: %+v", other)
	}
	if _, ok := c.Indicator("99999"); ok {
		t.Error("indicator 99999 is described")
	}
}

// Every indicator can be the subject of a sentence in each language. A rate's
// subject names its base, since the number beside it does not.
func TestSubjects(t *testing.T) {
	base := map[domain.Unit][3]string{
		domain.UnitPer1000:           {"tuhatta", "per tusen", "per thousand"},
		domain.UnitEuroPerInhabitant: {"asukasta kohti", "per invånare", "per inhabitant"},
		domain.UnitEuroPerPerson:     {"kohti", "per ", "per "},
	}
	for _, ind := range Default().Indicators() {
		for i, s := range []string{ind.Subject.FI, ind.Subject.SV, ind.Subject.EN} {
			switch {
			case s == "" || s != strings.TrimSpace(s) || strings.Contains(s, "  ") || strings.HasSuffix(s, ".") || strings.ContainsFunc(s, isControl):
				t.Errorf("%s: %q is no subject of a sentence", ind.ID, s)
			case !strings.Contains(s, base[ind.Unit][i]):
				t.Errorf("%s: %q does not name its base, %q", ind.ID, s, base[ind.Unit][i])
			}
		}
		if !strings.HasPrefix(ind.Subject.EN, "the ") {
			t.Errorf("%s: %q does not begin with its article", ind.ID, ind.Subject.EN)
		}
	}
	placed, _ := Default().Indicator("191")
	if placed.Subject.FI != "kodin ulkopuolelle sijoitettujen 0–17-vuotiaiden osuus" {
		t.Errorf("191: %q", placed.Subject.FI)
	}
}

func TestPlan(t *testing.T) {
	plan, ok := Default().Set("plan")
	if !ok || len(plan) != 27 || plan[0] != "127" || plan[len(plan)-1] != "1339+3377" {
		t.Errorf("plan: %v, %v", plan, ok)
	}
	for _, id := range plan {
		for _, part := range id.Parts() {
			if _, ok := Default().Indicator(part); !ok {
				t.Errorf("plan names %s, which is not described", part)
			}
		}
	}
	if _, ok := Default().Set("nonsense"); ok {
		t.Error("there is a set called nonsense")
	}
}

func TestExampleDescriptions(t *testing.T) {
	text, err := data.Example.ReadFile("example/indicators.yaml")
	if err != nil {
		t.Fatal(err)
	}
	d, err := ParseDescriptions("example/indicators.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Indicators) != 1 || d.Indicators[0].ID != "oma:vaesto-ika" {
		t.Errorf("%+v", d)
	}
}

func TestParseDescriptionsErrors(t *testing.T) {
	for in, want := range map[string]string{
		"indicators:\n  - id: 191\n    titel: {fi: x}\n":                                  "titel",
		"indicators:\n  - id: \"1 91\"\n    title: {fi: x}\n":                             "indicator 1 of the list",
		"indicators:\n  - {id: \"1\", title: {fi: x}}\n  - {id: \"1\", title: {fi: x}}\n": "described twice",
		"indicators:\n  - id: \"1\"\n":                                                    "no title",
		"sets: {plan: [x]}\n":                                                             "set plan",
		"indicators: [":                                                                   "own.yaml",
	} {
		_, err := ParseDescriptions("own.yaml", []byte(in))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "own.yaml") {
			t.Errorf("%q: error %v, want %q", in, err, want)
		}
	}
	if d, err := ParseDescriptions("own.yaml", nil); err != nil || d.Indicators != nil {
		t.Errorf("an empty file: %+v, %v", d, err)
	}
}
