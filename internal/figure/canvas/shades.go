package canvas

import (
	"image/color"
)

// Shade is one step of a scale of colour: what an area is filled with, and the
// colour of text that stands on it at 4.5:1 or more (WCAG 2.1, 1.4.3).
type Shade struct {
	Fill, Text color.RGBA
}

// MaxShades is how many steps of a scale can still be told apart.
const MaxShades = 7

// sequential are scales for values that only rise, from light to dark, by how
// many steps they have: one blue that darkens evenly in CIELAB, and passes over
// the greys on which neither dark text nor white is legible. Any two steps are
// at least 10 apart in CIELAB under the visions that SeriesStyles is tested
// with, and in grey.
var sequential = [MaxShades + 1][]uint32{
	1: {0x81bde1},
	2: {0xbbdcee, 0x056da7},
	3: {0xcee6f3, 0x5fabd9, 0x045d95},
	4: {0xd8ebf5, 0x81bde1, 0x228ec9, 0x025388},
	5: {0xddeef6, 0x94c8e6, 0x469ed2, 0x0573ae, 0x004779},
	6: {0xe2f0f7, 0xa2cfe9, 0x64aeda, 0x228ec9, 0x04659e, 0x023f6f},
	7: {0xe7f3f8, 0xb1d7ec, 0x7cbbe0, 0x469ed2, 0x087cb8, 0x03588f, 0x003866},
}

// diverging are scales for values on both sides of a middle: orange below it,
// blue above, and a neutral step at the middle where their number is odd. The
// blue is darker than the orange as far from the middle, so that no two steps
// print as the same grey (7 apart in lightness); under the visions any two are
// at least 15 apart.
var diverging = [MaxShades + 1][]uint32{
	2: {0xee965b, 0x0177be},
	3: {0xeb8648, 0xf1f1f1, 0x046eb4},
	4: {0xcc4b1a, 0xf5b382, 0x5cade8, 0x045290},
	5: {0xcb491a, 0xf5b382, 0xf1f1f1, 0x62b0e9, 0x004f8d},
	6: {0xc64217, 0xe87b3b, 0xf7c197, 0x7cbdee, 0x018bd6, 0x034a86},
	7: {0xc13c15, 0xe87b3b, 0xf8c59c, 0xf1f1f1, 0x7cbdee, 0x098ad4, 0x014580},
}

// Sequential is a scale of n steps, 1 to MaxShades, from the lowest values on.
func Sequential(n int) []Shade { return shades(sequential[n]) }

// Diverging is a scale of n steps, 2 to MaxShades, from the lowest values on.
func Diverging(n int) []Shade { return shades(diverging[n]) }

func shades(fills []uint32) []Shade {
	scale := make([]Shade, len(fills))
	for i, f := range fills {
		scale[i] = Shade{Fill: rgb(f), Text: InkColor}
		if contrast(scale[i].Fill) >= leastTextContrast {
			scale[i].Text = PaperColor
		}
	}
	return scale
}

const leastTextContrast = 4.5
