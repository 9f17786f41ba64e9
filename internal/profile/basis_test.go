package profile_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/profile"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

const (
	firstYear = 2010
	lastYear  = 2019
	region    = domain.RegionID("kunta:179")
	country   = domain.RegionID("maa")
)

var nan = math.NaN()

// cells is a series in which values, counts and denominators come and go.
func cells(r *rand.Rand, id domain.RegionID, unit domain.Unit) series.Series {
	s := series.Series{Indicator: domain.Indicator{ID: "191", Unit: unit, Denominator: "1065"}, Region: id, Gender: domain.Total}
	alone := r.IntN(3) == 0 // published as counts alone
	for y := firstYear; y <= lastYear; y++ {
		people := float64(200 + r.IntN(5000))
		count := float64(r.IntN(150))
		value := math.Round(10*count/people*max(unit.Per(), 1)) / 10
		if alone || r.IntN(4) == 0 {
			value = nan
		}
		if r.IntN(4) == 0 {
			count = nan
		}
		p := series.NewPoint(domain.Year(y), domain.NewCell(value, count))
		switch r.IntN(4) {
		case 0:
			p = p.Over(series.Denominator{Value: people, Low: 0.99 * people, High: 1.01 * people})
		case 1:
		default:
			p = p.Over(series.Denominator{Value: people, Low: people, High: people})
		}
		s.Points = append(s.Points, p)
	}
	return s
}

// valueOf is what a cell has on a basis, worked out from its figures.
func valueOf(s series.Series, at int, basis series.Basis) float64 {
	p, per := s.Points[at], s.Indicator.Unit.Per()
	switch {
	case basis == series.AsPublished || math.IsNaN(p.Count):
	case s.Indicator.Unit == domain.UnitCount && math.IsNaN(p.Published):
		return p.Count
	case per > 0 && p.Denominator.Low == p.Denominator.High && p.Denominator.Value > 0:
		return p.Count / p.Denominator.Value * per
	}
	return p.Published
}

// One cell has one value on one basis, whoever shows it.
func TestOneCellHasOneValue(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 1))
	units := []domain.Unit{domain.UnitPercent, domain.UnitPer1000, domain.UnitCount, domain.UnitEuro}
	checked := 0
	for range 300 {
		unit := units[r.IntN(len(units))]
		own, other := cells(r, region, unit), cells(r, country, unit)
		at := r.IntN(lastYear - firstYear + 1)
		period := own.Points[at].Period
		for _, basis := range []series.Basis{series.AsComputed, series.AsPublished} {
			own, other := own, other
			own.Basis, other.Basis = basis, basis
			check := func(who string, got float64) {
				t.Helper()
				want := valueOf(own, at, basis)
				if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
					t.Errorf("%s on basis %d, %s: %v, want %v of %+v", who, basis, unit, got, want, own.Points[at])
				}
				checked++
			}
			b := own.Based()
			p, _ := b.At(period)
			check("series", p.Value)
			row := compare.All([]series.Series{own}, []compare.Benchmark{compare.Region(series.Area{ID: region}, []series.Series{own})}, period, compare.Options{Level: 0.95})[0]
			check("compare", row.Point.Value)
			check("benchmark", row.BenchValue)
			tr := trend.Analyse(own, trend.Options{Direction: stats.DefaultDirection()})
			p, _ = tr.Series.At(period)
			check("trend", p.Value)
			both := []series.Series{own, other}
			mine, theirs := valueOf(own, at, basis), valueOf(other, at, basis)
			check("profile", profile.Of(both[:1], nil, profile.Options{Period: period, Level: 0.95, Trend: trend.Options{Direction: stats.DefaultDirection()}})[0].Point.Value)
			if !math.IsNaN(mine) && !math.IsNaN(theirs) {
				for _, row := range between.Spreads(both, nil) {
					switch {
					case row.Period != period:
					case mine <= theirs:
						check("spread", row.Min)
					default:
						check("spread", row.Max)
					}
				}
			}
			if v, err := peers.VariableOf(both[:1], period, 1); err == nil {
				check("peers", v.Values[region])
			}
			if last, ok := lastValue(own, basis); ok && last == at {
				rows := scan.Entries(both, scan.Setting{Region: region, Country: country, Category: []domain.RegionID{region}, Trend: trend.Options{Direction: stats.DefaultDirection()}})[0]
				check("scan", rows[0].Value)
			}
			if !math.IsNaN(mine) {
				c := between.Classify(both[:1], period, between.Limits{At: []float64{mine, math.Nextafter(mine, math.Inf(1))}, Closed: between.ClosedBelow, Decimals: between.Unrounded})
				if len(c.Classes[1].Areas) != 1 { // from the value to under the next number there is
					t.Errorf("classes on basis %d: %v is not in its own class", basis, mine)
				}
			}
		}
	}
	if checked < 3500 {
		t.Errorf("only %d values were checked", checked)
	}
}

// lastValue is the place of the last value of a trend.
func lastValue(s series.Series, basis series.Basis) (int, bool) {
	for at := len(s.Points) - 1; at >= 0; at-- {
		if !math.IsNaN(valueOf(s, at, basis)) {
			return at, true
		}
	}
	return 0, false
}
