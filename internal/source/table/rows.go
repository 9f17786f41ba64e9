package table

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/visible"
)

// Read reads a table that is in no format of its own: its columns are
// told by the mapping, their headers and what they hold. Nothing is emitted
// before the whole table has been looked through and every question about it
// answered. Found is false where there is no such table, or not the mapping's:
// the error is then ErrNone or a MismatchError.
func Read(ctx context.Context, f content.File, g *sheet.Grid, m *mapping.Mapping, out *record.Sink) (found bool, err error) {
	p, err := newPlanOf(ctx, g, m)
	var other MismatchError
	switch {
	case errors.Is(err, ErrNone), errors.As(err, &other):
		return false, err
	case err != nil && ctx.Err() != nil:
		return false, ctx.Err()
	case err != nil:
		return false, f.Errorf("%w", err)
	case len(p.asked) > 0:
		return true, p.need(f.Name)
	}
	return true, p.emit(out)
}

// newPlanOf looks through a table and settles how to read it.
func newPlanOf(ctx context.Context, g *sheet.Grid, m *mapping.Mapping) (*plan, error) {
	s, err := look(ctx, g, m)
	if errors.Is(err, ErrNone) {
		return headerless(ctx, g, m)
	}
	if err != nil {
		return nil, err
	}
	if s.misfit != nil {
		return s.unheaded(ctx, m)
	}
	p, err := newPlan(s, m)
	if err == nil && len(p.m.Columns) == 0 && p.none() && len(p.measures) == 0 && !p.mayHoldValues() {
		return headerless(ctx, g, m)
	}
	if err != nil {
		return nil, err
	}
	return p, p.differ(ctx)
}

// mayHoldValues reports whether a table without a column of regions and of
// values is one all the same: it has times, and numbers among the words of a
// column ("1-4" for a few).
func (p *plan) mayHoldValues() bool {
	return p.period >= 0 && slices.ContainsFunc(p.survey.columns, func(c *column) bool { return c.index != p.period && c.numbers > c.texts })
}

// emitter emits the rows of a table.
type emitter struct {
	*plan
	out   *record.Sink
	rec   *record.Record     // the sink's
	above map[int]sheet.Cell // what columns that repeat had last
	tall  tallMerges
	early int // rows that end early
	first int // number of the first of them

	ofAll     categoryOrigin    // of the category of all regions
	reference bool              // regions are kuvio's own references
	names     map[string]string // of codes in one cell with their name, in a category of one's own

	unsure    bool // the row's period is one of provisional figures
	footnotes footnotes
	shown     map[int]bool // whether figures that are shown divided are taken so, by column
}

// emit reads the table again, now knowing how.
func (p *plan) emit(out *record.Sink) error {
	e := &emitter{plan: p, out: out, rec: &out.Record, above: map[int]sheet.Cell{}, tall: p.tallMerges(), names: map[string]string{}, reference: p.references()}
	if e.ofAll = saidOfAll; e.wholeCategory != "" && !mapping.Listed(e.wholeCategory) {
		e.ofAll = ownWord
	}
	_, err := p.survey.grid.Each(func(rows sheet.Rows, row *sheet.Row) error {
		switch {
		case !p.survey.holds(row.Number):
			return nil
		case p.survey.fits(row) || e.endsEarly(row):
			return e.row(rows, row)
		case isRemarkRow(row.Cells[:row.Filled()]):
			out.Footer = content.Title(firstText(row))
			return nil
		}
		return out.Reject(p.wrongWidth(rows.Place(row, 0), len(row.Cells)))
	}, func(j record.Reject) error {
		if !p.survey.holds(j.Place.Line) {
			return nil
		}
		return out.Reject(j)
	})
	if err != nil {
		return err
	}
	e.remark()
	e.remarkFootnotes()
	e.remarkScales()
	return p.rejectUnread(out)
}

// wrongWidth is the reject of a row of text with other columns than the rest.
func (p *plan) wrongWidth(at record.Place, found int) record.Reject {
	expected := len(p.survey.columns)
	if found < expected {
		expected = p.survey.least()
	}
	j := record.WrongCount(at, found, expected)
	if found > expected {
		j.Hint = "look for a delimiter too many, or a field without its quotes"
	}
	return j
}

// row emits a row's figures, or tells why it has none.
func (e *emitter) row(rows sheet.Rows, row *sheet.Row) error {
	e.fill(rows, row)
	if e.isNote(row) {
		e.out.Footer = content.Title(firstText(row))
		return nil
	}
	if skip, at, j := e.identify(row); skip {
		e.out.Skip(rows.Place(row, 0), content.Excerpt(j.Found))
		return nil
	} else if j.Expected != "" {
		j.Place = rows.Place(row, max(at, 0))
		return e.out.Reject(j)
	}
	word := ""
	if e.indicator >= 0 {
		word = row.At(e.indicator).String()
	}
	ofRow := *e.rec
	for i := range e.measures {
		*e.rec = ofRow
		if err := e.figure(rows, row, &e.measures[i], word); err != nil {
			return err
		}
	}
	return nil
}

// fill repeats in columns that the mapping, or a merged range, says to.
func (e *emitter) fill(rows sheet.Rows, row *sheet.Row) {
	for i, m := range e.mapped {
		if m == nil || !m.Fill {
			continue
		}
		for len(row.Cells) <= i {
			row.Cells = append(row.Cells, sheet.Cell{})
		}
		if row.Cells[i].Type == sheet.Empty {
			row.Cells[i] = e.above[i]
		} else {
			e.above[i] = row.Cells[i]
		}
	}
	e.tall.fill(row)
}

// figure emits one figure of a row; word is what the row says is measured.
func (e *emitter) figure(rows sheet.Rows, row *sheet.Row, m *measure, word string) error {
	rec := e.rec
	if rec.Indicator = m.indicator; rec.Indicator == "" {
		id, ok := e.indicatorOf(word)
		if !ok {
			return e.out.Reject(record.Reject{Place: rows.Place(row, e.indicator), Column: e.survey.columns[e.indicator].label, Found: word,
				Expected: "an indicator that the mapping knows", Hint: "add it to indicators:"})
		}
		rec.Indicator = id
	}
	if rec.Indicator == mapping.Skip {
		return nil
	}
	if !m.period.IsZero() {
		rec.Period = m.period
	}
	if m.gender != "" {
		rec.Gender = m.gender
	}
	if m.region != (record.RegionKey{}) {
		rec.Region = m.region
	}
	rec.Breakdown = mapping.JoinBreakdowns(rec.Breakdown, m.breakdown)
	cell, at, j := e.cell(row, m)
	rec.Place = rows.Place(row, at)
	if j != nil {
		j.Place = rec.Place
		return e.out.Reject(*j)
	}
	rec.Cell = cell
	if word == "" {
		word = m.word
	}
	e.describe(e.out, rec.Indicator, word)
	return e.out.Emit()
}

// identify reads what a row is of into the sink's record: region, period,
// gender and breakdown. A row to be passed over gives skip, with what it says
// in Found; one that cannot be read gives the column and a reject.
func (e *emitter) identify(row *sheet.Row) (skip bool, at int, j record.Reject) {
	*e.rec = record.Record{Gender: domain.Total, Period: e.wholePeriod, Breakdown: e.m.Breakdown}
	if e.m.Gender != "" {
		e.rec.Gender = e.m.Gender
	}
	if skip, at, j = e.regionOf(row); skip || j.Expected != "" {
		return skip, at, j
	}
	if e.period >= 0 {
		c := e.survey.columns[e.period].asPeriod(row.At(e.period))
		period, ok := periodAs(c, e.periodsAs)
		if !ok {
			return false, e.period, e.badCell(e.period, c, record.ExpectPeriod)
		}
		e.rec.Period, e.unsure = period.Period, period.Provisional
		if !e.unsure {
			e.footnotes.at(e.survey.grid, row.Number, e.period, c)
		}
	}
	if e.gender >= 0 {
		c := row.At(e.gender)
		gender, ok := e.genderOf[content.Squeeze(c.String())]
		if c.Type == sheet.Empty && e.emptyIsTotal(e.gender) {
			gender, ok = domain.Total, true
		}
		switch {
		case !ok:
			j := e.badCell(e.gender, c, record.ExpectGender)
			j.Hint = record.HintGender
			return false, e.gender, j
		case gender == mapping.SkipGender:
			return true, e.gender, record.Reject{Found: c.String()}
		}
		e.rec.Gender = gender
	}
	return e.breakdown(row)
}

// emptyIsTotal reports whether the mapping says that an empty cell of a column
// is of all together.
func (p *plan) emptyIsTotal(column int) bool {
	m := p.mapped[column]
	return m != nil && m.Empty == mapping.EmptyIsTotal
}

func (e *emitter) breakdown(row *sheet.Row) (skip bool, at int, j record.Reject) {
	for _, b := range e.breakdowns {
		c := row.At(b.column)
		if c.Type == sheet.Empty && e.emptyIsTotal(b.column) {
			continue
		}
		if c.Type == sheet.Empty {
			j := e.badCell(b.column, c, "a value of the breakdown")
			j.Hint = "where an empty cell is of all together, a mapping says empty: total; where it repeats the one above, fill: true"
			return false, b.column, j
		}
		v := mapping.Word{Label: sheet.StripMarks(c.String())}
		part := v.Breakdown(b.key)
		if part == "" && !v.IsTotal() {
			return false, b.column, e.badCell(b.column, c, "a value of the breakdown with letters or digits")
		}
		e.rec.Breakdown = mapping.JoinBreakdowns(e.rec.Breakdown, part)
	}
	return false, -1, record.Reject{}
}

func (e *emitter) badCell(column int, c sheet.Cell, expected string) record.Reject {
	return record.Reject{Column: e.survey.columns[column].label, Found: c.String(), Expected: expected}
}

// regionOf reads the cells that tell a row's region.
func (e *emitter) regionOf(row *sheet.Row) (skip bool, at int, j record.Reject) {
	key := &e.rec.Region
	if e.none() {
		*key, _ = e.regionOfAll()
		return false, -1, record.Reject{}
	}
	category, of := e.categoryOf(row)
	first := -1
	for _, column := range []int{e.id, e.region, e.name, e.code} {
		if column < 0 || row.At(column).Type == sheet.Empty {
			continue
		}
		e.footnotes.at(e.survey.grid, row.Number, column, row.At(column))
		if first < 0 {
			first = column
		}
		text := content.Squeeze(row.At(column).String())
		if ref, ok := e.m.RegionSaid(text); ok {
			if ref == mapping.Skip {
				return true, column, record.Reject{Found: text}
			}
			*key, _ = mapping.RegionOf(ref)
			return false, -1, record.Reject{}
		}
		if !visible.Is(text) {
			return false, column, e.badCell(column, row.At(column), "a region's name or code")
		}
		switch column {
		case e.id:
			id, ok := sotkanetID(text)
			if !ok {
				return false, column, e.badCell(column, row.At(column), "SOTKAnet's number of a region such as 85")
			}
			key.SotkanetID = id
		default:
			if mapping.IsTotalWord(sheet.StripMarks(text)) {
				return true, column, record.Reject{Found: text}
			}
			part := e.part(column, text, of)
			if of == ownWord {
				if j = e.ownDoubt(row, column, text, part); j.Expected != "" {
					return false, column, j
				}
			}
			key.Join(part, column == e.name)
		}
	}
	if first < 0 {
		at = max(e.region, e.name, e.code, e.id)
		j = e.badCell(at, sheet.Cell{}, "a region's name or code")
		j.Hint = "where an empty cell repeats the one above, a mapping says fill: true"
		return false, at, j
	}
	if key.Category == "" || of == saidOfRow {
		key.Category = category
	}
	return false, -1, record.Reject{}
}

// sotkanetID reads a region's number.
func sotkanetID(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0
}

// IsFooter recognises the table's closing line.
func IsFooter(s string) bool {
	return strings.HasPrefix(s, "©") || strings.HasPrefix(s, "(c)") || strings.HasPrefix(s, "(C)")
}

// cell reads a figure's value and count, and tells the column it stands in,
// or the one that cannot be read and why.
func (e *emitter) cell(row *sheet.Row, m *measure) (domain.Cell, int, *record.Reject) {
	figures, status := [2]float64{math.NaN(), math.NaN()}, domain.Missing
	provisional := m.provisional || e.provisional || e.unsure
	for i, of := range m.columns() {
		if of.column < 0 {
			continue
		}
		c := row.At(of.column)
		if c.Thousands > 0 {
			c = e.asScaled(c, of.column)
		}
		o, ok := e.survey.marks.Observe(c, of.style)
		if !ok {
			return domain.Cell{}, of.column, e.badFigure(of.column, c)
		}
		if o.Mark != "" && !o.Provisional {
			e.footnotes.met(placeOf(e.survey.grid, row.Number, of.column), c.Text)
		}
		figures[i] = o.Value
		provisional = provisional || o.Provisional
		if o.Status == domain.Suppressed {
			status = o.Status
		}
	}
	value, count := figures[0], figures[1]
	if !record.IsCount(count, value) {
		return domain.Cell{}, m.count, &record.Reject{Column: e.survey.columns[m.count].label, Found: row.At(m.count).String(), Expected: record.ExpectCount}
	}
	if e.status >= 0 {
		if e.survey.marks.Withholds(row.At(e.status).String()) {
			status = domain.Suppressed
		}
		provisional = provisional || mapping.IsFlag(row.At(e.status).String())
	}
	if math.IsNaN(value) && math.IsNaN(count) {
		return domain.EmptyCell(status), m.at(), nil
	}
	cell := domain.NewCell(value, count)
	cell.Provisional = provisional
	return cell, m.at(), nil
}

func (e *emitter) badFigure(column int, c sheet.Cell) *record.Reject {
	j := &record.Reject{Column: e.survey.columns[column].label, Found: c.String(), Expected: "a number"}
	n, _, ok := mapping.ReadNumeral(c.Text)
	switch {
	case ok && c.Type == sheet.Textual:
		j.Expected = fmt.Sprintf("a number whose %q is clear", string(n.Mark))
		j.Hint = fmt.Sprintf("say in a mapping what divides the column: decimal: %q or thousands: %q", string(n.Mark), string(n.Mark))
	case c.Type == sheet.Textual:
		j.Hint = "a mark for missing or suppressed values is named in a mapping (missing:, suppressed:)"
	}
	return j
}

// isNote reports whether a row is no data but a remark under it, or something
// that stands beside the table.
func (e *emitter) isNote(row *sheet.Row) bool {
	said := 0
	for i, role := range e.roles {
		if row.At(i).Type == sheet.Empty || role == mapping.RoleIgnore || role == "" || role == mapping.RoleStatus {
			continue
		}
		if role == mapping.RoleValue || role == mapping.RoleCount {
			return false
		}
		said++
	}
	if said == 0 {
		return true
	}
	text := firstText(row)
	return said == 1 && (IsFooter(text) || isRemark(text))
}

// isRemark recognises the notes people write under a table.
func isRemark(text string) bool {
	return beginsRemark(text) || len(text) > content.ExcerptLength || len(strings.Fields(text)) > 6
}

// beginsRemark reports whether a text begins as a note under a table does.
func beginsRemark(text string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc([]string{"lähde", "källa", "source", "huom", "obs", "note", "päivitetty", "uppdaterad", "updated", "*", "¹", "²", "1)", "2)", "3)"},
		func(word string) bool { return strings.HasPrefix(lower, word) })
}

func firstText(row *sheet.Row) string {
	i := slices.IndexFunc(row.Cells, func(c sheet.Cell) bool { return c.Type != sheet.Empty })
	if i < 0 {
		return ""
	}
	return row.Cells[i].String()
}

// remark tells which columns are left out, and what of the sheet or text was
// left alone. Columns are no rows passed over, so they are not counted.
func (e *emitter) remark() {
	s, out := e.survey, e.out
	at := s.first
	if n := len(s.start.header); n > 0 {
		at = s.head[s.start.header[n-1]].Number
	}
	for _, what := range e.left {
		out.Remark(s.grid.At(at), what)
	}
	for _, what := range e.doubts {
		out.Doubt(s.grid.At(at), what)
	}
	if s.shift > 0 {
		out.Remark(s.grid.At(at), s.rowNames(e.roles[0]))
	}
	if e.early > 0 {
		out.Remark(s.grid.At(e.first), fmt.Sprintf("%s before the header's last column: the rest is taken for empty cells, from here on", map[bool]string{true: "1 row ends", false: fmt.Sprint(e.early, " rows end")}[e.early == 1]))
	}
	if s.second > 0 {
		out.Skip(s.grid.At(s.second), fmt.Sprintf("another table begins here, %s left out: read it with a mapping of its own (header: [%d])",
			content.Plural(s.dropped, "row"), s.second))
	}
}
