package panel

import (
	"encoding/binary"
	"iter"
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

	tail    []byte   // the block being written
	blocks  [][]byte // those that are full
	n       int
	lastTag uint64
}

// NewBuilder makes a builder whose labels are numbered by axes.
func NewBuilder(axes *Axes) *Builder { return &Builder{axes: axes} }

// Span is the number of cells that Layout would need.
func (b *Builder) Span() int {
	if most := b.axes.span(); most <= MaxCells {
		return most
	}
	regions, breakdowns, genders, periods := b.used()
	return regions.count() * breakdowns.count() * genders.count() * periods.count()
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

	logProvisional = 1 << 6
)

// AddAt is AddTagged for a place on the builder's axes.
func (b *Builder) AddAt(at At, c domain.Cell, tag uint64) {
	if cap(b.tail)-len(b.tail) < maxEncodedCell {
		size := min(max(2*cap(b.tail), firstBlock), lastBlock)
		if b.tail != nil {
			b.blocks = append(b.blocks, b.tail)
		}
		b.tail = make([]byte, 0, size)
	}
	flags := byte(c.Status)
	if !math.IsNaN(c.Value) {
		flags |= logValue
	}
	if !math.IsNaN(c.Count) {
		flags |= logCount
	}
	if c.Provisional {
		flags |= logProvisional
	}
	if at.Breakdown != 0 {
		flags |= logBreakdown
	}
	if at.Gender != 0 {
		flags |= logGender
	}
	buf := append(b.tail, flags)
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
	b.tail = buf
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
	for raw := range b.log() {
		for r := (reader{raw: raw}); len(r.raw) > 0; {
			flags := r.byte()
			l.cell = domain.EmptyCell(domain.Status(flags & 3))
			l.cell.Provisional = flags&logProvisional != 0
			l.at = r.at(flags)
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

// log gives the blocks of the log in their order.
func (b *Builder) log() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, block := range b.blocks {
			if !yield(block) {
				return
			}
		}
		yield(b.tail)
	}
}

// used is which labels of each axis the cells have. What stands beside the labels is
// passed over undecoded.
func (b *Builder) used() (regions, breakdowns, genders, periods used) {
	regions, breakdowns = make(used, len(b.axes.regions.labels)), make(used, len(b.axes.breakdowns.labels))
	genders, periods = make(used, len(b.axes.genders.labels)), make(used, len(b.axes.periods.labels))
	for raw := range b.log() {
		for r := (reader{raw: raw}); len(r.raw) > 0; {
			flags := r.byte()
			at := r.at(flags)
			regions[at.Region], breakdowns[at.Breakdown] = true, true
			genders[at.Gender], periods[at.Period] = true, true
			if flags&logValue != 0 {
				r.passNumber()
			}
			if flags&logCount != 0 {
				r.passNumber()
			}
			r.passVarint() // the tag
		}
	}
	return regions, breakdowns, genders, periods
}

// at reads the place of a cell of the log.
func (r *reader) at(flags byte) At {
	at := At{Region: uint32(r.uvarint()), Period: uint32(r.uvarint())}
	if flags&logBreakdown != 0 {
		at.Breakdown = uint32(r.uvarint())
	}
	if flags&logGender != 0 {
		at.Gender = uint32(r.uvarint())
	}
	return at
}

// passNumber passes over what appendNumber wrote.
func (r *reader) passNumber() {
	if r.byte() == rawColumn {
		r.take(8)
		return
	}
	r.passVarint()
}

// passVarint passes over a number of varying length.
func (r *reader) passVarint() {
	for i, c := range r.raw {
		if c < 0x80 {
			r.raw = r.raw[i+1:]
			return
		}
	}
	r.raw, r.failed = nil, true
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
