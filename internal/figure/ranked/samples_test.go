package ranked

import (
	"fmt"
	"math"
	"strings"
)

var none = math.NaN()

const longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista vuoden viimeisenä päivänä 2021"

func row(name, text string, value, lower, upper float64, v Verdict) Row {
	return Row{Name: name, Text: text, Value: value, Lower: lower, Upper: upper, Beside: none, Verdict: v}
}

// bare is a row without limits or a benchmark.
func bare(name, text string, value float64) Row { return row(name, text, value, none, none, NoVerdict) }

// placements are the 0–17-year-olds placed outside the home in 2012, % of those of
// the age (THL, Sotkanet.fi, indicator 191, from counts), of some municipalities
// of Keski-Suomi, with Wilson's limits.
func placements() Content {
	c := Content{
		Rows: []Row{
			row("Kivijärvi", "3,85", 3.85, 2.03, 7.15, Differs),
			row("Kinnula", "3,01", 3.01, 1.69, 5.32, Differs),
			row("Konnevesi", "2,46", 2.46, 1.41, 4.26, Unclear),
			row("Saarijärvi", "2,43", 2.43, 1.82, 3.24, Differs),
			row("Jyväskylä", "2,07", 2.07, 1.90, 2.25, Differs),
			row("Multia", "1,53", 1.53, 0.65, 3.53, Unclear),
			row("Laukaa", "0,77", 0.77, 0.56, 1.06, Differs),
			row("Petäjävesi", "0,72", 0.72, 0.35, 1.48, Differs),
		},
		Benchmarks: []Benchmark{{"Koko maa 1,54", 1.54}, {"Tavoite 1,2", 1.2}},
		Without:    []Without{{"Tieto puuttuu", []string{"Luhanka", "Toivakka"}}},
		Unit:       "%",
		Key:        words(),
		Empty:      "Ei tietoja.",
	}
	c.Rows[4].Focus = true
	return c
}

func words() Key {
	return Key{Differs: "selvä ero vertailuun (Koko maa)", Unclear: "ei selvää eroa", NotCounted: "ei verrattu",
		Interval: "95 %:n luottamusväli", Cut: "väli jatkuu kuvion ulkopuolelle", Beside: "Verrokit"}
}

// costs are sums with a loss among them.
func costs() Content {
	c := Content{Bars: true, Unit: "1 000 euroa", Key: words(), Rows: []Row{
		bare("Kuopio", "5 999 999", 5_999_999), bare("Pedersören kunta", "1 646 000", 1_646_000), bare("Maarianhamina – Mariehamn", "0", 0),
		bare("Kristiinankaupunki", "−2 050 300", -2_050_300),
	}}
	c.Rows[1].Focus = true
	return c
}

// pinned has a row on top, rows that are left out, one that could not be compared
// and a benchmark of each row's own.
func pinned() Content {
	c := placements()
	c.Benchmarks = nil
	for i := range c.Rows {
		c.Rows[i].Beside = 1.3 + 0.1*float64(i)
	}
	c.Rows[5].Verdict, c.Rows[5].Lower, c.Rows[5].Upper = NotCounted, none, none
	c.Rows[6] = Row{Name: "… 14 muuta", Aside: true, Value: none, Beside: none}
	whole := row("Koko maa", "1,54", 1.54, 1.52, 1.56, NoVerdict)
	whole.Benchmark = true
	c.Rows[0].Apart = true
	c.Rows = append([]Row{whole}, c.Rows...)
	return c
}

// many are n rows with limits, of falling values.
func many(n int) Content {
	c := Content{Unit: "%", Key: words(), Benchmarks: []Benchmark{{"Koko maa 1,75", 1.75}}, Empty: "Ei tietoja."}
	for i := range n {
		v := 6 * math.Pow(float64(n-i)/float64(n), 3)
		name := []string{"Pedersören kunta", "Kristiinankaupunki", "Ii", "Äänekoski", "Mänttä-Vilppula"}[i%5]
		verdict := Unclear
		if v > 3 || v < 1 {
			verdict = Differs
		}
		c.Rows = append(c.Rows, row(name, strings.Replace(fmt.Sprintf("%.2f", v), ".", ",", 1), v, 0.6*v, 1.5*v+0.2, verdict))
	}
	c.Rows[n/2].Focus = true
	return c
}
