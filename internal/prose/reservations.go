package prose

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// reservations are the sentences on what limits the others. Those on how an
// interval came about are left to the account of the method.
func (w *writer) reservations() []string {
	var said []string
	for _, n := range w.tr.Notes {
		switch n.Code {
		case domain.NoteGaps:
			years := n.Arg + " years"
			if n.Arg == "1" {
				years = "1 year"
			}
			said = append(said, w.say("Välistä puuttuu tieto "+n.Arg+" vuodelta.", "Däremellan saknas uppgift för "+n.Arg+" år.", "In between, data are missing for "+years+"."))
		case domain.NoteSuppressed:
			said = append(said, w.suppressed(n))
		case domain.NoteZeroSlope:
			if !moves(w.tr.Direction) {
				said = append(said, n.Sentence().In(w.lang))
			}
		case domain.NoteAfterBreak, domain.NoteDependsOnSuppressed, domain.NoteSuppressedVaried, domain.NoteNotFinite:
			said = append(said, n.Sentence().In(w.lang))
		}
	}
	said = append(said, w.seams())
	if w.tr.Series.MadeUp || w.tr.Notes.Has(domain.NoteMadeUp) {
		said = append(said, domain.Note{Code: domain.NoteMadeUp}.Sentence().In(w.lang))
	}
	return said
}

// suppressed says that a direction was found without the suppressed values,
// where no other note says how they were reckoned with.
func (w *writer) suppressed(n domain.Note) string {
	notes := w.tr.Notes
	if w.tr.N == 0 || w.tr.Direction == stats.TooFew || notes.Has(domain.NoteDependsOnSuppressed) || notes.Has(domain.NoteSuppressedVaried) {
		return ""
	}
	return w.say("Salattuja arvoja on "+n.Arg+", eikä niitä ole otettu huomioon suunnassa.",
		"Antalet dolda värden är "+n.Arg+"; riktningen beaktar dem inte.",
		"Suppressed values: "+n.Arg+"; the direction does not take them into account.")
}

// seams says that the series was analysed across its breaks.
func (w *writer) seams() string {
	if w.tr.N == 0 {
		return ""
	}
	var at []string
	for _, s := range w.tr.Series.Seams() {
		at = append(at, whenOf(s, w.lang).at)
	}
	if len(at) == 0 {
		return ""
	}
	list := strings.Join(at, ", ")
	return capital(w.say(list+" sarja vaihtui tai määritelmä muuttui; suunta on laskettu katkoksen yli.",
		list+" byttes serien eller ändrades definitionen; riktningen är beräknad över brottet.",
		list+" the series or its definition changed; the direction is computed across the break."))
}
