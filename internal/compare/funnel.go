package compare

import (
	"math"

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
