package table

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// Merged cells repeat the word at their top, whatever order the sheet lists
// them in; those whose top is empty, above the data, or of figures repeat none.
func TestTallMerges(t *testing.T) {
	p := &plan{overlay: &overlay{survey: &survey{merges: []sheet.Merge{
		{Top: 8, Bottom: 9, Left: 0, Right: 0}, // its top row is empty
		{Top: 2, Bottom: 4, Left: 0, Right: 0},
		{Top: 5, Bottom: 7, Left: 0, Right: 0},
		{Top: 3, Bottom: 4, Left: 1, Right: 1},
		{Top: 2, Bottom: 3, Left: 0, Right: 1}, // two columns
		{Top: 2, Bottom: 9, Left: 2, Right: 2}, // figures
	}}}, taken: taken{roles: []mapping.Role{mapping.RoleRegion, "", mapping.RoleValue}}}
	merges := p.tallMerges()
	var got []string
	for _, row := range []struct {
		number int
		cells  string
	}{{2, "Akaa,a,1"}, {3, ",b,"}, {4, ",,"}, {5, "Espoo,,"}, {7, ",,"}, {9, ",,"}} {
		r := sheet.Row{Number: row.number}
		for word := range strings.SplitSeq(row.cells, ",") {
			r.Cells = append(r.Cells, sheet.TextCell(word))
		}
		merges.fill(&r)
		got = append(got, fmt.Sprintf("%s,%s,%s", r.At(0).Text, r.At(1).Text, r.At(2).Text))
	}
	if want := "Akaa,a,1 Akaa,b, Akaa,b, Espoo,, Espoo,, ,,"; strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, " "), want)
	}
}
