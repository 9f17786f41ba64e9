package source

import (
	"strings"

	"kuvio/internal/domain"
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
	index int
	parts []tableCell // of the header, from above
	label string
	columnCounts
	words    map[string]int // how often a text or year stands in it
	order    []string       // of words
	many     bool           // more words than were kept
	examples []string
	evidence numberEvidence
	lows     []string // the words of those below a limit
	doubtful string   // a number that its own column does not make clear
	beside   bool     // outside of the table
	foreign  bool     // of another table, with regions of its own
}

// columnCounts counts a column's cells that are not empty by what they hold:
// a number may also be a year.
type columnCounts struct {
	filled, numbers, years, marks, texts int
	below                                int // of the texts: "<5" and the like
}

// add takes one of the column's cells into account.
func (c *column) add(cell tableCell, marks valueMarks) {
	if cell.kind == emptyCell {
		return
	}
	c.filled++
	text := cell.String()
	c.note(text)
	if _, ok := headingPeriod(cell); ok {
		c.years++
	}
	switch cell.kind {
	case numeric:
		if !cell.date {
			c.numbers++
		}
		return
	case otherCell:
		c.marks++
		return
	}
	if _, ok := marks.of(text); ok {
		c.marks++
		return
	}
	n, ok := parseNumeral(numberText(text))
	if !ok {
		c.texts++
		if isBelow(text) {
			c.below++
			c.noteBelow(text)
		}
		return
	}
	c.numbers++
	c.evidence.add(n)
	if n.as == undecided && n.mark != 0 && c.doubtful == "" {
		c.doubtful = text
	}
}

// note keeps the cell's text as one of the column's words and examples.
func (c *column) note(text string) {
	if len(c.examples) < maxExamples && (len(c.examples) == 0 || c.examples[len(c.examples)-1] != text) {
		c.examples = append(c.examples, excerpt(text))
	}
	limit := maxWords
	if c.index >= wideColumns {
		limit = maxWordsWide
	}
	text = squeeze(text)
	if _, known := c.words[text]; known {
		c.words[text]++
		return
	}
	if len(c.words) >= limit || len(text) > maxWord {
		c.many = true
		return
	}
	if c.words == nil {
		c.words = map[string]int{}
	}
	c.words[text]++
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
func (c *column) period() (p domain.Period, exact, ok bool) {
	for i := len(c.parts) - 1; i >= 0; i-- {
		if p, ok := headingPeriod(c.parts[i]); ok {
			return p, true, true
		}
	}
	found := 0
	for word := range strings.FieldsSeq(c.label) {
		word = strings.TrimPrefix(strings.Trim(word, "(),:;"), "31.12.")
		if y, err := domain.ParsePeriod(word); err == nil && len(y) == 4 {
			p = y
			found++
		}
	}
	return p, false, found == 1
}

// gender is the one the header names: one of its rows, or the one word of a
// row that is a gender's. "Men and women" is none.
func (c *column) gender() (domain.Gender, bool) {
	for _, part := range c.parts {
		if g, ok := sexOf(dimensionValue{label: stripMarks(part.text)}); ok && part.kind == textual {
			return g, g != domain.Total
		}
	}
	var found domain.Gender
	for word := range strings.FieldsSeq(strings.ToLower(c.label)) {
		g, ok := sexWords[strings.Trim(word, ",;:()")]
		if ok && found != "" && g != found {
			return "", false
		}
		if ok {
			found = g
		}
	}
	return found, found != ""
}

// key is the header by which a mapping finds the column: without a period
// that is alone in one of several rows, which is another next year.
func (c *column) key() string {
	var rest []tableCell
	for _, part := range c.parts {
		if _, period := headingPeriod(part); !period && !part.date {
			rest = append(rest, part)
		}
	}
	if key := joinParts(rest); key != "" {
		return key
	}
	return c.label
}

// letter is the column's name in a spreadsheet.
func (c *column) letter() string { return columnName(c.index + 1) }

// isCode reports whether the header is that of codes or numbers of something,
// which are no values.
func (c *column) isCode() bool {
	for word := range strings.FieldsSeq(headerKey(c.label)) {
		switch word {
		case "code", "koodi", "kod", "id", "nro", "nr", "numero", "nummer", "tunnus":
			return true
		}
	}
	return false
}
