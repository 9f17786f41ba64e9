// Package ranked draws areas below one another in one year: a name, a value and a
// mark on a scale that they share.
package ranked

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/canvas"
)

// Content is a row an area, from the top in the order given, and the benchmarks
// that they stand beside as upright lines.
type Content struct {
	Rows       []Row
	Benchmarks []Benchmark
	Unit       string    // above the values
	Bars       bool      // bars from zero; otherwise dots
	Columns    int       // of rows, side by side; 0 for as many as they need
	Without    []Without // named below the rows
	Key        Key
	Empty      string // drawn in place of the rows where none has a value
}

// Row is an area. Where its value is NaN, Text says why ("tieto puuttuu"),
// otherwise it is the value as it is written.
type Row struct {
	Name         string
	Text         string
	Value        float64
	Lower, Upper float64 // limits; NaN for none
	Beside       float64 // a benchmark of this row alone; NaN for none
	Verdict      Verdict
	Focus        bool // what the figure is about
	Apart        bool // set off from the rows above
	Benchmark    bool // is itself what the others stand beside
	Aside        bool // no area, but what is said of those left out
}

// Without are areas that have no value for the same reason.
type Without struct {
	Why   string
	Names []string
}

// Verdict is how a row stands to the benchmark; where no row has one, all are drawn
// alike.
type Verdict int

const (
	NoVerdict  Verdict = iota // none is asked for
	Unclear                   // no clear difference
	Differs                   // higher or lower: its place says which
	NotCounted                // could not be compared
)

// Benchmark is an upright line with its name.
type Benchmark struct {
	Label string
	Value float64
}

// Key are the words for the marks; each is drawn where its mark is.
type Key struct {
	Differs, Unclear, NotCounted, Interval, Cut, Beside string
}

// mostRows is how many rows have room on the largest sheet.
const mostRows = 700

func (c Content) Check() error {
	if len(c.Rows) > mostRows {
		return fmt.Errorf("%d rows: at most %d have room in a figure; split it", len(c.Rows), mostRows)
	}
	for _, r := range c.Rows {
		for _, v := range []float64{r.Value, r.Lower, r.Upper, r.Beside} {
			if !canvas.Printable(v) {
				return fmt.Errorf("%s: the value %g cannot be drawn", r.Name, v)
			}
		}
	}
	for _, b := range c.Benchmarks {
		if !canvas.Printable(b.Value) {
			return fmt.Errorf("%s: the value %g cannot be drawn", b.Label, b.Value)
		}
	}
	return nil
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, r := range c.Rows {
			if !yield(fmt.Sprintf("row %d, name", i+1), r.Name) || !yield(fmt.Sprintf("row %d, value", i+1), r.Text) {
				return
			}
		}
		for i, b := range c.Benchmarks {
			if !yield(fmt.Sprintf("benchmark %d, label", i+1), b.Label) {
				return
			}
		}
		for _, w := range c.Without {
			for _, name := range append([]string{w.Why}, w.Names...) {
				if !yield("those without a value", name) {
					return
				}
			}
		}
		for _, s := range c.signs() {
			if !yield("key", s.text) {
				return
			}
		}
		yield("unit", c.Unit)
	}
}

// empty reports whether no row has a value.
func (c Content) empty() bool {
	for _, r := range c.Rows {
		if !math.IsNaN(r.Value) {
			return false
		}
	}
	return true
}

// has reports whether a row with a value has a verdict.
func (c Content) has(v Verdict) bool {
	for _, r := range c.Rows {
		if r.Verdict == v && !math.IsNaN(r.Value) {
			return true
		}
	}
	return false
}

// judged reports whether rows are told apart by their verdicts.
func (c Content) judged() bool { return c.has(Differs) || c.has(Unclear) }

func (c Content) focused() bool {
	for _, r := range c.Rows {
		if r.Focus {
			return true
		}
	}
	return false
}
