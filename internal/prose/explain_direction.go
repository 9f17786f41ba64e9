package prose

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
)

// direction goes through the steps of the long direction.
func (p *page) direction() {
	tr := p.tr
	if tr.N == 0 {
		return
	}
	p.head(p.say("Suunta: ", "Riktning: ", "Direction: "), p.verdict(tr.Direction))
	switch {
	case tr.N == 1:
		p.addf("Arvoja on 1; suunta lasketaan vähintään neljästä.", "Antalet värden är 1; riktningen beräknas ur minst fyra.", "There is 1 value; a direction is computed from four or more.")
		return
	case tr.Direction == stats.TooFew:
		p.addf("Arvoja on %d; suunta lasketaan vähintään neljästä.", "Antalet värden är %d; riktningen beräknas ur minst fyra.", "There are %d values; a direction is computed from four or more.", tr.N)
		return
	case math.IsNaN(tr.MK.P):
		p.add(domain.Note{Code: domain.NoteNotFinite}.Sentence().In(p.lang))
		return
	}
	p.kendall()
	p.sen()
	p.decision(tr.Whole)
	p.varied()
	p.correlated()
	p.mixed()
	p.line()
	if !math.IsNaN(tr.Q) && tr.Q != tr.PCorrected {
		p.addf("%s: korjattu p, kun otetaan huomioon samalla kertaa laskettujen sarjojen määrä (Benjamini–Hochberg); suunta perustuu p:hen.",
			"%s: korrigerat p med hänsyn till antalet serier som beräknades samtidigt (Benjamini–Hochberg); riktningen bygger på p.",
			"%s: the corrected p adjusted for the number of series computed together (Benjamini–Hochberg); the direction rests on p.", p.chance("q", tr.Q))
	}
}

// verdict is a direction as a heading says it.
func (p *page) verdict(d stats.Direction) string {
	if d == stats.TooFew {
		return p.say("liian vähän arvoja", "för få värden", "too few values")
	}
	return p.adjective(d)
}

func (p *page) kendall() {
	mk := p.tr.MK
	pairs := mk.N * (mk.N - 1) / 2
	up, down := (pairs-mk.Ties+mk.S)/2, (pairs-mk.Ties-mk.S)/2
	p.addf("Mann–Kendall: arvoista saa %s paria, joista ajassa eteenpäin nousee %s, laskee %s ja pysyy samana %s. S = %[2]s − %[3]s = %[5]s.",
		"Mann–Kendall: värdena ger %s par, av vilka %s stiger framåt i tiden, %s sjunker och %s är lika. S = %[2]s − %[3]s = %[5]s.",
		"Mann–Kendall: the values make %s pairs, of which %s rise in order of time, %s fall and %s are equal. S = %[2]s − %[3]s = %[5]s.",
		p.whole(pairs), p.whole(up), p.whole(down), p.whole(mk.Ties), p.whole(mk.S))
	how := p.say("normaalijakaumasta", "ur normalfördelningen", "from the normal distribution")
	switch {
	case mk.VarS == 0:
		how = p.say("kaikki arvot ovat yhtä suuria", "alla värden är lika", "all values are equal")
	case mk.Exact:
		how = p.say("S:n tarkasta jakaumasta", "ur den exakta fördelningen för S", "from the exact distribution of S")
	}
	tau := ""
	if !math.IsNaN(mk.TauB) {
		tau = ", tau-b = " + p.stat(mk.TauB)
	}
	p.add("Var S = " + p.digits(mk.VarS, 8) + ", Z = " + p.stat(mk.Z) + tau + "; " + p.pValue(mk.P) + " (" + how + ").")
}

func (p *page) sen() {
	sen := p.tr.Sen
	p.addf("Theil–Sen: parien kulmakertoimia (y₂ − y₁) / (t₂ − t₁) on N = %s; niiden mediaani on %s vuodessa.",
		"Theil–Sen: parens lutningar (y₂ − y₁) / (t₂ − t₁) är N = %s; deras median är %s per år.",
		"Theil–Sen: the pairs have N = %s slopes (y₂ − y₁) / (t₂ − t₁); their median is %s a year.", p.whole(sen.Pairs), p.stat(sen.Slope))
	if !sen.HasInterval {
		p.addf("Luottamusväliä ei ole: arvoja on siihen liian vähän.", "Konfidensintervall finns inte: värdena är för få.", "There is no interval: the values are too few for one.")
		return
	}
	p.addf("95 %%:n luottamusväli: C = 1,96·√Var S = %s; suuruusjärjestyksessä (N − C)/2:s eli %s. ja (N + C)/2 + 1:s eli %s. kulmakerroin, %s.",
		"95-procentigt konfidensintervall: C = 1,96·√Var S = %s; i storleksordning lutning nr (N − C)/2, alltså %s, och nr (N + C)/2 + 1, alltså %s: %s.",
		"95%% interval: C = 1.96·√Var S = %s; in order of size, slopes number (N − C)/2, that is %s, and (N + C)/2 + 1, that is %s: %s.",
		p.stat(sen.C), p.whole(sen.LowerAt), p.whole(sen.UpperAt), p.limits(sen.Lower, sen.Upper))
}

// decision goes through the order of directions (stats/METHODS.md, "Trend") to
// d, what the published values give.
func (p *page) decision(d stats.Direction) {
	o, tr := p.options.Direction, p.tr
	alpha, label := p.stat(o.Alpha), p.say("Päätös", "Beslut", "Decision")
	if p.tr.Direction == stats.Mixed {
		label = p.say("Testin mukaan", "Enligt testet", "By the test")
	}
	if p.tried() {
		label = p.say("Julkaistuista arvoista", "Ur de publicerade värdena", "From the published values")
	}
	if moves(d) {
		p.addf("%s: %s, siis alle %s, ja mediaanikulmakertoimen etumerkki antaa suunnan: %s.",
			"%s: %s, alltså under %s, och medianlutningens tecken ger riktningen: %s.",
			"%s: %s, which is below %s, and the sign of the median slope gives the direction: %s.", label, p.pValue(tr.MK.P), alpha, p.adjective(d))
		return
	}
	if tr.MK.P < o.Alpha {
		p.addf("%s: %s on alle %s, mutta mediaanikulmakertoimen väli ulottuu nollaan: ei nouseva eikä laskeva.",
			"%s: %s är under %s, men medianlutningens intervall når noll: varken stigande eller fallande.",
			"%s: %s is below %s, but the interval of the median slope reaches 0: neither rising nor falling.", label, p.pValue(tr.MK.P), alpha)
	} else {
		p.addf("%s: %s ei ole alle %s: ei nouseva eikä laskeva.",
			"%s: %s är inte under %s: varken stigande eller fallande.",
			"%s: %s is not below %s: neither rising nor falling.", label, p.pValue(tr.MK.P), alpha)
	}
	band := o.Band * math.Abs(tr.Sen.MedianY)
	share := locale.Percent(p.lang, 100*o.Band, locale.Decimals(3, 100*o.Band))
	within := p.say("ei ole, joten suunta on epäselvä", "det gör det inte, så riktningen är oklar", "it does not, so the direction is unclear")
	if d == stats.Steady {
		within = p.say("on, joten suunta on vakaa", "det gör det, så riktningen är stabil", "it does, so the direction is steady")
	}
	p.addf("Vakaa, jos luottamusväli pyöristys mukaan lukien on kokonaan välillä ±%s mediaanitasosta %s vuodessa eli %s: %s.",
		"Stabil om konfidensintervallet, med avrundningen inräknad, helt ligger inom ±%s av mediannivån %s per år, alltså %s: %s.",
		"Steady if the whole interval, rounding counted in, lies within ±%s of the median level %s a year, that is %s: %s.",
		share, p.stat(tr.Sen.MedianY), p.limits(-band, band), within)
}

// correlated says how sure a rise or fall is where the years hang together.
func (p *page) correlated() {
	tr := p.tr
	if !moves(tr.Direction) {
		return
	}
	sure := p.say("näyttö on selvä", "evidensen är tydlig", "the evidence is clear")
	if tr.Evidence == stats.Weak {
		sure = p.say("näyttö on heikko", "evidensen är svag", "the evidence is weak")
	}
	p.addf("Peräkkäisten vuosien korrelaatio jäännöksissä on %s; kun se otetaan huomioon (Yue–Wang), %s: %s.",
		"Korrelationen mellan på varandra följande år i residualerna är %s; när den beaktas (Yue–Wang), %s: %s.",
		"Successive years correlate by %s in the residuals; allowing for that (Yue–Wang), %s: %s.", p.stat(tr.R), p.pValue(tr.PCorrected), sure)
}

// mixed says why a series has no direction as a whole.
func (p *page) mixed() {
	if p.tr.Direction != stats.Mixed {
		return
	}
	p.addf("Sarja kulki kumpaankin suuntaan tai sen alku ja loppu kertovat muuta kuin testi, joten kokonaisuudella ei ole yhtä suuntaa.",
		"Serien gick åt båda hållen, eller så säger dess början och slut något annat än testet, så helheten har ingen enhetlig riktning.",
		"The series went both ways, or its ends say something else than the test, so the whole has no single direction.")
}

// tried reports whether the direction was asked of what the suppressed values
// may be, with an answer.
func (p *page) tried() bool {
	return p.tr.Varied > 0 || p.tr.Notes.Has(domain.NoteSuppressedVaried) || p.depends()
}

// varied says what the suppressed values did to the direction: package trend
// tries every combination of what they may be, or bounds the test and the
// slope over all of them.
func (p *page) varied() {
	if !p.tried() {
		return
	}
	outcome := p.say("suunta oli aina ", "riktningen var alltid ", "the direction was always ") + p.adjective(p.tr.Direction)
	switch {
	case p.depends() && p.fillings() == 1:
		p.addf("Salatut arvot: niitä on ennen ensimmäistä arvoa ja viimeisen jälkeen enemmän kuin arvoja tunnetaan, joten suunta on epäselvä.",
			"Sekretessbelagda värden: före det första värdet och efter det sista är de fler än de kända värdena, så riktningen är oklar.",
			"Suppressed values: before the first value and after the last there are more of them than values known, so the direction is unclear.")
		return
	case p.tr.Varied == 0 && p.depends():
		p.addf("Salatut arvot: mahdollisten arvojen yhdistelmiä on liikaa kokeiltaviksi, eivätkä testin ja mediaanikulmakertoimen äärirajat osoita suuntaa niille kaikille, joten se on epäselvä.",
			"Sekretessbelagda värden: kombinationerna av möjliga värden är för många att pröva, och de yttersta gränserna för testet och medianlutningen visar ingen riktning för dem alla, så den är oklar.",
			"Suppressed values: the combinations of their possible values are too many to try, and the outermost bounds on the test and the median slope show no direction for them all, so it is unclear.")
		return
	case p.tr.Varied == 0:
		p.addf("Salatut arvot: mahdollisten arvojen yhdistelmiä on liikaa kokeiltaviksi, mutta testin ja mediaanikulmakertoimen äärirajoista suunta on niille kaikille %s.",
			"Sekretessbelagda värden: kombinationerna av möjliga värden är för många att pröva, men av de yttersta gränserna för testet och medianlutningen följer att riktningen för dem alla är %s.",
			"Suppressed values: the combinations of their possible values are too many to try, but by the outermost bounds on the test and the median slope the direction is, for them all, %s.", p.adjective(p.tr.Direction))
		return
	case p.depends():
		outcome = p.say("niistä viimeisellä suunta ei enää ollut sama kuin julkaistuista arvoista, joten se on epäselvä",
			"med den sista av dem var riktningen inte längre densamma som ur de publicerade värdena, så den är oklar",
			"with the last of them the direction was no longer that of the published values, so it is unclear")
	}
	p.addf("Salatut arvot: mahdollisten arvojen yhdistelmiä käytiin läpi %s kaikkiaan %s; %s.",
		"Sekretessbelagda värden: av de möjliga värdenas kombinationer prövades %s av sammanlagt %s; %s.",
		"Suppressed values: of the combinations of their possible values %s were tried of %s in all; %s.", p.whole(p.tr.Varied), p.whole(p.fillings()), outcome)
}

// fillings counts the combinations of what the values suppressed between the
// first value and the last may be.
func (p *page) fillings() int {
	n := 1
	for pt := range p.tr.Series.All() {
		if pt.Status == domain.Suppressed && !pt.HasValue() && p.tr.First.Period <= pt.Period && pt.Period <= p.tr.Last.Period {
			n *= max(len(pt.Possible()), 1)
		}
	}
	return n
}

// line is the least-squares line, for comparison.
func (p *page) line() {
	ols := p.tr.OLS
	if math.IsNaN(ols.Slope) {
		return
	}
	r2 := ""
	if !math.IsNaN(ols.R2) {
		r2 = ", R² = " + p.stat(ols.R2)
	}
	p.addf("Vertailuksi pienimmän neliösumman suora: %s vuodessa (%s), %s%s.",
		"Som jämförelse minsta kvadratmetodens linje: %s per år (%s), %s%s.",
		"For comparison, the least-squares line: %s a year (%s), %s%s.", p.stat(ols.Slope), p.percent95()+p.limits(ols.Lower, ols.Upper), p.pValue(ols.P), r2)
}
