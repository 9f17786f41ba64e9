package table

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

// A sheet is printed as a person would set it: A4 across, as wide as the paper, the
// heading, title, source and page number on each page.
func TestXLSXPrints(t *testing.T) {
	table := trends()
	f := openXLSX(t, table, Options{Lang: domain.Finnish})
	layout, err := f.GetPageLayout("Tulos")
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page %+v (%v)", layout, err)
	}
	props, err := f.GetSheetProps("Tulos")
	if err != nil || !*props.FitToPage {
		t.Errorf("fit to the page: %+v (%v)", props, err)
	}
	lines, err := f.GetHeaderFooter("Tulos")
	if err != nil || !strings.Contains(lines.OddHeader, table.Caption.FI) || !strings.Contains(lines.OddFooter, "Lähde: THL") || !strings.HasSuffix(lines.OddFooter, "&P (&N)") {
		t.Errorf("head and foot %+v (%v)", lines, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+" "+n.Scope] = n.RefersTo
	}
	if got := names["_xlnm.Print_Titles Tulos"]; got != "'Tulos'!$1:$1" {
		t.Errorf("on each page: %q of %q", got, names)
	}
	if got := names["_xlnm._FilterDatabase Tulos"]; got != "'Tulos'!$A$1:$I$5" {
		t.Errorf("filtered: %q of %q", got, names)
	}
}

// Columns that a text has only when it is asked to be wide, and such as are of files
// alone, are folded away; those in which nothing stands, too.
func TestXLSXFolds(t *testing.T) {
	table := &Table{
		Columns: []Column{{Name: "region"}, {Name: "p", Wide: true}, {Name: "value"}, {Name: "unit", Filed: true}, {Name: "age"}},
		Rows:    [][]Value{{Str("Keski-Suomi"), PValue(0.2, 3), Num(1.73, 2), Str("%"), None()}},
	}
	for wide, shown := range map[bool]string{false: "AC", true: "ABCDE"} {
		f := openXLSX(t, table, Options{Wide: wide})
		var got string
		for _, c := range "ABCDE" {
			visible, err := f.GetColVisible("Tulos", string(c))
			if err != nil {
				t.Fatal(err)
			}
			if visible {
				got += string(c)
			}
		}
		if got != shown {
			t.Errorf("wide %v: columns %s in sight, want %s", wide, got, shown)
		}
	}
}

// A text longer than its column is on several lines, and its row as high as they are.
func TestXLSXLongTexts(t *testing.T) {
	long := strings.Repeat("vastaavanikäisestä väestöstä ", 8)
	f := openXLSX(t, &Table{Columns: []Column{{Name: "note"}, {Name: "value"}}, Rows: [][]Value{{Str(long), IntOf(1)}, {Str("ok"), IntOf(2)}}}, Options{})
	wide, err := f.GetColWidth("Tulos", "A")
	if err != nil || wide < 40 || wide > 65 {
		t.Errorf("%v digits wide (%v)", wide, err)
	}
	high, err := f.GetRowHeight("Tulos", 2)
	if err != nil || high < 45 || high > 70 {
		t.Errorf("a text of 4 lines is in a row of %v points (%v)", high, err)
	}
	if high, err := f.GetRowHeight("Tulos", 3); err != nil || high != 15 {
		t.Errorf("a text of a line is in a row of %v points (%v)", high, err)
	}
	if style := styleOf(t, f, "A2"); !style.Alignment.WrapText || style.Alignment.Horizontal != "left" || style.Font.Family != "Arial" {
		t.Errorf("style %+v %+v", style.Alignment, style.Font)
	}
}

func styleOf(t *testing.T, f *excelize.File, cell string) *excelize.Style {
	t.Helper()
	id, err := f.GetCellStyle("Tulos", cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style
}
