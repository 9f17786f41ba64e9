package source

import (
	"slices"
	"strings"
)

// finish reads the header and tells which columns are the table's.
func (s *survey) finish() {
	if s.grid.sheet == "" {
		s.columns = s.columns[:min(s.commonWidth(), len(s.columns))]
	}
	width := len(s.columns)
	for _, i := range s.start.header {
		if s.grid.sheet != "" {
			width = max(width, len(s.head[i].cells))
		}
	}
	for len(s.columns) < width {
		s.columns = append(s.columns, &column{index: len(s.columns)})
	}
	for level, i := range s.start.header {
		row := s.head[i]
		for c, cell := range s.spread(level, row) {
			s.columns[c].parts = append(s.columns[c].parts, cell)
		}
	}
	for _, c := range s.columns {
		c.label = joinParts(c.parts)
		s.evidence.merge(c.evidence)
	}
	s.leaveBeside()
}

// commonWidth is how many cells the most rows of a text have. A row of more
// or fewer is one that lost or won a delimiter.
func (s *survey) commonWidth() int {
	best := 0
	for width, n := range s.widths {
		if n > s.widths[best] || n == s.widths[best] && width < best {
			best = width
		}
	}
	return best
}

// joinParts is a column's header in one line, nothing twice.
func joinParts(parts []tableCell) string {
	var words []string
	for _, p := range parts {
		if word := stripMarks(title(p.String())); word != "" && (len(words) == 0 || words[len(words)-1] != word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// leaveBeside marks the columns that an empty one divides from the table and
// that are no more of its periods.
func (s *survey) leaveBeside() {
	type block struct{ from, to, score int }
	blocks := []block{{}}
	for i, c := range s.columns {
		b := &blocks[len(blocks)-1]
		if c.filled == 0 && c.label == "" {
			if b.to > b.from {
				blocks = append(blocks, block{from: i + 1, to: i + 1})
			} else {
				b.from, b.to = i+1, i+1
			}
			continue
		}
		b.to = i + 1
		if headerRole(c.label).isRegion() {
			b.score += 2
		}
		if c.numbersOnly() {
			b.score++
		}
	}
	best := 0
	for i, b := range blocks {
		if b.score > blocks[best].score && blocks[best].score < 3 {
			best = i
		}
	}
	// A column of regions apart from its figures is the side of their table.
	if b := blocks[0]; best > 0 && b.to == b.from+1 && headerRole(s.columns[b.from].label).isRegion() && s.continues(blocks[best].from, blocks[best].to) {
		best = 0
	}
	for _, c := range s.columns {
		c.beside = true
	}
	for k, b := range blocks {
		regions := slices.ContainsFunc(s.columns[b.from:b.to], func(c *column) bool { return headerRole(c.label).isRegion() })
		apart := k != best && (b.from < blocks[best].from || !s.continues(b.from, b.to))
		for _, c := range s.columns[b.from:b.to] {
			c.beside, c.foreign = apart, apart && regions
		}
	}
}

// continues reports whether columns after an empty one go on with the table:
// all of them figures headed by periods or numbers, none of them regions.
func (s *survey) continues(from, to int) bool {
	for _, c := range s.columns[from:to] {
		_, exact, period := c.period()
		_, number := parseNumeral(numberText(c.label))
		if c.filled == 0 && c.label == "" || !(period && exact) && !number || !c.figuresOnly() {
			return false
		}
	}
	return to > from
}

// holds reports whether a row is one of the table's data.
func (s *survey) holds(number int) bool {
	return number >= s.first && (s.last == 0 || number <= s.last)
}
