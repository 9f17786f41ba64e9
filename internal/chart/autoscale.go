package chart

import (
	"math"
	"reflect"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// autoScaled is the spec with the factor and the decimals that make its sums of
// money readable, found from the data drawn; the spec itself where it does not ask
// for them or its values are fine as they are. Sums beside other units have no factor
// in common.
func autoScaled(s Spec, f *Figure) (Spec, error) {
	v, ok := s.(interface{ values() *Values })
	if !ok || v.values().Scale != scaleAuto || len(f.used) == 0 {
		return s, nil
	}
	unit := f.used[0].Indicator.Unit
	largest, told := 0.0, slices.Clone(f.differences)
	for i := range f.used {
		if other := f.used[i].Indicator.Unit; other != unit {
			if sums := []domain.Unit{domain.UnitEuro, domain.UnitKiloEuro}; slices.Contains(sums, unit) || slices.Contains(sums, other) {
				return nil, faultf("$.scale", "scale: auto: found values in %s and in %s, expected one unit: leave scale out, or draw a figure of each", unit.Name().In(domain.English), other.Name().In(domain.English))
			}
			return s, nil
		}
		one := f.used[i].Based()
		for p := range one.WithValue() {
			largest = max(largest, math.Abs(p.Value))
			told = append(told, p.Value)
		}
	}
	factor := moneyFactor(unit, largest)
	places, clear := clearly(told, largest, factor)
	for factor < 1 && !clear {
		factor *= 1000
		places, clear = clearly(told, largest, factor)
	}
	if factor == 1 {
		return s, nil
	}
	scaled := cloned(reflect.ValueOf(s)).Interface().(Spec)
	values := scaled.(interface{ values() *Values }).values()
	values.Multiply = factor
	if values.Decimals == nil {
		values.Decimals = &places
	}
	return scaled, nil
}

// clearly finds with how many decimals sums, of which the largest is given, are written
// so that each, times a factor, is told by two digits at least or as it is: with those
// of the largest, or of tens with one more.
func clearly(sums []float64, largest, factor float64) (places int, clear bool) {
	least := placesOf(largest * factor)
	for _, places = range []int{least, max(least, min(2*least, 2))} { // 10.4 and 0.95 are 10.40 and 0.95
		clear = !slices.ContainsFunc(sums, func(v float64) bool {
			v = math.Abs(v * factor)
			written := locale.Rounded(v, places)
			return v > 0 && written < math.Pow10(1-places) && math.Abs(written-v) > 1e-9*v
		})
		if clear {
			return places, true
		}
	}
	return least, false
}

// placesOf is how many decimals sums are written with of which the largest is given.
func placesOf(largest float64) int {
	return max(0, significant-1-int(math.Floor(math.Log10(largest))))
}

// significant is how many digits of the largest sum are written.
const significant = 3

// moneyFactor turns sums of which the largest is given into euros, thousands or
// millions of them: millions from a million on, thousands from ten thousand.
func moneyFactor(unit domain.Unit, largest float64) float64 {
	inEuros := 1.0
	switch unit {
	case domain.UnitKiloEuro:
		inEuros = 1000
	case domain.UnitEuro:
	default:
		return 1
	}
	switch euros := largest * inEuros; {
	case euros >= 1e6:
		return inEuros / 1e6
	case euros >= 1e4:
		return inEuros / 1e3
	}
	return inEuros
}
