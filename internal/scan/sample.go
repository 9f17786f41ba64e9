package scan

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// sampleOf is the point as a sample; false where it lacks a count or has no
// denominator that is certain enough. A share is of no fewer than are counted.
func sampleOf(p series.Valued, unit domain.Unit) (stats.Sample, bool) {
	d := p.Denominator
	if unit.Per() == 0 || math.IsNaN(p.Value) || !(p.Count >= 0) || !d.Usable() {
		return stats.Sample{}, false
	}
	s := stats.Sample{X: p.Count, N: d.Value, Low: d.Low, High: d.High}
	if unit == domain.UnitPercent {
		if s.X > s.High {
			return stats.Sample{}, false
		}
		s.N, s.Low = max(s.N, s.X), max(s.Low, s.X)
	}
	return s, true
}

// samplesOf are the samples among the points.
func samplesOf(points []series.Valued, unit domain.Unit) []stats.Sample {
	var all []stats.Sample
	for _, p := range points {
		if s, ok := sampleOf(p, unit); ok {
			all = append(all, s)
		}
	}
	return all
}

// sized reports whether the indicator's values are larger the larger the area
// is, so that areas cannot be set beside each other: numbers, sums of money,
// and what nobody said the unit of.
func sized(unit domain.Unit) bool {
	switch unit {
	case domain.UnitCount, domain.UnitEuro, domain.UnitKiloEuro, domain.UnitUnknown:
		return true
	}
	return false
}

// fewCounted is the count below which nothing much can be shown of an area,
// fewExpected the same of the count that the benchmark's rate would give.
const (
	fewCounted  = 10
	fewExpected = 5
)

// tooFew reports whether fewer than ten are counted.
func tooFew(p series.Valued, unit domain.Unit) bool {
	count := p.Count
	if math.IsNaN(count) && unit == domain.UnitCount {
		count = p.Value
	}
	return count < fewCounted // false where there is no count
}
