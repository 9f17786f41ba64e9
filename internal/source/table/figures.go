package table

import (
	"regexp"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// figures pairs the columns of values with those of counts that are of the
// same thing.
func (p *plan) figures() {
	for i, c := range p.survey.columns {
		if p.roles[i] != mapping.RoleValue && p.roles[i] != mapping.RoleCount {
			continue
		}
		m := measure{value: -1, count: -1, header: c.label}
		m.period, m.gender, m.breakdown, m.indicator = p.ofColumn(i)
		m.word = p.what(i)
		if m.indicator == "" && p.indicator < 0 {
			m.indicator = p.nameOf(m.word)
		}
		style := p.style(i)
		same := slices.IndexFunc(p.measures, func(has measure) bool {
			free := p.roles[i] == mapping.RoleCount && has.count < 0 || p.roles[i] == mapping.RoleValue && has.value < 0
			together := m.indicator == has.indicator && (m.indicator != "" || p.indicator >= 0 || m.word == "" && has.word == "")
			return free && together && m.period == has.period && m.gender == has.gender && m.breakdown == has.breakdown
		})
		if same < 0 {
			p.measures = append(p.measures, m)
			same = len(p.measures) - 1
		}
		if p.roles[i] == mapping.RoleCount {
			p.measures[same].count, p.measures[same].countStyle = i, style
		} else {
			p.measures[same].value, p.measures[same].valueStyle = i, style
		}
	}
	if len(p.measures) == 0 {
		p.ask("which column holds the values: is: value, or is: count")
	}
}

// ofColumn is what only the column is of: what the mapping says, else what
// the header does.
func (p *plan) ofColumn(i int) (period domain.Period, gender domain.Gender, breakdown string, id domain.IndicatorID) {
	c := p.survey.columns[i]
	if m := p.mapped[i]; m != nil {
		if m.Period != "" {
			period, _ = domain.ParsePeriod(m.Period)
		}
		gender, breakdown, id = m.Gender, m.Breakdown, m.Indicator
	}
	if found, exact, ok := c.period(); ok && period == "" && p.wholePeriod == "" && (exact || p.period < 0) {
		period = found
	}
	if found, ok := c.gender(); ok && gender == "" && p.gender < 0 {
		gender = found
	}
	return period, gender, breakdown, id
}

// style is what the column's commas and points divide.
func (p *plan) style(i int) sheet.Style {
	c := p.survey.columns[i]
	style := c.evidence.Style(p.survey.evidence)
	decimal, thousands := p.m.Decimal, p.m.Thousands
	if m := p.mapped[i]; m != nil && (m.Decimal != "" || m.Thousands != "") {
		decimal, thousands = m.Decimal, m.Thousands
	}
	for _, said := range []struct {
		mark string
		as   sheet.Divider
	}{{decimal, sheet.Decimals}, {thousands, sheet.Thousands}} {
		switch said.mark {
		case ",":
			style.Comma = said.as
		case ".":
			style.Point = said.as
		}
	}
	return style
}

// numbers asks what a comma or point means that nothing makes clear.
func (p *plan) numbers() {
	for _, m := range p.measures {
		for _, of := range m.columns() {
			if of.column < 0 {
				continue
			}
			c := p.survey.columns[of.column]
			n, ok := sheet.ParseNumeral(sheet.NumberText(c.doubtful))
			if !ok || n.Mark == 0 || of.style.Of(n.Mark) != sheet.Undecided {
				continue
			}
			if c.evidence.Clear() {
				continue // most of the column is clear: its doubtful cells are rejected
			}
			p.ask("whether %q in the column %s is a number with decimals (decimal: %q) or thousands (thousands: %q)",
				c.doubtful, p.columnName(of.column), string(n.Mark), string(n.Mark))
			p.unknown = append(p.unknown, of.column)
		}
	}
}

// times asks for the period where nothing tells it.
func (p *plan) times() {
	if p.period >= 0 || p.wholePeriod != "" {
		return
	}
	for _, m := range p.measures {
		if m.period == "" {
			p.ask("which period the values are of: period: 2021 for the whole file or a column, or is: period of a column")
			return
		}
	}
}

// names gives the figures their indicators, and asks for those there are not.
func (p *plan) names() {
	if p.indicator >= 0 {
		for _, word := range p.words(p.indicator) {
			if id, ok := p.indicatorOf(word); ok {
				p.idOf[word] = id
			} else {
				p.unnamed = append(p.unnamed, word)
			}
		}
	} else {
		p.nameFigures()
	}
	switch n := len(p.unnamed); {
	case n == 0:
	case p.indicator >= 0:
		p.ask("which indicators the %s in the column %s are: an id such as oma:NAME for each, or skip", content.Plural(n, "name"), p.columnName(p.indicator))
	case n == 1 && p.unnamed[0] == "":
		p.ask("which indicator the values are of: an id such as oma:NAME")
	default:
		p.ask("which %s the %s of values are of: an id such as oma:NAME for each", pluralWord(n, "indicator"), content.Plural(n, "column"))
	}
	p.contradictions()
}

// nameOf is the indicator that the mapping gives a header's words; "" for none.
func (p *plan) nameOf(word string) domain.IndicatorID {
	named, ok := p.named[labelKey(word)]
	switch {
	case ok && word != "":
		return named.ID
	case p.wholeNamed != "":
		return p.wholeNamed
	}
	return p.others
}

// nameFigures gathers what has no indicator, and leaves out what is skipped.
func (p *plan) nameFigures() {
	for _, m := range p.measures {
		if m.indicator == "" && !slices.Contains(p.unnamed, m.word) {
			p.unnamed = append(p.unnamed, m.word)
		}
	}
	p.measures = slices.DeleteFunc(p.measures, func(m measure) bool { return m.indicator == mapping.Skip })
}

// what is what a column's header says is measured: "" where it is a period, a
// gender or a word for values alone.
func (p *plan) what(i int) string {
	c := p.survey.columns[i]
	var rest []sheet.Cell
	for _, part := range c.parts {
		_, gender := mapping.Word{Label: part.Text}.Gender()
		if _, period := headingPeriod(part); !period && !gender && !part.Date && !isPlaceholder(part.String()) {
			rest = append(rest, part)
		}
	}
	return joinParts(rest)
}

// contradictions asks where two columns would be the same observation.
func (p *plan) contradictions() {
	if len(p.unnamed) > 0 {
		return
	}
	type key struct {
		id        domain.IndicatorID
		period    domain.Period
		gender    domain.Gender
		breakdown string
	}
	seen := map[key]string{}
	for _, m := range p.measures {
		k := key{m.indicator, m.period, m.gender, m.breakdown}
		if first, ok := seen[k]; ok {
			p.ask("what tells the columns %q and %q apart: an indicator, period, gender or breakdown of their own, or is: ignore", content.Excerpt(first), content.Excerpt(m.header))
			return
		}
		seen[k] = m.header
	}
}

func pluralWord(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// koladaID is a key figure's id in a text: "N31001 Kostnad …", "Kostnad … (N31001)".
var koladaID = regexp.MustCompile(`(?:^|\()([NU]\d{5})(?:\)|\s|$)`)

// indicatorOf reads a cell of the column of indicators: what the mapping calls
// by that name, an id that says whose it is, or a key figure of Kolada's. A
// bare number is an id only where a mapping says that the column holds them.
func (p *plan) indicatorOf(word string) (domain.IndicatorID, bool) {
	if id, ok := p.idOf[word]; ok {
		return id, true
	}
	word = content.Squeeze(word)
	if in, ok := p.named[labelKey(word)]; ok {
		return in.ID, true
	}
	id, err := domain.ParseIndicatorID(word)
	if err == nil && content.Printable(word) {
		if _, bare := id.Sotkanet(); !bare || p.mapped[p.indicator] != nil {
			return id, true
		}
	}
	if mapping.HeaderKey(p.survey.columns[p.indicator].label) == "nyckeltal" {
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
func (p *plan) describe(out *record.Sink, id domain.IndicatorID, word string) {
	if out.Described(id) {
		return
	}
	in := domain.Indicator{ID: id}
	for _, m := range p.m.Indicators {
		if m.ID == id {
			in = m.Describe()
		}
	}
	if word = content.Title(sheet.StripMarks(word)); in.Title.IsZero() && word != string(id) {
		in.Title.Set(p.lang(), word)
	}
	out.Describe(in)
}

// lang is the language of the table's headers.
func (p *plan) lang() domain.Lang {
	for _, c := range p.survey.columns {
		switch mapping.HeaderKey(c.label) {
		case "kommun", "kommun/landsting", "kommun/region", "område", "landskap", "år", "tid", "kön", "ålder", "värde", "nyckeltal", "antal":
			return domain.Swedish
		case "area", "area name", "area code", "municipality", "year", "period", "time", "sex", "age", "value", "indicator", "count", "time period":
			return domain.English
		}
	}
	return domain.Finnish
}
