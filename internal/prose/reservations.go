package prose

import (
	"strconv"
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
			said = append(said, w.gaps(n.Arg))
		case domain.NoteSuppressed:
			said = append(said, w.suppressed(n))
		case domain.NoteEvery:
			said = append(said, w.every(n))
		case domain.NotePooledPersons, domain.NoteRestDerived, domain.NoteGroupDerived, domain.NoteSummed, domain.NoteClassesDerived, domain.NoteMiddles, domain.NoteOverlap, domain.NoteAfterBreak, domain.NoteDependsOnSuppressed, domain.NoteSuppressedVaried, domain.NoteNotFinite, domain.NoteProvisional, domain.NoteAsOf:
			said = append(said, n.Sentence().In(w.lang))
		}
	}
	said = append(said, w.seams())
	if w.tr.Series.MadeUp || w.tr.Notes.Has(domain.NoteMadeUp) {
		said = append(said, domain.Note{Code: domain.NoteMadeUp}.Sentence().In(w.lang))
	}
	return said
}

// everyNth are the years of which there is a value, from every second one on,
// and spells of so many years.
var everyNth = [...]struct {
	domain.Text
	spell domain.Text
}{
	{domain.Text{FI: "joka toiselta vuodelta", SV: "vartannat år", EN: "every other year"}, domain.Text{FI: "kahden vuoden jaksoilta", SV: "tvåårsperioder", EN: "two-year periods"}},
	{domain.Text{FI: "joka kolmannelta vuodelta", SV: "vart tredje år", EN: "every third year"}, domain.Text{FI: "kolmen vuoden jaksoilta", SV: "treårsperioder", EN: "three-year periods"}},
	{domain.Text{FI: "joka neljänneltä vuodelta", SV: "vart fjärde år", EN: "every fourth year"}, domain.Text{FI: "neljän vuoden jaksoilta", SV: "fyraårsperioder", EN: "four-year periods"}},
	{domain.Text{FI: "joka viidenneltä vuodelta", SV: "vart femte år", EN: "every fifth year"}, domain.Text{FI: "viiden vuoden jaksoilta", SV: "femårsperioder", EN: "five-year periods"}},
}

// every says of which years there is a value, or that values are of spells of
// so many years, which leave none out.
func (w *writer) every(n domain.Note) string {
	years, err := strconv.Atoi(n.Arg)
	if err != nil || years < 2 || years-2 >= len(everyNth) {
		return n.Sentence().In(w.lang)
	}
	nth, first := everyNth[years-2], w.tr.First.Period
	if spell := nth.spell.In(w.lang); first.LastYear()-first.Year()+1 == years {
		return w.say("Arvot on laskettu "+spell+".", "Värdena gäller "+spell+".", "Values are of "+spell+".")
	}
	of := nth.In(w.lang)
	return w.say("Arvo on "+of+".", "Värden finns för "+of+".", "There is a value for "+of+".")
}

// spelt are the numbers of years that are written out, from 1.
var spelt = [...]domain.Text{
	{FI: "yhdeltä", SV: "ett", EN: "one"}, {FI: "kahdelta", SV: "två", EN: "two"}, {FI: "kolmelta", SV: "tre", EN: "three"},
	{FI: "neljältä", SV: "fyra", EN: "four"}, {FI: "viideltä", SV: "fem", EN: "five"}, {FI: "kuudelta", SV: "sex", EN: "six"},
	{FI: "seitsemältä", SV: "sju", EN: "seven"}, {FI: "kahdeksalta", SV: "åtta", EN: "eight"}, {FI: "yhdeksältä", SV: "nio", EN: "nine"},
	{FI: "kymmeneltä", SV: "tio", EN: "ten"},
}

// gaps says of how many years between the first value and the last nothing is
// known; suppressed values are not among them.
func (w *writer) gaps(years string) string {
	n, s := years, "s"
	if i, err := strconv.Atoi(years); err == nil && 1 <= i && i <= len(spelt) {
		n = spelt[i-1].In(w.lang)
	}
	if years == "1" {
		s = ""
	}
	return w.say("Välistä puuttuu tieto "+n+" vuodelta.", "Däremellan saknas uppgift för "+n+" av åren.", "In between, data are missing for "+n+" year"+s+".")
}

// suppressed says that a direction was found without the suppressed values,
// where no other note says how they were reckoned with.
func (w *writer) suppressed(n domain.Note) string {
	notes := w.tr.Notes
	if w.tr.N == 0 || w.tr.Direction == stats.TooFew || notes.Has(domain.NoteDependsOnSuppressed) || notes.Has(domain.NoteSuppressedVaried) {
		return ""
	}
	return w.say("Salattuja arvoja on "+n.Arg+", eikä niitä ole otettu huomioon suunnassa.",
		"Antalet sekretessbelagda värden är "+n.Arg+"; riktningen beaktar dem inte.",
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
