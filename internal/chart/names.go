package chart

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
)

// mostNamed is how many areas a list names before it counts the others.
const mostNamed = 8

// list names areas, of many the first.
func list(names []string, l domain.Lang) string { return listWith(names, ", ", l) }

// listWith is list with a sign between the names.
func listWith(names []string, between string, l domain.Lang) string {
	if len(names) <= mostNamed+1 {
		return strings.Join(names, between)
	}
	return fmt.Sprintf(domain.Text{FI: "%s ja %d muuta", SV: "%s och %d andra", EN: "%s and %d others"}.In(l), strings.Join(names[:mostNamed], between), len(names)-mostNamed)
}

// someNames are the names of areas compared, of many the first.
func someNames(areas []compare.Compared, l domain.Lang) string {
	names := make([]string, len(areas))
	for i, c := range areas {
		names[i] = c.Series.RegionName.In(l)
	}
	return list(names, l)
}

// areas is so many areas.
func areas(n int, l domain.Lang) string {
	if n == 1 {
		return domain.Text{FI: "1 alue", SV: "1 område", EN: "1 area"}.In(l)
	}
	return strconv.Itoa(n) + " " + domain.Text{FI: "aluetta", SV: "områden", EN: "areas"}.In(l)
}

// lowerFirst is the name of a benchmark within a line of text: of the country and
// of what is no area without a capital.
func lowerFirst(name, id string) string {
	if id != string(domain.WholeCountry) || name == "" {
		return name
	}
	first, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[n:]
}
