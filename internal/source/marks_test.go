package source_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

func mapped(t *testing.T, f content.File, yaml string) (sourcetest.Result, error) {
	t.Helper()
	m, err := mapping.Parse("map.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
}

const oneOwn = "indicators: [{id: oma:x, unit: LKM}]\n"

// brief is the records' regions, periods and figures.
func brief(got sourcetest.Result) string {
	var all []string
	for _, r := range got.Records {
		s := fmt.Sprint(r.Region.Name, " ", r.Period, " ", r.Cell.Value)
		if r.Cell.Provisional {
			s += " p"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

// A run of text that is raised is a mark and no digits of the number before it.
func TestRaisedMarks(t *testing.T) {
	rich := func(at, text, raised string) string {
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><r><t>%s</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>%s</t></r></is></c>`, at, text, raised)
	}
	text := func(at, text string) string {
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, text)
	}
	for _, tt := range []struct{ region, regionMark, year, yearMark, value, valueMark, want string }{
		{"Akaa", "", "2020", "", "12", "3", "Akaa 2020 12"},
		{"Akaa", "1", "2020", "1)", "12", "3)", "Akaa 2020 12"},
		{"Akaa", "a", "2020", "b", "12,5", "1,2", "Akaa 2020 12.5"},
		{"Akaa", "*", "2020", "2) 3)", "1 234", "abc", "Akaa 2020 1234"},
		{"Akaa", "", "2020", "", "12", "1-3", ""},
		{"Akaa", "", "2020", "", "12", "note", ""},
		{"Akaa", "", "2020", "", "", "12", ""},
	} {
		sheet := `<row r="1">` + text("A1", "Kunta") + rich("B1", tt.year, tt.yearMark) + `</row><row r="2">` + rich("A2", tt.region, tt.regionMark) + rich("B2", tt.value, tt.valueMark) +
			`</row><row r="3">` + text("A3", "Espoo") + `<c r="B3"><v>7</v></c></row></sheetData>`
		got, err := mapped(t, sourcetest.Workbook(t, sheet), oneOwn)
		want := strings.TrimPrefix(tt.want+"; Espoo 2020 7", "; ")
		if err != nil || brief(got) != want || len(got.Rejected) != strings.Count(want, ";")^1 {
			t.Errorf("%+v: %q, rejects %q, %v", tt, brief(got), got.Rejected, err)
		}
		if marks := tt.want != "" && tt.valueMark != ""; marks != slices.ContainsFunc(got.Skips, func(s record.Skip) bool { return strings.Contains(s.What, "mark") }) {
			t.Errorf("%+v: noted %+v", tt, got.Skips)
		}
	}
}

// What a workbook does not show is left out or read, and said.
func TestHidden(t *testing.T) {
	row := func(n int, hidden, region string, value int) string {
		return fmt.Sprintf(`<row r="%d"%s><c r="A%d" t="str"><v>%s</v></c><c r="B%d"><v>%d</v></c></row>`, n, hidden, n, region, n, value)
	}
	f := sourcetest.Workbook(t, `<cols><col min="2" max="2" hidden="1"/></cols><row r="1"><c t="str"><v>Kunta</v></c><c><v>2020</v></c></row>`+
		row(2, "", "Akaa", 1)+row(3, ` hidden="1"`, "Espoo", 2)+row(4, ` hidden="true"`, "Vantaa", 3)+`</sheetData>`)
	got, err := mapped(t, f, oneOwn)
	if err != nil || brief(got) != "Akaa 2020 1; Espoo 2020 2; Vantaa 2020 3" || len(got.Skips) != 2 ||
		got.Skips[0].What != "2 hidden rows are read, this the first" || got.Skips[0].Place.Row != 3 || got.Skips[1].What != "the hidden column B is read as the others are" {
		t.Errorf("%s, %+v, %v", brief(got), got.Skips, err)
	}
}

// Numbers that a workbook shows in thousands are taken so where the header says so
// too, and asked about where it does not.
func TestScaledFormats(t *testing.T) {
	for _, tt := range []struct{ header, yaml, want string }{ // "" for a question
		{"1000 euroa 2020", "", "Akaa 2020 1234.567"},
		{"Menot, 1 000 € 2020", "", "Akaa 2020 1234.567"},
		{"Kostnader, tkr 2020", "", "Akaa 2020 1234.567"},
		{"euroa 2020", "", ""},
		{"milj. euroa 2020", "", ""},
		{"euroa 2020", "scaled: shown\n", "Akaa 2020 1234.567"},
		{"euroa 2020", "scaled: stored\n", "Akaa 2020 1.234567e+06"},
	} {
		f := sourcetest.Workbook(t, `<row r="1"><c t="str"><v>Kunta</v></c><c t="str"><v>`+tt.header+`</v></c></row><row r="2"><c t="str"><v>Akaa</v></c><c s="4"><v>1234567</v></c></row></sheetData>`)
		got, err := mapped(t, f, "indicator: oma:x\n"+tt.yaml)
		if tt.want == "" {
			if err == nil || !strings.Contains(err.Error(), "scaled: shown") || !strings.Contains(err.Error(), "\nscaled: #") {
				t.Errorf("%s: %s, %v; want a question", tt.header, brief(got), err)
			}
			continue
		}
		if err != nil || brief(got) != tt.want || len(got.Skips) == 0 {
			t.Errorf("%s by %q: %s, %+v, %v", tt.header, tt.yaml, brief(got), got.Skips, err)
		}
	}
}

// Whatever marks, flags and words of time a table has, a figure is right or it is
// told of: rejected or asked about, never another number and never left out in silence.
func TestRightOrAloud(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 7))
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	marks := []string{"", "", "*", "*)", " 1)", "¹", "²⁾", "[a]", " p", " (p)", "e", " r", " (b)", " q", " x1", "a", " kpl", "³⁾ p", " (ennakko)", " prel.", " 2"}
	years := []string{"", "", "*", "e", "p", " (ennakko)", " (preliminär)", " prel.", "*)", " 1)", "¹", ".0", "r", " (foo)", "x", " arvio", "/", " ?", "-"}
	for range 400 {
		columns := 1 + rng.IntN(4)
		delimiter := pick(";", "\t", "|")
		var b strings.Builder
		b.WriteString("Kunta")
		for y := range columns {
			b.WriteString(delimiter + pick("", "", "", "Vuosi ", "år ") + fmt.Sprint(2019+y) + pick(years...))
		}
		right := map[string]float64{}
		for i, region := range []string{"Akaa", "Espoo", "Vantaa"} {
			b.WriteString("\n" + region + pick("", "", "*", " 1)", "¹"))
			for y := range columns {
				v := float64(100*i + 10*y + 1)
				right[fmt.Sprint(region, 2019+y)] = v
				b.WriteString(delimiter + pick("", "", "", "(p) ", "e ", "~") + fmt.Sprint(v) + pick(marks...))
			}
		}
		yaml := oneOwn + pick("", "columns: [{column: Kunta, is: region}]\n", "delimiter: "+map[string]string{"\t": "tab", ";": `";"`, "|": `"|"`}[delimiter]+"\n")
		got, err := mapped(t, sourcetest.Text("a.csv", b.String()), yaml)
		if err != nil {
			continue // asked, or refused
		}
		for _, r := range got.Records {
			if want := right[fmt.Sprint(r.Region.Name, r.Period)]; r.Cell.Value != want {
				t.Fatalf("%s\nby %s: %s %s is %v, want %v", b.String(), yaml, r.Region.Name, r.Period, r.Cell.Value, want)
			}
		}
		if len(got.Records) < len(right) && len(got.Rejected) == 0 {
			t.Fatalf("%s\nby %s: %d of %d figures, and no reject: %+v", b.String(), yaml, len(got.Records), len(right), got.Skips)
		}
	}
}
