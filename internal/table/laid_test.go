package table

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

// A document has the columns that paper has room for, in words and numbers as people
// read them, without those in which nothing stands.
func TestLay(t *testing.T) {
	table := &Table{
		Columns: []Column{
			{Name: "indicator", Section: true}, {Name: "region", Title: domain.Text{FI: "Alue"}, Narrow: true}, {Name: "value", Narrow: true},
			{Name: "p"}, {Name: "note", Narrow: true}, {Name: "q", Wide: true},
		},
		Rows: [][]Value{
			{Str("191"), Str("Keski-Suomi"), Num(1234.56, 1), PValue(0.0001, 3), None(), Num(1, 0)},
			{Str("127"), Str("Koko maa"), None(), Num(2, 0), None(), Num(1, 0)},
		},
	}
	for _, tt := range []struct {
		opt  Options
		want []string
	}{
		{Options{}, []string{"region", "value", "p"}},
		{Options{Narrow: true}, []string{"region", "value"}},
		{Options{Wide: true}, []string{"region", "value", "p", "q"}},
	} {
		laid, err := table.Lay(tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range laid.Columns {
			names = append(names, c.Name)
		}
		if !slices.Equal(names, tt.want) {
			t.Errorf("%+v has %q, want %q", tt.opt, names, tt.want)
		}
	}
	laid, err := table.Lay(Options{Narrow: true})
	if err != nil {
		t.Fatal(err)
	}
	if c := laid.Columns[1]; !c.Numeric || c.Width != len("1 234,5") || laid.Columns[0].Heading != "Alue" || laid.Columns[0].Word != len("Keski-Suomi") {
		t.Errorf("columns %+v", laid.Columns)
	}
	if len(laid.Sections) != 2 || laid.Sections[1].Heading != "127" {
		t.Fatalf("sections %+v", laid.Sections)
	}
	if c := laid.Sections[0].Rows[0][1]; c.Text != "1\u00a0234,6" || c.Sort != 1234.56 {
		t.Errorf("a number is %+v", c)
	}
	if c := laid.Sections[1].Rows[0][1]; c.Text != "" || !math.IsNaN(c.Sort) {
		t.Errorf("what is missing is %+v", c)
	}
}

// A table that marks no columns for paper gives up the most spare ones.
func TestLayWithoutChoice(t *testing.T) {
	table := &Table{}
	var row []Value
	for i := range 9 {
		table.Columns = append(table.Columns, Column{Name: string(rune('a' + i)), Spare: i % 5})
		row = append(row, IntOf(i))
	}
	table.Rows = [][]Value{row}
	laid, err := table.Lay(Options{Narrow: true})
	if err != nil {
		t.Fatal(err)
	}
	var names string
	for _, c := range laid.Columns {
		names += c.Name
	}
	if names != "abcfgh" {
		t.Errorf("%q are left, want the six least spare", names)
	}
}
