package compare

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// rank gives the areas of one kind their ranks and quantiles, by their values,
// and by their counts and denominators the intervals of those ranks, the
// positions in a funnel and the smoothed values.
func rank(areas []*Area, o Options) {
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
	below := stats.Ranks(values, false)
	for i, a := range areas {
		if ranks[i] > 0 {
			a.Rank, a.Of, a.RankBelow = ranks[i], of, below[i]
		}
	}
	divide(areas, values, o.Quantiles)
	if !o.Standing {
		return
	}
	c := counted(areas)
	if len(c.areas) >= stats.MinDispersed {
		c.smooth()
		c.funnel()
	}
	if len(c.areas) == of {
		c.rankIntervals(o)
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

// rankIntervals fills in the intervals of the ranks, and the probabilities of
// being among the highest and the lowest (see stats.RankIntervals). An
// interval contains the rank, which equal published values may share.
func (c counts) rankIntervals(o Options) {
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
