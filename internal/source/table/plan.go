// Package table reads tables that are in no format of their own. A survey
// looks through the table once, a plan settles from it and the mapping what
// every column is, and the rows are read by the plan; where the plan lacks
// something, a question is asked instead.
package table

import (
	"fmt"
	"strings"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// plan says how the rows of a table become records.
type plan struct {
	*overlay
	taken
	keys
	measures []measure
	names    names

	questions
	left    []string // columns that are left out with what they say, for a person
	doubts  []string // those of them that may be what the figures are of
	differs []int    // columns without a role in which rows of one observation differ
	over    *misfit  // the header that is not laid over the columns; nil where it is
}

// newPlan settles what the columns are, a step at a time: each takes what the
// ones before it gave. What stays open is in the questions.
func newPlan(s *survey, m *mapping.Mapping) (*plan, error) {
	o, err := lay(m, s)
	if err != nil {
		return nil, err
	}
	taken := recognise(o)
	region, roles, whichRegion := o.regions(taken.roles)
	taken.roles = roles
	keys, whichKey := o.keys(region, roles)
	figures, whichFigure := o.measures(keys, roles)
	names, figures, whichName := o.names(keys, figures)
	left, doubts := o.leftOut(taken)
	return &plan{
		overlay: o, taken: taken, keys: keys, measures: figures, names: names,
		left: left, doubts: doubts,
		questions: inOrder(whichRegion, whichKey, whichFigure, whichName, o.against(keys, figures, roles), o.contradictions(keys, figures), o.ofWhom(keys, figures),
			o.headed(keys, figures), o.partlyPercent(figures), o.againstHeaders(figures),
			o.times(keys, figures), o.numbers(figures), o.scales(figures), o.againstUnit(figures), o.tooSmall(figures), o.rest(taken)),
	}, nil
}

// questions are what is not known of a table: a sentence each, and the columns
// that they are about.
type questions struct {
	asked    []string
	about    []int
	apart    []int // columns of figures that nothing tells from others
	doubtful []int // columns of figures with a mark that could be of decimals or thousands
}

func (q *questions) ask(format string, args ...any) {
	q.asked = append(q.asked, fmt.Sprintf(format, args...))
}

func inOrder(all ...questions) questions {
	var joined questions
	for _, q := range all {
		joined.asked = append(joined.asked, q.asked...)
		joined.about = append(joined.about, q.about...)
		joined.apart = append(joined.apart, q.apart...)
		joined.doubtful = append(joined.doubtful, q.doubtful...)
	}
	return joined
}

// rest asks about the columns that nothing tells the role of.
func (o *overlay) rest(t taken) questions {
	q := questions{about: t.open}
	var names []string
	for _, i := range t.open {
		if t.roles[i] == "" {
			names = append(names, o.columnName(i))
		}
	}
	switch {
	case len(names) == 1:
		q.ask("what the column %s is: a breakdown (is: breakdown:KEY), or nothing to import (is: ignore)", names[0])
	case len(names) > 1:
		q.ask("what the columns %s are: breakdowns (is: breakdown:KEY), or nothing to import (is: ignore)", strings.Join(names[:min(len(names), 8)], ", "))
	}
	return q
}

// leftOut names the columns with figures, or with one word in every row, that
// are not imported though no mapping says so: those beside the table, and those
// that nothing names. Those of one word are doubts: the figures may be of it alone.
func (o *overlay) leftOut(t taken) (left, doubts []string) {
	columns := o.survey.columns
	beside := func(i int) bool { return t.beside[i] && columns[i].hasFigures() && o.mapped[i] == nil }
	for i := 0; i < len(columns); i++ {
		c := columns[i]
		switch {
		case beside(i):
			to := i
			for to+1 < len(columns) && beside(to+1) {
				to++
			}
			left = append(left, besideNote(i, to))
			i = to
		case i < o.survey.shift: // told of already
		case !t.beside[i] && o.mapped[i] == nil && t.roles[i] == mapping.RoleIgnore && c.figuresOnly() && !mapping.HeaderRole(c.label).IsRegion():
			left = append(left, fmt.Sprintf("the column %s is left out: a mapping says what it holds (at: %s)", o.columnName(i), c.letter()))
		case !t.beside[i] && o.mapped[i] == nil && t.roles[i] == mapping.RoleIgnore && c.saysOneThing():
			doubts = append(doubts, fmt.Sprintf("the column %s says %q in every row and is left out: a mapping makes a breakdown of it (is: breakdown:%s), or says that it is nothing (is: ignore)",
				o.columnName(i), c.order[0], c.slug()))
		}
	}
	return left, doubts
}

// slug is the key of a breakdown by the column.
func (c *column) slug() string {
	if slug := mapping.Slug(c.label); slug != "" {
		return slug
	}
	return "group"
}

// hasFigures reports whether a column has numbers, or marks in their place.
func (c *column) hasFigures() bool { return c.numbers > 0 || c.marksOnly() }

func besideNote(from, to int) string {
	if from == to {
		return fmt.Sprintf("column %s stands beside the table", record.ColumnName(from+1))
	}
	return fmt.Sprintf("columns %s–%s stand beside the table", record.ColumnName(from+1), record.ColumnName(to+1))
}
