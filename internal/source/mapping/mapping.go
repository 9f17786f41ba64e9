// Package mapping says what a file's columns and words mean: the mappings
// people write, the vocabulary of headers, regions, sexes and marks that need
// none, and the question that is asked where neither tells.
package mapping

import (
	"reflect"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/sheet"
)

// Mapping says of a file what its content cannot. All of it is optional: what
// a mapping leaves out is taken from the content where that is clear.
//
// Rows and lines count from 1 as an editor or a spreadsheet shows them.
type Mapping struct {
	Sheet     string `yaml:"sheet,omitempty"`     // a workbook's sheet; a * stands for any text
	Header    []int  `yaml:"header,omitempty"`    // the header's rows; [0] is none
	First     int    `yaml:"first,omitempty"`     // first row of data; 0: the one after the header
	Last      int    `yaml:"last,omitempty"`      // last row of data; 0: the end
	Encoding  string `yaml:"encoding,omitempty"`  // utf-8, utf-16, iso-8859-1 or windows-1252
	Delimiter string `yaml:"delimiter,omitempty"` // ; , | or tab
	Decimal   string `yaml:"decimal,omitempty"`   // , or .
	Thousands string `yaml:"thousands,omitempty"` // , or . where thousands are divided so

	Scaled  string  `yaml:"scaled,omitempty"`  // numbers that a workbook shows in thousands: as "shown", or as "stored"
	Largest float64 `yaml:"largest,omitempty"` // of values, where they go beyond record.UsualLargest

	// What holds for the whole file.
	Indicator domain.IndicatorID `yaml:"indicator,omitempty"`
	Period    string             `yaml:"period,omitempty"` // a period, or "sheet": the sheet's name is it
	Gender    domain.Gender      `yaml:"gender,omitempty"`
	Breakdown string             `yaml:"breakdown,omitempty"` // "age=0-6"
	Region    string             `yaml:"region,omitempty"`    // of every value, where no column tells it: maa, or "sheet": the sheet's name is it
	Category  string             `yaml:"category,omitempty"`  // of every region: kunta, maakunta, hva …

	// SplitYears says of labels such as 2011-12 that they are years which begin in
	// one calendar year and end in the next (true), or months (false).
	SplitYears *bool `yaml:"split_years,omitempty"`

	Columns    []Column    `yaml:"columns,omitempty"`
	Indicators []Indicator `yaml:"indicators,omitempty"`

	// Regions gives the regions that go by a word of the file: "Riket: maa",
	// "Koski: kunta:284"; "skip" passes over their rows.
	Regions map[string]string `yaml:"regions,omitempty"`

	// Genders gives the genders that go by a word of the file: "T: total",
	// "1: male"; "skip" passes over their rows.
	Genders map[string]string `yaml:"genders,omitempty"`

	// Marks that stand for a value, in place of the usual ones. A mark in one
	// list is taken out of the others.
	Missing    []string `yaml:"missing,omitempty"`
	Suppressed []string `yaml:"suppressed,omitempty"`
	Zero       []string `yaml:"zero,omitempty"`

	Name string `yaml:"-"` // the mapping's own file, for errors

	regionsByKey, gendersByKey map[string]string // Regions and Genders by WordKey
}

// Column says what one column holds. It is found by the text of its
// header, by its letter, or by both, which must then agree.
type Column struct {
	Column string `yaml:"column,omitempty"` // the header, without footnote marks
	At     string `yaml:"at,omitempty"`     // A, B, … of text too
	Is     Role   `yaml:"is"`

	// Of a value or a count: what only this column is of.
	Indicator domain.IndicatorID `yaml:"indicator,omitempty"`
	Period    string             `yaml:"period,omitempty"`
	Region    string             `yaml:"region,omitempty"` // a reference, or a name or code as a column of regions has them
	Gender    domain.Gender      `yaml:"gender,omitempty"`
	Breakdown string             `yaml:"breakdown,omitempty"`
	Decimal   string             `yaml:"decimal,omitempty"`
	Thousands string             `yaml:"thousands,omitempty"`

	Fill  bool   `yaml:"fill,omitempty"`  // an empty cell repeats the one above
	Empty string `yaml:"empty,omitempty"` // EmptyIsTotal: an empty cell is all genders, or all of the breakdown, together
}

// Indicator gives an indicator its id and describes it.
type Indicator struct {
	ID          domain.IndicatorID `yaml:"id"`
	Match       string             `yaml:"match,omitempty"` // what the file calls it, where it holds several
	Title       domain.Text        `yaml:"title,omitempty"`
	Unit        domain.Unit        `yaml:"unit,omitempty"`
	Source      domain.Text        `yaml:"source,omitempty"`
	Decimals    *int               `yaml:"decimals,omitempty"`
	Denominator domain.IndicatorID `yaml:"denominator,omitempty"`
}

// Words of a mapping: an indicator's id or a region that is passed over, a
// period or region that is the sheet's name, and what an empty cell stands for.
const (
	Skip          = "skip"
	PeriodOfSheet = "sheet"
	EmptyIsTotal  = "total"
	RegionOfSheet = "sheet"
	PlaceholderID = "oma:NAME" // to be filled in
)

// Describe is the indicator as its mapping describes it.
func (m Indicator) Describe() domain.Indicator {
	return domain.Indicator{
		ID: m.ID, Title: m.Title, Unit: m.Unit, Organization: m.Source, Decimals: m.Decimals, Denominator: m.Denominator,
	}
}

// Role is what a column holds.
type Role string

// The roles. RoleBreakdown is followed by the dimension's key: "breakdown:age".
const (
	RoleRegion     Role = "region"      // a name, a code, or both in one cell
	RoleRegionID   Role = "region_id"   // SOTKAnet's own number
	RoleRegionCode Role = "region_code" // such as 179
	RoleRegionName Role = "region_name"
	RoleCategory   Role = "category" // kunta, maakunta …, in words
	RolePeriod     Role = "period"
	RoleGender     Role = "gender"
	RoleBreakdown  Role = "breakdown:"
	RoleIndicator  Role = "indicator" // an id, or a name that indicators match
	RoleValue      Role = "value"
	RoleCount      Role = "count"
	RoleStatus     Role = "status" // a mark that says why there is no value
	RoleIgnore     Role = "ignore"
)

// Style is what the mapping says that commas and points divide.
func (m *Mapping) Style() (style sheet.Style) {
	style.Say(m.Decimal, m.Thousands)
	return style
}

// IsOfFigures reports whether the mapping says how figures are written and nothing
// else, as it may of a file that says all the rest itself.
func (m *Mapping) IsOfFigures() bool {
	rest := *m
	rest.Name, rest.Decimal, rest.Thousands, rest.Largest = "", "", "", 0
	rest.Missing, rest.Suppressed, rest.Zero = nil, nil, nil
	return reflect.DeepEqual(rest, Mapping{})
}

// LaysOut reports whether the mapping says which rows and columns hold what,
// which a table of PxWeb's says itself.
func (m *Mapping) LaysOut() bool {
	return m != nil && (m.Decimal != "" || m.Thousands != "" || m.Header != nil || m.First > 0 || m.Last > 0 ||
		slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Is == RoleValue || c.Is == RoleCount }))
}

// MaxHeaderRows is how many rows a header may have.
const MaxHeaderRows = 4

// DelimiterOf is what a mapping says divides the columns of a text, or what is
// found to.
func DelimiterOf(f content.File, encoding string, m *Mapping) byte {
	if m != nil && m.Delimiter != "" {
		return sheet.DelimiterByte(m.Delimiter)
	}
	return sheet.FindDelimiter(f, encoding)
}
