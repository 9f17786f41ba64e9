package tiles

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
	"kuvio/internal/figure/legend"
)

const (
	source = "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1065), tiedot haettu 1.3.2024"
	long   = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista vuoden viimeisenä päivänä"
)

// classes are n classes with how many tiles are in each.
func classes(n int) legend.Classes {
	l := legend.Classes{Missing: "tieto puuttuu (1)", Suppressed: "salattu (1)"}
	for i := range n {
		l.Classes = append(l.Classes, legend.Class{Limits: fmt.Sprintf("%d,0–%d,9", i, i), Areas: "alueita 4"})
	}
	return l
}

// grid is n tiles in rows of columns, their values in so many classes.
func grid(n, columns, of int, names ...string) Content {
	c := Content{Legend: classes(of), Empty: "ei tietoja"}
	for i := range n {
		c.Tiles = append(c.Tiles, Tile{Column: i % columns, Row: i / columns, Name: names[i%len(names)], Value: fmt.Sprintf("%d,%d", i%of, i%10), Class: i%of + 1})
	}
	return c
}

var names = []string{"Jyväskylä", "Pedersören kunta", "Äänekoski", "Ii", "Kristiinankaupunki", "Uurainen", "Pihtipudas"}

func figures() map[string]figure.Figure {
	region := grid(18, 4, 5, names...)
	region.Tiles[0].Focus = true
	region.Tiles[3].Class, region.Tiles[3].Value = 0, "salattu"
	region.Tiles[3].Suppressed = true
	region.Tiles[7].Class = 0
	diverging := grid(12, 4, 4, names...)
	diverging.Legend.Diverging = true
	none := grid(4, 2, 3, names...)
	for i := range none.Tiles {
		none.Tiles[i].Class = 0
	}
	huge := grid(6, 3, 2, names...)
	huge.Tiles[0].Value, huge.Tiles[1].Value = "6 000 000", "0,0003"
	return map[string]figure.Figure{
		"region":    {Title: "Kodin ulkopuolelle sijoitetut", Subtitle: "% vastaavanikäisestä väestöstä 2021", Source: source, Content: region},
		"country":   {Title: "Pienituloisuus", Source: source, Content: grid(309, 16, 7, names...)},
		"one":       {Title: "Yksi", Content: grid(1, 1, 1, "Jyväskylä")},
		"diverging": {Title: "Muutos", Content: diverging},
		"none":      {Title: "Ei tietoja", Content: none},
		"values":    {Title: long, Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", WidthCM: 8, Content: huge},
	}
}

func TestGolden(t *testing.T) { figuretest.Golden(t, figures()) }

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, figures()) }

func TestRefused(t *testing.T) {
	two := grid(2, 2, 2, "Ii", "Kemi")
	two.Tiles[1].Column = 0
	for want, f := range map[string]figure.Figure{
		"Ii and Kemi have one tile":             {Content: two},
		"501 areas: at most 500":                {Content: grid(501, 20, 5, names...)},
		"8 classes: at most 7":                  {Content: grid(8, 8, 8, names...)},
		"a map of 16 columns of tiles does not": {WidthCM: 8, Content: grid(309, 16, 5, names...)},
		"a map of 20 rows of tiles does not":    {HeightCM: 9, Content: grid(309, 16, 5, names...)},
	} {
		f.DPI = 50
		if _, err := figuretest.PNG(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Whatever the names and numbers, a figure is drawn whole or refused.
func FuzzTiles(f *testing.F) {
	f.Add("Jyväskylä", "2,4", 3, 2)
	f.Add("", "\u00ad", 1, 1)
	f.Add(strings.Repeat("å", 60), strings.Repeat("9", 30), 40, 7)
	f.Fuzz(func(t *testing.T, name, value string, n, of int) {
		if n < 1 || n > 60 || of < 1 || of > 9 || len(name)+len(value) > 400 {
			return
		}
		c := grid(n, 6, of, name, "Ii")
		for i := range c.Tiles {
			c.Tiles[i].Value = value
		}
		figuretest.DrawnWholeOrRefused(t, figure.Figure{Title: name, Content: c})
	})
}

func BenchmarkTiles309(b *testing.B) {
	f := figure.Figure{Title: "Pienituloisuus", Source: source, Content: grid(309, 16, 5, names...)}
	for b.Loop() {
		if _, err := figuretest.PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}
