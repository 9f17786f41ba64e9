package compare

import (
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// gap is what closing the difference to the benchmark would mean: the persons
// or events that a rate's difference is of the area's denominator (difference ×
// denominator ÷ base), or the euros that a difference per inhabitant is of its
// inhabitants (difference × population). Above 0 the area has more than it
// would at the benchmark's level, below 0 less. NaN of other units, and without
// a denominator, or with one too uncertain to compute with.
// Of years taken together, each of whose persons the denominator has, it is what
// comes to one of the years.
func gap(difference float64, d series.Denominator, unit domain.Unit, years int) float64 {
	if !d.Usable() {
		return nan
	}
	difference /= float64(max(1, years))
	switch unit {
	case domain.UnitEuroPerInhabitant, domain.UnitEuroPerPerson:
		return difference * d.Value
	}
	if per := unit.Per(); per > 0 {
		return difference * d.Value / per
	}
	return nan
}
