package prose

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// recentLimit is the p below which a recent trend is one (OHID Fingertips).
const recentLimit = 0.002

// whyNotRecent puts the reasons of package stats and trend into words.
var whyNotRecent = map[stats.RecentReason]domain.Text{
	stats.RecentNotFive:     {FI: "arvoja on alle viisi", SV: "det finns färre än fem värden", EN: "there are fewer than five values"},
	stats.RecentMissing:     {FI: "jokin viidestä vuodesta puuttuu", SV: "något av de fem åren saknas", EN: "one of the five years is missing"},
	stats.RecentNoLimits:    {FI: "jollakin arvolla ei ole luottamusväliä", SV: "något värde saknar konfidensintervall", EN: "a value has no confidence limits"},
	stats.RecentNoWidth:     {FI: "jonkin arvon luottamusväli on pelkkä piste", SV: "något värdes konfidensintervall är en punkt", EN: "the limits of a value are one point"},
	stats.RecentBadCount:    {FI: "jokin lukumäärä ei mahdu nimittäjäänsä", SV: "något antal ryms inte i sin nämnare", EN: "a count does not fit within its denominator"},
	stats.RecentAllCounted:  {FI: "jonakin vuonna lukumäärä on koko nimittäjä", SV: "något år är antalet hela nämnaren", EN: "in one of the years the count is the whole denominator"},
	stats.RecentNoneCounted: {FI: "jonakin vuonna lukumäärä on nolla", SV: "något år är antalet noll", EN: "in one of the years the count is zero"},
	trend.RecentNotAnnual:   {FI: "arvot eivät ole yksittäisiltä perättäisiltä vuosilta", SV: "värdena är inte från enskilda på varandra följande år", EN: "the values are not of single consecutive years"},
}

// recent says what the last five years show.
func (p *page) recent() {
	r := p.tr.Recent
	if r.Trend == "" || p.tr.N == 0 {
		return
	}
	head := p.say("Viimeiset viisi arvoa: ", "De fem senaste värdena: ", "The last five values: ")
	switch r.Trend {
	case stats.RecentRising:
		p.head(head, p.adjective(stats.Rising))
	case stats.RecentFalling:
		p.head(head, p.adjective(stats.Falling))
	case stats.RecentNoChange:
		p.head(head, p.say("muutosta ei osoitettu", "ingen förändring påvisad", "no change shown"))
	default:
		p.head(head, p.say("ei laskettu", "inte beräknat", "not computed"))
		if why := whyNotRecent[r.Why].In(p.lang); why != "" {
			p.add(capital(why) + ".")
		}
		return
	}
	if r.Method == stats.CochranArmitageTrend {
		p.addf("Menetelmä: Cochran–Armitage lukumääristä ja nimittäjistä (OHID Fingertips).", "Metod: Cochran–Armitage ur antal och nämnare (OHID Fingertips).", "Method: Cochran–Armitage from counts and denominators (OHID Fingertips).")
	} else {
		p.addf("Menetelmä: luottamusvälien leveydellä painotettu kulmakerroin (OHID Fingertips).", "Metod: lutning viktad med konfidensintervallens bredd (OHID Fingertips).", "Method: slope weighted by the width of the limits (OHID Fingertips).")
	}
	test := "χ² = " + p.stat(r.Chi2)
	if r.DF > 0 {
		p.addf("Vaihtelu φ = %s: niin moninkertaisesti sarjan omat vuodet vaihtelevat suoransa ympärillä siihen nähden, minkä sattuma tekisi (vähintään 1; vapausasteita %d).",
			"Variationen φ = %s: så många gånger mer än slumpen skulle göra varierar seriens egna år kring sin linje (minst 1; %d frihetsgrader).",
			"The variation φ = %s: so many times what chance would make do the series' own years vary about their line (1 at least; %d degrees of freedom).", p.stat(r.Phi), r.DF)
		test = "F = χ²/φ = " + p.stat(r.Chi2)
	}
	p.add(test + ", " + p.pValue(r.P) + ". " + p.recentVerdict(r))
}

func (p *page) recentVerdict(r stats.Recent) string {
	limit := locale.Number(p.lang, recentLimit, 3)
	switch {
	case r.Trend != stats.RecentNoChange:
		return p.say("Se alittaa rajan "+limit+", ja kulmakertoimen etumerkki pysyy, jätettiinpä pois mikä tahansa arvoista.",
			"Det ligger under gränsen "+limit+", och lutningens tecken består vilket av värdena som än utelämnas.",
			"It is below the limit "+limit+", and the slope keeps its sign whichever of the values is left out.")
	case r.P < recentLimit:
		return p.say("Se alittaa rajan "+limit+", mutta kulmakertoimen etumerkki ei pysy samana kaikissa tarkistuksissa.",
			"Det ligger under gränsen "+limit+", men lutningens tecken består inte i alla kontroller.",
			"It is below the limit "+limit+", but the slope does not keep its sign in every check.")
	}
	return p.say("Se ei alita rajaa "+limit+".", "Det ligger inte under gränsen "+limit+".", "It is not below the limit "+limit+".")
}

// shift says where the level changed most.
func (p *page) shift() {
	s := p.tr.Shift
	if math.IsNaN(s.P) || s.N == 0 {
		return
	}
	p.head(p.say("Tason muutos (Pettitt)", "Nivåförändring (Pettitt)", "Level shift (Pettitt)"))
	if s.K == 0 || s.Period.IsZero() {
		p.addf("Tasoeroa ei ole: K = 0.", "Det finns ingen nivåskillnad: K = 0.", "There is no difference of level: K = 0.")
		return
	}
	verdict := p.say("tason muutosta ei osoitettu", "ingen nivåförändring påvisad", "no shift of level is shown")
	if s.P < p.options.Direction.Alpha {
		verdict = p.say("tasot eroavat; myös tasainen nousu tai lasku näkyy näin", "nivåerna skiljer sig; även en jämn uppgång eller nedgång syns så här", "the levels differ; a steady rise or fall shows like this too")
	}
	p.addf("Suurin ero on kahden jakson välillä, joista edellinen päättyy %s ja jälkimmäinen alkaa %s: K = %s, %s; %s.",
		"Störst är skillnaden mellan två perioder, av vilka den första slutar %s och den andra börjar %s: K = %s, %s; %s.",
		"The greatest difference is between two stretches, of which the first ends %s and the second begins %s: K = %s, %s; %s.",
		whenOf(s.Period, p.lang).at, whenOf(s.Next, p.lang).at, p.whole(s.K), p.pValue(s.P), verdict)
}

// forecast says how the values were carried on.
func (p *page) forecast() {
	f := p.tr.Forecast
	if len(f.Points) == 0 {
		return // the notes say why
	}
	p.head(p.say("Ennuste", "Prognos", "Forecast"))
	m := f.Model.Params
	switch f.Method {
	case trend.Combined:
		p.combined()
	case trend.Drift:
		p.addf("Menetelmä: viimeinen arvo, johon lisätään vuosittain keskimääräinen muutos (viimeinen − ensimmäinen) / (n − 1) = %s.",
			"Metod: det sista värdet plus varje år den genomsnittliga förändringen (sista − första) / (n − 1) = %s.",
			"Method: the last value plus, each year, the mean change (last − first) / (n − 1) = %s.", p.stat(m.Slope))
	default:
		p.addf("Menetelmä: Holtin vaimennettu trendi.", "Metod: Holts dämpade trend.", "Method: Holt's damped trend.")
		if !math.IsNaN(m.Alpha) {
			p.addf("Alfa = %s, beeta = %s, fii = %s; lopussa taso %s, muutos %s vuodessa.", "Alfa = %s, beta = %s, fi = %s; vid slutet nivå %s, förändring %s per år.", "Alpha = %s, beta = %s, phi = %s; at the end level %s, change %s a year.",
				p.stat(m.Alpha), p.stat(m.Beta), p.stat(m.Phi), p.stat(m.Level), p.stat(m.Slope))
		}
	}
	var list []string
	for _, q := range f.Points {
		text := string(q.Period) + ": " + p.stat(q.Value)
		if !math.IsNaN(q.Lower) && !math.IsNaN(q.Upper) {
			text += " (" + p.limits(q.Lower, q.Upper) + "; " + p.limits(q.Lower80, q.Upper80) + ")"
		}
		list = append(list, strings.ReplaceAll(text, " ", glue))
	}
	if math.IsNaN(f.Points[0].Lower) { // the notes say why
		p.addf("Ennuste: %s.", "Prognos: %s.", "Forecast: %s.", strings.Join(list, "; "))
		return
	}
	p.addf("Ennuste sekä 95 ja 80 %%:n väli: %s.", "Prognos samt 95- och 80-procentigt intervall: %s.", "Forecast, 95%% and 80%% intervals: %s.", strings.Join(list, ", "))
	p.pastForecasts()
}

// combined says what the usual forecast is made of, and how much each part
// counts.
func (p *page) combined() {
	p.addf("Menetelmä: yksinkertaisia kehityskulkuja yhdistettyinä sen mukaan, miten hyvin kukin olisi ennustanut sarjan vuodet yksi kerrallaan.",
		"Metod: enkla förlopp sammanvägda efter hur väl vart och ett skulle ha förutsagt seriens år, ett i taget.",
		"Method: simple courses, weighed by how well each would have forecast the series' years one by one.")
	w := p.tr.Forecast.Model.Weights
	p.addf("Painot: viimeinen arvo pysyy %s, taso seuraa arvoja %s, muutos jatkuu tai laantuu %s.",
		"Vikter: det sista värdet består %s, en nivå följer värdena %s, förändringen fortsätter eller avtar %s.",
		"Weights: the last value stays %s, a level follows the values %s, the change goes on or dies away %s.",
		locale.Percent(p.lang, 100*w.Last, 0), locale.Percent(p.lang, 100*w.Level, 0), locale.Percent(p.lang, 100*w.Slope, 0))
}

// pastForecasts says how many forecasts of the series' past held, by years
// ahead.
func (p *page) pastForecasts() {
	var list []string
	for i, q := range p.tr.Forecast.Points {
		if q.Past.Forecasts > 0 {
			list = append(list, fmt.Sprintf(p.say("%d v eteenpäin %d/%d", "%d år framåt %d av %d", "%d years ahead %d of %d"), i+1, q.Past.Hits, q.Past.Forecasts))
		}
	}
	if len(list) > 0 {
		p.addf("Sarjan aiempien vuosien vastaavista ennusteista 95 %%:n väliinsä osui: %s.", "Av motsvarande prognoser för seriens tidigare år höll sig inom 95-procentsintervallet: %s.",
			"Of such forecasts of the series' earlier years, within their 95%% interval: %s.", strings.Join(list, "; "))
	}
}
