package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"math"
	"strings"

	"kuvio/internal/figure/canvas"
)

// afterIHDR is where a PNG's first own chunk may stand: after the signature
// of 8 bytes and the header chunk of 25 (PNG, third edition, 5.2 and 11.2.1).
const afterIHDR = 8 + 25

// Encode writes img as a PNG that tells its size on paper (pHYs) and, where
// there is one, its alternative text (iTXt "Description").
func Encode(img image.Image, dpi int, altText string) ([]byte, error) {
	var plain bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if err := encoder.Encode(&plain, img); err != nil {
		return nil, fmt.Errorf("writing the picture as PNG: %w", err)
	}
	out := bytes.NewBuffer(make([]byte, 0, plain.Len()+len(altText)+64))
	out.Write(plain.Bytes()[:afterIHDR])
	writeChunk(out, "pHYs", physicalSize(dpi))
	if altText != "" {
		writeChunk(out, "iTXt", description(altText))
	}
	out.Write(plain.Bytes()[afterIHDR:])
	return out.Bytes(), nil
}

// physicalSize is the body of pHYs: pixels per metre across and down, and 1
// for the metre (PNG, third edition, 11.3.4.3).
func physicalSize(dpi int) []byte {
	perMetre := uint32(math.Round(float64(dpi) / (canvas.CmPerInch / 100)))
	body := binary.BigEndian.AppendUint32(nil, perMetre)
	body = binary.BigEndian.AppendUint32(body, perMetre)
	return append(body, 1)
}

// description is the body of an iTXt chunk: keyword, no compression, neither
// language nor translated keyword, and UTF-8 text, which may not hold a zero
// (PNG, third edition, 11.3.3.4).
func description(text string) []byte {
	body := []byte("Description\x00\x00\x00\x00\x00")
	return append(body, strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")...)
}

// writeChunk writes length, type, body and the CRC over type and body.
func writeChunk(out *bytes.Buffer, kind string, body []byte) {
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(body))))
	typed := append([]byte(kind), body...)
	out.Write(typed)
	out.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(typed)))
}
