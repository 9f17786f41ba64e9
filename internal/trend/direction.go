package trend

import (
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// decide says in which direction a series moved, and how sure that is, from the
// test and the slope of its values (Whole), what its suppressed values may be
// and where it turned.
func (tr *Trend) decide(o Options, scratch *stats.Scratch) {
	tr.Direction = tr.Whole
	tr.vary(o, scratch)
	significant := tr.MK.P < o.Direction.Alpha
	switch {
	case significant && tr.Sen.Slope == 0:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteZeroSlope})
	case significant && tr.Sen.Lower <= 0 && tr.Sen.Upper >= 0:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteSpansZero})
	}
	if !tr.Notes.Has(domain.NoteDependsOnSuppressed) && (tr.bothWays() || significant && !o.LongOnly && tr.contradicts()) {
		tr.Direction = stats.Mixed
	}
	if tr.Direction == stats.Steady && (tr.Drifted() || slices.ContainsFunc(tr.Turning.Phases, func(p Phase) bool { return moves(p.Direction) })) {
		tr.Direction = stats.Unclear // the median change is small, but the ends lie apart or a stretch moved
	}
	if moves(tr.Direction) {
		tr.Evidence = stats.Weak
		if tr.PCorrected < o.Direction.Alpha {
			tr.Evidence = stats.Clear
		}
	}
}

// bothWays reports whether the phases that are told go up and down.
func (tr *Trend) bothWays() bool {
	has := func(d stats.Direction) bool {
		return slices.ContainsFunc(tr.Turning.Phases, func(p Phase) bool { return p.Direction == d })
	}
	return has(stats.Rising) && has(stats.Falling)
}

// contradicts reports whether the change from the first value to the last,
// Theil–Sen's slope and the average change in percent do not all have one sign.
func (tr *Trend) contradicts() bool {
	signs := []float64{tr.Change, tr.Sen.Slope}
	for _, aapc := range []float64{tr.Turning.AAPC, tr.Turning.Found.AAPC} {
		if !math.IsNaN(aapc) {
			signs = append(signs, aapc)
		}
	}
	up := slices.ContainsFunc(signs, func(v float64) bool { return v > 0 })
	down := slices.ContainsFunc(signs, func(v float64) bool { return v < 0 })
	return up && down || tr.Change == 0 && moves(tr.Whole)
}
