package source

import (
	"fmt"

	"kuvio/internal/domain"
)

// plan says how the rows of a table become records.
type plan struct {
	survey *survey
	m      *Mapping // never nil
	roles  []Role   // by column
	mapped []*MappedColumn
	marks  valueMarks

	code, name, region, id int // columns of the region; -1 for none
	category               int
	period, gender         int
	indicator, status      int
	breakdowns             []breakdownColumn
	measures               []measure

	wholeCategory string // of every region
	wholePeriod   domain.Period
	wholeNamed    domain.IndicatorID         // of every value; "" where a column tells
	named         map[string]MappedIndicator // by the squeezed word of the indicator's column
	idOf          map[string]domain.IndicatorID
	others        domain.IndicatorID // of the words that are not in named: "" or skipWord

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
	valueStyle, countStyle numberStyle
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
	style  numberStyle
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
func newPlan(s *survey, m *Mapping) (*plan, error) {
	if m == nil {
		m = &Mapping{}
	}
	p := &plan{
		survey: s, m: m, marks: s.marks, roles: make([]Role, len(s.columns)), mapped: make([]*MappedColumn, len(s.columns)),
		code: -1, name: -1, region: -1, id: -1, category: -1, period: -1, gender: -1, indicator: -1, status: -1,
		named: map[string]MappedIndicator{}, idOf: map[string]domain.IndicatorID{}, wholeCategory: m.Category, wholeNamed: m.Indicator,
	}
	if err := p.applyMapping(); err != nil {
		return nil, err
	}
	p.recognise()
	p.regions()
	p.single(RolePeriod, &p.period)
	p.single(RoleGender, &p.gender)
	p.single(RoleCategory, &p.category)
	p.single(RoleIndicator, &p.indicator)
	p.single(RoleStatus, &p.status)
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

// errOtherTable is returned where a mapping is not of this table.
type errOtherTable struct{ what string }

func (e errOtherTable) Error() string { return e.what }

// words are a column's texts in the order of the table.
func (p *plan) words(i int) []string { return p.survey.columns[i].order }

// isPlaceholder reports whether a column's header says that it holds values
// and nothing of what.
func isPlaceholder(label string) bool {
	role := headerRole(label)
	return label == "" || role == RoleValue || role == RoleCount
}
