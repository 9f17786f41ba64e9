package source

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
		return p.Sheet + "!" + columnName(max(p.Col, 1)) + strconv.Itoa(p.Row)
	}
	s := strconv.Itoa(p.Line)
	if p.Object > 0 {
		s += ": object " + strconv.Itoa(p.Object)
	}
	return s
}
