package multiples

import (
	"math"
	"slices"

	"kuvio/internal/figure/axis"
)

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
		if i < len(points) && usual.Joins(points[i-1].X, points[i].X) && !l.seamBetween(points[i-1].X, points[i].X) {
			continue
		}
		runs, from = append(runs, points[from:i]), i
	}
	return runs
}

// usualStep is how far apart its values lie, as a rule.
func (l Line) usualStep() axis.Step {
	var years []float64
	for _, p := range l.valued() {
		years = append(years, p.X)
	}
	return axis.UsualStep(years)
}

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
