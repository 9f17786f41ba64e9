// Package sotkanet reads SOTKAnet's own layouts: the REST interface's CSV and
// JSON, its descriptions of indicators and regions, and the web service's
// tables.
package sotkanet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/table"
	"kuvio/internal/visible"
)

// CSV reads the REST service's CSV. It is the hot path, tens of millions
// of rows: fields are slices of the read buffer, and a text becomes a string
// the first time it is seen.
type CSV struct {
	File    content.File
	Mapping *mapping.Mapping // of its figures; nil for none
}

// Read reads every row.
func (c CSV) Read(_ context.Context, out *record.Sink) error {
	lines := content.NewLines(c.File, 0)
	header, err := headerLine(lines)
	if err != nil {
		return c.File.Errorf("%w", err)
	}
	columns, err := parseHeader(header)
	if err != nil {
		return fmt.Errorf("%s:%d: %w", c.File.Name, lines.Line, err)
	}
	p := newParser(out)
	p.columns, p.marks = columns, c.Mapping.Marks()
	if c.Mapping != nil && c.Mapping.Decimal+c.Mapping.Thousands != "" {
		p.style = c.Mapping.Style()
	}
	p.rec.Cell = domain.EmptyCell(domain.Missing) // stands where the file has no column of counts
	for {
		line, err := lines.Next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, content.ErrLongLine):
			err = out.Reject(record.LongLine(lines.Line))
		case err != nil:
			return c.File.Errorf("%w", err)
		default:
			err = p.row(line, lines.Line)
		}
		if err != nil {
			return err
		}
	}
}

func headerLine(lines *content.Lines) (string, error) {
	for {
		line, err := lines.Next()
		if err != nil {
			return "", err
		}
		if lines.Line == 1 {
			line = bytes.TrimPrefix(line, []byte(content.BOM))
		}
		if len(line) > 0 {
			return string(line), nil
		}
	}
}

// parser parses rows into the sink's record.
type parser struct {
	out        *record.Sink
	rec        *record.Record // the sink's
	columns    columns
	ends       [fieldMask + 1]int                // where each field of the row ends
	sotkanet   [maxInternedID]domain.IndicatorID // by number
	indicators map[string]domain.IndicatorID     // the others
	breakdowns map[string]string
	years      [maxInternedYear]domain.Period

	marks      mapping.Marks
	style      sheet.Style // of figures, where a mapping says it; zero for the service's own
	suppressed bool        // a figure of the row is
}

func newParser(out *record.Sink) *parser {
	return &parser{out: out, rec: &out.Record, marks: mapping.UsualMarks, indicators: map[string]domain.IndicatorID{}, breakdowns: map[string]string{}}
}

const (
	maxInternedYear = 2300  // no period is later
	maxInternedID   = 10000 // SOTKAnet's ids are under 6,000
)

// row parses one line and emits or rejects it.
func (p *parser) row(line []byte, number int) error {
	p.rec.Place.Line = number
	p.suppressed = false
	if p.style == (sheet.Style{}) && p.quick(line) {
		return p.emitCell(record.Place{Line: number})
	}
	n := p.split(line)
	if n != p.columns.count {
		if n == 1 && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		return p.out.Reject(record.WrongCount(record.Place{Line: number}, n, p.columns.count))
	}
	for i, start := 0, 0; i < n; i++ {
		end := p.ends[i]
		if expected := p.set(p.columns.at[i], line[start:end]); expected != "" {
			return p.out.Reject(record.Reject{Place: record.Place{Line: number}, Column: columnNames[p.columns.at[i]], Found: string(line[start:end]), Expected: expected})
		}
		start = end + 1
	}
	return p.emitCell(record.Place{Line: number})
}

// emitCell emits the record, or rejects it where its count cannot be one.
func (p *parser) emitCell(at record.Place) error {
	cell := domain.NewCell(p.rec.Cell.Value, p.rec.Cell.Count)
	if p.suppressed && cell.Status == domain.Missing {
		cell.Status = domain.Suppressed
	}
	if !record.IsCount(cell.Count, cell.Value) {
		return p.out.Reject(record.Reject{Place: at, Column: columnNames[columnCount], Found: strconv.FormatFloat(cell.Count, 'f', -1, 64), Expected: record.ExpectCount})
	}
	p.rec.Cell = cell
	return p.out.Emit()
}

// split finds the fields of a line and returns how many there are; those
// beyond the ones a header can have are counted and not kept.
func (p *parser) split(line []byte) int {
	n := 0
	for i, c := range line {
		if c == ';' {
			p.ends[n&fieldMask] = i
			n++
		}
	}
	p.ends[n&fieldMask] = len(line)
	return n + 1
}

// fieldMask keeps an index of parser.ends within it, whatever the line.
const fieldMask = 7

// column is a column of the REST service's CSV.
type column uint8

const (
	columnIndicator column = iota
	columnRegion
	columnYear
	columnGender
	columnValue
	columnCount
	columnBreakdown
)

// columnNames are the columns' names in a header. A file may do without
// the last two: it then has no counts, or no breakdown.
var columnNames = [...]string{"indicator", "region", "year", "gender", "primary value", "absolute value", "breakdown"}

// columns is a file's own order of the columns.
type columns struct {
	count int
	at    [len(columnNames)]column // which column stands at a position
	of    [len(columnNames)]int    // at which position a column stands; -1 for not at all
}

func headerNames(header string) []string {
	names := strings.Split(header, ";")
	for i, name := range names {
		names[i] = strings.ToLower(strings.Trim(name, "\" \t"))
	}
	return names
}

// IsHeader reports whether a line was meant as the header of this layout:
// it names the indicator and at least two more of the columns.
func IsHeader(line []byte) bool {
	known := map[string]bool{}
	for _, name := range headerNames(string(line)) {
		for _, column := range columnNames {
			if name == column {
				known[name] = true
			}
		}
	}
	return len(known) >= 3 && known[columnNames[columnIndicator]]
}

// parseHeader reads the header. A column that is not known is an error
// and not passed over: it might divide the observations further.
func parseHeader(header string) (columns, error) {
	var c columns
	for i := range c.of {
		c.of[i] = -1
	}
	names := headerNames(header)
	for i, name := range names {
		column := column(0)
		for int(column) < len(columnNames) && columnNames[column] != name {
			column++
		}
		switch {
		case int(column) == len(columnNames):
			return c, fmt.Errorf("column %d is %q, expected only columns that are known (%s): rename or remove it",
				i+1, content.Excerpt(name), strings.Join(columnNames[:], ", "))
		case c.of[column] >= 0:
			return c, fmt.Errorf("columns %d and %d are both %q, expected it once", c.of[column]+1, i+1, name)
		}
		c.at[i], c.of[column] = column, i
	}
	c.count = len(names)
	for column := columnIndicator; column <= columnValue; column++ {
		if c.of[column] < 0 {
			return c, fmt.Errorf("no column %q: found %s, expected %s", columnNames[column],
				strings.Join(names, ", "), strings.Join(columnNames[:columnBreakdown], ", "))
		}
	}
	return c, nil
}

// set reads one field into the record and returns what was expected where it
// cannot be read. Spaces and quotes around a field are looked for only where
// it cannot be read with them: the service writes none.
func (p *parser) set(column column, field []byte) (expected string) {
	if expected = p.setBare(column, field); expected != "" {
		if bare := unwrap(field); len(bare) < len(field) {
			return p.setBare(column, bare)
		}
	}
	return expected
}

func (p *parser) setBare(column column, field []byte) (expected string) {
	switch column {
	case columnIndicator:
		return p.setIndicator(field)
	case columnRegion:
		return p.setRegion(field)
	case columnYear:
		return p.setYear(field)
	case columnGender:
		return p.setGender(field)
	case columnValue:
		return p.setNumber(&p.rec.Cell.Value, field)
	case columnCount:
		return p.setNumber(&p.rec.Cell.Count, field)
	}
	return p.setBreakdown(unwrap(field))
}

// unwrap takes spaces and a pair of quotes off a field.
func unwrap(field []byte) []byte {
	field = bytes.TrimSpace(field)
	if n := len(field); n >= 2 && field[0] == '"' && field[n-1] == '"' {
		field = field[1 : n-1]
	}
	return field
}

func (p *parser) setIndicator(field []byte) string {
	n, whole := parseWhole(field) // as SOTKAnet's ids are, and most are SOTKAnet's
	whole = whole && n < len(p.sotkanet) && field[0] != '0'
	if whole && p.sotkanet[n] != "" {
		p.rec.Indicator = p.sotkanet[n]
		return ""
	}
	if id, ok := p.indicators[string(field)]; ok {
		p.rec.Indicator = id
		return ""
	}
	id, err := domain.ParseIndicatorID(string(field))
	if err != nil || !visible.Is(string(id)) {
		return "an indicator such as 191, kolada:N31001 or oma:NAME"
	}
	if whole {
		p.sotkanet[n] = id
	} else {
		p.indicators[string(id)] = id
	}
	p.rec.Indicator = id
	return ""
}

func (p *parser) setRegion(field []byte) string {
	id, ok := parseWhole(field)
	if !ok || id == 0 {
		return "a region's SOTKAnet id, a whole number such as 658"
	}
	p.rec.Region.SotkanetID = id
	return ""
}

func (p *parser) setYear(field []byte) string {
	year, ok := parseWhole(field)
	if !ok || len(field) != 4 || year >= len(p.years) {
		return record.ExpectYear
	}
	if p.years[year].IsZero() {
		period, err := domain.ParsePeriod(string(field))
		if err != nil {
			return record.ExpectYear
		}
		p.years[year] = period
	}
	p.rec.Period = p.years[year]
	return ""
}

func (p *parser) setGender(field []byte) string {
	switch string(field) {
	case "total":
		p.rec.Gender = domain.Total
	case "male":
		p.rec.Gender = domain.Male
	case "female":
		p.rec.Gender = domain.Female
	default:
		return "total, male or female"
	}
	return ""
}

func (p *parser) setBreakdown(field []byte) string {
	if string(field) == p.rec.Breakdown {
		return ""
	}
	text, ok := p.breakdowns[string(field)]
	if !ok {
		text = string(field)
		key, value, found := strings.Cut(text, "=")
		if text != "" && (!found || key == "" || value == "" || !visible.Is(text)) {
			return "nothing, or a breakdown such as age=0-6"
		}
		p.breakdowns[text] = text
	}
	p.rec.Breakdown = text
	return ""
}

// setNumber reads a value or a count, or a mark in its place; an empty field is
// none. The service writes a decimal point: another way, a mapping says.
func (p *parser) setNumber(to *float64, field []byte) string {
	if len(field) == 0 {
		*to = math.NaN()
		return ""
	}
	if p.style != (sheet.Style{}) {
		return p.setWritten(to, field)
	}
	v, ok := sheet.ParsePoint(field)
	if !ok {
		cell, marked := p.marks.Mark(string(field))
		if !marked {
			return record.ExpectPoint
		}
		v = cell.Value
		p.suppressed = p.suppressed || cell.Status == domain.Suppressed
	}
	*to = v
	return ""
}

// setWritten reads a figure that is written as the mapping says.
func (p *parser) setWritten(to *float64, field []byte) string {
	o, ok := p.marks.Observe(sheet.TextCell(string(field)), p.style)
	if !ok {
		return "a number with the decimals and thousands that the mapping says"
	}
	*to = o.Value
	p.suppressed = p.suppressed || o.Status == domain.Suppressed
	return ""
}

// parseWhole reads a whole number of one to nine digits.
func parseWhole(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// quick reads a row as the service writes it, in one pass over its bytes: no
// spaces or quotes, SOTKAnet's indicators, years and breakdowns met before. It
// reports whether the row was one; any other is for split and set, which
// decide what is a reject. Both fill the record alike.
func (p *parser) quick(line []byte) bool {
	i := 0
	for column := range p.columns.count {
		if column > 0 {
			if i == len(line) || line[i] != ';' {
				return false
			}
			i++
		}
		end := -1
		switch p.columns.at[column] {
		case columnIndicator:
			end = p.quickIndicator(line, i)
		case columnRegion:
			p.rec.Region.SotkanetID, end = digits(line, i)
			if p.rec.Region.SotkanetID == 0 {
				return false
			}
		case columnYear:
			end = p.quickYear(line, i)
		case columnGender:
			end = p.quickGender(line, i)
		case columnValue:
			p.rec.Cell.Value, end = sheet.ParsePointBefore(line, i)
		case columnCount:
			p.rec.Cell.Count, end = sheet.ParsePointBefore(line, i)
		case columnBreakdown:
			if i == len(line) || line[i] == ';' { // the most have none
				p.rec.Breakdown, end = "", i
			}
		}
		if end < 0 {
			return false
		}
		i = end
	}
	return i == len(line)
}

// digits reads one to nine digits from i on and returns their number and
// where they end; -1 where there are none or more.
func digits(b []byte, i int) (n, end int) {
	start := i
	for i < len(b) && b[i]-'0' <= 9 {
		n = n*10 + int(b[i]-'0')
		i++
	}
	if i == start || i > start+9 {
		return 0, -1
	}
	return n, i
}

func (p *parser) quickIndicator(line []byte, i int) int {
	n, end := digits(line, i)
	if end < 0 || line[i] == '0' || n >= len(p.sotkanet) || p.sotkanet[n] == "" {
		return -1
	}
	p.rec.Indicator = p.sotkanet[n]
	return end
}

func (p *parser) quickYear(line []byte, i int) int {
	n, end := digits(line, i)
	if end != i+4 || n >= len(p.years) || p.years[n].IsZero() {
		return -1
	}
	p.rec.Period = p.years[n]
	return end
}

func (p *parser) quickGender(line []byte, i int) int {
	for _, g := range domain.Genders {
		if end := i + len(g); end <= len(line) && string(line[i:end]) == string(g) {
			p.rec.Gender = g
			return end
		}
	}
	return -1
}

// roles are the columns of the REST service's CSV as a mapping has them.
var roles = []mapping.Column{
	{Column: "indicator", Is: mapping.RoleIndicator}, {Column: "region", Is: mapping.RoleRegionID}, {Column: "year", Is: mapping.RolePeriod},
	{Column: "gender", Is: mapping.RoleGender}, {Column: "primary value", Is: mapping.RoleValue}, {Column: "absolute value", Is: mapping.RoleCount},
}

// Delimiter is what divides a header of the REST service's columns where
// a spreadsheet program saved the file with another delimiter; 0 where the
// line is no such header. A header with a column besides is none: it might
// divide the observations further.
func Delimiter(header []byte) byte {
	for _, d := range []byte(",\t|") {
		line := bytes.ReplaceAll(header, []byte{d}, []byte{';'})
		if !IsHeader(line) || bytes.IndexByte(header, ';') >= 0 {
			continue
		}
		if c, err := parseHeader(string(line)); err == nil && c.of[columnBreakdown] < 0 {
			return d
		}
	}
	return 0
}

// DividedCSV reads the REST service's columns divided by another delimiter,
// as the table that they are.
type DividedCSV struct {
	File      content.File
	Delimiter byte
	Mapping   *mapping.Mapping // of its figures; nil for none
}

// Read reads the table by a mapping of its own.
func (d DividedCSV) Read(ctx context.Context, out *record.Sink) error {
	encoding, err := content.Encoding(d.File)
	if err != nil {
		return d.File.Errorf("%w", err)
	}
	out.Encoding = encoding
	m := withRoles(d.Mapping, string(firstHeader(d.File)))
	m.Delimiter = string(d.Delimiter)
	_, err = table.Read(ctx, d.File, sheet.TextGrid(d.File, encoding, d.Delimiter), m, out)
	return err
}

// withRoles is a mapping of figures with the columns that a header names.
func withRoles(figures *mapping.Mapping, header string) *mapping.Mapping {
	m := &mapping.Mapping{}
	if figures != nil {
		*m = *figures
	}
	for _, c := range roles {
		if strings.Contains(header, c.Column) {
			m.Columns = append(m.Columns, c)
		}
	}
	return m
}

// SheetMapping says of a sheet whose first row names the REST service's columns what
// they are, laid over a mapping of its figures; nil where the sheet is no such one.
func SheetMapping(g *sheet.Grid, figures *mapping.Mapping) *mapping.Mapping {
	rows, err := g.Open()
	if err != nil {
		return nil // who reads the sheet comes upon it
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	row, err := rows.Next()
	if err != nil {
		return nil
	}
	var names []string
	for _, c := range row.Cells[:row.Filled()] {
		names = append(names, c.Text)
	}
	header := strings.ToLower(strings.Join(names, ";"))
	if c, err := parseHeader(header); err != nil || c.of[columnBreakdown] >= 0 {
		return nil
	}
	return withRoles(figures, header)
}

// firstHeader is the file's first line in lower case.
func firstHeader(f content.File) []byte {
	head := make([]byte, 4096)
	n, _ := f.Content.ReadAt(head, 0)
	return bytes.ToLower(content.FirstLine(bytes.TrimPrefix(head[:n], []byte(content.BOM))))
}
