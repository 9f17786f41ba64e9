package series

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Lacking is what a query asked for in vain.
type Lacking struct {
	Missing []domain.IndicatorID // not held
	Kinds   []*KindError         // of the indicators held
}

// add takes in what another query lacks, nothing twice.
func (l *Lacking) add(more Lacking) {
	for _, id := range more.Missing {
		if !slices.Contains(l.Missing, id) {
			l.Missing = append(l.Missing, id)
		}
	}
	l.Kinds = append(l.Kinds, more.Kinds...)
}

// KindError is that an indicator which is held has no figures of a breakdown, which
// cannot be summed from others either, or not of both genders together.
type KindError struct {
	Indicator  domain.IndicatorID
	Breakdown  string        // asked for
	Gender     domain.Gender // total, where that is what it lacks; else ""
	Breakdowns []string      // held
	Genders    []domain.Gender
	Why        string // it cannot be summed; "" where no classes lie so
}

func (e *KindError) Error() string {
	if e.Gender != "" {
		words := make([]string, len(e.Genders))
		for i, g := range e.Genders {
			words[i] = string(g)
		}
		return fmt.Sprintf("indicator %s has no figures of gender %s: held are %s", e.Indicator, e.Gender, strings.Join(words, ", "))
	}
	asked := e.Breakdown
	if asked == "" {
		asked = "total"
	}
	why := e.Why
	if why == "" {
		why = "no classes that it has add up to it without gap or overlap"
	}
	err := fmt.Sprintf("indicator %s has no breakdown %s, and %s: held are %s", e.Indicator, asked, why, ListBreakdowns(e.Breakdowns))
	if can := e.summable(); e.Why == "" && can != "" {
		err += "; " + can
	}
	return err
}

// summable says which sums can be made of the ages held.
func (e *KindError) summable() string {
	_, rest, aged := domain.CutAge(e.Breakdown)
	if !aged {
		return ""
	}
	var classes []domain.AgeClass
	for _, b := range e.Breakdowns {
		if c, other, ok := domain.CutAge(b); ok && other == rest {
			classes = append(classes, c)
		}
	}
	if len(classes) < 2 {
		return ""
	}
	var first, last []domain.AgeClass
	open := false
	for _, c := range classes {
		first = append(first, domain.AgeClass{From: c.From, To: c.From})
		if c.Open() {
			open = true
		} else {
			last = append(last, domain.AgeClass{From: c.To, To: c.To})
		}
	}
	can := "a sum of them can begin with age " + agesIn(first)
	if len(last) > 0 {
		can += " and end with " + agesIn(last)
	}
	if open {
		can += ", or have no end"
	}
	return can
}

// agesIn lists ages, those that follow each other as one.
func agesIn(ages []domain.AgeClass) string {
	slices.SortFunc(ages, domain.AgeClass.Compare)
	return listed(runs(slices.Compact(ages)))
}

// ListBreakdowns is the breakdowns for people, single years of age in one: "total,
// age=0 ... age=99, age=100-".
func ListBreakdowns(breakdowns []string) string {
	sorted := slices.SortedFunc(slices.Values(breakdowns), domain.CompareBreakdowns)
	var words []string
	for i := 0; i < len(sorted); {
		end := i + 1
		for end < len(sorted) && nextYear(sorted[end-1], sorted[end]) {
			end++
		}
		switch {
		case end-i > 2:
			words = append(words, sorted[i]+" ... "+sorted[end-1])
			i = end
			continue
		case sorted[i] == "":
			words = append(words, "total")
		default:
			words = append(words, sorted[i])
		}
		i++
	}
	return strings.Join(words, ", ")
}

// nextYear reports whether two breakdowns are of single years of age, the second of
// the one after the first.
func nextYear(a, b string) bool {
	first, rest, ok := domain.CutAge(a)
	next, other, is := domain.CutAge(b)
	return ok && is && rest == other && first.Single() && next.Single() && next.From == first.Next()
}
