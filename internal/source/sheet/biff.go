package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"kuvio/internal/source/record"
	"kuvio/internal/visible"
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
	biffFont       = 0x0031
	biffRow        = 0x0208
	biffColInfo    = 0x007d
)

const biffVersion8 = 0x0600

var errBIFF = errors.New("found a damaged .xls: download it again, or open it in a spreadsheet program and save it as .xlsx")

// biffBook is a legacy workbook in memory.
type biffBook struct {
	stream  []byte
	sheets  []biffSheet
	strings []string // shared by the sheets
	styles  styles
	raised  []bool // of each font
}

type biffSheet struct {
	name   string
	offset int
	hidden bool
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
		case kind == biffFont:
			// dyHeight, grbit, icv, bls, then sss: 1 for superscript ([MS-XLS] 2.4.122)
			book.raised = append(book.raised, len(data) >= 10 && binary.LittleEndian.Uint16(data[8:]) == 1)
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
			book.strings, err = book.sharedTexts(shared)
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
	b.sheets = append(b.sheets, biffSheet{name: visible.Text(text), offset: int(binary.LittleEndian.Uint32(data)), hidden: data[4]&3 != 0})
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

// sharedTexts reads the texts that cells refer to by number.
func (b *biffBook) sharedTexts(segments [][]byte) ([]string, error) {
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
		text, err := b.sharedText(&t)
		if err != nil {
			return nil, err
		}
		list = append(list, strings.TrimSpace(text))
	}
	return list, nil
}

// sharedText reads one shared text, raised runs as marks, passing over its phonetic
// part.
func (b *biffBook) sharedText(t *biffText) (string, error) {
	head, err := t.bytes(3)
	if err != nil {
		return "", err
	}
	n, flags, runs, after := int(binary.LittleEndian.Uint16(head)), head[2], 0, 0
	if flags&8 != 0 { // formatting runs of 4 bytes
		count, err := t.bytes(2)
		if err != nil {
			return "", err
		}
		runs = int(binary.LittleEndian.Uint16(count))
	}
	if flags&4 != 0 {
		phonetic, err := t.bytes(4)
		if err != nil {
			return "", err
		}
		after = int(binary.LittleEndian.Uint32(phonetic))
	}
	text, err := t.units(n, flags&1 != 0)
	if err != nil {
		return "", err
	}
	if runs > 0 {
		looks, err := t.bytes(4 * runs)
		if err != nil {
			return "", err
		}
		text = b.withRaised(text, looks)
	}
	_, err = t.bytes(after)
	return text, err
}

// withRaised writes a text's raised runs as marks: each is the first character that
// looks so and its font ([MS-XLS] 2.5.129). The font of the number 4 does not exist.
func (b *biffBook) withRaised(text string, looks []byte) string {
	var runs []textRun
	some := false
	for ; len(looks) >= 4; looks = looks[4:] {
		font := int(binary.LittleEndian.Uint16(looks[2:]))
		if font > 4 {
			font--
		}
		raised := font < len(b.raised) && b.raised[font]
		some = some || raised
		runs = append(runs, textRun{int(binary.LittleEndian.Uint16(looks)), raised})
	}
	if !some || !slices.IsSortedFunc(runs, func(a, b textRun) int { return a.from - b.from }) {
		return text
	}
	return withRaised(text, runs)
}

// biffRows gives a legacy sheet's rows in order.
type biffRows struct {
	sheet   string
	cells   map[int][]biffCell
	numbers []int // of the rows that have cells, from 0, not yet given
	merges  []Merge
	unseen  *Unseen // is told what does not show
	hidden  hiddenColumns
	rows    map[int]bool // those that do not show, from 0
	row     Row
}

// biffCell is a cell with its column, counted from 0.
type biffCell struct {
	column int
	Cell
}

// rows gathers a sheet's cells, which need not stand in order in the stream.
func (b *biffBook) rows(s biffSheet) (*biffRows, error) {
	out := &biffRows{sheet: s.name, cells: map[int][]biffCell{}, rows: map[int]bool{}}
	records := biffRecords{stream: b.stream, offset: s.offset}
	var pending *biffCell // the formula whose text is in the next record
	for depth, first := 0, true; ; first = false {
		kind, data, ok := records.next()
		switch {
		case !ok, first && kind != biffBOF:
			return nil, errBIFF
		case kind == biffBOF: // a chart within the sheet has its own
			depth++
		case kind == biffEOF:
			if depth--; depth == 0 {
				out.numbers = slices.Sorted(maps.Keys(out.cells))
				return out, nil
			}
		case depth > 1:
		case kind == biffRow && len(data) >= 14 && data[12]&0x20 != 0: // fDyZero ([MS-XLS] 2.4.221)
			out.rows[int(binary.LittleEndian.Uint16(data))] = true
		case kind == biffColInfo && len(data) >= 10 && data[8]&1 != 0: // fHidden (2.4.53)
			out.hidden.add(int(binary.LittleEndian.Uint16(data)), int(binary.LittleEndian.Uint16(data[2:])))
		case kind == biffMerged:
			out.merges = append(out.merges, biffMerges(data)...)
		case kind == biffString && pending != nil:
			if len(data) < 3 {
				return nil, errBIFF
			}
			text, err := (&biffText{segments: [][]byte{data[2:]}}).chars(int(binary.LittleEndian.Uint16(data)))
			if err != nil {
				return nil, err
			}
			pending.Cell, pending = TextCell(text), nil
		default:
			cells, row, err := b.cells(kind, data)
			if err != nil {
				return nil, err
			}
			if len(cells) == 0 {
				continue
			}
			out.cells[row] = append(out.cells[row], cells...)
			pending = nil
			if kind == biffFormula && cells[0].Cell == formulaCell {
				list := out.cells[row]
				pending = &list[len(list)-1]
			}
		}
	}
}

// cells reads the cells of one record, none where it is no cell's.
func (b *biffBook) cells(kind int, data []byte) (cells []biffCell, row int, err error) {
	need := leastLength(kind)
	if need == 0 {
		return nil, 0, nil
	}
	if len(data) < need {
		return nil, 0, errBIFF
	}
	row, column := int(binary.LittleEndian.Uint16(data)), int(binary.LittleEndian.Uint16(data[2:]))
	if column >= record.MaxColumns {
		return nil, 0, errBIFF
	}
	if kind == biffMulRK {
		for body := data[4:]; len(body) >= 8; body = body[6:] { // 6 bytes a cell, and 2 at the end
			number := b.styles.apply(numberCell(rkNumber(body[2:])), int(binary.LittleEndian.Uint16(body)))
			cells = append(cells, biffCell{column, number})
			column++
		}
		return cells, row, nil
	}
	cell, err := b.cell(kind, data[6:])
	cell = b.styles.apply(cell, int(binary.LittleEndian.Uint16(data[4:])))
	return []biffCell{{column, cell}}, row, err
}

// leastLength is how many bytes a record of cells has at least; 0 for a record
// of another kind.
func leastLength(kind int) int {
	switch kind {
	case biffNumber, biffFormula:
		return 14
	case biffLabelSST, biffRK:
		return 10
	case biffLabel, biffRString:
		return 9
	case biffBoolErr:
		return 8
	case biffMulRK:
		return 6
	}
	return 0
}

// cell reads a cell's content, which follows its row, column and style.
func (b *biffBook) cell(kind int, body []byte) (Cell, error) {
	switch kind {
	case biffLabelSST:
		i := int(binary.LittleEndian.Uint32(body))
		if i >= len(b.strings) {
			return Cell{}, errBIFF
		}
		return TextCell(b.strings[i]), nil
	case biffLabel, biffRString:
		rest := biffText{segments: [][]byte{body[2:]}}
		text, err := rest.chars(int(binary.LittleEndian.Uint16(body)))
		if kind == biffRString && err == nil {
			if looks := slices.Concat(rest.segments...); len(looks) > 2 { // how many, then they
				text = b.withRaised(text, looks[2:])
			}
		}
		return TextCell(text), err
	case biffNumber:
		return numberCell(math.Float64frombits(binary.LittleEndian.Uint64(body))), nil
	case biffRK:
		return numberCell(rkNumber(body)), nil
	case biffBoolErr:
		if body[1] == 0 {
			return truthCell(body[0] != 0), nil
		}
		return otherCell("an error"), nil
	case biffFormula:
		return formulaResult(body), nil
	}
	return Cell{}, errors.New("no such cell")
}

// formulaResult is the stored result of a formula. That of a text follows in
// a record of its own; until then it is formulaCell.
func formulaResult(body []byte) Cell {
	if body[6] != 0xff || body[7] != 0xff {
		return numberCell(math.Float64frombits(binary.LittleEndian.Uint64(body)))
	}
	switch body[0] {
	case 1:
		return truthCell(body[2] != 0)
	case 2:
		return otherCell("an error")
	case 3:
		return Cell{}
	}
	return formulaCell
}

// rkNumber reads BIFF's short form of a number: 30 bits of a float or of an
// integer, and whether to divide it by 100 ([MS-XLS] 2.5.217).
func rkNumber(b []byte) float64 {
	bits := binary.LittleEndian.Uint32(b)
	v := math.Float64frombits(uint64(bits&^3) << 32)
	if bits&2 != 0 {
		v = float64(int32(bits) >> 2)
	}
	if bits&1 != 0 {
		v /= 100
	}
	return v
}

func (x *biffRows) Place(row *Row, column int) record.Place {
	return record.Place{Sheet: x.sheet, Row: row.Number, Col: column + 1}
}

// Next returns the next row that has cells.
func (x *biffRows) Next() (*Row, error) {
	if len(x.numbers) == 0 {
		return nil, io.EOF
	}
	number := x.numbers[0]
	x.numbers = x.numbers[1:]
	x.row.Number, x.row.Cells = number+1, x.row.Cells[:0]
	for _, c := range x.cells[number] {
		for len(x.row.Cells) <= c.column {
			x.row.Cells = append(x.row.Cells, Cell{})
		}
		x.row.Cells[c.column] = c.Cell
	}
	x.unseen.note(&x.row, x.rows[number], x.hidden)
	return &x.row, nil
}

// biffMerges reads ranges of merged cells: how many, and of each its first
// and last row and column. A record that ends early gives what it has.
func biffMerges(data []byte) []Merge {
	var list []Merge
	for data = data[min(2, len(data)):]; len(data) >= 8; data = data[8:] {
		at := func(i int) int { return int(binary.LittleEndian.Uint16(data[i:])) }
		list = append(list, Merge{at(0) + 1, at(2) + 1, at(4), at(6)})
	}
	return list
}

func (x *biffRows) merged() []Merge { return x.merges }
