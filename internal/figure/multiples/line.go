package multiples

import (
	"math"
	"slices"
)

// longestLeap is how many years apart two values are joined that are all there is.
const longestLeap = 5.0

// last is the last point with a value.
func (l Line) last() (Point, bool) {
	for _, p := range slices.Backward(l.Points) {
		if !math.IsNaN(p.Y) {
			return p, true
		}
	}
	return Point{}, false
}

// valued are the points that have a value.
func (l Line) valued() []Point {
	return slices.DeleteFunc(slices.Clone(l.Points), func(p Point) bool { return math.IsNaN(p.Y) })
}

// highest is the first of the points with the highest value there is.
func (l Line) highest() Point {
	highest := Point{Y: math.Inf(-1)}
	for _, p := range l.valued() {
		if p.Y > highest.Y {
			highest = p
		}
	}
	return highest
}

// runs are the stretches that are drawn as one line each.
func (l Line) runs() (runs [][]Point) {
	usual, from := l.usualStep(), 0
	points := l.valued()
	for i := 1; i <= len(points); i++ {
		if i < len(points) && rounded(points[i].X-points[i-1].X) <= usual && !l.seamBetween(points[i-1].X, points[i].X) {
			continue
		}
		runs, from = append(runs, points[from:i]), i
	}
	return runs
}

// usualStep is the commonest distance from one value to the next, the smaller of
// two as common, so that a survey of every other year is a line whether its file
// has the years between or not.
func (l Line) usualStep() float64 {
	points := l.valued()
	counts := map[float64]int{}
	for i := 1; i < len(points); i++ {
		counts[rounded(points[i].X-points[i-1].X)]++
	}
	best := 0.0
	for step, n := range counts {
		if m := counts[best]; n > m || n == m && step < best {
			best = step
		}
	}
	if len(points) == 2 {
		return min(best, longestLeap)
	}
	return best
}

// rounded are years to the thousandth: months are no whole part of one.
func rounded(years float64) float64 { return math.Round(years*1000) / 1000 }

// sparse reports whether the values are further apart than a year, so that each
// of them is marked: a line alone would seem to know the years between.
func (l Line) sparse() bool { return l.usualStep() > 1 }

func (l Line) seamBetween(a, b float64) bool {
	return slices.ContainsFunc(l.Seams, func(x float64) bool { return a < x && x <= b })
}

// seamPlace is the middle between the values that a seam parts; ok is false where
// it parts none.
func (l Line) seamPlace(x float64) (at float64, ok bool) {
	points := l.valued()
	for i := 1; i < len(points); i++ {
		if a, b := points[i-1].X, points[i].X; a < x && x <= b {
			return (a + b) / 2, true
		}
	}
	return 0, false
}

// values are those that the line has.
func (l Line) values() (values []float64) {
	for _, p := range l.valued() {
		values = append(values, p.Y)
	}
	return values
}

// limits are those of the line's values.
func (l Line) limits() (limits []float64) {
	for _, p := range l.valued() {
		if p.hasLimits() {
			limits = append(limits, p.Lower, p.Upper)
		}
	}
	return limits
}
