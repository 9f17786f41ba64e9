package prose

import (
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Places tells how an area stands in a sentence; a zero field of what it gives
// makes a neutral form.
type Places func(domain.RegionID) catalog.Place

// areaNoun is what areas of a category are called after a number.
type areaNoun struct {
	one, many      domain.Text
	in, from, away string // Finnish cases: where ("kunnassa"), out of which ("kunnasta"), from whom something is missing ("kunnalta")
	outer          bool   // whether "where" is the outer case, "alueella", as numbers before it then are
	neuter         bool   // in Swedish
}

var areaNouns = map[domain.Category]areaNoun{
	domain.Kunta:      {domain.Text{FI: "kunta", SV: "kommun", EN: "municipality"}, domain.Text{FI: "kuntaa", SV: "kommuner", EN: "municipalities"}, "kunnassa", "kunnasta", "kunnalta", false, false},
	domain.Maakunta:   {domain.Text{FI: "maakunta", SV: "landskap", EN: "region"}, domain.Text{FI: "maakuntaa", SV: "landskap", EN: "regions"}, "maakunnassa", "maakunnasta", "maakunnalta", false, true},
	domain.Seutukunta: {domain.Text{FI: "seutukunta", SV: "ekonomisk region", EN: "sub-region"}, domain.Text{FI: "seutukuntaa", SV: "ekonomiska regioner", EN: "sub-regions"}, "seutukunnassa", "seutukunnasta", "seutukunnalta", false, false},
	domain.Shp:        {domain.Text{FI: "sairaanhoitopiiri", SV: "sjukvårdsdistrikt", EN: "hospital district"}, domain.Text{FI: "sairaanhoitopiiriä", SV: "sjukvårdsdistrikt", EN: "hospital districts"}, "sairaanhoitopiirissä", "sairaanhoitopiiristä", "sairaanhoitopiiriltä", false, true},
	domain.Hva:        {domain.Text{FI: "hyvinvointialue", SV: "välfärdsområde", EN: "wellbeing services county"}, domain.Text{FI: "hyvinvointialuetta", SV: "välfärdsområden", EN: "wellbeing services counties"}, "hyvinvointialueella", "hyvinvointialueesta", "hyvinvointialueelta", true, true},
}

// anyArea is what areas of several categories, or of another, are called.
var anyArea = areaNoun{domain.Text{FI: "alue", SV: "område", EN: "area"}, domain.Text{FI: "aluetta", SV: "områden", EN: "areas"}, "alueella", "alueesta", "alueelta", true, true}

// nounOf is what areas are called, of one category or not.
func nounOf(areas []*series.Based) areaNoun {
	category := domain.Category("")
	for i, a := range areas {
		c := a.Region.Category()
		if i > 0 && c != category {
			return anyArea
		}
		category = c
	}
	if noun, ok := areaNouns[category]; ok {
		return noun
	}
	return anyArea
}

// smallNumber is a number that is spelt out.
type smallNumber struct {
	fi, in, at, away string // Finnish: as a subject, and in the cases of an areaNoun
	sv, en           string
	nth              string // Finnish "viidenneksi", before "suurin"
	nthSV, nthEN     string
}

// smallNumbers begin with 1.
var smallNumbers = [...]smallNumber{
	{"yksi", "yhdessä", "yhdellä", "yhdeltä", "en", "one", "", "", ""},
	{"kaksi", "kahdessa", "kahdella", "kahdelta", "två", "two", "toiseksi ", "näst ", "second "},
	{"kolme", "kolmessa", "kolmella", "kolmelta", "tre", "three", "kolmanneksi ", "tredje ", "third "},
	{"neljä", "neljässä", "neljällä", "neljältä", "fyra", "four", "neljänneksi ", "fjärde ", "fourth "},
	{"viisi", "viidessä", "viidellä", "viideltä", "fem", "five", "viidenneksi ", "femte ", "fifth "},
	{"kuusi", "kuudessa", "kuudella", "kuudelta", "sex", "six", "kuudenneksi ", "sjätte ", "sixth "},
	{"seitsemän", "seitsemässä", "seitsemällä", "seitsemältä", "sju", "seven", "seitsemänneksi ", "sjunde ", "seventh "},
	{"kahdeksan", "kahdeksassa", "kahdeksalla", "kahdeksalta", "åtta", "eight", "kahdeksanneksi ", "åttonde ", "eighth "},
	{"yhdeksän", "yhdeksässä", "yhdeksällä", "yhdeksältä", "nio", "nine", "yhdeksänneksi ", "nionde ", "ninth "},
	{"kymmenen", "kymmenessä", "kymmenellä", "kymmeneltä", "tio", "ten", "kymmenenneksi ", "tionde ", "tenth "},
}

func spelling(n int) (smallNumber, bool) {
	if n < 1 || n > len(smallNumbers) {
		digits := strconv.Itoa(n)
		return smallNumber{fi: digits, in: digits, at: digits, away: digits, sv: digits, en: digits}, false
	}
	return smallNumbers[n-1], true
}

// count is "viisi kuntaa", "fem kommuner", "five municipalities".
func (noun areaNoun) count(n int, l domain.Lang) string {
	number, _ := spelling(n)
	name := noun.many.In(l)
	if n == 1 {
		name = noun.one.In(l)
		if noun.neuter {
			number.sv = "ett"
		}
	}
	return domain.Text{FI: number.fi, SV: number.sv, EN: number.en}.In(l) + " " + name
}

// where is "viidessä kunnassa", "i fem kommuner", "in five municipalities"; a
// later one in a list does without the noun, but after digits in Finnish, which
// the noun gives their case.
func (noun areaNoun) where(n int, later bool, l domain.Lang) string {
	number, small := spelling(n)
	if noun.outer {
		number.in = number.at
	}
	switch {
	case l == domain.Finnish && later && small:
		return number.in
	case l == domain.Finnish:
		return number.in + " " + noun.in
	}
	text := noun.count(n, l)
	if later {
		text, _, _ = strings.Cut(text, " ")
	}
	return domain.Text{SV: "i ", EN: "in "}.In(l) + text
}

// elative makes "viidestä" of "viidessä".
var elative = strings.NewReplacer("ssa", "sta", "ssä", "stä")

// outOf is "viidestä maakunnasta", "av fem landskap", "of five regions".
func (noun areaNoun) outOf(n int, l domain.Lang) string {
	number, small := spelling(n)
	if small {
		number.fi = elative.Replace(number.in)
	}
	return domain.Text{FI: number.fi + " " + noun.from, SV: "av " + noun.count(n, l), EN: "of " + noun.count(n, l)}.In(l)
}

// wheres are areas as the answer to where: "Jyväskylässä ja Jämsässä". Where
// the language does not know how one stands, all are named as they are.
func wheres(areas []*series.Based, places Places, l domain.Lang) string {
	parts := make([]string, len(areas))
	for i, a := range areas {
		if parts[i] = own(places(a.Region).In, l); parts[i] == "" {
			return domain.Text{FI: "alueella ", SV: "i området ", EN: "in the area "}.In(l) + listed(names(areas, l), l)
		}
	}
	return listed(parts, l)
}

func names(areas []*series.Based, l domain.Lang) []string {
	names := make([]string, len(areas))
	for i, a := range areas {
		if names[i] = a.RegionName.In(l); names[i] == "" {
			names[i] = string(a.Region)
		}
	}
	return names
}

// mostListed is how many areas are named in a sentence.
const mostListed = 8

// inBrackets names a few areas, " (Jyväskylä, Jämsä)"; many are not named.
func inBrackets(areas []*series.Based, l domain.Lang) string {
	if len(areas) == 0 || len(areas) > mostListed {
		return ""
	}
	return " (" + strings.Join(names(areas, l), ", ") + ")"
}

// lacking says which areas have no value, and of which it is withheld.
func (w *voice) lacking(missing, suppressed []*series.Based) (said []string) {
	if n := len(missing); n > 0 {
		noun := nounOf(missing)
		number, _ := spelling(n)
		said = append(said, w.say("Tieto puuttuu "+number.away+" "+noun.away, "Uppgift saknas för "+noun.count(n, w.lang), "Data are missing for "+noun.count(n, w.lang))+inBrackets(missing, w.lang)+".")
	}
	if n := len(suppressed); n > 0 {
		noun := nounOf(suppressed)
		of := noun.count(n, w.lang)
		said = append(said, w.say("Tieto on salattu "+noun.outOf(n, w.lang), "Uppgiften är sekretessbelagd för "+of, "The value is suppressed for "+of)+inBrackets(suppressed, w.lang)+".")
	}
	return said
}
