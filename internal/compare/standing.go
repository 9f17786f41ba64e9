package compare

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// minStanding is the fewest areas that a funnel and smoothed values are of: the
// overall level and the variation of a handful of areas are mostly their own.
const minStanding = 10

// stand gives the areas of one kind their ranks and quantiles, by their
// values, and by their counts and denominators the intervals of those ranks,
// the positions in a funnel and the smoothed values.
func stand(areas []*Area, o Options) {
	values := make([]float64, len(areas))
	for i, a := range areas {
		values[i] = a.Point.Value
	}
	ranks, of := stats.Ranks(values, true), 0
	for _, r := range ranks {
		if r > 0 {
			of++
		}
	}
	for i, a := range areas {
		if ranks[i] > 0 {
			a.Rank, a.Of = ranks[i], of
		}
	}
	divide(areas, values, o.Quantiles)
	if !o.Standing {
		return
	}
	c := counted(areas)
	if len(c.areas) >= minStanding {
		c.smooth()
		c.funnel()
	}
	if len(c.areas) == of {
		c.rank(o)
		return
	}
	for _, a := range c.areas {
		a.Notes = a.Notes.With(domain.Note{Code: domain.NoteSomeUncounted})
	}
}

// divide puts the areas into quantiles. The first has the highest values, or
// the lowest where the workspace says that high is good: the first is the one
// to look at (stats/METHODS.md, "Between areas").
func divide(areas []*Area, values []float64, k int) {
	if k < 1 || len(areas) == 0 {
		return
	}
	descending := areas[0].Series.Indicator.Polarity != domain.HighGood
	for i, group := range stats.Quantiles(values, k, descending) {
		areas[i].Quantile = group
	}
}

// counts are the areas of which a count and a denominator are known, those
// with an interval. A derived denominator is taken as its middle value.
type counts struct {
	areas      []*Area
	x, n       []float64
	proportion bool
	per        float64
}

func counted(areas []*Area) counts {
	var c counts
	for _, a := range areas {
		if math.IsNaN(a.Lower) {
			continue
		}
		unit := a.Series.Indicator.Unit
		c.proportion, c.per = unit == domain.UnitPercent, unit.Per()
		n := a.Point.Denominator.Value
		if c.proportion {
			n = max(n, a.Point.Count) // a derived denominator may be less by rounding
		}
		c.areas, c.x, c.n = append(c.areas, a), append(c.x, a.Point.Count), append(c.n, n)
	}
	return c
}

// smooth fills in the empirical Bayes estimates (see stats.EmpiricalBayes).
func (c counts) smooth() {
	s, err := stats.EmpiricalBayes(c.x, c.n, c.proportion, c.per)
	if err != nil {
		return
	}
	for i, a := range c.areas {
		a.Smoothed = s.Values[i]
	}
}

// funnel places the areas in a funnel about their own overall rate, Σx/Σn
// (as PHEindicatormethods has it), whatever the benchmark. The limits are
// widened where the areas are overdispersed.
func (c counts) funnel() {
	o := stats.DefaultFunnel()
	o.Per = c.per
	draw := stats.FunnelRate
	if c.proportion {
		draw = stats.FunnelProportion
	}
	f, err := draw(c.x, c.n, o)
	if err != nil {
		return // not a single event, or nothing else: no area can stand out
	}
	for i, a := range c.areas {
		a.Funnel = f.Areas[i].Position
		if d := a.Point.Denominator; !d.Exact() {
			least := d.Low
			if c.proportion {
				least = max(least, a.Point.Count)
			}
			a.Funnel = stats.Milder(f.PositionAt(a.Point.Count, least), f.PositionAt(a.Point.Count, d.High))
		}
	}
}

// rank fills in the intervals of the ranks, and the probabilities of being
// among the highest and the lowest (see stats.RankIntervals). An interval
// contains the rank, which equal published values may share.
func (c counts) rank(o Options) {
	x, n := make([]float64, len(c.x)), make([]float64, len(c.x))
	for i, a := range c.areas {
		d := a.Point.Denominator
		share := stats.CertainShare(c.x[i], c.n[i], (d.High-d.Low)/(2*d.Value), c.proportion)
		x[i], n[i] = share*c.x[i], share*c.n[i]
	}
	ranks, err := stats.RankIntervals(x, n, c.proportion, o.Level, stats.RankOptions{})
	if err != nil {
		return
	}
	for i, a := range c.areas {
		a.RankLower, a.RankUpper = min(ranks[i].Lower, a.Rank), max(ranks[i].Upper, a.Rank)
		if o.Top > 0 && o.Top < len(c.areas) {
			a.Highest, a.Lowest = ranks[i].TopK(o.Top), ranks[i].BottomK(o.Top)
		}
	}
}
