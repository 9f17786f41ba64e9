package source

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Record types of a BIFF8 workbook stream ([MS-XLS] 2.3).
const (
	biffBOF        = 0x0809
	biffEOF        = 0x000a
	biffFilePass   = 0x002f
	biffBoundSheet = 0x0085
	biffSST        = 0x00fc
	biffContinue   = 0x003c
	biffLabelSST   = 0x00fd
	biffLabel      = 0x0204
	biffRString    = 0x00d6
	biffNumber     = 0x0203
	biffRK         = 0x027e
	biffMulRK      = 0x00bd
	biffBoolErr    = 0x0205
	biffFormula    = 0x0006
	biffString     = 0x0207
	biffFormat     = 0x041e
	biffXF         = 0x00e0
	biffDate1904   = 0x0022
	biffMerged     = 0x00e5
)

const biffVersion8 = 0x0600

var errBIFF = errors.New("found a damaged .xls: download it again")

// biffBook is a legacy workbook in memory.
type biffBook struct {
	stream  []byte
	sheets  []biffSheet
	strings []string // shared by the sheets
	styles  cellStyles
}

type biffSheet struct {
	name   string
	offset int
}

// biffRecords steps through the records of a stream.
type biffRecords struct {
	stream []byte
	offset int
}

// next returns a record's type and content; ok is false where the stream
// ends, in the middle of a record or not.
func (b *biffRecords) next() (kind int, data []byte, ok bool) {
	if b.offset < 0 || b.offset+4 > len(b.stream) {
		return 0, nil, false
	}
	head := b.stream[b.offset:]
	length := int(binary.LittleEndian.Uint16(head[2:]))
	if 4+length > len(head) {
		return 0, nil, false
	}
	b.offset += 4 + length
	return int(binary.LittleEndian.Uint16(head)), head[4 : 4+length], true
}

// readBIFF reads what the sheets share: their names and places, and the texts.
func readBIFF(stream []byte) (*biffBook, error) {
	book := &biffBook{stream: stream}
	records := biffRecords{stream: stream}
	var shared [][]byte // the record of the texts and its continuations
	last := 0
	for first := true; ; first = false {
		kind, data, ok := records.next()
		switch {
		case !ok:
			return nil, errBIFF
		case first && (kind != biffBOF || len(data) < 2):
			return nil, errBIFF
		case first && binary.LittleEndian.Uint16(data) != biffVersion8:
			return nil, errors.New("found a workbook of Excel 95 or older: save it as .xlsx")
		case kind == biffFilePass:
			return nil, errors.New("found a workbook with a password: save it without one")
		case kind == biffSST, kind == biffContinue && last == biffSST:
			shared = append(shared, data)
			kind = biffSST // another continuation may follow
		case kind == biffFormat, kind == biffXF, kind == biffDate1904:
			if err := book.addStyle(kind, data); err != nil {
				return nil, err
			}
		case kind == biffBoundSheet:
			if err := book.addSheet(data); err != nil {
				return nil, err
			}
		case kind == biffEOF:
			var err error
			book.strings, err = readSharedTexts(shared)
			return book, err
		}
		last = kind
	}
}

func (b *biffBook) addSheet(data []byte) error {
	if len(data) < 8 {
		return errBIFF
	}
	if data[5] != 0 { // a chart or macro sheet
		return nil
	}
	name := biffText{segments: [][]byte{data[7:]}}
	text, err := name.chars(int(data[6]))
	if err != nil {
		return fmt.Errorf("the name of sheet %d: %w", len(b.sheets)+1, err)
	}
	b.sheets = append(b.sheets, biffSheet{name: text, offset: int(binary.LittleEndian.Uint32(data))})
	return nil
}

// addStyle notes how cells show their numbers: a format's text, a style's
// format, or whether days are counted from 1904.
func (b *biffBook) addStyle(kind int, data []byte) error {
	if len(data) < 2 {
		return errBIFF
	}
	switch kind {
	case biffDate1904:
		b.styles.from1904 = binary.LittleEndian.Uint16(data) == 1
	case biffXF:
		if len(data) < 4 {
			return errBIFF
		}
		b.styles.formats = append(b.styles.formats, int(binary.LittleEndian.Uint16(data[2:])))
	case biffFormat:
		if len(data) < 5 {
			return errBIFF
		}
		text, err := (&biffText{segments: [][]byte{data[4:]}}).chars(int(binary.LittleEndian.Uint16(data[2:])))
		if err != nil {
			return err
		}
		b.styles.name(int(binary.LittleEndian.Uint16(data)), text)
	}
	return nil
}
