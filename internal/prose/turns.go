package prose

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// turns tells runs from the first year to the last, leaving none out.
func (w *writer) turns(runs []run) string {
	var b strings.Builder
	for i := 0; i < len(runs); {
		r, n := runs[i], 1
		if i > 0 && r.direction == stats.Steady && moves(runs[i-1].direction) {
			b.WriteString(w.stayedAfter(r, i > 1 && moves(runs[i-2].direction)))
			i++
			continue
		}
		if i > 0 && moves(r.direction) && moves(runs[i-1].direction) {
			b.WriteString(w.turned(runs, i))
			i++
			continue
		}
		if i > 0 {
			b.WriteString("; ")
		}
		switch {
		case moves(r.direction):
			b.WriteString(w.moved(r, i == 0))
		case r.hole:
			b.WriteString(w.hole(r))
		case r.direction == stats.Steady:
			b.WriteString(w.stayed(r, i == 0))
		case r.direction == stats.TooFew:
			b.WriteString(w.few(r, i > 0 && i == len(runs)-1))
		default:
			for i+n < len(runs) && runs[i+n].direction == stats.Unclear && !runs[i+n].hole {
				n++
			}
			b.WriteString(w.unclear(runs[i:i+n], i > 0 && i+n == len(runs)))
		}
		i += n
	}
	return capital(b.String()) + "."
}

// moved says when a run moved: the subject first where it begins the account.
func (w *writer) moved(r run, first bool) string {
	at := whenOf(r.from, w.lang).from + " " + whenOf(r.to, w.lang).to
	pace := w.pace(r, " (", ")")
	switch {
	case first:
		return w.head.short + " " + w.verb(r.direction) + " " + at + pace
	case w.lang == domain.Swedish:
		return at + " " + w.verb(r.direction) + " " + w.head.short + pace
	}
	return at + " " + w.head.short + " " + w.verb(r.direction) + pace
}

// stayed says when a run stayed where it was.
func (w *writer) stayed(r run, first bool) string {
	until := whenOf(r.to, w.lang).until
	if jumped, ok := w.jumped(r.from, r.to); ok {
		if first {
			return w.head.short + " " + jumped + " " + until
		}
		verb, rest, _ := strings.Cut(jumped, " ")
		return w.say("sitten "+w.head.short+" "+jumped, "därefter "+verb+" "+w.head.short+" "+rest, "then "+w.head.short+" "+jumped) + " " + until
	}
	if first {
		return w.say(w.head.short+w.inNumber(" pysyi vakaana ", " pysyivät vakaina "), w.head.short+" höll sig på en stabil nivå ", w.head.short+" remained steady ") + until
	}
	return w.say("sitten "+w.head.short+w.inNumber(" pysyi vakaana ", " pysyivät vakaina "), "därefter höll sig "+w.head.short+" på en stabil nivå ", "then "+w.head.short+" remained steady ") + until
}

// stayedAfter goes on from a movement, which had itself turned or not, with a
// run that stayed where it had come to.
func (w *writer) stayedAfter(r run, turned bool) string {
	then := w.say("sitten", "sedan", "then")
	if turned {
		then = w.say("sen jälkeen", "därefter", "after that")
	}
	until := whenOf(r.to, w.lang).until
	if jumped, ok := w.jumped(r.from, r.to); ok {
		verb, rest, _ := strings.Cut(jumped, " ")
		return w.say(" ja "+verb+" "+then+" "+rest, " och "+verb+" "+then+" "+rest, " and "+then+" "+jumped) + " " + until
	}
	return w.say(w.inNumber(" ja pysyi ", " ja pysyivät ")+then+w.inNumber(" vakaana ", " vakaina "), " och höll sig "+then+" på en stabil nivå ", " and "+then+" remained steady ") + until
}

// unclear tells neighbouring stretches of which none shows a direction. No
// test was made of them together, so each is named.
func (w *writer) unclear(runs []run, last bool) string {
	if len(runs) == 1 {
		if last {
			return w.wavered(runs[0])
		}
		at := during(runs[0].from, runs[0].to, w.lang)
		return w.say(duringOf(runs[0].from, runs[0].to)+" suunta ei ole tilastollisesti selvä", at+" är riktningen inte statistiskt säkerställd", "the direction "+at+" is not statistically clear")
	}
	var spans []string
	for _, r := range runs {
		spans = append(spans, during(r.from, r.to, w.lang))
	}
	at := listed(spans, w.lang)
	return w.say(at+" suunta ei ole erikseen tarkasteltuna tilastollisesti selvä", at+" är riktningen, var period för sig, inte statistiskt säkerställd", at+", each taken by itself, the direction is not statistically clear")
}

// wavered says between which values a series lay since its last turn.
func (w *writer) wavered(r run) string {
	lowest, highest := w.bounds(r.from, r.to)
	if w.same(lowest, highest) {
		return w.say("sen jälkeen "+w.head.short+" "+w.be()+" koko ajan "+w.amount(lowest), "därefter var "+w.head.short+" hela tiden "+w.amount(lowest), "after that "+w.head.short+" "+w.be()+" "+w.amount(lowest)+" throughout")
	}
	between := w.inRange(lowest, highest)
	if w.narrow(lowest, highest) {
		return w.say("sen jälkeen "+w.head.short+w.inNumber(" pysyi ", " pysyivät ")+between, "därefter låg "+w.head.short+" "+between, "after that "+w.head.short+" stayed "+between)
	}
	return w.say("sen jälkeen "+w.head.short+w.inNumber(" vaihteli ", " vaihtelivat ")+between+" ilman tilastollisesti selvää suuntaa", "därefter varierade "+w.head.short+" "+between+" utan statistiskt säkerställd riktning", "after that "+w.head.short+" ranged "+between+" without a statistically clear direction")
}

// few says that a stretch has too few values to tell a direction of.
func (w *writer) few(r run, last bool) string {
	if last {
		return w.say("sen jälkeen arvoja on liian vähän suunnan arvioimiseksi", "därefter är värdena för få för att riktningen ska kunna bedömas", "after that there are too few values to judge the direction")
	}
	at := during(r.from, r.to, w.lang)
	return w.say(at+" arvoja on liian vähän suunnan arvioimiseksi", at+" är värdena för få för att riktningen ska kunna bedömas", at+" there are too few values to judge the direction")
}

// turned goes on from a movement with the opposite one, that of runs[i].
func (w *writer) turned(runs []run, i int) string {
	r, last := runs[i], i == len(runs)-1
	again := i > 1 && moves(runs[i-2].direction) // the movement before had itself turned
	pace := w.pace(r, " (", ")")
	if !last {
		then, join := w.say("sitten", "sedan", "then"), ", "
		if again {
			then = w.say("taas", "åter", "again")
		}
		if next := runs[i+1].direction; !moves(next) && next != stats.Steady {
			join = " " + and.In(w.lang) + " "
		}
		until := whenOf(r.to, w.lang).until
		if w.lang == domain.English && !again {
			return join + then + " " + w.verb(r.direction) + " " + until + pace
		}
		return join + w.verb(r.direction) + " " + then + " " + until + pace
	}
	then := w.say("sitten ", "sedan ", "then ")
	if again {
		then = w.say("sen jälkeen ", "därefter ", "after that ")
	}
	into := w.motion(r.direction).into.In(w.lang)
	return w.say(w.inNumber(" ja kääntyi ", " ja kääntyivät ")+then, " och vände "+then, " and "+then+"turned ") + into + pace
}
