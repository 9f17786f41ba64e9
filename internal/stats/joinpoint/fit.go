package joinpoint

import "math"

// joined is a fitted line of k+1 segments.
type joined struct {
	k      int
	knots  [Most + 2]float64 // first time, joinpoints, last time
	levels [Most + 2]float64 // the line at knots
	at     placement         // joinpoints, as indices of the grid
	sse    float64           // 0 where only rounding is left
}

// bic3 is −Inf for a perfect fit.
func (l joined) bic3(n int) float64 {
	size := float64(n)
	return math.Log(l.sse/size) + 3*float64(l.k)*math.Log(size)/size
}

// bestOf fits the placements of k joinpoints that the search has left and
// returns the best, the earliest of those that rounding cannot tell apart.
func (j *search) bestOf(k int) joined {
	if k == 0 {
		return j.fit(0, placement{})
	}
	var best joined
	first := true
	for _, c := range j.found[k] {
		if c.sse > j.best[k]+j.slack {
			continue
		}
		line := j.fit(k, c.at)
		if first || math.Sqrt(line.sse) < math.Sqrt(best.sse)*(1-1e-12)-j.floor {
			best, first = line, false
		}
		if best.sse == 0 {
			break
		}
	}
	return best
}

// fit is the least-squares line with joinpoints at the first k of at.
//
// Its columns are tents: 1 at one knot, 0 at the others and straight in
// between, so that the coefficients are the line's levels. Each row has two
// entries side by side, and rows come by time: Givens rotations, row by row,
// then leave R with a diagonal and one line above it (Golub & Van Loan,
// Matrix Computations, 5.2 and 5.3).
func (j *search) fit(k int, at placement) joined {
	n := len(j.t)
	line := joined{k: k, at: at}
	line.knots[0], line.knots[k+1] = j.t[0], j.t[n-1]
	for i, g := range at[:k] {
		line.knots[i+1] = j.grid[g]
	}
	var diagonal, above, right [Most + 2]float64
	s := 0
	for i, t := range j.t {
		for t > line.knots[s+1] {
			s++
		}
		share := (t - line.knots[s]) / (line.knots[s+1] - line.knots[s])
		a, b, v := j.root[i]*(1-share), j.root[i]*share, j.root[i]*j.y[i]
		if a != 0 {
			var cos, sin float64
			diagonal[s], cos, sin = rotation(diagonal[s], a)
			above[s], b = cos*above[s]+sin*b, cos*b-sin*above[s]
			right[s], v = cos*right[s]+sin*v, cos*v-sin*right[s]
		}
		if b != 0 {
			// Nothing stands above the next diagonal entry yet.
			var cos, sin float64
			diagonal[s+1], cos, sin = rotation(diagonal[s+1], b)
			right[s+1] = cos*right[s+1] + sin*v
		}
	}
	line.levels[k+1] = right[k+1] / diagonal[k+1]
	for i := k; i >= 0; i-- {
		line.levels[i] = (right[i] - above[i]*line.levels[i+1]) / diagonal[i]
	}
	j.settle(&line)
	return line
}

// rotation turns (d, a) into (√(d²+a²), 0).
func rotation(d, a float64) (length, cos, sin float64) {
	length = math.Sqrt(d*d + a*a)
	return length, d / length, a / length
}

// settle sets SSE from the residuals and puts the centre back.
func (j *search) settle(line *joined) {
	worst, s := 0.0, 0
	for i, t := range j.t {
		for t > line.knots[s+1] {
			s++
		}
		share := (t - line.knots[s]) / (line.knots[s+1] - line.knots[s])
		residual := j.y[i] - (line.levels[s]*(1-share) + line.levels[s+1]*share)
		weighted := j.root[i] * residual
		line.sse += weighted * weighted
		worst = max(worst, math.Abs(residual))
	}
	if worst <= j.size {
		line.sse = 0
		// A flat stretch of a perfect line is flat, not tilted by rounding.
		for i := range line.k + 1 {
			if math.Abs(line.levels[i+1]-line.levels[i]) <= j.size {
				line.levels[i+1] = line.levels[i]
			}
		}
	}
	for i := range line.k + 2 {
		line.levels[i] += j.centre
	}
}
