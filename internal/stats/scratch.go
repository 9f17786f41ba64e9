package stats

import "slices"

// Scratch holds what Mann–Kendall, Theil–Sen, least squares and joinpoints
// can keep from one series to the next, so that a run over many allocates
// nothing but results once the buffers have grown. The zero Scratch is ready
// for use; each goroutine needs its own.
type Scratch struct {
	y, t   []float64 // values and times, sorted
	slopes []float64 // pairwise slopes, ordered about their median only

	tLevel float64   // the level that tByDF is for
	tByDF  []float64 // Student's t quantiles by degrees of freedom; 0 if not known yet

	joinpoints joinpointSearch
}

// maxRemembered is the greatest number of degrees of freedom whose quantile is
// kept: more than any annual series has.
const maxRemembered = 128

// tQuantile is tTwoSided, remembered for one level at a time.
func (s *Scratch) tQuantile(level float64, df int) float64 {
	if df > maxRemembered {
		return tTwoSided(level, float64(df))
	}
	if level != s.tLevel || s.tByDF == nil {
		s.tLevel, s.tByDF = level, make([]float64, maxRemembered+1)
	}
	if s.tByDF[df] == 0 {
		s.tByDF[df] = tTwoSided(level, float64(df))
	}
	return s.tByDF[df]
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
