package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/lines"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

const everyKey = "trend_line: true\nturning_points: true\ninterval: true\nforecast: 3\n"

const placed = "kind: lines\nyears: 1991-2021\nseries:\n  - {indicator: \"191\", region: \"maakunta:13\"}\n"

// built is a figure of the example data, and its lines in English.
func built(t *testing.T, text string, files ...string) (*Figure, lines.Content) {
	t.Helper()
	f, err := builder(t, exampleStore(t, files...)).Build(t.Context(), spec(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return f, f.content(domain.English).(lines.Content)
}

// Wilson's interval of 1,018 placed of 50,718 children in 2021, by the formula
// of stats/METHODS.md, "Rates": z = 1.959964, limits 1.888707 and 2.132917 %.
func TestIntervalIsWilsons(t *testing.T) {
	f, content := built(t, placed+"interval: true\n", "placements.csv")
	s := content.Series[0]
	if last := s.Band[len(s.Band)-1]; len(s.Band) != 31 || last.X != 2021 || math.Abs(last.Lower-1.888707) > 1e-6 || math.Abs(last.Upper-2.132917) > 1e-6 {
		t.Errorf("%d limits, the last %+v; want 31, the last from 1.888707 to 2.132917", len(s.Band), last)
	}
	if s.Fit != nil || s.Turns != nil || s.Forecast != nil {
		t.Errorf("%d points of trend, %d turns, %d of forecast that the spec does not ask for", len(s.Fit), len(s.Turns), len(s.Forecast))
	}
	r := rows(t, f)
	if last := r[len(r)-1]; len(r) != 31 || !strings.HasPrefix(last["lower"], "1.88870") || !strings.HasPrefix(last["upper"], "2.13291") || last["trend"] != "" {
		t.Errorf("%d rows, the last %v", len(r), last)
	}
	if alt := f.Alt(domain.English); !strings.Contains(alt, "95% interval 1.9–2.1% (2021)") || strings.Contains(alt, "Tint") || f.Beside(domain.English) != alt+"\n\nMethods: intervals: Wilson." {
		t.Errorf("beside the picture %q", f.Beside(domain.English))
	}
}

// Values are of the size of a rate per 1,000 with multiply: 10, and so is all
// that was computed from them.
func TestMultiplyReachesEstimates(t *testing.T) {
	_, plain := built(t, placed+everyKey, "placements.csv")
	_, tenfold := built(t, placed+everyKey+"multiply: 10\n", "placements.csv")
	flat := func(s lines.Series) (v []float64) {
		for _, p := range slices.Concat(s.Points, s.Fit) {
			v = append(v, p.Y)
		}
		for _, p := range s.Turns {
			v = append(v, p.Y)
		}
		for _, p := range s.Band {
			v = append(v, p.Lower, p.Upper)
		}
		for _, p := range s.Forecast {
			v = append(v, p.Y, p.Lower, p.Upper)
		}
		return v
	}
	a, b := flat(plain.Series[0]), flat(tenfold.Series[0])
	if len(a) < 31+31+62+9 || len(a) != len(b) {
		t.Fatalf("%d and %d values", len(a), len(b))
	}
	for i := range a {
		if math.Abs(b[i]-10*a[i]) > 1e-9 {
			t.Errorf("value %d: %g, want ten times %g", i, b[i], a[i])
		}
	}
}

// The rings are where the joinpoint line bends, on that line where it is
// drawn, else on the values.
func TestTurnsStandOnWhatIsDrawn(t *testing.T) {
	const gini = "kind: lines\nyears: 1995-2023\nseries:\n  - {indicator: \"3126\", region: \"kunta:182\"}\n"
	_, with := built(t, gini+"trend_line: true\nturning_points: true\n", "children.csv")
	_, without := built(t, gini+"turning_points: true\n", "children.csv")
	on := func(points []lines.Point, turn lines.Turn) bool {
		return slices.Contains(points, lines.Point{X: turn.X, Y: turn.Y})
	}
	a, b := with.Series[0], without.Series[0]
	if len(a.Turns) == 0 || len(a.Turns) != len(b.Turns) || len(a.Fit) != 29 || b.Fit != nil {
		t.Fatalf("%d and %d turns, %d and %d points of trend", len(a.Turns), len(b.Turns), len(a.Fit), len(b.Fit))
	}
	for i := range a.Turns {
		if !on(a.Fit, a.Turns[i]) || on(a.Points, a.Turns[i]) {
			t.Errorf("%+v is not on the trend alone", a.Turns[i])
		}
		if !on(b.Points, b.Turns[i]) {
			t.Errorf("%+v is not on the values", b.Turns[i])
		}
	}
}

// Without turning points the trend is Theil–Sen's straight line.
func TestTrendLineIsTheilSens(t *testing.T) {
	f, content := built(t, placed+"trend_line: true\n", "placements.csv")
	var x, y []float64
	for _, p := range content.Series[0].Points {
		x, y = append(x, p.X), append(y, p.Y)
	}
	sen, err := stats.TheilSen(x, y, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	fit := content.Series[0].Fit
	if len(fit) != 2 || fit[0].X != 1991 || fit[1].X != 2021 || math.Abs((fit[1].Y-fit[0].Y)/30-sen.Slope) > 1e-12 {
		t.Errorf("trend %+v, want slope %g from 1991 to 2021", fit, sen.Slope)
	}
	if notes := f.small(domain.Finnish, content); len(notes) != 1 || !strings.HasSuffix(notes[0], " Vahva viiva: trendi; pisteet: arvot.") {
		t.Errorf("notes %q", notes)
	}
}

func TestForecastInPicture(t *testing.T) {
	f, content := built(t, placed+"forecast: 3\n", "placements.csv")
	s := content.Series[0]
	if len(s.Forecast) != 3 || s.Forecast[0].X != 2022 || s.Forecast[2].X != 2024 || content.ForecastLabel != "forecast" {
		t.Fatalf("forecast %+v, label %q", s.Forecast, content.ForecastLabel)
	}
	for i, p := range s.Forecast {
		if !(p.Lower < p.Y && p.Y < p.Upper) || i > 0 && p.Upper-p.Lower <= s.Forecast[i-1].Upper-s.Forecast[i-1].Lower {
			t.Errorf("forecast %+v, want limits that widen about it", p)
		}
		if b := s.Nearer[i]; !(p.Lower < b.Lower && b.Lower < p.Y && p.Y < b.Upper && b.Upper < p.Upper) {
			t.Errorf("forecast %+v, the narrower interval %+v", p, b)
		}
	}
	if f.last != "2021" {
		t.Errorf("the data's last year in texts is %s, want 2021: a forecast is no data", f.last)
	}
}

func TestForecastInTable(t *testing.T) {
	f, _ := built(t, placed+"forecast: 3\n", "placements.csv")
	var ahead []string
	for _, r := range rows(t, f) {
		if r["status"] != "forecast" {
			continue
		}
		ahead = append(ahead, r["period"])
		for _, column := range []string{"value", "lower", "upper", "lower_80", "upper_80"} {
			if r[column] == "" {
				t.Errorf("no %s in %v", column, r)
			}
		}
		if r["region"] != "maakunta:13" {
			t.Errorf("row %v", r)
		}
	}
	if !slices.Equal(ahead, []string{"2022", "2023", "2024"}) {
		t.Errorf("rows of forecast: %v", ahead)
	}
}

func TestForecastInText(t *testing.T) {
	f, _ := built(t, placed+"forecast: 3\n", "placements.csv")
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "; ennuste sekä sen 95 ja 80 %:n väli 2022: ",
		domain.Swedish: "; prognos med 95- och 80-procentigt intervall: 2022: ",
		domain.English: "; forecast with its 95% and 80% intervals 2022: ",
	} {
		if alt := f.Alt(l); !strings.Contains(alt, want) || !strings.Contains(alt, "2024: ") || strings.Contains(alt, f.keys[0].In(l)) {
			t.Errorf("%s: %q does not say %q and the forecast of 2024", l, alt, want)
		}
	}
}

// What cannot be computed is said, with the reason, and is not drawn.
func TestWhatCannotBeComputedIsSaid(t *testing.T) {
	two := "kind: lines\nseries:\n  - {indicator: \"3775\", region: \"kunta:182\"}\n  - {indicator: \"3775\", region: \"kunta:179\", label: {fi: kotipalvelu}}\n"
	one := "kind: lines\nseries: [{indicator: \"191\", region: \"maakunta:13\"}]\n"
	for _, c := range []struct {
		name, text string
		want, not  []string
	}{
		{"bars of few values", one + "years: 2017-2021\ninterval: true\n", []string{"Pystyviiva arvon kohdalla: arvon 95 %:n luottamusväli."}, []string{"Väri viivan"}},
		{"a tint of many", one + "interval: true\n", []string{"Väri viivan ympärillä"}, []string{"Pystyviiva"}},
		{"seven values", one + "years: 2015-2021\nforecast: 5\n", []string{"Ennustetta ei anneta: arvoja on 7, vähintään 8 tarvitaan."}, []string{"Avoimet merkit"}},
		{"six values", one + "years: 2016-2021\nturning_points: true\n", []string{"Käännekohtia ei voi etsiä: arvoja 6, tarvitaan 7."}, []string{"Rengas"}},
		{"three values", one + "years: 2019-2021\ntrend_line: true\n", []string{"Trendiä ei voi laskea.", "Arvoja 3, tarvitaan 4."}, []string{"Vahva viiva"}},
		{"values in hundreds, with gaps", two + "interval: all\nforecast: 1\n", []string{
			"Ei ennustetta: sarjassa on vuosia ilman arvoa.", "Ei luottamusväliä: ei osuus eikä suhdeluku.",
		}, []string{"Väri viivan ympärillä", "Jämsä: ei luottamus"}},
		{"counts and denominators unknown", "kind: lines\nseries: [{indicator: \"3775\", region: \"kunta:179\"}]\ninterval: true\n", []string{"Ei luottamusväliä: ei osuus eikä suhdeluku."}, []string{"Väri viivan"}},
	} {
		f, content := built(t, c.text, "placements.csv", "children.csv")
		notes := strings.Join(f.small(domain.Finnish, content), " ")
		for _, want := range c.want {
			if !strings.Contains(notes, want) {
				t.Errorf("%s: notes %q do not say %q", c.name, notes, want)
			}
		}
		for _, not := range c.not {
			if strings.Contains(notes, not) {
				t.Errorf("%s: notes %q say %q", c.name, notes, not)
			}
		}
		if _, err := f.Draw(domain.Swedish); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// The trend and the forecast go by what comes after the last break.
func TestEstimatesAfterABreak(t *testing.T) {
	b := builder(t, exampleStore(t, "placements.csv"))
	b.Session.Config.Breaks = map[domain.IndicatorID][]int{"191": {2005}}
	f, err := b.Build(t.Context(), spec(t, placed+everyKey))
	if err != nil {
		t.Fatal(err)
	}
	content := f.content(domain.Finnish).(lines.Content)
	s := content.Series[0]
	if s.Fit[0].X != 2005 || len(s.Band) != 31 || len(s.Seams) != 1 {
		t.Errorf("trend from %g, %d limits, %d seams; want 2005, 31, 1", s.Fit[0].X, len(s.Band), len(s.Seams))
	}
	if notes := strings.Join(f.small(domain.Finnish, content), " "); !strings.Contains(notes, "Laskettu vuodesta 2005 alkaen") {
		t.Errorf("notes %q do not say from when on", notes)
	}
	for _, r := range rows(t, f) {
		if (r["trend"] == "") != (r["period"] < "2005" || r["status"] == "forecast") {
			t.Errorf("%s: trend %q", r["period"], r["trend"])
		}
	}
}

// A figure that asks for nothing computed has the table it always had.
func TestTableWithoutEstimates(t *testing.T) {
	f, content := built(t, placed, "placements.csv")
	if len(f.Table.Columns) != 12 || len(f.small(domain.English, content)) != 1 {
		t.Errorf("%d columns and notes %q, want 12 and the one on counts", len(f.Table.Columns), f.small(domain.English, content))
	}
}

// 3775 of Äänekoski (THL, Sotkanet.fi) has no values from 2000 to 2014, and is
// lengthened here by earlier ones: no line is drawn over those years, no ring at
// their ends, and the table has no trend.
func TestNothingIsDrawnOverAHole(t *testing.T) {
	values := map[int]float64{1985: 330, 1986: 343, 1987: 346, 1988: 359, 1989: 366, 1990: 374, 1991: 386, 1992: 391, 1993: 402.7, 1994: 403.7, 1995: 399.0, 1996: 416.0, 1997: 467.6, 1998: 481.4, 1999: 483.3,
		2015: 17.7, 2016: 18.3, 2017: 24.5, 2018: 24.7, 2019: 28.7, 2020: 31.2, 2021: 36.7, 2022: 36.1}
	var s series.Series
	for y := 1985; y <= 2022; y++ {
		v, ok := values[y]
		if !ok {
			v = math.NaN()
		}
		s.Points = append(s.Points, series.NewPoint(domain.Year(y), domain.NewCell(v, math.NaN())))
	}
	spec := Lines{TrendLine: true, TurningPoints: true}
	published := s.On(series.AsPublished)
	e := spec.estimate(&published, true)
	if at := e.trend.Turning.At; !slices.Contains(at, 1998) || !slices.Contains(at, 2016) {
		t.Fatalf("turned at %v: the case is none", at)
	}
	drawn := map[float64]bool{}
	for _, p := range e.fit() {
		drawn[p.X] = !math.IsNaN(p.Y)
	}
	for year, want := range map[float64]bool{1993: true, 1998: true, 1999: false, 2008: false, 2015: false, 2016: true, 2022: true} {
		if drawn[year] != want || math.IsNaN(e.fitted(year)) == want {
			t.Errorf("%v: drawn %v, fitted %v", year, drawn[year], e.fitted(year))
		}
	}
	for _, turn := range e.turns() {
		if turn.X >= 1998 {
			t.Errorf("a ring at %+v", turn)
		}
	}
}
