package locale

import (
	"testing"

	"kuvio/internal/domain"
)

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		decimals  int
		want      string
	}{
		{1.6312, 1.6341, 1, "1,63"},    // known to more than is published
		{1.61, 1.64, 1, "1,6"},         // known as published
		{1.634, 1.739, 1, "1,63–1,74"}, // not even that
		{1.649, 1.651, 1, "1,65"},
		{1.644, 1.656, 1, "1,64–1,66"},
		{14.2, 15.7, 0, "14,2–15,7"},
	} {
		if got := Within(domain.Finnish, c.low, c.high, c.decimals); got != c.want {
			t.Errorf("%v to %v: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}
