package parquet

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Numbers is a column of doubles, some of which are null.
type Numbers struct {
	name   string
	given  []byte // of each row: 1 where it has a number, 0 where it is null
	values []float64
}

// Add gives the next row a number; NaN is null.
func (n *Numbers) Add(v float64) {
	if math.IsNaN(v) {
		n.given = append(n.given, 0)
		return
	}
	n.given = append(n.given, 1)
	n.values = append(n.values, v)
}

func (n *Numbers) rows() int { return len(n.given) }

func (n *Numbers) grow(rows int) {
	n.given, n.values = slices.Grow(n.given, rows), slices.Grow(n.values, rows)
}

func (n *Numbers) element() format.SchemaElement {
	return format.SchemaElement{Name: n.name, Type: thrift.New(format.Double), RepetitionType: thrift.New(format.Optional)}
}

func (n *Numbers) pages() (c chunk, err error) {
	levels, err := (&rle.Encoding{BitWidth: 1}).EncodeLevels(nil, n.given)
	if err != nil {
		return c, err
	}
	c.data = binary.LittleEndian.AppendUint32(c.data, uint32(len(levels)))
	c.data = append(c.data, levels...)
	c.statistics = n.statistics()
	if entries, indexes := n.dictionary(); entries != nil {
		packed, err := new(rle.DictionaryEncoding).EncodeInt32(nil, indexes)
		if err != nil {
			return c, err
		}
		c.encoding, c.entries = format.RLEDictionary, int32(len(entries))
		c.dictionary = plain(nil, entries)
		c.data = append(c.data, packed...)
	} else {
		c.encoding = format.Plain
		c.data = plain(c.data, n.values)
	}
	n.given, n.values = n.given[:0], n.values[:0]
	return c, nil
}

// mostEntries bounds a dictionary of numbers: beyond it pages are no smaller for one,
// and looking up costs more than it saves.
const mostEntries = 1 << 14

// dictionary is the different numbers and the place of each row's among them, or nil
// where the numbers themselves take no more room.
func (n *Numbers) dictionary() (entries []float64, indexes []int32) {
	index := make(map[uint64]int32)
	indexes = make([]int32, 0, len(n.values))
	for _, v := range n.values {
		key := math.Float64bits(v) // -0 is another than 0
		i, ok := index[key]
		if !ok {
			if len(entries) == mostEntries {
				return nil, nil
			}
			i = int32(len(entries))
			index[key] = i
			entries = append(entries, v)
		}
		indexes = append(indexes, i)
	}
	if 8*len(entries)+len(indexes)*bits.Len(uint(len(entries)))/8 >= 8*len(n.values) {
		return nil, nil
	}
	return entries, indexes
}

// statistics are the least and the greatest number, a zero of both with the sign that
// the format wants, and how many are null.
func (n *Numbers) statistics() (s format.Statistics) {
	s.NullCount = int64(len(n.given) - len(n.values))
	if len(n.values) == 0 {
		return s
	}
	least, most := n.values[0], n.values[0]
	for _, v := range n.values {
		least, most = min(least, v), max(most, v)
	}
	if least == 0 {
		least = math.Copysign(0, -1)
	}
	if most == 0 {
		most = 0
	}
	s.MinValue, s.MaxValue = plain(nil, []float64{least}), plain(nil, []float64{most})
	return s
}

func plain(dst []byte, values []float64) []byte {
	for _, v := range values {
		dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
	}
	return dst
}
