package domain

import (
	"cmp"
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

// EveryAge is the class of all ages.
var EveryAge = AgeClass{0, openAge}

// Open reports whether the class has no end.
func (c AgeClass) Open() bool { return c.To == openAge }

// Next is the first age after the class.
func (c AgeClass) Next() int {
	if c.Open() {
		return openAge
	}
	return c.To + 1
}

// Single reports whether the class is a single year.
func (c AgeClass) Single() bool { return c.From == c.To }

// Compare orders classes by their first age, then by their last.
func (c AgeClass) Compare(o AgeClass) int {
	return cmp.Or(cmp.Compare(c.From, o.From), cmp.Compare(c.To, o.To))
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
	m := ages().FindStringSubmatch(strings.TrimPrefix(parts[at], "age="))
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

// Partition is the classes, of those given, that lie end to end over all of a class,
// in order: those that cost least together, the shorter first where several do; nil
// where none lie so.
func Partition(given []AgeClass, of AgeClass, cost func(AgeClass) int) []AgeClass {
	classes := slices.Clone(given)
	slices.SortFunc(classes, func(a, b AgeClass) int { return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.To, b.To)) })
	type way struct { // from an age to the end of the class
		first AgeClass
		cost  int
	}
	from := make(map[int]way, len(classes))
	for _, c := range classes { // the last first, so that the way on is known
		on, ok := from[c.Next()]
		if !c.Within(of) || !ok && c.Next() != of.Next() {
			continue
		}
		total := cost(c)
		if c.Next() != of.Next() {
			total += on.cost
		}
		if best, ok := from[c.From]; !ok || total < best.cost {
			from[c.From] = way{c, total}
		}
	}
	var chain []AgeClass
	for at := of.From; ; {
		w, ok := from[at]
		if !ok {
			return nil
		}
		chain = append(chain, w.first)
		if at = w.first.Next(); at == of.Next() {
			return chain
		}
	}
}

// CompareBreakdowns orders breakdowns as people list them: by what they are of beside
// an age, single years before wider classes, and these by age.
func CompareBreakdowns(a, b string) int {
	first, rest, ok := CutAge(a)
	second, other, is := CutAge(b)
	wider := func(c AgeClass, aged bool) int {
		switch {
		case !aged:
			return 0
		case c.Single():
			return 1
		}
		return 2
	}
	return cmp.Or(strings.Compare(rest, other), cmp.Compare(wider(first, ok), wider(second, is)), first.Compare(second))
}
