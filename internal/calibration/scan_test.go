package calibration

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/statstest"
	"kuvio/internal/trend"
)

// nation is an area of 200,000 people and nineteen others of many sizes, by
// indicators of 5 % a year in each.
type nation struct {
	effects int     // indicators in which the area differs: half in level, half in trend
	noise   float64 // what a rate varies by from year to year besides chance
	r       float64 // correlation of that with the year's before
	shared  bool    // every second indicator falls everywhere
}

const (
	nationAreas = 20
	nationYears = 20
)

func nationArea(i int) domain.RegionID { return domain.RegionID(fmt.Sprintf("kunta:%d", i)) }

func nationSetting() scan.Setting {
	s := scan.Setting{Region: nationArea(0), Country: domain.WholeCountry, Part: true, Trend: trend.Options{Direction: stats.DefaultDirection()}}
	for i := range nationAreas {
		s.Category = append(s.Category, nationArea(i))
		if i > 0 && i < 8 {
			s.Peers = append(s.Peers, s.Category[i])
		}
	}
	return s
}

// indicator is one indicator of every area and the country, with what is true
// of the first area.
func (c nation) indicator(random *rand.Rand, k int) (all []series.Series, differs, moves bool) {
	const per = 1000
	lift, slope := 1.0, 0.0
	if k < c.effects {
		if k%2 == 0 {
			lift = 3
		} else {
			slope = 0.03
		}
	}
	common := 0.0
	if c.shared && k%2 == 0 {
		common = -0.02
	}
	of := func(region domain.RegionID) series.Series {
		return series.Series{Indicator: domain.Indicator{ID: domain.IndicatorID(fmt.Sprint(k + 1)), Unit: domain.UnitPer1000}, Region: region, Gender: domain.Total}
	}
	point := func(t int, x, n float64) series.Point {
		return series.NewPoint(domain.Year(2000+t), domain.NewCell(x/n*per, x)).Over(series.Denominator{Value: n, Low: n, High: n})
	}
	var events, people [nationYears]float64
	for i := range nationAreas {
		size, rate := math.Round(math.Exp(10+random.NormFloat64())), 0.05*math.Exp(0.15*random.NormFloat64())
		own := common
		if i == 0 {
			size, rate, own = 200_000, rate*lift, common+slope
		}
		s := of(nationArea(i))
		for t, noise := range ar1(random, nationYears, c.r) {
			x := statstest.Poisson(random, size*rate*math.Exp(own*float64(t)+c.noise*noise))
			s.Points = append(s.Points, point(t, x, size))
			events[t], people[t] = events[t]+x, people[t]+size
		}
		all = append(all, s)
	}
	country := of(domain.WholeCountry)
	for t := range events {
		country.Points = append(country.Points, point(t, events[t], people[t]))
	}
	return append(all, country), lift != 1 || slope != 0, slope != 0 || common != 0
}

// tally counts findings, and the false among them.
type tally struct{ found, false int }

func (c *tally) add(truly bool) {
	c.found++
	if !truly {
		c.false++
	}
}

// share is the false among the findings; 0 where there are none.
func (c tally) share() float64 { return float64(c.false) / math.Max(1, float64(c.found)) }

// outcome is what one scan of a nation found, by the old rule and by today's.
type outcome struct {
	old, differences, own tally
	effects               int // indicators in which the area differs
	oldPower, power       int // of these found
	// indicators that move as the country does, and of these said to stand out
	alike, oldApart, apart int
}

// scan scans so many indicators.
func (c nation) scan(random *rand.Rand, indicators int, setting scan.Setting, fdr float64) outcome {
	published := setting.Trend
	published.RecentPublished = true
	var o outcome
	var entries []scan.Entry
	var chance []stats.Recent // trends of the last five years by chance alone
	var differs, moves []bool
	for k := range indicators {
		all, d, m := c.indicator(random, k)
		entries, chance = append(entries, scan.Entries(all, setting)[0]...), append(chance, trend.Analyse(all[0], published).Recent)
		differs, moves = append(differs, d), append(moves, m)
	}
	stood := make([]bool, indicators)
	oldScan(entries, chance, fdr, func(k int, f scan.Finding) {
		stood[k] = true
		o.old.add(differs[k] || moves[k] && (f == scan.LongTrend || f == scan.RecentTrend))
	})
	scan.Judge(entries, fdr)
	for i := range entries {
		e := &entries[i]
		id, _ := e.Series.Indicator.ID.Sotkanet()
		k := id - 1
		found := e.Class == scan.StandsOut
		if found {
			o.differences.add(differs[k])
		}
		if len(e.Own) > 0 {
			o.own.add(moves[k])
		}
		switch {
		case differs[k]:
			o.effects++
			o.power, o.oldPower = o.power+one(found), o.oldPower+one(stood[k])
		case moves[k]:
			o.alike++
			o.apart, o.oldApart = o.apart+one(found), o.oldApart+one(stood[k])
		}
	}
	return o
}

func one(counts bool) int {
	if counts {
		return 1
	}
	return 0
}

// oldScan judges entries as one family of levels and of trends by the plain p,
// the recent one by chance alone.
func oldScan(entries []scan.Entry, chance []stats.Recent, fdr float64, found func(k int, f scan.Finding)) {
	names := [4]scan.Finding{scan.CountryLevel, scan.PeersLevel, scan.LongTrend, scan.RecentTrend}
	var p []float64
	for i := range entries {
		r := &entries[i]
		long, recent := r.Trend.MK.P, chance[i].P
		if long >= 0.05 {
			long = 1
		}
		if chance[i].Trend == stats.RecentNoChange {
			recent = 1
		}
		p = append(p, r.Country.P, r.Peers.P, long, recent)
	}
	for i, q := range stats.BenjaminiHochberg(p) {
		if q < fdr {
			found(i/4, names[i%4])
		}
	}
}

// Of what a scan of 3,000 tests of differences finds, the share that is false
// stays within 7 %, whatever there is to find; and a trend that the whole
// country has sets no area apart.
func TestCalibrationScan(t *testing.T) {
	const fdr = 0.05
	indicators, runs := 100, 2
	if *sims > 0 {
		indicators, runs = 1000, max(2, *sims/50)
	}
	setting := nationSetting()
	for _, c := range []struct {
		on string
		nation
	}{
		{"no effect, chance alone", nation{}},
		{"5 effects, chance alone", nation{effects: 5}},
		{"50 effects, chance alone", nation{effects: 50}},
		{"no effect, 2 % noise", nation{noise: 0.02}},
		{"5 effects, 2 % noise", nation{noise: 0.02, effects: 5}},
		{"50 effects, 2 % noise", nation{noise: 0.02, effects: 50}},
		{"50 effects, 2 % noise, shared trends", nation{noise: 0.02, effects: 50, shared: true}},
	} {
		random := random("scan " + c.on)
		var before, after, own, n float64
		var sum outcome
		for range runs {
			o := c.scan(random, indicators, setting, fdr)
			before, after, own, n = before+o.old.share(), after+o.differences.share(), own+o.own.share(), n+1
			sum.effects, sum.oldPower, sum.power = sum.effects+o.effects, sum.oldPower+o.oldPower, sum.power+o.power
			sum.alike, sum.oldApart, sum.apart = sum.alike+o.alike, sum.oldApart+o.oldApart, sum.apart+o.apart
		}
		hold(t, measured{method: "scan, false findings", on: c.on, before: before / n, after: after / n, n: runs, most: 0.07})
		hold(t, measured{method: "scan, false own trends", on: c.on, before: math.NaN(), after: own / n, n: runs, most: 0.07})
		if c.effects == 50 {
			hold(t, measured{method: "scan, effects found", on: c.on, before: float64(sum.oldPower) / float64(sum.effects), after: float64(sum.power) / float64(sum.effects), n: sum.effects, least: 0.8, most: 1})
		}
		if sum.alike > 0 {
			hold(t, measured{method: "scan, stands out by the country's trend", on: c.on, before: float64(sum.oldApart) / float64(sum.alike), after: float64(sum.apart) / float64(sum.alike), n: sum.alike, most: 0.05})
		}
	}
}
