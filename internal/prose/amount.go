package prose

import (
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// words are the forms of a unit's name after a number.
type words struct {
	one, many    domain.Text // after 1, after any other number
	from, to, of string      // Finnish cases: "prosentista", "prosenttiin", "prosentin"
}

var (
	percentWords = words{
		one: domain.Text{FI: "prosentti", SV: "procent", EN: "per cent"}, many: domain.Text{FI: "prosenttia", SV: "procent", EN: "per cent"},
		from: "prosentista", to: "prosenttiin", of: "prosentin",
	}
	euroWords = words{
		one: domain.Text{FI: "euro", SV: "euro", EN: "euro"}, many: domain.Text{FI: "euroa", SV: "euro", EN: "euros"},
		from: "eurosta", to: "euroon", of: "euron",
	}
	millionEuroWords = words{
		one: domain.Text{FI: "miljoona euroa", SV: "miljon euro", EN: "million euros"}, many: domain.Text{FI: "miljoonaa euroa", SV: "miljoner euro", EN: "million euros"},
		from: "miljoonasta eurosta", to: "miljoonaan euroon", of: "miljoonan euron",
	}
)

// Sums in thousands of euros are told in euros, as many zeros as that takes, so
// that the amounts of a sentence have one unit. Sums of euros from a million on are told in millions, with one decimal or as
// many more, up to millionDecimals, as tell the series' ends apart.
const (
	million         = 1e6
	millionDecimals = 3
)

// thousands are the ways to write a base of so many thousand.
var thousands = []string{"tuhatta", "tuhannesta", "tusen", "thousand", "000"}

// bases are the words by which a subject names the base of its rate; a subject
// that names none gets it beside the number.
var bases = map[domain.Unit]struct {
	said   []string
	beside domain.Text
}{
	domain.UnitPer1000:           {thousands, domain.Text{FI: " (1\u00a0000:ta kohti)", SV: " per 1\u00a0000", EN: " per 1,000"}},
	domain.UnitPer10000:          {thousands, domain.Text{FI: " (10\u00a0000:ta kohti)", SV: " per 10\u00a0000", EN: " per 10,000"}},
	domain.UnitPer100000:         {thousands, domain.Text{FI: " (100\u00a0000:ta kohti)", SV: " per 100\u00a0000", EN: " per 100,000"}},
	domain.UnitEuroPerInhabitant: {[]string{"kohti", "kohden", "asukaskohtai", " per "}, domain.Text{FI: " asukasta kohti", SV: " per invånare", EN: " per inhabitant"}},
	domain.UnitEuroPerPerson:     {[]string{"kohti", "kohden", "kohtai", " per "}, domain.Text{FI: " henkilöä kohti", SV: " per person", EN: " per person"}},
}

// unitWords are the words after a number of the unit; false for a plain one.
func unitWords(u domain.Unit) (words, bool) {
	switch u {
	case domain.UnitPercent:
		return percentWords, true
	case domain.UnitEuro, domain.UnitKiloEuro, domain.UnitEuroPerInhabitant, domain.UnitEuroPerPerson:
		return euroWords, true
	}
	return words{}, false
}

// number is a value with the decimals of its series.
func (w *voice) number(v float64) string { return locale.Number(w.lang, v, w.decimals) }

// written is a value with its unit in words, and in Finnish the cases in which
// a movement goes from one to another and a value lies between two, "" where the
// unit has none.
type written struct{ amount, from, to, of string }

// written puts a value into words, "1,7 prosenttia", without what a rate is per.
func (w *voice) written(v float64) written {
	n, unit := w.number(v), w.series.Indicator.Unit
	said, ok := unitWords(unit)
	switch euros := eurosOf(unit, v); {
	case math.Abs(euros) >= million:
		n, said = locale.Number(w.lang, euros/million, w.millions), millionEuroWords
	case unit == domain.UnitKiloEuro:
		scale := math.Pow10(w.decimals)
		n = locale.Number(w.lang, 1000*math.Round(v*scale)/scale, 0)
	}
	switch {
	case ok && n == "1":
		return written{n + " " + said.one.In(w.lang), n + " " + said.from, n + " " + said.to, n + " " + said.of}
	case ok:
		return written{n + " " + said.many.In(w.lang), n + " " + said.from, n + " " + said.to, n + " " + said.of}
	case unit != domain.UnitCount && unit != domain.UnitIndex && unit.Per() == 0 && unit != domain.UnitUnknown:
		n += " (" + unit.Name().In(w.lang) + ")" // a code of the source's that has no words here
	}
	return written{amount: n}
}

// eurosOf is a sum of money in euros; NaN of what is none.
func eurosOf(unit domain.Unit, v float64) float64 {
	switch unit {
	case domain.UnitEuro:
		return v
	case domain.UnitKiloEuro:
		return 1000 * v
	}
	return math.NaN()
}

// millionDecimalsOf is how many decimals sums in millions have.
func millionDecimalsOf(unit domain.Unit, a, b float64) int {
	a, b = eurosOf(unit, a)/million, eurosOf(unit, b)/million
	for d := 1; d < millionDecimals; d++ {
		if locale.Number(domain.English, a, d) != locale.Number(domain.English, b, d) {
			return d
		}
	}
	if a == b || math.IsNaN(a) || math.IsNaN(b) {
		return 1
	}
	return millionDecimals
}

// amount is a value in words, "1,7 prosenttia", under a subject that says what
// it is of; without one it is written as in a table, "1,7 %".
func (w *voice) amount(v float64) string {
	if w.subject == "" {
		return w.tableAmount(v)
	}
	return w.written(v).amount + w.base()
}

// base names what a rate is per, where the subject does not.
func (w *voice) base() string {
	b := bases[w.series.Indicator.Unit]
	for _, s := range b.said {
		if strings.Contains(w.subject, s) {
			return ""
		}
	}
	return b.beside.In(w.lang)
}

func (w *voice) tableAmount(v float64) string {
	n, unit := w.number(v), w.series.Indicator.Unit
	name := unit.Name().In(w.lang)
	switch {
	case unit == domain.UnitPercent:
		return locale.Percent(w.lang, v, w.decimals)
	case unit == domain.UnitCount, name == "":
		return n
	case unit.Per() > 0, unit == domain.UnitEuro, unit == domain.UnitEuroPerInhabitant, unit == domain.UnitEuroPerPerson:
		return n + " " + name
	}
	return n + " (" + name + ")"
}

// same reports whether two values are written alike.
func (w *voice) same(a, b float64) bool { return w.amount(a) == w.amount(b) }

// agrees reports whether what is written shows a change from a to b in the
// direction of sign.
func (w *voice) agrees(a, b, sign float64) bool {
	return !w.same(a, b) && math.Signbit(b-a) == math.Signbit(sign)
}
