package numeral

import (
	"kuvio/internal/late"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pattern finds the numbers of one kind: its first group is the number with what
// belongs to it, the groups after it are read by take, which may refuse.
type pattern struct {
	re   func() *regexp.Regexp
	take func(n *Number, groups []string) bool
}

// Parts of patterns. Boundaries are of letters, since \b knows ASCII alone.
const (
	before = `(?:^|[^\p{L}\d.,])`
	dash   = ` ?[–‒—-] ?`
	gap    = `[ \x{a0}\x{2009}\x{202f}]`
	gaps   = `[ \x{a0}\x{2009}\x{202f}]?`
	year   = `(?:19|20)\d\d`
	months = `(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\p{L}*|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|(?:January|February|March|April|May|June|July|August|September|October|November|December)`
)

func label(*Number, []string) bool { return true }

func kind(k Kind) func(*Number, []string) bool {
	return func(n *Number, _ []string) bool {
		n.Kind = k
		return true
	}
}

// dated is a date, of which the year is what other numbers hang on.
func dated(n *Number, groups []string) bool {
	if y, err := strconv.Atoi(groups[0]); err == nil && leastYear <= y && y <= mostYear {
		n.Kind, n.From, n.To = Year, y, y
	}
	return true
}

func years(n *Number, groups []string) bool {
	n.Kind = Years
	n.From, _ = strconv.Atoi(groups[0])
	n.To, _ = strconv.Atoi(groups[1])
	if n.To < 100 {
		n.To += n.From / 100 * 100
	}
	return n.From <= n.To
}

func decade(n *Number, groups []string) bool {
	n.Kind = Years
	n.From, _ = strconv.Atoi(groups[0])
	if n.From%10 != 0 {
		return false
	}
	n.To = n.From + 9
	if n.From%100 == 0 { // "2000-luvulla" is the decade and what has come since
		n.To = n.From + 19
	}
	return true
}

func one(n *Number, groups []string) bool {
	n.Kind = Year
	n.From, _ = strconv.Atoi(groups[0])
	n.To = n.From
	return true
}

// bareYear is a number like a year before a word, unless that is what it counts.
func bareYear(n *Number, groups []string) bool {
	return !counted().MatchString(groups[1]) && one(n, groups)
}

// counted are words of which a number says how many there are.
var counted = re(`^(?:%|‰|€|euro|pros|proc|per ?cent|henkilö|henkeä|asuka|asukka|lasta|lapsen|perhe|nuorta|tyttö|poik|nais|mies|mieh|käyn|kertaa|hoito|synty|person|invånar|barn|famil|besök|child|people|inhabitant|visit|birth|women|men|milj|tuhat)`)

// ages reads a class of ages: both ends, under or over one, or a year alone.
func ages(n *Number, groups []string) bool {
	n.Kind = Age
	n.From, _ = strconv.Atoi(groups[0])
	n.To, _ = strconv.Atoi(groups[1])
	return n.From <= n.To && n.To <= 120
}

func under(n *Number, groups []string) bool {
	n.Kind = Age
	n.To, _ = strconv.Atoi(groups[0])
	n.To--
	return 0 <= n.To && n.To <= 120
}

func over(n *Number, groups []string) bool {
	n.Kind = Age
	n.From, _ = strconv.Atoi(groups[0])
	n.To = NoEnd
	return n.From <= 120
}

func aged(n *Number, groups []string) bool {
	n.Kind = Age
	n.From, _ = strconv.Atoi(groups[0])
	n.To = n.From
	return n.From <= 120
}

// based is the base of a rate, in figures or words.
func based(n *Number, groups []string) bool {
	n.Kind = Base
	for _, g := range groups {
		digits := strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, g)
		word := strings.ToLower(strings.Map(func(r rune) rune {
			if r == ' ' || r == '\u00a0' {
				return -1
			}
			return r
		}, g))
		switch {
		case g == "":
			continue
		case digits != "":
			n.Value, _ = strconv.ParseFloat(digits, 64)
		case strings.HasPrefix(word, "sata"), strings.HasPrefix(word, "hundra"), strings.HasPrefix(word, "hundred"):
			n.Value = 1e5
		case strings.HasPrefix(word, "kymmenen"), strings.HasPrefix(word, "tio"), strings.HasPrefix(word, "ten"):
			n.Value = 1e4
		default:
			n.Value = 1e3
		}
		lg := math.Log10(n.Value)
		return n.Value >= 1000 && lg == math.Trunc(lg)
	}
	return false
}

// share is a part in words, in per cent.
func share(n *Number, groups []string) bool {
	word := strings.ToLower(groups[0])
	for _, s := range shares {
		if strings.HasPrefix(word, s.word) {
			n.Kind, n.Value, n.Step, n.Unit, n.Hedge = Share, s.percent, 5, Percent, About
			return true
		}
	}
	return false
}

var shares = []struct {
	word    string
	percent float64
}{
	{"kolme neljäsosa", 75}, {"kolme neljännes", 75}, {"kaksi kolmasosa", 200. / 3}, {"kaksi kolmannes", 200. / 3},
	{"puolet", 50}, {"kolmasosa", 100. / 3}, {"kolmannes", 100. / 3}, {"kolmannek", 100. / 3}, {"neljäsosa", 25}, {"neljännes", 25}, {"neljännek", 25}, {"viidesosa", 20}, {"viidennes", 20}, {"viidennek", 20}, {"kymmenesosa", 10}, {"kymmenes", 10},
	{"två tredjedel", 200. / 3}, {"tre fjärdedel", 75}, {"hälften", 50}, {"en tredjedel", 100. / 3}, {"en fjärdedel", 25}, {"en femtedel", 20}, {"en tiondel", 10},
	{"two thirds", 200. / 3}, {"two-thirds", 200. / 3}, {"three quarters", 75}, {"half of", 50}, {"one third", 100. / 3}, {"a third of", 100. / 3}, {"one quarter", 25}, {"a quarter of", 25}, {"a fourth of", 25}, {"one fifth", 20}, {"a fifth of", 20}, {"a tenth of", 10},
}

// patterns are those of all kinds in their order.
var patterns = slices.Concat(beforeAges, agePatterns, afterAges)

// agePatterns are the classes of ages: 0–17-vuotiaista, alle 18-vuotiaat, 65 vuotta
// täyttäneet.
var agePatterns = []pattern{
	{re(before + `((\d{1,3})` + dash + `(\d{1,3})` + ageWord + `)`), ages},
	{re(before + `((?:aged|ages|ålder\p{L}*|iältään|ikäis\p{L}*)` + gap + `(?:from )?(\d{1,3})(?:` + dash + `| to | till )(\d{1,3}))`), ages},
	{re(before + `((?:alle|under|aged under|aged less than)` + gap + `(\d{1,3})(?:` + ageWord + `| år| years))(?:[^\p{L}]|$)`), under},
	{re(before + `((?:aged under|aged less than)` + gap + `(\d{1,3}))(?:[^\d]|$)`), under},
	{re(before + `((?:yli|över|over)` + gap + `(\d{1,3})` + ageWord + `)`), over},
	{re(before + `((\d{1,3})(?: vuotta (?:täyttän\p{L}*|vanh\p{L}*)|(?: år|-åringar) (?:fyllda|eller äldre|och äldre)|(?: years)? and over|\+))`), over},
	{re(before + `((\d{1,3})` + ageWord + `)`), aged},
}

// patterns are the numbers that are no values, those that look the most particular
// first: what one has taken the later ones leave. Those before ages are labels that may
// have what looks like one in them.
var beforeAges = []pattern{
	{re(`((?:https?://|www\.)\S+|\S+@\S+\.\p{L}+)`), label},
	// Laws and reports: 417/2007 12 §, HE 24/2014, 2014:12.
	{re(before + `(\d{1,4}/` + year + `(?:,? ?\d+ ?[a-z]? ?§(?: ?\d+ mom\.?)?)?)`), label},
	{re(before + `((` + year + `)/(\d\d))(?:[^\d]|$)`), years},
	{re(before + `(` + year + `[:/]\d{1,3})(?:[^\d]|$)`), label},
	{re(`(§` + gaps + `\d+|\d+` + gaps + `(?:[a-z]` + gap + `)?§|\d+ mom\.)`), label},
	// Dates and times.
	{re(before + `((?:klo|kl\.?|at)` + gap + `\d{1,2}[.:]\d\d)`), label},
	{re(before + `(\d{1,2}\.` + gaps + `\d{1,2}\.` + gaps + `(` + year + `|\d\d)?)(?:[^\d]|$)`), dated},
	{re(before + `((` + year + `)-\d\d-\d\d)`), dated},
	{re(before + `(\d{1,2}\.?` + gap + `(?:` + months + `)(?:,?` + gap + `(` + year + `))?)`), dated},
	{re(before + `((?:` + months + `)` + gap + `\d{1,2},` + gap + `(` + year + `))`), dated},
	// Telephones.
	{re(before + `(\+\d{1,3}(?:[ -]?\d{2,}){2,}|0\d{1,3}[ -]\d{2,}(?:[ -]?\d{2,})*)(?:[^\d]|$)`), label},
	// Numbers of things.
	{re(before + `((?:kuvio|kuva|taulukko|taulukot|luku|liite|sivu|kohta|vaihe|versio|indikaattori|figur|bild|tabell|kapitel|avsnitt|bilaga|figure|table|chapter|section|page|appendix|indicator|version)\p{L}{0,4}` + gap + `\d+(?:[.:]\d+)*(?:` + dash + `\d+(?:[.:]\d+)*)?)`), label},
	{re(before + `((?:kuviossa|kuvassa|taulukossa|taulukon|luvussa|luvun|liitteessä|sivulla|sivut|s\.|ss\.|sid\.|sidan|sidorna|p\.|pp\.|ks\.|nro|nr|n:o|no\.|ind\.)` + gaps + `\d+(?:[.:]\d+)*(?:` + dash + `\d+(?:[.:]\d+)*)?)`), label},
}

var afterAges = []pattern{
	// Years.
	{re(before + `((` + year + `)` + dash + `(` + year + `))(?:[^\d]|$)`), years},
	{re(before + `((?:from` + gap + `)?(` + year + `) to (` + year + `))(?:[^\d]|$)`), years},
	{re(before + `((` + year + `)` + gaps + `-?(?:luvu\p{L}*|luku\p{L}*|talet|tal|s))(?:[^\p{L}]|$)`), decade},
	{re(before + `(?:vuonna|vuoden|vuosien|vuodesta|vuodelta|vuoteen|vuosi|vuosina|år|året|in|since|by|year)` + gap + `((` + year + `))(?:[^\d,.]|[,.][^\d]|[,.]?$)`), one},
	{re(before + `((` + year + `))(?:[^\d,.\x{a0}\x{202f} %]|[,.][^\d]|[,.]?$|` + gap + `(?:[^\d\p{L}%€‰]|$))`), one},
	{re(before + `((` + year + `))` + gap + `(?:\p{L}|[%€‰])`), bareYear},
	// Bases of rates.
	{re(before + `((1` + gaps + `000|10` + gaps + `000|100` + gaps + `000|tuhatta|kymmentätuhatta|sataatuhatta)(?::\p{L}+)?)` + gap + `(?:[\p{L}\d–-]+` + gap + `){0,3}(?:kohti|kohden)`), based},
	{re(before + `((?:per|på|/)` + gaps + `(1[ \x{a0},.\x{202f}]?000(?:[ \x{a0},.\x{202f}]000)?|10[ \x{a0},.\x{202f}]?000|100[ \x{a0},.\x{202f}]?000|tusen|tiotusen|hundratusen|hundra tusen|thousand|ten thousand|hundred thousand))`), based},
	{re(`(/` + gaps + `(1[ \x{a0},.\x{202f}]?000|10[ \x{a0},.\x{202f}]?000|100[ \x{a0},.\x{202f}]?000))(?:[^\d]|$)`), based},
	{re(before + `(\d{1,4}/\d{1,4})(?:[^\d]|$)`), label},
	// Durations and numbers of areas.
	{re(before + `(\d+(?:` + dash + `\d+)?` + gap + `(?:vuoden|vuotta|vuodelta|vuodessa|vuodeksi|vuosia|kuukau\p{L}+|viikko\p{L}*|viikon|years|months|weeks|år|månad\p{L}*|veck\p{L}*)|\d+-(?:vuoti\p{L}*|årig\p{L}*))(?:[^\p{L}\d ]| [^\d]| ?$)`), kind(Duration)},
	{re(before + `(\d{1,3})` + gap + `(?:alle|yli|under|över|over)` + gap + `\d`), kind(Areas)},
	{re(before + `(\d{1,3}(?:` + gap + `\d{3})*` + gap + `(?:\p{L}+` + gap + `){0,1}(?:kunt\p{L}+|kunna\p{L}+|kunni\p{L}+|maakun\p{L}+|sairaanhoitopii\p{L}+|hyvinvointialue\p{L}*|kommun\p{L}*|landskap\p{L}*|municipalit\p{L}+|regions?|wellbeing count\p{L}+))`), kind(Areas)},
	// Ranks: viidenneksi suurin, 5. suurin, femte störst, fifth largest.
	{re(before + `((?:\p{L}+(?:nneksi|iseksi)|\d+\.)` + gap + `(?:suurin|suurimma\p{L}*|pienin|pienimmä\p{L}*|korkein|matalin|alhaisin|eniten|vähiten|kallein|halvin))`), kind(Rank)},
	{re(before + `((?:näst|första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|\d+:[ae])` + gap + `(?:störst\p{L}*|minst\p{L}*|högst\p{L}*|lägst\p{L}*))`), kind(Rank)},
	{re(before + `((?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))[ -](?:largest|smallest|highest|lowest|most|least))`), kind(Rank)},
	{re(before + `(\d+(?:st|nd|rd|th|:s|:nneksi|:e|:a))(?:[^\p{L}]|$)`), label},
	// Parts in words.
	{re(before + `((kaksi kolmasosa\p{L}*|kaksi kolmannes\p{L}*|kolme neljäsosa\p{L}*|kolme neljännes\p{L}*|puolet|kolmasosa\p{L}*|kolmanne[sk]\p{L}*|neljäsosa\p{L}*|neljänne[sk]\p{L}*|viidesosa\p{L}*|viidenne[sk]\p{L}*|kymmenesosa\p{L}*|två tredjedelar|tre fjärdedelar|hälften|en tredjedel|en fjärdedel|en femtedel|en tiondel|two[ -]thirds|three quarters|half of|one third|a third of|one quarter|a quarter of|a fourth of|one fifth|a fifth of|a tenth of))(?:[^\p{L}]|$)`), share},
}

// ageWord is what makes a number one of years of age.
const ageWord = `(?:` + dash + `| )?(?:vuotia\p{L}*|vuotis\p{L}*|åring\p{L}*|year-olds?|years? old|years of age|år gaml\p{L}*|v\.)`

func re(expr string) func() *regexp.Regexp { return late.Regexp(`(?i)` + expr) }
