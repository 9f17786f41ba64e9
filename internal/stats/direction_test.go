package stats

import (
	"math"
	"testing"

	"kuvio/internal/stats/statstest"
)

func TestDirectionOf(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		y    []float64 // one a year
		want Direction
	}{
		{"three observations", []float64{1, 2, 3}, TooFew},
		{"four in perfect order: p = 1/12", []float64{1, 2, 3, 4}, Unclear},
		{"five in perfect order: p = 1/60", []float64{1, 2, 3, 4, 5}, Rising},
		{"falling", []float64{5, 4, 3, 2, 1}, Falling},
		{"rising by less than the band", []float64{100, 100.1, 100.2, 100.3, 100.4, 100.5}, Rising},
		{"about 100", []float64{100, 101, 99.5, 100.2, 100.9, 99.8, 100.1, 100.3}, Steady},
		{"about -100", []float64{-100, -101, -99.5, -100.2, -100.9, -99.8, -100.1, -100.3}, Steady},
		{"real zeros", make([]float64, 6), Steady},
		{"four alike", []float64{7, 7, 7, 7}, Steady},
		{"wide swings", []float64{100, 140, 80, 120, 70, 130, 90, 110}, Unclear},
		{"four without an interval", []float64{100, 100.2, 100.1, 100.15}, Unclear},
		// Nearly all zeros with the last ones positive: the test says that
		// something rises, the slope of 0 does not say what.
		{"zeros, then not", append(make([]float64, 20), 1, 2, 3), Unclear},
	} {
		t.Run(c.name, func(t *testing.T) {
			mk, _ := MannKendall(c.y)
			sen, err := TheilSen(statstest.Years(2000, len(c.y)), c.y, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if got := DirectionOf(mk, sen, DefaultDirection()); got != c.want {
				t.Errorf("%s, want %s (%+v, %+v)", got, c.want, mk, sen)
			}
		})
	}
	if got := DirectionOf(MK{N: 9, P: nan}, Sen{Slope: nan, Lower: nan, Upper: nan}, DefaultDirection()); got != Unclear {
		t.Errorf("nothing computed: %s, want %s", got, Unclear)
	}
}

// The band is a setting, and its limits belong to it.
func TestDirectionBand(t *testing.T) {
	mk := MK{N: 10, P: 0.5}
	sen := Sen{Slope: 0, Lower: -1, Upper: 1, RoundedLower: -1, RoundedUpper: 1, HasInterval: true}
	for _, c := range []struct {
		level, band float64
		want        Direction
	}{
		{100, 0.01, Steady}, {99.9, 0.01, Unclear}, {50, 0.02, Steady}, {100, 0, Unclear},
	} {
		sen.MedianY = c.level
		if got := DirectionOf(mk, sen, DirectionOptions{Alpha: 0.05, Band: c.band}); got != c.want {
			t.Errorf("level %v, band %v: %s, want %s", c.level, c.band, got, c.want)
		}
	}
}
