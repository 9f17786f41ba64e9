package joinpoint

import (
	"math"
	"slices"
)

const (
	// minPivot is the share of a hinge's own square that must be left beside
	// the joinpoints already set for its gain to be trusted: below it more
	// than six digits are gone and the placement is fitted anew.
	minPivot = 1e-6
	// searchTolerance is how far, as a share of the straight line's SSE, the
	// search's sums may be from those of an orthogonal fit; placements within
	// it of the best are fitted anew.
	searchTolerance = 1e-9
)

// gramBuffers are the sums of products that the search works on.
//
// A line with joinpoints a, b, … is a straight line and a hinge max(0, t−a),
// max(0, t−b), … for each. With the straight line projected out of values and
// hinges, taking up a hinge is one step of symmetric elimination on their
// products, and what it takes from SSE is r²/pivot. Steps are shared by all
// placements that begin with the same years.
type gramBuffers struct {
	hinges         []float64 // projected, a row of n for each grid year
	values         []float64 // projected
	straight, tilt []float64 // the straight line's orthonormal columns
	base           []float64 // squares of the projected hinges; +Inf where projecting cost their digits
	sse            float64   // of the straight line

	levels [Most]gramLevel // by number of joinpoints set
	path   placement       // joinpoints set, by grid index
	least  int             // the numbers of joinpoints asked for
	most   int
	slack  float64               // searchTolerance and rounding, in units of SSE
	best   [Most + 1]float64     // least SSE found, by number of joinpoints
	found  [Most + 1][]candidate // placements within slack of it at the time, in ascending order
}

// gramLevel is what elimination has left: products of hinges (upper
// triangle, by rows) and of hinges with the values.
type gramLevel struct{ products, r []float64 }

// placement is a choice of joinpoints as indices of the grid.
type placement [Most]int

// candidate is a placement with its approximate SSE, −Inf where that cannot
// be trusted.
type candidate struct {
	at  placement
	sse float64
}

// find searches every placement of least to most joinpoints, most ≥ 1.
func (j *search) find(least, most int) {
	j.least, j.most = max(least, 1), most
	for k := range j.best {
		j.best[k] = math.Inf(1)
		j.found[k] = j.found[k][:0]
	}
	j.project()
	j.slack = searchTolerance*j.sse + 2*math.Sqrt(j.sse)*j.floor + j.floor*j.floor
	g := len(j.grid)
	for depth := range most {
		l := &j.levels[depth]
		l.products = resize(l.products, g*g)
		l.r = resize(l.r, g)
	}
	j.multiply()
	j.descend(0, 0, j.sse, true)
}

// descend tries every grid year from start as the next joinpoint, beside the
// depth already set that leave sse, and goes on from it. Where one of those
// cost too many digits, sure is false.
func (j *search) descend(depth, start int, sse float64, sure bool) {
	g, l, k := len(j.grid), &j.levels[depth], depth+1
	for c := start; c < g; c++ {
		pivot := l.products[c*g+c]
		sound := sure && pivot > minPivot*j.base[c]
		left := sse - l.r[c]*l.r[c]/pivot
		j.path[depth] = c
		if k >= j.least && (!sound || left <= j.best[k]+j.slack) {
			j.keep(k, left, sound)
		}
		if k < j.most && j.next[c] < g {
			j.eliminate(depth, c)
			j.descend(depth+1, j.next[c], left, sound)
		}
	}
}

// keep notes the placement of the k joinpoints set.
func (j *search) keep(k int, sse float64, sure bool) {
	if !sure {
		sse = math.Inf(-1)
	} else {
		j.best[k] = min(j.best[k], sse)
	}
	j.found[k] = append(j.found[k], candidate{j.path, sse})
}

// eliminate takes up the hinge of grid year c: the next level is what is left
// of the hinges that may follow. The last level needs their squares only.
func (j *search) eliminate(depth, c int) {
	g, from, to := len(j.grid), &j.levels[depth], &j.levels[depth+1]
	row := from.products[c*g : (c+1)*g]
	pivot, r := row[c], from.r[c]
	last := depth+2 == j.most
	for b := j.next[c]; b < g; b++ {
		share := row[b] / pivot
		to.r[b] = from.r[b] - share*r
		if last {
			to.products[b*g+b] = from.products[b*g+b] - share*row[b]
			continue
		}
		old, left := from.products[b*g+b:(b+1)*g], to.products[b*g+b:(b+1)*g]
		for e, product := range row[b:] {
			left[e] = old[e] - share*product
		}
	}
}

// project takes the weighted straight line out of values and hinges, twice,
// so that what is left is at right angles to it to the last digit
// (Gram–Schmidt with reorthogonalisation).
func (j *search) project() {
	n, g := len(j.t), len(j.grid)
	j.straight, j.tilt = resize(j.straight, n), resize(j.tilt, n)
	j.values, j.hinges, j.base = resize(j.values, n), resize(j.hinges, n*g), resize(j.base, g)
	middle := (j.t[0] + j.t[n-1]) / 2
	for i, root := range j.root {
		j.straight[i] = root
		j.tilt[i] = root * (j.t[i] - middle)
		j.values[i] = root * j.y[i]
	}
	normalise(j.straight)
	remove(j.tilt, j.straight)
	remove(j.tilt, j.straight)
	normalise(j.tilt)
	for range 2 {
		remove(j.values, j.straight)
		remove(j.values, j.tilt)
	}
	j.sse = dot(j.values, j.values)
	for c, year := range j.grid {
		h := j.hinges[c*n : (c+1)*n]
		for i, root := range j.root {
			h[i] = root * max(0, j.t[i]-year)
		}
		whole := dot(h, h)
		for range 2 {
			remove(h, j.straight)
			remove(h, j.tilt)
		}
		j.base[c] = dot(h, h)
		if !(j.base[c] > minPivot*minPivot*whole) {
			j.base[c] = math.Inf(1)
		}
	}
}

// multiply fills the first level.
func (j *search) multiply() {
	n, g := len(j.t), len(j.grid)
	l := &j.levels[0]
	for c := range g {
		h := j.hinges[c*n : (c+1)*n]
		l.r[c] = dot(h, j.values)
		for e := c; e < g; e++ {
			l.products[c*g+e] = dot(h, j.hinges[e*n:(e+1)*n])
		}
	}
}

// resize returns a slice of length n, its elements as they happen to be.
func resize(v []float64, n int) []float64 { return slices.Grow(v[:0], n)[:n] }

func dot(a, b []float64) float64 {
	sum := 0.0
	b = b[:len(a)]
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func normalise(v []float64) {
	length := math.Sqrt(dot(v, v))
	for i := range v {
		v[i] /= length
	}
}

// remove takes the part along the unit vector q out of v.
func remove(v, q []float64) {
	along := dot(v, q)
	for i := range v {
		v[i] -= along * q[i]
	}
}
