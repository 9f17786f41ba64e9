package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/visible"
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
	switch label := strings.ToLower(content.Title(w.Label)); label {
	case "yhteensä", "yht", "yht.", "kaikki", "totalt", "samtliga", "alla", "sammanlagt", "total", "all", "i alt", "kokku", "sss":
		return true
	}
	return w.Code == "SSS"
}

// Period reads the value of a dimension of time.
func (w Word) Period() (When, bool) { return w.PeriodAs(Times{}) }

// PeriodAs is Period where it is known how the dimension's labels are read.
func (w Word) PeriodAs(times Times) (When, bool) {
	for _, s := range []string{w.Label, w.Code} {
		if p, ok := times.Read(s); ok {
			return p, true
		}
	}
	return When{}, false
}

// ageClass is how age classes are written: "0", "0 - 6", "100 -", "65+",
// "15–64-vuotiaat", "0–6 år".
var ageClass = regexp.MustCompile(`^(\d{1,3})\s*(?:([-–]|\+)\s*(\d{1,3})?)?\s*(?:-?(?:vuotiaat|vuotias|vuotta|v\.?|åringar|år|years?(?: old)?|yrs?\.?))?$`)

// IsAge reports whether a value is an age or a class of them.
func (w Word) IsAge() bool { return ageClass.MatchString(strings.ToLower(content.Title(w.Label))) }

// ageUnit is what an age class says itself that it is of.
var ageUnit = regexp.MustCompile(`(?:vuotiaat|vuotias|vuotta|v\.?|åringar|år|years?(?: old)?|yrs?\.?)$`)

// IsAges reports whether the words can be nothing but ages, one of them a
// class that says so: "1-9" and "10-49" are as often employees.
func IsAges(words []Word) bool {
	said := false
	for _, w := range words {
		if !w.IsTotal() && !w.IsAge() {
			return false
		}
		said = said || w.IsAge() && ageUnit.MatchString(strings.ToLower(content.Title(w.Label)))
	}
	return said
}

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
	return key, value, ok && key != "" && Slug(key) == key && value != "" && visible.Is(value) && !strings.ContainsAny(value, "=,;")
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

// UnitOf is the unit of what goes by some titles, which the file gives a unit
// in words, "" for none. A rate that a title names goes first: statistics
// offices give "lkm" as the unit of events per 1 000 inhabitants, since both are
// numbers of something. Money per so many is none of our units.
func UnitOf(words string, titles ...string) domain.Unit {
	said := unitIn(words)
	for _, title := range titles {
		rate, ok := domain.RateOf(content.Title(title))
		switch {
		case !ok || said.Per() > 0:
		case !said.Money():
			return rate
		case rate != domain.UnitPercent:
			return domain.UnitUnknown
		}
	}
	if said == domain.UnitUnknown && content.Title(words) == "" {
		for _, title := range titles {
			if u := domain.UnitFromTitle(content.Title(title)); u != domain.UnitUnknown {
				return u
			}
		}
	}
	return said
}

// unitIn reads a unit in a file's words for it.
func unitIn(words string) domain.Unit {
	switch strings.ToLower(content.Title(words)) {
	case "lukumäärä", "lkm", "henkilöä", "henkilö", "kpl", "antal", "personer", "st", "number", "persons", "person":
		return domain.UnitCount
	case "prosenttia", "prosentti", "procent", "per cent", "percent", "%":
		return domain.UnitPercent
	}
	return domain.UnitFromTitle(words)
}

// RateRemark says that a mapping calls a number what a title calls a rate.
func RateRemark(title string, rate domain.Unit) string {
	return fmt.Sprintf("%q is a rate by its name (%s), and a number (LKM) to the mapping: the numbers of areas are added up, rates are not", content.Excerpt(title), rate)
}
