// Package table reads tables that are in no format of their own. A survey
// looks through the table once, a plan settles from it and the mapping what
// every column is, and the rows are read by the plan; where the plan lacks
// something, a question is asked instead.
package table

import (
	"fmt"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// plan says how the rows of a table become records.
type plan struct {
	survey *survey
	m      *mapping.Mapping // never nil
	roles  []mapping.Role   // by column
	mapped []*mapping.Column
	marks  mapping.Marks

	code, name, region, id int // columns of the region; -1 for none
	category               int
	period, gender         int
	indicator, status      int
	breakdowns             []breakdownColumn
	measures               []measure

	wholeCategory string // of every region
	wholePeriod   domain.Period
	wholeNamed    domain.IndicatorID           // of every value; "" where a column tells
	named         map[string]mapping.Indicator // by the squeezed word of the indicator's column
	idOf          map[string]domain.IndicatorID
	others        domain.IndicatorID // of the words that are not in named: "" or mapping.Skip

	asked   []string // what is not known
	unknown []int    // columns that are asked about
	unnamed []string // what is measured and has no id: words, or headers
	skips   []string // columns with figures that are left out, for a person
}

type breakdownColumn struct {
	column int
	key    string
}

// measure is one figure of a row.
type measure struct {
	value, count           int // columns; -1 for none
	valueStyle, countStyle sheet.Style
	indicator              domain.IndicatorID // "" where the row tells
	period                 domain.Period
	gender                 domain.Gender
	breakdown              string
	header                 string
	word                   string // what the header says is measured
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

// newPlan settles what the columns are. What stays open is in asked.
func newPlan(s *survey, m *mapping.Mapping) (*plan, error) {
	if m == nil {
		m = &mapping.Mapping{}
	}
	p := &plan{
		survey: s, m: m, marks: s.marks, roles: make([]mapping.Role, len(s.columns)), mapped: make([]*mapping.Column, len(s.columns)),
		code: -1, name: -1, region: -1, id: -1, category: -1, period: -1, gender: -1, indicator: -1, status: -1,
		named: map[string]mapping.Indicator{}, idOf: map[string]domain.IndicatorID{}, wholeCategory: m.Category, wholeNamed: m.Indicator,
	}
	if err := p.applyMapping(); err != nil {
		return nil, err
	}
	p.recognise()
	p.regions()
	p.single(mapping.RolePeriod, &p.period)
	p.single(mapping.RoleGender, &p.gender)
	p.single(mapping.RoleCategory, &p.category)
	p.single(mapping.RoleIndicator, &p.indicator)
	p.single(mapping.RoleStatus, &p.status)
	p.dimensions()
	p.figures()
	p.names()
	p.times()
	p.numbers()
	p.askBelow()
	p.leftOut()
	p.askUnknown()
	return p, nil
}

func (p *plan) ask(format string, args ...any) {
	p.asked = append(p.asked, fmt.Sprintf(format, args...))
}

// MismatchError is returned where a mapping is not of this table.
type MismatchError struct{ what string }

func (e MismatchError) Error() string { return e.what }

// words are a column's texts in the order of the table.
func (p *plan) words(i int) []string { return p.survey.columns[i].order }

// isPlaceholder reports whether a column's header says that it holds values
// and nothing of what.
func isPlaceholder(label string) bool {
	role := mapping.HeaderRole(label)
	return label == "" || role == mapping.RoleValue || role == mapping.RoleCount
}

// applyMapping finds the columns that the mapping names.
func (p *plan) applyMapping() error {
	for i := range p.m.Columns {
		c := &p.m.Columns[i]
		at, err := p.find(c)
		if err != nil {
			return err
		}
		if p.mapped[at] != nil {
			return MismatchError{fmt.Sprintf("the mapping names column %s twice", p.columnName(at))}
		}
		p.mapped[at], p.roles[at] = c, c.Is
	}
	if p.m.Period == mapping.PeriodOfSheet {
		period, err := domain.ParsePeriod(sheet.StripMarks(p.survey.grid.Sheet))
		if err != nil {
			return MismatchError{fmt.Sprintf("the sheet's name %q is no period, as the mapping says", p.survey.grid.Sheet)}
		}
		p.wholePeriod = period
	} else if p.m.Period != "" {
		p.wholePeriod, _ = domain.ParsePeriod(p.m.Period)
	}
	for _, in := range p.m.Indicators {
		switch {
		case in.Match == "*" && in.ID == mapping.Skip:
			p.others = mapping.Skip
		case in.Match != "":
			p.named[labelKey(in.Match)] = in
		case len(p.m.Indicators) == 1 && p.wholeNamed == "" && !p.columnsNamed():
			p.wholeNamed = in.ID
		}
	}
	return nil
}

// columnsNamed reports whether a column of the mapping has its own indicator.
func (p *plan) columnsNamed() bool {
	for _, c := range p.m.Columns {
		if c.Indicator != "" {
			return true
		}
	}
	return false
}

// find is the column of a mapping's entry.
func (p *plan) find(c *mapping.Column) (int, error) {
	at := -1
	if c.At != "" {
		n, _ := record.ColumnNumber(c.At)
		if at = n - 1; at >= len(p.survey.columns) {
			return 0, MismatchError{fmt.Sprintf("the mapping's column %s is not in the table, which has %d", c.At, len(p.survey.columns))}
		}
		if c.Column == "" {
			return at, nil
		}
	}
	for i, col := range p.survey.columns {
		if labelKey(col.key()) != labelKey(c.Column) && labelKey(col.label) != labelKey(c.Column) {
			continue
		}
		switch {
		case c.At != "" && i == at:
			return at, nil
		case c.At == "" && at >= 0:
			return 0, MismatchError{fmt.Sprintf("the mapping's column %q stands at both %s and %s: say which with at:", c.Column, record.ColumnName(at+1), record.ColumnName(i+1))}
		case c.At == "":
			at = i
		}
	}
	if c.At != "" {
		return 0, MismatchError{fmt.Sprintf("the mapping's column %s is %q in the table, expected %q", c.At, p.survey.columns[at].label, c.Column)}
	}
	if at < 0 {
		return 0, MismatchError{fmt.Sprintf("the mapping's column %q is not in the table: found %s", c.Column, content.Excerpt(p.labels()))}
	}
	return at, nil
}

func (p *plan) labels() string {
	var all []string
	for _, c := range p.survey.columns {
		if c.label != "" {
			all = append(all, c.label)
		}
	}
	return strings.Join(all, ", ")
}

// columnName is how a column is called in a message.
func (p *plan) columnName(i int) string {
	if c := p.survey.columns[i]; c.label != "" {
		return fmt.Sprintf("%q", content.Excerpt(c.label))
	}
	return record.ColumnName(i + 1)
}

// leftOut notes the columns with figures that are not imported though no
// mapping says so: those beside the table, and those that nothing names.
func (p *plan) leftOut() {
	columns := p.survey.columns
	for i := 0; i < len(columns); i++ {
		c := columns[i]
		switch {
		case c.beside && c.hasFigures() && p.mapped[i] == nil:
			to := i
			for to+1 < len(columns) && columns[to+1].beside && columns[to+1].hasFigures() && p.mapped[to+1] == nil {
				to++
			}
			p.skips = append(p.skips, besideNote(i, to))
			i = to
		case !c.beside && p.mapped[i] == nil && p.roles[i] == mapping.RoleIgnore && c.figuresOnly() && !mapping.HeaderRole(c.label).IsRegion():
			p.skips = append(p.skips, fmt.Sprintf("the column %s is left out: a mapping says what it holds (at: %s)", p.columnName(i), c.letter()))
		}
	}
}

// hasFigures reports whether a column has numbers, or marks in their place.
func (c *column) hasFigures() bool { return c.numbers > 0 || c.marksOnly() }

func besideNote(from, to int) string {
	if from == to {
		return fmt.Sprintf("column %s stands beside the table", record.ColumnName(from+1))
	}
	return fmt.Sprintf("columns %s–%s stand beside the table", record.ColumnName(from+1), record.ColumnName(to+1))
}
