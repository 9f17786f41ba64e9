// Package trend says of a series how it has moved: level, change, slope with
// its interval, and a direction. The formulas are package stats'; this
// package decides what they are applied to and what must be said beside them.
package trend

import (
	"errors"
	"math"
	"runtime"
	"strconv"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Level is the coverage of the intervals: 95 %.
const Level = 0.95

// Trend is the analysis of one series. Whatever was not computed is NaN.
type Trend struct {
	Series      series.Series // as analysed: from its last break on
	N           int           // points with a value
	First, Last series.Point  // of those; without a period where N is 0
	Change      float64       // last − first
	ChangePct   float64       // of first; NaN where first is not above 0
	OLS         stats.Line
	Sen         stats.Sen
	MK          stats.MK
	Direction   stats.Direction
	Notes       domain.Notes
}

// Options are the settings of an analysis.
type Options struct {
	Direction   stats.DirectionOptions
	AcrossBreak bool // analyse across breaks, as if there were none
}

// Analyse computes the trend of one series.
func Analyse(s series.Series, o Options) Trend {
	var scratch stats.Scratch
	return analyse(&s, o, &scratch)
}

// All is Analyse for many series, in their order, on every processor.
func All(all []series.Series, o Options) []Trend {
	trends := make([]Trend, len(all))
	const chunk = 64
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var scratch stats.Scratch
			for from := range next {
				for i := from; i < min(from+chunk, len(all)); i++ {
					trends[i] = analyse(&all[i], o, &scratch)
				}
			}
		})
	}
	for from := 0; from < len(all); from += chunk {
		next <- from
	}
	close(next)
	wg.Wait()
	return trends
}

func analyse(whole *series.Series, o Options, scratch *stats.Scratch) Trend {
	s := *whole
	if !o.AcrossBreak {
		s = whole.AfterLastBreak()
	}
	tr := Trend{Series: s, Change: nan, ChangePct: nan, OLS: noLine, Sen: noSen, MK: noMK, Direction: stats.TooFew, Notes: s.Notes}
	t, y := s.Values()
	tr.N = len(y)
	tr.level()
	tr.warn()
	if tr.N < minPoints {
		if tr.N > 0 {
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteTooFew, Arg: strconv.Itoa(tr.N)})
		}
		return tr
	}
	mk, errMK := scratch.MannKendall(y)
	sen, errSen := scratch.TheilSen(t, y, Level)
	line, errLine := scratch.LeastSquares(t, y, Level)
	if err := errors.Join(errMK, errSen, errLine); err != nil {
		// Values that are no numbers do not come out of the store, and times
		// are distinct, so this is for the day when one of those is wrong.
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteNotFinite})
		tr.Direction = stats.Unclear
		return tr
	}
	tr.MK, tr.Sen, tr.OLS = mk, sen, line
	tr.Direction = stats.DirectionOf(mk, sen, sen.MedianY, o.Direction)
	switch moves := tr.Direction == stats.Rising || tr.Direction == stats.Falling; {
	case mk.P < o.Direction.Alpha && sen.Slope == 0:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteZeroSlope})
	case moves && sen.Lower <= 0 && sen.Upper >= 0:
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteSpansZero})
	}
	return tr
}

// minPoints is the fewest values a trend is computed from (METHODS).
const minPoints = 4

var (
	nan    = math.NaN()
	noLine = stats.Line{Slope: nan, Intercept: nan, SE: nan, InterceptSE: nan, Lower: nan, Upper: nan, P: nan, R2: nan, Sigma: nan}
	noSen  = stats.Sen{Slope: nan, Intercept: nan, Lower: nan, Upper: nan, MedianY: nan}
	noMK   = stats.MK{TauB: nan, P: nan, Z: nan, VarS: nan}
)

// level fills in the first and last value and the change between them.
func (tr *Trend) level() {
	none := series.Point{Cell: domain.EmptyCell(domain.Absent)}
	tr.First, tr.Last = none, none
	for _, p := range tr.Series.Points {
		if math.IsNaN(p.Value) {
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
	counts, suppressed := 0, 0
	for _, p := range tr.Series.Points {
		if math.IsNaN(p.Value) && !math.IsNaN(p.Count) {
			counts++
		}
		if p.Status == domain.Suppressed {
			suppressed++
		}
	}
	if suppressed > 0 {
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

// gaps counts the calendar years between the first value and the last that no
// value is of. A mean of three years is of all three; a year of which there is
// a month or a quarter has a value.
func (tr *Trend) gaps() int {
	gaps, reach := 0, tr.First.Period.LastYear()
	for _, p := range tr.Series.Points {
		if math.IsNaN(p.Value) {
			continue
		}
		gaps += max(0, p.Period.Year()-reach-1)
		reach = max(reach, p.Period.LastYear())
	}
	return gaps
}
