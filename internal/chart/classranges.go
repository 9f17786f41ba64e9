package chart

import (
	"fmt"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// classRanges are the classes of values and what stands for each in words.
type classRanges struct {
	limits    between.Limits // in the values as they are drawn
	low, high float64        // of all the values drawn
	given     bool           // the limits are asked for, whatever the values are
}

// ranges are the classes from the lowest on, each of which holds its lower limit. The
// outermost end with the values. A class that lies beyond all of them has no text,
// unless its limits are given.
func (c *classRanges) ranges(l domain.Lang) (texts []string) {
	at, decimals := c.limits.At, c.limits.Decimals
	last := 1.0
	for range decimals {
		last /= 10
	}
	low, high := locale.Rounded(c.low, decimals), locale.Rounded(c.high, decimals)
	for i := range len(at) + 1 {
		from, to := low, high
		if i > 0 && (c.given || at[i-1] > low) {
			from = at[i-1]
		}
		if i < len(at) && (c.given || at[i] <= high) {
			to = at[i] - last
		}
		switch under, over := i < len(at) && at[i] <= low, i > 0 && at[i-1] > high; {
		case under && !c.given, over && !c.given:
			texts = append(texts, "")
		case under && i == 0:
			texts = append(texts, fmt.Sprintf(underText.In(l), locale.Number(l, at[0], decimals)))
		case over && i == len(at):
			texts = append(texts, fmt.Sprintf(fromText.In(l), locale.Number(l, at[i-1], decimals)))
		default:
			texts = append(texts, c.span(locale.Number(l, from, decimals), locale.Number(l, to, decimals)))
		}
	}
	return texts
}

// span is from one number to another, which may be the same.
func (c *classRanges) span(least, most string) string {
	if least != most && (c.low < 0 || c.given && c.limits.At[0] < 0) { // a dash would be taken for a minus
		return least + " … " + most
	}
	return locale.Range(least, most)
}

var (
	underText = domain.Text{FI: "alle %s", SV: "under %s", EN: "under %s"}
	fromText  = domain.Text{FI: "vähintään %s", SV: "minst %s", EN: "%s or more"}
)
