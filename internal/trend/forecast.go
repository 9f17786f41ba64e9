package trend

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Method is how a forecast is made.
type Method string

// The methods.
const (
	Combined Method = "combined" // simple courses, weighed by how they forecast the series' own years
	Holt     Method = "holt"     // level and slope smoothed, the slope dying away
	Drift    Method = "drift"    // the mean yearly change goes on
)

// Methods are all of them, the usual one first.
var Methods = []Method{Combined, Holt, Drift}

// ForecastOptions are the settings of a forecast. Without years there is none.
type ForecastOptions struct {
	Years  int    // how many ahead, 1 to 5
	Method Method // "" is Combined
}

// Forecast is what would come if things went on as they have. Points is empty
// where there is none; the notes of the trend say why.
type Forecast struct {
	Method Method
	Model  stats.Forecast
	Points []ForecastPoint
}

// Level80 is the coverage of a forecast's narrower limits: 80 %.
const Level80 = 0.80

// ForecastPoint is a coming year's value with its 95 % and 80 % limits.
type ForecastPoint struct {
	Period           domain.Period
	Value            float64
	Lower, Upper     float64
	Lower80, Upper80 float64
	Past             stats.Past // forecasts so many years ahead of the series' own past; none where they are fewer than three
}

// leastPast is the fewest forecasts of the past of which it is said how many
// held.
const leastPast = 3

// forecast goes on from the values y, one a year and none missing. The value and
// its limits are cut at what the unit allows.
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
	tr.Forecast.Method = cmp.Or(o.Method, Combined)
	model := tr.forecaster()
	found, err := model(y, o.Years, Level)
	if err != nil {
		refuse(domain.NoteNotFinite, "")
		return
	}
	tr.Forecast.Model = found
	if found.Sigma == 0 {
		refuse(domain.NoteForecastFlat, "")
	}
	for i := range found.Points {
		tr.Forecast.Points = append(tr.Forecast.Points, tr.ahead(found.Points[i]))
	}
	if found.Sigma > 0 {
		tr.limitsAhead(y, model)
	}
	low, high := bounds(tr.Series.Indicator.Unit, y)
	for i := range tr.Forecast.Points {
		if tr.Forecast.Points[i].cut(low, high) {
			refuse(domain.NoteForecastClipped, "")
		}
	}
}

// forecaster is the method; the usual one knows how far apart values can lie.
func (tr *Trend) forecaster() func(y []float64, h int, level float64) (stats.Forecast, error) {
	switch tr.Forecast.Method {
	case Holt:
		return stats.DampedHolt
	case Drift:
		return stats.Drift
	}
	step := tr.Series.Step(&tr.Last.Point)
	return func(y []float64, h int, level float64) (stats.Forecast, error) {
		return stats.Combined(y, h, level, step)
	}
}

// ahead is a coming year with its 95 % limits; without any where the series
// never varied, since what never varied tells nothing of how it may.
func (tr *Trend) ahead(p stats.ForecastPoint) ForecastPoint {
	q := ForecastPoint{
		Period: domain.Year(tr.Last.Period.Year() + p.H), Value: p.Mean,
		Lower: nan, Upper: nan, Lower80: nan, Upper80: nan,
	}
	if tr.Forecast.Model.Sigma > 0 {
		q.Lower, q.Upper = p.Lower, p.Upper
	}
	return q
}

// limitsAhead adds the 80 % limits, and how many forecasts of the past held.
func (tr *Trend) limitsAhead(y []float64, model func(y []float64, h int, level float64) (stats.Forecast, error)) {
	points := tr.Forecast.Points
	narrow, err := model(y, len(points), Level80)
	if err != nil { // the wide ones had none
		panic(err)
	}
	past, err := stats.PastHits(y, len(points), func(y []float64, h int) (stats.Forecast, error) { return model(y, h, Level) })
	if err != nil {
		panic(err)
	}
	for i, p := range narrow.Points {
		points[i].Lower80, points[i].Upper80 = p.Lower, p.Upper
		if past[i].Forecasts >= leastPast {
			points[i].Past = past[i]
		}
	}
}

// cut keeps the value and its limits within what the unit allows, and reports
// whether that changed any.
func (q *ForecastPoint) cut(low, high float64) (cut bool) {
	for _, v := range []*float64{&q.Value, &q.Lower, &q.Upper, &q.Lower80, &q.Upper80} {
		if kept := min(max(*v, low), high); kept != *v && !math.IsNaN(*v) {
			*v, cut = kept, true
		}
	}
	return cut
}

// bounds are the least and the greatest value a unit allows, where the values y
// keep to them: net migration in 1,000 inhabitants goes below 0.
func bounds(u domain.Unit, y []float64) (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	if least := slices.Min(y); least >= 0 && (u.Per() > 0 || u == domain.UnitCount) {
		low = 0
	}
	if u == domain.UnitPercent && slices.Max(y) <= 100 {
		high = 100
	}
	return low, high
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

// Rounded is the forecast as people are told it, of values with so many
// decimals: whole numbers to tens, hundreds ... where the 95 % interval is wide,
// so that what is said is no surer than it is. The unit is at most a fifth of the
// interval's width.
func (q ForecastPoint) Rounded(decimals int) ForecastPoint {
	unit := math.Pow10(int(math.Floor(math.Log10((q.Upper - q.Lower) / 5))))
	if decimals > 0 || math.IsNaN(unit) || unit <= 1 {
		return q
	}
	for _, v := range []*float64{&q.Value, &q.Lower, &q.Upper, &q.Lower80, &q.Upper80} {
		*v = unit * math.Round(*v/unit)
	}
	return q
}
