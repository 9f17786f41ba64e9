package trend

import (
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// level fills in the first and last value and the change between them.
func (tr *Trend) level() {
	none := series.Point{Cell: domain.EmptyCell(domain.Absent)}
	tr.First, tr.Last = none, none
	for _, p := range tr.Series.Points {
		if !hasValue(p) {
			continue
		}
		if tr.First.Period == "" {
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
	counts := 0
	for _, p := range tr.Series.Points {
		if !hasValue(p) && !math.IsNaN(p.Count) {
			counts++
		}
	}
	if suppressed := tr.suppressed(); suppressed > 0 {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteSuppressed, Arg: strconv.Itoa(suppressed)})
	}
	if tr.N == 0 {
		code := domain.NoteNoValue
		if counts > 0 {
			code = domain.NoteCountsOnly
		}
		tr.Notes = tr.Notes.With(domain.Note{Code: code})
		return
	}
	if gaps := tr.gaps(); gaps > 0 {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteGaps, Arg: strconv.Itoa(gaps)})
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

// gaps counts the calendar years between the first value and the last of which
// nothing is known: neither a value nor that it is suppressed. A mean of three
// years is of all three; a year of which there is a month or a quarter has a
// value.
func (tr *Trend) gaps() int {
	gaps, reach := 0, tr.First.Period.LastYear()
	for _, p := range tr.Series.Points {
		if p.Period > tr.Last.Period || !hasValue(p) && p.Status != domain.Suppressed {
			continue
		}
		gaps += max(0, p.Period.Year()-reach-1)
		reach = max(reach, p.Period.LastYear())
	}
	return gaps
}

func hasValue(p series.Point) bool { return !math.IsNaN(p.Value) }
