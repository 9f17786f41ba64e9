package trend

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// vary asks whether the direction depends on what the values are that are
// suppressed between the first value and the last. The direction of the
// published values stands where every way of filling those in has it too (see
// stats.DirectionHolds). Otherwise it is unclear, with a note. It is so too
// where more values are suppressed outside those years than are known.
func (tr *Trend) vary(o Options, scratch *stats.Scratch) {
	if tr.suppressed() == 0 && !slices.ContainsFunc(tr.Series.Points, series.Point.BoundsAlone) {
		return
	}
	var times []float64
	var possible [][]float64 // of every value; of a published one, itself
	var steps []float64
	unit := math.Pow10(-tr.Series.Decimals())
	varied := 0
	for p := range tr.Series.All() {
		switch {
		case p.Period < tr.First.Period || p.Period > tr.Last.Period:
			continue
		case p.BoundsAlone(): // a group or years of which some are suppressed
			varied++
			times, possible = append(times, p.Period.Time()), append(possible, []float64{p.Range.Low, p.Range.High})
			steps = append(steps, unit)
		case p.HasValue():
			times, possible = append(times, p.Period.Time()), append(possible, []float64{p.Value})
			steps = append(steps, tr.Series.Step(&p.Point))
		case p.Status != domain.Suppressed:
		case len(p.Possible()) == 0:
			return // a value that may be anything shows nothing
		default:
			varied++
			times, possible, steps = append(times, p.Period.Time()), append(possible, p.Possible()), append(steps, unit)
		}
	}
	if tr.Direction == stats.TooFew {
		return
	}
	if varied == 0 {
		if n := tr.suppressed(); n > tr.N && tr.Direction != stats.Unclear {
			tr.Direction = stats.Unclear
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteDependsOnSuppressed, Arg: strconv.Itoa(n)})
		}
		return
	}
	var holds bool
	holds, tr.Varied = scratch.DirectionHolds(tr.Direction, times, possible, steps, Level, o.Direction)
	code := domain.NoteSuppressedVaried
	switch {
	case tr.Direction == stats.Unclear && holds:
		return // there is nothing that could depend on them
	case !holds:
		tr.Direction, code = stats.Unclear, domain.NoteDependsOnSuppressed
	}
	tr.Notes = tr.Notes.With(domain.Note{Code: code, Arg: strconv.Itoa(varied)})
}
