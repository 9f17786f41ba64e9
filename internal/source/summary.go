package source

import "kuvio/internal/domain"

// Summary is what a file turned out to be and to hold besides its records.
type Summary struct {
	Format   Format
	Encoding string // of text: "utf-8", "iso-8859-1" or "windows-1252"; "" for workbooks

	// Rows is how many observations were emitted, those listed without a
	// value included. In a table every year's cell of a row is one.
	Rows int
	// Rejects is how many rows, or single cells of a table, were rejected.
	Rejects int

	Indicators []domain.Indicator // described in the file, in its order
	Regions    []Region           // described in the file, in its order

	Footer      string   // a table's closing line, such as "© THL …"
	Sheets      []string // the sheets records came from
	OtherSheets []string // sheets of another layout, not read

	// Title and Dimensions are of a statistical table: PxWeb's, .px, JSON-stat.
	Title      domain.Text
	Dimensions []Dimension

	Skipped int    // rows passed over on purpose: totals, other tables, what a mapping skips
	Skips   []Skip // the first of them
}

// Dimension is one of a statistical table's, as it is read.
type Dimension struct {
	Code, Name string
	Role       Role
	Values     int
	Examples   []string // the first values
}

// Skip is a row that was passed over on purpose, and what it says.
type Skip struct {
	Place Place
	What  string
}

// maxSkips is how many of the rows passed over a summary names.
const maxSkips = 100

// Region is a region as SOTKAnet's /regions describes it.
type Region struct {
	ID       int
	Code     string // unique within the category only
	Category string // KUNTA, MAAKUNTA …
	Title    domain.Text
	MemberOf []int // ids of the regions it belongs to
}
