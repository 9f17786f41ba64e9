// Package ages draws a population by age: bars from the youngest at the bottom,
// men and women back to back or all together, with another population as an
// outline.
package ages

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is the shares of the classes of ages, all of equal width but the last, on
// one scale.
type Content struct {
	Classes []string // from the youngest: "0–4"
	Sides   []Side   // one, or two back to back
	Own     string   // the population of the bars; "" leaves the key out
	Other   string   // that of the outline; "" where there is none
	Age     string   // over the classes
	Unit    string   // after the highest numbers of the scale, with what parts them: " %"
	Empty   string   // drawn in place of the bars where there are none
}

// Side is what stands on one side of the classes.
type Side struct {
	Title  string
	Shares []float64 // of each class; NaN for none
	Other  []float64 // the outline's; nil where there is none
}

// mostClasses is how many bars have room above one another.
const mostClasses = 150

func (c Content) Check() error {
	if len(c.Sides) < 1 || len(c.Sides) > 2 {
		return fmt.Errorf("%d sides: expected one or two", len(c.Sides))
	}
	if len(c.Classes) > mostClasses {
		return fmt.Errorf("%d classes of ages: at most %d have room in a figure; take wider ones", len(c.Classes), mostClasses)
	}
	for _, s := range c.Sides {
		if len(s.Shares) != len(c.Classes) || s.Other != nil && len(s.Other) != len(c.Classes) {
			return fmt.Errorf("side %q: %d bars and %d steps of the outline for %d classes: expected one each", s.Title, len(s.Shares), len(s.Other), len(c.Classes))
		}
		for _, values := range [][]float64{s.Shares, s.Other} {
			for i, v := range values {
				if !canvas.Printable(v) || v < 0 {
					return fmt.Errorf("side %q, age %s: the share %g cannot be drawn: expected 0 or more", s.Title, c.Classes[i], v)
				}
			}
		}
	}
	return nil
}

func (c Content) empty() bool {
	for _, s := range c.Sides {
		for _, v := range s.Shares {
			if !math.IsNaN(v) {
				return false
			}
		}
	}
	return true
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for _, t := range [][2]string{{"the population", c.Own}, {"the other population", c.Other}, {"the heading of the ages", c.Age}, {"the unit", c.Unit}} {
			if !yield(t[0], t[1]) {
				return
			}
		}
		for _, s := range c.Sides {
			if !yield("the heading of a side", s.Title) {
				return
			}
		}
		for i, class := range c.Classes {
			if !yield(fmt.Sprintf("class %d", i+1), class) {
				return
			}
		}
	}
}
