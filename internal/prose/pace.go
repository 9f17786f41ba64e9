package prose

import (
	"kuvio/internal/domain"
	"kuvio/internal/trend"
)

// pace says where a movement slowed down or gathered pace, between opening and
// closing; nothing where it did not.
func (w *writer) pace(r run, opening, closing string) string {
	var changes []trend.Change
	var at [][]domain.Period // of each change
	for i, after := range r.phases[1:] {
		c := w.tr.Turning.ChangeAt(after.First)
		if c != trend.Faster && c != trend.Slower {
			continue
		}
		if n := len(changes); n > 0 && changes[n-1] == c {
			at[n-1] = append(at[n-1], r.turns[i])
			continue
		}
		changes, at = append(changes, c), append(at, []domain.Period{r.turns[i]})
	}
	var clauses []string
	for i, c := range changes {
		clauses = append(clauses, w.bent(c)+" "+fromAll(at[i], w.lang))
	}
	if len(clauses) == 0 {
		return ""
	}
	return opening + w.motion(r.direction).noun.In(w.lang) + " " + listed(clauses, w.lang) + closing
}

// bent is "hidastui".
func (w *writer) bent(c trend.Change) string {
	verb, in := w.say("hidastui", "bromsade", "slowed down"), ""
	switch {
	case c == trend.Faster:
		verb = w.say("nopeutui", "tilltog", "gathered pace")
	case w.lang == domain.Swedish: // bromsade … in
		in = " in"
	}
	return verb + in
}
