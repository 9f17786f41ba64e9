package canvas

import (
	"math"
	"testing"
)

func TestFillsAreSeenAndLegible(t *testing.T) {
	for name, all := range map[string][]Shade{"fill": Fills, "grey": Greys, "quiet": {QuietFill}, "rest": {RestFill}} {
		for i, s := range all {
			if c := contrast(s.Fill); c < 3 {
				t.Errorf("%s %d: contrast %.2f with paper, less than 3", name, i+1, c)
			}
			c := contrast(s.Fill) / contrast(s.Text)
			if got := max(c, 1/c); got < leastTextContrast {
				t.Errorf("%s %d: text has contrast %.2f, less than 4.5", name, i+1, got)
			}
		}
	}
}

func TestFillsAreToldApart(t *testing.T) {
	lightness := func(s Shade) float64 { return lab(s.Fill, visions["normal"])[0] }
	for i, a := range Fills {
		for j, b := range Fills[:i] {
			for vision, m := range visions {
				if d := apart(a.Fill, b.Fill, m); d < 12 {
					t.Errorf("fills %d and %d, %s: %.1f apart in CIELAB, less than 12", i+1, j+1, vision, d)
				}
			}
		}
		if i > 0 {
			if d := math.Abs(lightness(a) - lightness(Fills[i-1])); d < 20 {
				t.Errorf("fills %d and %d stand side by side and are %.1f apart in grey, less than 20", i, i+1, d)
			}
		}
	}
	for name, pair := range map[string][2]Shade{"focus and benchmark": {Fills[0], Greys[0]}, "focus and others": {Fills[0], QuietFill}, "benchmarks": {Greys[0], Greys[1]}} {
		if d := math.Abs(lightness(pair[0]) - lightness(pair[1])); d < 20 {
			t.Errorf("%s: %.1f apart in grey, less than 20", name, d)
		}
	}
}
