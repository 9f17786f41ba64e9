package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

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
	p.rec.Place.Line = number
	if p.quick(line) {
		return p.emitCell(Place{Line: number})
	}
	n := p.split(line)
	if n != p.columns.count {
		if n == 1 && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		return p.bad(wrongCount(Place{Line: number}, n, p.columns.count))
	}
	for i, start := 0, 0; i < n; i++ {
		end := p.ends[i]
		if expected := p.set(p.columns.at[i], line[start:end]); expected != "" {
			return p.bad(Reject{Place: Place{Line: number}, Column: restColumnNames[p.columns.at[i]], Found: string(line[start:end]), Expected: expected})
		}
		start = end + 1
	}
	return p.emitCell(Place{Line: number})
}

// emitCell emits the record, or rejects it where its count cannot be one.
func (p *restParser) emitCell(at Place) error {
	cell := domain.NewCell(p.rec.Cell.Value, p.rec.Cell.Count)
	if !isCount(cell.Count, cell.Value) {
		return p.bad(Reject{Place: at, Column: restColumnNames[columnCount], Found: strconv.FormatFloat(cell.Count, 'f', -1, 64), Expected: expectCount})
	}
	p.rec.Cell = cell
	return p.emitRecord()
}

// split finds the fields of a line and returns how many there are; those
// beyond the ones a header can have are counted and not kept.
func (p *restParser) split(line []byte) int {
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

// fieldMask keeps an index of restParser.ends within it, whatever the line.
const fieldMask = 7
