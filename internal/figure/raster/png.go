package raster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"github.com/klauspost/compress/zlib"

	"kuvio/internal/figure/canvas"
)

// PNG writes a sheet as a PNG that tells its size on paper (pHYs) and, as far
// as there are any, its title, source and alternative text (iTXt). Pictures of
// at most 256 colours have a palette. The section numbers below are those of PNG,
// third edition.
func PNG(s *canvas.Sheet, dpi int, about canvas.About) ([]byte, error) {
	p := paint(s, dpi)
	bitsAndColours := []byte{8, trueColour}
	palette, rows := p.indexed()
	if palette != nil {
		bitsAndColours[1] = indexedColour
	} else {
		rows = p.trueColours()
	}
	packed, err := deflated(rows)
	if err != nil {
		return nil, fmt.Errorf("writing the picture as PNG: %w", err)
	}
	out := bytes.NewBuffer(make([]byte, 0, len(packed)+len(palette)+len(about.Description)+1024))
	out.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32(nil, uint32(p.width))
	header = binary.BigEndian.AppendUint32(header, uint32(p.height))
	writeChunk(out, "IHDR", append(append(header, bitsAndColours...), 0, 0, 0)) // deflate, filters by row, no interlacing
	writeChunk(out, "pHYs", physicalSize(dpi))
	for _, t := range []struct{ keyword, text string }{{"Title", about.Title}, {"Source", about.Source}, {"Description", about.Description}} {
		if t.text != "" {
			writeChunk(out, "iTXt", textBody(t.keyword, string(about.Lang), t.text))
		}
	}
	if palette != nil {
		writeChunk(out, "PLTE", palette)
	}
	writeChunk(out, "IDAT", packed)
	writeChunk(out, "IEND", nil)
	return out.Bytes(), nil
}

// Colour types of a header (11.2.1).
const (
	trueColour    = 2
	indexedColour = 3
	mostIndexed   = 256
)

// indexed is the palette, three bytes a colour in the order in which they
// appear, and the rows of indices into it; nil where there are too many colours.
func (p *pixels) indexed() (palette, rows []byte) {
	index := make(map[uint32]byte, mostIndexed)
	rows = make([]byte, 0, (p.width+1)*p.height)
	last, at := ^uint32(0), byte(0)
	for y := range p.height {
		rows = append(rows, noFilter)
		for _, c := range p.colours[y*p.width : (y+1)*p.width] {
			if c != last {
				var known bool
				if at, known = index[c]; !known {
					if len(index) == mostIndexed {
						return nil, nil
					}
					at = byte(len(index))
					index[c] = at
					palette = append(palette, byte(c>>16), byte(c>>8), byte(c))
				}
				last = c
			}
			rows = append(rows, at)
		}
	}
	return palette, rows
}

// noFilter precedes a row that is stored as it is (9.2), which suits pictures of
// flat colours best.
const noFilter = 0

func (p *pixels) trueColours() []byte {
	rows := make([]byte, 0, (3*p.width+1)*p.height)
	for y := range p.height {
		rows = append(rows, noFilter)
		for _, c := range p.colours[y*p.width : (y+1)*p.width] {
			rows = append(rows, byte(c>>16), byte(c>>8), byte(c))
		}
	}
	return rows
}

func deflated(rows []byte) ([]byte, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(rows); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// physicalSize is the body of pHYs: pixels per metre across and down, and 1
// for the metre (11.3.4.3).
func physicalSize(dpi int) []byte {
	perMetre := uint32(math.Round(float64(dpi) / (canvas.CmPerInch / 100)))
	body := binary.BigEndian.AppendUint32(nil, perMetre)
	body = binary.BigEndian.AppendUint32(body, perMetre)
	return append(body, 1)
}

// textBody is the body of an iTXt chunk: keyword, no compression, language, no
// translated keyword, and UTF-8 text, which may not hold a zero (11.3.3.4).
func textBody(keyword, language, text string) []byte {
	body := []byte(keyword + "\x00\x00\x00" + language + "\x00\x00")
	return append(body, strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")...)
}

// writeChunk writes length, type, body and the CRC over type and body.
func writeChunk(out *bytes.Buffer, kind string, body []byte) {
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(body))))
	typed := append([]byte(kind), body...)
	out.Write(typed)
	out.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(typed)))
}
