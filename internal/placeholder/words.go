package placeholder

import (
	"slices"
	"sync"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// Word is a word of a placeholder: how each language says it, first the one that help
// lists, and what it means.
type Word struct {
	FI, SV, EN []string
	Means      string // in English
	takes      argument
	apply      func(r *Request, arg string) error
	what       What // that it asks for; "" of a word that only says more of it
	to         []What
}

// argument is what stands after a word.
type argument string

const (
	noArgument argument = ""
	aNumber    argument = "a number, such as 16, 16.5 or 10 000"
	aSmall     argument = "how many decimals, 0 to 6"
	limits     argument = "limits, such as 1000,10000,100000"
	aCommand   argument = "a table: profiili, trendi, vertailu, hajonta, luokat or arvot"
	anID       argument = "the name of a figure, such as kuvio-3"
	regions    argument = "a region, such as maa"
)

// In are the ways in which a language says the word.
func (w *Word) In(l domain.Lang) []string {
	switch l {
	case domain.Finnish:
		return w.FI
	case domain.Swedish:
		return w.SV
	}
	return w.EN
}

// numbers are what a number in the text can be asked as.
var (
	numbers = []What{Value, Change, Sum, Mean, Range, Lowest, Highest}
	counted = []What{Below, Above, AtMost, AtLeast}
	several = []What{Sum, Mean, Range, Lowest, Highest, Below, Above, AtMost, AtLeast, Classes, Compare, Rank}
)

// Words are all words, in the order in which help lists them.
var Words = []Word{
	{FI: says("lause", "virke", "lauseet"), SV: says("mening", "meningar"), EN: says("sentence", "sentences"), what: Sentence, Means: "a paragraph on the series: level, course, turns"},
	{FI: says("vuosi"), SV: says("år"), EN: says("year"), what: Period, Means: "the year that the value is of; with a year after it, that year"},
	{FI: says("muutos"), SV: says("förändring", "ändring"), EN: says("change"), what: Change, Means: "what the value changed by, from one year to another: muutos 2010 2014"},
	{FI: says("suunta"), SV: says("riktning"), EN: says("direction"), what: Direction, Means: "which way the series moved, in a word"},
	{FI: says("käänne", "käännevuosi", "käännevuodet"), SV: says("vändår", "vändning"), EN: says("turn", "turns"), what: Turn, Means: "the years in which it turned"},
	{FI: says("sija", "sijoitus"), SV: says("rang", "plats"), EN: says("rank"), what: Rank, Means: `the area's place among others: "viidenneksi suurin"`},
	{FI: says("summa"), SV: says("summa"), EN: says("sum"), what: Sum, Means: "of several areas taken together"},
	{FI: says("keskiarvo"), SV: says("medelvärde", "medeltal"), EN: says("mean", "average"), what: Mean, Means: "of several areas, each counting alike"},
	{FI: says("vaihteluväli"), SV: says("variationsvidd", "spann"), EN: says("range"), what: Range, Means: "from the lowest value to the highest"},
	{FI: says("pienin", "matalin", "alin"), SV: says("minst", "lägst", "lägsta", "minsta"), EN: says("lowest", "smallest"), what: Lowest, Means: "the lowest value with whose it is: Luhanka (1,2)"},
	{FI: says("suurin", "korkein", "ylin"), SV: says("störst", "högst", "högsta", "största"), EN: says("highest", "largest"), what: Highest, Means: "the highest value with whose it is"},
	{FI: says("alle"), SV: says("under"), EN: says("below", "under"), takes: aNumber, what: Below, Means: "how many areas have less than a limit: alle 1000"},
	{FI: says("yli"), SV: says("över"), EN: says("above", "over"), takes: aNumber, what: Above, Means: "how many have more"},
	{FI: says("enintään"), SV: says("högst"), EN: says("atmost"), takes: aNumber, what: AtMost, Means: "how many have a limit or less; <=16 says the same"},
	{FI: says("vähintään"), SV: says("minst"), EN: says("atleast"), takes: aNumber, what: AtLeast, Means: "how many have a limit or more; >=24"},
	{FI: says("luokat"), SV: says("klasser"), EN: says("classes"), what: Classes, Means: "a paragraph: how many areas there are between limits"},
	{FI: says("vertailu"), SV: says("jämförelse"), EN: says("comparison", "compare"), what: Compare, Means: "a paragraph: areas beside each other and the country"},
	{FI: says("taulukko"), SV: says("tabell"), EN: says("table"), takes: aCommand, what: Table, Means: "a table of a command, in a paragraph of its own: taulukko profiili @plan"},
	{FI: says("kuvio"), SV: says("figur"), EN: says("figure"), takes: anID, what: Figure, Means: "a figure of charts/, for the document's area"},
	{FI: says("lähteet", "lähde"), SV: says("källor", "källa"), EN: says("sources", "source"), what: Sources, Means: "where all numbers of the document are from"},
	{FI: says("huomautukset", "huomiot"), SV: says("anmärkningar"), EN: says("notes"), what: Notes, Means: "what limits the numbers of the document"},

	{FI: says("viimeisin", "uusin", "tuorein"), SV: says("senaste", "senast"), EN: says("latest"), Means: "of the latest year, as where none is named"},
	{FI: says("lukumäärä", "lkm"), SV: says("antal"), EN: says("count", "number"), to: []What{Value, Sum, Change}, Means: "the number behind a share or rate",
		apply: func(r *Request, _ string) error { r.Count = true; return nil }},
	{FI: says("desimaalit", "desimaalia", "desimaali"), SV: says("decimaler", "decimal"), EN: says("decimals", "decimal"), takes: aSmall, to: slices.Concat(numbers, []What{Sentence, Compare, Table}), Means: "so many decimals: desimaalit 1",
		apply: func(r *Request, arg string) (err error) { r.Decimals, err = decimals(arg); return err }},
	{FI: says("yksikkö", "yksikköineen"), SV: says("enhet"), EN: says("unit"), to: numbers, Means: `with the unit: "1,56 %"`,
		apply: func(r *Request, _ string) error { r.Unit = true; return nil }},
	{FI: says("sanoin"), SV: says("utskrivet"), EN: says("spelt"), to: slices.Concat(numbers, counted), Means: `the unit or a number of areas in words: "1,56 prosenttia", "viisi kuntaa"`,
		apply: func(r *Request, _ string) error { r.Spelt = true; return nil }},
	{FI: says("prosentteina", "prosenttia"), SV: says("procent"), EN: says("percent"), to: []What{Change}, Means: "a change in per cent of the first value",
		apply: func(r *Request, _ string) error { r.Percent = true; return nil }},
	{FI: says("painotettu"), SV: says("vägt"), EN: says("weighted"), to: []What{Mean}, Means: "a mean of all people, not of areas",
		apply: func(r *Request, _ string) error { r.Weighted = true; return nil }},
	{FI: says("nimi"), SV: says("namn"), EN: says("name"), to: []What{Lowest, Highest}, Means: "only whose the value is",
		apply: func(r *Request, _ string) error { r.Part = NamePart; return nil }},
	{FI: says("arvo"), SV: says("värde"), EN: says("value"), to: []What{Lowest, Highest}, Means: "only the value",
		apply: func(r *Request, _ string) error { r.Part = ValuePart; return nil }},
	{FI: says("rajat"), SV: says("gränser"), EN: says("limits"), takes: limits, to: []What{Classes, Table}, Means: "of classes: rajat 1000,10000,100000",
		apply: func(r *Request, arg string) error { r.Limits = arg; return nil }},
	{FI: says("pyöristys"), SV: says("avrundning"), EN: says("round"), takes: aSmall, to: slices.Concat(counted, []What{Classes, Table}), Means: "values rounded to so many decimals before they are held against limits",
		apply: func(r *Request, arg string) (err error) { r.Round, err = decimals(arg); return err }},
	{FI: says("rinnalla"), SV: says("bredvid"), EN: says("with"), takes: regions, to: []What{Compare, Table}, Means: "what areas are set beside, else the country: rinnalla maakunta:13"},
	{FI: says("miehet", "pojat"), SV: says("män", "pojkar"), EN: says("men", "male", "boys"), Means: "of men or boys alone",
		apply: func(r *Request, _ string) error { return gender(r, domain.Male) }},
	{FI: says("naiset", "tytöt"), SV: says("kvinnor", "flickor"), EN: says("women", "female", "girls"), Means: "of women or girls alone",
		apply: func(r *Request, _ string) error { return gender(r, domain.Female) }},

	set(domain.Kunta, says("kunnat"), says("kommuner", "kommunerna"), says("municipalities")),
	set(domain.Seutukunta, says("seutukunnat"), says("regionkommuner"), says("subregions")),
	set(domain.Maakunta, says("maakunnat"), says("landskapen"), says("regions")),
	set(domain.Hva, says("hyvinvointialueet"), says("välfärdsområden", "välfärdsområdena"), says("counties")),
	set(domain.Shp, says("sairaanhoitopiirit"), says("sjukvårdsdistrikten"), says("districts")),
	{FI: says("kaikki"), SV: says("alla"), EN: says("all"), to: slices.Concat(several, []What{Table}), Means: "before kunnat and the like: of the whole country, not of the document's area",
		apply: func(r *Request, _ string) error { r.Set.All = true; return nil }},
}

// regionWord is a way to ask for the document's area, as a whole placeholder.
type regionWord struct {
	Form
	FI, SV, EN []string
}

// RegionWords are the ways.
var RegionWords = []regionWord{
	{Name, says("alue"), says("område", "området"), says("area", "region", "the area", "the region")},
	{Of, says("alueen"), says("områdets"), says("area's", "region's", "the area's", "the region's")},
	{In, says("alueella", "alueessa"), says("i området", "i-området"), says("in the area", "in the region")},
}

// says are the ways in which a language says something.
func says(words ...string) []string { return words }

func set(c domain.Category, fi, sv, en []string) Word {
	return Word{FI: fi, SV: sv, EN: en, to: slices.Concat(several, []What{Table}), Means: "every " + c.Name(domain.English) + " of the document's area, by the division of the year",
		apply: func(r *Request, _ string) error { r.Set.Category = c; return nil }}
}

// find are the words that a token can be: more than one where a language says two
// things alike, as Swedish "minst".
func find(token string) (found []*Word) {
	for _, i := range index()[catalog.Fold(token)] {
		found = append(found, &Words[i])
	}
	return found
}

// index finds words by what they are written as.
var index = sync.OnceValue(func() map[string][]int {
	all := make(map[string][]int)
	for i := range Words {
		for _, l := range domain.Langs {
			for _, said := range Words[i].In(l) {
				if key := catalog.Fold(said); !slices.Contains(all[key], i) {
					all[key] = append(all[key], i)
				}
			}
		}
	}
	return all
})

// Commands are the tables that can be asked for, by their words.
var Commands = []struct {
	Name       string
	FI, SV, EN string
}{
	{"profile", "profiili", "profil", "profile"},
	{"trend", "trendi", "trend", "trend"},
	{"compare", "vertailu", "jämförelse", "compare"},
	{"spread", "hajonta", "spridning", "spread"},
	{"classes", "luokat", "klasser", "classes"},
	{"values", "arvot", "värden", "values"},
}

func command(word string) (string, bool) {
	for _, c := range Commands {
		for _, said := range []string{c.Name, c.FI, c.SV, c.EN} {
			if catalog.Fold(said) == catalog.Fold(word) {
				return c.Name, true
			}
		}
	}
	return "", false
}
