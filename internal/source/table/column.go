package table

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// Bounds on what is kept of a column while a table is looked through.
const (
	maxWords     = 5000 // different texts of one of the first columns
	maxWordsWide = 20   // and of one after wideColumns
	wideColumns  = 32
	maxWord      = 400 // bytes
	maxExamples  = 3
)

// column is what a look through the table tells of one of its columns.
type column struct {
	index  int
	header []sheet.Cell // its cells, from above
	parts  []sheet.Cell // the same with days as years, where they are
	label  string
	columnCounts
	words    map[string]bool      // the texts and years that stand in it
	met      map[sheet.Cell]facts // of the first cells, as many as of words
	order    []string             // of words
	many     bool                 // more words than were kept
	examples []string
	evidence sheet.Evidence
	days     days
	lows     []string // the words of those below a limit
	doubtful string   // a number that its own column does not make clear
	beside   bool     // outside of the table
	foreign  bool     // of another table, with regions of its own

	m     *mapping.Mapping // what it says of genders; nil for none
	times mapping.Times    // how the headers' periods are read
}

// columnCounts counts a column's cells that are not empty by what they hold:
// a number may also be a year.
type columnCounts struct {
	percents                             int    // numbers of a workbook that are shown in per cent
	scaled                               [4]int // numbers of a workbook by the thousands they are shown divided by
	filled, numbers, years, marks, texts int
	below                                int // of the texts: "<5" and the like
}

// add takes one of the column's cells into account.
func (c *column) add(cell sheet.Cell, marks mapping.Marks) {
	if cell.Type == sheet.Empty {
		return
	}
	f, met := c.met[cell]
	if !met {
		f = c.look(cell, marks)
	}
	if len(c.examples) < maxExamples {
		c.exemplify(cell.String())
	}
	c.count(cell, f)
}

// facts are what a cell is to its column, the same wherever the same stands in it.
type facts struct {
	is      cellIs
	year    bool
	day     days // one or none
	numeral sheet.Numeral
}

// cellIs is what a cell is counted as.
type cellIs uint8

const (
	isDay cellIs = iota // a workbook's, which is no number
	isFigure
	isMark
	isText
	isLow // "<5" and the like
	isNumeral
)

// look finds what a cell is to its column.
func (c *column) look(cell sheet.Cell, marks mapping.Marks) facts {
	f := c.factsOf(cell, marks)
	if limit := c.limit(); !c.many || len(c.words) < limit {
		c.note(cell.String())
		if len(c.met) < limit && len(cell.Text) <= maxWord {
			if c.met == nil {
				c.met = map[sheet.Cell]facts{}
			}
			c.met[cell] = f
		}
	}
	return f
}

func (c *column) factsOf(cell sheet.Cell, marks mapping.Marks) (f facts) {
	_, f.year = headingPeriod(cell)
	f.day.add(cell)
	switch {
	case cell.Type == sheet.Numeric && cell.Date:
		return f
	case cell.Type == sheet.Numeric:
		f.is = isFigure
		return f
	case cell.Type == sheet.Other:
		f.is = isMark
		return f
	}
	text := cell.Text
	if _, ok := marks.Of(text); ok {
		f.is = isMark
		return f
	}
	n, _, ok := mapping.ReadNumeral(text)
	switch {
	case ok:
		f.is, f.numeral = isNumeral, n
		if n.As == sheet.Undecided && n.Mark != 0 && c.doubtful == "" {
			c.doubtful = text
		}
	case isBelow(text):
		f.is = isLow
		c.noteBelow(text)
	default:
		f.is = isText
	}
	return f
}

// count counts a cell.
func (c *column) count(cell sheet.Cell, f facts) {
	c.filled++
	if f.year {
		c.years++
	}
	c.days.first += f.day.first
	c.days.last += f.day.last
	c.days.other += f.day.other
	switch f.is {
	case isFigure:
		c.numbers++
		c.scaled[min(cell.Thousands, 3)]++
		if cell.Percent {
			c.percents++
		}
	case isMark:
		c.marks++
	case isText:
		c.texts++
	case isLow:
		c.texts++
		c.below++
	case isNumeral:
		c.numbers++
		c.evidence.Add(f.numeral)
	}
}

// exemplify keeps the first texts of the column.
func (c *column) exemplify(text string) {
	if len(c.examples) == 0 || c.examples[len(c.examples)-1] != text {
		c.examples = append(c.examples, content.Excerpt(text))
	}
}

// limit is how many different texts are kept of the column.
func (c *column) limit() int {
	if c.index >= wideColumns {
		return maxWordsWide
	}
	return maxWords
}

// note keeps the cell's text as one of the column's words.
func (c *column) note(text string) {
	text = content.Squeeze(text)
	if c.words[text] {
		return
	}
	if len(c.words) >= c.limit() || len(text) > maxWord {
		c.many = true
		return
	}
	if c.words == nil {
		c.words = map[string]bool{}
	}
	c.words[text] = true
	c.order = append(c.order, text)
}

// numbersOnly reports whether the column may hold values: numbers, and marks
// in the place of some.
func (c *column) numbersOnly() bool { return c.numbers > 0 && (c.texts-c.below)*50 <= c.numbers }

// marksOnly reports whether every cell is a mark in the place of a value.
func (c *column) marksOnly() bool { return c.filled > 0 && c.marks == c.filled }

// figuresOnly reports whether the column holds figures, or marks in the place
// of every one.
func (c *column) figuresOnly() bool { return c.numbersOnly() || c.marksOnly() }

// period is the one the header names: alone in one of its rows, or as the one
// year in a text ("Yhteensä 2019 Väestö 31.12."). exact tells the first.
func (c *column) period() (p mapping.When, exact, ok bool) {
	for i := len(c.parts) - 1; i >= 0; i-- {
		if p, ok := periodAs(c.parts[i], c.times); ok {
			return p, true, true
		}
	}
	found := 0
	for word := range strings.FieldsSeq(c.label) {
		word = strings.TrimPrefix(strings.Trim(word, "(),:;"), "31.12.")
		if y, err := domain.ParsePeriod(word); err == nil && len(y) == 4 {
			p.Period = y
			found++
		}
	}
	return p, false, found == 1 && !c.saysPartOfYear()
}

// likePeriod is how a label begins that may be a period's with something beside
// it that is not known.
var likePeriod = late.Regexp(`^(?i:\D{0,3}|(?:vuosi|vuonna|v\.|år|year)\s*)(?:1[789]|20|21)\d\d(?:\D|$)`)

// isLikePeriod reports whether the header is as short as a period's, begins with a
// year and is read as none: "2023 (foo)".
func (c *column) isLikePeriod() bool {
	_, exact, _ := c.period()
	return !exact && len(c.label) <= 24 && likePeriod().MatchString(c.label)
}

// gender is the one the header names: one of its rows, or the one word of a
// row that is a gender's. "Men and women" is none.
func (c *column) gender() (domain.Gender, bool) {
	for _, part := range c.parts {
		if g, ok := c.m.HeaderGender(sheet.StripMarks(part.Text)); ok && part.Type == sheet.Textual {
			return g, g != domain.Total
		}
	}
	if sexes := mapping.SexesIn(c.label); len(sexes) == 1 {
		return sexes[0], true
	}
	return "", false
}

// key is the header by which a mapping finds the column: without a period
// that is alone in one of several rows, which is another next year.
func (c *column) key() string {
	var rest []sheet.Cell
	for _, part := range c.parts {
		if _, period := headingPeriod(part); !period && !part.Date {
			rest = append(rest, part)
		}
	}
	if key := joinParts(rest); key != "" {
		return key
	}
	return c.label
}

// letter is the column's name in a spreadsheet.
func (c *column) letter() string { return record.ColumnName(c.index + 1) }

// isCode reports whether the header is that of codes or numbers of something,
// which are no values.
func (c *column) isCode() bool {
	for word := range strings.FieldsSeq(mapping.HeaderKey(c.label)) {
		switch word {
		case "code", "koodi", "kod", "id", "nro", "nr", "numero", "nummer", "tunnus":
			return true
		}
	}
	return false
}

// belowLimit is how tables write that a number is too small to be told: "<5",
// "< 5", "≤4", "alle 5", "under 5".
var belowLimit = late.Regexp(`^(?i:[<≤]|alle |under |below |fewer than |less than )\s*\d{1,3}$`)

// isBelow reports whether a cell says that its number is too small to be told.
// Most texts are told apart by their last byte alone.
func isBelow(text string) bool {
	n := len(text)
	return 1 < n && n < 20 && '0' <= text[n-1] && text[n-1] <= '9' && belowLimit().MatchString(content.Squeeze(text))
}

// noteBelow keeps the first such words of a column.
func (c *column) noteBelow(text string) {
	if text = content.Squeeze(text); len(c.lows) < maxWordsWide && !slices.Contains(c.lows, text) {
		c.lows = append(c.lows, text)
	}
}

// measured is what the header says is measured: "" where it is a period, a
// gender or a word for values alone.
func (c *column) measured() string {
	var rest []sheet.Cell
	for _, part := range c.parts {
		_, gender := c.m.HeaderGender(part.Text)
		if _, period := headingPeriod(part); !period && !gender && !part.Date && !isPlaceholder(part.String()) && !isNumber(part) {
			rest = append(rest, part)
		}
	}
	return joinParts(rest)
}

// isPlaceholder reports whether a header says that its column holds values and
// nothing of what.
func isPlaceholder(label string) bool {
	role := mapping.HeaderRole(label)
	return label == "" || role == mapping.RoleValue || role == mapping.RoleCount
}
