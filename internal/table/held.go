package table

import (
	"bufio"
	"bytes"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Held are rows of CSV that were made before all of their values are known, with the
// places of those kept. They are compressed to about a fifth: a whole bank has a million.
type Held struct{ packed []byte }

// keptPlace stands where the value of Later will. It is no UTF-8, so that no text has it.
const keptPlace = "\xff"

// packing compresses what is held. Several goroutines may use it at once.
var packing = sync.OnceValue(func() (p struct {
	*zstd.Encoder
	*zstd.Decoder
}) {
	var err error
	if p.Encoder, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest)); err != nil {
		panic(err) // the options are as they have to be
	}
	if p.Decoder, err = zstd.NewReader(nil); err != nil {
		panic(err)
	}
	return p
})

// Hold makes rows of CSV, each of as many values as there are columns, to be written by
// Stream.Release; the zero Dialect is RFC4180.
func (d Dialect) Hold(all [][]Value) (Held, error) {
	var text bytes.Buffer
	w := bufio.NewWriter(&text)
	r := rows{dialect: d.orRFC4180(), w: w}
	if err := r.write(all); err != nil {
		return Held{}, err
	}
	if err := w.Flush(); err != nil {
		return Held{}, err
	}
	// The encoder's own room is of the size of the text.
	return Held{bytes.Clone(packing().EncodeAll(text.Bytes(), nil))}, nil
}

// Release adds rows that were held, with a number (or None) of next in each place that was
// kept. They are of the stream's dialect.
func (s *Stream) Release(h Held, next func() Value) error {
	text, err := packing().DecodeAll(h.packed, nil)
	if err != nil {
		return err
	}
	for {
		before, after, found := bytes.Cut(text, []byte(keptPlace))
		if _, err := s.buffered.Write(before); err != nil || !found {
			return err
		}
		s.rows.line = s.rows.appendField(s.rows.line[:0], next())
		if _, err := s.buffered.Write(s.rows.line); err != nil {
			return err
		}
		text = after
	}
}
