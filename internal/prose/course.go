package prose

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// course says how the series has moved: its phases where it turned, the long
// direction where they do not tell it, and whether that is for the better.
func (w *writer) course() []string {
	runs := w.runs()
	switch {
	case w.tr.Direction == stats.TooFew:
		return []string{w.say("Arvoja on liian vähän suunnan arvioimiseen.", "Värdena är för få för att bedöma riktningen.", "There are too few values to judge the direction.")}
	case len(runs) < 2 || w.tr.Notes.Has(domain.NoteDependsOnSuppressed):
		return []string{w.whole(runs), w.assessment("")}
	}
	told := runs[max(0, len(runs)-mostTold):]
	said := []string{w.turns(told)}
	if last := told[len(told)-1]; last.direction != w.tr.Direction || len(told) < len(runs) {
		return append(said, w.long())
	}
	return append(said, w.assessment(""))
}

// mostTold is how many runs a paragraph tells, the last ones.
const mostTold = 3

// moves reports whether a direction is one of movement.
func moves(d stats.Direction) bool { return d == stats.Rising || d == stats.Falling }

// whole says the long direction of a series that did not turn.
func (w *writer) whole(runs []run) string {
	first, last := w.tr.First, w.tr.Last
	d := w.tr.Direction
	switch {
	case d == stats.Steady:
		return capital(w.short) + w.say(" pysyi vakaana ", " höll sig på en stabil nivå ", " remained steady ") + during(first.Period, last.Period, w.lang) + "."
	case !moves(d):
		span := during(first.Period, last.Period, w.lang)
		return w.say("Kehityksen suunta "+span+" on epäselvä.", "Utvecklingens riktning "+span+" är oklar.", "The direction of change "+span+" is unclear.")
	case !w.agrees(first.Value, last.Value, sign(d)):
		// The ends do not show what the series as a whole does.
		span := capital(during(first.Period, last.Period, w.lang))
		return w.say(span+" suunta oli ", span+" var riktningen ", span+" the direction was ") + w.adjective(d) + "."
	}
	return capital(w.short) + " " + w.rise(d) + w.slowed(runs) + "."
}

func sign(d stats.Direction) float64 {
	if d == stats.Falling {
		return -1
	}
	return 1
}

// rise says from what and when to what and when the series moved.
func (w *writer) rise(d stats.Direction) string {
	a, b := w.tr.First, w.tr.Last
	from, to := whenOf(a.Period, w.lang), whenOf(b.Period, w.lang)
	if w.lang != domain.Finnish {
		return w.verb(d) + w.say("", " från ", " from ") + w.amount(a.Value) + " " + from.at + w.say("", " till ", " to ") + w.amount(b.Value) + " " + to.at
	}
	unit, ok := unitWords(w.tr.Series.Indicator.Unit)
	if ok && unit.from != "" && w.subject != "" && w.base() == "" {
		return w.verb(d) + " " + w.number(a.Value) + " " + unit.from + " " + w.number(b.Value) + " " + unit.to + " " + from.from + " " + to.to
	}
	number := w.number
	if w.subject == "" {
		number = w.tableAmount
	}
	return w.verb(d) + " " + from.from + " " + to.to + " (" + string(a.Period) + ": " + number(a.Value) + "; " + string(b.Period) + ": " + number(b.Value) + ")"
}

// slowed says that a movement slowed down or gathered pace, where the run has
// two phases, both the way of the long direction, whose slopes' 95 % intervals
// lie apart. A straight line slows down in percent, and what grows by a steady
// percentage gathers pace in the unit of the values: a change seen on the
// logarithm alone is called relative.
func (w *writer) slowed(runs []run) string {
	if len(runs) != 1 || len(runs[0].phases) != 2 || runs[0].direction != w.tr.Direction {
		return ""
	}
	before, after := runs[0].phases[0], runs[0].phases[1]
	change := w.paces(before.Lower, before.Upper, after.Lower, after.Upper)
	if change == 0 {
		return ""
	}
	at := whenOf(runs[0].turn, w.lang).at
	noun := w.say("nousu", "uppgången", "the rise")
	if w.tr.Direction == stats.Falling {
		noun = w.say("lasku", "nedgången", "the fall")
	}
	verb := w.say("nopeutui", "tilltog", "gathered pace")
	if change < 0 {
		verb = w.say("hidastui", "bromsade in", "slowed down")
	}
	if w.tr.Turning.Scale == stats.Log && w.pacesInUnit(before, after) != change {
		in := "" // Swedish: bromsade … in
		if verb == "bromsade in" {
			verb, in = "bromsade", " in"
		}
		return "; " + w.say("suhteellisesti laskettuna "+noun+" "+verb, "relativt sett "+verb+" "+noun+in, "in relative terms "+noun+" "+verb) + " " + at
	}
	return "; " + noun + " " + verb + " " + at
}

// paces compares two slopes by their intervals: 1 where the second is the
// faster, −1 where it is the slower, 0 where the intervals meet.
func (w *writer) paces(lower1, upper1, lower2, upper2 float64) int {
	way := int(sign(w.tr.Direction))
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
func (w *writer) pacesInUnit(before, after trend.Phase) int {
	a, errA := w.lineOf(before)
	b, errB := w.lineOf(after)
	if errA != nil || errB != nil {
		return 0
	}
	return w.paces(a.Lower, a.Upper, b.Lower, b.Upper)
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

// verb is the direction as a past tense.
func (w *writer) verb(d stats.Direction) string {
	if d == stats.Falling {
		return w.say("laski", "sjönk", "fell")
	}
	return w.say("nousi", "steg", "rose")
}

// adjective is the direction as "suunta oli …".
func (w *writer) adjective(d stats.Direction) string {
	switch d {
	case stats.Rising:
		return w.say("nouseva", "stigande", "rising")
	case stats.Falling:
		return w.say("laskeva", "fallande", "falling")
	case stats.Steady:
		return w.say("vakaa", "stabil", "steady")
	}
	return w.say("epäselvä", "oklar", "unclear")
}

// long says the long direction of a series that turned.
func (w *writer) long() string {
	s := span(w.tr.First.Period, w.tr.Last.Period)
	text := w.say("Koko jaksolla "+s+" suunta oli ", "Under hela perioden "+s+" var riktningen ", "Over the whole period "+s+" the direction was ")
	return text + w.adjective(w.tr.Direction) + w.assessment(w.say(", siis ", ", alltså ", ", that is, ")) + "."
}

// assessment says whether the long direction is for the better, as a sentence
// of its own or, after what joins it, as a part of one.
func (w *writer) assessment(join string) string {
	var way string
	switch trend.Assess(w.tr.Direction, w.tr.Series.Indicator.Polarity) {
	case trend.Better:
		way = w.say("parempaan päin", "mot det bättre", "for the better")
	case trend.Worse:
		way = w.say("huonompaan päin", "mot det sämre", "for the worse")
	default:
		return ""
	}
	if join != "" {
		return join + way
	}
	return w.say("Suunta on ", "Riktningen är ", "The direction is ") + way + "."
}
