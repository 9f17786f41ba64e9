package domain

import (
	"regexp"
	"strings"

	"kuvio/internal/late"
)

// Unit is how an indicator's value is to be read, with SOTKAnet's code for it
// ("primaryValueType").
type Unit string

// The units that change how a value is analysed or written. Others of
// SOTKAnet's codes are kept as they come and treated as plain numbers.
const (
	UnitUnknown           Unit = ""
	UnitPercent           Unit = "PROS"
	UnitPer1000           Unit = "PER1000"
	UnitPer10000          Unit = "PER10000"
	UnitPer100000         Unit = "PER100000"
	UnitIndex             Unit = "INDEKSI"
	UnitCount             Unit = "LKM"
	UnitEuro              Unit = "EUR"
	UnitKiloEuro          Unit = "TEUR"
	UnitMegaEuro          Unit = "MEUR" // of what is drawn, as the next two are; no source has it
	UnitKiloCount         Unit = "TLKM"
	UnitMegaCount         Unit = "MLKM"
	UnitEuroPerInhabitant Unit = "EURAS"
	UnitEuroPerPerson     Unit = "EURHLO" // of a part of the inhabitants
)

// Per is the base of a rate: 100, 1 000, 10 000 or 100 000; 0 where the unit
// is not that of a rate or share, so that value = count / denominator × Per.
func (u Unit) Per() float64 {
	switch u {
	case UnitPercent:
		return 100
	case UnitPer1000:
		return 1000
	case UnitPer10000:
		return 10000
	case UnitPer100000:
		return 100000
	}
	return 0
}

// Rates as titles write them: "/ 1 000 asukasta", "1 000 asukasta kohden", "per
// 1 000 invånare", "per 1,000 population", "‰". Thousands are divided by a space,
// by one that does not break, or in English by a comma.
var (
	gapped   = `[ \x{a0}\x{2009}\x{202f},.]?`
	perWords = `(?i)(?:/ ?|(?:^|[^\p{L}])(?:per|på|pr) )`
	rates    = []struct {
		unit Unit
		re   func() *regexp.Regexp
	}{
		{UnitUnknown, late.Regexp(`(?i)(?:%|prosentti|procent|percentage|per cent|percent)[- ]?(?:yksik|enhet|point)`)}, // points are no share
		{UnitUnknown, late.Regexp(perWords + `(?:1` + gapped + `000` + gapped + `000|mil[jl])|(?i)(?:^|[^\d])1` + gapped + `000` + gapped + `000\s[^,;]*koh(?:den|ti)|miljoonaa\s[^,;]*koh(?:den|ti)`)},
		{UnitPer100000, rateOf(`100`+gapped+`000`, `satatuhatta`, `hundra ?tusen|hundred thousand`)},
		{UnitPer10000, rateOf(`10`+gapped+`000`, `kymmenentuhatta|kymmentätuhatta`, `tio ?tusen|ten thousand`)},
		{UnitPer1000, rateOf(`1`+gapped+`000`, `tuhatta`, `tusen|thousand`)},
		{UnitPer1000, late.Regexp(`(?i)‰|promille|per mille`)},
	}
	// share is a per cent sign that is not one of a number ("pienituloisin 10 %").
	share = late.Regexp(`(?i)(?:^|[^\d\s])\s*%|prosenttia|prosenttiosuus|procent|per cent|percent(?:age)?(?:[^\p{L}]|$)`)
)

// rateOf finds a rate of so many: in figures, in a Finnish word or in another's.
func rateOf(number, finnish, others string) func() *regexp.Regexp {
	return late.Regexp(perWords + `(?:` + number + `(?:[^\d]|$)|` + others + `)|` +
		`(?i)(?:^|[^\d\p{L}])(?:` + number + `|` + finnish + `)\s[^,;]*koh(?:den|ti)|` +
		`(?i)(?:^|[^\d])` + number + ` (?:invånare|inhabitants|population)`)
}

// RateOf is the rate that a title names beside whatever unit stands elsewhere;
// UnitUnknown of one that is none of ours, such as percentage points. It reports
// whether the title names any.
func RateOf(title string) (Unit, bool) {
	for _, r := range rates {
		if r.re().MatchString(title) {
			return r.unit, true
		}
	}
	if share().MatchString(title) {
		return UnitPercent, true
	}
	return UnitUnknown, false
}

var (
	millions     = late.Regexp(`(?i)milj(\.|oon)`) // none of our units
	unitPatterns = []struct {
		unit Unit
		re   func() *regexp.Regexp
	}{
		{UnitKiloEuro, late.Regexp(`1[ \x{a0}]?000[ \x{a0}]euro`)},
		{UnitEuroPerInhabitant, late.Regexp(`euroa ?/ ?asukas`)},
		{UnitEuroPerPerson, late.Regexp(`(?i)euroa? ?/|euroa? .*kohti`)},
		{UnitPercent, late.Regexp(`%`)},
		{UnitIndex, late.Regexp(`(?i)indeksi|gini-kerroin`)},
		{UnitEuro, late.Regexp(`euroa`)},
	}
)

// UnitFromTitle reads the unit out of an indicator's title, as SOTKAnet and
// others write them ("…, % vastaavanikäisestä väestöstä", "… / 1 000 asukasta").
// It is for descriptions that carry no unit; UnitUnknown where none is named.
func UnitFromTitle(title string) Unit {
	if millions().MatchString(title) {
		return UnitUnknown
	}
	rate, says := RateOf(title)
	if says && rate != UnitPercent {
		return rate
	}
	for _, p := range unitPatterns {
		if p.re().MatchString(title) {
			return p.unit
		}
	}
	return rate
}

// unitNames are the units as they stand beside a figure or a table.
var unitNames = map[Unit]Text{
	UnitPercent:           {FI: "%", SV: "%", EN: "%"},
	UnitPer1000:           {FI: "/ 1 000", SV: "/ 1 000", EN: "per 1,000"},
	UnitPer10000:          {FI: "/ 10 000", SV: "/ 10 000", EN: "per 10,000"},
	UnitPer100000:         {FI: "/ 100 000", SV: "/ 100 000", EN: "per 100,000"},
	UnitIndex:             {FI: "indeksi", SV: "index", EN: "index"},
	UnitCount:             {FI: "lkm", SV: "antal", EN: "number"},
	UnitEuro:              {FI: "euroa", SV: "euro", EN: "euros"},
	UnitKiloEuro:          {FI: "1 000 euroa", SV: "1 000 euro", EN: "1,000 euros"},
	UnitMegaEuro:          {FI: "milj. euroa", SV: "milj. euro", EN: "million euros"},
	UnitKiloCount:         {FI: "tuhatta", SV: "tusental", EN: "thousands"},
	UnitMegaCount:         {FI: "miljoonaa", SV: "miljoner", EN: "millions"},
	UnitEuroPerInhabitant: {FI: "euroa / asukas", SV: "euro / invånare", EN: "euros per inhabitant"},
	UnitEuroPerPerson:     {FI: "euroa / henkilö", SV: "euro / person", EN: "euros per person"},
}

// Name is the unit as it stands beside a figure or a table.
func (u Unit) Name() Text {
	if name, ok := unitNames[u]; ok {
		return name
	}
	return Text{FI: strings.ToLower(string(u)), SV: strings.ToLower(string(u)), EN: strings.ToLower(string(u))}
}

// UnitNamed is the unit of a code, or of a name in whatever language; UnitUnknown where
// it is none.
func UnitNamed(word string) Unit {
	spaced := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	word = spaced(word)
	for u, name := range unitNames {
		if string(u) == word || spaced(name.FI) == word || spaced(name.SV) == word || spaced(name.EN) == word {
			return u
		}
	}
	return UnitUnknown
}

// Money reports whether the value is a sum of money, of an area or per person.
func (u Unit) Money() bool {
	switch u {
	case UnitEuro, UnitKiloEuro, UnitEuroPerInhabitant, UnitEuroPerPerson:
		return true
	}
	return false
}
