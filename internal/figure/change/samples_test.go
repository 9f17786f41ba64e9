package change

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/locale"
)

const madeUp = "Esimerkkiaineisto, ei todellisia tilastoja"

var nan = math.NaN()

// row is a row whose change has limits of half on both sides.
func row(name string, from, to, half float64) Row {
	r := Row{Name: name, From: from, To: to, Low: to - half, High: to + half, Course: Unclear}
	number := func(v float64) string { return locale.Number(domain.Finnish, v, 2) }
	r.FromText, r.ToText, r.ChangeText = number(from), number(to), locale.Signed(domain.Finnish, to-from, 2)
	switch {
	case math.IsNaN(from) || math.IsNaN(to):
		r.Reason, r.Low, r.High, r.Course = "tieto puuttuu", nan, nan, Unjudged
		for _, text := range []*string{&r.FromText, &r.ToText} {
			if *text == "" {
				*text = ".."
			}
		}
	case r.Low > from:
		r.Course = Rise
	case r.High < from:
		r.Course = Fall
	}
	return r
}

// finland is some municipalities of Keski-Suomi with shares that are made up.
func finland() Content {
	country := row("Koko maa", 1.44, 1.63, 0.05)
	country.Benchmark = true
	focus := row("Jyväskylä", 1.92, 2.43, 0.31)
	focus.Focus = true
	return Content{From: "2014", To: "2021", Change: "Muutos, %-yks.", Unit: "\u00a0%", Key: key4(), Rows: []Row{
		country, row("Kannonkoski", 1.21, 5.21, 2.9), row("Viitasaari", 1.8, 3.3, 1.3), row("Äänekoski", 1.55, 2.14, 0.58), focus, row("Pedersören kunta", 0.9, 1.1, 0.4),
		row("Muurame", 1.3, 1.3, 0.45), row("Luhanka", nan, 2.1, 0), row("Kivijärvi", nan, nan, 0), row("Laukaa", 1.61, 1.24, 0.33), row("Kuhmoinen", 3.4, 1.5, 3.6),
	}}
}

func key4() []Sign {
	return []Sign{{Course: Rise, Text: "nousi"}, {Course: Fall, Text: "laski"}, {Course: Unclear, Text: "ei selvää muutosta"}, {Limits: true, Text: "muutoksen 95 %:n luottamusväli nuolen alusta"}}
}

func slope() Content {
	c := finland()
	c.Slope, c.Key = true, c.Key[:3]
	c.Rows = append(c.Rows[:1:1], c.Rows[3:9]...)
	return c
}

// many is n areas whose values rise and fall.
func many(n int) Content {
	c := Content{From: "2014", To: "2021", Change: "Muutos", Unit: "\u00a0%", Key: key4()[:3]}
	for i := range n {
		c.Rows = append(c.Rows, row(fmt.Sprintf("Kunta %d", i+1), 1+float64(i%17)/5, 1+float64(i%11)/3, 0.5))
	}
	return c
}

// hard are figures that are hard to draw.
func hard() map[string]figure.Figure {
	of := func(rows ...Row) Content {
		return Content{From: "2014", To: "2021", Change: "Muutos", Key: key4(), Rows: rows, Empty: "Alueilla ei ole tietoja."}
	}
	plain := func(from, to float64, decimals int) Row {
		l, course := domain.Finnish, Rise
		if to < from {
			course = Fall
		}
		return Row{Name: "Jyväskylä", From: from, To: to, Low: nan, High: nan, FromText: locale.Number(l, from, decimals), ToText: locale.Number(l, to, decimals), ChangeText: locale.Signed(l, to-from, decimals), Course: course}
	}
	broken := row("Keuruu", 1, 2, 0.2)
	broken.Reason, broken.ChangeText, broken.Course = "sarja vaihtuu 2018", "", Unjudged
	meet := of(row("Jyväskylä", 1.50, 2.02, 0.2), row("Äänekoski", 1.51, 2.01, 0.2), row("Pedersören kunta", 1.52, 2.00, 0.2), row("Jämsä", 1.50, 1.99, 0.9))
	meet.Slope = true
	return map[string]figure.Figure{
		"one area":   {Content: of(row("Jyväskylä", 1.9, 2.4, 0.3))},
		"309 areas":  {Content: many(309), Title: "Muutos kaikissa kunnissa"},
		"alike":      {Content: of(row("a", 2, 2, 0.5), row("b", 2, 2, 0.5))},
		"missing":    {Content: of(row("a", nan, nan, 0), row("b", nan, nan, 0)), Watermark: madeUp},
		"negatives":  {Content: of(row("Kokkola", -8.3, -0.8, 2), row("Vaasa", 1.2, -5, 2))},
		"millions":   {Content: of(plain(0, 6e6, 0), plain(5_999_999, 12, 0))},
		"tiny":       {Content: of(plain(0.0003, 0.0005, 4))},
		"long":       {Title: strings.TrimSpace(strings.Repeat("Kodin ulkopuolelle sijoitetut ", 6)), WidthCM: 8, Content: finland(), Watermark: madeUp},
		"broken":     {Content: of(broken, row("Laukaa", nan, 2.1, 0), row("Toivakka", 1.2, nan, 0))},
		"labelsmeet": {Content: meet},
	}
}
