package trend

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// LockedAfter is how many values of a phase its limits are computed from, and then
// stay (NHS England, Making Data Count); of fewer they are trial limits.
const LockedAfter = 12

// ErrYearly is that yearly values are no process whose limits chance alone sets.
var ErrYearly = errors.New("yearly values move together for years, so that nearly all of them would seem to be out of control")

// ControlOptions say of which values the limits are, and where a process begins
// anew.
type ControlOptions struct {
	From, To domain.Period   // the baseline; none is the first LockedAfter values of each phase
	Rebase   []domain.Period // the first of each new phase, besides those after breaks
}

// Control is a series as the chart of a process.
type Control struct {
	Series series.Based
	Phases []ControlPhase
}

// ControlPhase is a stretch in which the process was one.
type ControlPhase struct {
	Points      []ControlPoint // with a value, in order of time
	First, Last domain.Period  // of the baseline
	stats.Process
	Trial bool // the limits are of fewer than LockedAfter values that nobody named
	Known bool // there are limits
}

// ControlPoint is a value and the rules by which it is told from chance.
type ControlPoint struct {
	series.Valued
	Signals stats.Signals
}

// ControlOf divides a series into phases and tells which of its values are no
// chance. Yearly values need a named baseline: without one it is ErrYearly.
func ControlOf(s series.Based, o ControlOptions) (Control, error) {
	c := Control{Series: s}
	named := !o.From.IsZero()
	starts := slices.Concat(o.Rebase, s.Seams())
	inBaseline := 0
	var before domain.Period
	for p := range s.WithValue() {
		if l, _ := p.Period.Length(); l != domain.Month && l != domain.Quarter && !named {
			return c, ErrYearly
		}
		begins := slices.ContainsFunc(starts, func(at domain.Period) bool { return before < at && at <= p.Period })
		if len(c.Phases) == 0 || begins {
			c.Phases = append(c.Phases, ControlPhase{})
		}
		before = p.Period
		phase := &c.Phases[len(c.Phases)-1]
		phase.Points = append(phase.Points, ControlPoint{Valued: p})
		if o.contains(p.Period) {
			inBaseline++
		}
	}
	if named && inBaseline == 0 {
		return c, fmt.Errorf("none of the values is of %s to %s", o.From, o.To)
	}
	for i := range c.Phases {
		if err := c.Phases[i].judge(o, c.step()); err != nil && !errors.Is(err, stats.ErrTooFew) {
			return c, err
		}
	}
	return c, nil
}

func (o ControlOptions) contains(p domain.Period) bool {
	return !o.From.IsZero() && o.From <= p && p <= o.To
}

// step is the least distance from one value to the next, in years.
func (c *Control) step() float64 {
	step := math.Inf(1)
	for _, phase := range c.Phases {
		for i := 1; i < len(phase.Points); i++ {
			step = min(step, phase.Points[i].Period.Time()-phase.Points[i-1].Period.Time())
		}
	}
	return step
}

// judge computes a phase's limits and the signals of its values.
func (p *ControlPhase) judge(o ControlOptions, step float64) error {
	of := func(pt ControlPoint) bool { return o.contains(pt.Period) }
	if !slices.ContainsFunc(p.Points, of) {
		locked := p.Points[:min(len(p.Points), LockedAfter)]
		last := locked[len(locked)-1].Period
		p.Trial = len(locked) < LockedAfter
		of = func(pt ControlPoint) bool { return pt.Period <= last }
	}
	var baseline []ControlPoint
	for _, pt := range p.Points {
		if of(pt) {
			baseline = append(baseline, pt)
		}
	}
	p.First, p.Last = baseline[0].Period, baseline[len(baseline)-1].Period
	var values [][]float64
	for _, s := range stretches(baseline, step) {
		values = append(values, valuesOf(s))
	}
	process, err := stats.XmR(values)
	p.Process = process
	if err != nil {
		return err
	}
	p.Known = true
	for _, s := range stretches(p.Points, step) {
		for i, signals := range process.Signals(valuesOf(s)) {
			s[i].Signals = signals
		}
	}
	return nil
}

// stretches are the points between which none is missing.
func stretches(points []ControlPoint, step float64) (parts [][]ControlPoint) {
	from := 0
	for i := 1; i <= len(points); i++ {
		if i < len(points) && points[i].Period.Time()-points[i-1].Period.Time() < step*1.5 {
			continue
		}
		parts, from = append(parts, points[from:i]), i
	}
	return parts
}

func valuesOf(points []ControlPoint) []float64 {
	values := make([]float64, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	return values
}
