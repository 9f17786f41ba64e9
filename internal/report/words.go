package report

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// Words that several tables share, each once.

func text(fi, sv, en string) domain.Text { return domain.Text{FI: fi, SV: sv, EN: en} }

// same is a text that reads alike in every language.
func same(s string) domain.Text { return text(s, s, s) }

// Headings.
var (
	referenceTitle  = text("Tunnus", "Kod", "Reference")
	regionTitle     = text("Alue", "Område", "Region")
	periodTitle     = text("Vuosi", "År", "Period")
	valueTitle      = text("Arvo", "Värde", "Value")
	countTitle      = text("Lukumäärä", "Antal", "Count")
	statusTitle     = text("Tila", "Status", "Status")
	firstTitle      = text("Alku", "Från", "From")
	lastTitle       = text("Loppu", "Till", "To")
	changeTitle     = text("Muutos", "Förändring", "Change")
	differenceTitle = text("Ero", "Skillnad", "Difference")
	directionTitle  = text("Suunta", "Riktning", "Direction")
	evidenceTitle   = text("Näyttö", "Evidens", "Evidence")
	recentTitle     = text("5 v", "5 år", "5 years")
	recentPTitle    = text("5 v p", "5 år p", "5 years p")
	turningTitle    = text("Käännevuodet", "Vändår", "Turning years")
	ratioTitle      = text("Suhteen muutos, %/v", "Kvotens förändring, %/år", "Change of ratio, %/year")
	ratioPTitle     = text("Suhteen p", "Kvotens p", "Ratio p")
	ratioQTitle     = text("Suhteen q", "Kvotens q", "Ratio q")
	verdictTitle    = text("Tulos", "Resultat", "Verdict")
	assessmentTitle = text("Arvio", "Bedömning", "Assessment")
	rankTitle       = text("Sija", "Rang", "Rank")
	ofTitle         = text("Alueita", "Områden", "Of")
	methodTitle     = text("Menetelmä", "Metod", "Method")
	importTitle     = text("Tuonti", "Import", "Import")
	retrievedTitle  = text("Haettu", "Hämtad", "Retrieved")
	nameTitle       = text("Nimi", "Namn", "Name")
	unitTitle       = text("Yksikkö", "Enhet", "Unit")
	levelTitle      = text("Aluetaso", "Nivå", "Level")
	successorTitle  = text("Seuraaja", "Efterföljare", "Successor")
	sotkanetTitle   = text("Sotkanet-id", "Sotkanet-id", "Sotkanet id")
)

// Why there is no value.
var (
	suppressedWord = text("salattu", "sekretessbelagd", "suppressed")
	missingWord    = text("puuttuu", "saknas", "missing")
)

var genders = map[domain.Gender]domain.Text{
	domain.Total:  text("yhteensä", "totalt", "total"),
	domain.Male:   text("miehet", "män", "men"),
	domain.Female: text("naiset", "kvinnor", "women"),
}

var directions = map[stats.Direction]domain.Text{
	stats.Rising:  text("↗ nouseva", "↗ stigande", "↗ rising"),
	stats.Falling: text("↘ laskeva", "↘ fallande", "↘ falling"),
	stats.Mixed:   text("↕ vaihteleva", "↕ växlande", "↕ mixed"),
	stats.Steady:  text("→ vakaa", "→ stabil", "→ steady"),
	stats.Unclear: text("? epäselvä", "? oklar", "? unclear"),
	stats.TooFew:  text("– liian vähän", "– för få", "– too few"),
}

var evidences = map[stats.Evidence]domain.Text{
	stats.Clear: text("selvä", "tydlig", "clear"),
	stats.Weak:  text("heikko", "svag", "weak"),
}

// directionWord is a direction as sure as it is.
func directionWord(d stats.Direction, e stats.Evidence) domain.Text {
	if e != stats.Weak {
		return directions[d]
	}
	if d == stats.Rising {
		return text("↗ ehkä nouseva", "↗ kanske stigande", "↗ perhaps rising")
	}
	return text("↘ ehkä laskeva", "↘ kanske fallande", "↘ perhaps falling")
}

// Direction is a direction as sure as it is, in a word: "nouseva", "ehkä nouseva".
func Direction(d stats.Direction, e stats.Evidence) domain.Text {
	return each(func(l domain.Lang) string {
		_, said, _ := strings.Cut(directionWord(d, e).In(l), " ")
		return said
	})
}

var recentTrends = map[stats.RecentTrend]domain.Text{
	stats.RecentRising:      text("↗ nouseva", "↗ stigande", "↗ rising"),
	stats.RecentFalling:     text("↘ laskeva", "↘ fallande", "↘ falling"),
	stats.RecentNoChange:    text("ei muutosta", "ingen förändring", "no change"),
	stats.RecentNotComputed: same("–"),
}

// paces say how a series moved beside a benchmark.
var paces = map[trend.Pace]domain.Text{
	trend.PaceFaster:    text("nopeammin", "snabbare", "faster"),
	trend.PaceSlower:    text("hitaammin", "långsammare", "slower"),
	trend.PaceUpwards:   text("ylöspäin", "uppåt", "upwards"),
	trend.PaceDownwards: text("alaspäin", "nedåt", "downwards"),
	trend.PaceUnclear:   text("ei selvää eroa", "ingen klar skillnad", "no clear difference"),
}

// changes say which way a direction goes.
var changes = map[trend.Assessment]domain.Text{
	trend.Better: text("parempaan", "till det bättre", "for the better"),
	trend.Worse:  text("huonompaan", "till det sämre", "for the worse"),
}

var verdicts = map[compare.Verdict]domain.Text{
	compare.Higher:            text("▲ suurempi", "▲ högre", "▲ higher"),
	compare.Lower:             text("▼ pienempi", "▼ lägre", "▼ lower"),
	compare.NoClearDifference: text("ei selvää eroa", "ingen klar skillnad", "no clear difference"),
	compare.NoInterval:        text("ei luottamusväliä", "inget intervall", "no interval"),
}

var standings = map[compare.Assessment]domain.Text{
	compare.Better: text("parempi", "bättre", "better"),
	compare.Worse:  text("huonompi", "sämre", "worse"),
}

// word is a code for machines, and its word for people.
func word[T ~string](code T, words map[T]domain.Text) table.Value {
	return table.Str(string(code)).ForPeople(words[code])
}

// each is a text made language by language.
func each(in func(domain.Lang) string) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, in(l))
	}
	return t
}

// named puts a name into a sentence, in each language.
func named(form domain.Text, name func(domain.Lang) string) domain.Text {
	return each(func(l domain.Lang) string { return fmt.Sprintf(form.In(l), name(l)) })
}

// inBrackets adds a word to another, if there is one.
func inBrackets(t, added domain.Text) domain.Text {
	if added.IsZero() {
		return t
	}
	return each(func(l domain.Lang) string { return t.In(l) + " (" + added.In(l) + ")" })
}

// pointValue is a point's value; people read between which bounds it lies where
// no more is known.
func pointValue(p series.Valued, decimals int) table.Value {
	v := cellValue(p.Cell(), decimals)
	if !p.Within() {
		return v
	}
	return v.ForPeople(each(func(l domain.Lang) string { return locale.Within(l, p.Range.Low, p.Range.High, decimals) }))
}

// cellValue is a cell's value; where there is none, people read why.
func cellValue(c domain.Cell, decimals int) table.Value {
	v := table.Num(c.Value, decimals)
	if !math.IsNaN(c.Value) {
		return v
	}
	switch c.Status {
	case domain.Suppressed:
		return v.ForPeople(suppressedWord)
	case domain.Missing:
		return v.ForPeople(missingWord)
	}
	return v
}

// counting is a rank, a quantile or their number; 0 is none.
func counting(n int) table.Value {
	if n == 0 {
		return table.None()
	}
	return table.IntOf(n)
}

// list joins the words of things.
func list[T any](things []T, word func(T) string) string {
	words := make([]string, len(things))
	for i, t := range things {
		words[i] = word(t)
	}
	return strings.Join(words, ", ")
}
