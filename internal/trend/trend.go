// Package trend says of a series how it has moved: level, change, slope with
// its interval, and a direction. The formulas are package stats'; this
// package decides what they are applied to and what must be said beside them.
package trend

import (
	"iter"
	"math"
	"runtime"
	"strconv"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// Level is the coverage of the intervals: 95 %.
const Level = 0.95

// Trend is the analysis of one series. Whatever was not computed is NaN.
type Trend struct {
	Series      series.Based  // as analysed: from its last break on
	N           int           // points with a value
	First, Last series.Valued // of those; without a period where N is 0
	Change      float64       // last − first
	ChangePct   float64       // of first; NaN where first is not above 0
	OLS         stats.Line
	Sen         stats.Sen
	MK          stats.MK
	R           float64         // correlation of neighbouring years about the series' line, 0 or more (stats.Unbiased); NaN where none was fitted
	PCorrected  float64         // MK.P with the variance that R makes (Yue & Wang 2004)
	Q           float64         // PCorrected adjusted for the number of series of the run (Benjamini–Hochberg)
	Whole       stats.Direction // of the values alone, whatever is suppressed and wherever they turned
	Direction   stats.Direction
	Evidence    stats.Evidence // of a rise or fall
	Varied      int            // how many ways of filling in suppressed values the direction was tried with; 0 for none
	Recent      stats.Recent
	Turning     Turning
	Shift       Shift
	Forecast    Forecast
	Against     *Against // beside a benchmark; nil where none was asked for, and for that itself
	Notes       domain.Notes

	steps []float64 // the rounding steps of the values
}

// Options are the settings of an analysis. The zero value of each is usual.
type Options struct {
	Direction   stats.DirectionOptions
	AcrossBreak bool // analyse across breaks, as if there were none
	// RecentPublished leaves the limits of the recent trend at those of chance
	// alone, as OHID publishes the method.
	RecentPublished bool
	LongOnly        bool // the long trend alone: no recent trend, turning points, shift or forecast
	Turning         TurningOptions
	Forecast        ForecastOptions
}

// Analyse computes the trend of one series.
func Analyse(s series.Series, o Options) Trend {
	var scratch buffers
	tr := analyse(&s, o, &scratch)
	tr.Q = tr.PCorrected
	return tr
}

// All is Analyse for many series, in their order, on every processor, with
// the p of each adjusted for their number.
func All(all []series.Series, o Options) []Trend {
	trends := make([]Trend, len(all))
	const chunk = 64
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var scratch buffers
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
	Adjust(trends)
	return trends
}

// Each yields the trend of each series, one after the other on this
// goroutine, for runs that are parallel already. The Trend is reused, and its p
// not adjusted.
func Each(all []series.Series, o Options) iter.Seq2[int, *Trend] {
	return func(yield func(int, *Trend) bool) {
		var scratch buffers
		var tr Trend
		for i := range all {
			if tr = analyse(&all[i], o, &scratch); !yield(i, &tr) {
				return
			}
		}
	}
}

// Adjust sets the Q of every trend: its corrected p adjusted for the number of
// those tested (Benjamini & Hochberg 1995).
func Adjust(trends []Trend) {
	p := make([]float64, len(trends))
	for i := range trends {
		p[i] = trends[i].PCorrected
	}
	for i, q := range stats.BenjaminiHochberg(p) {
		trends[i].Q = q
	}
}

// buffers are what the methods keep from one series to the next.
type buffers struct {
	stats     stats.Scratch
	joinpoint joinpoint.Scratch
	valued    []series.Valued
}

func analyse(whole *series.Series, o Options, scratch *buffers) Trend {
	s := whole.Based()
	s = s.WithMiddles()
	if !o.AcrossBreak {
		s = s.AfterLastBreak()
	}
	tr := Trend{
		Series: s, Change: nan, ChangePct: nan, OLS: noLine, Sen: noSen, MK: noMK, R: nan, PCorrected: nan, Q: nan, Whole: stats.TooFew, Direction: stats.TooFew,
		Recent: noRecent, Shift: Shift{Shift: noShift}, Notes: s.Notes,
	}
	t, y := s.Values()
	tr.N, tr.steps = len(y), tr.Series.Steps()
	tr.level()
	if tr.N > 0 && s.NotesAt(tr.Last).Has(domain.NoteFromCounts) {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteFromCounts})
	}
	tr.warn()
	if tr.N >= stats.MinMK && tr.long(t, y, o, &scratch.stats) {
		found := tr.find(t, y, o, &scratch.joinpoint)
		tr.PCorrected = tr.MK.Corrected(stats.VarianceFactor(tr.N, tr.correlation()))
		if !o.LongOnly {
			tr.tell(found, o)
		}
		tr.decide(o, &scratch.stats)
		tr.Turning.straight(tr.Direction)
		tr.Turning.Found.straight(tr.Direction)
	} else if 0 < tr.N && tr.N < stats.MinMK {
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteTooFew, Arg: strconv.Itoa(tr.N)})
	}
	if o.LongOnly {
		return tr
	}
	tr.recent(o, scratch)
	if !math.IsNaN(tr.MK.P) {
		tr.shift(y, &scratch.stats)
	}
	if o.Forecast.Years > 0 && tr.N > 0 {
		tr.forecast(y, o.Forecast)
	}
	return tr
}
