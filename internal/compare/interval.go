package compare

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Interval names the method of an area's limits.
type Interval string

// The methods. The Derived ones also carry the range of a denominator that was
// derived from a rounded value.
const (
	Wilson        Interval = "wilson"
	Byar          Interval = "byar"
	Exact         Interval = "exact"
	WilsonDerived Interval = "wilson_derived"
	ByarDerived   Interval = "byar_derived"
	ExactDerived  Interval = "exact_derived"
	Dobson        Interval = "dobson" // of directly standardised rates
	DobsonDerived Interval = "dobson_derived"
	NotComputed   Interval = ""
)

// intervalOf is how the limits of a point (see series.Point.Limits), of which
// lower is one, came about.
func intervalOf(p series.Valued, unit domain.Unit, lower float64) Interval {
	derived := !p.Denominator.Exact()
	switch {
	case math.IsNaN(lower):
		return NotComputed
	case p.Standardised() && p.Within():
		return DobsonDerived
	case p.Standardised():
		return Dobson
	case unit == domain.UnitPercent && derived:
		return WilsonDerived
	case unit == domain.UnitPercent:
		return Wilson
	case p.Count < stats.ByarFrom && derived:
		return ExactDerived
	case p.Count < stats.ByarFrom:
		return Exact
	case derived:
		return ByarDerived
	}
	return Byar
}
