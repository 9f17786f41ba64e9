package prose

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// pace says where a movement slowed down or gathered pace (trend.Bend), between
// opening and closing; nothing where it did not.
func (w *writer) pace(r run, opening, closing string) string {
	var bends []trend.Bend
	var at [][]domain.Period // of each bend
	for i := range len(r.phases) - 1 {
		b, ok := w.tr.Bend(r.phases[i], r.phases[i+1])
		if !ok {
			continue
		}
		if n := len(bends); n > 0 && bends[n-1] == b {
			at[n-1] = append(at[n-1], r.turns[i])
			continue
		}
		bends, at = append(bends, b), append(at, []domain.Period{r.turns[i]})
	}
	var clauses []string
	for i, b := range bends {
		clauses = append(clauses, w.bent(r.direction, b)+" "+fromAll(at[i], w.lang))
	}
	if len(clauses) == 0 {
		return ""
	}
	return opening + strings.Join(clauses, "; ") + closing
}

// bent is "nousu hidastui".
func (w *writer) bent(d stats.Direction, b trend.Bend) string {
	noun := w.motion(d).noun.In(w.lang)
	verb, in := w.say("hidastui", "bromsade", "slowed down"), ""
	switch {
	case b.Faster:
		verb = w.say("nopeutui", "tilltog", "gathered pace")
	case w.lang == domain.Swedish: // bromsade … in
		in = " in"
	}
	if b.Relative {
		return w.say("suhteellisesti laskettuna "+noun+" "+verb, "relativt sett "+verb+" "+noun+in, "in relative terms "+noun+" "+verb)
	}
	return noun + " " + verb + in
}
