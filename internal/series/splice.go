package series

import (
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// splice joins the series of an ended indicator and those that continue it.
// Each later indicator takes over in the first period for which it has a value
// or withholds one, and the seam is a break. The result is described as the last of them. One
// indicator alone comes back as it is.
func splice(parts [][]Series) []Series {
	if len(parts) == 0 {
		return nil
	}
	joined := parts[0]
	for _, later := range parts[1:] {
		joined = spliceTwo(joined, later)
	}
	return joined
}

// name gives the series of a splice its id, and a title and a subject of its own:
// those of its indicators without the years that each of them is of. Where
// these differ the title is the last one's, and there is no subject.
func (l *Loader) name(sel Selector, all []Series) {
	if len(sel) < 2 {
		return
	}
	title, subject := timeless(l.Describe(sel[0]).Title), l.Describe(sel[0]).Subject
	for _, id := range sel[1:] {
		later := l.Describe(id)
		for _, lang := range domain.Langs {
			same := timeless(later.Title)
			if title.Own(lang) != same.Own(lang) {
				title.Set(lang, later.Title.Own(lang))
			}
			if subject.Own(lang) != later.Subject.Own(lang) {
				subject.Set(lang, "")
			}
		}
	}
	for i := range all {
		s := &all[i]
		s.Indicator.ID, s.Indicator.Title, s.Indicator.Subject = sel.ID(), title, subject
	}
}

// ofYears is a title's remark on the years it is of: "(–2005)", "(2006 alkaen)".
var ofYears = late.Regexp(` \([^()]*\b(?:19|20)\d\d\b[^()]*\)`)

// timeless is a title without such remarks.
func timeless(t domain.Text) domain.Text {
	for _, lang := range domain.Langs {
		t.Set(lang, ofYears().ReplaceAllString(t.Own(lang), ""))
	}
	return t
}

func spliceTwo(earlier, later []Series) []Series {
	out := make([]Series, 0, len(later))
	taken := make([]bool, len(earlier))
	for _, s := range later {
		for i, e := range earlier {
			if e.Region == s.Region && e.Gender == s.Gender && e.Breakdown == s.Breakdown {
				taken[i] = true
				s = join(e, s)
			}
		}
		out = append(out, s)
	}
	for i, e := range earlier {
		if !taken[i] {
			out = append(out, e)
		}
	}
	return out
}

// join puts the later series after the earlier one. Where the later has
// nothing to say (a table lists its years without a value), the earlier goes on
// by itself.
func join(earlier, later Series) Series {
	at := begins(later.Points)
	if at < 0 && len(earlier.Points) > 0 {
		unit := earlier.Indicator
		earlier.Indicator = later.Indicator
		earlier.Indicator.Denominator = unit.Denominator
		return earlier
	}
	if at < 0 {
		return later
	}
	from := later.Points[at].Period
	kept := slices.DeleteFunc(slices.Clone(earlier.Points), func(p Point) bool { return p.Period >= from })
	if len(kept) == 0 {
		return later
	}
	j := later
	j.Points = append(kept, later.Points[at:]...)
	j.Breaks = seams(earlier.Breaks, from, later.Breaks)
	j.MadeUp = earlier.MadeUp || later.MadeUp
	j.Notes = earlier.Notes.With(later.Notes...)
	j.Provenance = earlier.Provenance.with(later.Provenance, from)
	return j
}

// begins is the place of the first point that has a value or withholds one, -1
// where there is none.
func begins(points []Point) int {
	return slices.IndexFunc(points, func(p Point) bool { return !math.IsNaN(p.Published) || p.Status == domain.Suppressed })
}

// seams are the breaks of a splice in order: each part's within it, and the
// seam between them.
func seams(earlier []domain.Period, seam domain.Period, later []domain.Period) []domain.Period {
	var all []domain.Period
	for _, b := range earlier {
		if b < seam {
			all = append(all, b)
		}
	}
	all = append(all, seam)
	for _, b := range later {
		if b > seam {
			all = append(all, b)
		}
	}
	return all
}

// spliceable refuses a splice whose parts are measured in different units, or
// whose order is the wrong way round.
func (r *reading) spliceable(sel Selector) error {
	for i := 1; i < len(sel); i++ {
		earlier, later := r.l.Describe(sel[i-1]), r.l.Describe(sel[i])
		a, b := earlier.Unit, later.Unit
		switch {
		case earlier.Continues != "" && earlier.Continues == sel[i]:
			return fmt.Errorf("%s: %s continues %s: write the ended one first, %s", sel, sel[i-1], sel[i], domain.Splice(sel[i], sel[i-1]))
		case a != b && a != domain.UnitUnknown && b != domain.UnitUnknown:
			return fmt.Errorf("%s: %s is measured in %q and %s in %q: expected one unit in a splice; take them one by one",
				sel, sel[i-1], a.Name().EN, sel[i], b.Name().EN)
		}
	}
	return nil
}
