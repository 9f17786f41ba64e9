package sheet

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"kuvio/internal/source/record"
)

// biffRecord is one BIFF record.
func biffRecord(kind int, parts ...any) []byte {
	var body []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int: // every plain number is two bytes
			body = binary.LittleEndian.AppendUint16(body, uint16(p))
		case uint32:
			body = binary.LittleEndian.AppendUint32(body, p)
		case float64:
			body = binary.LittleEndian.AppendUint64(body, math.Float64bits(p))
		case string:
			body = append(body, p...)
		}
	}
	head := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	return append(binary.LittleEndian.AppendUint16(head, uint16(len(body))), body...)
}

// testBook is a workbook of one sheet "S" whose shared texts are split over
// two records in the middle of a text, which goes on in the wide form.
func testBook(cells ...[]byte) []byte {
	stream := slices.Concat(
		biffRecord(biffBOF, biffVersion8, 5),
		biffRecord(biffBoundSheet, uint32(0), 0, "\x01\x00S"),
		biffRecord(biffSST, uint32(2), uint32(2), 4, "\x00", "\xc4\xe4ni", 8, "\x08", 1, "2020 b"),
		biffRecord(biffContinue, "\x01i\x00s\x00runs"),
		biffRecord(biffEOF))
	binary.LittleEndian.PutUint32(stream[4+4+4:], uint32(len(stream))) // where the sheet begins
	return slices.Concat(stream, biffRecord(biffBOF, biffVersion8, 16), slices.Concat(cells...), biffRecord(biffEOF))
}

func TestBIFFCells(t *testing.T) {
	book, err := readBIFF(testBook(
		biffRecord(biffNumber, 2, 1, 0, -0.25), // rows need not be in order
		biffRecord(biffLabelSST, 0, 0, 0, uint32(0)),
		biffRecord(biffLabelSST, 0, 1, 0, uint32(1)),
		biffRecord(biffRK, 0, 3, 0, uint32(660<<2|3)),
		biffRecord(biffMulRK, 1, 0, 0, uint32(2019<<2|2), 0, uint32(1), 1),
		biffRecord(biffLabel, 1, 4, 0, 2, "\x00\xe5 "),
		biffRecord(biffBoolErr, 1, 5, 0, "\x01\x00"),
		biffRecord(biffFormula, 2, 2, 0, 1.5, 0),
		biffRecord(biffFormula, 2, 3, 0, "\x00\x00\x00\x00\x00\x00\xff\xff", 0),
		biffRecord(biffString, 3, "\x006,6"),
		biffRecord(biffFormula, 2, 4, 0, "\x00\x00\x00\x00\x00\x00\xff\xff", 0),
	))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.rows(book.sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	truth, text, number := truthCell(true), TextCell, numberCell
	for i, want := range [][]Cell{
		{text("Ääni"), text("2020 bis"), {}, number(6.6)},
		{number(2019), number(0), {}, {}, text("å"), truth},
		{{}, number(-0.25), number(1.5), text("6,6"), formulaCell},
	} {
		row, err := rows.Next()
		if err != nil || row.Number != i+1 || !slices.Equal(row.Cells, want) {
			t.Fatalf("row %d: %+v, %v\nwant %+v", i+1, row, err, want)
		}
	}
	if _, err := rows.Next(); err != io.EOF {
		t.Errorf("after the last row: %v, want EOF", err)
	}
}

func TestBIFFErrors(t *testing.T) {
	good := testBook(biffRecord(biffLabelSST, 0, 0, 0, uint32(0)))
	for n := range len(good) - 1 {
		book, err := readBIFF(good[:n])
		if err == nil {
			_, err = book.rows(book.sheets[0])
		}
		if !errors.Is(err, errBIFF) {
			t.Fatalf("cut off after %d of %d bytes: %v, want %v", n, len(good), err, errBIFF)
		}
	}
	for want, stream := range map[string][]byte{
		"found a workbook with a password: save it without one":   slices.Concat(biffRecord(biffBOF, biffVersion8, 5), biffRecord(biffFilePass, 1)),
		"found a workbook of Excel 95 or older: save it as .xlsx": biffRecord(biffBOF, 0x0500, 5),
		"the name of sheet 1: " + errBIFF.Error():                 slices.Concat(biffRecord(biffBOF, biffVersion8, 5), biffRecord(biffBoundSheet, uint32(0), 0, "\x09\x00S")),
		errBIFF.Error(): biffRecord(biffNumber, 0, 0, 0, 1.0),
	} {
		if _, err := readBIFF(stream); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(testBook(biffRecord(biffLabelSST, 0, 0, 0, uint32(0)), biffRecord(biffMulRK, 1, 0, 0, uint32(2), 0, uint32(1), 1)))
	f.Add(testBook(biffRecord(biffFormula, 2, 3, 0, "\x00\x00\x00\x00\x00\x00\xff\xff", 0), biffRecord(biffString, 3, "\x006,6")))
	f.Fuzz(func(t *testing.T, stream []byte) {
		book, err := readBIFF(stream)
		if err != nil {
			return
		}
		for _, s := range book.sheets {
			rows, err := book.rows(s)
			if err != nil {
				continue
			}
			for row, err := rows.Next(); err == nil; row, err = rows.Next() {
				if row.Number < 1 || row.Number > 1<<16 || row.Filled() > record.MaxColumns {
					t.Fatalf("row %d of %d cells", row.Number, len(row.Cells))
				}
			}
		}
	})
}
