package stats

import "slices"

// Scratch holds what Mann–Kendall, Theil–Sen and least squares can keep from
// one series to the next, so that a run over many allocates nothing once the
// buffers have grown. The zero Scratch is ready for use; each goroutine needs
// its own.
type Scratch struct {
	y, t   []float64 // values and times, sorted
	slopes []float64 // pairwise slopes, ordered about their median only

	student StudentT
}

// pairSlopes fills s.slopes with the slopes of all pairs at different times.
func (s *Scratch) pairSlopes(t, y []float64) {
	s.slopes = slices.Grow(s.slopes[:0], pairs(len(y)))
	for i, yi := range y {
		ti := t[i]
		rest := t[i+1:]
		for k, yj := range y[i+1:] {
			if dt := rest[k] - ti; dt != 0 {
				s.slopes = append(s.slopes, (yj-yi)/dt)
			}
		}
	}
}

// medianSlope returns the median of s.slopes and leaves those below it before
// the middle, those above it behind.
func (s *Scratch) medianSlope() float64 {
	middle := len(s.slopes) / 2
	m := nth(s.slopes, middle)
	if len(s.slopes)%2 == 1 {
		return m + 0
	}
	return mean2(slices.Max(s.slopes[:middle]), m)
}

// slopeAt returns the k-th slope, from 0, in ascending order. It relies on
// medianSlope having been called, and searches one half only.
func (s *Scratch) slopeAt(k int) float64 {
	middle := len(s.slopes) / 2
	switch {
	case k < middle:
		return nth(s.slopes[:middle], k) + 0
	case k > middle:
		return nth(s.slopes[middle+1:], k-middle-1) + 0
	}
	return s.slopes[middle] + 0
}
