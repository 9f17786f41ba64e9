package trend

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Shift is where the level of a series changed most (Pettitt). It is a finding
// only where P is small.
type Shift struct {
	stats.Shift
	Period domain.Period // the last of the old level, as R's package trend gives it; "" without a result
	Next   domain.Period // the first of the new level
}

// shift looks for a change of level among the values y.
func (tr *Trend) shift(y []float64, scratch *stats.Scratch) {
	tr.Shift.Shift = noShift
	found, err := scratch.Pettitt(y)
	if err != nil {
		return
	}
	tr.Shift.Shift = found
	i := -1
	for p := range tr.Series.WithValue() {
		i++
		switch i {
		case found.Index:
			tr.Shift.Period = p.Period
		case found.Index + 1:
			tr.Shift.Next = p.Period
			return
		}
	}
}
