package table

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

func openXLSX(t *testing.T, table *Table, opt Options) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(render(t, table, XLSX, opt)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestXLSX(t *testing.T) {
	f := openXLSX(t, trends(), Options{Lang: domain.Finnish})
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Tulos", "Tietoja"}) {
		t.Fatalf("sheets %q", got)
	}
	for _, tt := range []struct{ cell, raw, shown string }{
		{"A1", "Indikaattori", "Indikaattori"},
		{"G1", "Senin kulmakerroin / v", "Senin kulmakerroin / v"},
		{"A2", "191 Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, %", "191 Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, %"},
		{"B2", "maakunta:13", "maakunta:13"},
		{"D2", "2014", "2014"},
		{"E2", "1.72700713731", "1.73"},
		{"E3", "0", "0.00"},
		{"E4", "", ""}, // missing
		{"F5", "119620", "119,620"},
		{"G2", "0.0312", "+0.031"},
		{"G3", "-0.0312", "-0.031"},
		{"H2", "0.0000000015", ""}, // excelize reads no conditions in formats; LibreOffice shows <0,001
		{"H3", "0.04", ""},         // and here 0.040
		{"I2", "nouseva ↗", "nouseva ↗"},
	} {
		raw, err := f.GetCellValue("Tulos", tt.cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue("Tulos", tt.cell)
		if err != nil {
			t.Fatal(err)
		}
		if raw != tt.raw || tt.shown != "" && shown != tt.shown {
			t.Errorf("%s holds %q shown as %q, want %q shown as %q", tt.cell, raw, shown, tt.raw, tt.shown)
		}
	}
	if kind, err := f.GetCellType("Tulos", "E2"); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("E2 is of type %v, want a number (%v)", kind, err)
	}
	panes, err := f.GetPanes("Tulos")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, want the first row frozen (%v)", panes, err)
	}
}

func TestXLSXAbout(t *testing.T) {
	f := openXLSX(t, trends(), Options{Lang: domain.English})
	rows, err := f.GetRows("About")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Trends 1991–2014"},
		{"p: Mann–Kendall test, two-sided. No direction is computed from fewer than four observations."},
		{"Source: THL, Sotkanet.fi (ind. 127, 191)"},
		{"Columns that are read less often are folded away: the 2 at the sheet's upper left opens them."},
		nil,
		{"Column", "Name in csv and json"},
		{"Indicator", "indicator"},
	}
	for i := range want {
		if i >= len(rows) || !slices.Equal(rows[i], want[i]) {
			t.Fatalf("about sheet is %q", rows)
		}
	}
	if len(rows) != 15 {
		t.Errorf("%d rows, want the nine columns listed to row 15", len(rows))
	}
}

func TestXLSXTextsAreTexts(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "text"}}}
	for _, s := range awkward {
		table.Rows = append(table.Rows, []Value{Str(s)})
	}
	f := openXLSX(t, table, Options{})
	for i, s := range awkward {
		cell, _ := excelize.CoordinatesToCellName(1, i+2)
		got, err := f.GetCellValue("Tulos", cell)
		if err != nil {
			t.Fatal(err)
		}
		if got != visible.Line(s) {
			t.Errorf("%q is read back as %q, want %q", s, got, visible.Line(s))
		}
		if formula, err := f.GetCellFormula("Tulos", cell); err != nil || formula != "" {
			t.Errorf("%q is the formula %q (%v)", s, formula, err)
		}
	}
}

func TestXLSXIsDeterministic(t *testing.T) {
	first := render(t, trends(), XLSX, Options{})
	for range 5 {
		if again := render(t, trends(), XLSX, Options{}); !bytes.Equal([]byte(first), []byte(again)) {
			t.Fatal("the same table gave other bytes")
		}
	}
}

func TestNumberFormat(t *testing.T) {
	for _, tt := range []struct {
		value Value
		lang  domain.Lang
		want  string
	}{
		{Num(1, 0), domain.Finnish, "#,##0"},
		{Num(1, 2), domain.Finnish, "#,##0.00"},
		{IntOf(1), domain.Finnish, "#,##0"},
		{YearOf(2014), domain.Finnish, "0"},
		{SignedNum(1, 1), domain.Finnish, "+#,##0.0;-#,##0.0;0.0"},
		{PValue(1, 3), domain.English, `[<0.001]"<0.001";0.000`},
	} {
		if got := numberFormat(tt.value, tt.lang); got != tt.want {
			t.Errorf("numberFormat = %q, want %q", got, tt.want)
		}
	}
}
