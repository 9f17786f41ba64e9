// Package parquet writes a table of texts and numbers as an Apache Parquet file, in
// forms that every reader knows: pages of version 1, texts by dictionary, numbers as
// doubles, compressed with zstd. It is given columns and not rows, so that a text which
// stands in thousands of rows is looked up once.
//
// The format's own structures and encodings are those of github.com/parquet-go, whose
// writer of rows takes three times as long; the layout is
// https://parquet.apache.org/docs/file-format.
package parquet

import (
	"encoding/binary"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// groupRows is from how many rows on a group of them ends: readers share out groups
// among their threads and pass by those that cannot have what is asked for.
const groupRows = 1 << 17

const magic = "PAR1"

// File is a file being written. Its columns are added first, then rows: as many to each
// column, with Next from time to time.
type File struct {
	to      io.Writer
	offset  int64
	err     error // of the writer: nothing is written after it
	columns []column
	sorted  []format.SortingColumn
	meta    format.FileMetaData
}

// column is what a file needs to know of one.
type column interface {
	element() format.SchemaElement
	rows() int
	grow(rows int)
	// pages gives the pages of what was added since the last time.
	pages() (chunk, error)
}

// NewFile starts a file that says of itself who wrote it, as the format wants it:
// "kuvio version 1 (build 2)".
func NewFile(to io.Writer, createdBy string) *File {
	f := &File{to: to, meta: format.FileMetaData{Version: 1, CreatedBy: createdBy}}
	f.write([]byte(magic))
	return f
}

// Say puts a text into the file's metadata.
func (f *File) Say(key, value string) {
	f.meta.KeyValueMetadata = append(f.meta.KeyValueMetadata, format.KeyValue{Key: key, Value: value})
}

// Texts adds a column of texts, none of which is null.
func (f *File) Texts(name string) *Texts {
	t := &Texts{name: name, index: make(map[string]int32)}
	f.columns = append(f.columns, t)
	return t
}

// Numbers adds a column of numbers, in which NaN is null.
func (f *File) Numbers(name string) *Numbers {
	n := &Numbers{name: name}
	f.columns = append(f.columns, n)
	return n
}

// Sorted says that rows are in the ascending order of these columns, the first before
// all others.
func (f *File) Sorted(columns ...*Texts) {
	for _, t := range columns {
		at := slices.IndexFunc(f.columns, func(c column) bool { return c == column(t) })
		f.sorted = append(f.sorted, format.SortingColumn{ColumnIdx: int32(at)})
	}
}

// Grow makes room for so many rows.
func (f *File) Grow(rows int) {
	for _, c := range f.columns {
		c.grow(min(rows, groupRows))
	}
}

// Next ends the rows so far, which are as many in each column; they are written once
// they are enough for a group.
func (f *File) Next() error {
	if len(f.columns) > 0 && f.columns[0].rows() >= groupRows {
		return f.group()
	}
	return f.err
}

// Close writes what is left, and what the file is.
func (f *File) Close() error {
	if err := f.group(); err != nil {
		return err
	}
	children := int32(len(f.columns))
	f.meta.Schema = append(f.meta.Schema, format.SchemaElement{Name: "rows", NumChildren: thrift.New(children)})
	for _, c := range f.columns {
		f.meta.Schema = append(f.meta.Schema, c.element())
		f.meta.ColumnOrders = append(f.meta.ColumnOrders, format.ColumnOrder{Value: new(format.TypeDefinedOrder)})
	}
	foot, err := thrift.Marshal(new(thrift.CompactProtocol), &f.meta)
	if err != nil {
		return err
	}
	foot = binary.LittleEndian.AppendUint32(foot, uint32(len(foot)))
	f.write(append(foot, magic...))
	return f.err
}
