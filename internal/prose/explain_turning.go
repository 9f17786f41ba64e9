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
	p.addf("Määrän, enintään %d, ratkaisi pienin BIC3 = ln(SSE/n) + 3k·ln(n)/n: k = %d. SSE = %s, BIC3 = %s.",
		"Antalet, högst %d, avgjordes av minsta BIC3 = ln(SSE/n) + 3k·ln(n)/n: k = %d. SSE = %s, BIC3 = %s.",
		"Their number, at most %d, was decided by the least BIC3 = ln(SSE/n) + 3k·ln(n)/n: k = %d. SSE = %s, BIC3 = %s.", most, k, p.stat(fit.SSE), p.stat(fit.BIC3))
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
