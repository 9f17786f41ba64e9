package compare

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

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
		if math.IsNaN(a.Lower) || a.Point.Standardised() { // whose chance is not that of its count
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
	f, err := c.about(true)
	if err != nil {
		return // not a single event, or nothing else: no area can stand out
	}
	for i, a := range c.areas {
		a.Funnel = c.position(f, i)
	}
}

// about is the funnel about the areas' overall rate.
func (c counts) about(adjust bool) (stats.Funnel, error) {
	o := stats.DefaultFunnel()
	o.Per, o.Adjust = c.per, adjust
	if c.proportion {
		return stats.FunnelProportion(c.x, c.n, o)
	}
	return stats.FunnelRate(c.x, c.n, o)
}

// position is where the i-th area surely stands, whatever its denominator is of those
// that it may be.
func (c counts) position(f stats.Funnel, i int) stats.FunnelPosition {
	p := c.areas[i].Point
	d := p.Denominator
	if d.Exact() {
		return f.Areas[i].Position
	}
	least := d.Low
	if c.proportion {
		least = max(least, p.Count)
	}
	return stats.Milder(f.PositionAt(p.Count, least), f.PositionAt(p.Count, d.High))
}

// Funnel is the areas of a comparison against the limits of their size, about their
// own overall rate.
type Funnel struct {
	stats.Funnel           // its Areas are those of Compared, with the positions they surely have
	Compared     []*Area   // that have a count and a denominator
	Sizes        []float64 // their denominators
}

// FunnelOf is the funnel of the areas that were compared, which are of one kind. With
// adjust it is that of their Area.Funnel: the limits are widened where the areas are
// overdispersed. The error is one of stats, ErrTooFew where fewer than
// stats.MinDispersed areas have a count and a denominator.
func FunnelOf(compared []Compared, adjust bool) (Funnel, error) {
	var areas []*Area
	seen := make(map[domain.RegionID]bool)
	for i := range compared {
		if a := &compared[i].Area; !seen[a.Series.Region] {
			seen[a.Series.Region] = true
			areas = append(areas, a)
		}
	}
	// In the order of their ids, as in comparisons, so that sums are the same.
	slices.SortFunc(areas, func(a, b *Area) int { return strings.Compare(string(a.Series.Region), string(b.Series.Region)) })
	c := counted(areas)
	f := Funnel{Compared: c.areas, Sizes: c.n}
	if len(c.areas) < stats.MinDispersed {
		return f, stats.ErrTooFew
	}
	var err error
	if f.Funnel, err = c.about(adjust); err != nil {
		return f, err
	}
	for i := range f.Areas {
		f.Areas[i].Position = c.position(f.Funnel, i)
	}
	return f, nil
}
