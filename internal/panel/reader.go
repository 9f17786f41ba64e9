package panel

import (
	"encoding/binary"
	"math"
)

// reader takes the parts of an encoded panel from its front. After a fault
// failed is set and everything it gives is empty.
type reader struct {
	raw    []byte
	failed bool
}

func (r *reader) take(n int) []byte {
	if r.failed || n < 0 || n > len(r.raw) {
		r.failed = true
		return nil
	}
	b := r.raw[:n]
	r.raw = r.raw[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.raw)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.raw = r.raw[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.raw)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.raw = r.raw[n:]
	return v
}

func readAxis[T ~string](r *reader) []T {
	n := r.uvarint()
	if n > uint64(len(r.raw)) { // each label takes a byte at the least
		r.failed = true
		return nil
	}
	labels := make([]T, n)
	for i := range labels {
		size := r.uvarint()
		if size > uint64(len(r.raw)) {
			r.failed = true
			return nil
		}
		labels[i] = T(r.take(int(size)))
	}
	return labels
}

// column reads the numbers of the cells whose mark has the bit into their
// places; the others keep their NaN.
func (r *reader) column(into []float64, marks []byte, bit byte) {
	decimals := r.byte()
	if decimals != rawColumn && decimals > maxDecimals {
		r.failed = true
	}
	var n int64
	for i, m := range marks {
		if r.failed {
			return
		}
		if m&bit == 0 {
			continue
		}
		if decimals == rawColumn {
			if b := r.take(8); b != nil {
				into[i] = math.Float64frombits(binary.LittleEndian.Uint64(b))
			}
			continue
		}
		n += r.varint()
		into[i] = float64(n) / pow10[decimals]
	}
}
