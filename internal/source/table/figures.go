package table

import (
	"iter"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/visible"
)

// measure is one figure of a row.
type measure struct {
	value, count           int // columns; -1 for none
	valueStyle, countStyle sheet.Style
	indicator              domain.IndicatorID // "" where the row tells
	period                 domain.Period
	provisional            bool // the period's figures are
	gender                 domain.Gender
	breakdown              string
	region                 record.RegionKey // of the column alone; zero where the row or the table tells
	header                 string
	word                   string // what the header says is measured
}

// figureKey is all that tells a figure of a row from the others.
type figureKey struct {
	id        domain.IndicatorID
	word      string
	period    domain.Period
	gender    domain.Gender
	breakdown string
	region    record.RegionKey
}

// key is the figure's, of an indicator that goes by the word; "" where it has
// its id, or none.
func (m *measure) key(word string) figureKey {
	return figureKey{m.indicator, word, m.period, m.gender, m.breakdown, m.region}
}

// measureColumn is a column of a figure with its style of numbers.
type measureColumn struct {
	column int // -1 for none
	style  sheet.Style
}

// columns are the figure's two, of its value and of its count.
func (m *measure) columns() [2]measureColumn {
	return [2]measureColumn{{m.value, m.valueStyle}, {m.count, m.countStyle}}
}

// at is the column the figure stands in.
func (m *measure) at() int {
	if m.value >= 0 {
		return m.value
	}
	return m.count
}

// measures pairs the columns of values with those of counts that are of the
// same thing.
func (o *overlay) measures(k keys, roles []mapping.Role) (all []measure, q questions) {
	_, whole := o.m.RegionIn(o.survey.grid.Sheet)
	over := k.none() && !whole
	across := over && o.areasAcross(roles)
	lacking := map[mapping.Role]map[figureKey][]int{mapping.RoleValue: {}, mapping.RoleCount: {}} // figures by what they lack, in order
	for i, role := range roles {
		if role != mapping.RoleValue && role != mapping.RoleCount {
			continue
		}
		m := o.measure(i, k)
		if over {
			m.region = o.regionOver(i, across)
		}
		if m.region != (record.RegionKey{}) && m.indicator == "" && k.indicator < 0 {
			m.word = "" // the header is the region's
			m.indicator = o.nameOf("")
		}
		same, other := len(all), map[mapping.Role]mapping.Role{mapping.RoleValue: mapping.RoleCount, mapping.RoleCount: mapping.RoleValue}[role]
		together, key := m.indicator != "" || k.indicator >= 0 || m.word == "", m.key("")
		if free := lacking[role][key]; together && len(free) > 0 {
			same, lacking[role][key] = free[0], free[1:]
		} else {
			all = append(all, m)
			if together {
				lacking[other][key] = append(lacking[other][key], same)
			}
		}
		if role == mapping.RoleCount {
			all[same].count, all[same].countStyle = i, o.style(i)
		} else {
			all[same].value, all[same].valueStyle = i, o.style(i)
		}
	}
	if len(all) == 0 {
		q.ask("which column holds the values: is: value, or is: count")
	}
	return all, q
}

// measure is what only a column of figures is of: what the mapping says, else
// what the header does.
func (o *overlay) measure(i int, k keys) measure {
	c := o.survey.columns[i]
	m := measure{value: -1, count: -1, header: c.label, word: o.measured(c)}
	if of := o.mapped[i]; of != nil {
		if of.Period != "" {
			m.period, _ = domain.ParsePeriod(of.Period)
		}
		m.gender, m.breakdown, m.indicator = of.Gender, of.Breakdown, of.Indicator
	}
	if found, exact, ok := c.period(); ok && m.period.IsZero() && o.wholePeriod.IsZero() && (exact || k.period < 0) {
		m.period, m.provisional = found.Period, found.Provisional
	}
	if found, ok := c.gender(); ok && m.gender == "" && k.gender < 0 {
		m.gender = found
	}
	if m.indicator == "" && k.indicator < 0 {
		m.indicator = o.nameOf(m.word)
	}
	return m
}

// measured is what the header says is measured. A header that says no more
// than that values stand under it ("Arvo", "OBS_VALUE") is what the mapping's
// indicators may name all the same.
func (o *overlay) measured(c *column) string {
	if word := c.measured(); word != "" {
		return word
	}
	if _, named := o.named[mapping.WordKey(c.label)]; named {
		return c.label
	}
	return ""
}

// names are the indicators of a table's words.
type names struct {
	of      map[string]domain.IndicatorID // by the words of the column of indicators
	unnamed []string                      // what is measured and has no id: words, or headers
}

// names gives the figures their indicators, leaving out what is skipped, and
// asks for those there are not.
func (o *overlay) names(k keys, measures []measure) (n names, kept []measure, q questions) {
	n.of, kept = map[string]domain.IndicatorID{}, measures
	if k.indicator >= 0 && o.mapped[k.indicator] == nil && o.survey.columns[k.indicator].texts == 0 {
		q.ask("whether the numbers in the column %s are ids of SOTKAnet's indicators (is: indicator), or nothing to import (is: ignore)", o.columnName(k.indicator))
		q.about = append(q.about, k.indicator)
	} else if k.indicator >= 0 {
		for _, word := range o.survey.columns[k.indicator].order {
			if id, ok := o.indicatorOf(word, k.indicator); ok {
				n.of[word] = id
			} else {
				n.unnamed = append(n.unnamed, word)
			}
		}
	} else {
		met := map[string]bool{}
		for _, m := range measures {
			if m.indicator == "" && !met[m.word] {
				met[m.word] = true
				n.unnamed = append(n.unnamed, m.word)
			}
		}
		kept = slices.DeleteFunc(slices.Clone(measures), func(m measure) bool { return m.indicator == mapping.Skip })
	}
	switch count := len(n.unnamed); {
	case count == 0:
	case k.indicator >= 0 && count == 1:
		q.ask("which indicator %q in the column %s is: an id such as oma:NAME, or skip", content.Excerpt(n.unnamed[0]), o.columnName(k.indicator))
	case k.indicator >= 0:
		q.ask("which indicators the %s in the column %s are: an id such as oma:NAME for each, or skip", content.Plural(count, "name"), o.columnName(k.indicator))
	case count == 1 && n.unnamed[0] == "":
		q.ask("which indicator the values are of: an id such as oma:NAME")
	case count == 1:
		q.ask("which indicator the column of values %q is of: an id such as oma:NAME", content.Excerpt(n.unnamed[0]))
	default:
		q.ask("which indicators the %s of values are of: an id such as oma:NAME for each", content.Plural(count, "column"))
	}
	return n, kept, q
}

// koladaID is a key figure's id in a text: "N31001 Kostnad …", "Kostnad … (N31001)".
var koladaID = late.Regexp(`(?:^|\()([NU]\d{5})(?:\)|\s|$)`)

// indicatorOf reads a cell of the column of indicators: what the mapping calls
// by that name, an id that says whose it is, or a key figure of Kolada's. A
// bare number is an id only where a mapping says that the column holds them.
func (o *overlay) indicatorOf(word string, column int) (domain.IndicatorID, bool) {
	word = content.Squeeze(word)
	if in, ok := o.named[mapping.WordKey(word)]; ok {
		return in.ID, true
	}
	id, err := domain.ParseIndicatorID(word)
	if err == nil && visible.Is(word) {
		if _, bare := id.Sotkanet(); !bare || o.mapped[column] != nil {
			return id, true
		}
	}
	c := o.survey.columns[column]
	if mapping.HeaderKey(c.label) == "nyckeltal" {
		if m := koladaID().FindStringSubmatch(word); m != nil {
			return domain.BankID(domain.Kolada, m[1]), true
		}
	}
	if o.wholeNamed != "" && len(c.words) == 1 {
		return o.wholeNamed, true
	}
	return o.others, o.others != ""
}

// indicatorOf is the indicator of a row by its word.
func (p *plan) indicatorOf(word string) (domain.IndicatorID, bool) {
	if id, ok := p.names.of[word]; ok {
		return id, true
	}
	return p.overlay.indicatorOf(word, p.indicator)
}

// describe tells the sink of an indicator the first time it is met: what the
// mapping says of it, else its name in the file.
func (p *plan) describe(out *record.Sink, id domain.IndicatorID, word string) {
	if out.Described(id) {
		return
	}
	in := domain.Indicator{ID: id}
	if m, said := p.said[id]; said {
		in = m.Describe()
	}
	if word = content.Title(sheet.StripMarks(word)); in.Title.IsZero() && word != string(id) {
		in.Title.Set(p.lang, word)
	}
	if rate, says := domain.RateOf(word); says && rate != domain.UnitUnknown && in.Unit == domain.UnitCount {
		out.Remark(p.survey.grid.At(p.survey.first), mapping.RateRemark(word, rate))
	}
	out.Describe(in)
}

// contradictions asks where two columns would be the same observation, by
// whatever the word of each comes to be called.
func (o *overlay) contradictions(k keys, measures []measure) (q questions) {
	seen := map[figureKey]string{}
	for _, m := range measures {
		of := m.key("")
		if m.indicator == "" && k.indicator < 0 {
			of.word = m.word
		}
		first, ok := seen[of]
		if !ok {
			seen[of] = m.header
			continue
		}
		if q.apart = append(q.apart, m.at()); len(q.apart) == 1 {
			q.ask("what tells the columns %q and %q apart: an indicator, period, gender or breakdown of their own, or is: ignore", content.Excerpt(first), content.Excerpt(m.header))
		}
	}
	return q
}

// times asks for the period where nothing tells it, and whether labels such as
// "2011-12" are years or months.
func (o *overlay) times(k keys, measures []measure) (q questions) {
	if label := o.eitherTime(k, measures); label != "" {
		q.ask("whether %q and the like are school or fiscal years (split_years: true) or months (split_years: false)", label)
	}
	if k.period < 0 && o.wholePeriod.IsZero() && slices.ContainsFunc(measures, func(m measure) bool { return m.period.IsZero() }) {
		q.ask("which period the values are of: period: 2021 for the whole file or a column, or is: period of a column")
	}
	return q
}

// eitherTime is a label of the table's times, where each of them could be a month
// or a year that ends in the next; else "".
func (o *overlay) eitherTime(k keys, measures []measure) string {
	if k.period >= 0 && k.periodsAs.Ask {
		return firstEither(o.survey.columns[k.period].order)
	}
	if o.survey.times.Ask {
		for _, m := range measures {
			var labels []string
			for _, part := range o.survey.columns[m.at()].parts {
				labels = append(labels, part.Text)
			}
			if label := firstEither(labels); label != "" && m.period != "" && (o.mapped[m.at()] == nil || o.mapped[m.at()].Period == "") {
				return label
			}
		}
	}
	if o.wholeTimes.Ask {
		return o.survey.grid.Sheet
	}
	return ""
}

func firstEither(labels []string) string {
	i := slices.IndexFunc(labels, func(s string) bool { return (*mapping.Mapping)(nil).ReadTimes([]string{s}).Ask })
	if i < 0 {
		return ""
	}
	return labels[i]
}

// eachColumn gives the columns of figures that there are.
func eachColumn(measures []measure) iter.Seq[measureColumn] {
	return func(yield func(measureColumn) bool) {
		for _, m := range measures {
			for _, of := range m.columns() {
				if of.column >= 0 && !yield(of) {
					return
				}
			}
		}
	}
}

// numbers asks what a comma or point means that nothing makes clear.
func (o *overlay) numbers(measures []measure) (q questions) {
	for of := range eachColumn(measures) {
		c := o.survey.columns[of.column]
		n, _, ok := mapping.ReadNumeral(c.doubtful)
		// Where most of the column is clear, its doubtful cells are rejected.
		if !ok || n.Mark == 0 || of.style.Of(n.Mark) != sheet.Undecided || c.evidence.Clear() {
			continue
		}
		q.ask("whether %q in the column %s is a number with decimals (decimal: %q) or thousands (thousands: %q)",
			c.doubtful, o.columnName(of.column), string(n.Mark), string(n.Mark))
		q.about = append(q.about, of.column)
		q.doubtful = append(q.doubtful, of.column)
	}
	return q
}

// tooSmall asks what the words for a number too small to be told stand for,
// where they are more than a few cells that can be rejected one by one.
func (o *overlay) tooSmall(measures []measure) (q questions) {
	for of := range eachColumn(measures) {
		if c := o.survey.columns[of.column]; c.below*50 > c.numbers {
			q.ask("what %s in the column %s stands for: a value that is kept secret (suppressed: [%s])",
				mapping.Quote(c.lows[0]), o.columnName(of.column), mapping.Quote(c.lows[0]))
			return q
		}
	}
	return q
}

// suppressions are such words in columns of values. Those that the mapping
// names are marks, and not among them.
func (p *plan) suppressions() []string {
	var all []string
	for of := range eachColumn(p.measures) {
		for _, word := range p.survey.columns[of.column].lows {
			if !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return all
}
