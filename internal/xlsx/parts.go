package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/klauspost/compress/flate"
)

// packing is the level of compression.
const packing = 6

// parts are what Excelize writes a workbook into, as its ZIP file: by their names, for
// Excelize has sheets in an order of chance, and with the rows that it was not told of.
type parts struct {
	to   io.Writer
	all  map[string]*bytes.Buffer
	rows map[string]*rows // by the part of their sheet
}

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	p.all[name] = new(bytes.Buffer)
	return p.all[name], nil
}

// AddFS is for folders, which a workbook has none of.
func (p *parts) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the file.
func (p *parts) Close() error {
	out := zip.NewWriter(p.to)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, packing) })
	for _, name := range slices.Sorted(maps.Keys(p.all)) {
		var err error
		if rows, ok := p.rows[name]; ok {
			err = rows.into(out, name, p.all[name].Bytes())
		} else {
			var w io.Writer
			if w, err = out.Create(name); err == nil {
				_, err = w.Write(p.all[name].Bytes())
			}
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// noRows is where a sheet's rows go.
const noRows = "<sheetData></sheetData>"

// into writes the part of a sheet: the text around its rows, and these as they were
// compressed.
func (r *rows) into(out *zip.Writer, name string, around []byte) error {
	at := bytes.Index(around, []byte(noRows))
	if at < 0 {
		return errors.New("Excelize's " + name + " has no place for rows")
	}
	at += len(noRows) - len("</sheetData>")
	before, after := around[:at], around[at:]

	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, packing)
	if err != nil {
		return err
	}
	_, _ = w.Write(before) // a buffer takes all
	_ = w.Flush()
	head := bytes.Clone(packed.Bytes())
	packed.Reset()
	w.Reset(&packed)
	_, _ = w.Write(after)
	_ = w.Close()

	sum := joined(crc32.ChecksumIEEE(before), r.sum.Sum32(), r.size)
	sum = joined(sum, crc32.ChecksumIEEE(after), int64(len(after)))
	raw, err := out.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: sum,
		CompressedSize64: uint64(len(head) + r.packed.Len() + packed.Len()), UncompressedSize64: uint64(int64(len(around)) + r.size),
	})
	for _, piece := range [][]byte{head, r.packed.Bytes(), packed.Bytes()} {
		if err == nil {
			_, err = raw.Write(piece)
		}
	}
	return err
}

// joined is the CRC-32 of two texts one after the other, of their own and the bytes of
// the second: the first is moved on by as many zeros, which is a product of polynomials
// (zlib's crc32_combine).
func joined(first, second uint32, bytes int64) uint32 {
	zeros, power := uint32(1<<31), uint32(1<<30) // x^0 and x^1, the lowest at the left
	for bits := bytes * 8; bits > 0; bits >>= 1 {
		if bits&1 == 1 {
			zeros = product(power, zeros)
		}
		power = product(power, power)
	}
	return product(zeros, first) ^ second
}

// product is that of two polynomials over GF(2), modulo CRC-32's.
func product(a, b uint32) (p uint32) {
	for ; a != 0; a <<= 1 {
		if a>>31 == 1 {
			p ^= b
		}
		b = b>>1 ^ crc32.IEEE*(b&1)
	}
	return p
}
