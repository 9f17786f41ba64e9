package domain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Note is a remark that a result carries with it: what limits it, or how it
// came about. Machines read its code, people its text.
type Note struct {
	Code NoteCode
	Arg  string // a year, a number, a region; empty for most
}

// NoteCode is the stable English name of a kind of note.
type NoteCode string

// The notes. An Arg is named where the note has one.
const (
	NoteMadeUp               NoteCode = "made_up"
	NoteGaps                 NoteCode = "gaps"        // number of years without a value between the first and the last
	NoteEvery                NoteCode = "every_years" // years from one value to the next, where always the same
	NoteOverlap              NoteCode = "overlapping_periods"
	NoteSuppressed           NoteCode = "suppressed"  // number of suppressed values
	NoteAfterBreak           NoteCode = "from_break"  // first year of the part computed on
	NoteTooFew               NoteCode = "too_few"     // number of values
	NoteCountsOnly           NoteCode = "counts_only" // values are empty, there are counts
	NoteDerived              NoteCode = "derived_denominator"
	NoteDerivedWide          NoteCode = "denominator_too_uncertain"
	NoteNoCount              NoteCode = "no_count"
	NoteNoDenominator        NoteCode = "no_denominator"
	NoteNotARate             NoteCode = "not_a_rate"
	NoteNoValue              NoteCode = "no_value"
	NoteNoBenchmark          NoteCode = "no_benchmark_value"
	NoteFromCounts           NoteCode = "computed_from_counts"
	NoteRestUnknown          NoteCode = "rest_not_computable"
	NoteDenominatorDisagrees NoteCode = "denominator_disagrees" // the indicator named as denominator
	NoteZeroSlope            NoteCode = "significant_but_slope_zero"
	NoteSpansZero            NoteCode = "slope_interval_spans_zero"
	NoteRestDerived          NoteCode = "rest_from_derived_denominator"
	NoteNotFinite            NoteCode = "not_computed"
	NoteTakenSuppressed      NoteCode = "taken_as_suppressed"   // the count below which the workspace says figures are withheld
	NoteDependsOnSuppressed  NoteCode = "depends_on_suppressed" // number of suppressed values
	NoteSuppressedVaried     NoteCode = "suppressed_varied"     // number of suppressed values
	NoteForecastClipped      NoteCode = "forecast_clipped"
	NoteForecastTooFew       NoteCode = "no_forecast_too_few" // number of values
	NoteForecastGaps         NoteCode = "no_forecast_gaps"
	NoteForecastNotAnnual    NoteCode = "no_forecast_not_annual"
	NoteForecastFlat         NoteCode = "forecast_without_limits"
	NotePhaseHole            NoteCode = "stretch_mostly_missing" // its years
	NoteJoinpointsInfeasible NoteCode = "joinpoints_infeasible"  // number of joinpoints asked for
	NoteLogNotPossible       NoteCode = "log_not_possible"
	NoteTooFewAreas          NoteCode = "too_few_areas" // number of areas with a value
	NoteNoWeights            NoteCode = "no_weights"
	NoteWeightsMissing       NoteCode = "weights_missing" // number of areas with a value but no weight
	NoteWeightsDerived       NoteCode = "weights_derived"
	NoteClassFromRange       NoteCode = "class_from_range" // number of suppressed values
	NoteUnweightedMean       NoteCode = "unweighted_mean"
	NoteMeanOf               NoteCode = "mean_of"             // areas with a value/areas: "22/23"
	NoteSomeUncounted        NoteCode = "some_without_counts" // areas of the comparison
	NoteVerdictDepends       NoteCode = "verdict_depends_on_suppressed"
	NoteVerdictHolds         NoteCode = "verdict_holds_suppressed"
	NoteMembersMissing       NoteCode = "members_missing"      // number of areas of a group without a figure, or the least and the most of them: 1-3
	NoteGroupUnknown         NoteCode = "group_not_computable" // from its members' figures
	NoteGroupDerived         NoteCode = "group_from_derived_denominator"
	NoteGroupYears           NoteCode = "group_years"     // years in which the group existed: 2009-
	NoteSuccessorUsed        NoteCode = "successor_used"  // reference to the area whose figure stands for one that has merged into it
	NoteSuccessorWider       NoteCode = "successor_wider" // the same, where it has more than the group's areas
	NoteBetween              NoteCode = "value_between"   // the least and the greatest value: 0.41-0.98
	NoteRealPrices           NoteCode = "real_prices"     // year of the prices
	NotePerCapita            NoteCode = "per_capita"
	NoteNoPopulation         NoteCode = "no_population"
	NoteNotMoney             NoteCode = "not_money"     // left in what it is measured in
	NoteNotAmount            NoteCode = "not_an_amount" // left undivided
	NoteChanceAlone          NoteCode = "chance_alone"  // number of areas whose dispersion was asked for
	NotePeersUnweighted      NoteCode = "peers_unweighted"
	NoteNotLatest            NoteCode = "not_the_latest" // last period for which others have figures, or this area none
)

var noteTexts = map[NoteCode]Text{
	NoteMadeUp:               {FI: "Esimerkkiaineisto, ei todellisia tilastoja", SV: "Exempeldata, inte verklig statistik", EN: "Example data, not real statistics"},
	NoteGaps:                 {FI: "vuosia ilman arvoa välissä: %", SV: "år utan värde emellan: %", EN: "years without a value in between: %"},
	NoteEvery:                {FI: "arvo % vuoden välein", SV: "värde vart %:e år", EN: "a value every % years"},
	NoteOverlap:              {FI: "jaksot menevät päällekkäin, joten arvot eivät ole riippumattomia ja p-arvot ovat liian pieniä", SV: "perioderna överlappar, så värdena är inte oberoende och p-värdena är för små", EN: "the periods overlap, so the values are not independent and p is too small"},
	NoteSuppressed:           {FI: "salattuja arvoja: %", SV: "dolda värden: %", EN: "suppressed values: %"},
	NoteAfterBreak:           {FI: "laskettu vuodesta % alkaen, jolloin sarja vaihtui tai määritelmä muuttui", SV: "beräknat från och med %, då serien byttes eller definitionen ändrades", EN: "computed from % on, when the series or its definition changed"},
	NoteTooFew:               {FI: "arvoja %, tarvitaan 4", SV: "värden: %, 4 behövs", EN: "values: %, 4 are needed"},
	NoteCountsOnly:           {FI: "vain lukumäärät, ei arvoja", SV: "endast antal, inga värden", EN: "counts only, no values"},
	NoteDerived:              {FI: "luottamusväli laskettu arvosta ja lukumäärästä päätellyllä nimittäjällä", SV: "intervallet beräknat med en nämnare härledd ur värde och antal", EN: "interval from a denominator derived from value and count"},
	NoteDerivedWide:          {FI: "ei luottamusväliä: pyöristetystä arvosta päätelty nimittäjä on liian epätarkka", SV: "inget konfidensintervall: nämnaren ur det avrundade värdet är för osäker", EN: "no interval: the denominator derived from the rounded value is too uncertain"},
	NoteNoCount:              {FI: "ei luottamusväliä: lukumäärä puuttuu", SV: "inget konfidensintervall: antalet saknas", EN: "no interval: there is no count"},
	NoteNoDenominator:        {FI: "ei luottamusväliä: nimittäjä puuttuu", SV: "inget konfidensintervall: nämnaren saknas", EN: "no interval: there is no denominator"},
	NoteNotARate:             {FI: "ei luottamusväliä: ei osuus eikä suhdeluku", SV: "inget konfidensintervall: varken andel eller relationstal", EN: "no interval: neither a share nor a rate"},
	NoteNoValue:              {FI: "ei arvoa", SV: "inget värde", EN: "no value"},
	NoteFromCounts:           {FI: "laskettu lukumääristä", SV: "beräknat ur antalen", EN: "computed from counts"},
	NoteNoBenchmark:          {FI: "vertailualueella ei ole arvoa", SV: "jämförelseområdet har inget värde", EN: "the benchmark has no value"},
	NoteRestUnknown:          {FI: "muun maan lukua ei voi laskea: lukumäärä tai nimittäjä puuttuu", SV: "talet för resten av landet kan inte beräknas: antal eller nämnare saknas", EN: "the rest of the country cannot be computed: a count or denominator is missing"},
	NoteDenominatorDisagrees: {FI: "nimittäjäksi nimetty indikaattori % ei sovi julkaistuun arvoon, sitä ei käytetty", SV: "indikatorn % som angetts som nämnare stämmer inte med det publicerade värdet och användes inte", EN: "indicator %, named as denominator, does not fit the published value and was not used"},
	NoteZeroSlope:            {FI: "testin mukaan sarjassa on suunta, mutta mediaanimuutos on nolla (paljon yhtä suuria arvoja)", SV: "testet visar en riktning, men medianförändringen är noll (många lika värden)", EN: "the test finds a direction, but the median change is zero (many equal values)"},
	NoteSpansZero:            {FI: "muutoksen luottamusväli ulottuu nollaan", SV: "förändringens konfidensintervall når noll", EN: "the interval of the change reaches zero"},
	NoteRestDerived:          {FI: "muun maan nimittäjä päätelty arvosta ja lukumäärästä", SV: "nämnaren för resten av landet härledd ur värde och antal", EN: "denominator of the rest derived from value and count"},
	NoteNotFinite:            {FI: "ei laskettu: arvoissa on jotain, mitä menetelmä ei käsittele", SV: "inte beräknat: metoden klarar inte dessa värden", EN: "not computed: the method cannot handle these values"},
	NoteTakenSuppressed:      {FI: "puuttuva luku tulkittu salatuksi, lukumäärä alle % (kuvio.yaml: suppressed_below)", SV: "saknat tal tolkat som dolt, antal under % (kuvio.yaml: suppressed_below)", EN: "missing figure taken as suppressed, count below % (kuvio.yaml: suppressed_below)"},
	NoteDependsOnSuppressed:  {FI: "suunta voi riippua siitä, mitä salatut arvot ovat (salattuja: %)", SV: "riktningen kan bero på vad de dolda värdena är (dolda: %)", EN: "the direction may depend on what the suppressed values are (suppressed: %)"},
	NoteSuppressedVaried:     {FI: "suunta on sama, olivatpa salatut arvot mitä tahansa (salattuja: %)", SV: "riktningen är densamma vad de dolda värdena än är (dolda: %)", EN: "direction holds whatever the suppressed values are (suppressed: %)"},
	NoteForecastClipped:      {FI: "ennustevälin rajat katkaistu siihen, mikä yksikössä on mahdollista (osuus 0–100 prosenttia, muu vähintään 0)", SV: "prognosintervallets gränser avkortade till det som enheten tillåter (andel 0–100 procent, annat minst 0)", EN: "forecast limits cut at what the unit allows (a share 0–100 per cent, others not below 0)"},
	NoteForecastTooFew:       {FI: "ei ennustetta: arvoja %, tarvitaan 8", SV: "ingen prognos: antal värden %, 8 behövs", EN: "no forecast: % values, 8 are needed"},
	NoteForecastGaps:         {FI: "ei ennustetta: sarjassa on vuosia ilman arvoa", SV: "ingen prognos: serien har år utan värde", EN: "no forecast: there are years without a value"},
	NoteForecastNotAnnual:    {FI: "ei ennustetta: arvot eivät ole kalenterivuosilta", SV: "ingen prognos: värdena gäller inte kalenderår", EN: "no forecast: the values are not of calendar years"},
	NoteForecastFlat:         {FI: "ennusteella ei ole väliä: arvot eivät ole vaihdelleet", SV: "prognosen har inget intervall: värdena har inte varierat", EN: "the forecast has no interval: the values have not varied"},
	NotePhaseHole:            {FI: "käännekohtien välistä jaksoa % ei voi arvioida: useimmilta sen vuosilta ei ole arvoa", SV: "perioden % mellan vändpunkterna kan inte bedömas: de flesta av dess år saknar värde", EN: "nothing can be said of the stretch % between turning points: most of its years have no value"},
	NoteJoinpointsInfeasible: {FI: "käännekohtia ei voi sovittaa (pyydetty: %): arvoja on liian vähän", SV: "vändpunkter kan inte anpassas (begärda: %): för få värden", EN: "turning points cannot be fitted (asked for: %): too few values"},
	NoteLogNotPossible:       {FI: "sovitettu lineaarisella asteikolla: jokin arvo on nolla tai negatiivinen", SV: "anpassat på linjär skala: något värde är noll eller negativt", EN: "fitted on the linear scale: a value is zero or negative"},
	NoteTooFewAreas:          {FI: "ei hajontaa: alueita, joilla on arvo: %, tarvitaan 2", SV: "ingen spridning: områden med värde: %, 2 behövs", EN: "no spread: areas with a value: %, 2 are needed"},
	NoteNoWeights:            {FI: "ei painotettuja lukuja: arvoilla ei ole nimittäjää", SV: "inga vägda tal: värdena saknar nämnare", EN: "no weighted figures: the values have no denominator"},
	NoteWeightsMissing:       {FI: "ei painotettuja lukuja: alueita, joilta puuttuu riittävän tarkka nimittäjä tai paino: %", SV: "inga vägda tal: områden utan tillräckligt noggrann nämnare eller vikt: %", EN: "no weighted figures: areas without a precise enough denominator or weight: %"},
	NoteWeightsDerived:       {FI: "painot: arvosta ja lukumäärästä päätelty nimittäjä", SV: "vikter: nämnare härledd ur värde och antal", EN: "weights: denominator derived from value and count"},
	NoteClassFromRange:       {FI: "salattuja arvoja, joiden luokka tiedetään: %", SV: "dolda värden vars klass är känd: %", EN: "suppressed values whose class is known: %"},
	NoteUnweightedMean:       {FI: "vertailuarvo on painottamaton keskiarvo", SV: "jämförelsevärdet är ett ovägt medelvärde", EN: "the benchmark is an unweighted mean"},
	NoteMeanOf:               {FI: "vertailuarvossa mukana alueita %", SV: "områden med i jämförelsevärdet: %", EN: "regions in the benchmark: %"},
	NoteSomeUncounted:        {FI: "osalta alueista puuttuu lukumäärä tai nimittäjä: sijojen välejä ei laskettu, suppilo ja tasoitetut arvot koskevat vain muita", SV: "för en del områden saknas antal eller nämnare: rangernas intervall beräknades inte, tratten och de utjämnade värdena gäller bara de övriga", EN: "some regions lack a count or a denominator: no intervals of ranks, and the funnel and smoothed values are of the others alone"},
	NoteVerdictDepends:       {FI: "tulos riippuu siitä, mikä salattu arvo on", SV: "resultatet beror på vad det dolda värdet är", EN: "the verdict depends on what the suppressed value is"},
	NoteVerdictHolds:         {FI: "tulos on sama, olipa salattu arvo mikä tahansa mahdollisista", SV: "resultatet är detsamma vilket av de möjliga värdena det dolda än är", EN: "the verdict is the same whichever of its possible values the suppressed one is"},
	NoteMembersMissing:       {FI: "ei summaa: ryhmän jäseniä ilman lukua %", SV: "ingen summa: medlemmar av gruppen utan tal %", EN: "no sum: members of the group without a figure %"},
	NoteGroupUnknown:         {FI: "ryhmän lukua ei voi laskea jäsenten luvuista: suure ei ole summautuva tai lukumäärä tai nimittäjä puuttuu", SV: "gruppens tal kan inte beräknas ur medlemmarnas: storheten kan inte summeras eller antal eller nämnare saknas", EN: "the group cannot be computed from its members: the measure does not add up, or a count or denominator is missing"},
	NoteGroupDerived:         {FI: "ryhmän nimittäjä päätelty jäsenten arvoista ja lukumääristä", SV: "gruppens nämnare härledd ur medlemmarnas värden och antal", EN: "denominator of the group derived from its members' values and counts"},
	NoteGroupYears:           {FI: "luvut vain ajalta, jona ryhmä on ollut olemassa: %", SV: "tal endast för den tid gruppen har funnits: %", EN: "figures only for the time in which the group existed: %"},
	NoteSuccessorUsed:        {FI: "yhdistyneen kunnan tilalla sen seuraajan luku: %", SV: "talet för efterföljaren i stället för en sammanslagen kommun: %", EN: "figure of the successor in place of a merged municipality: %"},
	NoteSuccessorWider:       {FI: "seuraaja on ryhmää laajempi alue: %", SV: "efterföljaren är ett vidare område än gruppen: %", EN: "the successor is wider than the group: %"},
	NoteBetween:              {FI: "salattujen lukujen vuoksi tiedetään vain, että arvo on välillä %", SV: "på grund av dolda tal vet man endast att värdet ligger mellan %", EN: "because of suppressed figures it is only known that the value lies between %"},
	NoteRealPrices:           {FI: "vuoden % hinnoin", SV: "i % års priser", EN: "at % prices"},
	NotePerCapita:            {FI: "laskettu asukasta kohti", SV: "beräknat per invånare", EN: "computed per inhabitant"},
	NoteNoPopulation:         {FI: "ei arvoa asukasta kohti: väkiluku puuttuu", SV: "inget värde per invånare: folkmängden saknas", EN: "no value per inhabitant: the population is missing"},
	NoteNotMoney:             {FI: "ei rahamääräinen, joten hintoja ei ole muunnettu", SV: "inte i pengar, därför har priserna inte räknats om", EN: "not in money, so prices were not converted"},
	NoteNotAmount:            {FI: "ei koko alueen rahamäärä, joten ei jaettu asukasta kohti", SV: "inte ett penningbelopp för hela området, därför inte räknat per invånare", EN: "not an amount of money of the whole area, so not divided by its inhabitants"},
	NoteChanceAlone:          {FI: "alueita liian vähän niiden välisen vaihtelun arvioimiseen (%): tasoa verrattu vain satunnaisvaihteluun", SV: "för få områden för att bedöma variationen mellan dem (%): nivån har jämförts endast med slumpen", EN: "too few areas to judge the variation between them (%): the level was tested against chance alone"},
	NotePeersUnweighted:      {FI: "verrokkien arvo on painottamaton keskiarvo, eikä sitä ole testattu", SV: "jämförbara områdens värde är ett ovägt medelvärde och har inte testats", EN: "the peers' value is an unweighted mean and was not tested"},
	NoteNotLatest:            {FI: "arvo ei ole tuoreimmalta vuodelta: tietoja on vuoteen % asti", SV: "värdet är inte från det senaste året: uppgifter finns till och med %", EN: "the value is not of the latest year: there are figures up to %"},
}

// Text is the note for people.
func (n Note) Text() Text {
	t, ok := noteTexts[n.Code]
	if !ok {
		return Text{EN: n.String()}
	}
	for _, l := range Langs {
		t.Set(l, strings.Replace(t.In(l), "%", n.argIn(l), 1))
	}
	return t
}

// argIn is the Arg as people read it: a range of numbers with an en dash, and
// with the decimal mark of the language.
func (n Note) argIn(l Lang) string {
	switch n.Code {
	case NoteBetween, NoteMembersMissing, NoteGroupYears:
		arg := strings.ReplaceAll(n.Arg, "-", "–")
		if l != English {
			arg = strings.ReplaceAll(arg, ".", ",")
		}
		return arg
	}
	return n.Arg
}

// Sentence is the note as a sentence of its own.
func (n Note) Sentence() Text {
	t := n.Text()
	for _, l := range Langs {
		r, size := utf8.DecodeRuneInString(t.In(l))
		t.Set(l, string(unicode.ToUpper(r))+t.In(l)[size:]+".")
	}
	return t
}

// String is the note for machines: "gaps:3".
func (n Note) String() string {
	if n.Arg == "" {
		return string(n.Code)
	}
	return string(n.Code) + ":" + n.Arg
}

// Notes is a list of notes, none twice.
type Notes []Note

// With returns the list with more notes at its end; the list itself is not
// changed.
func (ns Notes) With(more ...Note) Notes {
	out := slices.Clone(ns)
	for _, n := range more {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Has reports whether a note of the kind is among them.
func (ns Notes) Has(code NoteCode) bool {
	return slices.ContainsFunc(ns, func(n Note) bool { return n.Code == code })
}

// String joins the notes as the note column of CSV and JSON holds them.
func (ns Notes) String() string {
	parts := make([]string, len(ns))
	for i, n := range ns {
		parts[i] = n.String()
	}
	return strings.Join(parts, ";")
}

// Text joins the notes for people.
func (ns Notes) Text() Text {
	var t Text
	for _, l := range Langs {
		parts := make([]string, len(ns))
		for i, n := range ns {
			parts[i] = n.Text().In(l)
		}
		t.Set(l, strings.Join(parts, "; "))
	}
	return t
}
