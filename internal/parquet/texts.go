package parquet

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Texts is a column of texts, each a number in a dictionary of those that there are.
type Texts struct {
	name    string
	index   map[string]int32 // of each text in the dictionary
	entries []string
	indexes []int32 // of each row
	last    string
	at      int32 // of last
}

// Add gives the next row a text.
func (t *Texts) Add(s string) { t.indexes = append(t.indexes, t.find(s)) }

// Repeat gives the next rows a text, so many.
func (t *Texts) Repeat(s string, rows int) {
	if rows == 0 {
		return // into no dictionary
	}
	i := t.find(s)
	for range rows {
		t.indexes = append(t.indexes, i)
	}
}

// find is the place of a text in the dictionary, into which a new one is put; what is no
// UTF-8 in it is replaced, since a reader may refuse a whole file for one such byte.
func (t *Texts) find(s string) int32 {
	if s == t.last && len(t.entries) > 0 {
		return t.at
	}
	i, ok := t.index[s]
	if !ok {
		i = int32(len(t.entries))
		t.index[s] = i
		t.entries = append(t.entries, strings.ToValidUTF8(s, "\ufffd"))
	}
	t.last, t.at = s, i
	return i
}

func (t *Texts) rows() int { return len(t.indexes) }

func (t *Texts) grow(rows int) { t.indexes = slices.Grow(t.indexes, rows) }

func (t *Texts) element() format.SchemaElement {
	return format.SchemaElement{
		Name: t.name, Type: thrift.New(format.ByteArray), RepetitionType: thrift.New(format.Required),
		ConvertedType: thrift.New(deprecated.UTF8), LogicalType: format.LogicalType{Value: new(format.StringType)},
	}
}

func (t *Texts) pages() (c chunk, err error) {
	c.encoding, c.entries = format.RLEDictionary, int32(len(t.entries))
	least, most := t.entries[0], t.entries[0]
	for _, s := range t.entries {
		c.dictionary = binary.LittleEndian.AppendUint32(c.dictionary, uint32(len(s)))
		c.dictionary = append(c.dictionary, s...)
		least, most = min(least, s), max(most, s)
	}
	c.statistics.MinValue, c.statistics.MaxValue = []byte(least), []byte(most)
	c.data, err = new(rle.DictionaryEncoding).EncodeInt32(nil, t.indexes)
	clear(t.index)
	t.entries, t.indexes = t.entries[:0], t.indexes[:0]
	return c, err
}
