package trend

import (
	"errors"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

var (
	nan    = math.NaN()
	noLine = stats.Line{Slope: nan, Intercept: nan, SE: nan, InterceptSE: nan, Lower: nan, Upper: nan, P: nan, R2: nan, Sigma: nan}
	noSen  = stats.Sen{Slope: nan, Intercept: nan, Lower: nan, Upper: nan, C: nan, MedianY: nan}
	noMK   = stats.MK{TauB: nan, P: nan, Z: nan, VarS: nan}

	noRecent = stats.Recent{Chi2: nan, P: nan, Slope: nan, Rest: nan, Phi: nan}
	noShift  = stats.Shift{Index: -1, P: nan}
)

// long finds the trend of all the values y at times t: the slopes, the test and
// the direction that they show. It reports whether it could.
func (tr *Trend) long(t, y []float64, o Options, scratch *stats.Scratch) bool {
	mk, errMK := scratch.MannKendall(y)
	sen, errSen := scratch.TheilSen(t, y, Level)
	line, errLine := scratch.LeastSquares(t, y, Level)
	if err := errors.Join(errMK, errSen, errLine); err != nil {
		// Values that are no numbers do not come out of the store, and times
		// are distinct, so this is for the day when one of those is wrong.
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteNotFinite})
		tr.Whole, tr.Direction = stats.Unclear, stats.Unclear
		return false
	}
	tr.MK, tr.Sen, tr.OLS = mk, sen, line
	if tr.Whole = stats.DirectionOf(mk, sen, o.Direction); tr.Whole == stats.Steady { // what rounding hides can only undo it
		tr.Sen = scratch.Rounded(sen, t, y, tr.steps)
		tr.Whole = stats.DirectionOf(mk, tr.Sen, o.Direction)
	}
	return true
}

// correlation is that of neighbouring years; where no line was fitted, none.
func (tr *Trend) correlation() float64 {
	if math.IsNaN(tr.R) {
		return 0
	}
	return tr.R
}
