package stats

import (
	"math"
	"testing"
)

// The step after 1 is the language's own.
func TestEps(t *testing.T) {
	if want := math.Nextafter(1, 2) - 1; Eps != want {
		t.Errorf("Eps is %v, want %v", Eps, want)
	}
}

// Ten times 0.1 add up to 1 less Eps/2, a tenth of which is not 0.1; the mean
// is, as R's mean(rep(0.1, 10)) == 0.1.
func TestMeanTakesBackItsRounding(t *testing.T) {
	v := []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}
	if got := Mean(v); got != 0.1 {
		t.Errorf("the mean of ten 0.1 is %v", got)
	}
}
