package lines

import (
	"fmt"
	"math"
)

var none = math.NaN()

// yearly are points of successive years.
func yearly(from float64, values ...float64) []Point {
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = Point{X: from + float64(i), Y: v}
	}
	return points
}

// placements are Keski-Suomi's and the country's children placed outside the
// home, % of 0–17-year-olds: of the right size, made up for the test.
func placements() Content {
	seam := []Seam{{X: 2006, Label: "sarja vaihtuu 2006"}}
	return Content{EndValues: true, Decimals: 1, Empty: "ei tietoja", Series: []Series{
		{Label: "Keski-Suomi", Points: yearly(1995, .6, .7, .7, .8, .85, .9, 1, 1, 1.1, none, 1.2, 1.3, 1.35, 1.3, none, 1.55, none, 1.5, 1.6, 1.73), Seams: seam},
		{Label: "muu maa", Role: Benchmark, Points: yearly(1995, .7, .75, .8, .85, .9, .95, 1, 1.05, 1.1, 1.15, 1.2, 1.15, 1.2, 1.22, 1.25, 1.3, 1.32, 1.35, 1.3, 1.32), Seams: seam},
	}}
}

// crowded are six lines that come together.
func crowded(names ...string) Content {
	l := Content{EndValues: true, Decimals: 1}
	for i, name := range names {
		var values []float64
		for y := range 31 {
			t := float64(y)
			values = append(values, 8+0.3*t+1.6*math.Sin(t/4+float64(i))*(1-t/31)+0.01*float64(i))
		}
		l.Series = append(l.Series, Series{Label: name, Points: yearly(1991, values...)})
	}
	return l
}

var maakunnat = []string{"Keski-Suomi", "koko maa", "Pohjois-Pohjanmaa", "Etelä-Pohjanmaa", "Pirkanmaa", "Kymenlaakso ja Etelä-Karjala"}

const (
	longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista (THL)"
	source    = "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026"
	madeUp    = "Esimerkkiaineisto, ei todellisia tilastoja"
)

// inContext are placements with a target, a law, two years out of the ordinary
// and other areas behind them.
func inContext() Content {
	l := Content{EndValues: true, Decimals: 2, Unit: "\u00a0%", OthersLabel: "22 muuta kuntaa", Series: []Series{keskiSuomi(), country()},
		Targets:     []Target{{Label: "tavoite", Steps: []Point{{X: 2010, Y: 1.2}, {X: 2016, Y: 1}}}},
		Ranges:      []Range{{From: 2020, To: 2021, Text: "korona"}},
		Annotations: []Annotation{{X: 2008, Text: "lastensuojelulaki"}}}
	for i := range 22 {
		t := float64(i)
		var values []float64
		for y := range 24 {
			values = append(values, 0.4+0.05*t+0.03*float64(y)+0.25*math.Sin(t*2.1+float64(y)/2))
		}
		l.Others = append(l.Others, Series{Points: yearly(1998, values...)})
	}
	return l
}

// surveyed are series that are not measured every year, with the intervals of one.
func surveyed() Content {
	own := Series{Label: "Jyväskylä", Role: Focus, Points: []Point{{2004, 14.1}, {2006, 13.2}, {2008, 12.9}, {2010, 11.8}, {2013, 9.7}, {2015, 8.6}, {2017, 8.9}, {2019, 8.1}, {2021, 7.2}, {2023, 7.9}}}
	own.Band = around(own.Points, .08)
	return Content{EndValues: true, Decimals: 1, Unit: "\u00a0%", Series: []Series{own,
		{Label: "koko maa", Role: Benchmark, Points: yearly(2004, 15, none, 14.8, none, 14.1, none, 13.5, none, none, 12.2, none, 11.9, none, 10.8, none, 10.1, none, 9.4, none, 9)}}}
}

// together are periods of three years, two of them the same line.
func together() Content {
	l := Content{EndValues: true, Decimals: 1, Unit: "\u00a0/ 1 000", Series: []Series{{Label: "Jyväskylä"}, {Label: "Keski-Suomi", Role: Benchmark}, {Label: "koko maa", Role: Benchmark}}}
	for i := range 6 {
		x := 2007 + 3*float64(i)
		l.Periods = append(l.Periods, Period{X: x, Label: fmt.Sprintf("%d–%02d", 2006+3*i, (2008+3*i)%100)})
		for j := range l.Series {
			y := 8 + float64(i) - 0.3*float64(i*i)
			if j == 2 {
				y = 6 + 0.2*float64(i)
			}
			l.Series[j].Points = append(l.Series[j].Points, Point{x, y})
		}
	}
	return l
}

// six are six areas none of which is a benchmark, three with the same end.
func six() Content {
	l := crowded(maakunnat...)
	l.Series = append(l.Series, Series{Label: "Luhanka", Points: yearly(1991, none)})
	l.Empty = "ei tietoja"
	return l
}

// monthly are three years of months, in millions.
func monthly() Content {
	s := Series{Label: "kustannukset"}
	for m := range 36 {
		s.Points = append(s.Points, Point{2020 + float64(m)/12, 4e6 + 1.5e6*math.Sin(float64(m)/3) + 4e4*float64(m)})
	}
	return Content{EndValues: true, Unit: "\u00a0€", Series: []Series{s}}
}
