package ages

import (
	"bytes"
	"image/png"
	"maps"
	"math"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// Shares of men and women in Jyväskylä and in the whole country by five years of age
// at the end of 2019 (Statistics Finland, 11re), in hundredths of a per cent.
var (
	townMen, townWomen       = []int{233, 269, 274, 272, 475, 484, 385, 358, 316, 265, 265, 285, 255, 248, 240, 136, 94, 46, 15, 3}, []int{224, 266, 259, 277, 503, 425, 338, 325, 296, 249, 274, 296, 290, 292, 291, 180, 138, 91, 46, 13}
	countryMen, countryWomen = []int{237, 283, 285, 275, 292, 331, 328, 337, 322, 289, 325, 333, 319, 310, 296, 170, 118, 61, 22, 4}, []int{226, 270, 273, 261, 275, 312, 307, 316, 305, 279, 319, 335, 331, 335, 336, 214, 174, 114, 57, 16}
)

func shares(hundredths []int) (values []float64) {
	for _, h := range hundredths {
		values = append(values, float64(h)/100)
	}
	return values
}

func town() Content {
	c := Content{Own: "Jyväskylä", Other: "Koko maa", Age: "Ikä", Unit: "\u00a0%", Sides: []Side{
		{"Miehet", shares(townMen), shares(countryMen)}, {"Naiset", shares(townWomen), shares(countryWomen)},
	}}
	for i := range townMen {
		label := strconv.Itoa(5*i) + "–"
		if i < len(townMen)-1 {
			label += strconv.Itoa(5*i + 4)
		}
		c.Classes = append(c.Classes, label)
	}
	return c
}

// years is single years of which each has as many people as another.
func years(n int) Content {
	c := Content{Own: "Luhanka", Age: "Ikä", Unit: "\u00a0%", Sides: make([]Side, 2)}
	for i := range n {
		c.Classes = append(c.Classes, strconv.Itoa(i))
		for j := range c.Sides {
			c.Sides[j].Shares = append(c.Sides[j].Shares, float64((i*7+j)%5)/4)
		}
	}
	return c
}

func hard() map[string]figure.Figure {
	long := town()
	long.Own, long.Other = strings.Repeat("Pedersören kunta ja ", 6)+"Kruunupyy", "Koko maa ilman Ahvenanmaata"
	hole := town()
	hole.Sides[0].Shares[3], hole.Sides[0].Other[5] = math.NaN(), math.NaN()
	of := func(values ...float64) Content {
		c := Content{Own: "a", Empty: "Lähteessä ei ole tietoja.", Sides: []Side{{Shares: values}}, Unit: "\u00a0%"}
		for i := range values {
			c.Classes = append(c.Classes, strconv.Itoa(10*i)+"–")
		}
		return c
	}
	single := town()
	single.Sides = single.Sides[:1]
	single.Sides[0].Title = ""
	return map[string]figure.Figure{
		"single years": {Content: years(101)},
		"one side":     {Content: single, Watermark: "Esimerkkiaineisto, ei todellisia tilastoja"},
		"half":         {Title: strings.TrimSpace(strings.Repeat("Väestö iän mukaan 2019 ", 8)), WidthCM: 8, Content: long},
		"hole":         {Content: hole},
		"one class":    {Content: of(100)},
		"alike":        {Content: of(25, 25, 25, 25)},
		"zero":         {Content: of(0, 0, 0)},
		"tiny":         {Content: of(0.0003, 0.0001)},
		"missing":      {Content: of(math.NaN(), math.NaN())},
	}
}

func TestGolden(t *testing.T) {
	figures := maps.Clone(hard())
	figures["town"] = figure.Figure{Title: "Jyväskylässä on opiskelijoita", Subtitle: "Väestö iän ja sukupuolen mukaan 31.12.2019, % koko väestöstä", Source: "Lähde: Tilastokeskus", Content: town()}
	figuretest.Golden(t, figures)
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, hard()) }

func TestWhatCannotBeDrawn(t *testing.T) {
	negative := town()
	negative.Sides[0].Shares[0] = -1
	short := town()
	short.Sides[1].Other = short.Sides[1].Other[:3]
	for name, c := range map[string]Content{"negative": negative, "short": short, "too many": years(mostClasses + 1), "no side": {}} {
		if err := c.Check(); err == nil {
			t.Errorf("%s: is drawn", name)
		}
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add("Väestö", "Pedersören kunta", "95–", 2.5, 0.1)
	f.Add("\x8c", "\u00ad", "", 1e14, 1e-9)
	f.Fuzz(func(t *testing.T, title, name, class string, v, w float64) {
		if len(title)+len(name)+len(class) > 400 {
			return
		}
		c := Content{Classes: []string{class, name}, Own: name, Other: title, Age: class, Unit: class, Sides: []Side{{title, []float64{v, w}, []float64{w, v}}, {name, []float64{w, math.NaN()}, nil}}}
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Content: c})
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
