package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// rejectUnread rejects the columns that stand among those of periods, are headed
// much like them, and are read as none: a year would be lost.
func (p *plan) rejectUnread(out *record.Sink) error {
	among := slices.ContainsFunc(p.measures, func(m measure) bool {
		_, exact, _ := p.survey.columns[m.at()].period()
		return exact
	})
	for i, c := range p.survey.columns {
		if !among || p.roles[i] != mapping.RoleIgnore || p.mapped[i] != nil || p.beside[i] || c.filled == 0 || !c.isLikePeriod() {
			continue
		}
		j := record.Reject{Place: p.headerPlace(i), Found: strconv.Quote(c.label), Expected: record.ExpectPeriod}
		j.Hint = fmt.Sprintf("its %s left out: say in a mapping what the column is, {column: %s, is: value, period: %q}, or is: ignore",
			content.Plural(c.filled, "cell"), mapping.Quote(c.label), likeYear(c.label))
		if err := out.Reject(j); err != nil {
			return err
		}
	}
	return nil
}

// likeYear is the year that a label like a period's begins with.
func likeYear(label string) string {
	at := strings.IndexAny(label, "12")
	return label[at : at+4]
}

// headerPlace is where a column's header stands.
func (p *plan) headerPlace(column int) record.Place {
	at := p.survey.grid.At(p.survey.first)
	if n := len(p.survey.start.header); n > 0 {
		at = p.survey.grid.At(p.survey.head[p.survey.start.header[n-1]].Number)
	}
	if at.Row > 0 {
		at.Col = column + 1
	}
	return at
}
