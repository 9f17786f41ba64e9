// Package own reads kuvio's own table of observations, as 'kuvio values' and 'kuvio
// export' write it to CSV and XLSX, however a spreadsheet program has saved it since.
// What kuvio computed is not read: a row whose note says so is rejected, for it would
// be an observation that no source made.
package own

import (
	"context"
	"io"
	"math"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/visible"
)

// Table is a table of kuvio's, in a text or on a sheet.
type Table struct {
	file    content.File
	grid    *sheet.Grid
	mapping *mapping.Mapping // of its figures; nil for none
	header  header
	why     error // it cannot be read
}

// Find tells by its first row whether a text or a sheet is such a table; nil where it
// is not.
func Find(f content.File, g *sheet.Grid, m *mapping.Mapping) *Table {
	rows, err := g.Open()
	if err != nil {
		return nil // who reads the grid comes upon it
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	row, err := rows.Next()
	if err != nil {
		return nil
	}
	h, ok, why := headerOf(namesIn(row))
	if !ok {
		return nil
	}
	return &Table{f, g, m, h, why}
}

// Read reads every row.
func (t *Table) Read(_ context.Context, out *record.Sink) error {
	if t.why != nil {
		if t.grid.Sheet != "" {
			return t.file.Errorf("sheet %s: %w", t.grid.Sheet, t.why)
		}
		return t.file.Errorf("%w", t.why)
	}
	p := parser{Table: t, out: out, figures: t.figures()}
	headed := false
	_, err := t.grid.Each(func(rows sheet.Rows, row *sheet.Row) error {
		if !headed {
			headed = true
			return nil
		}
		return p.row(rows, row)
	}, out.Reject)
	return err
}

// figures reads the figures. Where commas divide the columns of a text, a point
// divides decimals: kuvio writes it so, and spreadsheet programs where they write
// commas between columns.
func (t *Table) figures() *mapping.Figures {
	m := t.mapping
	if t.grid.Delimiter == ',' && (m == nil || m.Decimal+m.Thousands == "") {
		pointed := mapping.Mapping{}
		if m != nil {
			pointed = *m
		}
		pointed.Decimal = "."
		m = &pointed
	}
	return mapping.FiguresOf(m, func(e *sheet.Evidence) error {
		_, err := t.grid.Each(func(_ sheet.Rows, row *sheet.Row) error {
			mapping.See(e, row.At(t.header.at[value]))
			mapping.See(e, row.At(t.header.at[count]))
			return nil
		}, func(record.Reject) error { return nil })
		return err
	})
}

// parser parses rows into the sink's record.
type parser struct {
	*Table
	out     *record.Sink
	figures *mapping.Figures
	madeUp  bool // the row is of example data
	counted bool // its value is its count, which alone was published
	told    map[domain.IndicatorID]bool

	ref, name string // of the region read last
	key       record.RegionKey
}

// cell is the cell of a column; an empty one where the table does without it.
func (p *parser) cell(row *sheet.Row, c column) sheet.Cell {
	if p.header.at[c] < 0 {
		return sheet.Cell{}
	}
	return row.At(p.header.at[c])
}

// text is a cell as kuvio had it before it kept it from being run as a formula.
func (p *parser) text(row *sheet.Row, c column) string {
	s := p.cell(row, c).String()
	if rest, found := strings.CutPrefix(s, "'"); found && rest != "" && strings.IndexByte("=+-@", rest[0]) >= 0 {
		return rest
	}
	return s
}

// row emits or rejects a row.
func (p *parser) row(rows sheet.Rows, row *sheet.Row) error {
	if row.Delimited && len(row.Cells) != p.header.width {
		return p.out.Reject(record.WrongCount(rows.Place(row, 0), len(row.Cells), p.header.width))
	}
	p.madeUp, p.counted = false, false
	p.out.Record = record.Record{Place: rows.Place(row, max(p.header.at[value], 0))}
	for _, read := range []func(*sheet.Row) *fault{p.notes, p.kind, p.time, p.figure} {
		if f := read(row); f != nil {
			f.Place, f.Column, f.Found = rows.Place(row, p.header.at[f.at]), columns[f.at].name, p.cell(row, f.at).String()
			return p.out.Reject(f.Reject)
		}
	}
	p.describe(row)
	return p.out.Emit()
}

// describe notes what the row says of its indicator, once each.
func (p *parser) describe(row *sheet.Row) {
	id := p.out.Record.Indicator
	if p.madeUp {
		p.out.SayMadeUp(id)
	}
	if p.told == nil {
		p.told = map[domain.IndicatorID]bool{}
	}
	if p.told[id] {
		return
	}
	p.told[id] = true
	said := domain.Indicator{ID: id, Unit: domain.UnitNamed(p.text(row, unit))}
	lang := p.header.lang
	if lang == "" {
		lang = domain.Finnish
	}
	said.Title.Set(lang, content.Title(p.text(row, title)))
	p.out.Retell(said)
}

// fault is why a row is rejected, and the column that says it.
type fault struct {
	at column
	record.Reject
}

func expected(at column, what, hint string) *fault {
	return &fault{at, record.Reject{Expected: what, Hint: hint}}
}

// observed are the notes that an observation may have as its source has it. Every
// other says that it was computed, or how.
var observed = map[domain.NoteCode]bool{
	domain.NoteMadeUp: true, domain.NoteProvisional: true, domain.NoteSuppressed: true, domain.NoteTakenSuppressed: true,
	domain.NoteCountsOnly: true, domain.NoteCountForValue: true, domain.NoteZeroDenominator: true, domain.NoteAboveWhole: true, domain.NoteDenominatorDisagrees: true, domain.NoteAsOf: true,
}

// notes reads what must be said of the row.
func (p *parser) notes(row *sheet.Row) *fault {
	for part := range strings.SplitSeq(p.text(row, note), ";") {
		word, _, _ := strings.Cut(strings.TrimSpace(part), ":")
		switch code := domain.NoteCode(word); {
		case word == "":
		case code == domain.NoteFromCounts:
			return expected(note, "the value that the source published, and this was computed from its count", "write the table with --published, or by 'kuvio export'")
		case !observed[code]:
			return expected(note, "an observation as its source has it, and this was computed", "leave the row out: kuvio computes it again from what it was made of")
		case code == domain.NoteMadeUp:
			p.madeUp = true
		case code == domain.NoteCountForValue:
			p.counted = true
		case code == domain.NoteProvisional:
			p.out.Record.Cell.Provisional = true
		case code == domain.NoteTakenSuppressed:
			p.out.Record.Cell.Status = domain.Missing // to the source; that it is withheld is what the workspace says
		}
	}
	return nil
}

// kind reads what a row is of but for the time.
func (p *parser) kind(row *sheet.Row) *fault {
	rec := &p.out.Record
	called := p.text(row, indicator)
	if p.header.lang != "" { // people see its title behind it
		called, _, _ = strings.Cut(called, " ")
	}
	id, err := domain.ParseIndicatorID(called)
	if err != nil || !visible.Is(string(id)) {
		return expected(indicator, "an indicator such as 191, kolada:N31001 or oma:NAME", "a splice is computed: export its parts")
	}
	rec.Indicator = id
	key, ok := p.area(row)
	if !ok {
		return expected(region, "an area such as kunta:179 or maa", "a group, a sum or the rest of the country is computed: leave it out")
	}
	rec.Region = key
	if rec.Gender, _, ok = mapping.GenderWord(p.text(row, gender)); !ok {
		return expected(gender, "total, male or female", "")
	}
	rec.Breakdown = p.text(row, breakdown)
	for part := range strings.SplitSeq(rec.Breakdown, ",") {
		key, of, ok := strings.Cut(part, "=")
		if rec.Breakdown != "" && (!ok || key == "" || of == "") || !visible.Is(rec.Breakdown) {
			return expected(breakdown, "nothing, or a breakdown such as age=0-6", "")
		}
	}
	return nil
}

// area is the region of a row, mostly that of the row before.
func (p *parser) area(row *sheet.Row) (record.RegionKey, bool) {
	ref, name := p.text(row, region), p.text(row, regionName)
	if p.key.Sure && ref == p.ref && name == p.name {
		return p.key, true
	}
	key, ok := mapping.RegionOf(ref)
	if name != ref { // as kuvio calls one that nobody named
		key.Name = content.Title(name)
	}
	if key.Sure = true; ok {
		p.ref, p.name, p.key = ref, name, key
	}
	return key, ok
}

func (p *parser) time(row *sheet.Row) *fault {
	c := p.cell(row, period)
	t, err := domain.ParsePeriod(c.String())
	switch {
	case c.Date:
		return expected(period, record.ExpectPeriod, "a spreadsheet program has made a day of it: format the column as text before it is opened")
	case err != nil:
		return expected(period, record.ExpectPeriod, "")
	}
	p.out.Record.Period = t
	return nil
}

// shown finds figures that kuvio does not write and spreadsheet programs do, of those
// they show: 1.23457E+11 of more digits, and 170 % of what is 1.7 and was formatted so.
var shown = late.Regexp(`[eE]\+|%`)

// figure reads value, count and status, which must agree.
func (p *parser) figure(row *sheet.Row) *fault {
	rec := &p.out.Record
	said := rec.Cell // by the notes
	var figures [2]float64
	for i, c := range []column{value, count} {
		cell := p.cell(row, c)
		o, ok := p.figures.Observe(cell)
		if !ok || o.Status != domain.OK && cell.Type != sheet.Empty {
			return expected(c, "a number, or nothing", mapping.FigureHint(cell))
		}
		if text := cell.String(); cell.Type != sheet.Numeric && shown().MatchString(text) {
			return expected(c, "a number as kuvio writes it", "a spreadsheet program has stored what it showed, rounded or as a share: save the table with all digits")
		}
		figures[i] = o.Value
	}
	if p.counted {
		if figures[0] != figures[1] {
			return expected(value, "the count again, as the note says", "")
		}
		figures[0] = math.NaN()
	}
	rec.Cell = domain.NewCell(figures[0], figures[1])
	if !record.IsCount(rec.Cell.Count, rec.Cell.Value) {
		return expected(count, record.ExpectCount, "")
	}
	word, has := p.text(row, status), rec.Cell.Status == domain.OK
	switch {
	case word == domain.OK.String() && has:
		rec.Cell.Provisional = said.Provisional
	case word == domain.Missing.String() && !has:
	case word == domain.Suppressed.String() && !has:
		if said.Status != domain.Missing {
			rec.Cell.Status = domain.Suppressed
		}
	case has:
		return expected(status, "ok beside a value or a count", "")
	default:
		return expected(status, "missing or suppressed, where there is no value and no count", "")
	}
	return nil
}
