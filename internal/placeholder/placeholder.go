// Package placeholder reads the words between {{ and }} of a document: which number,
// sentence, table or figure is to stand in their place. The words of all three languages
// are understood in a document of any; Words lists them. It knows no data: what the words
// name is looked up by whoever answers them.
package placeholder

import "kuvio/internal/domain"

// Open and Close stand around the words.
const (
	Open  = "{{"
	Close = "}}"
)

// What is what is asked for.
type What string

// What there is to be asked for.
const (
	Value     What = "value"     // of one area, in one period
	Period    What = "period"    // that the value is of
	Sentence  What = "sentence"  // a paragraph on the series
	Change    What = "change"    // from one period to another
	Direction What = "direction" // in a word
	Turn      What = "turn"      // the years in which the series turned
	Rank      What = "rank"      // of the area among others, in words

	Sum     What = "sum" // of several areas, as are those below
	Mean    What = "mean"
	Range   What = "range" // from the lowest value to the highest
	Lowest  What = "lowest"
	Highest What = "highest"
	Below   What = "below" // how many areas have less than a limit
	Above   What = "above"
	AtMost  What = "at_most"
	AtLeast What = "at_least"
	Classes What = "classes" // a paragraph on how many areas there are between limits
	Compare What = "compare" // a paragraph on areas beside each other and a benchmark

	Table   What = "table"
	Figure  What = "figure"
	Region  What = "region"  // the area, as it stands in a sentence
	Subject What = "subject" // says which area the document is about
	Sources What = "sources"
	Notes   What = "notes"
)

// Form is how an area's name stands in a sentence.
type Form string

// The forms.
const (
	Name Form = "name"
	Of   Form = "of" // "Keski-Suomen", "Mellersta Finlands", "Central Finland's"
	In   Form = "in" // "Keski-Suomessa", "i Mellersta Finland", "in Central Finland"
)

// Part is the part of a lowest or highest value that is asked for; "" for both.
type Part string

// The parts.
const (
	NamePart  Part = "name"
	ValuePart Part = "value"
)

// Set is the areas that something is asked of together, or among.
type Set struct {
	Refs     string          // references, as they were written
	Category domain.Category // in place of them, a word such as "kunnat": every area of it, of the area asked about
	All      bool            // of the whole country instead
}

// IsZero reports whether no areas are named.
func (s Set) IsZero() bool { return s == Set{} }

// Request is what a placeholder asks for. What it leaves out is for whoever answers:
// the document's subject, the latest period.
type Request struct {
	What       What
	Indicators string // "191", "1339+3377", "@plan"; one but for tables
	Region     string // a name or references, as written
	Set        Set
	Beside     string          // benchmarks, as written
	Periods    []domain.Period // ascending as written; none is the latest
	Gender     domain.Gender   // "" for total
	Breakdown  string          // "" for the total

	Count    bool // the count behind the value
	Decimals *int
	Unit     bool    // with it
	Spelt    bool    // numbers of areas and units in words
	Percent  bool    // a change in per cent of what it was
	Weighted bool    // a mean, by what the values are of
	Times    float64 // that the value is multiplied by; 1 mostly

	Limits  string  // of classes
	Limit   float64 // of Below and its like
	Round   *int    // decimals that values are rounded to before they are compared with limits
	Part    Part
	Command string // of Table: profile, trend, compare, spread, classes or values
	ID      string // of Figure
	Form    Form   // of Region
	Capital bool   // the answer begins a sentence
}

// One reports whether the request is of one area.
func (r *Request) One() bool {
	switch r.What {
	case Value, Period, Sentence, Change, Direction, Turn, Rank, Region:
		return true
	}
	return false
}

// Data reports whether the request is of an indicator's figures.
func (r *Request) Data() bool {
	switch r.What {
	case Table, Figure, Region, Subject, Sources, Notes:
		return false
	}
	return true
}
