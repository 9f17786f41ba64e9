package between

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Class is the areas whose value lies between two limits.
type Class struct {
	Lower, Upper float64 // −Inf below the first limit, +Inf above the last
	Areas        []*series.Based
	Below        int // areas in this class and those below it
	Notes        domain.Notes
}

// Classes are the areas of one period by the class their value falls into.
type Classes struct {
	Period     domain.Period
	Classes    []Class // ascending, those without areas too
	N          int     // areas in them
	Missing    Class   // areas without a value, limits and Below not set
	Suppressed Class   // areas whose value is withheld and may be of several classes
	Whole      bool    // every value compared is a whole number
}

// Classify parts areas, series of one kind, by their value in the period,
// rounded where the limits say so. A suppressed
// value of which it is known what it may be is put into a class where all of
// that lies in one, and said to be; else it has none.
func Classify(areas []series.Series, period domain.Period, l Limits) Classes {
	c := Classes{Period: period, Classes: make([]Class, len(l.At)+1), Whole: true}
	for i := range c.Classes {
		c.Classes[i].Lower, c.Classes[i].Upper = math.Inf(-1), math.Inf(1)
		if i > 0 {
			c.Classes[i].Lower = l.At[i-1]
		}
		if i < len(l.At) {
			c.Classes[i].Upper = l.At[i]
		}
	}
	placed := make([]int, len(c.Classes)) // suppressed values in each
	for i := range areas {
		s := areas[i].Based()
		p, _ := s.At(period)
		switch class, ok := l.of(p); {
		case ok:
			if p.Status == domain.Suppressed {
				placed[class]++
			} else if v := l.rounded(p.Value); v != math.Trunc(v) {
				c.Whole = false
			}
			c.Classes[class].add(&s, p)
			c.N++
		case p.Status == domain.Suppressed:
			c.Suppressed.add(&s, p)
		default:
			c.Missing.add(&s, p)
			if p.CountsOnly() {
				c.Missing.Notes = c.Missing.Notes.With(domain.Note{Code: domain.NoteCountsOnly})
			}
		}
	}
	below := 0
	for i := range c.Classes {
		below += len(c.Classes[i].Areas)
		c.Classes[i].Below = below
		c.Classes[i].say(domain.NoteClassFromRange, placed[i])
	}
	c.Suppressed.say(domain.NoteSuppressed, len(c.Suppressed.Areas))
	return c
}

// of is the class of a point, if it has one.
func (l Limits) of(p series.Valued) (class int, ok bool) {
	switch {
	case p.HasValue() && !p.Within():
		return l.Class(p.Value), true
	case p.Within() || p.Status == domain.Suppressed && p.Range.Known():
		low, high := l.Class(p.Range.Low), l.Class(p.Range.High)
		return low, low == high
	}
	return 0, false
}

// Share is the class's part of the areas that are in a class, in percent; NaN
// where none is.
func (c *Classes) Share(class Class) float64 {
	if c.N == 0 {
		return math.NaN()
	}
	return 100 * float64(len(class.Areas)) / float64(c.N)
}

func (c *Class) add(s *series.Based, p series.Valued) {
	c.Areas = append(c.Areas, s)
	c.Notes = reservations(c.Notes, s, p)
}

// sayMerged says of areas without a value which others they are part of today,
// whose figures may hold theirs: SOTKAnet moves the past to today's areas.
func (c *Class) sayMerged(areas *catalog.Catalog) {
	var into []string
	for _, s := range c.Areas {
		if successor := areas.LastSuccessor(s.Region); successor != "" {
			into = append(into, string(successor))
		}
	}
	if len(into) > 0 {
		slices.Sort(into)
		c.Notes = c.Notes.With(domain.Note{Code: domain.NoteMergedInto, Arg: strings.Join(slices.Compact(into), ",")})
	}
}

func (c *Class) say(code domain.NoteCode, n int) {
	if n > 0 {
		c.Notes = c.Notes.With(domain.Note{Code: code, Arg: strconv.Itoa(n)})
	}
}
