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
// two phases and both are the way of the long direction.
func (w *writer) slowed(runs []run) string {
	if len(runs) != 1 || len(runs[0].phases) != 2 || runs[0].direction != w.tr.Direction {
		return ""
	}
	before, after := pace(runs[0].phases[0]), pace(runs[0].phases[1])
	if before == after {
		return ""
	}
	noun := w.say("nousu", "uppgången", "the rise")
	if w.tr.Direction == stats.Falling {
		noun = w.say("lasku", "nedgången", "the fall")
	}
	change := w.say(" nopeutui ", " tilltog ", " gathered pace ")
	if after < before {
		change = w.say(" hidastui ", " bromsade in ", " slowed down ")
	}
	return "; " + noun + change + whenOf(runs[0].turn, w.lang).at
}

// pace is how fast a phase moves, on the scale it was fitted on.
func pace(p trend.Phase) float64 {
	if p.Slope < 0 {
		return -p.Slope
	}
	return p.Slope
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
