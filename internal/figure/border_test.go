package figure

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// awkward are figures that have something to be cut off.
func awkward() map[string]Figure {
	line := func(labels string, points ...[]Point) Lines {
		l := Lines{EndValues: true, Decimals: 1, Empty: "Lähteessä ei ole tietoja."}
		for i, label := range strings.Split(labels, ";") {
			l.Series = append(l.Series, Series{Label: label, Points: points[i]})
		}
		return l
	}
	same := make([]Series, 6)
	for i := range same {
		same[i] = Series{Label: maakunnat[i] + " ja sen naapurimaakunnat yhteensä", Points: yearly(2000, 1, 2, 3+0.001*float64(i))}
	}
	return map[string]Figure{
		"long titles":      {Title: longTitle + " " + longTitle, Subtitle: longTitle, Source: longTitle, Notes: []string{longTitle, source}, HeightCM: 12, Content: placements()},
		"one long word":    {Title: strings.Repeat("sijoituspaikkakuntaäö", 9), Content: line(strings.Repeat("Lappajärvenå", 12), yearly(2000, 1, 2))},
		"diacritics":       {Title: "ÅÄÖ åäö Ŝ Ǻ gjpqy", Subtitle: "ÅÄÖ", Source: "Åäögjpqy", Content: line("Åland gjy;Äänekoski", yearly(2000, 1, 9), yearly(2000, 2, 1))},
		"alike ends":       {Title: "Sama loppu", Content: Lines{EndValues: true, Decimals: 3, Series: same}},
		"single point":     {Content: line("Keski-Suomi;koko maa", yearly(2019, 3.4), yearly(2019, 3.3))},
		"lone points":      {Content: line("a", yearly(2000, 1, none, 2, none, 3))},
		"all missing":      {Title: "Ei tietoja", Watermark: madeUp, Content: line("a;b", yearly(2000, none, none), nil)},
		"one missing":      {Content: line("a;b", yearly(2000, none, none), yearly(2000, 5, 6))},
		"no series":        {Content: Lines{Empty: "Lähteessä ei ole tietoja."}},
		"negatives":        {Content: line("a;b", yearly(2000, -5, 3, -2), yearly(2000, -90, -80, -20))},
		"huge":             {Content: line("euroa", yearly(2000, 1_234_567, 987_654_321, 12_345_678_901))},
		"tiny":             {Content: line("osuus", yearly(2000, 0.001, 0.0012, 0.00135))},
		"constant":         {Content: line("a;b", yearly(2000, 5, 5, 5), yearly(2000, 5, 5, 5))},
		"constant zero":    {Content: line("a", yearly(2000, 0, 0, 0))},
		"early ends":       {Content: line("vanha sarja;uusi sarja", yearly(1990, 1, 2, 3), yearly(1993, 3, 4, 5, 4, 4, 5))},
		"long span":        {Content: line("a", []Point{{1751, 1}, {2021, 5}})},
		"seam at the edge": {Content: Lines{Series: []Series{{Label: "a", Points: yearly(2000, 1, 2, 3), Seams: []Seam{{2001, "määritelmä muuttui vuonna 2001 kokonaan toiseksi"}, {2002, "sarja vaihtuu 2002"}}}}}},
		"watermark":        {Watermark: strings.Repeat(madeUp+" ", 3), Content: placements()},
		"bars":             {Watermark: madeUp, Content: ageBars()},
		"negative bars": {Content: Bars{Categories: []string{"a", "b", longTitle[:60]}, Panels: []Panel{
			{Title: longTitle, Decimals: 1, Bars: []Bar{{Value: -1_234_567}, {Value: 3}, {none, "salattu, koska lukumäärä on pienempi kuin viisi"}}}}}},
		"bars missing":      {Content: Bars{Categories: []string{"a"}, Panels: []Panel{{Bars: []Bar{{none, "puuttuu"}}}}, Empty: "Ei tietoja."}},
		"zero bars":         {Content: Bars{Categories: []string{"a"}, Panels: []Panel{{Title: "p", Bars: []Bar{{Value: 0}}}}}},
		"structure":         {Watermark: madeUp, Content: organisations()},
		"narrow":            {WidthCM: 8, HeightCM: 8, Title: longTitle, Content: placements()},
		"short forecast":    {WidthCM: 10, Content: outlook(1, "ennuste on tehty vaimennetulla Holtin mallilla")},
		"far limits":        {Content: outlook(5, "prognos")},
		"two starts":        {Title: "Eri alut", Content: twoStarts()},
		"rings at the ends": {Content: Lines{Series: []Series{{Label: "a", Points: yearly(2000, 1, 5, 0), Turns: []Turn{{2000, 1, "vuonna 2000"}, {2001, 5, "2001"}, {2002, 0, "2002"}}}}}},
		"lone interval":     {Content: Lines{Series: []Series{{Label: "a", Points: yearly(2000, 1), Band: []BandPoint{{2000, 0.5, 9}}}}}},
		"english":           {Lang: domain.English, Content: line("a", yearly(2000, 1e14, -1e14))},
	}
}

func TestNothingIsCutAtTheEdges(t *testing.T) {
	for name, f := range awkward() {
		t.Run(name, func(t *testing.T) {
			f.DPI = 100
			_, img := draw(t, f)
			if p, ok := inkNearEdge(img, f.DPI); ok {
				t.Errorf("ink at %v of %v, within 1 mm of an edge", p, img.Bounds().Max)
			}
		})
	}
}

// inkNearEdge looks for a pixel that is not white within a millimetre of the
// picture's edges.
func inkNearEdge(img image.Image, dpi int) (image.Point, bool) {
	b := img.Bounds()
	inner := b.Inset(int(math.Ceil(float64(dpi) / 25.4)))
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			p := image.Pt(x, y)
			if p.In(inner) {
				continue
			}
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b != 3*0xffff {
				return p, true
			}
		}
	}
	return image.Point{}, false
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "Keski-Suomi", "koko maa", 1.5, 2.5, 2000.0, false)
	f.Add("not UTF-8: \x8c", "Keski-Suom\x8c", "koko maa", 0.75, 2.5, 2000.0, false)
	f.Add("x", "\u00ad", "", -1e14, 1e-9, 1999.5, true)
	f.Fuzz(func(t *testing.T, title, a, b string, v, w, year float64, zero bool) {
		for _, content := range []Content{
			Lines{EndValues: true, ZeroBase: zero, Empty: b, ForecastLabel: title, Series: []Series{
				{Label: a, Points: yearly(year, v, none, w), Seams: []Seam{{year + 1, b}}},
				{Label: b, Points: yearly(year+5, w, v)},
				{Label: a, Points: yearly(year, v, w), Fit: yearly(year, w, v), Turns: []Turn{{year + 1, w, b}},
					Band: []BandPoint{{year, min(v, w), max(v, w)}}, Forecast: []ForecastPoint{{year + 3, v, v, max(v, w)}, {year + 4, w, min(v, w), w}}},
			}},
			Bars{Categories: []string{a, b, title}, Empty: title, Panels: []Panel{{Title: a, Bars: []Bar{{Value: v}, {w, b}, {none, a}}}}},
			Structure{Outer: []Outer{{Label: a}, {Label: b}}, Groups: []Group{{a, b, []Member{{a, 0}, {b, 1}}}, {b, title, members(1, a)}}},
		} {
			if len(title)+len(a)+len(b) > 400 {
				return
			}
			picture, err := PNG(Figure{DPI: minDPI, Title: title, Subtitle: a, Source: b, Watermark: a, Content: content})
			if err != nil {
				continue
			}
			img, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				t.Fatal(err)
			}
			if p, ok := inkNearEdge(img, minDPI); ok {
				t.Fatalf("%T: ink at %v of %v", content, p, img.Bounds().Max)
			}
		}
	})
}

func TestAllMissingIsExplained(t *testing.T) {
	blank := func(empty string) image.Image {
		_, img := draw(t, Figure{DPI: 50, Content: Lines{Empty: empty, Series: []Series{{Label: "a", Points: yearly(2000, none)}}}})
		return img
	}
	with, without := blank("Lähteessä ei ole tietoja."), blank("")
	if difference(with, without) == 0 {
		t.Error("the explanation is not drawn")
	}
}
