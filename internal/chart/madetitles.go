package chart

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// membersIn name the areas of a set in a title, where they lie in an area: "Keski-Suomen
// kunnissa", "efter kommun i Mellersta Finland".
var membersIn = map[domain.Category]domain.Text{
	domain.Kunta:      {FI: "{region:gen} kunnissa", SV: "efter kommun {region:in}", EN: "by municipality {region:in}"},
	domain.Maakunta:   {FI: "maakunnittain {region:in}", SV: "efter landskap {region:in}", EN: "by region {region:in}"},
	domain.Hva:        {FI: "hyvinvointialueittain {region:in}", SV: "efter välfärdsområde {region:in}", EN: "by wellbeing services county {region:in}"},
	domain.Seutukunta: {FI: "seutukunnittain {region:in}", SV: "efter ekonomisk region {region:in}", EN: "by sub-region {region:in}"},
	domain.Shp:        {FI: "sairaanhoitopiireittäin {region:in}", SV: "efter sjukvårdsdistrikt {region:in}", EN: "by hospital district {region:in}"},
}

// title is the figure's headline: the spec's or, where that has none, what is counted
// and where.
func (f *Figure) title(l domain.Lang) string {
	if !f.Title.IsZero() {
		return f.text(f.Title.Text, l)
	}
	of := f.about.indicator(l)
	if of == "" && !f.headline.IsZero() {
		where := ""
		if f.about.placed() {
			where = f.about.in(l)
		}
		return strings.TrimSpace(strings.ReplaceAll(f.headline.In(l), "{region:in}", where))
	}
	if len(f.about.indicators) > 2 || of == "" {
		return upperFirst(f.about.region(l))
	}
	if !f.about.placed() {
		return upperFirst(of)
	}
	where := f.about.in(l)
	if set := f.about.places[0].set; set != "" && len(f.about.places) == 1 {
		where = domain.Text{FI: "alueittain {region:in}", SV: "efter område {region:in}", EN: "by area {region:in}"}.In(l)
		if named, ok := membersIn[set]; ok {
			where = named.In(l)
		}
		where = strings.NewReplacer("{region:in}", f.about.in(l), "{region:gen}", f.about.genitive(l)).Replace(where)
	}
	return upperFirst(of) + " " + where
}

// subtitle is the line under the headline: the spec's or, where that has none, the
// unit, what the figures are restricted to and the years.
func (f *Figure) subtitle(l domain.Lang) string {
	if !f.Subtitle.IsZero() {
		return f.text(f.Subtitle.Text, l)
	}
	var parts []string
	measure := f.about.measure(l)
	if !f.measure.IsZero() {
		measure = f.measure.In(l)
	}
	for _, part := range append([]string{measure}, in(l, f.about.restricted)...) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if !f.first.IsZero() {
		parts = append(parts, f.years(l))
	}
	if f.ahead > f.last {
		parts = append(parts, domain.Text{FI: "ennuste vuoteen ", SV: "prognos till ", EN: "forecast to "}.In(l)+string(f.ahead))
	}
	return upperFirst(strings.Join(parts, ", "))
}

// years are those of the data: 2014–2021, or of two times 2014 ja 2021.
func (f *Figure) years(l domain.Lang) string {
	if f.two[0].IsZero() {
		return spanOf(f.first, f.last)
	}
	return locale.List(l, []string{string(f.two[0]), string(f.two[1])})
}

// spanOf is from one time to another: 2014–2021, of spells of years from the first
// of the one to the last of the other.
func spanOf(from, to domain.Period) string {
	from, to = endsOf(from, to)
	return locale.Range(string(from), string(to))
}

// endsOf are the first and the last of two times: of spells, of their years.
func endsOf(from, to domain.Period) (first, last domain.Period) {
	if from.Year() != from.LastYear() || to.Year() != to.LastYear() {
		return domain.Year(from.Year()), domain.Year(to.LastYear())
	}
	return from, to
}

func in(l domain.Lang, texts []domain.Text) []string {
	words := make([]string, len(texts))
	for i, t := range texts {
		words[i] = t.In(l)
	}
	return words
}
