package multiples

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

const longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista (THL), kunnittain vuosina"

// hard are figures of which each has something that is easily drawn badly.
func hard() map[string]figure.Figure {
	others := crowd(keskiSuomi[:8]...)
	for _, p := range others.Panels {
		others.Others = append(others.Others, p.Line)
	}
	others.OthersLabel = "muut kunnat"
	others.Panels[2].Focus = true

	own := of(panel("Jyväskylä", yearly(2000, 120000, 122000, 121000)...), panel("Pedersören kunta", yearly(2000, 11000, 11020, none)...), panel("Luhanka", yearly(2000, 700, 720, 710)...))
	own.Own, own.Panels[0].Unit = true, "\u00a0€"
	own.Panels[0].End, own.Panels[1].End, own.Panels[2].End = "121 000", "11 020", "710"
	own.Panels[1].EndYear = "2001"

	limits := of(panel("Keuruu", yearly(2010, 1, 2, 1.5, 1.8)...), panel("Multia", yearly(2010, 0, 6, 2, 4)...), panel("Luhanka", yearly(2010, none, 3, none, none)...))
	for _, p := range limits.Panels {
		for j, v := range p.Points {
			p.Points[j].Lower, p.Points[j].Upper = max(0, v.Y-1.5), v.Y+2.5
		}
	}
	limits.IntervalLabel = "95 %:n luottamusväli"

	wide := of(panel("Keuruu", yearly(2010, 1, 2, 1.5, 1.8)...), panel("Luhanka", yearly(2010, 1, 0, 2, 3)...))
	for j := range wide.Panels[1].Points {
		wide.Panels[1].Points[j].Lower, wide.Panels[1].Points[j].Upper = 0, 40
	}
	wide.IntervalLabel = "95 %:n luottamusväli"

	cut := of(panel("Keuruu", yearly(2010, 1, 2, 1.5, 1.8)...), panel("Luhanka", yearly(2010, 1, 9.4, 2, 3)...), panel("Multia", yearly(2010, 1, 2, 1, 12)...), panel("Toivakka", yearly(2010, 2, 2, 1, 1)...))
	cut.Top, cut.Panels[1].Over, cut.Panels[2].Over = 4, "9,4", "12,0"

	biennial := of(panel("Keuruu", yearly(2009, 10, none, 12, none, 11, none, 15)...), panel("Multia", yearly(2009, 20, none, none, none, none, none, 12)...))

	return map[string]figure.Figure{
		"region":      pic("Sijoitettuja on eniten Viitasaarella", placements()),
		"others":      pic("Kahdeksan kuntaa", others),
		"own":         pic("Asukkaita", own),
		"limits":      pic("Pienissä kunnissa luku vaihtelee sattumalta", limits),
		"wide limits": pic("Luhangan väli ei mahdu ruutuun", wide),
		"cut":         pic("Luhangan luku on muita suurempi", cut),
		"biennial":    pic("Joka toinen vuosi", biennial),
		"one":         pic("Yksi alue", of(panel("Pedersören kunta", yearly(2000, -3, 2, -1)...))),
		"one year":    pic("Yksi vuosi", of(panel("a", yearly(2000, 3)...), panel("b", yearly(2000, 4)...))),
		"alike":       pic("Samat", of(panel("a", yearly(2000, 5, 5, 5)...), panel("b", yearly(2000, 5, 5, 5)...))),
		"zero":        pic("Nollat", of(panel("a", yearly(2000, 0, 0, 0)...), panel("b", yearly(2000, 0, 0, 0)...))),
		"missing":     pic("Ei mitään", of(panel("a", yearly(2000, none, none)...))),
		"nothing":     pic("Ei paneeleja", of()),
		"millions":    pic("Miljoonat", of(panel("Suomi", yearly(2000, 0, 6_000_000)...), panel("Ahvenanmaa", yearly(2000, 25_000, 30_000)...))),
		"tiny":        pic("Pienet", of(panel("a", yearly(2000, 0.0003, 0.0002)...), panel("b", yearly(2000, 0, 0.0001)...))),
		"long":        {Title: longTitle, WidthCM: 12, Content: of(panel("Pohjois-Pohjanmaan hyvinvointialue", yearly(2000, 1, 2)...), panel("Pedersören kunta", yearly(2000, 3, 2)...), panel("Kristiinankaupunki", yearly(2000, 3, 1)...))},
		"half":        {WidthCM: 8, Title: "Puolet leveydestä", Content: crowd(keskiSuomi[:7]...)},
		"wide":        {WidthCM: 33.8, HeightCM: 19, Title: "Koko kalvo", Content: crowd(keskiSuomi...)},
		"far away":    {Content: of(panel("a", yearly(2000, 1e14, -1e14)...), panel("b", yearly(2001, 1e-9)...))},
		"two lines":   {Content: crowd("a", "b").beside(longTitle, yearly(2000, 1, 2)...).beside(longTitle, yearly(2000, 2, 1)...)},
	}
}

func TestGolden(t *testing.T) {
	golden := map[string]figure.Figure{}
	for _, name := range []string{"region", "others", "own", "limits", "wide limits", "cut", "biennial", "one", "missing", "half"} {
		golden[name] = hard()[name]
	}
	figuretest.Golden(t, golden)
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, hard()) }

// As many panels as Finland has municipalities have no room on a page, and the
// error names a size that has.
func TestAllMunicipalitiesAskForASize(t *testing.T) {
	names := make([]string, 309)
	for i := range names {
		names[i] = keskiSuomi[i%len(keskiSuomi)]
	}
	f := figure.Figure{DPI: 50, Content: crowd(names...)}
	_, err := figuretest.PNG(f)
	var small *figure.SizeError
	if !errors.As(err, &small) {
		t.Fatalf("error %v, want a size that would do", err)
	}
	f.WidthCM, f.HeightCM = small.NeedWidthCM, small.NeedHeightCM
	if _, err := figuretest.PNG(f); err != nil {
		t.Errorf("at %g × %g cm: %v", f.WidthCM, f.HeightCM, err)
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "Keski-Suomi", "1,7", 1.5, 2.5, 2000.0, false, 0)
	f.Add("not UTF-8: \x8c", "Keski-Suom\x8c", "", 0.75, 2.5, 2000.0, true, 2)
	f.Add("x", "\u00ad", "ylikuormitus", -1e14, 1e-9, 1999.5, true, 1)
	f.Fuzz(func(t *testing.T, title, a, b string, v, w, year float64, own bool, columns int) {
		if len(title)+len(a)+len(b) > 400 {
			return
		}
		limits := yearly(year, v, w)
		limits[0].Lower, limits[0].Upper = min(v, w), max(v, w)
		c := of(panel(a, yearly(year, v, none, w)...), panel(b, yearly(year+5, w, v)...), panel(a, limits...), panel(title))
		c.Own, c.Columns, c.Panels[0].End, c.Panels[1].Over, c.OwnLabel, c.Unit = own, columns, b, b, b, a
		c = c.beside(title, yearly(year, w, w)...)
		c.Others, c.OthersLabel, c.IntervalLabel = []Line{c.Panels[0].Line}, a, b
		c.Panels[0].Seams = []float64{year + 1}
		if !own {
			c.Top = w
		}
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Subtitle: a, Source: b, Watermark: a, Content: c})
		if err != nil {
			return
		}
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := figuretest.InkNearEdge(img, 50); ok {
			t.Fatalf("ink at %v of %v", p, img.Bounds().Max)
		}
	})
}

func TestRefuses(t *testing.T) {
	twice := of(panel("Multia", Plain(2001, 1), Plain(2001, 2)))
	outside := of(panel("Multia", yearly(2000, 1, 2)...))
	outside.Others = []Line{{Label: "koko maa", Points: yearly(1990, 1)}}
	for _, tt := range []struct {
		name string
		c    Content
		want string
	}{
		{"a year twice", twice, "rising order"},
		{"a benchmark of other years", outside, `"koko maa": year 1990 is outside`},
		{"a number that cannot be drawn", of(panel("Multia", Plain(2000, 1e16))), `panel "Multia", year 2000`},
		{"too many panels", of(make([]Panel, 500)...), "at most 400"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := figuretest.PNG(figure.Figure{Content: tt.c}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// A whole region: twenty-three panels beside the country.
func BenchmarkPNG(b *testing.B) {
	f := pic("Sijoitettuja on eniten Viitasaarella", placements())
	for b.Loop() {
		if _, err := figuretest.PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}
