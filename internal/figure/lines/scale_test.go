package lines

import (
	"math"
	"testing"

	"kuvio/internal/figure/axis"
)

// A note on the axis is asked for before anything is checked: a scale of any
// values has an end.
func TestScaleOfAnything(t *testing.T) {
	for _, values := range [][]float64{{1e308, -1e308}, {math.Inf(1), math.Inf(-1)}, {5e-324, 1e-323}, {math.MaxFloat64}, {1e15, 1}} {
		if n := len(axis.NewScale(values, false).Ticks()); n < 2 || n > 9 {
			t.Errorf("%v: %d rules", values, n)
		}
		_ = Content{Series: []Series{{Points: yearly(1000, values...)}}}.NeedsBaselineNote()
	}
}
