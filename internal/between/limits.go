package between

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/locale"
)

// Side is the end of a class that belongs to it.
type Side string

// A class closed below holds its lower limit: 1,000 is in 1,000 to under
// 10,000. One closed above holds its upper: 16 is in 16 or less.
const (
	ClosedBelow Side = "lower"
	ClosedAbove Side = "upper"
)

// ParseSide reads a side by its name.
func ParseSide(s string) (Side, error) {
	switch side := Side(s); side {
	case ClosedBelow, ClosedAbove:
		return side, nil
	}
	return "", fmt.Errorf("%q: expected lower (a limit belongs to the class above it) or upper (to the one below it)", s)
}

// Unrounded is the Decimals of Limits that leave values as they are.
const Unrounded = -1

// MaxDecimals is the most decimals that values can be rounded to.
const MaxDecimals = 9

// Limits part values into classes: n limits into n+1 classes, the first without
// a lower and the last without an upper limit.
type Limits struct {
	At       []float64 // ascending, each once
	Closed   Side
	Decimals int // values are rounded to so many before they are compared, or Unrounded
}

// signs are what may stand before a limit, the longer first, and the end of a
// class that they say belongs to it: 24 is in "24 or more", and not in "under 24".
var signs = []struct {
	sign   string
	closed Side
}{{">=", ClosedBelow}, {"≥", ClosedBelow}, {"<=", ClosedAbove}, {"≤", ClosedAbove}, {"<", ClosedBelow}, {">", ClosedAbove}}

// ParseLimits reads limits such as "1000,10000,20000" or "16,23.5": finite
// numbers with a decimal point, ascending. With a sign before them, as in
// ">=24" or "<=16", they say which side they are closed on; without, it is "".
func ParseLimits(list string) (at []float64, closed Side, err error) {
	for i, item := range strings.Split(list, ",") {
		item = strings.TrimSpace(item)
		number, side := item, Side("")
		for _, s := range signs {
			if rest, ok := strings.CutPrefix(item, s.sign); ok {
				number, side = strings.TrimSpace(rest), s.closed
				break
			}
		}
		if i > 0 && side != closed {
			return nil, "", fmt.Errorf("%q: a value at a limit belongs to the class above it for all limits (>=, <) or to the one below for all (<=, >): count with each kind by itself", list)
		}
		closed = side
		v, err := locale.Read(number)
		switch {
		case errors.Is(err, locale.ErrNoNumber):
			return nil, "", fmt.Errorf("%q is not a number: expected limits such as 1000,10000 or 16,23.5, with a decimal point, or >=24", item)
		case err != nil:
			return nil, "", fmt.Errorf("%w; a comma parts limits", err)
		}
		if len(at) > 0 && v <= at[len(at)-1] {
			return nil, "", fmt.Errorf("%q does not come after %v: expected limits in ascending order", item, at[len(at)-1])
		}
		at = append(at, v+0) // 0, not −0
	}
	return at, closed, nil
}

// Class is the index of the class that a value falls into.
func (l Limits) Class(v float64) int {
	v = l.rounded(v)
	at, exact := slices.BinarySearch(l.At, v)
	if exact && l.Closed != ClosedAbove {
		at++
	}
	return at
}

// rounded is the value as it is compared, by the decimals that it is written with.
func (l Limits) rounded(v float64) float64 {
	if l.Decimals == Unrounded {
		return v
	}
	return locale.Rounded(v, l.Decimals)
}
