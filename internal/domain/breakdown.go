package domain

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/late"
)

// ages is a class of ages as a breakdown holds it: "0", "0-6", "100-" or "100+".
var ages = late.Regexp(`^(\d+)(-(\d+)?|\+)?$`)

// ParseBreakdown reads a breakdown as somebody writes it: "age=0-17", "age=65+",
// "school=a,age=7-15", in any order; "total" is "".
func ParseBreakdown(word string) (string, error) {
	word = strings.TrimSpace(strings.NewReplacer("–", "-", "−", "-").Replace(word))
	if word == "total" || word == "" {
		return "", nil
	}
	var parts []string
	for part := range strings.SplitSeq(word, ",") {
		key, value, ok := strings.Cut(part, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case !ok && ages().MatchString(key):
			return "", fmt.Errorf("%q: expected a key and a value: age=%s", word, key)
		case !ok:
			parts = append(parts, key) // a source may call it anything
			continue
		}
		part = key + "=" + value
		if key == "age" && ages().MatchString(value) {
			c, _, ok := CutAge(part)
			if !ok {
				return "", fmt.Errorf("%q: expected ages in their order, such as age=0-17", word)
			}
			part = "age=" + c.String()
		}
		parts = append(parts, part)
	}
	slices.Sort(parts)
	return strings.Join(parts, ","), nil
}

// BreakdownLabel is what people read for a breakdown: "0–6-vuotiaat" for
// "age=0-6". Of other dimensions it is the value, which the dimension's name
// stands before where it is a mere number.
func BreakdownLabel(breakdown string) Text {
	if breakdown == "" {
		return Text{}
	}
	var label Text
	for _, l := range Langs {
		var parts []string
		for part := range strings.SplitSeq(breakdown, ",") {
			parts = append(parts, partLabel(part).In(l))
		}
		label.Set(l, strings.Join(parts, ", "))
	}
	return label
}

func partLabel(part string) Text {
	key, value, ok := strings.Cut(part, "=")
	if !ok {
		return Text{FI: part}
	}
	m := ages().FindStringSubmatch(value)
	switch {
	case m != nil && key == "age":
		return ageLabel(m[1], m[3], m[2] != "")
	case m != nil:
		return Text{FI: key + " " + Dashes(value)}
	}
	return Text{FI: strings.ReplaceAll(value, "-", " ")}
}

// ageLabel is a class of ages, from one to another; without the second those
// from the first up, where it is open.
func ageLabel(from, to string, open bool) Text {
	switch {
	case to != "":
		return Text{FI: from + "–" + to + "-vuotiaat", SV: from + "–" + to + "-åringar", EN: "aged " + from + "–" + to}
	case open:
		return Text{FI: from + " vuotta täyttäneet", SV: "personer som fyllt " + from + " år", EN: "aged " + from + " and over"}
	}
	return Text{FI: from + "-vuotiaat", SV: from + "-åringar", EN: "aged " + from}
}

// Sources write ranges in titles in several ways: "0-17", "16 - 64 -vuotiaat".
var (
	dated   = late.Regexp(`\d+-\d+-\d+`)
	ranges  = late.Regexp(`(\d)\s*[-–]\s*(\d)`)
	dashOld = late.Regexp(`(\d)\s+-\s*(vuoti)`)
)

// Dashes writes the ranges of numbers in a title in one way, with an en dash
// and no spaces: "16–64-vuotiaat". A date stays as it is.
func Dashes(title string) string {
	if !strings.ContainsAny(title, "-–") || dated().MatchString(title) {
		return title
	}
	return dashOld().ReplaceAllString(ranges().ReplaceAllString(title, "$1–$2"), "$1-$2")
}
