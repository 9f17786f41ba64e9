package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// restCSV reads the REST service's CSV. It is the hot path, tens of millions
// of rows: fields are slices of the read buffer, and a text becomes a string
// the first time it is seen.
func (r *run) restCSV() error {
	lines := newLineReader(r.file, 0)
	header, err := restHeaderLine(lines)
	if err != nil {
		return r.file.errorf("%w", err)
	}
	columns, err := parseRESTHeader(header)
	if err != nil {
		return fmt.Errorf("%s:%d: %w", r.file.Name, lines.line, err)
	}
	p := restParser{run: r, columns: columns, indicators: map[string]domain.IndicatorID{}, breakdowns: map[string]string{}}
	p.rec.Cell = domain.EmptyCell(domain.Missing) // stands where the file has no column of counts
	for {
		line, err := lines.next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, errLongLine):
			err = r.bad(longLine(lines.line))
		case err != nil:
			return r.file.errorf("%w", err)
		default:
			err = p.row(line, lines.line)
		}
		if err != nil {
			return err
		}
	}
}

func restHeaderLine(lines *lineReader) (string, error) {
	for {
		line, err := lines.next()
		if err != nil {
			return "", err
		}
		if lines.line == 1 {
			line = bytes.TrimPrefix(line, []byte(utf8BOM))
		}
		if len(line) > 0 {
			return string(line), nil
		}
	}
}

// restParser parses rows into the run's record.
type restParser struct {
	*run
	columns    restColumns
	ends       [fieldMask + 1]int                // where each field of the row ends
	sotkanet   [maxInternedID]domain.IndicatorID // by number
	indicators map[string]domain.IndicatorID     // the others
	breakdowns map[string]string
	years      [maxInternedYear]domain.Period
}

const (
	maxInternedYear = 2300  // no period is later
	maxInternedID   = 10000 // SOTKAnet's ids are under 6,000
)

// row parses one line and emits or rejects it.
func (p *restParser) row(line []byte, number int) error {
	n := p.split(line)
	if n != p.columns.count {
		if n == 1 && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		return p.bad(wrongCount(Place{Line: number}, n, p.columns.count))
	}
	p.rec.Place.Line = number
	for i, start := 0, 0; i < n; i++ {
		end := p.ends[i]
		if expected := p.set(p.columns.at[i], line[start:end]); expected != "" {
			return p.bad(Reject{Place: Place{Line: number}, Column: restColumnNames[p.columns.at[i]], Found: string(line[start:end]), Expected: expected})
		}
		start = end + 1
	}
	cell := domain.NewCell(p.rec.Cell.Value, p.rec.Cell.Count)
	if !isCount(cell.Count, cell.Value) {
		return p.bad(Reject{Place: Place{Line: number}, Column: restColumnNames[columnCount], Found: strconv.FormatFloat(cell.Count, 'f', -1, 64), Expected: expectCount})
	}
	p.rec.Cell = cell
	return p.emitRecord()
}

// split finds the fields of a line and returns how many there are; those
// beyond the ones a header can have are counted and not kept.
//
// It looks at eight bytes at a time: in y a semicolon is a zero byte, and in
// found the high bit of each zero byte of y, and no other, is set. A loop over
// single bytes takes twice as long, for it cannot foresee the fields' lengths.
func (p *restParser) split(line []byte) int {
	const low7 = 0x7f7f7f7f7f7f7f7f
	n, i := 0, 0
	for ; i+8 <= len(line); i += 8 {
		y := binary.LittleEndian.Uint64(line[i:]) ^ 0x3b3b3b3b3b3b3b3b
		for found := ^(y&low7 + low7 | y | low7); found != 0; found &= found - 1 {
			p.ends[n&fieldMask] = i + bits.TrailingZeros64(found)/8
			n++
		}
	}
	for ; i < len(line); i++ {
		if line[i] == ';' {
			p.ends[n&fieldMask] = i
			n++
		}
	}
	p.ends[n&fieldMask] = len(line)
	return n + 1
}

// fieldMask keeps an index of restParser.ends within it, whatever the line.
const fieldMask = 7

// set reads one field into the record and returns what was expected where it
// cannot be read. Spaces and quotes around a field are looked for only where
// it cannot be read with them: the service writes none.
func (p *restParser) set(column restColumn, field []byte) (expected string) {
	if expected = p.setBare(column, field); expected != "" {
		if bare := unwrap(field); len(bare) < len(field) {
			return p.setBare(column, bare)
		}
	}
	return expected
}

func (p *restParser) setBare(column restColumn, field []byte) (expected string) {
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
		return setNumber(&p.rec.Cell.Value, field)
	case columnCount:
		return setNumber(&p.rec.Cell.Count, field)
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

func (p *restParser) setIndicator(field []byte) string {
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
	if err != nil || !printable(string(id)) {
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

func (p *restParser) setRegion(field []byte) string {
	id, ok := parseWhole(field)
	if !ok || id == 0 {
		return "a region's SOTKAnet id, a whole number such as 658"
	}
	p.rec.Region.SotkanetID = id
	return ""
}

func (p *restParser) setYear(field []byte) string {
	year, ok := parseWhole(field)
	if !ok || len(field) != 4 || year >= len(p.years) {
		return expectYear
	}
	if p.years[year] == "" {
		period, err := domain.ParsePeriod(string(field))
		if err != nil {
			return expectYear
		}
		p.years[year] = period
	}
	p.rec.Period = p.years[year]
	return ""
}

func (p *restParser) setGender(field []byte) string {
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

func (p *restParser) setBreakdown(field []byte) string {
	if string(field) == p.rec.Breakdown {
		return ""
	}
	text, ok := p.breakdowns[string(field)]
	if !ok {
		text = string(field)
		key, value, found := strings.Cut(text, "=")
		if text != "" && (!found || key == "" || value == "" || !printable(text)) {
			return "nothing, or a breakdown such as age=0-6"
		}
		p.breakdowns[text] = text
	}
	p.rec.Breakdown = text
	return ""
}

// setNumber reads a value or a count; an empty field is none.
func setNumber(to *float64, field []byte) string {
	if len(field) == 0 {
		*to = math.NaN()
		return ""
	}
	v, ok := parsePoint(field)
	if !ok {
		return expectPoint
	}
	*to = v
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
