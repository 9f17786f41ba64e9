package dots

import (
	"fmt"
	"math"

	"kuvio/internal/figure/canvas"
)

const longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista vuoden viimeisenä päivänä 2021"

// sizes and shares are the 0–17-year-olds and the share placed outside the home in
// 2012 of some municipalities of Keski-Suomi (THL, Sotkanet.fi, 1065 and 191).
var municipalities = []struct {
	name        string
	size, share float64
}{
	{"Kivijärvi", 234, 3.85}, {"Kinnula", 365, 3.01}, {"Konnevesi", 487, 2.46}, {"Saarijärvi", 1850, 2.43}, {"Jyväskylä", 26020, 2.07},
	{"Jämsä", 4147, 1.95}, {"Äänekoski", 4274, 1.80}, {"Multia", 327, 1.53}, {"Keuruu", 1844, 1.14}, {"Laukaa", 4829, 0.77}, {"Petäjävesi", 974, 0.72},
}

// funnel has limits of chance about 1.81 %, by the normal distribution.
func funnel() Content {
	c := Content{X: Axis{Title: "väestö, josta luku on laskettu (logaritminen asteikko)", Log: true}, Y: Axis{Title: "%"},
		Key: Key{Within: "rajojen sisällä", Beyond: "95 %:n rajojen ulkopuolella", Far: "99,8 %:n rajojen ulkopuolella", Faint: "rajat, jos eroja olisi vain sattumasta"}}
	const mean = 1.81
	limit := func(n, z float64) float64 { return max(0, mean+z*math.Sqrt(mean*(100-mean)/n)) }
	for _, m := range municipalities {
		d := Dot{Name: m.name, X: m.size, Y: m.share, Stand: Within, Focus: m.name == "Jyväskylä"}
		switch {
		case m.share > limit(m.size, 3.09) || m.share < limit(m.size, -3.09):
			d.Stand = Far
		case m.share > limit(m.size, 1.96) || m.share < limit(m.size, -1.96):
			d.Stand = Beyond
		}
		d.Named = d.Focus || d.Stand != Within
		c.Dots = append(c.Dots, d)
	}
	low, high := c.Span()
	for _, one := range []struct {
		z     float64
		look  Look
		label string
	}{{1.96, Inner, "95 %"}, {3.09, Outer, "99,8 %"}, {-1.96, Inner, "95 %"}, {-3.09, Outer, "99,8 %"}, {4, Faint, ""}, {0, Centre, "yhteensä 1,81"}} {
		cu := Curve{Label: one.label, Look: one.look}
		for k := range 81 {
			n := low * math.Pow(high/low, float64(k)/80)
			cu.Points = append(cu.Points, canvas.At(n, limit(n, one.z)))
		}
		c.Curves = append(c.Curves, cu)
	}
	return c
}

// scatter has a cross, a line with its limits, and dots of a size each.
func scatter() Content {
	c := Content{X: Axis{Title: "Lasten pienituloisuusaste, %"}, Y: Axis{Title: "Sijoitetut, % 0–17-vuotiaista"},
		Up: []Line{{"Mediaani 15,2", 15.2}}, Level: []Line{{"Mediaani 1,8", 1.8}}, Key: Key{Band: "suora ja sen 95 %:n luottamusväli"},
		Sizes: []Size{{"2 000", 2000}, {"20 000: 0–17-vuotiaita", 20000}}, Empty: "Ei tietoja."}
	for i, m := range municipalities {
		c.Dots = append(c.Dots, Dot{Name: m.name, X: 19 - 1.1*float64(i), Y: m.share, Size: m.size, Focus: m.name == "Jyväskylä", Named: true})
	}
	fit := Curve{Look: Fit}
	for x := 8.0; x <= 19; x++ {
		fit.Points = append(fit.Points, canvas.At(x, 0.2*x-0.8))
		c.Band = append(c.Band, Limit{x, 0.2*x - 1.2, 0.2*x - 0.4})
	}
	c.Curves = []Curve{fit}
	return c
}

// crowd is n dots that lie close.
func crowd(n int) Content {
	c := Content{X: Axis{Title: "x"}, Y: Axis{Title: "y"}}
	for i := range n {
		at := float64(i)
		c.Dots = append(c.Dots, Dot{Name: fmt.Sprintf("Pedersören kunta %d", i), X: 50 + 20*math.Sin(at*7.3), Y: 5 + 2*math.Cos(at*3.1), Named: i < 30, Focus: i == 5})
	}
	return c
}
