package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Of Keski-Suomi's 22 municipalities at least 20 have placements in 2012 and 18 in 2021:
// the figure is of 2012, and says so; of a year that is named nothing is said.
func TestLatestIsSaid(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	for _, c := range []struct {
		keys string
		want string
	}{
		{"", "2012 is the latest year for which at least nine areas of ten have a value; for 2021 18 areas of 22 have one."},
		{"year: latest\n", "for 2021 18 areas of 22 have one."},
		{"year: 2012\n", ""},
	} {
		for _, kind := range []string{"ranked", "tiles", "funnel"} {
			f, err := b.Build(t.Context(), spec(t, "kind: "+kind+"\nindicator: \"191\"\nregions: kunta@maakunta:13\n"+c.keys))
			if err != nil {
				t.Fatal(err)
			}
			said := strings.Join(f.small(domain.English, f.content(domain.English)), " ")
			if f.last != "2012" || !strings.Contains(said, c.want) || c.want == "" && strings.Contains(said, "latest year") {
				t.Errorf("%s, %q: of %s, %q; want %q", kind, c.keys, f.last, said, c.want)
			}
		}
	}
}
