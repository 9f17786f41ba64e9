package domain

import "fmt"

// Lang is a language kuvio writes in.
type Lang string

// The languages, Finnish first because it is the default.
const (
	Finnish Lang = "fi"
	Swedish Lang = "sv"
	English Lang = "en"
)

// Langs lists every language in the order they are offered to a user.
var Langs = []Lang{Finnish, Swedish, English}

// ParseLang reads a two-letter language code.
func ParseLang(s string) (Lang, error) {
	for _, l := range Langs {
		if s == string(l) {
			return l, nil
		}
	}
	return "", fmt.Errorf("unknown language %q: use fi, sv or en", s)
}

// Text is one text in up to three languages.
type Text struct {
	FI string `json:"fi,omitempty" yaml:"fi,omitempty"`
	SV string `json:"sv,omitempty" yaml:"sv,omitempty"`
	EN string `json:"en,omitempty" yaml:"en,omitempty"`
}

// UnmarshalYAML reads a text in several languages or, written plainly, one that is
// the same in all.
func (t *Text) UnmarshalYAML(decode func(any) error) error {
	var plain string
	if decode(&plain) == nil {
		*t = Text{plain, plain, plain}
		return nil
	}
	type languages Text
	return decode((*languages)(t))
}

// In returns the text in l, or where it has none, in Finnish, Swedish or
// English, whichever comes first. The zero Text gives "".
func (t Text) In(l Lang) string {
	switch {
	case l == Swedish && t.SV != "":
		return t.SV
	case l == English && t.EN != "":
		return t.EN
	case t.FI != "":
		return t.FI
	case t.SV != "":
		return t.SV
	}
	return t.EN
}

// Own is the text in a language itself; "" where it has none in it.
func (t Text) Own(l Lang) string {
	switch l {
	case Finnish:
		return t.FI
	case Swedish:
		return t.SV
	}
	return t.EN
}

// Set puts s into the text's language l.
func (t *Text) Set(l Lang, s string) {
	switch l {
	case Finnish:
		t.FI = s
	case Swedish:
		t.SV = s
	case English:
		t.EN = s
	}
}

// IsZero reports whether the text is empty in every language.
func (t Text) IsZero() bool { return t == Text{} }

// Or returns t with the languages it lacks taken from second.
func (t Text) Or(second Text) Text {
	for _, l := range []struct{ into, from *string }{{&t.FI, &second.FI}, {&t.SV, &second.SV}, {&t.EN, &second.EN}} {
		if *l.into == "" {
			*l.into = *l.from
		}
	}
	return t
}
