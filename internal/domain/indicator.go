package domain

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// IndicatorID names an indicator: "191" is SOTKAnet's, "kolada:N31001" another
// bank's, "oma:NAME" a workspace's own. What is computed from a splice bears
// the ids of all its indicators, "1339+3377", the ended one first.
type IndicatorID string

// Data banks other than SOTKAnet that kuvio writes ids of.
const (
	Kolada = "kolada" // of Sweden's municipalities
	Own    = "oma"    // no bank: what a workspace calls an indicator
)

// BankID is the id of a bank's indicator: "kolada:N31001".
func BankID(bank, name string) IndicatorID { return IndicatorID(bank + ":" + name) }

// Bank is the data bank whose indicator it is; "" of SOTKAnet's and of a
// splice.
func (id IndicatorID) Bank() string {
	bank, _, found := strings.Cut(string(id), ":")
	if !found || strings.Contains(bank, "+") {
		return ""
	}
	return bank
}

// Name is what a bank calls the indicator, or a workspace: "N31001"; SOTKAnet's
// number is a name too.
func (id IndicatorID) Name() string {
	if bank := id.Bank(); bank != "" {
		return string(id[len(bank)+1:])
	}
	return string(id)
}

// Splice is the id of indicators that continue one another, the ended one
// first; of one alone it is that one's.
func Splice(parts ...IndicatorID) IndicatorID {
	all := make([]string, len(parts))
	for i, id := range parts {
		all[i] = string(id)
	}
	return IndicatorID(strings.Join(all, "+"))
}

// Parts are the indicators of a splice; of any other, itself alone.
func (id IndicatorID) Parts() []IndicatorID {
	var parts []IndicatorID
	for part := range strings.SplitSeq(string(id), "+") {
		parts = append(parts, IndicatorID(part))
	}
	return parts
}

// Compare puts SOTKAnet's numbers first, in their order, then other ids.
func (id IndicatorID) Compare(other IndicatorID) int {
	m, ours := id.Sotkanet()
	n, theirs := other.Sotkanet()
	switch {
	case ours && theirs:
		return cmp.Compare(m, n)
	case ours:
		return -1
	case theirs:
		return 1
	}
	return cmp.Compare(id, other)
}

// ParseSplice reads one indicator or several of a splice, "1339+3377".
func ParseSplice(s string) ([]IndicatorID, error) {
	var parts []IndicatorID
	for part := range strings.SplitSeq(s, "+") {
		id, err := ParseIndicatorID(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if slices.Contains(parts, id) {
			return nil, fmt.Errorf("%q: %s is spliced with itself: expected an ended indicator and the one that continues it, such as 1339+3377", s, id)
		}
		parts = append(parts, id)
	}
	return parts, nil
}

// ParseIndicatorID reads one indicator id; splices and sets are not ids.
func ParseIndicatorID(s string) (IndicatorID, error) {
	bank, name, found := strings.Cut(s, ":")
	if !found {
		if n, err := strconv.Atoi(s); err == nil && n > 0 && strconv.Itoa(n) == s {
			return IndicatorID(s), nil
		}
	} else if bank != "" && name != "" && !strings.ContainsAny(s, ",+@") && !strings.ContainsFunc(s, unsightly) {
		return IndicatorID(s), nil
	}
	return "", fmt.Errorf("%q is not an indicator: expected a SOTKAnet id such as 191, kolada:N31001 or oma:NAME", s)
}

// unsightly finds what a reader could not see or a list of ids would trim.
func unsightly(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar
}

// Sotkanet returns SOTKAnet's number of the indicator, if it is one of theirs.
func (id IndicatorID) Sotkanet() (int, bool) {
	n, err := strconv.Atoi(string(id))
	return n, err == nil
}

// Indicator describes a statistic: what is measured, in what unit, by whom.
type Indicator struct {
	ID           IndicatorID `json:"id" yaml:"id"`
	Title        Text        `json:"title" yaml:"title"`
	Subject      Text        `json:"subject,omitzero" yaml:"subject,omitempty"` // as the subject of a sentence: a noun phrase in the nominative singular
	Organization Text        `json:"organization,omitzero" yaml:"organization,omitempty"`
	Description  Text        `json:"description,omitzero" yaml:"description,omitempty"`
	Notices      Text        `json:"notices,omitzero" yaml:"notices,omitempty"` // of the source to its readers: what is odd in the data
	Unit         Unit        `json:"unit,omitzero" yaml:"unit,omitempty"`
	// UnitFromTitle says that nobody stated the unit: it was read out of the title.
	UnitFromTitle bool        `json:"-" yaml:"-"`
	Decimals      *int        `json:"decimals,omitempty" yaml:"decimals,omitempty"` // as published; nil where the source does not say
	Updated       string      `json:"updated,omitempty" yaml:"updated,omitempty"`   // SOTKAnet's data-updated, yyyy-mm-dd
	Polarity      Polarity    `json:"-" yaml:"-"`                                   // as the workspace says
	Denominator   IndicatorID `json:"denominator,omitempty" yaml:"denominator,omitempty"`
	Continues     IndicatorID `json:"continues,omitempty" yaml:"continues,omitempty"` // the ended indicator this one goes on from
	// RepeatedEvents says that the same persons are counted again and again, as by
	// visits and days: such counts do not vary as independent events do.
	RepeatedEvents bool `json:"repeated_events,omitempty" yaml:"repeated_events,omitempty"`
}

// Complete reports whether the description has its title in every language, as
// only a data bank's own description does.
func (ind Indicator) Complete() bool {
	return ind.Title.FI != "" && ind.Title.SV != "" && ind.Title.EN != ""
}

// Or joins two descriptions of one indicator: ind's where it speaks, else
// second's.
func (ind Indicator) Or(second Indicator) Indicator {
	out := ind
	out.Title = ind.Title.Or(second.Title)
	out.Subject = ind.Subject.Or(second.Subject)
	out.Organization = ind.Organization.Or(second.Organization)
	out.Description = ind.Description.Or(second.Description)
	if ind.Updated == "" { // else it is a whole description: a notice that it lacks has been taken back
		out.Notices = ind.Notices.Or(second.Notices)
	}
	if out.Unit == UnitUnknown {
		out.Unit = second.Unit
	}
	if out.Decimals == nil {
		out.Decimals = second.Decimals
	}
	if out.Updated == "" {
		out.Updated = second.Updated
	}
	if out.Polarity == "" {
		out.Polarity = second.Polarity
	}
	if out.Denominator == "" {
		out.Denominator = second.Denominator
	}
	out.RepeatedEvents = out.RepeatedEvents || second.RepeatedEvents
	if out.Continues == "" {
		out.Continues = second.Continues
	}
	return out
}

// Standardised reports whether the title says that the value is standardised
// for age or otherwise: then it is not its count over a population, and
// neither a denominator nor limits can be had from the two.
func (ind Indicator) Standardised() bool {
	return strings.Contains(strings.ToLower(ind.Title.FI), "vakioi") ||
		strings.Contains(strings.ToLower(ind.Title.EN), "standardi") ||
		strings.Contains(strings.ToLower(ind.Title.SV), "standardiser")
}
