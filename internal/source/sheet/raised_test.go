package sheet

import (
	"encoding/binary"
	"slices"
	"testing"
)

func TestRaisedMark(t *testing.T) {
	for raised, want := range map[string]string{
		"3": "³", "12": "¹²", "1)": "¹⁾", "*": "*", "1,2": "¹ ²", "1) 2)": "¹⁾ ²⁾", "a": "[a]", "a)": "[a]", "(b)": "[b]", "1-3": "[1-3]", "note 1": "[note 1]", "": "", " ": " ",
	} {
		if got := raisedMark(raised); got != want {
			t.Errorf("%q: %q, want %q", raised, got, want)
		}
	}
}

// A legacy workbook's text has its looks as runs of fonts, one of which is raised;
// the fifth font has the number 5. What does not show is told of.
func TestBIFFLooks(t *testing.T) {
	font := func(raised int) []byte {
		return biffRecord(biffFont, 200, 0, 0, 400, raised, "\x00\x00\x00\x00\x00\x00")
	}
	stream := slices.Concat(
		biffRecord(biffBOF, biffVersion8, 5), font(0), font(0), font(0), font(0), font(1),
		biffRecord(biffBoundSheet, uint32(0), 1, "\x01\x00S"),
		biffRecord(biffSST, uint32(2), uint32(2), 3, "\x08", 1, "123", 2, 5, 6, "\x08", 2, "2020ab", 4, 5, 5, 0),
		biffRecord(biffEOF))
	at := slices.Index(stream, 'S') - 8
	binary.LittleEndian.PutUint32(stream[at:], uint32(len(stream)))
	book, err := readBIFF(slices.Concat(stream, biffRecord(biffBOF, biffVersion8, 16),
		biffRecord(biffColInfo, 1, 1, 0, 0, 1, 0),
		biffRecord(biffRow, 0, 0, 2, 0, 0, 0, 0x20, 0),
		biffRecord(biffLabelSST, 0, 0, 0, uint32(0)), biffRecord(biffLabelSST, 0, 1, 0, uint32(1)),
		biffRecord(biffRString, 1, 0, 0, 2, "\x0077", 1, 1, 5), biffRecord(biffEOF)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.rows(book.sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	var unseen Unseen
	rows.unseen = &unseen
	for _, want := range [][]Cell{{TextCell("12³"), TextCell("2020[a]b")}, {TextCell("7⁷")}} {
		if row, err := rows.Next(); err != nil || !slices.Equal(row.Cells, want) {
			t.Fatalf("%+v, %v, want %+v", row, err, want)
		}
	}
	if !book.sheets[0].hidden || unseen.Rows != 1 || unseen.First != 1 || !slices.Equal(unseen.Columns, []string{"B"}) {
		t.Errorf("sheet hidden: %t, %+v", book.sheets[0].hidden, unseen)
	}
}
