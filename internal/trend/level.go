package trend

import (
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// level fills in the first and last value and the change between them.
func (tr *Trend) level() {
	tr.First, tr.Last = series.Absent(""), series.Absent("")
	for p := range tr.Series.WithValue() {
		if tr.First.Period.IsZero() {
			tr.First = p
		}
		tr.Last = p
	}
	if tr.N < 2 {
		return
	}
	tr.Change = tr.Last.Value - tr.First.Value
	if tr.First.Value > 0 {
		tr.ChangePct = 100 * tr.Change / tr.First.Value
	}
}

// warn notes what stands between the first and the last value.
func (tr *Trend) warn() {
	counts, ofNobody := 0, 0
	for p := range tr.Series.All() {
		if !p.HasValue() && !math.IsNaN(p.Count) {
			counts++
			if p.OfNobody() {
				ofNobody++
			}
		}
	}
	if suppressed := tr.suppressed(); suppressed > 0 {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteSuppressed, Arg: strconv.Itoa(suppressed)})
	}
	if tr.N == 0 {
		code := domain.NoteNoValue
		switch {
		case counts > ofNobody:
			code = domain.NoteCountsOnly
		case counts > 0:
			code = domain.NoteZeroDenominator
		}
		tr.Notes = tr.Notes.With(domain.Note{Code: code})
		return
	}
	switch gaps, every := tr.gaps(), tr.every(); {
	case every > 1:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteEvery, Arg: strconv.Itoa(every)})
	case gaps > 0:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteGaps, Arg: strconv.Itoa(gaps)})
	}
	if tr.overlap() {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteOverlap})
	}
}

// suppressed counts the values that are withheld.
func (tr *Trend) suppressed() int {
	n := 0
	for i := range tr.Series.Points {
		if tr.Series.Points[i].Status == domain.Suppressed {
			n++
		}
	}
	return n
}

// suppressedIn reports whether a value between two periods, both included, is
// suppressed.
func (tr *Trend) suppressedIn(first, last domain.Period) bool {
	for _, p := range tr.Series.Points {
		if p.Status == domain.Suppressed && first <= p.Period && p.Period <= last {
			return true
		}
	}
	return false
}

// goesOn reports whether the source goes on after the last value, without one
// or withholding it: then the last years with a value are not the last years.
func (tr *Trend) goesOn() bool {
	n := len(tr.Series.Points)
	return n > 0 && tr.Series.Points[n-1].Period > tr.Last.Period
}

// gaps counts the calendar years between the first value and the last of which
// nothing is known: neither a value nor that it is suppressed. A mean of three
// years is of all three; a year of which there is a month or a quarter has a
// value.
func (tr *Trend) gaps() int {
	gaps, reach := 0, tr.First.Period.LastYear()
	for p := range tr.Series.All() {
		if p.Period > tr.Last.Period || !p.HasValue() && p.Status != domain.Suppressed {
			continue
		}
		gaps += max(0, p.Period.Year()-reach-1)
		reach = max(reach, p.Period.LastYear())
	}
	return gaps
}

// every is the number of years from one value to the next where it is always
// the same, as in a survey made every second year; 0 where it is not, or where
// values are too few to tell.
func (tr *Trend) every() int {
	step, before, n := 0, 0, 0
	for p := range tr.Series.WithValue() {
		y := p.Period.Year()
		switch n++; {
		case n == 2:
			step = y - before
		case n > 2 && y-before != step:
			return 0
		}
		before = p.Period.LastYear() // spells that follow each other leave no year out
	}
	if n < stats.MinMK || tr.suppressedIn(tr.First.Period, tr.Last.Period) {
		return 0
	}
	return step
}

// overlap reports whether a value's period begins before the last one's ends:
// means over several years then share years, and are no independent values.
func (tr *Trend) overlap() bool {
	reach := 0
	for p := range tr.Series.WithValue() {
		if p.Period.LastYear() > p.Period.Year() && p.Period.Year() <= reach {
			return true
		}
		reach = p.Period.LastYear()
	}
	return false
}
