package lines

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// awkward are figures that have something to be cut off.
func awkward() map[string]figure.Figure {
	line := func(labels string, points ...[]Point) Content {
		l := Content{EndValues: true, Decimals: 1, Empty: "Lähteessä ei ole tietoja."}
		for i, label := range strings.Split(labels, ";") {
			l.Series = append(l.Series, Series{Label: label, Points: points[i]})
		}
		return l
	}
	same := make([]Series, 6)
	for i := range same {
		same[i] = Series{Label: maakunnat[i] + " ja sen naapurimaakunnat yhteensä", Points: yearly(2000, 1, 2, 3+0.001*float64(i))}
	}
	return map[string]figure.Figure{
		"long titles":       {Title: longTitle + " " + longTitle, Subtitle: longTitle, Source: longTitle, Notes: []string{longTitle, source}, HeightCM: 12, Content: placements()},
		"one long word":     {Title: strings.Repeat("sijoituspaikkakuntaäö", 9), Content: line(strings.Repeat("Lappajärvenå", 12), yearly(2000, 1, 2))},
		"diacritics":        {Title: "ÅÄÖ åäö Ŝ Ǻ gjpqy", Subtitle: "ÅÄÖ", Source: "Åäögjpqy", Content: line("Åland gjy;Äänekoski", yearly(2000, 1, 9), yearly(2000, 2, 1))},
		"alike ends":        {Title: "Sama loppu", Content: Content{EndValues: true, Decimals: 3, Series: same}},
		"single point":      {Content: line("Keski-Suomi;koko maa", yearly(2019, 3.4), yearly(2019, 3.3))},
		"lone points":       {Content: line("a", yearly(2000, 1, none, 2, none, 3))},
		"all missing":       {Title: "Ei tietoja", Watermark: madeUp, Content: line("a;b", yearly(2000, none, none), nil)},
		"one missing":       {Content: line("a;b", yearly(2000, none, none), yearly(2000, 5, 6))},
		"no series":         {Content: Content{Empty: "Lähteessä ei ole tietoja."}},
		"negatives":         {Content: line("a;b", yearly(2000, -5, 3, -2), yearly(2000, -90, -80, -20))},
		"huge":              {Content: line("euroa", yearly(2000, 1_234_567, 987_654_321, 12_345_678_901))},
		"tiny":              {Content: line("osuus", yearly(2000, 0.001, 0.0012, 0.00135))},
		"constant":          {Content: line("a;b", yearly(2000, 5, 5, 5), yearly(2000, 5, 5, 5))},
		"constant zero":     {Content: line("a", yearly(2000, 0, 0, 0))},
		"early ends":        {Content: line("vanha sarja;uusi sarja", yearly(1990, 1, 2, 3), yearly(1993, 3, 4, 5, 4, 4, 5))},
		"long span":         {Content: line("a", []Point{{X: 1751, Y: 1}, {X: 2021, Y: 5}})},
		"seam at the edge":  {Content: Content{Series: []Series{{Label: "a", Points: yearly(2000, 1, 2, 3), Seams: []Seam{{X: 2001, Label: "määritelmä muuttui vuonna 2001 kokonaan toiseksi"}, {X: 2002, Label: "sarja vaihtuu 2002"}}}}}},
		"watermark":         {Watermark: strings.Repeat(madeUp+" ", 3), Content: placements()},
		"narrow":            {WidthCM: 8, HeightCM: 8, Title: longTitle, Content: placements()},
		"short forecast":    {WidthCM: 10, Content: outlook(1, "ennuste on tehty vaimennetulla Holtin mallilla")},
		"far limits":        {Content: outlook(5, "prognos")},
		"two starts":        {Title: "Eri alut", Content: twoStarts()},
		"rings at the ends": {Content: Content{Series: []Series{{Label: "a", Points: yearly(2000, 1, 5, 0), Turns: []Turn{{X: 2000, Y: 1, Label: "vuonna 2000"}, {X: 2001, Y: 5, Label: "2001"}, {X: 2002, Y: 0, Label: "2002"}}}}}},
		"lone interval":     {Content: Content{Series: []Series{{Label: "a", Points: yearly(2000, 1), Band: []BandPoint{{X: 2000, Lower: 0.5, Upper: 9}}}}}},
		"behind 309 areas":  {Title: "Kunnat", Content: behindAll()},
		"long context":      {WidthCM: 8, Content: longContext()},
		"english":           {Lang: domain.English, Content: line("a", yearly(2000, 1e14, -1e14))},
	}
}

// behindAll is a municipality before all the others there are.
func behindAll() Content {
	l := Content{EndValues: true, Unit: "\u00a0%", OthersLabel: "308 muuta aluetta", Series: []Series{{Label: "Pedersören kunta", Role: Focus, Points: yearly(2010, 3, 1, 4, 1, 5, 9)}, {Label: "koko maa", Role: Benchmark, Points: yearly(2010, 2, 2, 3, 3, 2, 2)}}}
	for i := range 308 {
		v := float64(i%17) / 2
		l.Others = append(l.Others, Series{Points: yearly(2010, v, v+1, v, none, v/2, 12-v)})
	}
	return l
}

// longContext has texts that are longer than there is room beside one another.
func longContext() Content {
	return Content{Unit: "\u00a0euroa yhtä 0–17-vuotiasta kohti", Series: []Series{{Label: "Pedersören kunta", Points: yearly(2010, 5, 5, 4, 1, 5, 9)}},
		Targets:     []Target{{Label: "tavoite 5,5 euroa yhtä 0–17-vuotiasta kohti", Steps: []Point{{2000, 5.5}, {2030, 7}}}},
		Ranges:      []Range{{2009, 2012, "hallintokokeilu, johon kaikki kunnat osallistuivat"}, {2030, 2031, "tuleva"}},
		Annotations: []Annotation{{2015, "lastensuojelulaki uudistui kokonaan"}, {2013, "laki"}}}
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, awkward()) }

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "Keski-Suomi", "koko maa", 1.5, 2.5, 2000.0, false)
	f.Add("not UTF-8: \x8c", "Keski-Suom\x8c", "koko maa", 0.75, 2.5, 2000.0, false)
	f.Add("x", "\u00ad", "", -1e14, 1e-9, 1999.5, true)
	f.Fuzz(func(t *testing.T, title, a, b string, v, w, year float64, zero bool) {
		for _, content := range []figure.Content{
			Content{EndValues: true, ZeroBase: zero, Empty: b, ForecastLabel: title, Unit: b, Step: v, Base: w, OthersLabel: title,
				Others: []Series{{Points: yearly(year-1, w, v, w)}}, Targets: []Target{{Label: b, Steps: []Point{{year, v}}}},
				Ranges: []Range{{year, year + 2, a}}, Annotations: []Annotation{{year + 1, b}}, Series: []Series{
					{Label: a, Points: yearly(year, v, none, w), Seams: []Seam{{X: year + 1, Label: b}}},
					{Label: b, Role: Benchmark, Points: yearly(year+5, w, v), Suppressed: []float64{year + 6}},
					{Label: a, Points: yearly(year, v, w), Fit: yearly(year, w, v), Turns: []Turn{{X: year + 1, Y: w, Label: b}},
						Band: []BandPoint{{X: year, Lower: min(v, w), Upper: max(v, w)}}, Forecast: []ForecastPoint{{X: year + 3, Y: v, Lower: v, Upper: max(v, w)}, {X: year + 4, Y: w, Lower: min(v, w), Upper: w}}},
				}},
		} {
			if len(title)+len(a)+len(b) > 400 {
				return
			}
			picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Subtitle: a, Source: b, Watermark: a, Content: content})
			if err != nil {
				continue
			}
			img, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				t.Fatal(err)
			}
			if p, ok := figuretest.InkNearEdge(img, 50); ok {
				t.Fatalf("%T: ink at %v of %v", content, p, img.Bounds().Max)
			}
		}
	})
}

func TestAllMissingIsExplained(t *testing.T) {
	blank := func(empty string) image.Image {
		_, img := figuretest.Draw(t, figure.Figure{DPI: 50, Content: Content{Empty: empty, Series: []Series{{Label: "a", Points: yearly(2000, none)}}}})
		return img
	}
	with, without := blank("Lähteessä ei ole tietoja."), blank("")
	if figuretest.Difference(with, without) == 0 {
		t.Error("the explanation is not drawn")
	}
}
