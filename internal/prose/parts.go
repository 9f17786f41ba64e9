package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
)

// Level is the beginning of a Sentence alone: the last value, whether it is an old one,
// and how it stands to the country's.
func Level(a About, l domain.Lang) string {
	w := newWriter(a, l)
	if w.tr.N == 0 {
		return w.level()
	}
	return said(w.level(), w.ended(), w.country())
}

// Ended says that a series ends before the country's, and when; "" of one that does not.
func Ended(a About, l domain.Lang) string {
	w := newWriter(a, l)
	if w.tr.N == 0 {
		return ""
	}
	return w.ended()
}

// Onward is the rest of a Sentence, for a text that has told the level already: how the
// series has moved, a forecast where one was asked for, and what limits that; "" of a
// series without a value.
func Onward(a About, l domain.Lang) string {
	w := newWriter(a, l)
	if w.tr.N == 0 {
		return ""
	}
	return said(append(append(w.course(), w.forecast()...), w.reservations()...)...)
}

// Course is how a series has moved, in a sentence that names what it is of but not where:
// for a list of what moves in one area.
func Course(a About, l domain.Lang) string {
	w := newWriter(a, l)
	if w.tr.N == 0 {
		return w.nothing()
	}
	course := said(w.course()...)
	short := capital(w.head.short) + " "
	if rest, ok := strings.CutPrefix(course, short); ok && w.subject != "" {
		return w.named() + " " + rest
	}
	return w.titledOrNamed() + ": " + lowered(course)
}

// Subject is what a series is of, without its area: its subject or, where it has none in
// the language, its number and title.
func Subject(a About, l domain.Lang) string {
	w := newWriter(a, l)
	return w.titledOrNamed()
}

func (w *writer) titledOrNamed() string {
	if w.subject == "" {
		return w.titled("")
	}
	return w.named()
}

// lowered is a sentence as it goes on from a colon.
func lowered(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// said joins the sentences that there are.
func said(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, " ")
}
