package panel

import (
	"errors"
	"fmt"
	"hash/crc64"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// What is written is packed: a byte that says how, then the bytes by zstd, or as they
// are where that makes them no shorter, which is so of a few.
const (
	packed   = 1
	unpacked = 2

	// What is packed, before compression; the bound keeps a broken file from asking
	// for all the memory there is.
	maxDecoded = 1 << 30
)

// ErrCorrupt is returned for what is not as it was written.
var ErrCorrupt = errors.New("panel data is corrupt")

var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		return must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(true)))
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		return must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxDecoded)))
	})
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // fixed options: a programmer's error
	}
	return v
}

func pack(raw []byte) []byte {
	data := encoder().EncodeAll(raw, []byte{packed})
	if len(data) > len(raw) {
		return append(append(data[:0], unpacked), raw...)
	}
	return data
}

func unpack(data []byte) ([]byte, error) {
	switch {
	case len(data) > 0 && data[0] == unpacked:
		return data[1:], nil
	case len(data) == 0 || data[0] != packed:
		return nil, fmt.Errorf("%w: not packed", ErrCorrupt)
	}
	raw, err := decoder().DecodeAll(data[1:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return raw, nil
}

var crcTable = sync.OnceValue(func() *crc64.Table { return crc64.MakeTable(crc64.ECMA) })

// sum is the checksum of a panel: CRC-64 (ECMA-182) of its axes and its cells, as they
// are written before they are packed.
func sum(frame, cells []byte) int64 {
	return int64(crc64.Update(crc64.Checksum(frame, crcTable()), crcTable(), cells))
}
