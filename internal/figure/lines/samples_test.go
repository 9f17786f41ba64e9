package lines

import "math"

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
		{Label: "muu maa", Points: yearly(1995, .7, .75, .8, .85, .9, .95, 1, 1.05, 1.1, 1.15, 1.2, 1.15, 1.2, 1.22, 1.25, 1.3, 1.32, 1.35, 1.3, 1.32), Seams: seam},
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
