package multiples

import (
	"fmt"
	"math"

	"kuvio/internal/figure"
)

var none = math.NaN()

const madeUp = "Esimerkkiaineisto, ei todellisia tilastoja"

var keskiSuomi = []string{"Hankasalmi", "Joutsa", "Jyväskylä", "Jämsä", "Kannonkoski", "Karstula", "Keuruu", "Kinnula", "Kivijärvi", "Konnevesi", "Kuhmoinen", "Kyyjärvi",
	"Laukaa", "Luhanka", "Multia", "Muurame", "Petäjävesi", "Pihtipudas", "Saarijärvi", "Toivakka", "Uurainen", "Viitasaari", "Äänekoski"}

// yearly are points of successive years.
func yearly(from float64, values ...float64) []Point {
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = Plain(from+float64(i), v)
	}
	return points
}

// of is a figure of panels from the first year of the first to the last of any.
func of(panels ...Panel) Content {
	c := Content{Panels: panels, First: math.Inf(1), Last: math.Inf(-1), Unit: "\u00a0%", Empty: "ei tietoja", OwnLabel: "oma asteikko"}
	for i, p := range panels {
		if len(p.Points) > 0 {
			c.First, c.Last = min(c.First, p.Points[0].X), max(c.Last, p.Points[len(p.Points)-1].X)
		}
		if last, ok := p.last(); ok && p.End == "" {
			c.Panels[i].End = fmt.Sprintf("%.1f", last.Y)
		}
	}
	if c.First <= c.Last {
		c.FirstLabel, c.LastLabel = fmt.Sprint(c.First), fmt.Sprint(c.Last)
	}
	return c
}

func panel(label string, points ...Point) Panel {
	return Panel{Line: Line{Label: label, Points: points}, Empty: "ei tietoja"}
}

// crowd is a panel a name, each with a wave of its own, made up.
func crowd(names ...string) Content {
	var panels []Panel
	for i, name := range names {
		values := make([]float64, 22)
		for j := range values {
			values[j] = 1.4 + 0.04*float64(j) + 0.5*math.Sin(float64(i*7+j)/3) + 0.4*math.Sin(float64(i))
		}
		panels = append(panels, panel(name, yearly(2000, values...)...))
	}
	return of(panels...)
}

// placements is a figure of a whole region with its country, an area that was
// suppressed, one with a gap and one that was divided anew.
func placements() Content {
	c := crowd(keskiSuomi...)
	country := make([]float64, 22)
	for j := range country {
		country[j] = 1.1 + 0.03*float64(j)
	}
	c = c.beside("koko maa", yearly(2000, country...)...)
	c.Panels[13] = panel("Luhanka", yearly(2000, slicesOf(none, 22)...)...)
	c.Panels[13].Empty = "tieto salattu"
	for j := 5; j < 10; j++ {
		c.Panels[14].Points[j].Y = none
	}
	c.Panels[15].Seams = []float64{2010}
	return c
}

// beside is the figure with a benchmark more in every panel.
func (c Content) beside(name string, points ...Point) Content {
	c.Benchmarks = append(c.Benchmarks, name)
	for i := range c.Panels {
		c.Panels[i].Benchmarks = append(c.Panels[i].Benchmarks, Line{Points: points})
	}
	return c
}

func slicesOf(v float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = v
	}
	return values
}

func pic(title string, c Content) figure.Figure {
	return figure.Figure{Title: title, Subtitle: "Keski-Suomen kunnat 2000–2021, %", Source: "Lähde: keksitty", Watermark: madeUp, Content: c}
}
