// Package parts draws the parts of wholes as bars from zero: beside one another,
// end to end, or a panel a part.
package parts

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is a row of bars for each of several wholes, a bar for each of its parts,
// all on one scale.
type Content struct {
	Form    Form
	Parts   []Part
	Ordered bool   // the parts are steps, from light to dark
	Rows    []Row  // from the top; those set apart stand first
	Own     string // of panels, what says that each has a scale of its own; "" for one scale
	Unit    string // after the highest number of the scale: "%"
	Total   string // over the totals
	Empty   string // drawn in place of the bars where none has a value
}

// Form is how the bars of a row stand to one another.
type Form int

const (
	Grouped Form = iota // below one another
	Stacked             // end to end
	Share               // end to end, and all rows as long
	Split               // a panel each
)

// Role is what a part or a row is in the figure.
type Role int

const (
	Plain     Role = iota
	Focus          // what the figure is about
	Benchmark      // what it is set beside
	Rest           // what the other parts leave
)

// Part is one bar of every row.
type Part struct {
	Name string
	Role Role
}

// Row is a bar a part.
type Row struct {
	Name   string
	Role   Role // Benchmark sets it apart, above the others
	Bars   []Bar
	Total  string // the sum, written at the end; "" for none
	Reason string // why bars end to end are not drawn
}

// Bar is one value and what is written for it; where it is NaN, why there is none.
type Bar struct {
	Value float64
	Text  string
}

// mostBars is how many bars a figure may have: no sheet has room for more.
const mostBars = 1600

// The most parts that colours tell apart.
const (
	MostParts   = 6
	MostOrdered = canvas.MaxShades - 1
)

func (c Content) Check() error {
	if n := len(c.Parts) * len(c.Rows); n > mostBars {
		return fmt.Errorf("%d bars: at most %d have room in a figure; split it", n, mostBars)
	}
	if most := c.most(); len(c.Parts) > most {
		return fmt.Errorf("%d parts: at most %d can be told apart; put the smallest together, or draw them split", len(c.Parts), most)
	}
	for _, r := range c.Rows {
		if len(r.Bars) != len(c.Parts) {
			return fmt.Errorf("row %q has %d bars for %d parts: expected one each", r.Name, len(r.Bars), len(c.Parts))
		}
		for i, bar := range r.Bars {
			switch {
			case !canvas.Printable(bar.Value):
				return fmt.Errorf("%s, %s: the value %g cannot be drawn", r.Name, c.Parts[i].Name, bar.Value)
			case c.Form == Share && bar.Value < 0:
				return fmt.Errorf("%s, %s: the value %g is no share of a whole", r.Name, c.Parts[i].Name, bar.Value)
			}
		}
		if low, high := c.reach(r); !canvas.Printable(low) || !canvas.Printable(high) {
			return fmt.Errorf("%s: the parts together cannot be drawn", r.Name)
		}
	}
	return nil
}

// most is how many parts the form takes.
func (c Content) most() int {
	switch {
	case c.Form == Split:
		return mostBars
	case c.Ordered:
		return MostOrdered
	}
	return MostParts
}

// reach is how far below and above zero a row's bars go.
func (c Content) reach(r Row) (low, high float64) {
	end := c.endToEnd()
	if end && !r.whole() {
		return 0, 0
	}
	for _, b := range r.Bars {
		switch {
		case math.IsNaN(b.Value):
		case end && b.Value < 0:
			low += b.Value
		case end:
			high += b.Value
		default:
			low, high = min(low, b.Value), max(high, b.Value)
		}
	}
	return low, high
}

// whole reports whether the row's bars can stand end to end: where one of them is
// not known, those after it would stand in the wrong place.
func (r Row) whole() bool {
	for _, b := range r.Bars {
		if math.IsNaN(b.Value) {
			return false
		}
	}
	return r.Reason == ""
}

func (c Content) empty() bool {
	end := c.endToEnd()
	for _, r := range c.Rows {
		if end && r.whole() {
			return false
		}
		for _, b := range r.Bars {
			if !end && !math.IsNaN(b.Value) {
				return false
			}
		}
	}
	return true
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for _, t := range [][2]string{{"the unit", c.Unit}, {"the heading of the totals", c.Total}, {"what says that a panel has its own scale", c.Own}} {
			if !yield(t[0], t[1]) {
				return
			}
		}
		for i, p := range c.Parts {
			if !yield(fmt.Sprintf("part %d, label", i+1), p.Name) {
				return
			}
		}
		for i, r := range c.Rows {
			if !yield(fmt.Sprintf("row %d, name", i+1), r.Name) || !yield(fmt.Sprintf("row %d, total", i+1), r.Total) || !yield(fmt.Sprintf("row %d, why it has no bar", i+1), r.Reason) {
				return
			}
			for _, bar := range r.Bars {
				if !yield(fmt.Sprintf("row %d, the text of a bar", i+1), bar.Text) {
					return
				}
			}
		}
	}
}
