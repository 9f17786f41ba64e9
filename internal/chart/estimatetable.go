package chart

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// drawnWith is the table of drawn with what was computed from each series: the
// limits of its values, the trend at each of them, its turning years, and a
// row of status "forecast" for each year ahead.
func drawnWith(estimates []estimate, all []series.Based, labels []domain.Text, multiply float64, decimals int) *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, estimateColumns, aboutColumns)}
	for i := range all {
		t.Rows = append(t.Rows, estimates[i].rows(&all[i], labels[i], multiply, decimals)...)
	}
	return t
}

var estimateColumns = []table.Column{
	{Name: "lower", Title: domain.Text{FI: "Alaraja", SV: "Nedre gräns", EN: "Lower limit"}},
	{Name: "upper", Title: domain.Text{FI: "Yläraja", SV: "Övre gräns", EN: "Upper limit"}},
	{Name: "trend", Title: domain.Text{FI: "Trendi", SV: "Trend", EN: "Trend"}},
	{Name: "turning_point", Filed: true}, {Name: "lower_80", Filed: true}, {Name: "upper_80", Filed: true},
}

// rows are a series' rows. A turning year of which the source says nothing has
// a row of its own, in its place.
func (e *estimate) rows(s *series.Based, label domain.Text, multiply float64, decimals int) [][]table.Value {
	var turning []domain.Period
	if e.spec.TurningPoints {
		turning = e.trend.Turning.Years()
	}
	points := slices.Clone(e.points)
	for _, year := range turning {
		if p, ok := s.At(year); !ok {
			points = append(points, p)
		}
	}
	slices.SortStableFunc(points, func(a, b series.Valued) int { return strings.Compare(string(a.Period), string(b.Period)) })
	num := func(v float64) table.Value { return table.Num(v*multiply, decimals) }
	var rows [][]table.Value
	for _, p := range points {
		l := e.limitsOf(p.Period)
		notes := s.NotesAt(p)
		if l.note.Code != "" {
			notes = notes.With(l.note)
		}
		fitted, turns := math.NaN(), table.None()
		if e.spec.TrendLine {
			fitted = e.fitted(p.Period.Time())
		}
		if slices.Contains(turning, p.Period) {
			turns = table.IntOf(1)
		}
		row := drawnRow(&s.Series, label, p.Period, num(p.Value), p.Status.String(), notes)
		rows = append(rows, slices.Concat(row, []table.Value{num(l.lower), num(l.upper), num(fitted), turns, table.None(), table.None()}, about(&s.Series, multiply)))
	}
	for _, p := range e.trend.Forecast.Points {
		row := drawnRow(&s.Series, label, p.Period, num(p.Value), "forecast", e.trend.Notes)
		rows = append(rows, slices.Concat(row, []table.Value{num(p.Lower), num(p.Upper), table.None(), table.None(), num(p.Lower80), num(p.Upper80)}, about(&s.Series, multiply)))
	}
	return rows
}

// limitsOf is the interval of the value of a period.
func (e *estimate) limitsOf(period domain.Period) limits {
	for i, l := range e.limits {
		if e.points[i].Period == period {
			return l
		}
	}
	return limits{math.NaN(), math.NaN(), domain.Note{}}
}
