package mapping

import (
	"strings"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/sheet"
)

// When is what a label of time says.
type When struct {
	Period      domain.Period
	Provisional bool // its figures are preliminary or estimated
}

// readPeriod reads a label of time as tables have it: a period in any way that
// sources write one, perhaps with footnote marks or a flag of figures that may
// still change: "2023*", "2023e", "2023 (ennakko)".
//
// parse reads what is left without marks and flags.
func readPeriod(label string, parse func(string) (domain.Period, error)) (When, bool) {
	if !hasYear(label) {
		return When{}, false // which most cells of a table are, and its figures
	}
	label = strings.TrimSpace(label)
	if p, err := parse(label); err == nil {
		return When{Period: p}, true
	}
	if len(label) <= 4 || len(label) > maxLabel {
		return When{}, false
	}
	var w When
	if label[0]-'0' > 9 {
		label = yearWord().ReplaceAllString(label, "")
		if p, err := parse(label); err == nil {
			return When{Period: p}, true
		}
	}
	for range maxFlags {
		before := label
		if rest, flag, ok := cutFlag(label); ok {
			label, w.Provisional = rest, w.Provisional || flag == flagProvisional
		}
		// Statistics Finland marks preliminary figures with a star by their year;
		// with a bracket it is a footnote's.
		rest := sheet.StripMarks(label)
		w.Provisional = w.Provisional || strings.Contains(strings.ReplaceAll(label[len(rest):], "*)", ""), "*")
		label = withoutPoint(rest)
		if label == before {
			break
		}
		if p, err := parse(label); err == nil {
			w.Period = p
			return w, true
		}
	}
	return When{}, false
}

// yearWord stands before many a year: "Vuosi 2024".
var yearWord = late.Regexp(`^(?i:vuosi|vuonna|v\.|år|year)\s+`)

// maxFlags is how many marks and flags a label may have.
const maxFlags = 3

// maxLabel is how long a label of time is at the most, in bytes.
const maxLabel = 48

// hasYear reports whether a text has four digits in a row, which every label of
// time has.
func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if s[i]-'0' > 9 {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// withoutPoint is a year without the decimals that a program gave it: "2025.0".
func withoutPoint(s string) string {
	year, zeros, found := strings.Cut(s, ".")
	if found && len(year) == 4 && zeros != "" && strings.Trim(zeros, "0") == "" {
		return year
	}
	return s
}

// flag is what a letter or word beside a figure or a year says of it.
type flag uint8

const (
	flagOther       flag = iota // revised, a break, a definition that differs: the figure stands
	flagProvisional             // preliminary or estimated
)

// flags are the letters of the SDMX code list CL_OBS_STATUS as Eurostat prints
// them and the words of Finnish, Swedish and English tables. A forecast (f), a
// figure that is secret (c) and one that does not apply (z) are none: they are
// no figures of what was observed.
var flags = map[string]flag{
	"p": flagProvisional, "e": flagProvisional, "s": flagProvisional, "ep": flagProvisional, "pe": flagProvisional, "bp": flagProvisional, "be": flagProvisional, "dp": flagProvisional, "de": flagProvisional,
	"en": flagProvisional, "enn": flagProvisional, "ennakko": flagProvisional, "ennakkotieto": flagProvisional, "ennakkotiedot": flagProvisional, "ennakollinen": flagProvisional, "ennakkoarvio": flagProvisional,
	"alustava": flagProvisional, "alustavat": flagProvisional, "arvio": flagProvisional, "arvioitu": flagProvisional,
	"prel": flagProvisional, "preliminär": flagProvisional, "preliminärt": flagProvisional, "preliminära": flagProvisional, "preliminär uppgift": flagProvisional, "preliminära uppgifter": flagProvisional,
	"uppskattning": flagProvisional, "uppskattad": flagProvisional, "skattning": flagProvisional,
	"prelim": flagProvisional, "preliminary": flagProvisional, "provisional": flagProvisional, "prov": flagProvisional, "est": flagProvisional, "estimate": flagProvisional, "estimated": flagProvisional,
	"r": flagOther, "b": flagOther, "d": flagOther, "u": flagOther, "br": flagOther, "bd": flagOther, "bu": flagOther, "rev": flagOther, "revised": flagOther, "tarkistettu": flagOther, "korjattu": flagOther, "reviderad": flagOther,
}

// flagBehind and flagBefore find a flag beside what ends, or begins, in a digit
// or a quarter's number. "P12" and "1b" are rather codes: before a number a letter
// needs its brackets, and behind one without a space only those of figures that may
// change are taken.
var (
	flagBehind = late.Regexp(`^(.*[0-9IV%])(\s*[,(\[]?\s*)(\pL+(?: \pL+)?)\.?\s*[)\]]?$`)
	flagBefore = late.Regexp(`^(?:[(\[]\s*(\pL+(?: \pL+)?)\.?\s*[)\]]|(\pL{3,}(?: \pL+)?)\.?:?)\s*([-−+]?[0-9].*)$`)
)

// cutFlag takes a flag off a text: "3,5 p", "3.5e", "(p) 12", "2023 (ennakko)".
// False where it has none that is known.
func cutFlag(s string) (rest string, of flag, ok bool) {
	if n := len(s); n < 2 || n > maxLabel || !mayHaveFlag(s) {
		return s, 0, false
	}
	if m := flagBehind().FindStringSubmatch(s); m != nil {
		if of, ok = flags[strings.ToLower(m[3])]; ok && (of == flagProvisional || m[2] != "") {
			return strings.TrimSpace(m[1]), of, true
		}
	}
	if m := flagBefore().FindStringSubmatch(s); m != nil {
		if of, ok = flags[strings.ToLower(m[1]+m[2])]; ok {
			return m[3], of, true
		}
	}
	return s, 0, false
}

// mayHaveFlag reports whether a text begins or ends with a letter, in brackets or
// not, and has a digit: most of a table's cells do not.
func mayHaveFlag(s string) bool {
	letter := func(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf }
	end := strings.TrimRight(s, ")]. ")
	start := strings.TrimLeft(s, "([ ")
	return end != "" && start != "" && (letter(end[len(end)-1]) || letter(start[0])) && strings.ContainsAny(s, "0123456789")
}

// IsFlag reports whether a cell beside a figure says that it may still change.
func IsFlag(s string) bool {
	of, ok := flags[strings.ToLower(strings.Trim(strings.TrimSpace(s), "().[]"))]
	return ok && of == flagProvisional
}
