package record

import (
	"context"
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// Findings are what a file holds besides its records.
type Findings struct {
	Encoding string // of text: "utf-8", "iso-8859-1" or "windows-1252"; "" for workbooks

	// Rows is how many observations were emitted, those listed without a
	// value included. In a table every year's cell of a row is one.
	Rows int
	// Rejects is how many rows, or single cells of a table, were rejected.
	Rejects int

	Dated string // yyyy-mm-dd, when the file says its data was last brought up to date; "" where it does not

	Indicators []domain.Indicator // described in the file, in its order
	Regions    []Region           // described in the file, in its order

	Retold []domain.Indicator          // described at second hand: whoever else describes one is to be believed
	MadeUp map[domain.IndicatorID]bool // whose figures the file says are example data

	Footer      string   // a table's closing line, such as "© THL …"
	Sheets      []string // the sheets records came from
	OtherSheets []string // sheets of another layout, not read

	HiddenSheets []string // not read for being hidden

	// Title and Dimensions are of a statistical table: PxWeb's, .px, JSON-stat.
	Title      domain.Text
	Dimensions []Dimension

	Skipped int    // rows passed over on purpose: totals, other tables, what a mapping skips
	Skips   []Skip // the first of them
	Doubts  []Skip // what was left out that may change what the figures are of
}

// Dimension is one of a statistical table's, as it is read.
type Dimension struct {
	Code, Name string
	Role       string // in a mapping's words
	Values     int
	Examples   []string // the first values
}

// Skip is a row that was passed over on purpose, and what it says.
type Skip struct {
	Place Place
	What  string
}

// Region is a region as SOTKAnet's /regions describes it.
type Region struct {
	ID       int
	Code     string // unique within the category only
	Category string // KUNTA, MAAKUNTA …
	Title    domain.Text
	MemberOf []int // ids of the regions it belongs to
}

// Sink takes what a reader finds in one file, in the file's order: it hands
// records and rejects on, counts them and gathers the rest.
type Sink struct {
	Record Record // the one that Emit hands on, reused from row to row
	Findings

	// Largest is the largest value that is believed, either way from zero.
	Largest float64

	ctx       context.Context
	file      string
	emit      func(*Record) error
	reject    func(Reject) error
	described map[domain.IndicatorID]bool
}

// NewSink is a sink for what is found in a file. An error from emit or reject
// is handed back to the reader, and so is the end of ctx now and then.
func NewSink(ctx context.Context, file string, emit func(*Record) error, reject func(Reject) error) *Sink {
	return &Sink{Largest: UsualLargest, ctx: ctx, file: file, emit: emit, reject: reject}
}

// Beyond these a figure is a slip rather than a statistic, and not held exactly.
const (
	UsualLargest = 1e15    // of values, where nobody says otherwise: a thousand times all money there is in euros
	tooManyOf    = 1 << 53 // counts from here on have no float64 each of their own
)

// CancelEvery is how many rows pass between looks at the context.
const CancelEvery = 4096

// Emit hands on the record that has been filled.
func (s *Sink) Emit() error {
	if c := &s.Record.Cell; math.Abs(c.Value) > s.Largest || math.Abs(c.Count) >= tooManyOf { // false for NaN
		return s.Reject(s.tooLarge())
	}
	s.Rows++
	if s.Rows%CancelEvery == 0 {
		if err := s.ctx.Err(); err != nil {
			return err
		}
	}
	return s.emit(&s.Record)
}

// tooLarge is the reject of a figure that is not believed.
func (s *Sink) tooLarge() Reject {
	j := Reject{Place: s.Record.Place}
	if c := s.Record.Cell.Count; math.Abs(c) >= tooManyOf {
		j.Found, j.Expected = strconv.FormatFloat(c, 'g', -1, 64), "a count below 9007199254740992 (2^53), from where counts would be rounded"
		return j
	}
	j.Found = strconv.FormatFloat(s.Record.Cell.Value, 'g', -1, 64)
	j.Expected = "a value of at most " + strconv.FormatFloat(s.Largest, 'g', -1, 64)
	j.Hint = "where it is right, a mapping says how large values may be (largest: 1e18)"
	return j
}

// Reject hands on a row that could not be read, with what was found as it is
// seen.
func (s *Sink) Reject(j Reject) error {
	s.Rejects++
	if s.Rejects%CancelEvery == 0 {
		if err := s.ctx.Err(); err != nil {
			return err
		}
	}
	j.File, j.Column, j.Found = s.file, visible.Text(j.Column), visible.Text(j.Found)
	return s.reject(j)
}

// Described reports whether an indicator has been described.
func (s *Sink) Described(id domain.IndicatorID) bool { return s.described[id] }

// Describe takes a description of an indicator; the first one counts.
func (s *Sink) Describe(in domain.Indicator) {
	if s.described[in.ID] {
		return
	}
	if s.described == nil {
		s.described = map[domain.IndicatorID]bool{}
	}
	s.described[in.ID] = true
	s.Indicators = append(s.Indicators, in)
}

// Retell takes a description of an indicator from who did not make it.
func (s *Sink) Retell(in domain.Indicator) { s.Retold = append(s.Retold, in) }

// SayMadeUp notes that figures of an indicator are example data.
func (s *Sink) SayMadeUp(id domain.IndicatorID) {
	if s.MadeUp == nil {
		s.MadeUp = map[domain.IndicatorID]bool{}
	}
	s.MadeUp[id] = true
}

// maxSkips is how many of the rows passed over are named.
const maxSkips = 100

// Skip notes a row that is passed over on purpose.
func (s *Sink) Skip(at Place, what string) {
	s.Skipped++
	s.Remark(at, what)
}

// Remark notes what is left out beside the rows, such as a column.
func (s *Sink) Remark(at Place, what string) {
	if len(s.Skips) < maxSkips {
		s.Skips = append(s.Skips, Skip{at, what})
	}
}

// Doubt notes what is left out though it may say what the figures are of. However
// much else is passed over, it is told.
func (s *Sink) Doubt(at Place, what string) {
	if len(s.Doubts) < maxSkips {
		s.Doubts = append(s.Doubts, Skip{at, what})
	}
}
