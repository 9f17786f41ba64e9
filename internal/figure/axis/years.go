package axis

import "math"

// The years an axis can be laid out for: those of four digits.
const FirstYear, LastYear = 1000, 9999

// yearSteps are what two labelled years may be apart.
var yearSteps = []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}

// YearTicks are the years to label from first to last, which are perYear points
// apart: the last, and evenly before it those of the smallest step whose labels do
// not touch. From steps of five years on they are the multiples of the step, and
// one that touches the last year gives way to it. The first year is labelled where
// it falls on the step, and where there is no other. room is the width of a label
// with the space around it, in points.
func YearTicks(first, last, perYear, room float64) []int {
	from, to := int(math.Ceil(first)), int(math.Floor(last))
	if float64(to-from)*perYear < room {
		return []int{to} // no room for two: the later says more
	}
	step := yearSteps[len(yearSteps)-1]
	for _, s := range yearSteps {
		if float64(s)*perYear >= room {
			step = s
			break
		}
	}
	apart := int(math.Ceil(room / perYear))
	beat := to % step // counted from the last year
	if step >= 5 {
		beat = 0
	}
	var ticks []int
	for y := from; y < to; y++ {
		if y%step == beat && (step < 5 || to-y >= apart) {
			ticks = append(ticks, y)
		}
	}
	if len(ticks) == 0 {
		ticks = append(ticks, from)
	}
	return append(ticks, to)
}
