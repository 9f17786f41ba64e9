package source

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// questions gathers what a cube's file does not tell, and writes the mapping
// that would settle it.
type questions struct {
	file    string
	cube    *cube
	mapping *Mapping
	asked   []string

	ids, matches    map[string]bool  // given so far
	columns, period bool             // not known
	unnamed         []dimensionValue // things measured that have no id
}

func (q *questions) about(question string) { q.asked = append(q.asked, question) }

// measured is the indicator the mapping gives a thing measured, whose
// description goes into the summary; "" where it gives none, which is asked
// for. What the mapping says without a match is of the only thing measured.
func (p *cubePlan) measured(v dimensionValue, only bool, ask *questions) domain.IndicatorID {
	in := domain.Indicator{Title: v.text.Or(domain.Text{FI: title(v.label)}), Organization: ask.cube.source, Decimals: v.decimals, Updated: ask.cube.updated, Unit: unitOf(v.unit)}
	if in.Title == (domain.Text{}) {
		in.Title = ask.cube.title
	}
	if in.Decimals == nil {
		in.Decimals = ask.cube.decimals
	}
	m := p.run.opts.Map
	if m == nil {
		ask.unnamed = append(ask.unnamed, v)
		return ""
	}
	label := title(v.label)
	found := slices.IndexFunc(m.Indicators, func(i MappedIndicator) bool {
		return strings.EqualFold(squeeze(i.Match), label) || v.code != "" && i.Match == v.code ||
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
	if in.ID != skipWord {
		p.run.described(in)
	}
	return in.ID
}

// described adds an indicator to the summary, once.
func (r *run) described(in domain.Indicator) {
	if !slices.ContainsFunc(r.sum.Indicators, func(has domain.Indicator) bool { return has.ID == in.ID }) {
		r.sum.Indicators = append(r.sum.Indicators, in)
	}
}

// unitOf reads the unit out of a file's words for it.
func unitOf(words string) domain.Unit {
	switch strings.ToLower(title(words)) {
	case "lukumäärä", "lkm", "henkilöä", "henkilö", "kpl", "antal", "personer", "number", "persons", "person":
		return domain.UnitCount
	case "prosenttia", "prosentti", "procent", "per cent", "percent":
		return domain.UnitPercent
	}
	return domain.UnitFromTitle(words)
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
	return &NeedMapping{File: file, Questions: q.asked, YAML: q.yaml()}
}

func (q *questions) label(v dimensionValue) string {
	if s := title(v.label); s != "" {
		return s
	}
	return q.cube.title.In(domain.Finnish)
}

// yaml is the mapping, filled in as far as the file goes.
func (q *questions) yaml() string {
	var b strings.Builder
	if s := q.cube.title.In(domain.Finnish); s != "" {
		b.WriteString("# " + printableOnly(excerpt(s)) + "\n")
	}
	if q.period {
		b.WriteString("period: # the year or other period the figures are of\n")
	}
	if q.columns {
		b.WriteString("columns:\n")
		for _, d := range q.cube.dims {
			which := "column: " + quote(d.name)
			if d.unnamed && d.at != "" {
				which = "at: " + d.at
			}
			b.WriteString("  - {" + which + ", is: " + quote(string(d.roleOf(q.mapping))) + "} # " + printableOnly(excerpt(strings.Join(d.examples(), ", "))) + "\n")
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

func (q *questions) indicator(b *strings.Builder, v dimensionValue) {
	label := q.label(v)
	if match := title(v.label); match != "" && q.matches[squeeze(match)] && (v.code == "" || q.matches[squeeze(v.code)]) {
		return // two of one name: one answer is for both
	}
	b.WriteString("  - id: " + quote(q.id(label)) + " # oma: and a name of your own\n")
	if match := title(v.label); match != "" {
		if q.matches[squeeze(match)] && v.code != "" {
			match = v.code
		}
		if q.matches == nil {
			q.matches = map[string]bool{}
		}
		q.matches[squeeze(match)] = true
		b.WriteString("    match: " + quote(match) + "\n")
	}
	b.WriteString("    title: {fi: " + quote(label))
	if v.text.SV != "" {
		b.WriteString(", sv: " + quote(v.text.SV))
	}
	if v.text.EN != "" {
		b.WriteString(", en: " + quote(v.text.EN))
	}
	b.WriteString("}\n")
	if u := unitOf(v.unit); u != domain.UnitUnknown {
		b.WriteString("    unit: " + quote(string(u)) + "\n")
	} else {
		b.WriteString("    unit: \"\" # LKM, PROS, PER1000, EUR … " + printableOnly(excerpt(title(v.unit))) + "\n")
	}
}

// id is what a thing measured may be called: the table's code and the first
// word of the label, or all of it where that is taken.
func (q *questions) id(label string) string {
	if q.cube.code == "" {
		return string(placeholderID)
	}
	word, _, _ := strings.Cut(label, " ")
	id := "oma:" + q.cube.code + "-" + slugOf(word)
	if q.ids[id] {
		id = "oma:" + q.cube.code + "-" + slugOf(label)
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
		words = append(words, title(v.label))
	}
	return words
}
