package joinpoint

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/stats"
)

// maxSpan is how many whole years are searched for joinpoints at most.
const maxSpan = 1000

// search is one series made ready for the search, with the buffers
// that a next series can use again.
type search struct {
	t      []float64 // times, ascending
	y      []float64 // values on the scale fitted, less centre
	root   []float64 // square roots of the weights
	tube   []tube    // what each value may have been before it was rounded; empty where values are not
	other  other     // the values on the other scale
	scale  Scale     // that is fitted
	centre float64   // mean of the values on the scale fitted
	size   float64   // residuals no greater than this are rounding
	floor  float64   // square root of the SSE that rounding alone may leave

	grid []float64 // whole years at which a joinpoint may lie
	next []int     // by grid year: the first grid year that may hold the next one

	gramBuffers
	order     []int // of unsorted observations
	residuals []float64
	distinct  []float64 // times, each once
}

// load takes a series that check has passed: sorted by time, on the
// scale fitted, with its weights and the grid of years.
func (j *search) load(t, y, se []float64, o Options) error {
	scale := o.Scale
	j.scale = scale
	j.order = j.order[:0]
	for i := range t {
		j.order = append(j.order, i)
	}
	if !slices.IsSorted(t) {
		slices.SortStableFunc(j.order, func(a, b int) int { return cmp.Compare(t[a], t[b]) })
	}
	j.t, j.y, j.root = j.t[:0], j.y[:0], j.root[:0]
	for _, i := range j.order {
		value, root := y[i], 1.0
		if se != nil {
			root = 1 / se[i]
		}
		if scale == Log {
			value = math.Log(y[i])
			if se != nil {
				root = y[i] / se[i]
			}
		}
		// Squares are summed, so a weight must neither vanish nor overflow.
		if !(root > 1e-100 && root < 1e100) {
			return fmt.Errorf("%w: found %g beside a value of %g", ErrStandardErrors, se[i], y[i])
		}
		j.t, j.y, j.root = append(j.t, t[i]), append(j.y, value), append(j.root, root)
	}
	j.loadTubes(y, o)
	j.loadOther(y, se, scale)
	j.centreValues(scale)
	return j.layGrid()
}

// centreValues takes the mean from the values, whose size would cost digits,
// and notes what rounding amounts to. A logarithm is off by at least the
// relative error of its number, however near 0 it is itself.
func (j *search) centreValues(scale Scale) {
	j.size = stats.Rounding(j.y)
	if scale == Log {
		j.size = max(j.size, 16*stats.Eps)
	}
	j.centre = stats.Mean(j.y)
	weight := 0.0
	for i := range j.y {
		j.y[i] -= j.centre
		weight += j.root[i] * j.root[i]
	}
	j.floor = math.Sqrt(weight) * j.size
}

// layGrid finds the whole years with at least two times before and two after
// them, and for each the first that leaves two times strictly in between.
func (j *search) layGrid() error {
	j.distinct = slices.Compact(append(j.distinct[:0], j.t...))
	j.grid, j.next = j.grid[:0], j.next[:0]
	times := j.distinct
	if len(times) < 5 {
		return nil
	}
	first, last := math.Floor(times[1])+1, math.Ceil(times[len(times)-2])-1
	if last-first >= maxSpan {
		return ErrSpan
	}
	for year := first; year <= last; year++ {
		j.grid = append(j.grid, year)
	}
	for _, year := range j.grid {
		after, _ := slices.BinarySearch(times, year)
		if times[after] == year {
			after++
		}
		// after+1 exists: the grid leaves two times behind every year.
		next, found := slices.BinarySearch(j.grid, times[after+1])
		if found {
			next++
		}
		j.next = append(j.next, next)
	}
	return nil
}

// allowed is the greatest number of joinpoints the observations have room and
// degrees of freedom for: n > 2(k+1).
func (j *search) allowed() int {
	room := 0
	for g := 0; g < len(j.grid); g = j.next[g] {
		room++
	}
	return min(room, (len(j.t)-3)/2, Most)
}

// numbers is the range of numbers of joinpoints to look at.
func (j *search) numbers(o Options) (least, most int, err error) {
	n, allowed := len(j.t), j.allowed()
	switch {
	case o.Number > allowed:
		return 0, 0, fmt.Errorf("%w: %d asked for, %d observations from %g to %g allow %d at most: ask for fewer, or let the number be chosen",
			ErrTooMany, o.Number, n, j.t[0], j.t[n-1], allowed)
	case o.Number >= 0:
		return o.Number, o.Number, nil
	case o.Max < 0 || o.Max > Most:
		return 0, 0, fmt.Errorf("%w: up to %d asked for, 0 to %d can be looked at", ErrTooMany, o.Max, Most)
	case o.Max == 0:
		return 0, min(allowed, UsualMost(n)), nil
	}
	return 0, min(allowed, o.Max), nil
}
