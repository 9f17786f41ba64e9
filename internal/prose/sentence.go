// Package prose puts computed results into words: a paragraph on a series for
// a plan or a board paper, and the account of how a trend was found. Every
// word is chosen from the result, and what the result does not show is not
// said: an unclear direction is called unclear, and only what was tested is
// said to rise, fall or differ.
package prose

import (
	"kuvio/internal/domain"
	"kuvio/internal/trend"
)

// Sentence is a paragraph of short sentences in the language l: the last value
// and whether it is an old one, how it stands to the country's of the same
// period, how the series has moved, a forecast where one was asked for, and
// what limits all that.
//
// It rests on the results in About.Trend alone. Long direction: Mann–Kendall
// and Theil–Sen as trend has them. Turning points: only phases whose slope
// differs from 0, of four values or more, are said to rise or fall; all phases
// are told, and the long direction beside them. The country: compare's rule, the
// area's 95 % interval against the country's value; without an interval the
// two numbers stand side by side. A subject or place that the language has no
// form of gives a neutral form, never one of another language.
//
// A nil Trend is a programmer's error and panics.
func Sentence(a About, l domain.Lang) string {
	w := newWriter(a, l)
	parts := []string{w.level()}
	if w.tr.N > 0 {
		parts = append(parts, w.ended(), w.country())
		parts = append(parts, w.course()...)
	}
	parts = append(parts, w.forecast()...)
	return said(append(parts, w.reservations()...)...)
}

// writer writes one paragraph.
type writer struct {
	voice
	About
	tr *trend.Trend
}

func newWriter(a About, l domain.Lang) *writer {
	w := &writer{voice: newVoice(&a.Trend.Series.Series, a.Trend.Series.Shown(a.Trend.Series.Decimals(), false), l), About: a, tr: a.Trend}
	w.millions = millionDecimalsOf(w.series.Indicator.Unit, w.tr.First.Value, w.tr.Last.Value)
	return w
}

// level says the last value, or that there is none.
func (w *writer) level() string {
	if w.tr.N == 0 {
		return w.nothing()
	}
	amount, at := w.amount(w.tr.Last.Value), whenOf(w.tr.Last.Period, w.lang).at
	if w.subject == "" {
		return w.titled(w.area()) + ", " + amount + " " + at + "."
	}
	in := own(w.Place.In, w.lang)
	if in == "" {
		return w.named(w.area()) + " " + w.be() + " " + amount + " " + at + "."
	}
	if w.lang == domain.Finnish {
		return w.named() + " " + w.be() + " " + in + " " + amount + " " + at + "."
	}
	return w.named() + " " + w.be() + " " + amount + " " + in + " " + at + "."
}

// nothing is said of a series without a value.
func (w *writer) nothing() string {
	name := w.titled(w.area())
	if w.subject != "" {
		name = w.named(w.area())
	}
	notes := w.tr.Notes
	switch {
	case notes.Has(domain.NoteCountsOnly):
		return name + w.say(": vain lukumääriä, ei arvoja.", ": endast antal, inga värden.", ": counts only, no values.")
	case notes.Has(domain.NoteZeroDenominator):
		return name + w.say(": nimittäjä on nolla, joten arvoa ei ole.", ": nämnaren är noll, så det finns inget värde.", ": the denominator is zero, so there is no value.")
	case notes.Has(domain.NoteSuppressed):
		return name + w.say(": tiedot on salattu.", ": uppgifterna är sekretessbelagda.", ": the data are suppressed.")
	}
	return name + w.say(": ei ole tietoja.", ": uppgifter saknas.", ": there are no data.")
}
