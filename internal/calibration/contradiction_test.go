package calibration

import (
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// Of every real series, no part of what is said of it contradicts another: the
// direction, the change from the first value to the last, the slope and its
// limits, the average change in percent, the stretches that are told and the
// turns between them.
func TestNothingContradictsItself(t *testing.T) {
	said := map[stats.Direction]int{}
	for _, s := range readReal(t) {
		tr := analyse(s.y, int(math.Round(-math.Log10(s.step))))
		said[tr.Direction]++
		for _, fault := range contradictions(&tr) {
			t.Errorf("%s %v, %s: %s", s.kind, s.y, tr.Direction, fault)
		}
	}
	for _, d := range []stats.Direction{stats.Mixed, stats.Rising, stats.Falling, stats.Steady, stats.Unclear} {
		if said[d] == 0 {
			t.Errorf("no real series is %s: %v", d, said)
		}
	}
	t.Logf("directions: %v", said)
}

// contradictions lists what in a trend says otherwise than its direction.
func contradictions(tr *trend.Trend) (found []string) {
	fault := func(bad bool, what string) {
		if bad {
			found = append(found, what)
		}
	}
	phase := func(d stats.Direction) bool {
		return slices.ContainsFunc(tr.Turning.Phases, func(p trend.Phase) bool { return p.Direction == d })
	}
	sign := map[stats.Direction]float64{stats.Rising: 1, stats.Falling: -1}[tr.Direction]
	opposite := map[stats.Direction]stats.Direction{stats.Rising: stats.Falling, stats.Falling: stats.Rising}[tr.Direction]
	if sign != 0 {
		fault(!(sign*tr.Change > 0), "the ends say otherwise")
		fault(!(sign*tr.Sen.Slope > 0), "the slope says otherwise")
		fault(tr.Sen.HasInterval && tr.Sen.Lower <= 0 && 0 <= tr.Sen.Upper, "the slope's limits reach 0")
		fault(sign*tr.Turning.AAPC < 0 || sign*tr.Turning.Found.AAPC < 0, "the average change says otherwise")
		fault(phase(opposite), "a stretch goes the other way")
		fault((tr.PCorrected < 0.05) != (tr.Evidence == stats.Clear), "the evidence is not that of p")
	} else {
		fault(tr.Evidence != "", "evidence of no direction")
		fault(trend.Assess(tr.Direction, domain.HighGood) != "", "judged without a direction")
	}
	if tr.Direction == stats.Steady {
		fault(tr.Drifted(), "its ends lie apart")
		fault(phase(stats.Rising) || phase(stats.Falling), "a stretch moves")
	}
	fault(tr.Direction != stats.Mixed && phase(stats.Rising) && phase(stats.Falling), "it went both ways")
	fault(tr.PCorrected < tr.MK.P, "the corrected p is below the plain one")
	for i, turn := range tr.Turning.Turns {
		before, after := tr.Turning.Phases[i].Direction, tr.Turning.Phases[i+1].Direction
		fault(!turn.Firm || turn.Change == "", "a turn is told that does not hold")
		fault(turn.Change == trend.Turned && before == after, "a turn between stretches of one direction")
		fault((turn.Change == trend.Faster || turn.Change == trend.Slower) && before != after, "a change of pace between two directions")
		fault(turn.Lower > turn.At || turn.At > turn.Upper, "a turn outside its interval")
	}
	return found
}
