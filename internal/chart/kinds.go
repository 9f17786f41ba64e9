package chart

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/strictyaml"
)

// Kind is what a figure is made of.
type Kind string

// KindOf is a kind of figure: what it shows in a few words, the flags of an example,
// and its empty spec.
type KindOf struct {
	Kind    Kind
	Shows   string
	Example string
	New     func() Spec
}

// Kinds are the kinds of figures, in the order in which help lists them.
var Kinds = []KindOf{
	{"ranked", "areas in one year, dots with intervals or bars", "-i 191 -r kunta@maakunta:13 --with maa --year 2021 -o ranked.png",
		func() Spec { return new(Ranked) }},
	{"lines", "series over years", "-i 191 -r maakunta:13 --with maa --others kunta@maakunta:13 --interval -o lines.png",
		func() Spec { return new(Lines) }},
	{"change", "areas in two years, arrows or slopes", "-i 191 -r maakunta@maa --years 2011,2021 --with maa -o change.png",
		func() Spec { return new(Change) }},
	{"ages", "a population by age, beside another as shares", "-i oma:vaesto-ika -r kunta:179 --with maa -o ages.png",
		func() Spec { return new(Ages) }},
	{"parts", "what areas or years are divided into: bars split, grouped, stacked or of 100 %", "-i oma:vaesto-ika -r maakunta:13 --with maa --parts age=0-17,age=18-64,age=65+ --as share -o parts.png",
		func() Spec { return new(Parts) }},
	{"multiples", "a small line figure for each of many areas", "-i 191 -r kunta@maakunta:13 --years 2000-2021 --with maa -o multiples.png",
		func() Spec { return new(Multiples) }},
	{"table", "a table of tinted numbers: areas by years, or indicators by areas", "-i 191 -r kunta@maakunta:13 --years 2012-2021 --with maa -o table.png",
		func() Spec { return new(Table) }},
	{"profile", "one area by many indicators, beside others", "--indicators 191,3126 -r kunta:179 --with maakunta:13,maa -o profile.png",
		func() Spec { return new(Profile) }},
	{"control", "one process over months, with the limits of chance", "-i oma:kaynnit -r kunta:179 -o control.png",
		func() Spec { return new(ControlChart) }},
	{"funnel", "areas by size and value, against the limits of chance", "-i 191 -r kunta@maa --year 2021 --focus kunta:179 -o funnel.png",
		func() Spec { return new(Funnel) }},
	{"scatter", "areas by two indicators", "--x 228 --y 191 -r kunta@maa --year 2020 --focus kunta:179 -o scatter.png",
		func() Spec { return new(Scatter) }},
	{"map", "areas on a map of a file's boundaries, tinted by classes", "-i 228 -r kunta@maa --file kartat/kunnat.json -o map.png",
		func() Spec { return new(Map) }},
	{"tiles", "a map of tiles of one size, tinted by classes", "-i 191 -r maakunta@maa --focus maakunta:13 -o tiles.png",
		func() Spec { return new(Tiles) }},
	{"structure", "which municipality belongs to which organisation", "-r kunta@maakunta:13 --by seutukunta --within shp --year 2015 -o structure.png",
		func() Spec { return new(Structure) }},
}

// New is an empty spec of a kind.
func New(k Kind) (Spec, error) {
	for _, of := range Kinds {
		if of.Kind == k {
			s := of.New()
			s.Head().Kind = k
			return s, nil
		}
	}
	if why, ok := Refused(string(k)); ok {
		return nil, faultf("$.kind", "kind: found %q: %s", k, why)
	}
	if k == "" {
		return nil, faultf("$.kind", "kind: found none, expected %s", kindNames("or"))
	}
	return nil, faultf("$.kind", "kind: found %q, expected %s%s", k, kindNames("or"), didYouMean(string(k), kindList()))
}

// didYouMean asks for the word of some that one may be a slip of; "" where none is near.
func didYouMean(word string, among []string) string {
	if near := strictyaml.Near(word, among, 2); near != "" {
		return ": did you mean " + near + "?"
	}
	return ""
}

func kindList() []string {
	names := make([]string, len(Kinds))
	for i, of := range Kinds {
		names[i] = string(of.Kind)
	}
	return names
}

// kindNames lists the kinds.
func kindNames(last string) string {
	names := kindList()
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}

// foreign says of a key that is unknown in a spec, but near one of its own, which; that
// means something in other kinds of figures, in which; and of any other which keys
// there are.
func foreign(unknown *strictyaml.UnknownKeyError, s Spec) error {
	var own, in []string
	for _, f := range Fields(s) {
		own = append(own, f.Key)
	}
	if near := strictyaml.Near(unknown.Key, own, 1); near != "" && unknown.Top {
		return unknown.Because(fmt.Sprintf("unknown field %q: did you mean %s?", unknown.Key, near))
	}
	for _, of := range Kinds {
		if slices.ContainsFunc(Fields(of.New()), func(f Field) bool { return f.Key == unknown.Key }) {
			in = append(in, string(of.Kind))
		}
	}
	if len(in) > 0 && unknown.Top {
		return unknown.Because(fmt.Sprintf("%s: found in a figure of kind %s, expected only with kind: %s: leave it out", unknown.Key, s.Head().Kind, strings.Join(in, ", ")))
	}
	if why, ok := refusedKeys[strings.ToLower(unknown.Key)]; ok {
		return unknown.Because(fmt.Sprintf("%s: no figure has it: %s", unknown.Key, why))
	}
	if !unknown.Top {
		return unknown
	}
	return unknown.Because(fmt.Sprintf("%s; there are %s", unknown.Message(), strings.Join(own, ", ")))
}
