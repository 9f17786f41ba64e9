package prose

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// course says how the series has moved: all its stretches where it turned, the
// long direction, and whether that is for the better.
func (w *writer) course() []string {
	runs := w.runs()
	switch {
	case w.tr.Direction == stats.TooFew:
		return []string{w.say("Arvoja on liian vähän suunnan arvioimiseksi.", "Värdena är för få för att riktningen ska kunna bedömas.", "There are too few values to judge the direction.")}
	case w.depends() || !slices.ContainsFunc(runs, worthTelling) || len(runs) == 1 && !runs[0].hole:
		return []string{w.zeros(), w.whole(runs), w.assessment()}
	}
	if w.tr.Direction == stats.Mixed {
		return []string{w.turns(runs), w.against(runs)} // a whole that went both ways has no direction
	}
	return []string{w.turns(runs), w.against(runs), w.long(slices.ContainsFunc(runs, func(r run) bool { return r.hole }))}
}

// depends reports whether the suppressed values decide the direction.
func (w *writer) depends() bool { return w.tr.Notes.Has(domain.NoteDependsOnSuppressed) }

// moves reports whether a direction is one of movement.
func moves(d stats.Direction) bool { return d == stats.Rising || d == stats.Falling }

// zeroSlope reports whether the test finds a direction that the median change
// does not have.
func (w *writer) zeroSlope() bool {
	return w.tr.Notes.Has(domain.NoteZeroSlope) && !moves(w.tr.Direction) && !w.depends()
}

// whole says the long direction of a series that did not turn.
func (w *writer) whole(runs []run) string {
	first, last := w.tr.First, w.tr.Last
	d := w.tr.Direction
	span := during(first.Period, last.Period, w.lang)
	switch {
	case w.zeroSlope():
		return capital(span) + w.noMedian() + "."
	case w.nonzero() == 0 && w.zeros() != "":
		return "" // said
	case d == stats.Steady && w.tr.Drifted():
		return capital(span) + w.small() + "."
	case d == stats.Steady:
		if jumped, ok := w.jumped(first.Period, last.Period); ok {
			return capital(w.head.short) + " " + jumped + " " + span + "."
		}
		return capital(w.head.short) + w.say(w.inNumber(" pysyi vakaana ", " pysyivät vakaina "), " höll sig på en stabil nivå ", " remained steady ") + span + "."
	case d == stats.Mixed:
		a, b := w.amount(first.Value), w.amount(last.Value)
		if a == b {
			return w.say("Kehitystä "+span+" ei voi kuvata yhdellä sanalla: alussa ja lopussa "+w.head.short+" "+w.be()+" "+a+", mutta vuodet niiden välissä antavat eri kuvan.",
				"Utvecklingen "+span+" kan inte beskrivas med ett ord: i början och i slutet var "+w.head.short+" "+a+", men åren däremellan ger en annan bild.",
				"The course "+span+" cannot be put in one word: "+w.head.short+" "+w.be()+" "+a+" at the start and at the end, but the years between tell a different story.")
		}
		return w.say("Kehitystä "+span+" ei voi kuvata yhdellä sanalla: alku- ja loppuarvo ("+a+" ja "+b+") antavat eri kuvan kuin vuodet niiden välissä.",
			"Utvecklingen "+span+" kan inte beskrivas med ett ord: början ("+a+") och slutet ("+b+") ger en annan bild än åren däremellan.",
			"The course "+span+" cannot be put in one word: the start ("+a+") and the end ("+b+") tell a different story from the years between.")
	case !moves(d) && !w.depends() && w.varied():
		return w.ranged(span) + w.say("; kehityksen suunta ei ole tilastollisesti selvä.", "; utvecklingens riktning är inte statistiskt säkerställd.", "; the direction of change is not statistically clear.")
	case !moves(d):
		return w.say("Kehityksen suunta "+span+" ei ole tilastollisesti selvä.", "Utvecklingens riktning "+span+" är inte statistiskt säkerställd.", "The direction of change "+span+" is not statistically clear.")
	case !w.agrees(first.Value, last.Value, sign(d)):
		// The ends do not show what the series as a whole does.
		return capital(span) + w.overall(d, w.tr.Evidence) + "."
	}
	if w.tr.Evidence == stats.Weak {
		return capital(w.head.short) + w.apartAt(d) + "."
	}
	pace := ""
	if len(runs) == 1 && runs[0].direction == d {
		pace = w.pace(runs[0], "; ", "")
	}
	return capital(w.head.short) + " " + w.rise(d) + pace + "."
}

// long says the long direction of a series that turned, of which a part
// without values is no evidence.
func (w *writer) long(hole bool) string {
	s := span(w.tr.First.Period, w.tr.Last.Period)
	text := w.say("Koko jaksolla ", "Under hela perioden ", "Over the whole period ") + s
	if hole {
		text = w.say("Käytettävissä olevien arvojen perusteella koko jaksolla ", "Enligt de värden som finns för perioden ", "Judging by the values there are, over the whole period ") + s
	}
	switch {
	case w.zeroSlope():
		text += w.noMedian()
	case w.tr.Direction == stats.Steady:
		text += w.small()
	default:
		text += w.overall(w.tr.Direction, w.tr.Evidence)
	}
	return text + w.judged() + "."
}

// noMedian goes on from a time: the test finds a direction, and the median
// change is zero.
func (w *writer) noMedian() string {
	text := w.say(" mediaanimuutos oli nolla, koska yhtä suuria arvoja on paljon", " var medianförändringen noll, eftersom många värden är lika", " the median change was zero, since many values are equal")
	if w.tr.Direction == stats.Unclear {
		text = w.say(" suunta ei ole selvä: mediaanimuutos on nolla, koska yhtä suuria arvoja on paljon", " är riktningen inte klar: medianförändringen är noll, eftersom många värden är lika", " the direction is not clear: the median change is zero, since many values are equal")
	}
	if w.tr.MK.S > 0 {
		return text + w.say("; testin mukaan myöhemmät arvot olivat silti useammin aiempia suurempia kuin pienempiä", "; enligt testet var senare värden ändå oftare högre än lägre jämfört med tidigare", "; the test nevertheless finds later values more often above earlier ones than below")
	}
	return text + w.say("; testin mukaan myöhemmät arvot olivat silti useammin aiempia pienempiä kuin suurempia", "; enligt testet var senare värden ändå oftare lägre än högre jämfört med tidigare", "; the test nevertheless finds later values more often below earlier ones than above")
}

// small goes on from a time: that a steady series has hardly moved, and its
// ends where they lie apart all the same.
func (w *writer) small() string {
	if !w.tr.Drifted() || w.same(w.tr.First.Value, w.tr.Last.Value) {
		return w.say(" taso pysyi lähes ennallaan", " var nivån i stort sett oförändrad", " the level remained much the same")
	}
	a, b := w.amount(w.tr.First.Value), w.amount(w.tr.Last.Value)
	return w.say(" muutos oli useimpina vuosina pieni, vaikka "+w.head.short+w.inNumber(" oli ", " olivat ")+"jakson alussa "+a+" ja lopussa "+b,
		" var förändringen de flesta år liten, fast "+w.head.short+" var "+a+" i början och "+b+" i slutet",
		" the change was small in most years, although "+w.head.short+w.inNumber(" was ", " were ")+a+" at the start and "+b+" at the end")
}

// judged is the long direction, where it is clear, read as better or worse, as the end of a
// sentence on it.
func (w *writer) judged() string {
	if w.tr.Evidence == stats.Weak {
		return ""
	}
	switch trend.Assess(w.tr.Direction, w.tr.Series.Indicator.Polarity) {
	case trend.Better:
		return w.say(" eli kulki parempaan suuntaan", ", alltså mot det bättre", ", a change for the better")
	case trend.Worse:
		return w.say(" eli kulki huonompaan suuntaan", ", alltså mot det sämre", ", a change for the worse")
	}
	return ""
}

// assessment is the same as a sentence of its own.
func (w *writer) assessment() string {
	if w.tr.Evidence == stats.Weak {
		return ""
	}
	switch trend.Assess(w.tr.Direction, w.tr.Series.Indicator.Polarity) {
	case trend.Better:
		return w.say("Kehitys on kulkenut parempaan suuntaan.", "Utvecklingen har gått mot det bättre.", "This is a change for the better.")
	case trend.Worse:
		return w.say("Kehitys on kulkenut huonompaan suuntaan.", "Utvecklingen har gått mot det sämre.", "This is a change for the worse.")
	}
	return ""
}
