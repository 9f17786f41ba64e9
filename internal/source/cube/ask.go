package cube

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
)

// questions gathers what a cube's file does not tell, and writes the mapping
// that would settle it.
type questions struct {
	file    string
	cube    *cube
	mapping *mapping.Mapping
	asked   []string

	ids, matches    map[string]bool // given so far
	columns, period bool            // not known
	unnamed         []value         // things measured that have no id
}

func (q *questions) about(question string) { q.asked = append(q.asked, question) }

// measured is the indicator the mapping gives a thing measured, whose
// description goes into the summary; "" where it gives none, which is asked
// for. What the mapping says without a match is of the only thing measured.
func (p *plan) measured(v value, only bool, ask *questions) domain.IndicatorID {
	in := domain.Indicator{Title: v.text.Or(domain.Text{FI: content.Title(v.Label)}), Organization: ask.cube.source, Decimals: v.decimals, Updated: ask.cube.updated, Unit: mapping.UnitOf(v.unit)}
	if in.Title == (domain.Text{}) {
		in.Title = ask.cube.title
	}
	if in.Decimals == nil {
		in.Decimals = ask.cube.decimals
	}
	m := p.mapping
	if m == nil {
		ask.unnamed = append(ask.unnamed, v)
		return ""
	}
	label := content.Title(v.Label)
	found := slices.IndexFunc(m.Indicators, func(i mapping.Indicator) bool {
		return strings.EqualFold(content.Squeeze(i.Match), label) || v.Code != "" && i.Match == v.Code ||
			only && i.Match == "" && (len(m.Indicators) == 1 || i.ID == m.Indicator)
	})
	switch {
	case found >= 0:
		in = m.Indicators[found].Describe().Or(in)
	case only && m.Indicator != "":
		in.ID = m.Indicator
	default:
		ask.unnamed = append(ask.unnamed, v)
		return ""
	}
	if in.ID != mapping.Skip {
		p.out.Describe(in)
	}
	return in.ID
}

// err is the error that asks; nil where nothing is left to ask.
func (q *questions) err() error {
	if len(q.unnamed) == 1 {
		q.about("which indicator " + strconv.Quote(q.label(q.unnamed[0])) + " is: an id of your own such as oma:vaesto")
	} else if len(q.unnamed) > 1 {
		q.about("which indicators the " + strconv.Itoa(len(q.unnamed)) + " things measured are: an id of your own for each, such as oma:vaesto, or skip for one to leave out")
	}
	if len(q.asked) == 0 {
		return nil
	}
	file := q.file
	if q.cube.sheet != "" {
		file += ": sheet " + q.cube.sheet
	}
	return &mapping.NeedError{File: file, Questions: q.asked, YAML: q.yaml()}
}

func (q *questions) label(v value) string {
	if s := content.Title(v.Label); s != "" {
		return s
	}
	return q.cube.title.In(domain.Finnish)
}

// yaml is the mapping, filled in as far as the file goes.
func (q *questions) yaml() string {
	var b strings.Builder
	if s := q.cube.title.In(domain.Finnish); s != "" {
		b.WriteString("# " + mapping.PrintableOnly(content.Excerpt(s)) + "\n")
	}
	if q.period {
		b.WriteString("period: # the year or other period the figures are of\n")
	}
	if q.columns {
		b.WriteString("columns:\n")
		for _, d := range q.cube.dims {
			which := "column: " + mapping.Quote(d.name)
			if d.unnamed && d.at != "" {
				which = "at: " + d.at
			}
			b.WriteString("  - {" + which + ", is: " + mapping.Quote(string(d.roleOf(q.mapping))) + "} # " + mapping.PrintableOnly(content.Excerpt(strings.Join(d.examples(), ", "))) + "\n")
		}
	}
	if len(q.unnamed) > 0 {
		b.WriteString("indicators:\n")
	}
	for i, v := range q.unnamed {
		if i == maxAsked {
			b.WriteString("  # and " + strconv.Itoa(len(q.unnamed)-i) + " more\n")
			break
		}
		q.indicator(&b, v)
	}
	return b.String()
}

// maxAsked is how many things measured a mapping is filled in with.
const maxAsked = 100

func (q *questions) indicator(b *strings.Builder, v value) {
	label := q.label(v)
	if match := content.Title(v.Label); match != "" && q.matches[content.Squeeze(match)] && (v.Code == "" || q.matches[content.Squeeze(v.Code)]) {
		return // two of one name: one answer is for both
	}
	b.WriteString("  - id: " + mapping.Quote(q.id(label)) + " # oma: and a name of your own\n")
	if match := content.Title(v.Label); match != "" {
		if q.matches[content.Squeeze(match)] && v.Code != "" {
			match = v.Code
		}
		if q.matches == nil {
			q.matches = map[string]bool{}
		}
		q.matches[content.Squeeze(match)] = true
		b.WriteString("    match: " + mapping.Quote(match) + "\n")
	}
	b.WriteString("    title: {fi: " + mapping.Quote(label))
	if v.text.SV != "" {
		b.WriteString(", sv: " + mapping.Quote(v.text.SV))
	}
	if v.text.EN != "" {
		b.WriteString(", en: " + mapping.Quote(v.text.EN))
	}
	b.WriteString("}\n")
	if u := mapping.UnitOf(v.unit); u != domain.UnitUnknown {
		b.WriteString("    unit: " + mapping.Quote(string(u)) + "\n")
	} else {
		b.WriteString("    unit: \"\" # LKM, PROS, PER1000, EUR … " + mapping.PrintableOnly(content.Excerpt(content.Title(v.unit))) + "\n")
	}
}

// id is what a thing measured may be called: the table's code and the first
// word of the label, or all of it where that is taken.
func (q *questions) id(label string) string {
	if q.cube.code == "" {
		return string(mapping.PlaceholderID)
	}
	word, _, _ := strings.Cut(label, " ")
	id := "oma:" + q.cube.code + "-" + mapping.Slug(word)
	if q.ids[id] {
		id = "oma:" + q.cube.code + "-" + mapping.Slug(label)
	}
	if q.ids == nil {
		q.ids = map[string]bool{}
	}
	q.ids[id] = true
	return id
}

// examples are the first values of a dimension.
func (d *dimension) examples() []string {
	var words []string
	for _, v := range d.values[:min(3, len(d.values))] {
		words = append(words, content.Title(v.Label))
	}
	return words
}
