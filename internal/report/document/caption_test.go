package document

import (
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Tables and figures are numbered each for themselves, in the order of reading.
func TestCaptions(t *testing.T) {
	own := &Table{Table: &table.Table{Caption: domain.Text{FI: "Keski-Suomi", SV: "Mellersta Finland"}}}
	given := &Table{Caption: "Kunnat", Table: own.Table}
	one, two := &Figure{Caption: "Lastensuojelu"}, &Figure{}
	d := &Document{Lang: domain.Finnish, Blocks: []Block{Text("alku"), one, own, two, given}}
	for b, want := range map[Block]string{one: "Kuvio 1. Lastensuojelu", own: "Taulukko 1. Keski-Suomi", two: "Kuvio 2", given: "Taulukko 2. Kunnat"} {
		if got := d.Captions()[b].String(); got != want {
			t.Errorf("caption %q, want %q", got, want)
		}
	}
	d.Lang = domain.Swedish
	if got := d.Captions()[own].String(); got != "Tabell 1. Mellersta Finland" {
		t.Errorf("caption %q in Swedish", got)
	}
}
