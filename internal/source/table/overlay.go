package table

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// overlay is a mapping laid over the survey of a table: which of its columns
// the mapping names, and what it says of all of them.
type overlay struct {
	survey *survey
	m      *mapping.Mapping  // never nil
	mapped []*mapping.Column // by column; nil for one the mapping does not name

	wholePeriod domain.Period
	wholeTimes  mapping.Times                // how the sheet's name is read, where that is the period
	provisional bool                         // the whole period's figures are
	wholeNamed  domain.IndicatorID           // of every value; "" where a column tells
	named       map[string]mapping.Indicator // by the word of the indicator's column
	others      domain.IndicatorID           // of the words that are not in named: "" or mapping.Skip
	said        map[domain.IndicatorID]mapping.Indicator
	lang        domain.Lang // of the table's headers
	unitWord    string      // the one word of a column of units; "" for none
}

// lay finds the columns that the mapping names.
func lay(m *mapping.Mapping, s *survey) (*overlay, error) {
	if m == nil {
		m = &mapping.Mapping{}
	}
	o := &overlay{survey: s, m: m, mapped: make([]*mapping.Column, len(s.columns)), wholeNamed: m.Indicator,
		named: map[string]mapping.Indicator{}, said: map[domain.IndicatorID]mapping.Indicator{}, lang: s.lang(), unitWord: s.unitWord()}
	labelled := map[string][]int{} // columns by what a mapping may call them
	for i, c := range s.columns {
		if len(m.Columns) == 0 {
			break
		}
		key, label := mapping.WordKey(c.key()), mapping.WordKey(c.label)
		labelled[key] = append(labelled[key], i)
		if label != key {
			labelled[label] = append(labelled[label], i)
		}
	}
	for i := range m.Columns {
		c := &m.Columns[i]
		at, err := o.find(c, labelled[mapping.WordKey(c.Column)])
		if err != nil {
			return nil, err
		}
		if o.mapped[at] != nil {
			return nil, MismatchError{fmt.Sprintf("the mapping names column %s twice", o.columnName(at))}
		}
		o.mapped[at] = c
	}
	whole, err := wholePeriod(m, s.grid.Sheet)
	if err != nil {
		return nil, err
	}
	o.wholePeriod, o.provisional = whole.Period, whole.Provisional
	if m.Period == mapping.PeriodOfSheet {
		o.wholeTimes = m.ReadTimes([]string{s.grid.Sheet})
	}
	for _, in := range m.Indicators {
		o.said[in.ID] = in
		switch {
		case in.Match == "*" && in.ID == mapping.Skip:
			o.others = mapping.Skip
		case in.Match != "":
			o.named[mapping.WordKey(in.Match)] = in
		case len(m.Indicators) == 1 && o.wholeNamed == "" && !columnsNamed(m):
			o.wholeNamed = in.ID
		}
	}
	return o, nil
}

// wholePeriod is the period that the mapping says every value is of; "" where
// it says none.
func wholePeriod(m *mapping.Mapping, name string) (mapping.When, error) {
	if m.Period != mapping.PeriodOfSheet {
		period, _ := domain.ParsePeriod(m.Period)
		return mapping.When{Period: period}, nil
	}
	period, ok := m.ReadTimes([]string{name}).Read(name)
	if !ok {
		return period, MismatchError{fmt.Sprintf("the sheet's name %q is no period, as the mapping says", name)}
	}
	return period, nil
}

// columnsNamed reports whether a column of the mapping has its own indicator.
func columnsNamed(m *mapping.Mapping) bool {
	return slices.ContainsFunc(m.Columns, func(c mapping.Column) bool { return c.Indicator != "" })
}

// MismatchError is returned where a mapping is not of this table.
type MismatchError struct{ what string }

func (e MismatchError) Error() string { return e.what }

// find is the column of a mapping's entry, of those that are called as it says.
func (o *overlay) find(c *mapping.Column, labelled []int) (int, error) {
	at := -1
	if c.At != "" {
		n, _ := record.ColumnNumber(c.At)
		if at = n - 1; at >= len(o.survey.columns) {
			return 0, MismatchError{fmt.Sprintf("the mapping's column %s is not in the table, which has %d", c.At, len(o.survey.columns))}
		}
		if c.Column == "" {
			return at, nil
		}
	}
	for _, i := range labelled {
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
		return 0, MismatchError{fmt.Sprintf("the mapping's column %s is %q in the table, expected %q", c.At, o.survey.columns[at].label, c.Column)}
	}
	if at < 0 {
		return 0, MismatchError{fmt.Sprintf("the mapping's column %q is not in the table: found %s", c.Column, content.Excerpt(o.labels()))}
	}
	return at, nil
}

func (o *overlay) labels() string {
	var all []string
	for _, c := range o.survey.columns {
		if c.label != "" {
			all = append(all, c.label)
		}
	}
	return strings.Join(all, ", ")
}

// columnName is how a column is called in a message.
func (o *overlay) columnName(i int) string {
	if c := o.survey.columns[i]; c.label != "" {
		return fmt.Sprintf("%q", content.Excerpt(c.label))
	}
	return record.ColumnName(i + 1)
}

// style is what the column's commas and points divide.
func (o *overlay) style(i int) sheet.Style {
	c := o.survey.columns[i]
	style := c.evidence.Style(o.survey.evidence)
	decimal, thousands := o.m.Decimal, o.m.Thousands
	if m := o.mapped[i]; m != nil && (m.Decimal != "" || m.Thousands != "") {
		decimal, thousands = m.Decimal, m.Thousands
	}
	style.Say(decimal, thousands)
	return style
}

// nameOf is the indicator that the mapping gives a header's words; "" for none.
func (o *overlay) nameOf(word string) domain.IndicatorID {
	named, ok := o.named[mapping.WordKey(word)]
	switch {
	case ok && word != "":
		return named.ID
	case o.wholeNamed != "":
		return o.wholeNamed
	}
	return o.others
}

// lang is the language of the table's headers.
func (s *survey) lang() domain.Lang {
	for _, c := range s.columns {
		switch mapping.HeaderKey(c.label) {
		case "kommun", "kommun/landsting", "kommun/region", "område", "landskap", "år", "tid", "kön", "ålder", "värde", "nyckeltal", "antal":
			return domain.Swedish
		case "area", "area name", "area code", "municipality", "year", "period", "time", "sex", "age", "value", "indicator", "count", "time period":
			return domain.English
		}
	}
	return domain.Finnish
}

// unitWord is the one word of a column of units; "" for none.
func (s *survey) unitWord() string {
	for _, c := range s.columns {
		switch mapping.HeaderKey(c.label) {
		case "unit", "measure", "yksikkö", "mittayksikkö", "enhet":
			if len(c.order) == 1 && !c.many {
				return c.order[0]
			}
		}
	}
	return ""
}
