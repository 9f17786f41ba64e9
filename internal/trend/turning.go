package trend

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// TurningOptions are the settings of turning points. The zero value chooses
// their number, and the logarithm wherever every value is positive.
type TurningOptions struct {
	Exactly *int            // so many turning points, told as they are; nil chooses their number
	Max     int             // the most that are looked for when chosen; 0 goes by the number of values
	Scale   joinpoint.Scale // "" is the logarithm where every value is positive, else linear
	All     bool            // tell every turning point found, also what may not hold
}

// Turning is where a series turned: straight lines that meet at the turning
// points. What stands in it itself is what is told, of the turning points that
// hold; Found is of every one found. Without a fit Phases is empty. The AAPC is
// NaN where a phase is a hole.
type Turning struct {
	Stretches
	Found Stretches
}

// Stretches are a line with what its segments show and what happens between
// them.
type Stretches struct {
	joinpoint.Line
	Phases []Phase
	Turns  []Turn // one fewer
}

// Turn is what happens at a turning point.
type Turn struct {
	At, Lower, Upper domain.Period // the year and the interval it lies in
	Change           Change
	Firm             bool // found without the first value and without the last one too
}

// Change is how the phases beside a turning point differ.
type Change string

// The changes; none where the phases are not shown to differ.
const (
	Turned Change = "turned" // in direction
	Faster Change = "faster" // in pace, on the scale of percent and in the unit of the values
	Slower Change = "slower"
	Gap    Change = "gap" // one of them has hardly any values, so that nothing is known of the turn
)

// Phase is a stretch of years on one line.
type Phase struct {
	joinpoint.Segment
	First, Last domain.Period   // a turning point belongs to both its phases
	Direction   stats.Direction // rising or falling where its slope differs from 0 (p < alpha) and none of its values is suppressed, steady where it is shown to be, else unclear
	Hole        bool            // beside a turning point, and most of its years have no value: its line shows nothing, and its direction is unclear
}

// Fitted reports whether there is a fit.
func (t *Turning) Fitted() bool { return len(t.Phases) > 0 }

// Years are the turning points that are told; not those beside a hole, of which
// nothing is known.
func (t *Turning) Years() []domain.Period {
	var years []domain.Period
	for _, turn := range t.Turns {
		if turn.Change != Gap {
			years = append(years, turn.At)
		}
	}
	return years
}

// Years are the turning points.
func (s *Stretches) Years() []domain.Period {
	var years []domain.Period
	for _, turn := range s.Turns {
		years = append(years, turn.At)
	}
	return years
}

// ChangeAt is what happens at a turning point; nothing in other years.
func (s *Stretches) ChangeAt(at domain.Period) Change {
	for _, t := range s.Turns {
		if t.At == at {
			return t.Change
		}
	}
	return ""
}

// search is a series as turning points are looked for in it.
type search struct {
	t, y, se []float64
	options  joinpoint.Options
	scratch  *joinpoint.Scratch
}

func (s *search) fit(o joinpoint.Options) (joinpoint.Line, error) {
	return s.scratch.Fit(s.t, s.y, s.se, o)
}

// find finds the turning points of the values y at times t, and how the values
// of neighbouring years correlate about the line they make.
func (tr *Trend) find(t, y []float64, o Options, scratch *joinpoint.Scratch) search {
	so := joinpoint.Default()
	so.Scale, so.Max, so.Level, so.Steps = o.Turning.Scale, o.Turning.Max, Level, tr.steps
	so.Places = !o.LongOnly
	if o.Turning.Exactly != nil {
		so.Number = *o.Turning.Exactly
	}
	positive := !slices.ContainsFunc(y, func(v float64) bool { return v <= 0 })
	switch {
	case so.Scale == "" && positive:
		so.Scale = joinpoint.Log
	case so.Scale == "":
		so.Scale = joinpoint.Linear
	case so.Scale == joinpoint.Log && !positive:
		so.Scale = joinpoint.Linear
		tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteLogNotPossible})
	}
	s := search{t, y, standardErrors(&tr.Series), so, scratch}
	fit, err := s.fit(so)
	if err != nil {
		if so.Number > 0 {
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteJoinpointsInfeasible, Arg: strconv.Itoa(so.Number)})
		}
		return s
	}
	if len(fit.At) > 0 && o.Turning.Scale == "" && so.Scale == joinpoint.Log && so.Number < 0 {
		fit = s.straighter(fit)
	}
	tr.Turning.Found.Line, tr.R = fit, min(fit.R, stats.MostCorrelation)
	return s
}

// muchStraighter is by how much n·ln SSE must be less on the linear scale for a
// line to be fitted there: strong evidence, as differences of the BIC are read
// (Kass & Raftery 1995).
const muchStraighter = 6

// straighter is the line of the linear scale where the values are much nearer to
// it than to the one found on the logarithm, on which what is straight bends.
// From there on the series is looked at on that scale.
func (s *search) straighter(found joinpoint.Line) joinpoint.Line {
	linear := s.options
	linear.Scale = joinpoint.Linear
	line, err := s.fit(linear)
	if err != nil || len(line.At) == 0 || float64(len(s.t))*(found.LogSSE-line.LogSSE) <= muchStraighter {
		return found
	}
	s.options = linear
	return line
}

// tell sets the phases of the turning points found and of those that are told:
// where some found may not hold, the line of as many as do.
func (tr *Trend) tell(s search, o Options) {
	found := &tr.Turning.Found
	if len(found.Segments) == 0 {
		return
	}
	found.Phases = tr.phases(&found.Line, s.t, o)
	told := *found
	if k := len(found.At); k > 0 {
		shorter, err := s.scratch.Shorter(s.t, s.y, s.se, s.options)
		found.Turns = tr.turns(found, shorter, err == nil)
		if told = *found; !o.Turning.All && o.Turning.Exactly == nil {
			for fewer := s.options; !holds(told.Turns); fewer.Max = k {
				if k = len(told.At) - 1; k == 0 {
					fewer.Number = 0
				}
				fewer.Max = k
				line, err := s.fit(fewer)
				if err != nil {
					return
				}
				told = Stretches{Line: line, Phases: tr.phases(&line, s.t, o)}
				told.Turns = tr.turns(&told, shorter, true)
			}
		}
	}
	tr.Turning.Stretches = told
	for _, p := range told.Phases {
		if p.Hole {
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NotePhaseHole, Arg: string(p.First) + "–" + string(p.Last)})
		}
	}
	tr.Turning.noMeanOverHole()
	found.noMeanOverHole()
}

// straight gives the one phase of a line without turning points the direction of
// the whole, which is of the same years, and by a test that asks for more.
func (s *Stretches) straight(whole stats.Direction) {
	if len(s.Phases) != 1 {
		return
	}
	if s.Phases[0].Direction = whole; whole == stats.Mixed {
		s.Phases[0].Direction = stats.Unclear
	}
}

// noMeanOverHole takes the average change from a line of which a part shows
// nothing.
func (s *Stretches) noMeanOverHole() {
	if slices.ContainsFunc(s.Phases, func(p Phase) bool { return p.Hole }) {
		s.AAPC, s.AAPCLower, s.AAPCUpper = math.NaN(), math.NaN(), math.NaN()
	}
}

// holds reports whether every turning point can be told: it is firm, and the
// phases beside it differ, or one is a hole, which is told.
func holds(turns []Turn) bool {
	return !slices.ContainsFunc(turns, func(t Turn) bool { return !t.Firm || t.Change == "" })
}

// turns are the turning points of a line with what happens at each.
func (tr *Trend) turns(s *Stretches, shorter joinpoint.Shorter, known bool) []Turn {
	var turns []Turn
	for i, at := range s.At {
		place := s.Places[i]
		turns = append(turns, Turn{
			At: domain.Year(int(at)), Lower: domain.Year(int(place.Lower)), Upper: domain.Year(int(place.Upper)),
			Change: tr.change(s.Line, s.Phases[i], s.Phases[i+1]), Firm: known && s.Firm(i, shorter),
		})
	}
	return turns
}

// phases are the segments of a line with what they show.
func (tr *Trend) phases(l *joinpoint.Line, t []float64, o Options) []Phase {
	var phases []Phase
	for _, seg := range l.Segments {
		p := Phase{Segment: seg, First: domain.Year(int(seg.From)), Last: domain.Year(int(seg.To)), Direction: stats.Unclear}
		p.Hole = len(l.At) > 0 && tr.every() < 2 && hole(t, seg.From, seg.To)
		switch {
		case p.Hole, tr.suppressedIn(p.First, p.Last):
		case seg.P < o.Direction.Alpha && seg.Slope > 0:
			p.Direction = stats.Rising
		case seg.P < o.Direction.Alpha && seg.Slope < 0:
			p.Direction = stats.Falling
		case tr.stays(seg.From, seg.To, o.Direction.Band):
			p.Direction = stats.Steady
		}
		phases = append(phases, p)
	}
	return phases
}

// minSteady is the fewest values that a stretch is called steady on.
const minSteady = 5

// stays reports whether the values of a stretch are shown to stay where they
// are: the interval of their Theil–Sen slope, rounding counted in, lies within
// the band, or every value, rounding counted in, within the band about their
// median.
func (tr *Trend) stays(from, to, band float64) bool {
	var t, y, steps []float64
	times, values := tr.Series.Values()
	for i, at := range times {
		if from <= at && at <= to {
			t, y, steps = append(t, at), append(y, values[i]), append(steps, tr.steps[i])
		}
	}
	if len(y) < minSteady {
		return false
	}
	var scratch stats.Scratch
	mk, errMK := scratch.MannKendall(y)
	sen, errSen := scratch.TheilSen(t, y, Level)
	if errMK != nil || errSen != nil || sen.MedianY == 0 {
		return false
	}
	sen = scratch.Rounded(sen, t, y, steps)
	if mk.P < stats.DefaultDirection().Alpha {
		return false
	}
	reach := band * math.Abs(sen.MedianY)
	if stats.DirectionOf(mk, sen, stats.DirectionOptions{Band: band}) == stats.Steady {
		return true
	}
	return slices.Max(y)-sen.MedianY+slices.Max(steps)/2 <= reach && sen.MedianY-slices.Min(y)+slices.Max(steps)/2 <= reach
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
