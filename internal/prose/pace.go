package prose

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/trend"
)

// bend is a change of pace: faster or slower, in percent alone or in the unit
// of the values too.
type bend struct{ faster, relative bool }

// pace says where a movement slowed down or gathered pace, between opening and
// closing; nothing where it did not. Two neighbouring phases differ in pace
// where their slopes' 95 % intervals lie apart. A straight line slows down in
// percent, and what grows by a steady percentage gathers pace in the unit of
// the values: a change seen on the logarithm alone is called relative.
func (w *writer) pace(r run, opening, closing string) string {
	var bends []bend
	var at [][]domain.Period // of each bend
	for i := range len(r.phases) - 1 {
		before, after := r.phases[i], r.phases[i+1]
		change := paces(r.direction, before.Lower, before.Upper, after.Lower, after.Upper)
		if change == 0 {
			continue
		}
		b := bend{faster: change > 0, relative: w.tr.Turning.Scale == joinpoint.Log && w.pacesInUnit(r.direction, before, after) != change}
		if n := len(bends); n > 0 && bends[n-1] == b {
			at[n-1] = append(at[n-1], r.turns[i])
			continue
		}
		bends, at = append(bends, b), append(at, []domain.Period{r.turns[i]})
	}
	var clauses []string
	for i, b := range bends {
		clauses = append(clauses, w.bent(r.direction, b)+" "+whenAll(at[i], w.lang))
	}
	if len(clauses) == 0 {
		return ""
	}
	return opening + strings.Join(clauses, "; ") + closing
}

// bent is "nousu hidastui".
func (w *writer) bent(d stats.Direction, b bend) string {
	noun := w.say("nousu", "uppgången", "the rise")
	if d == stats.Falling {
		noun = w.say("lasku", "nedgången", "the fall")
	}
	verb, in := w.say("hidastui", "bromsade", "slowed down"), ""
	switch {
	case b.faster:
		verb = w.say("nopeutui", "tilltog", "gathered pace")
	case w.lang == domain.Swedish: // bromsade … in
		in = " in"
	}
	if b.relative {
		return w.say("suhteellisesti laskettuna "+noun+" "+verb, "relativt sett "+verb+" "+noun+in, "in relative terms "+noun+" "+verb)
	}
	return noun + " " + verb + in
}

// paces compares two slopes of a direction by their intervals: 1 where the
// second is the faster, −1 where it is the slower, 0 where the intervals meet.
func paces(d stats.Direction, lower1, upper1, lower2, upper2 float64) int {
	way := int(sign(d))
	switch {
	case lower2 > upper1:
		return way
	case upper2 < lower1:
		return -way
	}
	return 0
}

// pacesInUnit compares the least-squares lines through the values of two
// phases.
func (w *writer) pacesInUnit(d stats.Direction, before, after trend.Phase) int {
	a, errA := w.lineOf(before)
	b, errB := w.lineOf(after)
	if errA != nil || errB != nil {
		return 0
	}
	return paces(d, a.Lower, a.Upper, b.Lower, b.Upper)
}

// lineOf is the least-squares line through the values of a phase.
func (w *writer) lineOf(p trend.Phase) (stats.Line, error) {
	times, values := w.tr.Series.Values()
	var t, y []float64
	for i, at := range times {
		if p.From <= at && at <= p.To {
			t, y = append(t, at), append(y, values[i])
		}
	}
	return stats.LeastSquares(t, y, trend.Level)
}
