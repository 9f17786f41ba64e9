// Package dots draws areas as dots in a field of two scales: a funnel, where the size
// of an area stands against its value, and a scatter of two indicators.
package dots

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is dots, and what they are seen against.
type Content struct {
	X, Y   Axis
	Dots   []Dot
	Curves []Curve
	Level  []Line  // across the field, at a value of Y
	Up     []Line  // at a value of X
	Band   []Limit // about a curve
	Sizes  []Size  // explained, where dots have sizes
	Key    Key
	Empty  string // drawn in place of the field where there is no dot
}

// Axis is what stands along a side.
type Axis struct {
	Title string
	Log   bool // equal ratios are equally far apart; all values must be above 0
}

// Dot is an area.
type Dot struct {
	Name  string
	X, Y  float64
	Size  float64 // its area on the sheet, on a scale of all; 0 where all are alike
	Stand Stand
	Focus bool
	Named bool // its name stands beside it
}

// Stand is where a dot is against limits.
type Stand int

const (
	Plain  Stand = iota // there are none
	Within              // inside
	Beyond              // outside the inner limits
	Far                 // outside the outer limits
)

// Curve is a line over the field, named at its right end.
type Curve struct {
	Label  string
	Look   Look
	Points []canvas.Point // in the values of the axes
}

// Look is how a curve is drawn.
type Look int

const (
	Centre Look = iota
	Inner
	Outer
	Faint
	Fit
)

// Line is a straight line with a name.
type Line struct {
	Label string
	At    float64
}

// Limit is the two ends of a band at a value of X.
type Limit struct{ X, Lower, Upper float64 }

// Size is a dot of a size with what that is.
type Size struct {
	Label string
	Size  float64
}

// Key are the words for the marks. Named says how many names are said of how many,
// where these are not all: "nimetty %d/%d".
type Key struct{ Within, Beyond, Far, Faint, Band, Named string }

// mostDots is how many dots can still be seen.
const mostDots = 2000

func (c Content) Check() error {
	if len(c.Dots) > mostDots {
		return fmt.Errorf("%d dots: at most %d have room in a figure; split it", len(c.Dots), mostDots)
	}
	for _, d := range c.Dots {
		for _, v := range []float64{d.X, d.Y, d.Size} {
			if !canvas.Printable(v) || math.IsNaN(v) {
				return fmt.Errorf("%s: the value %g cannot be drawn", d.Name, v)
			}
		}
		if c.X.Log && d.X <= 0 || c.Y.Log && d.Y <= 0 {
			return fmt.Errorf("%s: a value of 0 or less has no place on a scale of ratios", d.Name)
		}
	}
	for _, l := range append(append([]Line(nil), c.Level...), c.Up...) {
		if !canvas.Printable(l.At) || math.IsNaN(l.At) {
			return fmt.Errorf("%s: the value %g cannot be drawn", l.Label, l.At)
		}
	}
	return nil
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, d := range c.Dots {
			if d.Named && !yield(fmt.Sprintf("dot %d, name", i+1), d.Name) {
				return
			}
		}
		for _, cu := range c.Curves {
			if !yield("curve, label", cu.Label) {
				return
			}
		}
		for _, l := range append(append([]Line(nil), c.Level...), c.Up...) {
			if !yield("line, label", l.Label) {
				return
			}
		}
		for _, s := range c.signs() {
			if !yield("key", s.text) {
				return
			}
		}
		_ = yield("scale, title", c.X.Title) && yield("scale, title", c.Y.Title)
	}
}

func (c Content) focused() bool {
	for _, d := range c.Dots {
		if d.Focus {
			return true
		}
	}
	return false
}
