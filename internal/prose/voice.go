package prose

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// voice is how values of one kind are spoken of in a language.
type voice struct {
	lang     domain.Lang
	series   *series.Series // one of the kind: its indicator, gender and breakdown
	decimals int
	subject  string // "" for the neutral form
	head     head   // what later sentences call it, and how its verbs go
	millions int    // decimals of sums in millions
}

func newVoice(s *series.Series, decimals int, l domain.Lang) voice {
	w := voice{lang: l, series: s, decimals: decimals, millions: 1, subject: strings.TrimSpace(own(s.Indicator.Subject, l))}
	w.head = headOf(w.subject, s.Indicator.Unit, l)
	return w
}

// say picks the text of the language.
func (w *voice) say(fi, sv, en string) string {
	return domain.Text{FI: fi, SV: sv, EN: en}.In(w.lang)
}
