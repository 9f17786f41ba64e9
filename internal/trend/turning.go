package trend

import (
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// TurningOptions are the settings of turning points. The zero value chooses
// their number, and the logarithm wherever every value is positive.
type TurningOptions struct {
	Exactly *int            // so many turning points; nil chooses their number
	Max     int             // the most that are looked for when chosen; 0 goes by the number of values
	Scale   joinpoint.Scale // "" is the logarithm where every value is positive, else linear
}

// Turning is where a series turned: straight lines that meet at the turning
// points. Without a fit Phases is empty. The AAPC is NaN where a phase is a hole.
type Turning struct {
	joinpoint.Line
	Phases []Phase // one between every two turning points
}

// Phase is a stretch of years on one line.
type Phase struct {
	joinpoint.Segment
	First, Last domain.Period   // a turning point belongs to both its phases
	Direction   stats.Direction // rising or falling where its slope differs from 0 (p < alpha) and none of its values is suppressed, else unclear
	Hole        bool            // beside a turning point, and most of its years have no value: its line shows nothing, and its direction is unclear
}

// Fitted reports whether there is a fit.
func (t *Turning) Fitted() bool { return len(t.Phases) > 0 }

// Years are the turning points.
func (t *Turning) Years() []domain.Period {
	var years []domain.Period
	for _, at := range t.At {
		years = append(years, domain.Year(int(at)))
	}
	return years
}

// turn finds the turning points of the values y at times t.
func (tr *Trend) turn(t, y []float64, o Options, scratch *joinpoint.Scratch) {
	so := joinpoint.Default()
	so.Scale, so.Max, so.Level = o.Turning.Scale, o.Turning.Max, Level
	if o.Turning.Exactly != nil {
		so.Number = *o.Turning.Exactly
	}
	positive := true
	for _, v := range y {
		positive = positive && v > 0
	}
	switch {
	case so.Scale == "" && positive:
		so.Scale = joinpoint.Log
	case so.Scale == "":
		so.Scale = joinpoint.Linear
	case so.Scale == joinpoint.Log && !positive:
		so.Scale = joinpoint.Linear
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteLogNotPossible})
	}
	fit, err := scratch.Fit(t, y, standardErrors(&tr.Series), so)
	if err != nil {
		if so.Number > 0 {
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteJoinpointsInfeasible, Arg: strconv.Itoa(so.Number)})
		}
		return
	}
	tr.Turning.Line = fit
	for _, seg := range fit.Segments {
		p := Phase{Segment: seg, First: domain.Year(int(seg.From)), Last: domain.Year(int(seg.To)), Direction: stats.Unclear}
		p.Hole = len(fit.At) > 0 && tr.every() < 2 && hole(t, seg.From, seg.To)
		if p.Hole {
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NotePhaseHole, Arg: string(p.First) + "–" + string(p.Last)})
		}
		switch {
		case p.Hole, tr.suppressedIn(p.First, p.Last), !(seg.P < o.Direction.Alpha):
		case seg.Slope > 0:
			p.Direction = stats.Rising
		case seg.Slope < 0:
			p.Direction = stats.Falling
		}
		tr.Turning.Phases = append(tr.Turning.Phases, p)
		if p.Hole { // nor of the whole, of which it is a part
			tr.Turning.AAPC, tr.Turning.AAPCLower, tr.Turning.AAPCUpper = math.NaN(), math.NaN(), math.NaN()
		}
	}
}

// hole reports whether fewer than half of the years between two times, both
// counted, have a value.
func hole(t []float64, from, to float64) bool {
	years := make(map[int]bool)
	for _, at := range t {
		if from <= at && at < to+1 {
			years[int(at)] = true
		}
	}
	return 2*len(years) < int(to)-int(from)+1
}

// standardErrors are those of the values of a share or rate whose counts are
// known (stats.ProportionSE, stats.RateSE). They weight the points of a
// joinpoint fit; nil where one of them is not known or would be 0.
func standardErrors(s *series.Based) []float64 {
	per := s.Indicator.Unit.Per()
	if per == 0 || s.Indicator.Standardised() {
		return nil
	}
	var se []float64
	for p := range s.WithValue() {
		of := stats.RateSE(p.Value, p.Count)
		if s.Indicator.Unit == domain.UnitPercent {
			of = stats.ProportionSE(p.Value, p.Count, per)
		}
		if !(of > 0) || math.IsInf(of, 0) {
			return nil
		}
		se = append(se, of)
	}
	return se
}
