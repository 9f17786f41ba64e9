package source

import (
	"fmt"
	"strings"

	"kuvio/internal/domain"
)

// applyMapping finds the columns that the mapping names.
func (p *plan) applyMapping() error {
	for i := range p.m.Columns {
		c := &p.m.Columns[i]
		at, err := p.find(c)
		if err != nil {
			return err
		}
		if p.mapped[at] != nil {
			return errOtherTable{fmt.Sprintf("the mapping names column %s twice", p.columnName(at))}
		}
		p.mapped[at], p.roles[at] = c, c.Is
	}
	if p.m.Period == periodOfSheet {
		period, err := domain.ParsePeriod(stripMarks(p.survey.grid.sheet))
		if err != nil {
			return errOtherTable{fmt.Sprintf("the sheet's name %q is no period, as the mapping says", p.survey.grid.sheet)}
		}
		p.wholePeriod = period
	} else if p.m.Period != "" {
		p.wholePeriod, _ = domain.ParsePeriod(p.m.Period)
	}
	for _, in := range p.m.Indicators {
		switch {
		case in.Match == "*" && in.ID == skipWord:
			p.others = skipWord
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
func (p *plan) find(c *MappedColumn) (int, error) {
	at := -1
	if c.At != "" {
		n, _ := columnNumber(c.At)
		if at = n - 1; at >= len(p.survey.columns) {
			return 0, errOtherTable{fmt.Sprintf("the mapping's column %s is not in the table, which has %d", c.At, len(p.survey.columns))}
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
			return 0, errOtherTable{fmt.Sprintf("the mapping's column %q stands at both %s and %s: say which with at:", c.Column, columnName(at+1), columnName(i+1))}
		case c.At == "":
			at = i
		}
	}
	if c.At != "" {
		return 0, errOtherTable{fmt.Sprintf("the mapping's column %s is %q in the table, expected %q", c.At, p.survey.columns[at].label, c.Column)}
	}
	if at < 0 {
		return 0, errOtherTable{fmt.Sprintf("the mapping's column %q is not in the table: found %s", c.Column, excerpt(p.labels()))}
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
		return fmt.Sprintf("%q", excerpt(c.label))
	}
	return columnName(i + 1)
}
