package canvas

import (
	"fmt"
	"image/color"
	"math"
	"testing"
)

// scales are all the scales there are, by name, with how far apart in CIELAB
// their steps must be in colour and in grey.
func scales() map[string]struct {
	steps        []Shade
	colour, grey float64
} {
	all := make(map[string]struct {
		steps        []Shade
		colour, grey float64
	})
	add := func(name string, n int, steps []Shade, colour, grey float64) {
		all[fmt.Sprint(name, " of ", n)] = struct {
			steps        []Shade
			colour, grey float64
		}{steps, colour, grey}
	}
	for n := 1; n <= MaxShades; n++ {
		add("sequential", n, Sequential(n), 10, 10)
	}
	for n := 2; n <= MaxShades; n++ {
		add("diverging", n, Diverging(n), 15, 7)
	}
	return all
}

func TestTextIsLegibleOnShades(t *testing.T) {
	for name, sc := range scales() {
		for i, s := range sc.steps {
			c := contrast(s.Fill) / contrast(s.Text)
			if got := max(c, 1/c); got < leastTextContrast {
				t.Errorf("%s, step %d: text has contrast %.2f, less than 4.5", name, i+1, got)
			}
			if got := contrast(s.Fill); got < 1.1 {
				t.Errorf("%s, step %d: contrast %.2f with paper, less than 1.1", name, i+1, got)
			}
		}
	}
}

func TestShadesAreToldApart(t *testing.T) {
	lightness := func(c color.RGBA) float64 { return lab(c, visions["normal"])[0] }
	for name, sc := range scales() {
		for i, a := range sc.steps {
			for j, b := range sc.steps[:i] {
				for vision, m := range visions {
					if d := apart(a.Fill, b.Fill, m); d < sc.colour {
						t.Errorf("%s, steps %d and %d, %s: %.1f apart in CIELAB, less than %g", name, i+1, j+1, vision, d, sc.colour)
					}
				}
				if d := math.Abs(lightness(a.Fill) - lightness(b.Fill)); d < sc.grey {
					t.Errorf("%s, steps %d and %d: %.1f apart in grey, less than %g", name, i+1, j+1, d, sc.grey)
				}
			}
		}
	}
}

func TestShadesDarkenOneWay(t *testing.T) {
	lightness := func(s Shade) float64 { return lab(s.Fill, visions["normal"])[0] }
	for n := 2; n <= MaxShades; n++ {
		seq, div := Sequential(n), Diverging(n)
		if len(seq) != n || len(div) != n {
			t.Fatalf("%d and %d steps, want %d", len(seq), len(div), n)
		}
		for i := 1; i < n; i++ {
			if lightness(seq[i]) >= lightness(seq[i-1]) {
				t.Errorf("sequential of %d: step %d is not darker than the one before", n, i+1)
			}
			below, above := 2*i < n, 2*i > n // the step between i-1 and i lies below, above the middle
			if below && lightness(div[i]) <= lightness(div[i-1]) || above && lightness(div[i]) >= lightness(div[i-1]) {
				t.Errorf("diverging of %d: step %d does not go with its side of the middle", n, i+1)
			}
		}
	}
}
