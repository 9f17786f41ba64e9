package stats

import (
	"cmp"
	"math"
	"slices"
)

// The integration over a rate: on the scale φ = √rate or asin√proportion,
// where the posterior under Jeffreys' prior is the likelihood itself and has
// the standard deviation 1/(2√n) or nearly so, whatever the count.
const (
	rankReach = 9  // standard deviations each way; with no event at all, 1.6e−9 of the height remains
	rankSteps = 12 // cells to the standard deviation of the surest area about

	// A count beyond this is taken for it, its denominator in proportion: the
	// rate is as good as known, and float64 could not tell its cells apart.
	rankMost = 1e10
)

// rateArea is what is known of one area's rate.
type rateArea struct {
	x, rest  float64   // events; people without one or, for a rate, all people
	mode, sd float64   // of φ
	from, to float64   // where φ may lie
	first    int       // cell that begins at from
	mass     []float64 // probability of each cell from there
	below    float64   // probability of the cells already passed
}

// rateCells are the cells of φ that some area's rate may lie in, in order.
type rateCells struct {
	proportion     bool
	from, to       []float64
	edges, middles []logPoint // edges holds the upper ends
	starts         []logPoint // the lower ends
}

// logPoint is what the likelihood takes from φ.
type logPoint struct {
	up   float64 // ln φ, ln sin φ
	down float64 // −φ²/2, ln cos φ
}

func (c *rateCells) point(phi float64) logPoint {
	if c.proportion {
		return logPoint{up: math.Log(math.Sin(phi)), down: math.Log(math.Cos(phi))}
	}
	return logPoint{up: math.Log(phi), down: -phi * phi / 2}
}

func newRateArea(x, n float64, proportion bool) *rateArea {
	if x > rankMost {
		x, n = rankMost, n*(rankMost/x)
	}
	a := &rateArea{x: x, rest: n, sd: 1 / (2 * math.Sqrt(n))}
	end := math.Inf(1)
	if proportion {
		a.rest = n - x
		a.mode, end = math.Asin(math.Sqrt(x/n)), math.Pi/2
	} else {
		a.mode = math.Sqrt(x / n)
	}
	a.from, a.to = max(0, a.mode-rankReach*a.sd), min(end, a.mode+rankReach*a.sd)
	return a
}

// layCells divides the line so that every area's reach begins and ends at a
// cell's, and no cell is wider than a fraction of the least standard deviation
// of the areas that reach into it.
func layCells(areas []*rateArea, proportion bool) *rateCells {
	c := &rateCells{proportion: proportion}
	waiting := slices.Clone(areas)
	slices.SortFunc(waiting, func(a, b *rateArea) int { return cmp.Compare(a.from, b.from) })
	var active []*rateArea
	for at := waiting[0].from; len(waiting)+len(active) > 0; {
		for len(waiting) > 0 && waiting[0].from <= at {
			waiting[0].first = len(c.from)
			active, waiting = append(active, waiting[0]), waiting[1:]
		}
		next, step := math.Inf(1), math.Inf(1)
		for _, a := range active {
			next, step = min(next, a.to), min(step, a.sd/rankSteps)
		}
		if len(waiting) > 0 {
			next = min(next, waiting[0].from)
		}
		if len(active) > 0 {
			next = min(next, at+step)
			c.from, c.to = append(c.from, at), append(c.to, next)
		}
		at = next
		active = slices.DeleteFunc(active, func(a *rateArea) bool { return a.to <= at })
	}
	for k := range c.from {
		c.starts = append(c.starts, c.point(c.from[k]))
		c.middles = append(c.middles, c.point((c.from[k]+c.to[k])/2))
		c.edges = append(c.edges, c.point(c.to[k]))
	}
	return c
}

// spread fills in the area's probability of each cell, by Simpson's rule.
func (a *rateArea) spread(c *rateCells) {
	peak := c.point(a.mode)
	total := 0.0
	left := a.likelihood(c.starts[a.first], peak)
	for k := a.first; k < len(c.to) && c.to[k] <= a.to; k++ {
		middle, right := a.likelihood(c.middles[k], peak), a.likelihood(c.edges[k], peak)
		mass := (c.to[k] - c.from[k]) * (left + 4*middle + right)
		a.mass = append(a.mass, mass)
		total += mass
		left = right
	}
	for k := range a.mass {
		a.mass[k] /= total
	}
}

// massIn is the area's probability of a cell.
func (a *rateArea) massIn(cell int) float64 {
	if in := cell - a.first; in >= 0 && in < len(a.mass) {
		return a.mass[in]
	}
	return 0
}

// likelihood of φ as a share of that at the mode: φ^2x·e^(−nφ²) for a rate,
// sin^2x φ·cos^2(n−x) φ for a proportion. What has the power 0 is left out:
// its logarithm may be infinite.
func (a *rateArea) likelihood(p, peak logPoint) float64 {
	log := 0.0
	if a.x > 0 {
		log = 2 * a.x * (p.up - peak.up)
	}
	if a.rest > 0 {
		log += 2 * a.rest * (p.down - peak.down)
	}
	return math.Exp(log)
}
