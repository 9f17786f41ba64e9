package trend

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

func ahead(years int, m Method) Options {
	o := usual
	o.Forecast = ForecastOptions{Years: years, Method: m}
	return o
}

// Drift is easily repeated: the last value and the mean yearly change,
// (2.0 − 0.5) / 31 for 191 of Keski-Suomi from 1990 to 2021.
func TestForecast(t *testing.T) {
	s := percent(exampleSeries(t, "placements.csv", "191", "499"))
	f := Analyse(s, ahead(3, Drift)).Forecast
	if len(f.Points) != 3 || f.Method != Drift {
		t.Fatalf("%+v", f)
	}
	for h, p := range f.Points {
		if want := 2.0 + float64(h+1)*1.5/31; p.Period != domain.Year(2022+h) || math.Abs(p.Value-want) > 1e-12 || !(p.Lower < p.Value && p.Value < p.Upper) {
			t.Errorf("%+v, want %v in %d", p, want, 2022+h)
		}
	}
	if f := Analyse(s, ahead(1, "")).Forecast; f.Method != Combined || len(f.Points) != 1 {
		t.Errorf("the usual method: %+v", f)
	}
	if f := Analyse(s, usual).Forecast; f.Points != nil {
		t.Errorf("nobody asked: %+v", f)
	}
}

func TestForecastRefused(t *testing.T) {
	gap := yearly(2000, 1, 2, 3, 4, 5, nan, 7, 8, 9, 10)
	broken := yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
	broken.Breaks = []domain.Period{"2005"}
	var school series.Series
	for _, p := range []domain.Period{"2010/11", "2011/12", "2012/13", "2013/14", "2014/15", "2015/16", "2016/17", "2017/18"} {
		school.Points = append(school.Points, series.NewPoint(p, domain.NewCell(float64(len(school.Points)), nan)))
	}
	for want, s := range map[string]series.Series{
		"gaps:1;no_forecast_gaps":               gap,
		"from_break:2005;no_forecast_too_few:5": broken,
		"no_forecast_not_annual":                school,
		"too_few:2;no_forecast_too_few:2":       yearly(2000, 1, 2),
		"no_value":                              yearly(2000, nan),
	} {
		if tr := Analyse(s, ahead(2, Holt)); tr.Notes.String() != want || tr.Forecast.Points != nil {
			t.Errorf("notes %q, want %q; forecast %+v", tr.Notes, want, tr.Forecast.Points)
		}
	}
}

// Limits end where the unit does, and a note says so.
func TestForecastClipped(t *testing.T) {
	values := []float64{9, 2, 8, 1, 7, 2, 6, 1, 5, 1}
	for unit, low := range map[domain.Unit]float64{domain.UnitPercent: 0, domain.UnitPer1000: 0, domain.UnitCount: 0, domain.UnitEuroPerInhabitant: math.Inf(-1)} {
		s := yearly(2000, values...)
		s.Indicator.Unit = unit
		tr := Analyse(s, ahead(3, Drift))
		least := math.Inf(1)
		for _, p := range tr.Forecast.Points {
			least = min(least, p.Lower)
		}
		if clipped := tr.Notes.Has(domain.NoteForecastClipped); clipped != (low == 0) || low == 0 && least != 0 || low < 0 && least >= 0 {
			t.Errorf("%s: least limit %v, notes %q", unit, least, tr.Notes)
		}
	}
	high := yearly(2000, 96, 99, 95, 98, 96, 99, 97, 99, 98, 99)
	high.Indicator.Unit = domain.UnitPercent
	tr := Analyse(high, ahead(5, Holt))
	if last := tr.Forecast.Points[4]; last.Upper != 100 || !tr.Notes.Has(domain.NoteForecastClipped) {
		t.Errorf("above 100 %%: %+v, notes %q", last, tr.Notes)
	}
}

// What never varied tells nothing of how it may: no limits, and a note.
func TestForecastOfAConstant(t *testing.T) {
	for _, m := range Methods {
		tr := Analyse(yearly(2000, 0, 0, 0, 0, 0, 0, 0, 0, 0), ahead(2, m))
		if p := tr.Forecast.Points[1]; p.Value != 0 || !math.IsNaN(p.Lower) || !math.IsNaN(p.Upper) || !math.IsNaN(p.Lower80) || !math.IsNaN(p.Upper80) || p.Past.Forecasts != 0 || tr.Notes.String() != "forecast_without_limits" {
			t.Errorf("%s: %+v, notes %q", m, p, tr.Notes)
		}
	}
}

// Narrow limits lie within the wide ones, and both are of the method's own
// formula; the past is counted from the ninth value on, and not said of fewer
// than three forecasts.
func TestForecastLimitsAndPast(t *testing.T) {
	s := percent(exampleSeries(t, "placements.csv", "191", "499"))
	for _, m := range Methods {
		tr := Analyse(s, ahead(5, m))
		for h, p := range tr.Forecast.Points {
			if !(p.Lower < p.Lower80 && p.Lower80 < p.Value && p.Value < p.Upper80 && p.Upper80 < p.Upper) {
				t.Errorf("%s: %+v", m, p)
			}
			if want := tr.N - stats.MinForecast - h; p.Past.Forecasts != want || p.Past.Hits > want || m == Combined && p.Past.Hits < want/2 {
				t.Errorf("%s, %d years ahead: %+v, want %d forecasts", m, h+1, p.Past, want)
			}
		}
	}
	short := yearly(2000, 1, 2, 1.5, 2.5, 2, 3, 2.5, 3.5, 3, 4, 3.5)
	for h, p := range Analyse(short, ahead(2, "")).Forecast.Points {
		if want := []int{3, 0}[h]; p.Past.Forecasts != want { // two forecasts two years ahead
			t.Errorf("%d years ahead: %+v, want %d", h+1, p.Past, want)
		}
	}
}

// What people are told is to tens, hundreds ... by the interval's width, and of
// values with decimals as it is.
func TestForecastRounded(t *testing.T) {
	exact := ForecastPoint{Value: 152523.7, Lower: 146744, Upper: 158357.6, Lower80: 149221.8, Upper80: 155858.7}
	for _, c := range []struct {
		p        ForecastPoint
		decimals int
		want     [5]float64
	}{
		{exact, 0, [5]float64{153000, 147000, 158000, 149000, 156000}},
		{exact, 1, [5]float64{152523.7, 146744, 158357.6, 149221.8, 155858.7}},
		{ForecastPoint{Value: 147215, Lower: 146258, Upper: 148160, Lower80: 146668, Upper80: 147759}, 0, [5]float64{147200, 146300, 148200, 146700, 147800}},
		{ForecastPoint{Value: 14.2, Lower: 3.1, Upper: 26.8, Lower80: 7, Upper80: 21.9}, 0, [5]float64{14.2, 3.1, 26.8, 7, 21.9}},
	} {
		got := c.p.Rounded(c.decimals)
		if [5]float64{got.Value, got.Lower, got.Upper, got.Lower80, got.Upper80} != c.want {
			t.Errorf("%+v with %d decimals: %+v, want %v", c.p, c.decimals, got, c.want)
		}
	}
	without := ForecastPoint{Value: 152523.7, Lower: nan, Upper: nan, Lower80: nan, Upper80: nan}
	if got := without.Rounded(0); got.Value != without.Value {
		t.Errorf("without limits: %+v", got)
	}
}

// Net migration goes below 0, and so may its forecast.
func TestForecastBelowZero(t *testing.T) {
	s := yearly(2000, 3, -1, 2, -4, 1, -6, -2, -7, -5, -9, -8, -10)
	s.Indicator.Unit = domain.UnitPer1000
	o := usual
	o.Forecast.Years = 2
	tr := Analyse(s, o)
	if tr.Notes.Has(domain.NoteForecastClipped) || len(tr.Forecast.Points) != 2 || !(tr.Forecast.Points[0].Lower < -10) {
		t.Errorf("notes %q, forecast %+v", tr.Notes, tr.Forecast.Points)
	}
}
