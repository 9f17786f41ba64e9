package chart

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Tilastokeskus's 228 (children of households with low incomes) of Jyväskylä, Jämsä and
// Muurame; of the country the file has 2021 alone.
const lowIncomes = `indicator;region;year;gender;primary value;absolute value
228;658;2021;total;11.9;
228;85;2021;total;12.9;
228;85;2022;total;12.7;
228;88;2022;total;13.0;
228;235;2022;total;7.4;
228;235;2020;total;6.9;
`

// A benchmark that has no value in the year is told by every kind that it is asked for in.
func TestBesideWhatHasNoValue(t *testing.T) {
	db := emptyStore(t)
	importInto(t, db, "incomes.csv", []byte(lowIncomes))
	b := builder(t, db)
	const areas = "indicator: \"228\"\nregions: [Jyväskylä, Jämsä, Muurame]\n"
	for text, want := range map[string]string{
		"kind: ranked\n" + areas + "with: maa\nyear: 2022\n":                                            "with: maa has no value in 2022",
		"kind: ranked\n" + areas + "with: [maa, mean]\nyear: 2022\n":                                    "with: maa has no value in 2022",
		"kind: ranked\n" + areas + "with: mean\nyear: 2022\n":                                           "",
		"kind: ranked\n" + areas + "with: mean\nyear: 2020\n":                                           "with: mean has no value in 2020", // of Muurame alone
		"kind: table\n" + areas + "with: maa\nyears: 2022\n":                                            "with: maa has no value",
		"kind: table\n" + areas + "with: maa\nyears: 2021-2022\n":                                       "",
		"kind: profile\nindicators: [\"228\"]\nregion: Jyväskylä\nwith: maa\nyear: 2022\nrange: none\n": "with: maa has no value of 228 in 2022",
		"kind: profile\nindicators: [\"228\"]\nregion: Jyväskylä\nyear: 2022\nrange: none\n":            "",
	} {
		f, err := b.Build(t.Context(), spec(t, text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if found := strings.Join(f.Empty, "; "); want == "" && found != "" || !strings.HasSuffix(found, want) {
			t.Errorf("%q: %q, want %q", text, found, want)
		}
	}
	f, err := b.Build(t.Context(), spec(t, "kind: ranked\nindicator: \"228\"\nregions: [Jyväskylä, Jämsä, Muurame]\nwith: mean\nyear: 2020\n"))
	if err != nil {
		t.Fatal(err)
	}
	if alt := f.Alt(domain.Finnish); strings.Contains(alt, "keskiarvo") {
		t.Errorf("the mean of one area is told: %q", alt)
	}
}

// A mean of some of the areas says of how many.
func TestBesideSomeOfThem(t *testing.T) {
	db := emptyStore(t)
	importInto(t, db, "incomes.csv", []byte(strings.Replace(lowIncomes, "228;88;2022;total;13.0;\n", "228;88;2022;total;;\n", 1)))
	f, err := builder(t, db).Build(t.Context(), spec(t, "kind: ranked\nindicator: \"228\"\nregions: [Jyväskylä, Jämsä, Muurame]\nwith: mean\nyear: 2022\n"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(f.notes, func(n domain.Text) bool {
		return n.EN == "Unweighted mean: only some of the regions have a value (2 of 3)."
	}) {
		t.Errorf("notes %v", f.notes)
	}
}
