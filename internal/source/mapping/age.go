package mapping

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"kuvio/internal/source/content"
)

// age is a year of age or a class of them as a breakdown has it, "0", "0-6" and
// "100-".
type age struct {
	class  string
	said   bool // that it is of years of age: "1-9" is as often of employees
	worded bool // an end of it is in words: "alle 18"
}

// What age classes say that they are of.
const ageUnits = `(-?(?:vuotiaat|vuotiaita|vuotias|vuotta|v\.?|åringar|år|years?(?: old)?|yrs?\.?))?`

// ageForms are the ways in which ages are written. They are compiled when a label is
// first read: most commands read none, and all would wait for it.
type ageForms struct {
	class    *regexp.Regexp // in digits: "0", "0 - 6", "100 -", "65+", "15–64-vuotiaat", "0–6 år"
	year     *regexp.Regexp // one age in Finnish, "0-vuotiaat", "18-v.": the hyphen is of the word, and no class without an end
	youngest *regexp.Regexp // from birth on: "-17"
	worded   []wordedAge
}

// wordedAge is an age class with one end, in words, and by how much the first or
// last age of the class is beside the one that is written.
type wordedAge struct {
	shape *regexp.Regexp
	below bool
	by    int
}

var ages = sync.OnceValue(func() *ageForms {
	return &ageForms{
		class:    regexp.MustCompile(`^(\d{1,3})\s*(?:([-–]|\+)\s*(\d{1,3})?)?\s*` + ageUnits + `$`),
		year:     regexp.MustCompile(`^(\d{1,3})[-–](?:vuotiaat|vuotiaita|vuotias|v\.?|åringar|years?(?:[- ]olds?)?)$`),
		youngest: regexp.MustCompile(`^[-–]\s?(\d{1,3})\s*` + ageUnits + `$`),
		worded: []wordedAge{
			{regexp.MustCompile(`^(?:alle|under|below|less than|(?:younger|yngre) (?:than|än|enn|end))\s+(\d{1,3})\s*` + ageUnits + `$`), true, -1},
			{regexp.MustCompile(`^(?:yli|över|over|above|(?:older|äldre|eldre|ældre) (?:than|än|enn|end))\s+(\d{1,3})\s*` + ageUnits + `$`), false, 1},
			{regexp.MustCompile(`^(?:vähintään|minst|mindst|at least)\s+(\d{1,3})\s*` + ageUnits + `$`), false, 0},
			{regexp.MustCompile(`^(\d{1,3})\s*` + ageUnits + `\s*(täyttäneet|(?:tai|ja) vanhemmat|(?:och|eller|og|and|or) (?:äldre|eldre|ældre|older))$`), false, 0},
			{regexp.MustCompile(`^(\d{1,3})\s*` + ageUnits + `\s*(?:(?:tai|ja) (?:yli|enemmän)|(?:och|eller|and|or|og) (?:över|mer|over|more|above|derover))$`), false, 0},
		},
	}
})

// ageOf reads an age or a class of them.
func ageOf(label string) (age, bool) {
	label = strings.ToLower(label)
	if m := ages().year.FindStringSubmatch(label); m != nil {
		return age{class: wholeAge(m[1]), said: true}, true
	}
	if m := ages().youngest.FindStringSubmatch(label); m != nil {
		return age{class: "0-" + wholeAge(m[1]), said: m[2] != "", worded: true}, true
	}
	if m := ages().class.FindStringSubmatch(label); m != nil {
		a := age{class: wholeAge(m[1]), said: m[4] != ""}
		if m[2] != "" {
			a.class += "-"
		}
		if m[3] != "" {
			a.class += wholeAge(m[3])
		}
		return a, true
	}
	for _, w := range ages().worded {
		m := w.shape.FindStringSubmatch(label)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1]) // three digits
		n += w.by
		a := age{class: strconv.Itoa(n) + "-", said: strings.Join(m[2:], "") != "", worded: true}
		switch {
		case n < 0:
			return age{}, false
		case w.below && n == 0:
			a.class = "0"
		case w.below:
			a.class = "0-" + strconv.Itoa(n)
		}
		return a, true
	}
	return age{}, false
}

// IsAge reports whether a value is an age or a class of them. One in words says
// that it is: "under 10" may be of anything.
func (w Word) IsAge() bool {
	a, ok := ageOf(content.Title(w.Label))
	return ok && (a.said || !a.worded)
}

// IsAges reports whether the words can be nothing but ages, one of them a
// class that says so: "1-9" and "10-49" are as often employees.
func IsAges(words []Word) bool {
	said := false
	for _, w := range words {
		a, ok := ageOf(content.Title(w.Label))
		if !ok && !w.IsTotal() {
			return false
		}
		said = said || a.said
	}
	return said
}

// wholeAge is an age without zeros before it.
func wholeAge(s string) string {
	if s = strings.TrimLeft(s, "0"); s == "" {
		return "0"
	}
	return s
}
