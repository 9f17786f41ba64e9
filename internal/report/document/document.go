// Package document is what a report says, in one language, before it is a file of some
// format: headings, paragraphs, tables, figures, notes and sources in the order in which
// they are read. The packages beside it write one as Word, a web page, a workbook, slides
// or Markdown; none of them computes or words anything.
package document

import (
	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Document is a report in one language.
type Document struct {
	Lang     domain.Lang
	Title    string
	Subtitle string // of what area and years, on which day
	Subject  string // a sentence on it for the file's properties; "" for none
	Blocks   []Block
}

// Block is a part of a document: *Heading, *Paragraph, *List, *Table, *Figure, *Note or
// *Sources.
type Block interface{ block() }

// Heading begins a part. The document's title stands above level 1.
type Heading struct {
	Level int // 1 to 3
	Text  string
}

// Paragraph is text.
type Paragraph struct{ Runs []Run }

// Run is a piece of a paragraph.
type Run struct {
	Text         string
	Bold, Italic bool
	Link         string // an address, or #ID of a table or a figure; "" for none
}

// List is short items, each a line.
type List struct {
	Items   []Paragraph
	Ordered bool
}

// Table is a table with its caption. On paper it has the columns marked Narrow (see
// table.Options), in a workbook all of them. Its own notes and source are printed
// under it.
type Table struct {
	ID      string // unique within the document; "" for one that nothing refers to
	Caption string // "Keski-Suomi muiden maakuntien rinnalla", without a number; the table's own where it is empty
	Table   *table.Table
	Bare    bool // without its notes and source, which the document tells once
}

// Figure is a picture with its texts and the data drawn.
type Figure struct {
	ID       string // unique within the document
	Caption  string // what it shows, without a number
	Alt      string // in its place, for whoever does not see it
	SVG, PNG []byte // the same picture, its title and source within it; either may be nil, not both
	Width    float64
	Height   float64 // in centimetres
	Data     *table.Table
	Chart    *Chart // to be drawn anew by a spreadsheet; nil where its kind of figure has none
}

// Chart is a figure's series as a spreadsheet draws them.
type Chart struct {
	Kind   ChartKind
	Title  string
	Labels []string // of the points: years, or areas
	Series []ChartSeries
	Unit   string // of the values, along their axis

	Decimals int // the values are written with

	Notes  []string // what is to be known of the values: that they are made up, above all
	Source string
}

// ChartKind is how a spreadsheet draws series.
type ChartKind string

// The kinds of charts.
const (
	Line ChartKind = "line"
	Bar  ChartKind = "bar" // across
)

// ChartSeries is a line or the bars of one colour: a value for each label, NaN where
// there is none.
type ChartSeries struct {
	Name   string
	Values []float64
}

// Note is a reservation, in smaller type.
type Note struct{ Text string }

// Sources are where the data is from, a line each.
type Sources struct{ Lines []string }

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Figure) block()    {}
func (*Note) block()      {}
func (*Sources) block()   {}

// Text is a paragraph of plain text.
func Text(s string) *Paragraph { return &Paragraph{Runs: []Run{{Text: s}}} }

// Plain is a paragraph's text without its faces.
func (p *Paragraph) Plain() string {
	var s string
	for _, r := range p.Runs {
		s += r.Text
	}
	return s
}
