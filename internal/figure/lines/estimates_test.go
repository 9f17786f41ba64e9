package lines

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// around is a band of a share of the values either side.
func around(points []Point, share float64) (band []BandPoint) {
	for _, p := range points {
		band = append(band, BandPoint{X: p.X, Lower: p.Y * (1 - share), Upper: p.Y * (1 + share)})
	}
	return band
}

// ahead is a forecast that goes on by slope a year, its interval ever wider.
func ahead(from Point, first float64, years int, slope, width float64) (f []ForecastPoint) {
	for h := range years {
		n := float64(h + 1)
		y := from.Y + slope*n
		f = append(f, ForecastPoint{X: first + float64(h), Y: y, Lower: y - width*math.Sqrt(n), Upper: y + width*math.Sqrt(n)})
	}
	return f
}

// keskiSuomi and country are placements outside the home, per cent of
// 0–17-year-olds, of the size of indicator 191 and made up for the test: the
// one turns in 2012, the other in 2008.
func keskiSuomi() Series {
	return Series{Label: "Keski-Suomi", Points: yearly(1998, .82, .9, .97, 1.06, 1.08, 1.2, 1.24, 1.33, 1.35, 1.47, 1.52, 1.57, 1.62, 1.7, 1.74, 1.72, 1.73, 1.8, 1.76, 1.83, 1.81, 1.88, 1.85, 1.9)}
}

func country() Series {
	return Series{Label: "muu maa", Role: Benchmark, Points: yearly(1998, .88, .91, .96, 1, 1.04, 1.1, 1.14, 1.18, 1.24, 1.28, 1.33, 1.32, 1.36, 1.37, 1.38, 1.4, 1.42, 1.41, 1.45, 1.47, 1.5, 1.49, 1.53, 1.55)}
}

// nearer is an interval six tenths as wide as the forecast's.
func nearer(forecast []ForecastPoint) (band []BandPoint) {
	for _, f := range forecast {
		band = append(band, BandPoint{X: f.X, Lower: f.Y - .6*(f.Y-f.Lower), Upper: f.Y + .6*(f.Upper-f.Y)})
	}
	return band
}

// outlook is Keski-Suomi with a forecast whose interval is wide.
func outlook(years int, label string) Content {
	s := keskiSuomi()
	s.Forecast = ahead(Point{X: 2021, Y: 1.9}, 2022, years, .018, 4)
	s.Nearer = nearer(s.Forecast)
	return Content{EndValues: true, Decimals: 2, ForecastLabel: label, Series: []Series{s, country()}}
}

// twoStarts are two series that end, and whose forecasts begin, in different
// years.
func twoStarts() Content {
	l := outlook(5, "ennuste")
	other := &l.Series[1]
	other.Points = other.Points[:21]
	other.Forecast = ahead(Point{X: 2018, Y: 1.5}, 2019, 3, .03, .06)
	l.Series[0].Seams = []Seam{{X: 2006, Label: "sarja vaihtuu 2006"}}
	return l
}

// estimated are the figures of what is computed from series.
func estimated() map[string]figure.Figure {
	l := func(series ...Series) Content {
		return Content{EndValues: true, Decimals: 2, ForecastLabel: "ennuste", Series: series}
	}
	turned := keskiSuomi()
	turned.Fit = []Point{{X: 1998, Y: .83}, {X: 2012, Y: 1.73}, {X: 2021, Y: 1.89}}
	turned.Turns = []Turn{{X: 2012, Y: 1.73, Label: "2012"}}
	plain := country()

	a, b := keskiSuomi(), country()
	a.Band, b.Band = around(a.Points, .09), around(b.Points, .05)
	a.Band[6].Lower, a.Band[6].Upper = none, none

	fan := keskiSuomi()
	fan.Forecast = ahead(Point{X: 2021, Y: 1.9}, 2022, 5, .018, .09)
	fan.Nearer = nearer(fan.Forecast)
	lost := keskiSuomi()
	lost.Points = append(lost.Points[:18], Point{X: 2016, Y: none}, Point{X: 2017, Y: none})
	lost.Forecast = ahead(Point{X: 2015, Y: 1.8}, 2018, 3, .03, .1)

	all, other := turned, country()
	all.Band, all.Forecast, all.Nearer = a.Band, fan.Forecast, fan.Nearer
	other.Band, other.Forecast = b.Band, ahead(Point{X: 2021, Y: 1.55}, 2022, 5, .025, .05)
	other.Fit = []Point{{X: 1998, Y: .86}, {X: 2008, Y: 1.31}, {X: 2021, Y: 1.55}}
	other.Turns = []Turn{{X: 2008, Y: 1.31, Label: "2008"}}

	const title = "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat"
	en := l(all, other)
	en.ForecastLabel, en.Series[0].Label, en.Series[1].Label = "forecast", "Central Finland", "rest of the country"
	return map[string]figure.Figure{
		"turn":         {Title: title, Subtitle: "Keski-Suomi ja muu maa 1998–2021, %", Notes: []string{"Pisteet: arvot; viiva: suuntaviiva; rengas: suunta muuttui."}, Source: source, Content: l(turned, plain)},
		"bands":        {Title: title, Subtitle: "Keski-Suomi ja muu maa 1998–2021, %", Notes: []string{"Väri viivan ympärillä: 95 %:n luottamusväli."}, Source: source, Content: l(a, b)},
		"forecast":     {Title: title, Subtitle: "Keski-Suomi 1998–2021, %", Notes: []string{"Avoimet merkit: ennuste, sen 95 %:n väli ja tummempana 80 %:n väli."}, Source: source, Content: l(fan)},
		"forecast-gap": {Title: title, Subtitle: "Keski-Suomi 1998–2015, %", Notes: []string{"Avoimet merkit: ennuste, sen 95 %:n väli ja tummempana 80 %:n väli."}, Source: source, Content: l(lost)},
		"estimates": {Lang: domain.English, Title: "Children placed outside the home", Subtitle: "Central Finland and the rest of the country, % of those aged 0–17",
			Notes: []string{"Tint: 95 % interval. Dots: values; line: trend; ring: it turned. Hollow markers: forecast, its 95 % interval and, darker, its 80 % interval."}, Source: "Source: made up", Content: en},
	}
}

func TestBandsBreakWhereThereIsNoInterval(t *testing.T) {
	band := func(years ...float64) (b []BandPoint) {
		for _, y := range years {
			b = append(b, BandPoint{X: y, Lower: 1, Upper: 2})
		}
		return b
	}
	holed := band(2000, 2001, 2002, 2003)
	holed[1].Lower = none
	half := band(2000, 2001, 2002)
	half[0].Upper = none
	points := yearly(2000, 1, 1, 1, 1)
	for _, tt := range []struct {
		name string
		s    Series
		want []int // points in each stretch
	}{
		{"whole", Series{Points: points, Band: band(2000, 2001, 2002, 2003)}, []int{4}},
		{"no lower limit in a year", Series{Points: points, Band: holed}, []int{1, 2}},
		{"no upper limit in the first", Series{Points: points, Band: half}, []int{2}},
		{"a year left out", Series{Points: points, Band: band(2000, 2001, 2003)}, []int{2, 1}},
		{"a seam", Series{Points: points, Band: band(2000, 2001, 2002), Seams: []Seam{{X: 2001, Label: ""}}}, []int{1, 2}},
		{"none", Series{Points: points}, nil},
	} {
		var got []int
		for _, run := range tt.s.Bands() {
			got = append(got, len(run))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: stretches of %v points, want %v", tt.name, got, tt.want)
		}
	}
}

func TestForecastJoinsTheLastValue(t *testing.T) {
	f := func(years ...float64) (f []ForecastPoint) {
		for _, y := range years {
			f = append(f, ForecastPoint{X: y, Y: 3, Lower: 2, Upper: 4})
		}
		return f
	}
	for _, tt := range []struct {
		name   string
		s      Series
		joined bool
		start  float64
		fan    []int
	}{
		{"next year", Series{Points: yearly(2000, 1, 2, 3), Forecast: f(2003, 2004)}, true, 2002.5, []int{3}},
		{"after a gap", Series{Points: yearly(2000, 1, 2, 3), Forecast: f(2004, 2005)}, false, 2003.5, []int{2}},
		{"after a missing year", Series{Points: yearly(2000, 1, 2, none), Forecast: f(2003)}, false, 2002.5, []int{1}},
		{"every other year", Series{Points: []Point{{X: 2000, Y: 1}, {X: 2002, Y: 2}}, Forecast: f(2004)}, true, 2003, []int{2}},
		{"beyond a seam", Series{Points: yearly(2000, 1, 2), Seams: []Seam{{X: 2002, Label: ""}}, Forecast: f(2002)}, false, 2001.5, []int{1}},
		{"without limits", Series{Points: yearly(2000, 1, 2), Forecast: []ForecastPoint{{X: 2002, Y: 3, Lower: none, Upper: none}}}, true, 2001.5, nil},
	} {
		_, joined := tt.s.ForecastFrom()
		var fan []int
		for _, run := range tt.s.Fan() {
			fan = append(fan, len(run))
		}
		if joined != tt.joined || tt.s.ForecastStart() != tt.start || !slices.Equal(fan, tt.fan) {
			t.Errorf("%s: joined %t, starts at %g, fan %v; want %t, %g, %v", tt.name, joined, tt.s.ForecastStart(), fan, tt.joined, tt.start, tt.fan)
		}
	}
}

func TestAxesReachOverWhatWasComputed(t *testing.T) {
	l := Content{Series: []Series{{Points: yearly(2000, 60, 61, 62), Band: []BandPoint{{X: 2001, Lower: 41, Upper: 78}}, Forecast: []ForecastPoint{{X: 2003, Y: 63, Lower: 22, Upper: 99}}}}}
	first, last := l.Years()
	if sc := l.Scale(); sc.Low > 22 || sc.High < 99 || first != 2000 || last != 2003 {
		t.Errorf("axes from %g to %g and from %g to %g, want to hold 22 to 99 and 2000 to 2003", sc.Low, sc.High, first, last)
	}
}

// The last value observed stands at the line's end, with its year.
func TestEndLabelGivesTheLastValueNotTheForecast(t *testing.T) {
	p, labels := laidOut(t, outlook(3, "ennuste"), 16, 9)
	if got, want := labels.Labels[0].Text, "Keski-Suomi 1,90 (2021)"; got != want {
		t.Errorf("label %q, want %q", got, want)
	}
	if end := labels.Labels[0].End; end.X != 2024 || end.X != p.Last {
		t.Errorf("the label stands at %g, want 2024, the figure's last", end.X)
	}
}

func TestForecastsThatBeginApartAreNamed(t *testing.T) {
	var labels []string
	for _, u := range twoStarts().Uprights() {
		labels = append(labels, u.Label)
	}
	if want := []string{"sarja vaihtuu 2006", "ennuste: Keski-Suomi", "ennuste: muu maa"}; !slices.Equal(labels, want) {
		t.Errorf("rules %q, want %q", labels, want)
	}
	if got := len(outlook(3, "ennuste").Uprights()); got != 1 {
		t.Errorf("%d rules, want one", got)
	}
}

func TestEstimatesThatCannotBeDrawnAreRefused(t *testing.T) {
	points := yearly(2000, 1, 2)
	for _, tt := range []struct {
		name string
		s    Series
		want string
	}{
		{"limits crossed", Series{Band: []BandPoint{{X: 2000, Lower: 2, Upper: 1}}}, "band 2000: the lower limit 2 is above the upper, 1"},
		{"band out of order", Series{Band: []BandPoint{{X: 2001, Lower: 1, Upper: 2}, {X: 2000, Lower: 1, Upper: 2}}}, "band: year 2000 comes after 2001"},
		{"forecast of a year with a value", Series{Forecast: []ForecastPoint{{X: 2001, Y: 1, Lower: 1, Upper: 1}}}, "forecast: year 2001 comes after 2001"},
		{"forecast without a value", Series{Forecast: []ForecastPoint{{X: 2002, Y: none, Lower: 1, Upper: 2}}}, "forecast 2002: no value"},
		{"a narrower interval that is wider", Series{Forecast: []ForecastPoint{{X: 2002, Y: 2, Lower: 1, Upper: 3}}, Nearer: []BandPoint{{X: 2002, Lower: 1.5, Upper: 3.5}}}, "narrower interval 1.5 to 3.5 of 2002 is not within 1 to 3"},
		{"a narrower interval of another year", Series{Forecast: []ForecastPoint{{X: 2002, Y: 2, Lower: 1, Upper: 3}}, Nearer: []BandPoint{{X: 2003, Lower: 1.5, Upper: 2.5}}}, "of 2003 is not within 1 to 3"},
		{"narrower intervals of some years", Series{Forecast: []ForecastPoint{{X: 2002, Y: 2, Lower: 1, Upper: 3}, {X: 2003, Y: 2, Lower: 1, Upper: 3}}, Nearer: []BandPoint{{X: 2002, Lower: 1.5, Upper: 2.5}}}, "1 narrower intervals of 2 forecasts"},
		{"forecast outside its limits", Series{Forecast: []ForecastPoint{{X: 2002, Y: 3, Lower: 1, Upper: 2}}}, "3 is not from 1 to 2"},
		{"turn without a height", Series{Turns: []Turn{{X: 2000, Y: none, Label: ""}}}, "turn 2000: no height"},
		{"fit to infinity", Series{Fit: []Point{{X: 2000, Y: math.Inf(1)}}}, "fit, year 2000"},
		{"fit in no year", Series{Fit: []Point{{X: none, Y: 1}}}, "fit: NaN is not a year"},
	} {
		tt.s.Label, tt.s.Points = "Multia", points
		_, err := figuretest.PNG(figure.Figure{DPI: 50, Content: Content{Series: []Series{tt.s}}})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `series "Multia"`) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	_, err := figuretest.PNG(figure.Figure{DPI: 50, Content: Content{Series: []Series{{Label: "a", Points: yearly(2000, none), Forecast: []ForecastPoint{{X: 2001, Y: 1, Lower: 1, Upper: 1}}}}}})
	if err == nil || !strings.Contains(err.Error(), "a forecast of a series without a value") {
		t.Errorf("error %v", err)
	}
}

func TestEstimatesFitOrNameASize(t *testing.T) {
	for _, l := range []Content{outlook(5, "ennuste"), twoStarts()} {
		_, err := figuretest.PNG(figure.Figure{DPI: 50, WidthCM: 5, HeightCM: 5, Title: longTitle, Content: l})
		var small *figure.SizeError
		if !errors.As(err, &small) {
			t.Fatalf("error %v, want a SizeError", err)
		}
		if _, err := figuretest.PNG(figure.Figure{DPI: 50, WidthCM: small.NeedWidthCM, HeightCM: small.NeedHeightCM, Title: longTitle, Content: l}); err != nil {
			t.Errorf("at the size it asks for: %v", err)
		}
	}
}
