package source

import (
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"math"
	"slices"
)

// biffRows gives a legacy sheet's rows in order.
type biffRows struct {
	sheet   string
	cells   map[int][]biffCell
	numbers []int // of the rows that have cells, from 0, not yet given
	merges  []mergedCells
	row     tableRow
}

// biffCell is a cell with its column, counted from 0.
type biffCell struct {
	column int
	tableCell
}

// rows gathers a sheet's cells, which need not stand in order in the stream.
func (b *biffBook) rows(s biffSheet) (*biffRows, error) {
	out := &biffRows{sheet: s.name, cells: map[int][]biffCell{}}
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
			pending.tableCell, pending = textCell(text), nil
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
			if kind == biffFormula && cells[0].tableCell == formulaCell {
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
	if column >= maxSheetColumns {
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
func (b *biffBook) cell(kind int, body []byte) (tableCell, error) {
	switch kind {
	case biffLabelSST:
		i := int(binary.LittleEndian.Uint32(body))
		if i >= len(b.strings) {
			return tableCell{}, errBIFF
		}
		return textCell(b.strings[i]), nil
	case biffLabel, biffRString:
		text, err := (&biffText{segments: [][]byte{body[2:]}}).chars(int(binary.LittleEndian.Uint16(body)))
		return textCell(text), err
	case biffNumber:
		return numberCell(math.Float64frombits(binary.LittleEndian.Uint64(body))), nil
	case biffRK:
		return numberCell(rkNumber(body)), nil
	case biffBoolErr:
		if body[1] == 0 {
			return truthCell(body[0] != 0), nil
		}
		return tableCell{kind: otherCell, text: "an error"}, nil
	case biffFormula:
		return formulaResult(body), nil
	}
	return tableCell{}, errors.New("no such cell")
}

// formulaResult is the stored result of a formula. That of a text follows in
// a record of its own; until then it is formulaCell.
func formulaResult(body []byte) tableCell {
	if body[6] != 0xff || body[7] != 0xff {
		return numberCell(math.Float64frombits(binary.LittleEndian.Uint64(body)))
	}
	switch body[0] {
	case 1:
		return truthCell(body[2] != 0)
	case 2:
		return tableCell{kind: otherCell, text: "an error"}
	case 3:
		return tableCell{}
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

func (x *biffRows) place(row *tableRow, column int) Place {
	return Place{Sheet: x.sheet, Row: row.number, Col: column + 1}
}

// next returns the next row that has cells.
func (x *biffRows) next() (*tableRow, error) {
	if len(x.numbers) == 0 {
		return nil, io.EOF
	}
	number := x.numbers[0]
	x.numbers = x.numbers[1:]
	x.row.number, x.row.cells = number+1, x.row.cells[:0]
	for _, c := range x.cells[number] {
		for len(x.row.cells) <= c.column {
			x.row.cells = append(x.row.cells, tableCell{})
		}
		x.row.cells[c.column] = c.tableCell
	}
	return &x.row, nil
}

// biffMerges reads ranges of merged cells: how many, and of each its first
// and last row and column. A record that ends early gives what it has.
func biffMerges(data []byte) []mergedCells {
	var list []mergedCells
	for data = data[min(2, len(data)):]; len(data) >= 8; data = data[8:] {
		at := func(i int) int { return int(binary.LittleEndian.Uint16(data[i:])) }
		list = append(list, mergedCells{at(0) + 1, at(2) + 1, at(4), at(6)})
	}
	return list
}

func (x *biffRows) merged() []mergedCells { return x.merges }
