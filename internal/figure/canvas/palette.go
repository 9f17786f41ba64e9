package canvas

import "image/color"

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }

// The frame's colours. Text is at least 4.5:1 on white (WCAG 2.1, 1.4.3).
var (
	InkColor    = grey(0x1a) // title, names
	TextColor   = grey(0x40) // category labels, panel titles
	SmallColor  = grey(0x59) // subtitle, axis labels, notes, source: 7:1
	RuleColor   = grey(0xdc) // light horizontal rules
	AxisColor   = grey(0x55) // the line at zero, tick marks
	SeamColor   = grey(0x76) // the rule where a series changes: 4.5:1
	PaperColor  = grey(0xff)
	stampColor  = color.NRGBA{0x70, 0x70, 0x70, 0x38}
	BandColor   = color.RGBA{0xee, 0xf3, 0xf8, 255} // the tint of an enclosing band
	FocusColor  = SeriesStyles[0].Line
	OthersColor = color.RGBA{0x76, 0x76, 0x76, 255}
)

// Shape is the form of a marker.
type Shape int

const (
	Circle Shape = iota
	Square
	Triangle
	Diamond
	TriangleDown
	cross
)

// SeriesStyle is how one series looks. Colour, dash and marker each differ
// between any two, so that none of them has to be told apart alone.
type SeriesStyle struct {
	Line  color.RGBA // ≥3:1 on white (WCAG 2.1, 1.4.11)
	Label color.RGBA // the same hue, ≥4.5:1 on white
	Quiet color.RGBA // label's hue, lighter: the trend's line and the edges of tints
	Width float64    // points
	Dash  []float64  // points on and off
	Shape Shape
}

// SeriesStyles in order of use: the region of interest in a strong blue, its
// benchmark in dark grey, then the others. The colours were chosen so that
// under simulated protanopia, deuteranopia and tritanopia (Machado, Oliveira
// & Fernandes 2009) any two of the first four are at least 25 apart in CIELAB,
// and any two of all at least 13.
var SeriesStyles = []SeriesStyle{
	{rgb(0x0057a8), rgb(0x0057a8), rgb(0x367aba), 1.9, nil, Circle},
	{rgb(0x454545), rgb(0x454545), rgb(0x777777), 1.5, []float64{5.5, 2}, Square},
	{rgb(0xd1490f), rgb(0xb83e0a), rgb(0xc1572a), 1.5, []float64{2.5, 1.6}, Triangle},
	{rgb(0x14a08c), rgb(0x0b7465), rgb(0x288577), 1.5, []float64{7, 1.8, 1.6, 1.8}, Diamond},
	{rgb(0x7a1f6b), rgb(0x7a1f6b), rgb(0xa16096), 1.5, []float64{1.3, 1.5}, TriangleDown},
	{rgb(0x704214), rgb(0x704214), rgb(0x94714f), 1.5, []float64{9, 2, 1.6, 1.6, 1.6, 2}, cross},
}

// sixthStyle stands in for the benchmark's grey where all six lines are of what
// the figure is about.
var sixthStyle = SeriesStyle{rgb(0x8f3fd8), rgb(0x8436cc), rgb(0x9a55d6), 1.5, []float64{3.4, 1.4, 1.2, 1.4}, Square}

// StrongStyles are those of what a figure is about, in order of use.
var StrongStyles = []SeriesStyle{SeriesStyles[0], SeriesStyles[2], SeriesStyles[3], SeriesStyles[4], SeriesStyles[5], sixthStyle}

// BenchmarkStyles are those of what it is held against, greys all, which dashes,
// shade and marker tell apart.
var BenchmarkStyles = []SeriesStyle{
	SeriesStyles[1],
	{rgb(0x7d7d7d), rgb(0x666666), rgb(0x8c8c8c), 1.5, []float64{1.8, 1.6}, Diamond},
	{rgb(0x5e5e5e), rgb(0x5e5e5e), rgb(0x858585), 1.1, []float64{8, 2, 1.6, 2}, TriangleDown},
}

// ContextColor is the light grey of lines that are only there to be gone along.
var ContextColor = grey(0xc6)

// RangeColor is the tint of a stretch of years: text on it is at 4.5:1 or more.
var RangeColor = grey(0xee)

// MaxSeries is how many lines can still be told apart.
const MaxSeries = 6

// tintAlphas are how strong the tint of a band is laid on, by how many series
// have one: however many lie over one another, every line and quiet line stays
// at 3:1 or more on them (the lines are then drawn in the labels' colours).
var tintAlphas = [MaxSeries + 1]uint8{1: 0x29, 2: 0x20, 3: 0x15, 4: 0x10, 5: 0x0d, 6: 0x0b}

// Tint is a series' band where n series have one.
func (st SeriesStyle) Tint(n int) color.NRGBA {
	return color.NRGBA{st.Label.R, st.Label.G, st.Label.B, tintAlphas[n]}
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}
