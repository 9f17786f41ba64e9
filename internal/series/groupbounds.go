package series

import (
	"fmt"
	"math"

	"kuvio/internal/domain"
)

// bounds are what a group's value lies between where members are suppressed and
// it is known what may be behind each, and nothing else is missing.
func bounds(shares []share, ind domain.Indicator) Range {
	per := ind.Unit.Per()
	if per == 0 && ind.Unit != domain.UnitCount {
		return Range{}
	}
	var low, high float64 // counts
	var den Denominator
	for _, s := range shares {
		p := s.point
		den = den.plus(p.Denominator)
		switch {
		case p.Status == domain.OK && per > 0:
			low, high = low+p.Count, high+p.Count
		case p.Status == domain.OK:
			low, high = low+p.Value, high+p.Value
		case p.Status == domain.Suppressed && p.Range.Known() && per > 0:
			low, high = low+math.Round(p.Range.Low*p.Denominator.Value/per), high+math.Round(p.Range.High*p.Denominator.Value/per)
		case p.Status == domain.Suppressed && p.Range.Known():
			low, high = low+p.Range.Low, high+p.Range.High
		default:
			return Range{}
		}
	}
	if per > 0 {
		if !den.Usable() {
			return Range{}
		}
		low, high = low/den.High*per, high/den.Low*per
		if ind.Unit == domain.UnitPercent {
			high = min(high, 100)
		}
	}
	if math.IsNaN(low) || math.IsNaN(high) {
		return Range{}
	}
	return Range{Low: low, High: high}
}

// between writes bounds for a note, rounded outwards to one decimal more than
// values are published with: "0.41-0.98".
func between(r Range, ind domain.Indicator, places int) string {
	if ind.Unit != domain.UnitCount {
		places++
	}
	scale := math.Pow10(places)
	return fmt.Sprintf("%.*f-%.*f", places, math.Floor(r.Low*scale)/scale, places, math.Ceil(r.High*scale)/scale)
}
