package series

import (
	"math"

	"kuvio/internal/domain"
)

// Plain is the series with each value as it is on its basis and nothing of what it
// was made from: multiplied by a factor, in another unit.
func (b *Based) Plain(factor float64, unit domain.Unit) Series {
	s := b.Series
	s.Indicator.Unit = unit
	s.Points = make([]Point, 0, len(b.Points))
	for p := range b.All() {
		s.Points = append(s.Points, NewPoint(p.Period, domain.Cell{Value: p.Value * factor, Count: math.NaN(), Status: p.Status}))
	}
	return s
}
