package choropleth

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
	"kuvio/internal/figure/legend"
)

const source = "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191, 1065), tiedot haettu 1.3.2024"

// round is an outline of n points about a place.
func round(x, y, r float64, n int) (ring []Point) {
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		ring = append(ring, Point{x + r*cos, y + r*sin*0.8})
	}
	return ring
}

// sample is a map of n areas in rows of columns, made up for the test.
func sample(n, columns int, r float64) Content {
	c := Content{Empty: "ei tietoja", Legend: legend.Classes{Missing: "tieto puuttuu (1)", Suppressed: "salattu (1)"}}
	for i := range 4 {
		c.Legend.Classes = append(c.Legend.Classes, legend.Class{Limits: fmt.Sprintf("%d,0–%d,9", i, i), Areas: "alueita 3"})
	}
	names := []string{"Jyväskylä", "Pedersören kunta", "Ii", "Kristiinankaupunki"}
	for i := range n {
		c.Areas = append(c.Areas, Area{
			Name: names[i%4], Value: fmt.Sprintf("%d,%d", i%4, i%10), Class: i%4 + 1,
			Rings: [][]Point{round(float64(i%columns)*2*r, -float64(i/columns)*1.6*r, r, 12)},
		})
	}
	return c
}

func figures() map[string]figure.Figure {
	region := sample(11, 4, 10)
	region.Areas[2].Class, region.Areas[5].Class, region.Areas[5].Suppressed = 0, 0, true
	region.Areas[4].Focus = true
	region.Areas = append(region.Areas, Area{Name: "Kauniainen", Value: "3,3", Class: 4, Rings: [][]Point{round(40, -16, 4, 9)}}) // within another
	region.Context = [][]Point{round(61, -20, 9, 12), round(500, 0, 9, 12)}
	none := sample(2, 2, 5)
	none.Areas[0].Class, none.Areas[1].Class = 0, 0
	return map[string]figure.Figure{
		"region": {Title: "Kodin ulkopuolelle sijoitetut", Subtitle: "% vastaavanikäisestä väestöstä 2021", Source: source, Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: region},
		"many":   {Title: "Monta", Content: sample(309, 16, 3)},
		"one":    {Title: "Yksi", Content: sample(1, 1, 3)},
		"none":   {Title: "Ei tietoja", Content: none},
	}
}

func TestGolden(t *testing.T) { figuretest.Golden(t, figures()) }

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, figures()) }

func TestRefused(t *testing.T) {
	far := sample(1, 1, 1)
	far.Areas[0].Rings[0][0].X = math.Inf(1)
	for want, f := range map[string]figure.Figure{
		"the place +Inf":         {Content: far},
		"501 areas: at most":     {Content: sample(501, 25, 1)},
		"the map does not fit":   {HeightCM: 5, Content: sample(4, 2, 1)},
		"the classes beside one": {WidthCM: 5, Content: sample(4, 2, 1)},
	} {
		f.DPI = 50
		if _, err := figuretest.PNG(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Whatever the outlines, a map is drawn whole or refused.
func FuzzChoropleth(f *testing.F) {
	f.Add("Jyväskylä", "2,4", 1.0, 2.0, 3.0)
	f.Add("", "", 0.0, 0.0, 0.0)
	f.Add("x", "9", -1e14, 1e14, 1e-9)
	f.Fuzz(func(t *testing.T, name, value string, x, y, r float64) {
		if len(name)+len(value) > 300 {
			return
		}
		c := sample(3, 2, 5)
		c.Areas = append(c.Areas, Area{Name: name, Value: value, Class: 1, Focus: true, Rings: [][]Point{round(x, y, r, 7)}})
		figuretest.DrawnWholeOrRefused(t, figure.Figure{Title: name, Content: c})
	})
}

func BenchmarkMap309(b *testing.B) {
	c := sample(309, 16, 3)
	for i := range c.Areas {
		c.Areas[i].Rings = [][]Point{round(float64(i%16)*6, -float64(i/16)*5, 3, 300)}
	}
	for b.Loop() {
		if _, err := figuretest.PNG(figure.Figure{Title: "Kartta", Source: source, Content: c}); err != nil {
			b.Fatal(err)
		}
	}
}
