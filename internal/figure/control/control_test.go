package control

import (
	"bytes"
	"image/png"
	"math"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

const (
	madeUp    = "Esimerkkiaineisto, ei todellisia tilastoja"
	longTitle = "Perusterveydenhuollon avosairaanhoidon lääkärikäynnit yhteensä 1 000 asukasta kohti kuukausittain, Pedersören kunnassa ja sen kuntayhtymässä, rekisteröidyt käynnit sekä etävastaanotot yhdessä"
)

// monthly are values of successive months; what lies outside the limits is marked.
func monthly(from, lower, upper float64, values ...float64) (points []Point) {
	for i, v := range values {
		p := Point{X: from + float64(i)/12, Y: v}
		switch {
		case v > upper:
			p.Mark = High
		case v < lower:
			p.Mark = Low
		}
		points = append(points, p)
	}
	return points
}

// wave are n made-up values about a level.
func wave(n int, level, width float64) (values []float64) {
	for i := range n {
		values = append(values, level+width*math.Sin(float64(i)*1.7)+width*0.4*math.Sin(float64(i)*0.61))
	}
	return values
}

func content(phases ...Phase) Content {
	return Content{Phases: phases, Step: 1.0 / 12, MeanLabel: "keskiarvo 100", UpperLabel: "yläraja 118", LowerLabel: "alaraja 82", BaselineLabel: "rajat näistä",
		HighLabel: "ylärajan yläpuolella", LowLabel: "alarajan alapuolella",
		AboveLabel: "vähintään 7 peräkkäin keskiarvon yläpuolella", BelowLabel: "vähintään 7 peräkkäin keskiarvon alapuolella", WayLabel: "vähintään 7 peräkkäin samaan suuntaan", FirstLabel: "2018-01", LastLabel: "2018-12", Empty: "ei tietoja"}
}

// visits is a process that leaves its limits twice and begins anew once.
func visits() Content {
	first := Phase{Points: monthly(2018, 82, 118, append(wave(24, 100, 8), 121, 124, 119, 104, 99, 101, 97, 103, 78, 102)...), Mean: 100, Lower: 82, Upper: 118, From: 2018, To: 2018 + 11.0/12}
	second := Phase{Points: monthly(2018+34.0/12, 58, 94, wave(20, 76, 8)...), Mean: 76, Lower: 58, Upper: 94, From: 2018 + 34.0/12, To: 2018 + 45.0/12, Label: "uusi taso 2020-11"}
	return content(first, second)
}

func pic(c Content) figure.Figure {
	return figure.Figure{Title: "Käynnit vähenivät marraskuussa 2020", Subtitle: "Käyntejä kuukaudessa", Source: "Lähde: keksitty", Watermark: madeUp, Content: c}
}

func hard() map[string]figure.Figure {
	one := func(lower, mean, upper float64, points ...Point) Content {
		return content(Phase{Points: points, Mean: mean, Lower: lower, Upper: upper, From: points[0].X, To: points[len(points)-1].X})
	}
	none := math.NaN()
	gap := visits()
	gap.Phases = gap.Phases[:1]
	gap.Phases[0].Points = append(gap.Phases[0].Points[:8:8], gap.Phases[0].Points[14:]...)
	gap.HighTone, gap.LowTone = Worse, Better
	runs := content(Phase{Points: monthly(2018, 82, 118, append(wave(12, 100, 8), 121, 104, 103, 106, 105, 108, 104, 103, 100, 96, 97, 98, 99, 100, 101, 102, 103, 97, 98, 95, 99, 91, 96, 78, 97)...), Mean: 100, Lower: 82, Upper: 118, From: 2018, To: 2018 + 11.0/12})
	for i := range runs.Phases[0].Points {
		p := &runs.Phases[0].Points[i]
		switch {
		case p.Mark != Common || i < 13:
		case i < 20:
			p.Mark = Above
		case i > 20 && i < 29:
			p.Mark = Way
		case i >= 29:
			p.Mark = Below
		}
	}
	trial := content(Phase{Points: monthly(2018, 0, 20, wave(9, 10, 3)...), Mean: 10, Lower: none, Upper: 19, From: 2018, To: 2018 + 8.0/12, Trial: true})
	trial.LowerLabel = ""
	long := visits()
	long.HighLabel, long.LowLabel, long.BaselineLabel, long.Phases[1].Label = longTitle, longTitle, longTitle, longTitle
	narrow := pic(visits())
	narrow.WidthCM = 9
	return map[string]figure.Figure{
		"phases":   pic(visits()),
		"gap":      pic(gap),
		"runs":     pic(runs),
		"trial":    pic(trial),
		"one":      pic(one(none, none, none, Point{X: 2018, Y: 5})),
		"alike":    pic(one(5, 5, 5, monthly(2018, 5, 5, 5, 5, 5, 5, 5, 5)...)),
		"zero":     pic(one(0, 0, 0, monthly(2018, 0, 0, 0, 0, 0, 0, 0, 0)...)),
		"missing":  pic(content(Phase{})),
		"negative": pic(one(-30, -10, 10, monthly(2018, -30, 10, -10, 4, -35, 12, -3)...)),
		"millions": pic(one(1e6, 3e6, 5e6, monthly(2018, 1e6, 5e6, 2e6, 6e6, 0, 3e6)...)),
		"tiny":     pic(one(0.0001, 0.0002, 0.0004, monthly(2018, 0.0001, 0.0004, 0.0003, 0.0002)...)),
		"century":  pic(one(82, 100, 118, monthly(1921, 82, 118, wave(1200, 100, 12)...)...)),
		"long":     {Title: longTitle, HeightCM: 12, Content: long},
		"narrow":   narrow,
		"far":      pic(one(-1e14, 0, 1e14, monthly(2018, -1e14, 1e14, 9e14, -9e14)...)),
	}
}

func TestGolden(t *testing.T) {
	golden := map[string]figure.Figure{}
	for _, name := range []string{"phases", "gap", "trial", "missing", "narrow", "negative", "runs"} {
		golden[name] = hard()[name]
	}
	figuretest.Golden(t, golden)
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, hard()) }

func TestRefuses(t *testing.T) {
	late := visits()
	late.Phases[1].Points[0].X = 2017
	still := visits()
	still.Step = 0
	for _, tt := range []struct {
		name string
		c    Content
		want string
	}{
		{"time that runs back", late, "phase 2: 2017 comes after"},
		{"no step", still, "0 years apart"},
		{"a value that cannot be drawn", content(Phase{Points: []Point{{X: 2018, Y: math.Inf(1)}}, Mean: math.NaN()}), "phase 1, 2018"},
		{"a limit that cannot be drawn", content(Phase{Points: []Point{{X: 2018, Y: 1}}, Mean: 1, Upper: 1e16}), "the limit 1e+16"},
	} {
		if _, err := figuretest.PNG(figure.Figure{Content: tt.c}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "yläraja", 1.5, 2.5, 2000.0, 0.25, false)
	f.Add("not UTF-8: \x8c", "", 0.75, 2.5, 2000.5, 1.0/12, true)
	f.Add("x", "\u00ad", -1e14, 1e-9, 1999.5, 1.0, true)
	f.Fuzz(func(t *testing.T, a, b string, v, w, from, step float64, trial bool) {
		if len(a)+len(b) > 400 {
			return
		}
		c := content(
			Phase{Points: []Point{{from, v, High}, {from + step, w, Low}, {from + 5*step, v, Common}}, Mean: v, Lower: min(v, w), Upper: max(v, w), From: from, To: from + step, Trial: trial},
			Phase{Points: []Point{{from + 6*step, w, Low}}, Mean: w, Lower: math.NaN(), Upper: w, From: from + 6*step, To: from + 6*step, Label: a},
		)
		c.Step, c.UpperLabel, c.HighLabel, c.Unit, c.FirstLabel = step, b, b, a, a
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: a, Subtitle: b, Watermark: a, Content: c})
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
