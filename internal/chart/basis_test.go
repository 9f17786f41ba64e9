package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// What a figure asked for before counts were the default still draws, and says
// how it is written now.
func TestBasisOfAFigure(t *testing.T) {
	const figure = "id: x\nkind: lines\ntitle: {fi: x}\nseries: [{indicator: \"191\", region: maa}]\n"
	for _, c := range []struct {
		keys    string
		want    series.Basis
		said    string
		refused string
	}{
		{"", series.AsComputed, "", ""},
		{"published: true\n", series.AsPublished, "", ""},
		{"from_counts: true\n", series.AsComputed, "from_counts: true is no longer needed", ""},
		{"from_counts: false\n", series.AsPublished, "from_counts: false is now written published: true", ""},
		{"published: true\ninterval: true\n", 0, "", "x.yaml:6: interval: found with published: true"},
	} {
		parsed, err := Parse("x.yaml", []byte(figure+c.keys), domain.Finnish)
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%q: error %v, want %q", c.keys, err, c.refused)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		s := parsed.(*Lines)
		said := strings.Join(s.outdated(s.file), "; ")
		if s.basis() != c.want || !strings.Contains(said, c.said) || (said == "") != (c.said == "") {
			t.Errorf("%q: basis %d, said %q, want %d, %q", c.keys, s.basis(), said, c.want, c.said)
		}
	}
}
