package canvas

import "math"

// TooSmall is what content reports when its body lacks room: the points that
// are missing in each direction.
type TooSmall struct {
	What         string
	LackW, LackH float64
}

func (e *TooSmall) Error() string { return e.What + " does not fit" }

// Printable reports whether v can be written and scaled: a finite number of
// at most 15 digits before the decimal mark, or NaN for none.
func Printable(v float64) bool { return math.IsNaN(v) || math.Abs(v) < 1e15 }

// ShortTitle is a title as errors give it.
func ShortTitle(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
