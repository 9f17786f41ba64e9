package control

import (
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// How much may stand in a figure: no sheet has room for more.
const (
	mostPhases = 30
	mostPoints = 1500 // months of a century
)

func (c Content) Check() error {
	if len(c.Phases) > mostPhases {
		return fmt.Errorf("%d phases: at most %d have room in a figure", len(c.Phases), mostPhases)
	}
	if !c.valueless() && !(c.Step > 0 && c.Step < 100) {
		return fmt.Errorf("values %g years apart cannot be placed", c.Step)
	}
	n, before := 0, math.Inf(-1)
	for i, phase := range c.Phases {
		if n += len(phase.Points); n > mostPoints {
			return fmt.Errorf("more than %d values: choose fewer years", mostPoints)
		}
		for _, v := range []float64{phase.Mean, phase.Lower, phase.Upper} {
			if !canvas.Printable(v) {
				return fmt.Errorf("phase %d: the limit %g cannot be drawn", i+1, v)
			}
		}
		for _, p := range phase.Points {
			switch {
			case !(p.X >= axis.FirstYear && p.X <= axis.LastYear):
				return fmt.Errorf("phase %d: %g is not a year from %d to %d", i+1, p.X, axis.FirstYear, axis.LastYear)
			case p.X <= before:
				return fmt.Errorf("phase %d: %g comes after %g; values must be in rising order of time", i+1, p.X, before)
			case math.IsNaN(p.Y) || !canvas.Printable(p.Y):
				return fmt.Errorf("phase %d, %g: the value %g cannot be drawn", i+1, p.X, p.Y)
			}
			before = p.X
		}
		if !math.IsNaN(phase.Mean) && !(phase.From <= phase.To && !math.IsInf(phase.From, 0) && !math.IsInf(phase.To, 0)) {
			return fmt.Errorf("phase %d: a baseline from %g to %g", i+1, phase.From, phase.To)
		}
	}
	return nil
}

func (c Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, phase := range c.Phases {
			if !yield(fmt.Sprintf("phase %d, label", i+1), phase.Label) {
				return
			}
		}
		for _, text := range []string{c.MeanLabel, c.UpperLabel, c.LowerLabel, c.BaselineLabel, c.HighLabel, c.LowLabel, c.AboveLabel, c.BelowLabel, c.WayLabel, c.FirstLabel, c.LastLabel} {
			if !yield("label", text) {
				return
			}
		}
	}
}
