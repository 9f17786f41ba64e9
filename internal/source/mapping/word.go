package mapping

import (
	"fmt"
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

// totalWords are words for all of something together, in Finnish, Swedish,
// English, Danish, Norwegian, Icelandic and Estonian.
var totalWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.SplitSeq("yhteensä, yht, kaikki, kaikki yhteensä, summa, totalt, samtliga, alla, sammanlagt, total, totals, in total, grand total, all, sum, i alt, samtals, alls, kokku", ", ") {
		words[word] = true
	}
	return words
}()

// longestTotal is the length in bytes of the longest of totalWords, and of an end.
const longestTotal = 20

// IsTotalWord reports whether a text is a word for all together, "Yht." as well
// as "Yhteensä".
func IsTotalWord(s string) bool {
	return len(s) <= longestTotal && totalWords[strings.ToLower(content.Composed(strings.TrimRight(s, ".: ")))]
}

// IsTotal reports whether a value is all of its dimension's together: SSS is
// Statistics Finland's code of it.
func (w Word) IsTotal() bool {
	label := content.Title(w.Label)
	return IsTotalWord(label) || strings.EqualFold(label, "SSS") || w.Code == "SSS"
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

// Breakdown is what a value of a dimension contributes to an observation's
// breakdown, "age=0-6"; "" for all values together. Ages are "0", "0-6" and
// "100-", everything else is the slug of its label.
func (w Word) Breakdown(key string) string {
	if w.IsTotal() {
		return ""
	}
	label := content.Title(w.Label)
	if key == "age" {
		if a, ok := ageOf(label); ok {
			return "age=" + a.class
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
