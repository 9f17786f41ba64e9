package compare

import (
	"testing"

	"kuvio/internal/series"
)

// A benchmark that may be anything from 1.63 to 1.74 is exceeded above 1.74, not
// above its middle.
func TestVerdictBesideABenchmarkWithinBounds(t *testing.T) {
	r := Comparison{BenchValue: 1.685, benchRange: series.Range{Low: 1.63, High: 1.74}}
	for _, c := range []struct {
		lower, upper float64
		want         Verdict
	}{{1.70, 2, NoClearDifference}, {1.75, 2, Higher}, {1.5, 1.65, NoClearDifference}, {1.5, 1.62, Lower}, {nan, nan, NoInterval}} {
		if got := r.verdict(c.lower, c.upper); got != c.want {
			t.Errorf("%v to %v: %s, want %s", c.lower, c.upper, got, c.want)
		}
	}
}
