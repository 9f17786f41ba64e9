package stats

// negligible is a probability that changes nothing in a rank: of an area in a
// cell, or on the other side of one.
const negligible = 1e-9

// rankPlaces returns for each usable area the probabilities that 0, 1, … of
// the others have a higher rate.
func rankPlaces(x, n []float64, usable []int, proportion bool) [][]float64 {
	areas := make([]*rateArea, len(usable))
	places := make([][]float64, len(usable))
	for k, i := range usable {
		areas[k] = newRateArea(x[i], n[i], proportion)
		places[k] = make([]float64, len(usable))
	}
	cells := layCells(areas, proportion)
	for _, a := range areas {
		a.spread(cells)
	}
	s := belowSum{room: make([]float64, len(areas)+1), spare: make([]float64, len(areas)+1)}
	for cell := range cells.from {
		s.gather(areas, cell)
		for k, i := range s.open {
			if mass := areas[i].massIn(cell); mass >= negligible {
				s.place(places[i], mass, s.p[k])
			}
		}
		for _, a := range areas {
			a.below += a.massIn(cell)
		}
	}
	for _, p := range places {
		scaleToOne(p)
	}
	return places
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

// place adds to the places of an area what it has of them with its rate in
// the cell: of the other open areas b are below it, the rest above.
func (s *belowSum) place(places []float64, mass, p float64) {
	low, rest := s.without(p)
	above := s.above + len(s.open) - 1 - low
	for b, v := range rest {
		places[above-b] += mass * v
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
