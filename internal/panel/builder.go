package panel

import (
	"encoding/binary"
	"math"

	"kuvio/internal/domain"
)

// Builder gathers the cells of one indicator in any order, in about a dozen
// bytes a cell, so that a whole data bank fits in memory while it is read.
// The zero Builder numbers labels by itself; one made by NewBuilder shares
// that with others.
type Builder struct {
	axes *Axes
	own  Axes

	blocks  [][]byte
	n       int
	lastTag uint64

	regions, breakdowns, genders, periods used
}

// NewBuilder makes a builder whose labels are numbered by axes.
func NewBuilder(axes *Axes) *Builder { return &Builder{axes: axes} }

// Len is the number of cells added.
func (b *Builder) Len() int { return b.n }

// Span is the number of cells that Layout would need.
func (b *Builder) Span() int {
	n := 1
	for _, u := range []used{b.regions, b.breakdowns, b.genders, b.periods} {
		n *= u.count()
	}
	return n
}

// Add takes a cell. A key may be added again with an equal cell.
func (b *Builder) Add(k domain.Key, c domain.Cell) { b.AddTagged(k, c, 0) }

// AddTagged is Add with a number of the caller's, such as a line, by which
// Layout names the cell.
func (b *Builder) AddTagged(k domain.Key, c domain.Cell, tag uint64) {
	if b.axes == nil {
		b.axes = &b.own
	}
	b.AddAt(b.axes.Of(k), c, tag)
}

// Blocks of the log grow up to this size; each begins with a whole cell.
const (
	firstBlock = 512
	lastBlock  = 16 << 10
	// No cell takes more: flags, four numbers, two raw float64s and a tag.
	maxEncodedCell = 1 + 4*binary.MaxVarintLen32 + 2*9 + binary.MaxVarintLen64
)

// The flags of an encoded cell, beside the status in bits 0 and 1.
const (
	logValue     = 1 << 2
	logCount     = 1 << 3
	logBreakdown = 1 << 4 // not breakdown 0
	logGender    = 1 << 5 // not gender 0
)

// AddAt is AddTagged for a place on the builder's axes.
func (b *Builder) AddAt(at At, c domain.Cell, tag uint64) {
	b.regions.mark(at.Region)
	b.breakdowns.mark(at.Breakdown)
	b.genders.mark(at.Gender)
	b.periods.mark(at.Period)

	last := len(b.blocks) - 1
	if last < 0 || cap(b.blocks[last])-len(b.blocks[last]) < maxEncodedCell {
		size := firstBlock
		if last >= 0 {
			size = min(2*cap(b.blocks[last]), lastBlock)
		}
		b.blocks = append(b.blocks, make([]byte, 0, size))
		last++
	}
	flags := byte(c.Status)
	if !math.IsNaN(c.Value) {
		flags |= logValue
	}
	if !math.IsNaN(c.Count) {
		flags |= logCount
	}
	if at.Breakdown != 0 {
		flags |= logBreakdown
	}
	if at.Gender != 0 {
		flags |= logGender
	}
	buf := append(b.blocks[last], flags)
	buf = binary.AppendUvarint(buf, uint64(at.Region))
	buf = binary.AppendUvarint(buf, uint64(at.Period))
	if flags&logBreakdown != 0 {
		buf = binary.AppendUvarint(buf, uint64(at.Breakdown))
	}
	if flags&logGender != 0 {
		buf = binary.AppendUvarint(buf, uint64(at.Gender))
	}
	if flags&logValue != 0 {
		buf = appendNumber(buf, c.Value)
	}
	if flags&logCount != 0 {
		buf = appendNumber(buf, c.Count)
	}
	buf = binary.AppendUvarint(buf, tag-b.lastTag) // wraps where tags fall, and comes back
	b.blocks[last] = buf
	b.lastTag = tag
	b.n++
}

// appendNumber writes a number as its decimals and its digits, or as it is.
func appendNumber(buf []byte, v float64) []byte {
	for d := range len(pow10) {
		if n := v * pow10[d]; math.Abs(n) < 1<<52 {
			if r := math.Round(n); r/pow10[d] == v {
				return binary.AppendVarint(append(buf, byte(d)), int64(r))
			}
		}
	}
	return binary.LittleEndian.AppendUint64(append(buf, rawColumn), math.Float64bits(v))
}

// logged is one cell read back from the log.
type logged struct {
	at   At
	cell domain.Cell
	tag  uint64
}

// each calls f with every cell added, in order.
func (b *Builder) each(f func(*logged)) {
	var l logged
	for _, block := range b.blocks {
		r := reader{raw: block}
		for len(r.raw) > 0 {
			flags := r.byte()
			l.cell = domain.EmptyCell(domain.Status(flags & 3))
			l.at = At{Region: uint32(r.uvarint()), Period: uint32(r.uvarint())}
			if flags&logBreakdown != 0 {
				l.at.Breakdown = uint32(r.uvarint())
			}
			if flags&logGender != 0 {
				l.at.Gender = uint32(r.uvarint())
			}
			if flags&logValue != 0 {
				l.cell.Value = r.number()
			}
			if flags&logCount != 0 {
				l.cell.Count = r.number()
			}
			l.tag += r.uvarint()
			f(&l)
		}
	}
}

// number reads what appendNumber wrote.
func (r *reader) number() float64 {
	d := r.byte()
	if d != rawColumn {
		return float64(r.varint()) / pow10[d]
	}
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return math.NaN()
}
