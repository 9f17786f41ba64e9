package parts

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

// row is a row of bars with as many decimals.
func row(name string, role Role, decimals int, values ...float64) Row {
	r := Row{Name: name, Role: role}
	sum := 0.0
	for _, v := range values {
		b := Bar{Value: v, Text: locale.Number(domain.Finnish, v, decimals)}
		if math.IsNaN(v) {
			b.Text, r.Reason = "salattu", "osa on salattu"
		}
		r.Bars = append(r.Bars, b)
		sum += v
	}
	if r.Reason == "" {
		r.Total = locale.Number(domain.Finnish, sum, decimals)
	}
	return r
}

// ages is the population at the end of 2019 by Statistics Finland (table 11re), in
// per cent: a group for each class.
func ages() Content {
	c := Content{Form: Grouped, Unit: " %", Parts: []Part{{"Keski-Suomi", Focus}, {"Koko maa", Benchmark}}}
	for _, r := range []struct {
		name      string
		own, land float64
	}{{"0–6 vuotta", 6.6, 6.8}, {"7–12 vuotta", 6.9, 6.7}, {"13–17 vuotta", 5.5, 5.4}, {"18–20 vuotta", 3.6, 3.2}, {"21–29 vuotta", 12.3, 11.3}, {"30–64 vuotta", 41.7, 44.2}, {"65 vuotta täyttäneet", 23.3, 22.3}} {
		c.Rows = append(c.Rows, row(r.name, Plain, 1, r.own, r.land))
	}
	return c
}

// placements are made up: children by where they are placed.
func placements(f Form) Content {
	c := Content{Form: f, Parts: []Part{{"Perhehoito", Plain}, {"Ammatillinen perhekoti", Plain}, {"Laitoshoito", Plain}, {"Muu", Rest}}, Rows: []Row{
		row("Koko maa", Benchmark, 0, 9800, 1100, 6900, 700), row("Jyväskylä", Focus, 0, 290, 41, 255, 30), row("Äänekoski", Plain, 0, 41, 8, 38, 1),
		row("Pedersören kunta", Plain, 0, 12, 0, 5, 0), row("Luhanka", Plain, 0, 3, nan, nan, 0),
	}}
	if f == Share {
		c.Unit, c.Total = " %", "lapsia"
		for i := range c.Rows {
			sum := 0.0
			for _, b := range c.Rows[i].Bars {
				sum += b.Value
			}
			for j := range c.Rows[i].Bars {
				if b := &c.Rows[i].Bars[j]; !math.IsNaN(b.Value) {
					b.Value *= 100 / sum
					b.Text = locale.Number(domain.Finnish, b.Value, 0)
				}
			}
		}
	} else {
		c.Rows = c.Rows[1:]
	}
	return c
}

// many is n areas of three parts.
func many(n int, f Form) Content {
	c := Content{Form: f, Parts: []Part{{"a", Plain}, {"b", Plain}, {"c", Plain}}}
	for i := range n {
		c.Rows = append(c.Rows, row(fmt.Sprintf("Kunta %d", i+1), Plain, 0, float64(i%17), float64(i%11+1), float64(i%5)))
	}
	return c
}

func ordered() Content {
	c := many(6, Stacked)
	c.Ordered = true
	c.Parts[0].Name, c.Parts[1].Name, c.Parts[2].Name = "0–6 vuotta", "7–12 vuotta", "13–17 vuotta"
	return c
}

// hard are figures that are hard to draw.
func hard() map[string]figure.Figure {
	of := func(f Form, rows ...Row) Content {
		c := Content{Form: f, Rows: rows, Empty: "Alueilla ei ole tietoja."}
		for i := range rows[0].Bars {
			c.Parts = append(c.Parts, Part{Name: []string{"Perhehoito", "Laitoshoito", "Muu sijoitus"}[i]})
		}
		return c
	}
	own := of(Split, row("Koko maa", Benchmark, 0, 375_079, 3, 22), row("Pedersören kunta", Focus, 0, 902, 1, 18))
	own.Own = "oma asteikko"
	long := placements(Split)
	for i := range long.Rows {
		long.Rows[i].Name = "Keski-Suomen hyvinvointialueen " + long.Rows[i].Name
	}
	return map[string]figure.Figure{
		"one area":   {Content: of(Stacked, row("Jyväskylä", Plain, 0, 290, 255))},
		"alike":      {Content: of(Split, row("a", Plain, 1, 2.5, 2.5), row("b", Plain, 1, 2.5, 2.5))},
		"all zero":   {Content: of(Stacked, row("a", Plain, 0, 0, 0), row("b", Plain, 0, 0, 0))},
		"missing":    {Content: of(Share, row("a", Plain, 0, nan, 1), row("b", Plain, 0, 2, nan)), Watermark: madeUp},
		"negatives":  {Content: of(Stacked, row("Kokkola", Plain, 0, 120, -30, 14), row("Vaasa", Plain, 0, -20, -5, 0))},
		"apart":      {Content: of(Split, row("Kokkola", Plain, 1, 12.5, -3.4), row("Vaasa", Focus, 1, -25, nan), row("maa", Benchmark, 1, 3, 2))},
		"millions":   {Content: of(Grouped, row("a", Plain, 0, 6_000_000, 0), row("b", Focus, 0, 5_999_999, 12))},
		"tiny":       {Content: of(Split, row("a", Plain, 4, 0.0003, 0.0012))},
		"own":        {Content: own},
		"long":       {Title: strings.TrimSpace(strings.Repeat("Kodin ulkopuolelle sijoitetut ", 6)), WidthCM: 16, Content: long, Watermark: madeUp},
		"half":       {Title: "Sijoituksen muoto", WidthCM: 8, Content: placements(Share), Watermark: madeUp},
		"labelsmeet": {Content: of(Share, row("a", Plain, 0, 98, 1, 1))},
	}
}
