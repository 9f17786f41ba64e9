package workbook

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1890, 1000))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample is a document of SOTKAnet's indicator 191, placed outside their home, per cent of
// all children: Keski-Suomi and the whole country, with a year of which nothing is known.
func sample(t *testing.T, l domain.Lang) *document.Document {
	result := &table.Table{
		Columns: []table.Column{
			{Name: "region_name", Title: domain.Text{FI: "Alue", SV: "Område", EN: "Region"}, Narrow: true},
			{Name: "value", Title: domain.Text{FI: "Arvo", SV: "Värde", EN: "Value"}, Narrow: true},
			{Name: "count", Title: domain.Text{FI: "Lukumäärä", SV: "Antal", EN: "Count"}},
		},
		Rows: [][]table.Value{
			{table.Str("Keski-Suomi"), table.Num(1.727007137312, 2), table.IntOf(926)},
			{table.Str("Luhanka"), table.None(), table.None()},
		},
		Source: domain.Text{FI: "Lähde: THL", SV: "Källa: THL", EN: "Source: THL"},
		Notes:  []domain.Text{{FI: "Luhangan luku on salattu.", SV: "Luhankas tal är hemligt.", EN: "Luhanka's figure is withheld."}},
	}
	drawn := &table.Table{Columns: []table.Column{{Name: "period"}, {Name: "value"}}, Rows: [][]table.Value{{table.YearOf(2014), table.Num(1.727, 2)}}}
	return &document.Document{
		Lang: l, Title: "Lapset & nuoret", Subtitle: "Keski-Suomi 2012–2014",
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Tärkeintä"},
			&document.Paragraph{Runs: []document.Run{{Text: "Noussut: ", Bold: true}, {Text: "=1+1 ei ole kaava"}}},
			&document.List{Items: []document.Paragraph{*document.Text("yksi"), *document.Text("kaksi")}, Ordered: true},
			&document.Table{ID: "t", Caption: "Alueet", Table: result},
			&document.Figure{
				ID: "lines", Caption: "Sijoitetut", Alt: "Viiva nousee 1,7 prosenttiin.", PNG: picture(t), Width: 16, Height: 8.5, Data: drawn,
				Chart: &document.Chart{
					Kind: document.Line, Title: "Sijoitetut", Unit: "%", Decimals: 1, Labels: []string{"2012", "2013", "2014"},
					Notes: []string{"Keksityt luvut."}, Source: "Lähde: Kuvion oma",
					Series: []document.ChartSeries{{Name: "Keski-Suomi", Values: []float64{1.6, math.NaN(), 1.727}}, {Name: "Koko maa", Values: []float64{1.5, 1.55, 1.61}}},
				},
			},
			&document.Figure{ID: "map", Caption: "Kartta", Alt: "Kartta kunnista.", PNG: picture(t), Width: 16, Height: 8.5},
			&document.Note{Text: "Ennakkotieto."},
			&document.Sources{Lines: []string{"THL, Sotkanet.fi"}},
		},
	}
}

func written(t *testing.T, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// part is a part of the file by its name.
func part(t *testing.T, content []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestSheets(t *testing.T) {
	for l, want := range map[domain.Lang][]string{
		domain.Finnish: {"Tulokset", "Tiedot 1", "Kuvio 1", "Tiedot 2", "Lähteet"},
		domain.Swedish: {"Resultat", "Data 1", "Figur 1", "Data 2", "Källor"},
		domain.English: {"Results", "Data 1", "Figure 1", "Data 2", "Sources"},
	} {
		if got := opened(t, written(t, sample(t, l))).GetSheetList(); !slices.Equal(got, want) {
			t.Errorf("%s: sheets %q, want %q", l, got, want)
		}
	}
}

// The numbers are those of the document's tables, as numbers, and what is missing is an
// empty cell.
func TestNumbers(t *testing.T) {
	f := opened(t, written(t, sample(t, domain.Finnish)))
	for _, tt := range []struct{ sheet, cell, want string }{
		{"Tulokset", "A1", "Lapset & nuoret"},
		{"Tulokset", "A5", "Noussut: =1+1 ei ole kaava"},
		{"Tulokset", "A6", "1. yksi"},
		{"Tulokset", "A9", "Taulukko 1. Alueet"},
		{"Tulokset", "B10", "Arvo"},
		{"Tulokset", "B11", "1.72700713731"},
		{"Tulokset", "B12", ""},
		{"Tulokset", "C11", ""}, // for paper, the narrow columns alone
		{"Tiedot 1", "C2", "926"},
		{"Kuvio 1", "A2", "2012"},
		{"Kuvio 1", "B3", ""},
		{"Kuvio 1", "B4", "1.727"},
		{"Kuvio 1", "C4", "1.61"},
		{"Tiedot 2", "A2", "2014"},
		{"Lähteet", "A2", "Ennakkotieto."},
		{"Lähteet", "A3", "THL, Sotkanet.fi"},
		{"Tulokset", "A33", "Keksityt luvut."},
		{"Tulokset", "A34", "Lähde: Kuvion oma"},
		{"Lähteet", "C7", "Keksityt luvut.\nLähde: Kuvion oma"},
		{"Lähteet", "C6", "Lähde: THL\nLuhangan luku on salattu."},
	} {
		got, err := f.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true})
		if err != nil || got != tt.want {
			t.Errorf("%s %s is %q, want %q (%v)", tt.sheet, tt.cell, got, tt.want, err)
		}
	}
	if shown, err := f.GetCellValue("Tulokset", "B11"); err != nil || shown != "1.73" {
		t.Errorf("shown as %q (%v)", shown, err)
	}
}

// A chart is drawn of the cells of its sheet, gaps as gaps, in kuvio's colours, and says
// in words what it shows.
func TestChart(t *testing.T) {
	content := written(t, sample(t, domain.Finnish))
	chart := part(t, content, "xl/charts/chart1.xml")
	for _, want := range []string{
		"<lineChart>", "'Kuvio 1'!$A$2:$A$4", "'Kuvio 1'!$B$2:$B$4", "'Kuvio 1'!$C$1", "'Kuvio 1'!$C$2:$C$4",
		`<dispBlanksAs val="gap">`, "0057A8", "Sijoitetut",
	} {
		if !strings.Contains(strings.ReplaceAll(chart, "&#39;", "'"), want) {
			t.Errorf("the chart has no %s", want)
		}
	}
	drawing := part(t, content, "xl/drawings/drawing1.xml")
	for _, want := range []string{"Viiva nousee 1,7 prosenttiin.", "Kartta kunnista."} {
		if !strings.Contains(drawing, want) {
			t.Errorf("no alternative text %q", want)
		}
	}
}

func TestPrint(t *testing.T) {
	f := opened(t, written(t, sample(t, domain.Finnish)))
	for sheet, want := range map[string]string{"Tulokset": "portrait", "Tiedot 1": "landscape", "Kuvio 1": "landscape", "Lähteet": "portrait"} {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != want || *layout.Size != 9 {
			t.Errorf("%s: %+v (%v)", sheet, layout, err)
		}
		lines, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(lines.OddFooter, "&P (&N)") {
			t.Errorf("%s: %+v (%v)", sheet, lines, err)
		}
	}
	panes, err := f.GetPanes("Tiedot 1")
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit != 1 {
		t.Errorf("in sight stays %+v (%v)", panes, err)
	}
	lines, err := f.GetHeaderFooter("Tulokset")
	if err != nil || !strings.Contains(lines.OddHeader, "Lapset && nuoret") {
		t.Errorf("head %+v (%v)", lines, err)
	}
}

func TestDeterministic(t *testing.T) {
	first := written(t, sample(t, domain.Swedish))
	for range 3 {
		if !bytes.Equal(first, written(t, sample(t, domain.Swedish))) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

// A document without tables and figures has nothing but its text, and an empty one is a
// workbook still.
func TestEmpty(t *testing.T) {
	f := opened(t, written(t, &document.Document{Lang: domain.English, Title: "Nothing"}))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Results", "Sources"}) {
		t.Errorf("sheets %q", got)
	}
}
