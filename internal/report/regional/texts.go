package regional

import (
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

func text(fi, sv, en string) domain.Text { return domain.Text{FI: fi, SV: sv, EN: en} }

// lowered is words as they go on within a sentence.
func lowered(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

var (
	mattersHeading = text("Tärkeintä", "Det viktigaste", "What matters most")
	latestCaption  = text("Viimeisimmät luvut", "De senaste talen", "The latest figures")
	oldCaption     = text("Vanhat luvut", "Gamla tal", "Old figures")
	trendsCaption  = text("Kehityssuunnat", "Utvecklingsriktningar", "Trends")
	tableHeading   = text("Luvut yhdessä taulukossa", "Talen i en tabell", "The figures in one table")
	closerHeading  = text("Indikaattorit lähemmin", "Indikatorerna närmare", "The indicators more closely")
	figuresHeading = text("Kuviot", "Figurer", "Figures")
	otherHeading   = text("Muut indikaattorit", "Övriga indikatorer", "Other indicators")
	lackingHeading = text("Mitä puuttuu", "Vad som saknas", "What is missing")
	methodsHeading = text("Miten luvut on tulkittu", "Hur talen har tolkats", "How the figures are read")
	sourcesHeading = text("Lähteet", "Källor", "Sources")

	standsOutLead = text("Erottuu muista alueista tai koko maan kehityksestä", "Skiljer sig från andra områden eller hela landets utveckling", "Stands out from other areas or from the country's development")
	recentLead    = text("Muuttunut viiden viime vuoden aikana", "Har förändrats under de fem senaste åren", "Changed in the last five years")
	paceLead      = text("Kehitys eroaa koko maan kehityksestä", "Utvecklingen avviker från hela landets", "Development differs from the country's")
	countedForm   = text("Indikaattoreita, joista on tuoreita lukuja, on %d: ", "Indikatorer med färska tal är %d: ", "There are recent figures of %d indicators: ")

	suppressedLead = text("Salattuja lukuja (montako)", "Sekretessbelagda tal (hur många)", "Suppressed figures (how many)")
	oldLead        = text("Luvut ovat vanhoja (viimeisin vuosi)", "Talen är gamla (senaste år)", "Figures are old (last year)")
	gapsLead       = text("Välistä puuttuu vuosia (montako)", "Mellanliggande år saknas (hur många)", "Years between are missing (how many)")
	notHeldLead    = text("Aineistossa ei ole lainkaan", "Finns inte alls i materialet", "Not in the data at all")
	noDataLead     = text("Ei lukuja tältä alueelta", "Inga tal för detta område", "No figures of this area")
	smallLead      = text("Tietoja liian vähän tai lukumäärät liian pieniä, jotta eroja voisi todeta", "För få uppgifter eller för små antal för att skillnader ska kunna påvisas", "Too few data or too small counts for differences to be shown")

	retrieved  = text("tiedot haettu", "uppgifterna hämtade", "data retrieved")
	madeUpNote = text("Raportissa on esimerkkiaineistoa, joka ei ole todellisia tilastoja: indikaattorit %s. Se on merkitty jokaiseen kuvioon, jossa sitä on.",
		"Rapporten innehåller exempeldata som inte är verklig statistik: indikatorerna %s. Varje figur som innehåller sådana är märkt.",
		"The report has example data, which are not real statistics: indicators %s. Each figure that has such is marked.")
)

// recentWords say what the last five years did.
var recentWords = map[stats.RecentTrend]domain.Text{
	stats.RecentRising:  text("noussut", "har stigit", "rose"),
	stats.RecentFalling: text("laskenut", "har sjunkit", "fell"),
}

// recentSentences are the same as a sentence that goes on from one on the whole series.
var recentSentences = map[stats.RecentTrend]domain.Text{
	stats.RecentRising:  text("Viiden viime vuoden aikana luku on noussut.", "Under de fem senaste åren har talet stigit.", "Over the last five years the figure has risen."),
	stats.RecentFalling: text("Viiden viime vuoden aikana luku on laskenut.", "Under de fem senaste åren har talet sjunkit.", "Over the last five years the figure has fallen."),
}

var genderWords = map[domain.Gender]domain.Text{
	domain.Male:   text("miehet", "män", "men"),
	domain.Female: text("naiset", "kvinnor", "women"),
}

func indicatorsWord(n int) domain.Text {
	if n == 1 {
		return text("indikaattori", "indikator", "indicator")
	}
	return text("indikaattoria", "indikatorer", "indicators")
}

// readNote says how what the report says is found.
var readNote = text(
	"Nousua tai laskua sanotaan selväksi, kun Mann–Kendallin testi koko sarjasta osoittaa sen ja löydös pitää, kun testien määrä otetaan huomioon; muu nousu tai lasku on ehkä sattumaa, vaikka se näkyy taulukossa suuntana. Käännekohdat ovat joinpoint-mallin, ja niistä kerrotaan vain pitävät. Arvo on suurempi tai pienempi kuin vertailuarvo, kun sen koko 95 %:n luottamusväli on vertailuarvon ylä- tai alapuolella; ilman lukumäärää ja nimittäjää luottamusväliä ei ole, eikä eroa sanota selväksi. Tällainen tulos koskee vain omaa vertailuaan: vertailujen määrä on otettu huomioon vain kohdassa Tärkeintä. Sija 1 on suurin arvo. Muutokset ja erot on laskettu pyöristämättömistä arvoista.",
	"En uppgång eller nedgång kallas klar när Mann–Kendalls test av hela serien visar den och fyndet håller när antalet test beaktas; en annan uppgång eller nedgång kan bero på slumpen, fast den syns som riktning i tabellen. Vändpunkterna är joinpoint-modellens, och bara de som håller nämns. Ett värde är högre eller lägre än jämförelsevärdet när dess hela 95-procentiga konfidensintervall ligger över eller under det; utan antal och nämnare finns inget intervall, och skillnaden kallas inte klar. En sådan jämförelse gäller sig själv: antalet jämförelser beaktas bara i Det viktigaste. Rang 1 är det högsta värdet. Förändringar och skillnader är beräknade ur oavrundade värden.",
	"A rise or fall is called clear where the Mann–Kendall test of the whole series shows it and the finding holds when the number of tests is reckoned with; any other rise or fall may be chance, though the table has it as a direction. Turning points are the joinpoint model's, and those alone that hold are told. A value is higher or lower than a benchmark where its whole 95% interval is above or below it; without a count and a denominator there is no interval, and a difference is not called clear. Such a result is of its own comparison alone: their number is reckoned with only under What matters most. Rank 1 is the highest value. Changes and differences are of unrounded values.")

// paceNote says how a development is set beside the country's.
var paceNote = text(
	"Kehitystä verrataan koko maahan niin, että etsitään suunta alueen ja muun maan arvojen suhteesta (Mann–Kendall); ero on selvä, kun se pitää, kun testien määrä otetaan huomioon.",
	"Utvecklingen jämförs med hela landets genom riktningen i kvoten mellan områdets och övriga landets värden (Mann–Kendall); skillnaden är klar när den håller när antalet test beaktas.",
	"Development is set beside the country's by the trend of the ratio of the area's values to the rest of the country's (Mann–Kendall); the difference is clear where it holds when the number of tests is reckoned with.")
