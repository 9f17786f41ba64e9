package chart

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Data that is older than it should be is said to be, in the small print, in the
// alternative text and in the table: of 191 or of the people it is a share of (1065),
// and of both the older day. Of an indicator that is not shown nothing is said.
func TestStaleDataIsSaidToBe(t *testing.T) {
	db := exampleStore(t, "placements.csv", "children.csv")
	spec := spec(t, "kind: lines\nindicator: \"191\"\nregions: maakunta:13\nwith: maa\n")
	for _, c := range []struct {
		name  string
		stale map[domain.IndicatorID]string
		day   string
	}{
		{"none is", nil, ""},
		{"another is", map[domain.IndicatorID]string{"127": "2026-10-01"}, ""},
		{"the indicator is", map[domain.IndicatorID]string{"191": "2026-10-01"}, "2026-10-01"},
		{"its denominator is", map[domain.IndicatorID]string{"1065": "2026-09-02"}, "2026-09-02"},
		{"both are", map[domain.IndicatorID]string{"191": "2026-10-01", "1065": "2026-09-02"}, "2026-09-02"},
	} {
		b := builder(t, db)
		b.Session.Stale = c.stale
		f, err := b.Build(t.Context(), spec)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range domain.Langs {
			note := domain.Note{Code: domain.NoteAsOf, Arg: c.day}
			said := note.Sentence().In(l)
			if c.day == "" {
				said, _, _ = strings.Cut(domain.Note{Code: domain.NoteAsOf, Arg: "%"}.Sentence().In(l), "%")
			}
			for where, text := range map[string]string{
				"small print": strings.Join(f.picture(l).Notes, "\n"), "alternative text": f.Alt(l), "text beside": f.Beside(l),
			} {
				if n := strings.Count(text, said); n != 0 && c.day == "" || n != 1 && c.day != "" {
					t.Errorf("%s, %s in %s: %d times %q in %q", c.name, where, l, n, said, text)
				}
			}
			for _, row := range rows(t, f) {
				if has := strings.Contains(row["note"], "as_of"); has != (c.day != "") || has && !strings.Contains(row["note"], note.String()) {
					t.Fatalf("%s: the table says %q", c.name, row["note"])
				}
			}
		}
	}
}
