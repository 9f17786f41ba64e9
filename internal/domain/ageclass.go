package domain

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// openAge is the last age of a class that has none: 85 and over.
const openAge = math.MaxInt

// AgeClass is a class of ages, both ends included; To is math.MaxInt where it has
// no end.
type AgeClass struct{ From, To int }

// Open reports whether the class has no end.
func (c AgeClass) Open() bool { return c.To == openAge }

// Next is the first age after the class.
func (c AgeClass) Next() int {
	if c.Open() {
		return openAge
	}
	return c.To + 1
}

// Within reports whether all of the class is in another.
func (c AgeClass) Within(o AgeClass) bool { return o.From <= c.From && c.To <= o.To }

// String is the class as a breakdown holds it: "0", "0-6", "85-".
func (c AgeClass) String() string {
	switch {
	case c.Open():
		return strconv.Itoa(c.From) + "-"
	case c.From == c.To:
		return strconv.Itoa(c.From)
	}
	return strconv.Itoa(c.From) + "-" + strconv.Itoa(c.To)
}

// CutAge divides a breakdown into its class of ages and what else it is of:
// "age=0-6,school=a" into 0–6 and "school=a". It reports whether there is a class.
func CutAge(breakdown string) (c AgeClass, rest string, ok bool) {
	parts := strings.Split(breakdown, ",")
	at := slices.IndexFunc(parts, func(p string) bool { return strings.HasPrefix(p, "age=") })
	if at < 0 {
		return AgeClass{}, breakdown, false
	}
	m := ages.FindStringSubmatch(strings.TrimPrefix(parts[at], "age="))
	if m == nil {
		return AgeClass{}, breakdown, false
	}
	from, err := strconv.Atoi(m[1])
	c = AgeClass{From: from, To: from}
	switch {
	case m[3] != "":
		var wrong error
		if c.To, wrong = strconv.Atoi(m[3]); wrong != nil {
			err = wrong
		}
	case m[2] != "":
		c.To = openAge
	}
	if err != nil || c.To < c.From {
		return AgeClass{}, breakdown, false
	}
	return c, strings.Join(slices.Delete(parts, at, at+1), ","), true
}
