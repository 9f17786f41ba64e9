package axis

import "math"

// yearSteps are the multiples a year may be one of to be labelled.
var yearSteps = []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}

// leastYears is how many labels an axis should have, if that many fit, before
// a longer step is preferred for the sake of its ends.
const leastYears = 4

// YearTicks are the years to label from first to last, which are perYear
// points apart: the ends, and between them the multiples of a step of
// yearSteps that do not touch the ends' labels. The step is the smallest whose
// own labels do not touch; a longer one is taken where only that keeps every
// multiple clear of the ends. room is the width of a label with the space
// around it, in points.
func YearTicks(first, last, perYear, room float64) []int {
	from, to := int(math.Ceil(first)), int(math.Floor(last))
	if float64(to-from)*perYear < room {
		return []int{to} // no room for two: the later says more
	}
	var ticks []int
	for _, step := range yearSteps {
		if float64(step)*perYear < room && step != yearSteps[len(yearSteps)-1] {
			continue
		}
		years, clear := ticksBy(step, from, to, int(math.Ceil(room/perYear)))
		if ticks == nil || clear && len(years) >= leastYears {
			ticks = years
		}
		if clear {
			break
		}
	}
	return ticks
}

// ticksBy are the ends and the multiples of step at least apart years from
// them; clear is false where a multiple was left out.
func ticksBy(step, from, to, apart int) (years []int, clear bool) {
	years, clear = []int{from}, true
	for y := from + 1; y < to; y++ {
		if y%step != 0 {
			continue
		}
		if min(y-from, to-y) < apart {
			clear = false
			continue
		}
		years = append(years, y)
	}
	return append(years, to), clear
}
