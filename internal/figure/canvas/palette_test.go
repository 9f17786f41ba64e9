package canvas

import (
	"image/color"
	"math"
	"testing"
)

// over is paper seen through c.
func over(c color.NRGBA, paper color.RGBA) color.RGBA {
	a := float64(c.A) / 255
	mix := func(c, p uint8) uint8 { return uint8(math.Round(float64(p) + (float64(c)-float64(p))*a)) }
	return color.RGBA{mix(c.R, paper.R), mix(c.G, paper.G), mix(c.B, paper.B), 255}
}

func TestContrast(t *testing.T) {
	// Black and #777777 against white: 21 and 4.48, the well-known limits.
	if got := contrast(color.RGBA{0, 0, 0, 255}); math.Abs(got-21) > 1e-9 {
		t.Fatalf("black: %g", got)
	}
	if got := contrast(rgb(0x777777)); math.Abs(got-4.48) > 0.005 {
		t.Fatalf("#777777: %g", got)
	}
	for i, s := range SeriesStyles {
		if c := contrast(s.Line); c < 3 {
			t.Errorf("line %d: contrast %.2f, less than 3", i+1, c)
		}
		if c := contrast(s.Label); c < 4.5 {
			t.Errorf("label %d: contrast %.2f, less than 4.5", i+1, c)
		}
	}
	for n := 1; n <= MaxSeries; n++ {
		deepest := PaperColor
		for _, s := range SeriesStyles[:n] {
			deepest = over(s.Tint(n), deepest)
		}
		for i, s := range SeriesStyles[:n] {
			if c := contrast(s.Quiet) / contrast(deepest); c < 3 {
				t.Errorf("%d tints over one another: the trend of line %d has contrast %.2f, less than 3", n, i+1, c)
			}
			if c := contrast(s.Label) / contrast(deepest); c < 3 {
				t.Errorf("%d tints over one another: line %d has contrast %.2f, less than 3", n, i+1, c)
			}
			if c := contrast(over(s.Tint(n), PaperColor)); c < 1.06 {
				t.Errorf("tint %d of %d is hardly seen: contrast %.2f with white", i+1, n, c)
			}
		}
	}
	for name, c := range map[string]color.RGBA{"ink": InkColor, "text": TextColor, "small": SmallColor} {
		// On the band's tint too, which is a little darker than white.
		if got := contrast(c) / contrast(BandColor); got < 4.5 {
			t.Errorf("%s: contrast %.2f, less than 4.5", name, got)
		}
	}
	if c := contrast(OthersColor); c < 3 {
		t.Errorf("bars: contrast %.2f, less than 3", c)
	}
}

func TestBenchmarksAreGreyAndLegible(t *testing.T) {
	for i, s := range BenchmarkStyles {
		for _, c := range []color.RGBA{s.Line, s.Label, s.Quiet} {
			if c.R != c.G || c.G != c.B || contrast(c) < 3 {
				t.Errorf("benchmark %d: %v is not grey, or at less than 3:1 on white", i+1, c)
			}
		}
		if contrast(s.Label) < 4.5 || contrast(SmallColor)/contrast(RangeColor) < 4.5 {
			t.Errorf("benchmark %d: a label of less than 4.5:1", i+1)
		}
	}
}

func TestSeriesAreToldApartWithoutColour(t *testing.T) {
	all := append(append([]SeriesStyle(nil), SeriesStyles...), sixthStyle)
	for i, a := range all {
		for j, b := range all[:i] {
			least := 13.0
			if i < 4 {
				least = 25
			}
			for name, m := range visions {
				if d := apart(a.Line, b.Line, m); d < least {
					t.Errorf("lines %d and %d, %s: %.1f apart in CIELAB, less than %g", i+1, j+1, name, d, least)
				}
			}
			if a.Shape == b.Shape && (i < len(SeriesStyles) || j != 1) { // the sixth stands in for the grey
				t.Errorf("lines %d and %d have the same marker", i+1, j+1)
			}
			if len(a.Dash) == len(b.Dash) && (len(a.Dash) == 0 || a.Dash[0] == b.Dash[0]) {
				t.Errorf("lines %d and %d have the same dashes", i+1, j+1)
			}
		}
	}
}
