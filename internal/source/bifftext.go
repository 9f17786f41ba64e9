package source

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// biffText reads texts out of a record and its continuations. In BIFF8 a text
// is a flag byte and then either a byte for each character, the low half of
// its UTF-16 unit, or both halves ([MS-XLS] 2.5.293 and 2.5.294).
type biffText struct {
	segments [][]byte // what is unread, a slice for each record
}

// bytes takes n bytes, from several records if need be.
func (t *biffText) bytes(n int) ([]byte, error) {
	var out []byte
	for {
		if len(t.segments) == 0 {
			if n > 0 {
				return nil, errBIFF
			}
			return out, nil
		}
		head := t.segments[0]
		take := min(n, len(head))
		if out == nil && take == n {
			out = head[:take]
		} else {
			out = append(out, head[:take]...)
		}
		t.segments[0] = head[take:]
		n -= take
		if n == 0 {
			return out, nil
		}
		t.segments = t.segments[1:]
	}
}

// chars reads the flag byte and n characters. Where they go on in another
// record, a flag byte of its own begins that.
func (t *biffText) chars(n int) (string, error) {
	flags, err := t.bytes(1)
	if err != nil {
		return "", err
	}
	return t.units(n, flags[0]&1 != 0)
}

func (t *biffText) units(n int, wide bool) (string, error) {
	units := make([]uint16, 0, min(n, 256))
	for {
		if len(t.segments) == 0 {
			return "", errBIFF
		}
		head, size := t.segments[0], 1
		if wide {
			size = 2
		}
		take := min(n, len(head)/size)
		for i := range take {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(head[2*i:]))
			} else {
				units = append(units, uint16(head[i]))
			}
		}
		t.segments[0] = head[take*size:]
		if n -= take; n == 0 {
			return string(utf16.Decode(units)), nil
		}
		t.segments = t.segments[1:]
		if len(t.segments) == 0 || len(t.segments[0]) == 0 {
			return "", errBIFF
		}
		wide = t.segments[0][0]&1 != 0
		t.segments[0] = t.segments[0][1:]
	}
}

// readSharedTexts reads the texts that cells refer to by number.
func readSharedTexts(segments [][]byte) ([]string, error) {
	if len(segments) == 0 {
		return nil, nil
	}
	t := biffText{segments: segments}
	head, err := t.bytes(8)
	if err != nil {
		return nil, err
	}
	count := int(binary.LittleEndian.Uint32(head[4:]))
	var list []string
	for range count {
		text, err := t.shared()
		if err != nil {
			return nil, err
		}
		list = append(list, strings.TrimSpace(text))
	}
	return list, nil
}

// shared reads one shared text, passing over its formatting and phonetic parts.
func (t *biffText) shared() (string, error) {
	head, err := t.bytes(3)
	if err != nil {
		return "", err
	}
	n, flags, after := int(binary.LittleEndian.Uint16(head)), head[2], 0
	if flags&8 != 0 { // formatting runs of 4 bytes
		runs, err := t.bytes(2)
		if err != nil {
			return "", err
		}
		after += 4 * int(binary.LittleEndian.Uint16(runs))
	}
	if flags&4 != 0 {
		phonetic, err := t.bytes(4)
		if err != nil {
			return "", err
		}
		after += int(binary.LittleEndian.Uint32(phonetic))
	}
	text, err := t.units(n, flags&1 != 0)
	if err != nil {
		return "", err
	}
	_, err = t.bytes(after)
	return text, err
}
