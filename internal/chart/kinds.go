package chart

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/strictyaml"
)

// Kind is what a figure is made of.
type Kind string

// KindOf is a kind of figure: what it shows in a few words, and its empty spec.
type KindOf struct {
	Kind  Kind
	Shows string
	New   func() Spec
}

// Kinds are the kinds of figures, in the order in which help lists them.
var Kinds = []KindOf{
	{"ranked", "areas in one year, dots with intervals or bars", func() Spec { return new(Ranked) }},
	{"lines", "series over years", func() Spec { return new(Lines) }},
	{"change", "areas in two years, arrows or slopes", func() Spec { return new(Change) }},
	{"ages", "a population by age, beside another as shares", func() Spec { return new(Ages) }},
	{"parts", "what areas or years are divided into: bars split, grouped, stacked or of 100 %", func() Spec { return new(Parts) }},
	{"multiples", "a small line figure for each of many areas", func() Spec { return new(Multiples) }},
	{"table", "a table of tinted numbers: areas by years, or indicators by areas", func() Spec { return new(Table) }},
	{"profile", "one area by many indicators, beside others", func() Spec { return new(Profile) }},
	{"control", "one process over months, with the limits of chance", func() Spec { return new(ControlChart) }},
	{"funnel", "areas by size and value, against the limits of chance", func() Spec { return new(Funnel) }},
	{"scatter", "areas by two indicators", func() Spec { return new(Scatter) }},
	{"map", "areas on a map of a file's boundaries, tinted by classes", func() Spec { return new(Map) }},
	{"tiles", "a map of tiles of one size, tinted by classes", func() Spec { return new(Tiles) }},
	{"structure", "which municipality belongs to which organisation", func() Spec { return new(Structure) }},
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
