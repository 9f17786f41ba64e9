package mapping

import (
	"regexp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
)

// Word is how a file calls a value of a dimension: by a code, "" where it has
// none, and a label.
type Word struct {
	Code  string
	Label string
}

// IsTotal reports whether a value is all of its dimension's together: SSS is
// Statistics Finland's code of it.
func (w Word) IsTotal() bool {
	switch strings.ToLower(content.Title(w.Label)) {
	case "yhteensä", "kaikki", "totalt", "samtliga", "alla", "total", "all":
		return true
	}
	return w.Code == "SSS"
}

// sexWords are PxWeb's words beside the web service's.
var sexWords = map[string]domain.Gender{
	"miehet": domain.Male, "mies": domain.Male, "män": domain.Male, "man": domain.Male, "males": domain.Male, "male": domain.Male, "men": domain.Male,
	"naiset": domain.Female, "nainen": domain.Female, "kvinnor": domain.Female, "kvinna": domain.Female, "females": domain.Female, "female": domain.Female, "women": domain.Female,
	"sukupuolet yhteensä": domain.Total, "miehet ja naiset": domain.Total, "båda könen": domain.Total, "män och kvinnor": domain.Total,
	"both sexes": domain.Total, "males and females": domain.Total, "men and women": domain.Total,
}

// SexWord reads a word for one sex, or for both in so many words.
func SexWord(s string) (domain.Gender, bool) {
	g, ok := sexWords[strings.ToLower(s)]
	return g, ok
}

// Gender reads the value of a dimension of sexes.
func (w Word) Gender() (domain.Gender, bool) {
	if g, ok := SexWord(content.Title(w.Label)); ok {
		return g, true
	}
	if w.IsTotal() {
		return domain.Total, true
	}
	return "", false
}

// genderWords are the web service's words, and the language each is in.
var genderWords = map[string]struct {
	gender domain.Gender
	lang   domain.Lang
}{
	"yhteensä": {domain.Total, domain.Finnish},
	"miehet":   {domain.Male, domain.Finnish},
	"naiset":   {domain.Female, domain.Finnish},
	"totalt":   {domain.Total, domain.Swedish},
	"män":      {domain.Male, domain.Swedish},
	"kvinnor":  {domain.Female, domain.Swedish},
	"combined": {domain.Total, domain.English},
	"total":    {domain.Total, domain.English},
	"male":     {domain.Male, domain.English},
	"men":      {domain.Male, domain.English},
	"female":   {domain.Female, domain.English},
	"women":    {domain.Female, domain.English},
}

// GenderWord reads a gender by the web service's words, and tells the
// language of the word.
func GenderWord(word string) (gender domain.Gender, lang domain.Lang, ok bool) {
	w, ok := genderWords[strings.ToLower(word)]
	return w.gender, w.lang, ok
}

// Period reads the value of a dimension of time. A star marks figures that
// are preliminary ("2023*").
func (w Word) Period() (domain.Period, bool) {
	for _, s := range []string{w.Label, w.Code} {
		if p, err := domain.ParsePeriod(strings.TrimRight(strings.TrimSpace(s), "* ")); err == nil {
			return p, true
		}
	}
	return "", false
}

// ageClass is how age classes are written: "0", "0 - 6", "100 -", "65+",
// "15–64-vuotiaat", "0–6 år".
var ageClass = regexp.MustCompile(`^(\d{1,3})\s*(?:([-–]|\+)\s*(\d{1,3})?)?\s*(?:-?(?:vuotiaat|vuotias|vuotta|v\.?|åringar|år|years?(?: old)?|yrs?\.?))?$`)

// IsAge reports whether a value is an age or a class of them.
func (w Word) IsAge() bool { return ageClass.MatchString(strings.ToLower(content.Title(w.Label))) }

// Breakdown is what a value of a dimension contributes to an observation's
// breakdown, "age=0-6"; "" for all values together. Ages are "0", "0-6" and
// "100-", everything else is the slug of its label.
func (w Word) Breakdown(key string) string {
	if w.IsTotal() {
		return ""
	}
	label := content.Title(w.Label)
	if key == "age" {
		if m := ageClass.FindStringSubmatch(strings.ToLower(label)); m != nil {
			from := wholeAge(m[1])
			switch {
			case m[2] == "":
				return "age=" + from
			case m[3] == "":
				return "age=" + from + "-"
			}
			return "age=" + from + "-" + wholeAge(m[3])
		}
	}
	value := Slug(label)
	if value == "" {
		value = Slug(w.Code)
	}
	if value == "" {
		return ""
	}
	return key + "=" + value
}

// wholeAge is an age without zeros before it.
func wholeAge(s string) string {
	if s = strings.TrimLeft(s, "0"); s == "" {
		return "0"
	}
	return s
}

// breakdownParts divides "age=0-6".
func breakdownParts(s string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(s, "=")
	return key, value, ok && key != "" && Slug(key) == key && value != "" && content.Printable(value) && !strings.ContainsAny(value, "=,;")
}

// JoinBreakdowns is what two breakdowns say together.
func JoinBreakdowns(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	parts := append(strings.Split(a, ","), strings.Split(b, ",")...)
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// UnitOf reads the unit out of a file's words for it.
func UnitOf(words string) domain.Unit {
	switch strings.ToLower(content.Title(words)) {
	case "lukumäärä", "lkm", "henkilöä", "henkilö", "kpl", "antal", "personer", "number", "persons", "person":
		return domain.UnitCount
	case "prosenttia", "prosentti", "procent", "per cent", "percent":
		return domain.UnitPercent
	}
	return domain.UnitFromTitle(words)
}
