package domain

import (
	"fmt"
	"math"
)

// Gender is the sex an observation is of. Sources that do not divide by it
// give total.
type Gender string

// The genders SOTKAnet publishes.
const (
	Total  Gender = "total"
	Male   Gender = "male"
	Female Gender = "female"
)

// Genders lists every gender, total first.
var Genders = []Gender{Total, Male, Female}

// ParseGender reads a gender in kuvio's own spelling.
func ParseGender(s string) (Gender, error) {
	for _, g := range Genders {
		if s == string(g) {
			return g, nil
		}
	}
	return "", fmt.Errorf("unknown gender %q: use total, male, female or all", s)
}

// Status says what stands behind an observation's value.
type Status uint8

// Absent is the zero Status: the source says nothing at all of the cell. A
// Missing observation is one the source lists without a value; a Suppressed
// one is withheld because its count is small; an OK one has a value, a count
// or both, zero included.
const (
	Absent Status = iota
	OK
	Missing
	Suppressed
)

func (s Status) String() string {
	switch s {
	case OK:
		return "ok"
	case Missing:
		return "missing"
	case Suppressed:
		return "suppressed"
	}
	return "absent"
}

// Key is what makes an observation one of a kind.
type Key struct {
	Indicator IndicatorID
	Region    RegionID
	Gender    Gender
	Breakdown string // "age=0-6"; empty for most
	Period    Period
}

// Cell is what was observed: the value (a rate, share, index or amount in the
// indicator's unit) and the count behind it. Either is NaN where the source
// gives none.
type Cell struct {
	Value       float64
	Count       float64
	Status      Status
	Provisional bool // the source says that the figure is preliminary or estimated, and may still change
}

// NewCell makes a cell of a value and a count, NaN for none: OK when there is
// either, else Missing.
func NewCell(value, count float64) Cell {
	if math.IsNaN(value) && math.IsNaN(count) {
		return Cell{Value: value, Count: count, Status: Missing}
	}
	return Cell{Value: value, Count: count, Status: OK}
}

// EmptyCell is a cell without value or count, of the given status.
func EmptyCell(s Status) Cell { return Cell{Value: math.NaN(), Count: math.NaN(), Status: s} }

// Equal reports whether two cells say the same; NaN equals NaN. A figure that is
// final now says more than when it was provisional.
func (c Cell) Equal(d Cell) bool { return c.Agrees(d) && c.Provisional == d.Provisional }

// Agrees reports whether two cells have the same figures, provisional or not.
func (c Cell) Agrees(d Cell) bool {
	return c.Status == d.Status && same(c.Value, d.Value) && same(c.Count, d.Count)
}

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
