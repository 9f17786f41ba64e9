package ingest

import (
	"kuvio/internal/domain"
)

// Complete reports whether a description has its title in every language, as
// only the service's own /indicators gives it.
func Complete(ind domain.Indicator) bool {
	return ind.Title.FI != "" && ind.Title.SV != "" && ind.Title.EN != ""
}

// Describe joins two descriptions of one indicator. The first is preferred
// where both speak.
func Describe(first, second domain.Indicator) domain.Indicator {
	out := first
	out.ID = second.ID
	out.Title = fill(first.Title, second.Title)
	out.Organization = fill(first.Organization, second.Organization)
	out.Description = fill(first.Description, second.Description)
	if out.Unit == domain.UnitUnknown {
		out.Unit = second.Unit
	}
	if out.Decimals == nil {
		out.Decimals = second.Decimals
	}
	if out.Updated == "" {
		out.Updated = second.Updated
	}
	if out.Denominator == "" {
		out.Denominator = second.Denominator
	}
	if out.Continues == "" {
		out.Continues = second.Continues
	}
	return out
}

func fill(first, second domain.Text) domain.Text {
	for _, t := range []struct{ into, from *string }{
		{&first.FI, &second.FI}, {&first.SV, &second.SV}, {&first.EN, &second.EN},
	} {
		if *t.into == "" {
			*t.into = *t.from
		}
	}
	return first
}
