package series

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// agePlan is how the age classes of a table make up those of a standard.
type agePlan struct {
	standard *Standard
	strata   []ageStratum
	ages     domain.AgeClass // of all of them
}

// ageStratum is the classes that are taken as one, with the people of the standard
// population.
type ageStratum struct {
	classes []domain.AgeClass
	people  float64
}

// planStandard finds the classes of the table that lie end to end from its first age
// to its last, the finest there are. Each must be of whole bands of the standard
// population or, as single years are, lie within one.
func planStandard(id domain.IndicatorID, all []Series, standard *Standard) (*agePlan, error) {
	var classes []domain.AgeClass
	for i := range all {
		if c, _, ok := domain.CutAge(all[i].Breakdown); ok && !slices.Contains(classes, c) {
			classes = append(classes, c)
		}
	}
	if len(classes) == 0 {
		return nil, &StandardError{id, "it has no age classes: expected breakdowns such as age=0-4, age=5-9 … age=85- ('kuvio inspect FILE' shows how a file is read)"}
	}
	slices.SortFunc(classes, domain.AgeClass.Compare)
	ages := domain.AgeClass{From: classes[0].From}
	for _, c := range classes {
		ages.To = max(ages.To, c.To)
	}
	fit := classes
	if standard.Bands != nil {
		fit = slices.DeleteFunc(slices.Clone(classes), func(c domain.AgeClass) bool {
			_, whole, within := standard.under(c)
			return !whole && !within
		})
	}
	finest := func(domain.AgeClass) int { return -1 }
	chain := domain.Partition(fit, ages, finest)
	plan := &agePlan{standard: standard}
	if chain == nil || !plan.divide(chain) {
		return nil, &StandardError{id, standard.misfit(classes)}
	}
	plan.ages = ages
	return plan, nil
}

// misfit is why classes cannot be standardised by.
func (s *Standard) misfit(classes []domain.AgeClass) string {
	if s.Bands == nil {
		return fmt.Sprintf("its age classes (%s) do not lie end to end", listed(classes))
	}
	var bands []domain.AgeClass
	for _, b := range s.Bands {
		bands = append(bands, domain.AgeClass{From: b.From, To: b.To})
	}
	return fmt.Sprintf("its age classes (%s) are not whole bands of %s, end to end: expected each to be one or several of %s", listed(classes), strings.ToUpper(s.Name), listed(bands))
}

// under is the people of the standard population in a class: of the bands that it
// is whole of, or of the one that it lies within.
func (s *Standard) under(c domain.AgeClass) (people float64, whole, within bool) {
	next := c.From
	for _, b := range s.Bands {
		band := domain.AgeClass{From: b.From, To: b.To}
		switch {
		case band.From == next && band.Within(c):
			people += b.People
			next = band.Next()
		case c.Within(band):
			return b.People, false, true
		}
	}
	return people, next == c.Next(), false
}

// divide makes strata of the classes: of a reference and of whole bands each its
// own, of those within a band one together. It reports whether they fill their
// bands.
func (p *agePlan) divide(chain []domain.AgeClass) bool {
	if p.standard.Bands == nil {
		for _, c := range chain {
			p.strata = append(p.strata, ageStratum{classes: []domain.AgeClass{c}})
		}
		return true
	}
	for len(chain) > 0 {
		people, whole, _ := p.standard.under(chain[0])
		n := 1
		if !whole {
			at := slices.IndexFunc(p.standard.Bands, func(b stats.AgeBand) bool { return chain[0].Within(domain.AgeClass{From: b.From, To: b.To}) })
			band := domain.AgeClass{From: p.standard.Bands[at].From, To: p.standard.Bands[at].To}
			for n < len(chain) && chain[n].Within(band) {
				n++
			}
			if chain[0].From != band.From || chain[n-1].To != band.To {
				return false
			}
		}
		p.strata = append(p.strata, ageStratum{chain[:n], people})
		chain = chain[n:]
	}
	return true
}

// listed is classes with commas between.
func listed(classes []domain.AgeClass) string {
	words := make([]string, len(classes))
	for i, c := range classes {
		words[i] = c.String()
	}
	return strings.Join(words, ", ")
}
