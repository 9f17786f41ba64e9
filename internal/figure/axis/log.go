package axis

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// LogScale is a scale on which equal ratios are equally far apart: rules at 1, 2 and 5
// times the powers of ten.
type LogScale struct{ Low, High float64 }

// NewLogScale covers values above 0, from a little below the lowest to a little above
// the highest.
func NewLogScale(values []float64) LogScale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 0) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		low, high = 1, 1
	}
	room := max(math.Pow(high/low, 0.04), 1.15)
	return LogScale{low / room, high * room}
}

// Ticks are the values with a rule, rising: of 1, 2 and 5 or, over many powers of
// ten, of 1 alone.
func (sc LogScale) Ticks() (ticks []float64) {
	steps := []float64{1, 2, 5}
	if sc.High/sc.Low > 1e4 {
		steps = steps[:1]
	}
	for e := math.Floor(math.Log10(sc.Low)); e <= math.Ceil(math.Log10(sc.High)); e++ {
		for _, m := range steps {
			if v := m * math.Pow(10, e); v >= sc.Low && v <= sc.High {
				ticks = append(ticks, v)
			}
		}
	}
	return ticks
}

// Labels are the ticks as the reader's language writes them.
func (sc LogScale) Labels(l domain.Lang) (labels []string) {
	for _, v := range sc.Ticks() {
		labels = append(labels, locale.Number(l, v, locale.Decimals(15, v)))
	}
	return labels
}

// Y places v between bottom and top, in points.
func (sc LogScale) Y(v, bottom, top float64) float64 {
	return bottom + math.Log(v/sc.Low)/math.Log(sc.High/sc.Low)*(top-bottom)
}
