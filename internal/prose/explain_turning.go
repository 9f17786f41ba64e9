package prose

import (
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/trend"
)

// turning says how turning points were looked for and what lies between them.
func (p *page) turning() {
	fit := &p.tr.Turning
	if p.tr.N == 0 {
		return
	}
	p.head(p.say("Käännekohdat", "Vändpunkter", "Turning points"))
	if !fit.Fitted() {
		if p.tr.Notes.Has(domain.NoteJoinpointsInfeasible) {
			p.addf("Niin montaa ei voi sovittaa: arvoja on liian vähän.", "Så många kan inte anpassas: värdena är för få.", "So many cannot be fitted: the values are too few.")
			return
		}
		p.addf("Ei etsitty: suuntaa ei ole laskettu tai arvot eivät sovi menetelmään.", "Inte sökta: riktningen är inte beräknad eller värdena passar inte metoden.", "Not looked for: no direction was computed, or the values do not suit the method.")
		return
	}
	p.model(fit)
	for _, r := range fit.Phases {
		p.phase(r)
	}
	hole := slices.ContainsFunc(fit.Phases, func(r trend.Phase) bool { return r.Hole })
	if math.IsNaN(fit.AAPC) || len(fit.Phases) == 1 || hole { // no mean over a stretch of which nothing is known
		return
	}
	interval := ""
	if !math.IsNaN(fit.AAPCLower) {
		interval = " (" + p.percent95() + p.limits(fit.AAPCLower, fit.AAPCUpper) + ")"
	}
	p.addf("Koko jaksolla keskimäärin %s %% vuodessa%s.", "Under hela perioden i genomsnitt %s %% per år%s.", "Over the whole period on average %s%% a year%s.", p.stat(fit.AAPC), interval)
}

// model is the scale, the weights and how many turning points there are.
func (p *page) model(fit *trend.Turning) {
	p.addf("Menetelmä: pienimmän neliösumman jatkuva murtoviiva (joinpoint), joka kääntyy kokonaisten vuosien kohdalla.",
		"Metod: en kontinuerlig bruten linje med minsta kvadratmetoden (joinpoint) som vänder vid hela år.",
		"Method: a continuous broken line by least squares (joinpoint) that turns at whole years.")
	scale := p.say("arvojen luonnollinen logaritmi, joten muutos on prosentteina", "värdenas naturliga logaritm, så förändringen är i procent", "the natural logarithm of the values, so change is in percent")
	if fit.Scale == joinpoint.Linear {
		scale = p.say("arvot sellaisinaan", "värdena som de är", "the values as they are")
	}
	p.addf("Asteikko: %s. Painot: %s.", "Skala: %s. Vikter: %s.", "Scale: %s. Weights: %s.", scale, p.weights(fit))
	k := len(fit.At)
	if p.options.Turning.Exactly != nil {
		p.addf("Käännekohtien määrä annettiin: %d. SSE = %s.", "Antalet vändpunkter gavs: %d. SSE = %s.", "The number of turning points was given: %d. SSE = %s.", k, p.stat(fit.SSE))
		return
	}
	most := p.options.Turning.Max
	if most == 0 {
		most = joinpoint.UsualMost(fit.N)
	}
	found := &p.tr.Turning.Found
	p.addf("Käännekohtia etsittiin enintään %d. Murtoviivan on voitettava kummankin asteikon suora BIC3:lla ja testillä, joka ottaa huomioon, että peräkkäiset vuodet riippuvat toisistaan: löytyi %d.",
		"Högst %d vändpunkter söktes. Den brutna linjen måste vara bättre än en rät linje på båda skalorna enligt BIC3 och ett test som beaktar att på varandra följande år hänger ihop: %d hittades.",
		"At most %d turning points were looked for. The broken line must beat a straight one of either scale by BIC3 and by a test that allows for years that hang together: found %d.", most, len(found.At))
	for _, t := range found.Turns {
		p.found(t)
	}
	p.addf("SSE = %s, BIC3 = %s; peräkkäisten vuosien korrelaatio %s.", "SSE = %s, BIC3 = %s; korrelation mellan på varandra följande år %s.", "SSE = %s, BIC3 = %s; correlation of successive years %s.",
		p.stat(found.SSE), p.stat(found.BIC3), p.stat(p.tr.R))
}

// found says of a turning point where it may lie and whether it is told.
func (p *page) found(t trend.Turn) {
	firm := p.say("löytyy myös ilman ensimmäistä ja ilman viimeistä vuotta", "hittas också utan det första och utan det sista året", "found without the first and without the last year too")
	if !t.Firm {
		firm = p.say("ei löydy, jos ensimmäinen tai viimeinen vuosi jätetään pois: ei kerrota", "hittas inte om det första eller sista året utelämnas: nämns inte", "not found if the first or the last year is left out: not told")
	}
	differ := map[trend.Change]string{
		trend.Turned: p.say("suunta vaihtuu", "riktningen ändras", "the direction changes"),
		trend.Faster: p.say("muutos nopeutuu", "förändringen tilltar", "the change gathers pace"),
		trend.Slower: p.say("muutos hidastuu", "förändringen bromsar in", "the change slows down"),
		trend.Gap:    p.say("vieressä on jakso, jolta ei juuri ole arvoja", "bredvid den finns en period nästan utan värden", "a stretch with hardly any values is beside it"),
		"":           p.say("jaksojen ei osoitettu eroavan molemmilla asteikoilla: ei kerrota", "perioderna visades inte skilja sig på båda skalorna: nämns inte", "the stretches are not shown to differ on both scales: not told"),
	}
	p.add(string(t.At) + " (95 %: " + locale.Range(string(t.Lower), string(t.Upper)) + "): " + firm + "; " + differ[t.Change] + ".")
}

// weights are those of the squares in the SSE: one over the square of the
// standard error, on the scale fitted, that trend takes from the count.
func (p *page) weights(fit *trend.Turning) string {
	share := p.tr.Series.Indicator.Unit == domain.UnitPercent
	formula := ""
	switch {
	case !fit.Weighted:
		return p.say("kaikki arvot samanarvoisia", "alla värden väger lika", "all values count alike")
	case share && fit.Scale == joinpoint.Log:
		formula = "x / (1 − p)"
	case share:
		formula = "x / (p²·(1 − p)·100²)"
	case fit.Scale == joinpoint.Log:
		return p.say("arvon lukumäärä x (Poissonin jakauma)", "värdets antal x (Poissonfördelningen)", "the count x of the value (Poisson distribution)")
	default:
		return p.say("x / arvo², missä x on arvon lukumäärä (Poissonin jakauma)", "x / värde², där x är värdets antal (Poissonfördelningen)", "x / value², where x is the count of the value (Poisson distribution)")
	}
	return formula + p.say(", missä x on arvon lukumäärä ja p = arvo / 100 (binomijakauma)", ", där x är värdets antal och p = värde / 100 (binomialfördelningen)", ", where x is the count of the value and p = value / 100 (binomial distribution)")
}

// phase is one straight part: its change a year, the test and the verdict.
func (p *page) phase(r trend.Phase) {
	change, lower, upper := r.APC, r.APCLower, r.APCUpper
	unit := p.say(" % vuodessa", " % per år", "% a year")
	if math.IsNaN(change) {
		change, lower, upper = r.Slope, r.Lower, r.Upper
		unit = p.say(" vuodessa", " per år", " a year")
	}
	text := locale.Range(string(r.First), string(r.Last)) + ": " + p.stat(change) + unit
	if math.IsNaN(r.P) {
		p.add(text + "; " + p.say("ei testattavissa, liian vähän arvoja", "kan inte testas, för få värden", "cannot be tested, too few values") + ".")
		return
	}
	if !math.IsNaN(lower) {
		text += " (" + p.percent95() + p.limits(lower, upper) + ")"
	}
	verdict := p.adjective(r.Direction)
	switch {
	case !r.Hole && r.Direction == stats.Unclear && r.P < p.options.Direction.Alpha:
		verdict = p.say("epäselvä, jaksolla on salattuja arvoja", "oklar, perioden har sekretessbelagda värden", "unclear, some of its values are suppressed")
	case r.Hole:
		verdict = p.say("ei arvioitavissa, useimmilta vuosilta ei ole arvoa", "kan inte bedömas, de flesta av åren saknar värde", "cannot be judged, most of its years have no value")
	}
	p.add(text + ", " + p.pValue(r.P) + ": " + verdict + ".")
}
