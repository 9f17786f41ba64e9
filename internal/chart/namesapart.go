package chart

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// countedApart is what an indicator counts and its unit, told apart from others by
// whose titles the same is counted: by the measure ("euro per capita aged 0–17"), which
// is then no longer said with the unit, or by its number.
func countedApart(ind *domain.Indicator, among []domain.Indicator, multiply float64, l domain.Lang) (name, unit string) {
	name, unit = counted(ind, multiply, l)
	_, own := domain.TitleParts(ind.Title.In(l))
	alike, measured := false, own != ""
	for i := range among {
		other, measure := domain.TitleParts(among[i].Title.In(l))
		if among[i].ID != ind.ID && other == name {
			alike = true
			measured = measured && measure != own
		}
	}
	switch {
	case !alike:
		return name, unit
	case !measured:
		return name + " (" + string(ind.ID) + ")", unit
	case multiply != 1: // the measure is another
		return name + ", " + own, unit
	}
	return name + ", " + own, ""
}

// namesOf are what indicators count; those of one thing are named once, with how it is
// measured in each.
func namesOf(all []domain.Indicator, l domain.Lang) string {
	var names []string
	var done []string
	for i := range all {
		stem, _ := counted(&all[i], 1, l)
		if slices.Contains(done, stem) {
			continue
		}
		done = append(done, stem)
		var apart []string
		for k := range all {
			if other, _ := counted(&all[k], 1, l); other == stem {
				full, _ := countedApart(&all[k], all, 1, l)
				apart = append(apart, full[len(stem):])
			}
		}
		for k := range apart[1:] {
			apart[k+1] = strings.TrimLeft(apart[k+1], ", ")
		}
		if len(names) > 0 {
			stem = inSentence(stem)
		}
		names = append(names, stem+locale.List(l, apart))
	}
	return locale.List(l, names)
}
