package stats

import (
	"cmp"
	"math"
	"slices"
)

// RankOptions are the settings of RankIntervals.
type RankOptions struct {
	Ascending bool // rank 1 is the lowest rate; otherwise the highest
}

// RankInterval is an area's rank and how sure it is. All is zero, and the
// probabilities NaN, for an area without a count or denominator.
type RankInterval struct {
	Rank         int // of the observed rate, from 1; equal rates share the lowest
	Lower, Upper int // limits of the rank; Rank lies within
	// highest[r] is the probability that r areas have a higher rate.
	highest []float64
}

// TopK is the probability that the area is truly among the k with the highest
// rates, whichever way the ranks run.
func (r RankInterval) TopK(k int) float64 { return r.among(0, k) }

// BottomK is the probability that the area is truly among the k with the
// lowest rates.
func (r RankInterval) BottomK(k int) float64 {
	return r.among(len(r.highest)-k, len(r.highest))
}

// among sums the probabilities of from to to−1 areas with a higher rate, as far
// as there are any.
func (r RankInterval) among(from, to int) float64 {
	if r.highest == nil {
		return math.NaN()
	}
	p := 0.0
	for higher := max(from, 0); higher < min(to, len(r.highest)); higher++ {
		p += r.highest[higher]
	}
	return min(p, 1)
}

// RankIntervals returns the rank of each area by its rate x/n, or proportion
// x of n, with the limits between which its true rank lies at the level given
// (0.95), and the probabilities of being among the highest or lowest.
//
// Each area's true rate has the distribution that its own count allows:
// gamma(x+½, n) for a rate, beta(x+½, n−x+½) for a proportion, which is the
// likelihood with Jeffreys' prior, independent between areas. The rank of an
// area is one more than the number of areas with a higher rate; the limits are
// the (1−level)/2 and 1−(1−level)/2 quantiles of its distribution (Goldstein &
// Spiegelhalter 1996, JRSS A 159; Marshall & Spiegelhalter 1998, BMJ 316, who
// simulate it). Here it is not simulated but summed: given an area's rate the
// number above it is a sum of independent yes-or-nos, whose distribution is
// known, and the rate is integrated out numerically, to some 0.0002 in a
// probability. So the result is the same on every run, and the limits on
// every machine but where a probability meets a limit to 12 digits.
//
// Where the observed rank is outside its limits, as with an area without a
// single event, whose true rate must lie above what was observed, they are
// extended to it. The areas are not taken to be alike: the rates are not
// drawn together as EmpiricalBayes does, so that with many small areas the
// extremes look surer than they are.
//
// An area whose count or denominator is missing (NaN), negative or, the
// denominator, 0, or for a proportion exceeded by its count, is left out of
// the ranks. The time grows with the cube of the number of areas: well under
// a second for 309.
//
// Errors: ErrLevel, and ErrTooFew below two areas. It panics where x and n
// differ in length.
func RankIntervals(x, n []float64, proportion bool, level float64, o RankOptions) ([]RankInterval, error) {
	usable := usableAreas(x, n, proportion)
	switch {
	case !ValidLevel(level):
		return nil, ErrLevel
	case len(usable) < 2:
		return nil, ErrTooFew
	}
	rates := blanks(len(x))
	for _, i := range usable {
		rates[i] = x[i] / n[i]
	}
	distributions := rankDistributions(x, n, usable, proportion)
	out := make([]RankInterval, len(x))
	ranks := Ranks(rates, !o.Ascending)
	for k, i := range usable {
		r := RankInterval{Rank: ranks[i], highest: distributions[k]}
		r.setLimits((1-level)/2, o.Ascending)
		out[i] = r
	}
	return out, nil
}

// setLimits finds the limits with a probability of at most tail beyond each,
// and extends them to the observed rank.
func (r *RankInterval) setLimits(tail float64, ascending bool) {
	const rounding = 1e-12
	first := r.quantile(tail + rounding)
	last := r.quantile(1 - tail - rounding)
	if ascending {
		first, last = len(r.highest)+1-last, len(r.highest)+1-first
	}
	r.Lower, r.Upper = min(first, r.Rank), max(last, r.Rank)
}

// quantile is the first rank from the highest, from 1, at which the
// distribution reaches p.
func (r *RankInterval) quantile(p float64) int {
	total := 0.0
	for higher, v := range r.highest {
		if total += v; total >= p {
			return higher + 1
		}
	}
	return len(r.highest)
}

// negligible is a probability that changes nothing in a rank: of an area in a
// cell, or on the other side of one.
const negligible = 1e-9

// rankDistributions returns for each usable area the probabilities that 0, 1, … of
// the others have a higher rate.
func rankDistributions(x, n []float64, usable []int, proportion bool) [][]float64 {
	areas := make([]*rateArea, len(usable))
	distributions := make([][]float64, len(usable))
	for k, i := range usable {
		areas[k] = newRateArea(x[i], n[i], proportion)
		distributions[k] = make([]float64, len(usable))
	}
	cells := layCells(areas, proportion)
	for _, a := range areas {
		a.integrate(cells)
	}
	s := belowSum{room: make([]float64, len(areas)+1), spare: make([]float64, len(areas)+1)}
	for cell := range cells.from {
		s.gather(areas, cell)
		for k, i := range s.open {
			if mass := areas[i].massIn(cell); mass >= negligible {
				s.addTo(distributions[i], mass, s.p[k])
			}
		}
		for _, a := range areas {
			a.below += a.massIn(cell)
		}
	}
	for _, p := range distributions {
		scaleToOne(p)
	}
	return distributions
}

// belowSum is the number of areas whose rate is below the middle of a cell.
type belowSum struct {
	open  []int     // areas that may lie on either side
	p     []float64 // probability of each that it lies below
	above int       // areas that lie above
	low   int       // the fewest of the open areas that lie below
	sum   []float64 // probabilities that low, low+1, … of them do; the tails cut off
	room  []float64 // what sum grows in
	spare []float64 // what without writes to
}

// gather finds the open areas of a cell and adds them up. Half of what an
// area has in the cell itself counts as below its middle.
func (s *belowSum) gather(areas []*rateArea, cell int) {
	s.open, s.p, s.above = s.open[:0], s.p[:0], 0
	for i, a := range areas {
		switch p := a.below + a.massIn(cell)/2; {
		case p < negligible:
			s.above++
		case p <= 1-negligible:
			s.open, s.p = append(s.open, i), append(s.p, p)
		}
	}
	s.low, s.sum = 0, s.room[:1]
	s.sum[0] = 1
	for _, p := range s.p {
		s.with(p)
	}
}

// with adds an area that is below with probability p.
func (s *belowSum) with(p float64) {
	const tiny = 1e-14
	s.sum = append(s.sum, 0)
	for b := len(s.sum) - 1; b > 0; b-- {
		s.sum[b] += p * (s.sum[b-1] - s.sum[b])
	}
	s.sum[0] -= p * s.sum[0]
	for s.sum[0] < tiny {
		s.sum = s.sum[1:]
		s.low++
	}
	for s.sum[len(s.sum)-1] < tiny {
		s.sum = s.sum[:len(s.sum)-1]
	}
}

// addTo adds to the distribution of an area's rank what it has of it with its
// rate in the cell: of the other open areas b are below it, the rest above.
func (s *belowSum) addTo(distribution []float64, mass, p float64) {
	low, rest := s.without(p)
	above := s.above + len(s.open) - 1 - low
	for b, v := range rest {
		distribution[above-b] += mass * v
	}
}

// without takes one area away again: the probabilities that low, low+1, … of
// the others are below. With P of all and q of the others,
// P_b = (1−p)q_b + p·q_{b−1}; the recurrence runs from the end at which its
// factor is at most 1, so that errors do not grow.
func (s *belowSum) without(p float64) (low int, rest []float64) {
	others, last := len(s.open)-1, 0.0
	if p <= 0.5 {
		keep, drop := 1/(1-p), p/(1-p)
		rest = s.spare[:min(len(s.sum), others-s.low+1)]
		for b := range rest {
			if last = s.sum[b]*keep - last*drop; last < 0 {
				last = 0 // but for rounding
			}
			rest[b] = last
		}
		return s.low, rest
	}
	keep, drop := 1/p, (1-p)/p
	rest = s.spare[:len(s.sum)]
	for b := len(rest) - 1; b >= 0; b-- {
		if last = s.sum[b]*keep - last*drop; last < 0 {
			last = 0
		}
		rest[b] = last
	}
	if s.low == 0 {
		return 0, rest[1:] // none is the fewest
	}
	return s.low - 1, rest
}

// scaleToOne brings probabilities to a sum of 1.
func scaleToOne(p []float64) {
	total := 0.0
	for _, v := range p {
		total += v
	}
	for i := range p {
		p[i] /= total
	}
}

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

// integrate fills in the area's probability of each cell, by Simpson's rule.
func (a *rateArea) integrate(c *rateCells) {
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

// CertainShare is the share of an area's count that tells as much of its rate
// as all of it with a denominator that may be anything within ±h of n, a share
// of it: with that share of count and denominator an area's rate is as
// uncertain as with both in full and n not known. Evenly spread between its
// limits, the denominator adds h²/3 to the relative variance of the rate, which
// by chance is 1/x, of a proportion (1−x/n)/x, where the half person more of
// Jeffreys' prior keeps it above 0 (first order in h, by the delta method). 1
// where x is 0.
func CertainShare(x, n, h float64, proportion bool) float64 {
	if x == 0 {
		return 1
	}
	chance := 1 / x
	if proportion {
		chance *= 1 - x/n + 0.5/n
	}
	return chance / (chance + h*h/3)
}
