package chart

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/ages"
	"kuvio/internal/store"
)

// The example's classes are of unequal widths, as Kuvio 1 has them: bars of them are
// refused, whatever is asked for.
func TestUnequalAgesAreRefused(t *testing.T) {
	b := builder(t, exampleStore(t, "age.csv", "placements.csv"))
	for _, tt := range []struct{ keys, want string }{
		{"indicator: \"oma:vaesto-ika\"\nregion: \"maakunta:13\"\n", "unequal widths, whose bars would mislead: age=0-6, age=7-12"},
		{"indicator: \"oma:vaesto-ika\"\nregion: \"maakunta:13\"\nclasses: 5\n", "classes: found 5, which the ages held do not add up to"},
		{"indicator: \"191\"\nregion: \"maa\"\nby: gender\n", "has no figures of men and women: expected none"},
		{"indicator: \"191\"\nregion: \"maakunta:13\"\n", "191 has no classes of ages"},
		{"indicator: \"oma:nothing\"\nregion: \"maakunta:13\"\n", "no data of indicator oma:nothing"},
	} {
		if _, err := b.Build(t.Context(), spec(t, "kind: ages\n"+tt.keys)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
}

func TestAgesAreOfRegions(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"region: maa\nwith: mean\n", "t.yaml:5: with: found mean, expected a region"},
		{"with: maa\n", "region: found none, expected one, such as kunta:179"},
		{"region: maa\nby: age\n", `t.yaml:5: by: found "age", expected gender or none`},
		{"region: maa\nclasses: 40\n", "t.yaml:5: classes: found 40"},
	} {
		_, err := Parse("t.yaml", []byte("id: t\nkind: ages\nindicator: \"oma:a\"\n"+tt.keys), domain.Finnish)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.keys, err, tt.want)
		}
	}
}

// people are those of Jyväskylä and the whole country by single years of age, 85 and
// over together, in made-up numbers.
func people() []byte {
	var b strings.Builder
	b.WriteString("indicator;region;year;gender;primary value;absolute value;breakdown\n")
	for age := range 86 {
		class := fmt.Sprintf("age=%d", age)
		if age == 85 {
			class += "-"
		}
		people := 1000
		if age >= 60 {
			people = 500
		}
		for _, gender := range []string{"male", "female"} {
			fmt.Fprintf(&b, "oma:vaesto-ika;85;2019;%s;%d;;%s\n", gender, people, class)
			fmt.Fprintf(&b, "oma:vaesto-ika;35;2019;%s;%d;;%s\n", gender, age, class)
			fmt.Fprintf(&b, "oma:vaesto-ika;88;2019;%s;10;;%s\n", gender, class)
			fmt.Fprintf(&b, "oma:vaesto-ika;658;2019;%s;100;;%s\n", gender, class)
		}
	}
	return []byte(b.String())
}

// peopleStore holds the people.
func peopleStore(t testing.TB) store.Store {
	t.Helper()
	db := emptyStore(t)
	importInto(t, db, "people.csv", people())
	return db
}

// Men and women by single years, here made up: 1,000 of each age under 60 and 500
// of each above in one area, 100 of each in the other.
func TestAgesOfTwoAreas(t *testing.T) {
	f, err := builder(t, peopleStore(t)).Build(t.Context(), spec(t, "kind: ages\nindicator: \"oma:vaesto-ika\"\nregion: \"kunta:179\"\nwith: maa\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := f.content(domain.Swedish).(ages.Content)
	if len(c.Classes) != 18 || c.Classes[0] != "0–4" || c.Classes[17] != "85–" || len(c.Sides) != 2 || c.Sides[0].Title != "Män" {
		t.Fatalf("%d classes %v of %d sides", len(c.Classes), c.Classes, len(c.Sides))
	}
	for i, want := range []float64{5 * 1000.0 / 146_000 * 100, 5 * 500.0 / 146_000 * 100} {
		if got := c.Sides[1].Shares[15*i]; !near(got, want) {
			t.Errorf("share %g, want %g", got, want)
		}
	}
	if got := c.Sides[0].Other[17]; !near(got, 100.0/17_200*100) {
		t.Errorf("share of the other %g", got)
	}
	sum := 0.0
	for _, s := range c.Sides {
		for _, v := range s.Shares {
			sum += v
		}
	}
	if !near(sum, 100) {
		t.Errorf("the shares add up to %g", sum)
	}
	if all := rows(t, f); len(all) != 2*2*18 || all[0]["value"] != "5000" || all[0]["breakdown"] != "age=0-4" || all[0]["gender"] != "male" {
		t.Errorf("%d rows, the first %v", len(all), all[0])
	}
	if got := f.subtitle(domain.Swedish); got != "% av befolkningen, 2019" {
		t.Errorf("subtitle %q", got)
	}
	if alt := f.alt(domain.English); !strings.Contains(alt, "Jyväskylä, 2019, 146,000 people. Under 20s are 27.4% (Whole country 23.3%).") {
		t.Errorf("alternative text %q", alt)
	}
}

// Municipalities taken as one are each population's own: 2 × 1,000 + 2 × 0 of the
// youngest in the one, 2 × 0 + 2 × 10 in the other.
func TestAgesOfSums(t *testing.T) {
	f, err := builder(t, peopleStore(t)).Build(t.Context(), spec(t, "kind: ages\nindicator: \"oma:vaesto-ika\"\nregion: \"kunta:179, kunta:077\"\nwith: \"kunta:077, kunta:182\"\nclasses: 1\nby: none\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := f.content(domain.Finnish).(ages.Content)
	if got, want := c.Sides[0].Shares[0], 2000.0/(146_000+2*85*86/2)*100; !near(got, want) {
		t.Errorf("share %g, want %g", got, want)
	}
	if got, want := c.Sides[0].Other[0], 20.0/(2*860+2*85*86/2)*100; !near(got, want) {
		t.Errorf("share of the other %g, want %g", got, want)
	}
}
