package panel

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"

	"kuvio/internal/domain"
)

// The encoded form: one version byte, then zstd over
//
//	flags (bit 0: made up)
//	four axes, each a count and its labels, length before text
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
	codecVersion = 1
	flagMadeUp   = 1
	flagFrom     = 2

	hasValue = 1 << 2 // beside the status in bits 0 and 1
	hasCount = 1 << 3

	isProvisional = 1 << 4

	maxDecimals = 9
	rawColumn   = 0xff

	// A panel's axes and cells before compression; the bound keeps a broken
	// file from asking for all the memory there is.
	maxDecoded = 1 << 30
)

var errCorrupt = errors.New("panel data is corrupt")

var (
	encoder = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(true)))
	decoder = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxDecoded)))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // fixed options: a programmer's error
	}
	return v
}

// Encode returns the panel's compact form.
func (p *Panel) Encode() []byte {
	raw := make([]byte, 0, 64+16*len(p.Regions)+3*p.Len())
	var flags byte
	if p.MadeUp {
		flags |= flagMadeUp
	}
	if !p.ofOne() {
		flags |= flagFrom
	}
	raw = appendAxes(append(raw, flags), p)
	values, counts := make([]float64, 0, p.Len()), make([]float64, 0, p.Len())
	for i, s := range p.status {
		b := byte(s)
		if v := p.values[i]; !math.IsNaN(v) {
			b |= hasValue
			values = append(values, v)
		}
		if c := p.counts[i]; !math.IsNaN(c) {
			b |= hasCount
			counts = append(counts, c)
		}
		if p.provisional != nil && p.provisional[i] {
			b |= isProvisional
		}
		raw = append(raw, b)
	}
	raw = appendColumn(raw, values)
	raw = appendColumn(raw, counts)
	if !p.ofOne() {
		raw = p.appendRetrievals(raw)
	}
	return encoder.EncodeAll(raw, []byte{codecVersion})
}

// Decode reads what Encode wrote. It never panics on other input.
func Decode(data []byte) (*Panel, error) {
	raw, err := decompress(data)
	if err != nil {
		return nil, err
	}
	r := reader{raw: raw}
	flags := r.byte()
	axes := readAxes(&r)
	if r.failed {
		return nil, errCorrupt
	}
	p, err := onAxes(axes.Regions, axes.Breakdowns, axes.Genders, axes.Periods)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errCorrupt, err)
	}
	p.MadeUp = flags&flagMadeUp != 0
	marks := r.take(p.Len())
	if r.failed {
		return nil, errCorrupt
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
		return nil, errCorrupt
	}
	if flags&flagFrom != 0 {
		p.unite()
	}
	return p, nil
}

func appendAxis[T ~string](raw []byte, labels []T) []byte {
	raw = binary.AppendUvarint(raw, uint64(len(labels)))
	for _, l := range labels {
		raw = binary.AppendUvarint(raw, uint64(len(l)))
		raw = append(raw, l...)
	}
	return raw
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
