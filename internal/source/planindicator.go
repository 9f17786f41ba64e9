package source

import (
	"regexp"

	"kuvio/internal/domain"
)

// koladaID is a key figure's id in a text: "N31001 Kostnad …", "Kostnad … (N31001)".
var koladaID = regexp.MustCompile(`(?:^|\()([NU]\d{5})(?:\)|\s|$)`)

// indicatorOf reads a cell of the column of indicators: what the mapping calls
// by that name, an id that says whose it is, or a key figure of Kolada's. A
// bare number is an id only where a mapping says that the column holds them.
func (p *plan) indicatorOf(word string) (domain.IndicatorID, bool) {
	if id, ok := p.idOf[word]; ok {
		return id, true
	}
	word = squeeze(word)
	if in, ok := p.named[labelKey(word)]; ok {
		return in.ID, true
	}
	id, err := domain.ParseIndicatorID(word)
	if err == nil && printable(word) {
		if _, bare := id.Sotkanet(); !bare || p.mapped[p.indicator] != nil {
			return id, true
		}
	}
	if headerKey(p.survey.columns[p.indicator].label) == "nyckeltal" {
		if m := koladaID.FindStringSubmatch(word); m != nil {
			return domain.IndicatorID("kolada:" + m[1]), true
		}
	}
	if p.wholeNamed != "" && len(p.survey.columns[p.indicator].words) == 1 {
		return p.wholeNamed, true
	}
	return p.others, p.others != ""
}

// describe tells the summary of an indicator the first time it is met: what
// the mapping says of it, else its name in the file.
func (p *plan) describe(r *run, id domain.IndicatorID, word string) {
	if r.seen[string(id)] {
		return
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[string(id)] = true
	in := domain.Indicator{ID: id}
	for _, m := range p.m.Indicators {
		if m.ID == id {
			in = m.Describe()
		}
	}
	if word = title(stripMarks(word)); in.Title.IsZero() && word != string(id) {
		in.Title.Set(p.lang(), word)
	}
	r.described(in)
}

// lang is the language of the table's headers.
func (p *plan) lang() domain.Lang {
	for _, c := range p.survey.columns {
		switch headerKey(c.label) {
		case "kommun", "kommun/landsting", "kommun/region", "område", "landskap", "år", "tid", "kön", "ålder", "värde", "nyckeltal", "antal":
			return domain.Swedish
		case "area", "area name", "area code", "municipality", "year", "period", "time", "sex", "age", "value", "indicator", "count", "time period":
			return domain.English
		}
	}
	return domain.Finnish
}
