package series

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Limits gives the limits of a point in its indicator's unit, at a level such
// as 0.95: Wilson's for a percentage (Wilson 1927), exact or Byar's for other
// rates (Breslow & Day 1987). A denominator that was derived from a rounded
// value carries its own range into them: the lower limit is that of the greatest
// denominator, the upper that of the least (stats/METHODS.md, "Rates").
// Where there is no interval both are NaN and the note says why; with one, the
// note says what it rests on, and is without a code where nothing need be said.
// Those of a directly standardised value are Dobson's.
// They are the limits of count ÷ denominator, so only a value computed from
// those (see Point.Computed) is sure to lie between them.
func (p Point) Limits(unit domain.Unit, level float64) (lower, upper float64, note domain.Note) {
	limits := stats.Rate
	if unit == domain.UnitPercent {
		limits = stats.Proportion
	}
	switch d := p.Denominator; {
	case unit.Per() == 0:
		return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteNotARate}
	case p.direct != nil:
		lower, upper, err := p.direct.limits(level)
		if err != nil {
			return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteNotFinite}
		}
		return lower, upper, domain.Note{}
	case math.IsNaN(p.Count):
		return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteNoCount}
	case !d.Known():
		return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteNoDenominator}
	case !d.Usable():
		return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteDerivedWide}
	case !d.Exact():
		note = domain.Note{Code: domain.NoteDerived}
	}
	low, errLow := limits(p.Count, p.Denominator.High, unit.Per(), level)
	least := p.Denominator.Low
	if unit == domain.UnitPercent && p.Denominator.High >= p.Count {
		least = max(least, p.Count) // a share is of no fewer than have it: 100 % of 50 is of 50, not 49.98
	}
	high, errHigh := limits(p.Count, least, unit.Per(), level)
	if errLow != nil || errHigh != nil {
		return math.NaN(), math.NaN(), domain.Note{Code: domain.NoteNotFinite}
	}
	return low.Lower, high.Upper, note
}
