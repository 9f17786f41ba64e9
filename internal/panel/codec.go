package panel

import (
	"encoding/binary"
	"fmt"
	"math"

	"kuvio/internal/domain"
)

// The encoded form of a panel's cells, packed; its axes are written by themselves
// (Frame.Encode), since many panels share them:
//
//	flags (bit 0: made up)
//	one byte a cell: its status, whether a value and a count follow, and
//	whether these are provisional
//	the values present, then the counts present, each as a column
//	the retrievals, where they are of more than one day (bit 1 of the flags)
//
// A column is a byte for the number of decimals its numbers have, then the
// numbers as whole multiples of that decimal, each as the difference from the
// one before; or rawColumn and the float64s as they are. Published figures
// have few decimals and change little from year to year, so most take a byte.
const (
	flagMadeUp = 1
	flagFrom   = 2

	hasValue = 1 << 2 // beside the status in bits 0 and 1
	hasCount = 1 << 3

	isProvisional = 1 << 4

	maxDecimals = 9
	rawColumn   = 0xff
)

// Encode returns the compact form of the panel's cells, and its checksum, over the
// axes too.
func (p *Panel) Encode() (data []byte, checksum int64) {
	raw := p.appendCells(make([]byte, 0, 64+4*p.Len()))
	return pack(raw), sum(p.Frame.append(nil), raw)
}

// Sum is the panel's checksum, as Encode gives it.
func (p *Panel) Sum() int64 {
	return sum(p.Frame.append(nil), p.appendCells(make([]byte, 0, 64+4*p.Len())))
}

// appendCells writes all but the axes.
func (p *Panel) appendCells(raw []byte) []byte {
	united := *p // so that what says the same is written the same
	united.unite()
	p = &united
	var flags byte
	if p.MadeUp {
		flags |= flagMadeUp
	}
	if !p.ofOne() {
		flags |= flagFrom
	}
	raw = append(raw, flags)
	values, counts := make([]float64, 0, p.Len()), make([]float64, 0, p.Len())
	for i := range p.status {
		b := p.mark(i)
		if b&hasValue != 0 {
			values = append(values, p.values[i])
		}
		if b&hasCount != 0 {
			counts = append(counts, p.counts[i])
		}
		raw = append(raw, b)
	}
	raw = appendColumn(raw, values)
	raw = appendColumn(raw, counts)
	if !p.ofOne() {
		raw = p.appendRetrievals(raw)
	}
	return raw
}

// mark is the byte of a cell.
func (p *Panel) mark(i int) byte {
	b := byte(p.status[i])
	if !math.IsNaN(p.values[i]) {
		b |= hasValue
	}
	if !math.IsNaN(p.counts[i]) {
		b |= hasCount
	}
	if p.provisional != nil && p.provisional[i] {
		b |= isProvisional
	}
	return b
}

// Decode reads what Encode wrote of a panel on a frame. It never panics on other input.
func Decode(f *Frame, data []byte) (*Panel, error) {
	raw, err := unpack(data)
	if err != nil {
		return nil, err
	}
	return decodeCells(f, raw)
}

// decodeCells reads what appendCells wrote, and nothing else.
func decodeCells(f *Frame, raw []byte) (*Panel, error) {
	p, err := on(*f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	r := reader{raw: raw}
	flags := r.byte()
	p.MadeUp = flags&flagMadeUp != 0
	marks := r.take(p.Len())
	if r.failed {
		return nil, ErrCorrupt
	}
	for i, m := range marks {
		p.status[i] = domain.Status(m & 3)
		p.setProvisional(i, m&isProvisional != 0)
	}
	r.column(p.values, marks, hasValue)
	r.column(p.counts, marks, hasCount)
	if flags&flagFrom != 0 {
		r.retrievals(p)
	}
	if r.failed || len(r.raw) != 0 {
		return nil, ErrCorrupt
	}
	if flags&flagFrom != 0 {
		p.unite()
	}
	return p, nil
}

func appendColumn(raw []byte, numbers []float64) []byte {
	decimals, ok := columnDecimals(numbers)
	if !ok {
		raw = append(raw, rawColumn)
		for _, v := range numbers {
			raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
		}
		return raw
	}
	raw = append(raw, byte(decimals))
	var before int64
	for _, v := range numbers {
		n := int64(math.Round(v * pow10[decimals]))
		raw = binary.AppendVarint(raw, n-before)
		before = n
	}
	return raw
}

var pow10 = [maxDecimals + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// columnDecimals is the least number of decimals at which every number comes
// back as the same float64; false where there is none.
func columnDecimals(numbers []float64) (decimals int, ok bool) {
	for _, v := range numbers {
		for !exactAt(v, decimals) {
			if decimals++; decimals > maxDecimals {
				return 0, false
			}
		}
	}
	for _, v := range numbers { // an early number need not be exact at a later scale
		if !exactAt(v, decimals) {
			return 0, false
		}
	}
	return decimals, true
}

func exactAt(v float64, decimals int) bool {
	n := math.Round(v * pow10[decimals])
	return math.Abs(n) < 1<<52 && n/pow10[decimals] == v
}
