package record

import (
	"context"

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

	ctx       context.Context
	file      string
	emit      func(*Record) error
	reject    func(Reject) error
	described map[domain.IndicatorID]bool
}

// NewSink is a sink for what is found in a file. An error from emit or reject
// is handed back to the reader, and so is the end of ctx now and then.
func NewSink(ctx context.Context, file string, emit func(*Record) error, reject func(Reject) error) *Sink {
	return &Sink{ctx: ctx, file: file, emit: emit, reject: reject}
}

// CancelEvery is how many rows pass between looks at the context.
const CancelEvery = 4096

// Emit hands on the record that has been filled.
func (s *Sink) Emit() error {
	s.Rows++
	if s.Rows%CancelEvery == 0 {
		if err := s.ctx.Err(); err != nil {
			return err
		}
	}
	return s.emit(&s.Record)
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
