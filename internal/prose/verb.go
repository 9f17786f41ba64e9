package prose

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// inNumber picks the form of a verb that goes with the subject.
func (w *writer) inNumber(one, many string) string {
	if w.plural {
		return many
	}
	return one
}

// be is "oli", "var", "was" or what a subject in the plural has.
func (w *writer) be() string {
	return w.say(w.inNumber("oli", "olivat"), "var", w.inNumber("was", "were"))
}

// verb is the direction as a past tense.
func (w *writer) verb(d stats.Direction) string {
	if d == stats.Falling {
		return w.say(w.inNumber("laski", "laskivat"), "sjönk", "fell")
	}
	return w.say(w.inNumber("nousi", "nousivat"), "steg", "rose")
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
