package chart

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// Kuhmoinen belonged to Keski-Suomi until 2020: every kind that sums municipalities
// takes those of the figure's year, and says so.
func TestSumsAreOfTheYearsDivision(t *testing.T) {
	members, err := catalog.Default().MembersOf(domain.Kunta, "maakunta:13", 2019)
	if err != nil || len(members) != 23 {
		t.Fatal(len(members), err)
	}
	var text strings.Builder
	text.WriteString("indicator;region;year;gender;primary value;absolute value;breakdown\n")
	for _, r := range members {
		for _, year := range []int{2019, 2022} {
			for age := 0; age < 85; age += 5 {
				fmt.Fprintf(&text, "oma:vaesto-ika;%d;%d;total;10;;age=%d-%d\n", r.SotkanetID, year, age, age+4)
			}
			fmt.Fprintf(&text, "oma:vaesto-ika;%d;%d;total;10;;age=85-\n", r.SotkanetID, year)
		}
	}
	db := emptyStore(t)
	importInto(t, db, "people.csv", []byte(text.String()))
	b := builder(t, db)
	const parts = "kind: parts\nindicator: \"oma:vaesto-ika\"\nregions: \"maakunta:13\"\nparts: [age=0-49, age=50+]\nas: stacked\n"
	const pyramid = "kind: ages\nindicator: \"oma:vaesto-ika\"\nregion: "
	for _, c := range []struct {
		text, note string
		people     string // of the one region in the one year
	}{
		{parts + "year: 2019\n", "by the division of municipalities of 2019", "4,140"},
		{parts + "year: 2022\n", "by the division of municipalities of 2022", "3,960"},
		{parts + "year: latest\n", "by the division of municipalities of 2022", "3,960"},
		{parts + "years: 2019\n", "by the division of municipalities of 2019", "4,140"},
		{parts + "years: 2019-2022\n", "by the division of municipalities of each year", "4,140"},
		{pyramid + "\"maakunta:13\"\nyear: 2019\n", "by the division of municipalities of 2019", "4,140"},
		{pyramid + "\"kunta@maakunta:13\"\nyear: 2019\n", "by the division of municipalities of 2019", "4,140"},
		{pyramid + "\"kunta@maakunta:13/2022\"\nyear: 2019\n", "by the division of municipalities of 2022", "3,960"},
		{pyramid + "\"kunta@maakunta:13\"\n", "by the division of municipalities of 2022", "3,960"},
	} {
		f, err := b.Build(t.Context(), spec(t, c.text))
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if !slices.ContainsFunc(f.notes, func(n domain.Text) bool { return strings.Contains(n.EN, c.note) }) {
			t.Errorf("%q: notes %v, want %q", c.text, f.notes, c.note)
		}
		if alt := f.Alt(domain.English); !strings.Contains(alt, c.people) {
			t.Errorf("%q: %q, want %s people", c.text, alt, c.people)
		}
	}
}
