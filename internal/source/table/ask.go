package table

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// maxAskedNames is how many indicators a mapping is filled in with.
const maxAskedNames = 300

// need is the error that asks for what the plan lacks.
func (p *plan) need(file string) *mapping.NeedError {
	d := newDrafting(p, file)
	return mapping.Need(file, p.survey.grid.Sheet, p.asked, d.draft())
}

// drafting fills in a mapping of a plan's table.
type drafting struct {
	*plan
	file    string
	ids     map[domain.IndicatorID]bool // proposed so far
	entries []proposal

	// What is asked of every column, told once: there may be sixteen thousand.
	labels     map[string]int // how many columns a key of a label is of
	figures    map[int]*measure
	isApart    map[int]bool
	needs      bool // some figures have no period
	some       bool // some have periods of their own, which one for the whole table would go before
	regionsAt  int  // the likely column; -1 for none
	periodsAt  int
	mayBeAreas bool
	ages       map[int]string
}

func newDrafting(p *plan, file string) *drafting {
	w := &drafting{plan: p, file: file, ids: map[domain.IndicatorID]bool{}, labels: map[string]int{}, figures: map[int]*measure{}, isApart: map[int]bool{}}
	for _, c := range p.survey.columns {
		w.labels[mapping.WordKey(c.key())]++
	}
	for i := range p.measures {
		m := &p.measures[i]
		for _, of := range m.columns() {
			if of.column >= 0 {
				w.figures[of.column] = m
			}
		}
	}
	for _, i := range p.apart {
		w.isApart[i] = true
	}
	w.needs, w.some = p.needsPeriod(), p.somePeriods()
	w.regionsAt, w.periodsAt = p.likelyRegions(), w.likelyPeriods()
	w.mayBeAreas, w.ages = w.mayBeAreasAcross(), p.agesOver()
	return w
}

// proposal is an indicator that is proposed for a word.
type proposal struct {
	mapping.Indicator
	note string // of its id
}

// draft is the mapping, filled in as far as the table goes.
func (w *drafting) draft() *mapping.Draft {
	d := &mapping.Draft{Of: "mapping of " + filepath.Base(comment(w.file)), Whole: w.whole()}
	if d.Columns, d.Under = w.columns(); w.over != nil {
		d.Columns, d.Under = w.byLetter()
	}
	for i, word := range w.names.unnamed {
		if i == maxAskedNames {
			break
		}
		if word != "" || w.indicator >= 0 {
			w.propose(word, true)
		}
	}
	for _, in := range w.m.Indicators {
		in.Unit, _ = w.unitOf(in, w.measures)
		d.Indicators = append(d.Indicators, described(in, ""))
	}
	for _, in := range w.entries {
		d.Indicators = append(d.Indicators, described(in.Indicator, in.note))
	}
	if more := len(w.names.unnamed) - maxAskedNames; more > 0 && len(d.Indicators) > 0 {
		d.More = []string{fmt.Sprintf("# and %d more, or:", more), `- {id: skip, match: "*"}`}
	}
	return d
}

// comment is a text as it may stand in a comment.
func comment(s string) string { return strings.Trim(strconv.Quote(content.Excerpt(s)), `"`) }

// whole is what is of the table as a whole.
func (w *drafting) whole() (all []mapping.Entry) {
	add := func(key, value string) {
		if value != "" {
			all = append(all, mapping.Entry{Key: key, Value: value})
		}
	}
	if s := w.survey.grid.Sheet; s != "" && !w.survey.grid.Alone {
		add("sheet", mapping.Quote(strings.NewReplacer("*", "?", "[", "?", `\`, "?").Replace(s)))
	}
	if rows := w.headerRows(); len(w.m.Header) > 0 {
		add("header", "["+rows+"]")
	} else if rows != "1" {
		all = append(all, mapping.Entry{Comment: "header: [" + rows + "] is what was found"})
	}
	all = append(all, w.kept()...)
	if w.m.Period == mapping.PeriodOfSheet {
		add("period", "sheet")
	} else {
		add("period", quoted(string(w.wholePeriod)))
	}
	if w.over == nil && w.needs && !w.some && w.periodsAt < 0 {
		if period := (mapping.Entry{Key: "period", Comment: "the year or other period of the values, such as 2021"}); w.sheetIsPeriod() {
			all = append(all, mapping.Entry{Key: "period", Value: mapping.PeriodOfSheet, Comment: "the sheet's name"})
		} else {
			all = append(all, period)
		}
	}
	switch {
	case w.wholeNamed != "":
		add("indicator", mapping.Quote(string(w.wholeNamed)))
	case w.nameless(), w.over != nil && len(w.m.Indicators) == 0:
		add("indicator", mapping.Quote(string(w.propose("", false))))
	}
	if sex, _ := w.titleGender(w.keys, w.measures); sex != "" {
		all = append(all, mapping.Entry{Key: "gender", Comment: string(sex) + " or total"})
	} else {
		add("gender", string(w.m.Gender))
	}
	add("breakdown", quoted(w.m.Breakdown))
	switch {
	case !w.none() || w.over != nil:
	case w.m.Region != "":
		add("region", quoted(w.m.Region))
	case w.mayBeAreas:
		all = append(all, mapping.Entry{Comment: "region: in the columns is right where their headers are areas; else region: maa here, or another"})
	case w.regionsAt < 0 && w.survey.grid.Sheet != "" && !w.survey.grid.Alone:
		all = append(all, mapping.Entry{Key: "region", Comment: "sheet where the sheets' names are regions, maa for the whole country, or another such as kunta:179"})
	case w.regionsAt < 0:
		all = append(all, mapping.Entry{Key: "region", Comment: "maa for the whole country, or another such as kunta:179" + w.orAcross()})
	default:
		all = append(all, mapping.Entry{Comment: "region: maa instead of a column, where all of it is of the whole country"})
	}
	add("category", quoted(strings.ToLower(w.m.Category)))
	return all
}

// quoted is a text in quotes, "" for none.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return mapping.Quote(s)
}

// kept is what the mapping said already and the plan does not show.
func (w *drafting) kept() (all []mapping.Entry) {
	add := func(key, value string) {
		if value != "" {
			all = append(all, mapping.Entry{Key: key, Value: value})
		}
	}
	add("encoding", quoted(w.m.Encoding))
	add("delimiter", quoted(w.m.Delimiter))
	add("decimal", quoted(w.m.Decimal))
	add("thousands", quoted(w.m.Thousands))
	if w.m.Scaled != "" {
		add("scaled", w.m.Scaled)
	} else if len(w.scales(w.measures).asked) > 0 {
		all = append(all, mapping.Entry{Key: "scaled", Comment: "shown: as the workbook shows the figures, in thousands; stored: as it stores them"})
	}
	if w.m.Largest > 0 {
		add("largest", strconv.FormatFloat(w.m.Largest, 'g', -1, 64))
	}
	if w.m.SplitYears != nil {
		add("split_years", strconv.FormatBool(*w.m.SplitYears))
	} else if w.eitherTime(w.keys, w.measures) != "" {
		all = append(all, mapping.Entry{Key: "split_years", Comment: "true: 2011-12 is the year from 2011 to 2012; false: it is December 2011"})
	}
	for _, n := range []struct {
		key string
		row int
	}{{"first", w.m.First}, {"last", w.m.Last}} {
		if n.row > 0 {
			add(n.key, strconv.Itoa(n.row))
		}
	}
	for _, list := range []struct {
		key   string
		marks []string
	}{{"missing", w.m.Missing}, {"suppressed", slices.Concat(w.m.Suppressed, w.suppressions())}, {"zero", w.m.Zero}} {
		if len(list.marks) > 0 {
			add(list.key, mapping.Quotes(list.marks))
		}
	}
	var open []string
	if w.genders.Ask {
		open = w.genders.Open
	}
	if e, ok := w.m.GenderEntry(open); ok {
		all = append(all, e)
	}
	if len(w.m.Regions) > 0 {
		regions := mapping.Entry{Key: "regions"}
		for _, word := range slices.Sorted(maps.Keys(w.m.Regions)) {
			regions.Under = append(regions.Under, mapping.Entry{Key: mapping.Quote(word), Value: mapping.Quote(w.m.Regions[word])})
		}
		all = append(all, regions)
	}
	return all
}

// nameless reports whether nothing in the table says what is measured, of some
// of its figures or of all.
func (w *drafting) nameless() bool {
	return w.indicator < 0 && slices.Contains(w.names.unnamed, "")
}

func (w *drafting) headerRows() string {
	var rows []string
	for _, i := range w.survey.start.header {
		rows = append(rows, strconv.Itoa(w.survey.head[i].Number))
	}
	if len(rows) == 0 {
		return "0"
	}
	return strings.Join(rows, ", ")
}

// needsPeriod reports whether nothing tells the period of some figures.
func (p *plan) needsPeriod() bool {
	if p.period >= 0 || !p.wholePeriod.IsZero() {
		return false
	}
	return len(p.measures) == 0 || slices.ContainsFunc(p.measures, func(m measure) bool { return m.period.IsZero() })
}

// somePeriods reports whether some columns of values have periods of their
// own.
func (p *plan) somePeriods() bool {
	return slices.ContainsFunc(p.measures, func(m measure) bool { return !m.period.IsZero() })
}

// lacksPeriod reports whether the column is one of values without a period
// beside others that have theirs.
func (w *drafting) lacksPeriod(i int) bool {
	m := w.figures[i]
	return m != nil && m.period.IsZero() && w.needs && w.some
}

// likelyPeriods is an open column of nothing but periods, where they are asked
// for; -1 for none.
func (w *drafting) likelyPeriods() int {
	if !w.needs || w.some {
		return -1
	}
	return slices.IndexFunc(w.survey.columns, func(c *column) bool {
		return w.roles[c.index] == "" && c.filled > 0 && c.years == c.filled
	})
}

// orAcross says how areas over the columns of a table of times are told.
func (w *drafting) orAcross() string {
	if w.period < 0 || len(w.measures) < 2 {
		return ""
	}
	header := mapping.Quote(w.survey.columns[w.measures[0].at()].key())
	return fmt.Sprintf("; where the headers are areas, an indicator: of all and {column: %s, is: value, region: %s}", header, header)
}

// sheetIsPeriod reports whether the name of the sheet, one of several, is a
// period.
func (w *drafting) sheetIsPeriod() bool {
	_, ok := headingPeriod(sheet.TextCell(w.survey.grid.Sheet))
	return ok && !w.survey.grid.Alone
}

// columns has an entry for every column but those of periods, which need none.
func (w *drafting) columns() (all []mapping.DraftColumn, under string) {
	all = []mapping.DraftColumn{}
	periods := 0
	for i, c := range w.survey.columns {
		role := w.roles[i]
		apart := w.isApart[i] && !w.lacksPeriod(i)
		if _, exact, ok := c.period(); ok && exact && role == mapping.RoleValue && w.mapped[i] == nil && !apart {
			periods++
			continue
		}
		if w.beside[i] || c.filled == 0 {
			continue
		}
		var d mapping.DraftColumn
		add := func(key, value string) { d.Entries = append(d.Entries, mapping.Entry{Key: key, Value: value}) }
		byLetter := c.key() == "" || w.labels[mapping.WordKey(c.key())] > 1
		if header := mapping.Quote(c.key()); header != `""` || !byLetter {
			add("column", header)
		}
		if byLetter {
			add("at", c.letter())
		}
		add("is", string(w.proposed(i, role)))
		if m := w.mapped[i]; m != nil && m.Fill {
			add("fill", "true")
		} else if m != nil && m.Empty != "" {
			add("empty", m.Empty)
		} else if _, breakdown := w.proposed(i, role).Breakdown(); breakdown && c.filled < w.survey.rows {
			d.Comment = "empty cells: add empty: total (of all together) or fill: true (as above); "
		}
		d.Entries = append(d.Entries, w.ofFigure(i)...)
		d.Comment += w.hint(i) + commented(c.examples)
		all = append(all, d)
	}
	if periods > 0 {
		under = content.Plural(periods, "column") + " headed by periods are values of those periods"
	}
	return all, under
}

// proposed is what a column is said to be, "" where a person is to say it.
func (w *drafting) proposed(i int, role mapping.Role) mapping.Role {
	c := w.survey.columns[i]
	switch {
	case w.ages[i] != "", w.mayBeAreas && role == mapping.RoleValue, w.totalOfAges(i):
	case w.isApart[i] && !w.lacksPeriod(i):
		role = "" // left open
	case i == w.regionsAt:
		role = "" // left open: one of the columns is that of regions
	case i == w.periodsAt:
		role = mapping.RolePeriod
	case role == "" && slices.Contains(w.differs, i):
		role = mapping.RoleBreakdown + mapping.Role(c.slug())
	case role == "" && (c.isOneOfMany() || c.isPartOfYear()):
		role = mapping.RoleBreakdown + mapping.Role(c.slug())
	case role == "" && c.numbers > c.texts:
		role = mapping.RoleValue
	case role == "":
		role = mapping.RoleIgnore
	case role.IsRegion() && slices.Contains(w.about, i):
		role = "" // left open: either would be taken as it stands
	}
	return role
}

// likelyRegions is the column of a table without one of regions that may be it:
// of those with texts and no other role the one with the most; -1 for none.
func (p *plan) likelyRegions() int {
	best := -1
	if _, whole := p.regionOfAll(); whole || !p.none() {
		return best
	}
	for i, c := range p.survey.columns {
		open := p.roles[i] == "" || p.roles[i] == mapping.RoleIgnore && p.mapped[i] == nil
		if open && !p.beside[i] && c.texts*2 > c.filled && (best < 0 || len(c.order) > len(p.survey.columns[best].order)) {
			best = i
		}
	}
	return best
}

// byLetter has an entry for every column of a table whose header is not of the
// width of its rows.
func (w *drafting) byLetter() (all []mapping.DraftColumn, under string) {
	for i, c := range w.survey.columns {
		d := mapping.DraftColumn{Entries: []mapping.Entry{{Key: "at", Value: c.letter()}, {Key: "is"}}, Comment: commented(c.examples)}
		if i < len(w.over.words) {
			d.Comment += "; the header's cell here is " + mapping.Quote(w.over.words[i])
		}
		all = append(all, d)
	}
	return all, "is: region, period, gender, value (with its period: 2020 where no column has it), ignore …"
}

// commented are a column's examples as they may stand in a comment.
func commented(examples []string) string {
	all := make([]string, len(examples))
	for i, e := range examples {
		all[i] = comment(e)
	}
	return strings.Join(all, ", ")
}

// hint says of a column that is asked about what it may be.
func (w *drafting) hint(i int) string {
	switch {
	case w.lacksPeriod(i):
		return "period: such as 2021, or is: ignore; "
	case w.ages[i] != "":
		return "its header may be an age; "
	case w.totalOfAges(i):
		return ""
	case w.isApart[i] && w.mayBeAreas:
		return ""
	case w.isApart[i]:
		return "ignore, or value with an indicator:, period:, gender: or breakdown: of its own; "
	}
	if i == w.regionsAt {
		return "region, if these are areas, else ignore or breakdown:" + w.survey.columns[i].slug() + "; "
	}
	for _, asked := range w.about {
		if asked != i {
			continue
		}
		switch role := w.roles[i]; {
		case role == "" && (slices.Contains(w.differs, i) || w.survey.columns[i].isOneOfMany() || w.survey.columns[i].isPartOfYear()):
			return "or ignore; "
		case role == "" && w.survey.columns[i].numbers > w.survey.columns[i].texts:
			return "or ignore, or breakdown:" + w.survey.columns[i].slug() + "; "
		case role == "":
			return "or breakdown:" + w.survey.columns[i].slug() + "; "
		case role.IsRegion():
			return "region_code or region_id; "
		case role == mapping.RoleIndicator:
			return "or ignore; "
		default:
			if n, _, ok := mapping.ReadNumeral(w.survey.columns[i].doubtful); ok {
				return fmt.Sprintf("decimal: %q, or thousands: %q in its place; ", string(n.Mark), string(n.Mark))
			}
		}
	}
	return ""
}

// ofFigure is what an entry of a column of values adds.
func (w *drafting) ofFigure(i int) (all []mapping.Entry) {
	m := w.figures[i]
	if m == nil {
		return nil
	}
	add := func(key, value string) {
		if value != "" {
			all = append(all, mapping.Entry{Key: key, Value: value})
		}
	}
	of := mapping.Column{}
	if w.mapped[i] != nil {
		of = *w.mapped[i]
	}
	add("indicator", quoted(string(of.Indicator)))
	_, exact, _ := w.survey.columns[i].period()
	switch {
	case !exact && w.lacksPeriod(i):
		all = append(all, mapping.Entry{Key: "period"}) // to be filled in
	case !exact:
		add("period", quoted(string(m.period)))
	}
	add("gender", string(m.gender))
	add("breakdown", quoted(cmp.Or(m.breakdown, w.ages[i])))
	switch {
	case of.Region != "":
		add("region", quoted(of.Region))
	case w.mayBeAreas:
		add("region", quoted(w.survey.columns[i].key()))
	}
	add("decimal", quoted(of.Decimal))
	if slices.Contains(w.doubtful, i) {
		all = append(all, mapping.Entry{Key: "decimal"}) // to be filled in
	}
	add("thousands", quoted(of.Thousands))
	return all
}

// koladaFile is a key figure's id in a file's name.
var koladaFile = late.Regexp(`(?:^|[^A-Za-z0-9])([NU]\d{5})(?:[^0-9]|$)`)

// propose proposes an indicator for a word, and returns its id.
func (w *drafting) propose(word string, match bool) domain.IndicatorID {
	id, note := domain.BankID(domain.Own, shortSlug(word)), ""
	if word == "" {
		note = "a name of your own"
	}
	if mapping.HeaderKey(w.columnLabel(w.indicator)) == "nyckeltal" && len(w.names.unnamed) == 1 {
		if m := koladaFile().FindStringSubmatch(filepath.Base(w.file)); m != nil {
			id, note = domain.BankID(domain.Kolada, m[1]), "as the file's name says: make sure"
		}
	}
	for n := 2; w.ids[id]; n++ {
		id = domain.BankID(domain.Own, shortSlug(word)+"-"+strconv.Itoa(n))
	}
	w.ids[id] = true
	e := mapping.Indicator{ID: id, Unit: w.unit(word)}
	if match {
		e.Match = word
	}
	if word == "" && len(w.survey.titles) > 0 {
		word = w.survey.titles[0]
	}
	e.Title.Set(w.lang, word)
	w.entries = append(w.entries, proposal{e, note})
	return id
}

// unit is what a title says the unit is, or the one word of a column of units.
func (w *drafting) unit(word string) domain.Unit {
	titles := []string{word}
	if len(w.names.unnamed) == 1 && len(w.survey.titles) > 0 {
		titles = append(titles, w.survey.titles[0])
	}
	return mapping.UnitOf(w.unitWord, titles...)
}

func (w *drafting) columnLabel(i int) string {
	if i < 0 {
		return ""
	}
	return w.survey.columns[i].label
}

// shortSlug is a text's slug of at most 48 letters, NAME where it has none.
func shortSlug(s string) string {
	s = mapping.Slug(s)
	if len(s) > 48 {
		s = s[:48]
		if i := strings.LastIndexByte(s, '-'); i > 16 {
			s = s[:i]
		}
	}
	if s == "" {
		return "NAME"
	}
	return s
}

// described is a mapping's entry for an indicator; note is of its id.
func described(in mapping.Indicator, note string) []mapping.Entry {
	all := []mapping.Entry{{Key: "id", Value: mapping.Quote(string(in.ID)), Comment: note}}
	for _, e := range []mapping.Entry{
		{Key: "match", Value: quoted(in.Match)}, {Key: "title", Value: mapping.QuoteText(in.Title, false)}, {Key: "source", Value: mapping.QuoteText(in.Source, false)},
	} {
		if e.Value != "" {
			all = append(all, e)
		}
	}
	switch {
	case in.ID == mapping.Skip:
	case in.Unit == "":
		all = append(all, mapping.Entry{Key: "unit", Comment: "PROS, PER1000, PER10000, PER100000, LKM, EUR, INDEKSI …"})
	default:
		all = append(all, mapping.Entry{Key: "unit", Value: mapping.Quote(string(in.Unit))})
	}
	return all
}
