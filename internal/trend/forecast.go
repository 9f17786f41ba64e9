package trend

import (
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Method is how a forecast is made.
type Method string

// The methods (Hyndman & Athanasopoulos, Forecasting: principles and
// practice).
const (
	Holt  Method = "holt"  // level and slope smoothed, the slope dying away
	Drift Method = "drift" // the mean yearly change goes on
)

// ForecastOptions are the settings of a forecast. Without years there is none.
type ForecastOptions struct {
	Years  int    // how many ahead, 1 to 5
	Method Method // "" is Holt
}

// Forecast is what would come if things went on as they have. Points is empty
// where there is none; the notes of the trend say why.
type Forecast struct {
	Method Method
	Model  stats.Forecast
	Points []ForecastPoint
}

// ForecastPoint is a coming year's value with its 95 % limits.
type ForecastPoint struct {
	Period              domain.Period
	Value, Lower, Upper float64
}

// forecast goes on from the values y, one a year and none missing. Limits are
// cut at what the unit allows; a series that never varied has none.
func (tr *Trend) forecast(y []float64, o ForecastOptions) {
	refuse := func(code domain.NoteCode, arg string) {
		tr.Notes = tr.Notes.With(domain.Note{Code: code, Arg: arg})
	}
	switch {
	case len(y) < stats.MinForecast:
		refuse(domain.NoteForecastTooFew, strconv.Itoa(len(y)))
		return
	case !tr.annual():
		refuse(domain.NoteForecastNotAnnual, "")
		return
	case tr.gaps() > 0 || tr.suppressedIn(tr.First.Period, tr.Last.Period) || tr.goesOn():
		refuse(domain.NoteForecastGaps, "")
		return
	}
	tr.Forecast.Method = Holt
	model := stats.DampedHolt
	if o.Method == Drift {
		tr.Forecast.Method, model = Drift, stats.Drift
	}
	found, err := model(y, o.Years, Level)
	if err != nil {
		refuse(domain.NoteNotFinite, "")
		return
	}
	tr.Forecast.Model = found
	flat := found.Sigma == 0
	if flat {
		refuse(domain.NoteForecastFlat, "")
	}
	low, high := bounds(tr.Series.Indicator.Unit)
	for _, p := range found.Points {
		q := ForecastPoint{
			Period: domain.Year(tr.Last.Period.Year() + p.H),
			Value:  min(max(p.Mean, low), high), Lower: min(max(p.Lower, low), high), Upper: min(max(p.Upper, low), high),
		}
		if q.Value != p.Mean || q.Lower != p.Lower || q.Upper != p.Upper {
			refuse(domain.NoteForecastClipped, "")
		}
		if flat { // what never varied tells nothing of how it may
			q.Lower, q.Upper = math.NaN(), math.NaN()
		}
		tr.Forecast.Points = append(tr.Forecast.Points, q)
	}
}

// bounds are the least and the greatest value a unit allows.
func bounds(u domain.Unit) (low, high float64) {
	switch {
	case u == domain.UnitPercent:
		return 0, 100
	case u.Per() > 0, u == domain.UnitCount:
		return 0, math.Inf(1)
	}
	return math.Inf(-1), math.Inf(1)
}

// annual reports whether every value is of one calendar year.
func (tr *Trend) annual() bool {
	for p := range tr.Series.WithValue() {
		if !p.Period.IsYear() {
			return false
		}
	}
	return true
}
