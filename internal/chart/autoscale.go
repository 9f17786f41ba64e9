package chart

import (
	"math"
	"reflect"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// autoScaled is the spec with the factor and the decimals that make its sums of
// money readable, found from the data drawn; the spec itself where it does not ask
// for them or its values are fine as they are.
func autoScaled(s Spec, used []series.Series) Spec {
	v, ok := s.(interface{ values() *Values })
	if !ok || v.values().Scale != scaleAuto || len(used) == 0 {
		return s
	}
	unit := used[0].Indicator.Unit
	largest, least := 0.0, math.Inf(1)
	for i := range used {
		if used[i].Indicator.Unit != unit {
			return s
		}
		one := used[i].Based()
		for p := range one.WithValue() {
			largest = max(largest, math.Abs(p.Value))
			if p.Value != 0 {
				least = min(least, math.Abs(p.Value))
			}
		}
	}
	factor := moneyFactor(unit, largest)
	for factor < 1 && locale.Rounded(least*factor, placesOf(largest*factor)) == 0 { // a sum would be written as none
		factor *= 1000
	}
	if factor == 1 {
		return s
	}
	scaled := cloned(reflect.ValueOf(s)).Interface().(Spec)
	values := scaled.(interface{ values() *Values }).values()
	values.Multiply = factor
	if values.Decimals == nil {
		places := placesOf(largest * factor)
		values.Decimals = &places
	}
	return scaled
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
