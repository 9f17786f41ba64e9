package table

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
)

// A title above a table may say of whom its figures are: "Miehet, väestö" over
// columns of areas and years is a table of men, whatever its columns are called.

// titleGender is the one sex that the titles name, and the title; "" where they
// name none or both, and where the table says a gender, or the mapping that one
// or all. An
// indicator whose own title names it is of that sex already.
func (o *overlay) titleGender(k keys, figures []measure) (sex domain.Gender, title string) {
	if k.gender >= 0 || slices.ContainsFunc(figures, func(m measure) bool { return m.gender != "" }) {
		return "", ""
	}
	for _, t := range o.survey.titles {
		for _, g := range mapping.SexesIn(t) {
			if sex != "" && sex != g {
				return "", ""
			}
			sex, title = g, t
		}
	}
	for _, in := range o.m.Indicators {
		if slices.ContainsFunc([]string{in.Title.FI, in.Title.SV, in.Title.EN}, func(t string) bool { return slices.Contains(mapping.SexesIn(t), sex) }) {
			return "", ""
		}
	}
	if sex == o.m.Gender || o.m.Gender == domain.Total {
		return "", "" // the mapping says so, or otherwise on purpose
	}
	return sex, title
}

// ofWhom asks whether the figures are of the sex that a title names.
func (o *overlay) ofWhom(k keys, figures []measure) (q questions) {
	if sex, title := o.titleGender(k, figures); sex != "" {
		q.ask("whether the figures are of one gender alone, as the title %q has it: gender: %s, or gender: total", content.Excerpt(title), sex)
	}
	return q
}
