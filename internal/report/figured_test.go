package report

import (
	"bytes"
	"image/png"
	"math"
	"strings"
	"testing"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/report/document"
)

// A figure in a document has its picture at its printed size, the numbers in words, and
// the same for a spreadsheet to draw: SOTKAnet's 191 of the whole country, 17,883 of
// 1,035,517 in 2021, and of Toivakka, of which nothing is known then.
func TestFigured(t *testing.T) {
	s := staleSession(t)
	for name, c := range map[string]struct {
		spec    string
		kind    document.ChartKind
		last    string
		value   float64
		unknown string
	}{
		"lines":  {"id: a\nkind: lines\nindicator: \"191\"\nregions: [maa, \"kunta:850\"]\n", document.Line, "2021", 1.726963, "2021"},
		"ranked": {"id: a\nkind: ranked\nindicator: \"191\"\nyear: 2021\nregions: [\"kunta@maakunta:13\", maa]\nmark: dots\n", document.Bar, "Koko maa", 1.726963, "Toivakka"},
	} {
		spec, err := chart.Parse("a.yaml", []byte(c.spec), domain.Finnish)
		if err != nil {
			t.Fatal(name, err)
		}
		built, err := (&chart.Builder{Session: s}).Build(t.Context(), spec)
		if err != nil {
			t.Fatal(name, err)
		}
		f, err := Figured(built, domain.Finnish)
		if err != nil {
			t.Fatal(name, err)
		}
		picture, err := png.DecodeConfig(bytes.NewReader(f.PNG))
		if err != nil {
			t.Fatal(name, err)
		}
		if wide := float64(picture.Width) / 300 * 2.54; math.Abs(wide-f.Width) > 0.02 || f.Width != 16 {
			t.Errorf("%s: %.2f cm wide in dots, %.2f on paper", name, wide, f.Width)
		}
		if high := float64(picture.Height) / 300 * 2.54; math.Abs(high-f.Height) > 0.02 {
			t.Errorf("%s: %.2f cm high in dots, %.2f on paper", name, high, f.Height)
		}
		if !strings.HasPrefix(string(f.SVG), "<svg ") || f.Caption != built.Heading(domain.Finnish) || !strings.Contains(f.Alt, f.Caption) || f.Data != built.Table {
			t.Errorf("%s: %.40s, %q, %q", name, f.SVG, f.Caption, f.Alt)
		}
		if f.Chart == nil || f.Chart.Kind != c.kind || f.Chart.Title != f.Caption || f.Chart.Unit == "" {
			t.Fatalf("%s: chart %+v", name, f.Chart)
		}
		for i, label := range f.Chart.Labels {
			first, last := f.Chart.Series[0].Values[i], f.Chart.Series[len(f.Chart.Series)-1].Values[i]
			if label == c.last && math.Abs(first-c.value) > 1e-6 {
				t.Errorf("%s: %s is %v, want %v", name, label, first, c.value)
			}
			if label == c.unknown && !math.IsNaN(last) {
				t.Errorf("%s: %s is %v, want nothing", name, label, last)
			}
		}
		again, err := Figured(built, domain.Finnish)
		if err != nil || !bytes.Equal(again.PNG, f.PNG) || !bytes.Equal(again.SVG, f.SVG) {
			t.Errorf("%s: drawn again it has other bytes (%v)", name, err)
		}
	}
}
