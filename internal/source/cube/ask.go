package cube

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
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
	region          bool
	unnamed         []value  // things measured that have no id
	genders         []string // words for genders that are not known
	abroad          []string // areas that the catalogue lacks, and nobody has a word for
	splitYears      bool     // or months
	single          bool     // one thing is measured, so that the table's title is of it
}

func (q *questions) about(question string) { q.asked = append(q.asked, question) }

// measured is the indicator the mapping gives a thing measured, whose
// description goes into the summary; "" where it gives none, which is asked
// for. What the mapping says without a match is of the only thing measured.
func (p *plan) measured(v value, only bool, ask *questions) domain.IndicatorID {
	in := domain.Indicator{Title: v.text.Or(domain.Text{FI: content.Title(v.Label)}), Organization: ask.cube.source, Decimals: v.decimals, Updated: ask.cube.updated, Unit: ask.unit(v, only)}
	if in.Title == (domain.Text{}) {
		in.Title = ask.cube.title
	}
	if in.Decimals == nil {
		in.Decimals = ask.cube.decimals
	}
	m := p.mapping
	ask.single = only
	if m == nil {
		ask.unnamed = append(ask.unnamed, v)
		return ""
	}
	label := content.Title(v.Label)
	found := slices.IndexFunc(m.Indicators, func(i mapping.Indicator) bool {
		return strings.EqualFold(content.Squeeze(i.Match), label) || v.Code != "" && i.Match == v.Code ||
			only && i.Match == "" && (len(m.Indicators) == 1 || i.ID == m.Indicator)
	})
	if found < 0 && !(only && m.Indicator != "") {
		found = slices.IndexFunc(m.Indicators, func(i mapping.Indicator) bool { return i.ID == mapping.Skip && i.Match == "*" })
	}
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
		if u := ask.unit(v, only); in.Unit == domain.UnitCount && u != in.Unit && u != domain.UnitUnknown {
			p.out.Remark(record.Place{Line: 1}, mapping.RateRemark(ask.label(v), u))
		}
		p.out.Describe(in)
	}
	return in.ID
}

// err is the error that asks; nil where nothing is left to ask.
func (q *questions) err() error {
	if len(q.abroad) > 0 {
		q.about("what kind of areas " + content.Excerpt(strings.Join(q.abroad, ", ")) + " are: a word of your own for all of them (category:), or skip for one to leave out (regions:)")
	}
	if len(q.unnamed) == 1 {
		q.about("which indicator " + strconv.Quote(q.label(q.unnamed[0])) + " is: an id of your own such as oma:vaesto")
	} else if len(q.unnamed) > 1 {
		q.about("which indicators the " + strconv.Itoa(len(q.unnamed)) + " things measured are: an id of your own for each, such as oma:vaesto, or skip for one to leave out")
	}
	if len(q.asked) == 0 {
		return nil
	}
	return mapping.Need(q.file, q.cube.sheet, q.asked, q.draft())
}

// unit is that of a thing measured: by its label and, of the only one, the
// table's title, else in the file's words.
func (q *questions) unit(v value, only bool) domain.Unit {
	titles := []string{v.Label, v.text.FI, v.text.SV, v.text.EN}
	if only {
		titles = append(titles, q.cube.title.FI, q.cube.title.SV, q.cube.title.EN)
	}
	return mapping.UnitOf(v.unit, titles...)
}

func (q *questions) label(v value) string {
	if s := content.Title(v.Label); s != "" {
		return s
	}
	return q.cube.title.In(domain.Finnish)
}

// draft is the mapping, filled in as far as the file goes.
func (q *questions) draft() *mapping.Draft {
	d := &mapping.Draft{Of: mapping.Shown(content.Excerpt(q.cube.title.In(domain.Finnish)))}
	if q.period {
		d.Whole = append(d.Whole, mapping.Entry{Key: "period", Comment: "the year or other period the figures are of"})
	}
	if q.region {
		d.Whole = append(d.Whole, mapping.Entry{Key: "region", Comment: "maa for the whole country, or another such as kunta:179, or is: region under columns"})
	}
	if len(q.abroad) > 0 {
		d.Whole = append(d.Whole, mapping.Entry{Key: "category", Value: mapping.Quote("nuts"), Comment: "Finland and its regions (maakunta) are read as such"})
	}
	if q.splitYears {
		d.Whole = append(d.Whole, mapping.Entry{Key: "split_years", Comment: "true: 2011-12 is the year from 2011 to 2012; false: it is December 2011"})
	}
	if e, ok := q.mapping.GenderEntry(q.genders); ok {
		d.Whole = append(d.Whole, e)
	}
	if q.columns {
		taken := map[mapping.Role]bool{}
		for i := range q.cube.dims {
			dim := &q.cube.dims[i]
			is, hint := q.proposedRole(dim, taken)
			taken[is] = true
			which := mapping.Entry{Key: "column", Value: mapping.Quote(dim.name)}
			if dim.unnamed && dim.at != "" {
				which = mapping.Entry{Key: "at", Value: dim.at}
			}
			d.Columns = append(d.Columns, mapping.DraftColumn{
				Entries: []mapping.Entry{which, {Key: "is", Value: mapping.Quote(string(is))}},
				Comment: hint + mapping.Shown(content.Excerpt(strings.Join(dim.examples(), ", "))),
			})
		}
	}
	for i, v := range q.unnamed {
		if i == maxAsked {
			d.More = []string{"# and " + strconv.Itoa(len(q.unnamed)-i) + " more, or:", `- {id: skip, match: "*"}`}
			break
		}
		if in := q.proposal(v); in != nil {
			d.Indicators = append(d.Indicators, in)
		}
	}
	return d
}

// proposedRole is what a mapping may say of a dimension so that it can be
// read: of two of one role the second, and what has no role, is a breakdown.
func (q *questions) proposedRole(d *dimension, taken map[mapping.Role]bool) (is mapping.Role, hint string) {
	is = d.roleOf(q.mapping)
	once := is.IsRegion() || is == mapping.RolePeriod || is == mapping.RoleGender || is == mapping.RoleIndicator
	if is != mapping.RoleBreakdown && is != mapping.RoleIgnore && !(once && taken[is]) {
		return is, ""
	}
	slug := mapping.Slug(d.name)
	if slug == "" || d.unnamed {
		slug = "group"
	}
	is = mapping.RoleBreakdown + mapping.Role(slug)
	for n := 2; taken[is]; n++ {
		is = mapping.RoleBreakdown + mapping.Role(slug+"-"+strconv.Itoa(n))
	}
	return is, "or another role; "
}

// maxAsked is how many things measured a mapping is filled in with.
const maxAsked = 100

// proposal is an indicator for a thing measured; nil where one that goes by
// the same words has been proposed.
func (q *questions) proposal(v value) []mapping.Entry {
	label, match := q.label(v), content.Title(v.Label)
	if match != "" && q.matches[content.Squeeze(match)] {
		if match = v.Code; match == "" || q.matches[content.Squeeze(match)] {
			return nil // one answer is for both
		}
	}
	all := []mapping.Entry{{Key: "id", Value: mapping.Quote(q.id(label)), Comment: "oma: and a name of your own"}}
	if match != "" {
		if q.matches == nil {
			q.matches = map[string]bool{}
		}
		q.matches[content.Squeeze(match)] = true
		all = append(all, mapping.Entry{Key: "match", Value: mapping.Quote(match)})
	}
	all = append(all, mapping.Entry{Key: "title", Value: mapping.QuoteText(domain.Text{FI: label, SV: v.text.SV, EN: v.text.EN}, true)})
	if u := q.unit(v, q.single); u != domain.UnitUnknown {
		return append(all, mapping.Entry{Key: "unit", Value: mapping.Quote(string(u))})
	}
	return append(all, mapping.Entry{Key: "unit", Value: `""`, Comment: "LKM, PROS, PER1000, EUR … " + mapping.Shown(content.Excerpt(content.Title(v.unit)))})
}

// id is what a thing measured may be called: the table's code and the first
// word of the label, or all of it where that is taken.
func (q *questions) id(label string) string {
	if q.cube.code == "" {
		return string(mapping.PlaceholderID)
	}
	word, _, _ := strings.Cut(label, " ")
	id := string(domain.BankID(domain.Own, q.cube.code+"-"+mapping.Slug(word)))
	if q.ids[id] {
		id = string(domain.BankID(domain.Own, q.cube.code+"-"+mapping.Slug(label)))
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
