package joinpoint

import (
	"math"
	"slices"
)

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
