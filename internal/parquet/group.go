package parquet

import (
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// chunk is what a column has in a group: a page of its dictionary, where it has one, and
// one of its rows, each not compressed yet.
type chunk struct {
	entries    int32 // of the dictionary
	dictionary []byte
	data       []byte
	encoding   format.Encoding // of the data; by the dictionary's order where it has one
	statistics format.Statistics
}

// group writes what the columns have as a group of rows.
func (f *File) group() error {
	if f.err != nil || len(f.columns) == 0 || f.columns[0].rows() == 0 {
		return f.err
	}
	g := format.RowGroup{
		NumRows: int64(f.columns[0].rows()), FileOffset: f.offset, Ordinal: int16(len(f.meta.RowGroups)), SortingColumns: f.sorted,
	}
	for _, c := range f.columns {
		e := c.element()
		if int64(c.rows()) != g.NumRows {
			return fmt.Errorf("parquet: column %s has %d rows, expected %d", e.Name, c.rows(), g.NumRows)
		}
		meta := format.ColumnMetaData{
			Type: e.Type.V, PathInSchema: []string{e.Name}, Codec: format.Zstd, NumValues: g.NumRows,
		}
		pages, err := c.pages()
		if err != nil {
			return fmt.Errorf("parquet: column %s: %w", e.Name, err)
		}
		if err := f.chunk(pages, &meta); err != nil {
			return err
		}
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: meta})
		g.TotalByteSize += meta.TotalUncompressedSize
		g.TotalCompressedSize += meta.TotalCompressedSize
	}
	f.meta.NumRows += g.NumRows
	f.meta.RowGroups = append(f.meta.RowGroups, g)
	return f.err
}

// chunk writes the pages of a column, and what they are into its metadata.
func (f *File) chunk(c chunk, meta *format.ColumnMetaData) error {
	meta.Encoding = []format.Encoding{c.encoding, format.RLE} // of what is null
	meta.Statistics = c.statistics
	if c.encoding == format.RLEDictionary {
		meta.Encoding = append(meta.Encoding, format.Plain)
		meta.DictionaryPageOffset = f.offset
		head := format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{
			NumValues: c.entries, Encoding: format.Plain,
		})}
		if err := f.page(head, c.dictionary, meta); err != nil {
			return err
		}
	}
	meta.DataPageOffset = f.offset
	return f.page(format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: int32(meta.NumValues), Encoding: c.encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
	})}, c.data, meta)
}

// page writes one page, compressed.
func (f *File) page(head format.PageHeader, body []byte, meta *format.ColumnMetaData) error {
	packed := encoder().EncodeAll(body, nil)
	head.UncompressedPageSize, head.CompressedPageSize = int32(len(body)), int32(len(packed))
	head.CRC = int32(crc32.ChecksumIEEE(packed))
	top, err := thrift.Marshal(new(thrift.CompactProtocol), &head)
	if err != nil {
		return err
	}
	f.write(top)
	f.write(packed)
	meta.TotalUncompressedSize += int64(len(top) + len(body))
	meta.TotalCompressedSize += int64(len(top) + len(packed))
	return nil
}

func (f *File) write(b []byte) {
	if f.err == nil {
		_, f.err = f.to.Write(b)
		f.offset += int64(len(b))
	}
}

// encoder compresses pages for whoever asks, several at a time.
var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		panic(err) // of options that do not fit each other
	}
	return e
})
