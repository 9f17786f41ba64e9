package calibration

import (
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/statstest"
	"kuvio/internal/trend"
)

// events makes a series of events among people whose number stays the same.
type events struct {
	n     int     // years
	cases float64 // expected in the first
	noise float64 // what the rate varies by from year to year besides chance, as a share of it
	r     float64 // correlation of that with the year's before
	last  float64 // yearly change of the last five years, as a share
	turn  float64 // yearly change until the middle, and back until the last five years
	count bool    // published as a number of events, not a rate
}

func (e events) series(random *rand.Rand) series.Series {
	const people, per = 1e6, 1e5
	s := series.Series{Indicator: domain.Indicator{ID: "1", Unit: domain.UnitPer100000}, Region: "kunta:1", Gender: domain.Total}
	if e.count {
		s.Indicator.Unit = domain.UnitCount
	}
	level := e.cases
	for i, noise := range ar1(random, e.n, e.r) {
		switch last := e.n - i; {
		case i == 0:
		case last < stats.RecentPoints:
			level *= 1 + e.last
		case i <= (e.n-stats.RecentPoints)/2:
			level *= 1 + e.turn
		default:
			level /= 1 + e.turn
		}
		x := statstest.Poisson(random, level*max(0.05, 1+e.noise*noise))
		p := series.NewPoint(domain.Year(2000+i), domain.NewCell(x/people*per, x)).Over(series.Denominator{Value: people, Low: people, High: people})
		if e.count {
			p = series.NewPoint(domain.Year(2000+i), domain.NewCell(x, math.NaN()))
		}
		s.Points = append(s.Points, p)
	}
	return s
}

// The recent trend says that something moves in at most 1 % of series whose
// last five years do not, where these vary by more than chance too, and still
// finds what moves.
func TestCalibrationRecent(t *testing.T) {
	options := trend.Options{Direction: stats.DefaultDirection()}
	published := options
	published.RecentPublished = true
	moved := func(s series.Series, o trend.Options) int {
		if r := trend.Analyse(s, o).Recent.Trend; r == stats.RecentRising || r == stats.RecentFalling {
			return 1
		}
		return 0
	}
	for _, c := range []struct {
		on string
		events
		least, most float64
	}{
		{"chance alone, n=20", events{n: 20, cases: 10_000}, 0, 0.01},
		{"chance alone, 20 cases, n=20", events{n: 20, cases: 20}, 0, 0.01},
		{"2 % noise at 10,000 cases, n=5", events{n: 5, cases: 10_000, noise: 0.02}, 0, 0.01},
		{"2 % noise at 10,000 cases, n=8", events{n: 8, cases: 10_000, noise: 0.02}, 0, 0.01},
		{"2 % noise at 10,000 cases, n=12", events{n: 12, cases: 10_000, noise: 0.02}, 0, 0.01},
		{"2 % noise at 10,000 cases, n=20", events{n: 20, cases: 10_000, noise: 0.02}, 0, 0.01},
		{"2 % noise at 10,000 cases, n=30", events{n: 30, cases: 10_000, noise: 0.02}, 0, 0.01},
		{"1 % noise at 10,000 cases, n=20", events{n: 20, cases: 10_000, noise: 0.01}, 0, 0.01},
		{"5 % noise at 10,000 cases, n=20", events{n: 20, cases: 10_000, noise: 0.05}, 0, 0.01},
		{"2 % noise after a turn of ±5 % a year, n=20", events{n: 20, cases: 10_000, noise: 0.02, turn: 0.05}, 0, 0.01},
		{"2 % noise, AR(1) 0.3, n=20", events{n: 20, cases: 10_000, noise: 0.02, r: 0.3}, 0, 0.05},
		{"2 % noise, AR(1) 0.6, n=20", events{n: 20, cases: 10_000, noise: 0.02, r: 0.6}, 0, 0.05},
		{"counts with 2 % noise at 10,000, n=20", events{n: 20, cases: 10_000, noise: 0.02, count: true}, 0, 0.01},
		{"found: 5 % a year, chance alone, n=5", events{n: 5, cases: 10_000, last: 0.05}, 0.8, 1},
		{"found: 2 % a year, chance alone, n=20", events{n: 20, cases: 10_000, last: 0.02}, 0.8, 1},
		{"found: 3 % a year, chance alone, n=10", events{n: 10, cases: 10_000, last: 0.03}, 0.8, 1},
		{"found: 5 % a year, 2 % noise, n=20", events{n: 20, cases: 10_000, noise: 0.02, last: 0.05}, 0.8, 1},
		{"found: 8 % a year, 2 % noise, after a turn, n=20", events{n: 20, cases: 10_000, noise: 0.02, last: 0.08, turn: 0.05}, 0.8, 1},
		{"found: 4 % a year, 2 % noise, n=20", events{n: 20, cases: 10_000, noise: 0.02, last: 0.04}, 0.8, 1},
		{"found: 10 % a year, 400 cases, n=20", events{n: 20, cases: 400, last: 0.10}, 0.8, 1},
	} {
		random := random("recent " + c.on)
		n := number(200)
		var before, after int
		for range n {
			s := c.series(random)
			before, after = before+moved(s, published), after+moved(s, options)
		}
		hold(t, measured{method: "recent trend", on: c.on, before: float64(before) / float64(n), after: float64(after) / float64(n), n: n, least: c.least, most: c.most})
	}
}
