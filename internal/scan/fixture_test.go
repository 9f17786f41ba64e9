package scan

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/statstest"
	"kuvio/internal/trend"
)

const (
	own     domain.RegionID = "kunta:0"
	country domain.RegionID = "maa"
)

// among is a setting of n areas in a category, own the first of them.
func among(n int, peers ...domain.RegionID) Setting {
	s := Setting{Region: own, Country: country, Peers: peers, Trend: trend.Options{Direction: stats.DefaultDirection()}}
	for i := range n {
		s.Category = append(s.Category, area(i))
	}
	return s
}

func area(i int) domain.RegionID { return domain.RegionID(fmt.Sprintf("kunta:%d", i)) }

// exactly is a denominator that was read.
func exactly(n float64) series.Denominator { return series.Denominator{Value: n, Low: n, High: n} }

// counted is a point of x over n, the value as published with so many
// decimals.
func counted(year int, x, n, per float64, decimals int) series.Point {
	unit := math.Pow10(decimals)
	return series.NewPoint(domain.Year(year), domain.NewCell(math.Round(x/n*per*unit)/unit, x)).Over(exactly(n))
}

// valued is a point with a value alone.
func valued(year int, v float64) series.Point {
	return series.NewPoint(domain.Year(year), domain.NewCell(v, nan))
}

func withheld(year int) series.Point {
	return series.NewPoint(domain.Year(year), domain.EmptyCell(domain.Suppressed))
}

func of(region domain.RegionID, id string, unit domain.Unit, points ...series.Point) series.Series {
	one := 1
	return series.Series{
		Indicator: domain.Indicator{ID: domain.IndicatorID(id), Unit: unit, Decimals: &one},
		Region:    region, Gender: domain.Total, Points: points,
	}
}

// world makes the series of one indicator, in years up to 2023, of areas of
// very different sizes, the way nature might.
type world struct {
	areas, years int
	rate         float64 // of the country
	spread       float64 // standard deviation of the areas' rates about it, as a share of it
	unit         domain.Unit
	counts       bool
	lift         float64 // factor of own's rate
	slope        float64 // change of own's rate a year, as a share of it
	size         float64 // people of own; 20,000 where 0
}

func (w world) series(r *rand.Rand, id string) []series.Series {
	var all []series.Series
	x, n := make([]float64, w.years), make([]float64, w.years)
	for i := range w.areas {
		size := math.Exp(7 + 1.3*r.NormFloat64())
		rate := w.rate * max(0.05, 1+w.spread*r.NormFloat64())
		if i == 0 {
			size = cmp.Or(w.size, 20_000)
			rate *= w.lift
		}
		var points []series.Point
		for t := range w.years {
			at := rate
			if i == 0 {
				at *= 1 + w.slope*float64(t)
			}
			people := math.Round(size)
			events := statstest.Poisson(r, people*at)
			x[t], n[t] = x[t]+events, n[t]+people
			if w.counts {
				points = append(points, counted(2024-w.years+t, events, people, w.unit.Per(), 1))
			} else {
				points = append(points, valued(2024-w.years+t, math.Round(people*at*1e4)/1e4/people*w.unit.Per()+r.NormFloat64()*0.1))
			}
		}
		all = append(all, of(area(i), id, w.unit, points...))
	}
	var points []series.Point
	for t := range w.years {
		p := counted(2024-w.years+t, x[t], n[t], w.unit.Per(), 1)
		if !w.counts {
			p = valued(2024-w.years+t, p.Published)
		}
		points = append(points, p)
	}
	return append(all, of(country, id, w.unit, points...))
}

func run(setting Setting, indicators ...[]series.Series) []Entry {
	var rows []Entry
	for _, all := range indicators {
		rows = append(rows, Entries(all, setting)[0]...)
	}
	Judge(rows, 0.05)
	return rows
}

// computed reports whether a test was.
func computed(t Test) bool { return !math.IsNaN(t.P) }
