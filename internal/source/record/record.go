// Package record holds what files say, as they say it: observations and their
// places, rows that cannot be read, descriptions of indicators and regions.
package record

import (
	"strconv"

	"kuvio/internal/domain"
)

// Record is one observation as a source file states it.
type Record struct {
	Indicator domain.IndicatorID
	Region    RegionKey
	Gender    domain.Gender
	Breakdown string // "age=0-6"; empty for most
	Period    domain.Period
	Cell      domain.Cell
	Place     Place
}

// RegionKey is what a file says of a region; what it does not say is empty.
// Codes are as the file has them: a sheet may have lost their leading zeros.
type RegionKey struct {
	SotkanetID int
	Code       string
	Category   string // SOTKAnet's word, such as KUNTA
	Name       string
	Sure       bool // the code is kuvio's own: only another region's name speaks against it
}

// Place is where in a file something stands: a line of text, an object of a
// JSON array, or a cell of a sheet. All of them count from 1; 0 is none.
type Place struct {
	Line   int
	Object int
	Sheet  string
	Row    int
	Col    int
}

// String writes the place as it follows a file's name: "17", "17: object 3"
// or "SOTKAnet!F12".
func (p Place) String() string {
	if p.Row > 0 {
		return p.Sheet + "!" + ColumnName(max(p.Col, 1)) + strconv.Itoa(p.Row)
	}
	s := strconv.Itoa(p.Line)
	if p.Object > 0 {
		s += ": object " + strconv.Itoa(p.Object)
	}
	return s
}

// Join takes what another cell says of the same region.
func (k *RegionKey) Join(other RegionKey, isName bool) {
	if k.Name == "" || isName && other.Name != "" {
		k.Name = other.Name
	}
	if k.Code == "" {
		k.Code = other.Code
	}
	if k.Category == "" {
		k.Category = other.Category
	}
}

// MaxColumns is how many columns a sheet may have, by Excel's own limit.
const MaxColumns = 1 << 14

// ColumnName is a spreadsheet's name of a column: 1 is A, 27 is AA.
func ColumnName(col int) string {
	var name []byte
	for ; col > 0; col = (col - 1) / 26 {
		name = append([]byte{byte('A' + (col-1)%26)}, name...)
	}
	return string(name)
}

// ColumnNumber reads the column out of a cell's name: "AA12" is 27.
func ColumnNumber(cell string) (int, bool) {
	n := 0
	for _, c := range []byte(cell) {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > MaxColumns {
			return 0, false
		}
	}
	return n, n > 0
}
