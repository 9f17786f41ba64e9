package table

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// headLength is within how many rows a table's header must stand.
const headLength = 100

// start is where in a head a table's header and its data stand.
type start struct {
	header []int // indexes of the head's rows, in order
	data   int   // index of the first row of data
}

// findHeader finds a table's header among the first rows of a sheet or text:
// where the mapping says it is, else the row with the most words for what
// columns hold, one of them for regions, else what stands above the first row
// of numbers. False where there is no table.
func findHeader(head []sheet.Kept, m *mapping.Mapping, e entries) (start, bool) {
	if m != nil && len(m.Header) > 0 {
		return statedHeader(head, m)
	}
	start, ok := anchoredHeader(head, e)
	if !ok {
		start, ok = headerOverNumbers(head)
	}
	if !ok {
		start, ok = headerOverTimes(head, m)
	}
	if ok && m != nil && m.First > 0 {
		start.data = indexFrom(head, m.First)
		start.header = slices.DeleteFunc(start.header, func(i int) bool { return i >= start.data })
	}
	return start, ok
}

// statedHeader takes the header's rows as the mapping counts them.
func statedHeader(head []sheet.Kept, m *mapping.Mapping) (start, bool) {
	var start start
	after := 0
	for _, number := range m.Header {
		at := slices.IndexFunc(head, func(h sheet.Kept) bool { return h.Number == number })
		if number == 0 {
			break
		}
		if at >= 0 {
			start.header = append(start.header, at)
		}
		after = number
	}
	start.data = indexFrom(head, max(m.First, after+1))
	return start, len(start.header) > 0 || m.Header[0] == 0
}

// indexFrom is the index of the first row with at least that number.
func indexFrom(head []sheet.Kept, number int) int {
	if i := slices.IndexFunc(head, func(h sheet.Kept) bool { return h.Number >= number }); i >= 0 {
		return i
	}
	return len(head)
}

// anchoredHeader looks for the row that names most columns.
func anchoredHeader(head []sheet.Kept, e entries) (start, bool) {
	anchor, best := -1, 0
	for i, row := range head {
		if score := e.headerScore(row); score > best {
			anchor, best = i, score
		}
	}
	if anchor < 0 {
		return start{}, false
	}
	regions := e.regionColumns(head[anchor])
	free := func(h sheet.Kept) bool { // says nothing in the columns of regions
		return !slices.ContainsFunc(regions, func(c int) bool { return h.At(c).Type != sheet.Empty })
	}
	start := start{header: []int{anchor}, data: anchor + 1}
	for start.data < len(head) && len(start.header) < mapping.MaxHeaderRows && len(regions) > 0 && free(head[start.data]) && allHeadings(head[start.data]) {
		start.header = append(start.header, start.data)
		start.data++
	}
	for up := anchor - 1; up >= 0 && len(start.header) < mapping.MaxHeaderRows && len(regions) > 0; up-- {
		if head[up].Last() != head[up+1].Number-1 || !free(head[up]) || !allHeadings(head[up]) || beyond(head[up], regions[0]) == 0 {
			break
		}
		start.header = slices.Insert(start.header, 0, up)
	}
	return start, true
}

// beyond counts the filled cells after a column.
func beyond(h sheet.Kept, column int) int {
	n := 0
	for i := column + 1; i < len(h.Cells); i++ {
		if h.Cells[i].Type != sheet.Empty {
			n++
		}
	}
	return n
}

// headerScore tells how much a row looks like a header, 0 where it does not:
// it must name a region's column, or one that the mapping does.
func (e entries) headerScore(row sheet.Kept) int {
	score, named := 0, false
	periods := 0
	for _, c := range row.Cells {
		if c.Type == sheet.Empty {
			continue
		}
		if _, ok := headingPeriod(c); ok {
			periods++
			continue
		}
		if _, ok := e.labelledAs(c); ok {
			score += 3
			named = true
			continue
		}
		if _, number := sheet.ParseNumeral(c.Text); number || c.Type == sheet.Numeric {
			return 0
		}
		switch role := mapping.HeaderRole(c.String()); {
		case c.Type != sheet.Textual || role == "":
		case role.IsRegion():
			score += 2
			named = true
		default:
			score++
		}
	}
	if !named || row.Filled() < 2 {
		return 0
	}
	return score + min(periods, 3)
}

// entries are the columns of a mapping by what it calls them.
type entries struct {
	columns  []mapping.Column
	labelled map[string]span // the first and the last of a label's key
	lettered map[string]int  // the last of a letter
}

type span struct{ first, last int }

func entriesOf(m *mapping.Mapping) entries {
	e := entries{labelled: map[string]span{}, lettered: map[string]int{}}
	if m == nil {
		return e
	}
	e.columns = m.Columns
	for i, c := range m.Columns {
		if c.At != "" {
			e.lettered[c.At] = i
		}
		if c.Column == "" {
			continue
		}
		key := mapping.WordKey(c.Column)
		of, met := e.labelled[key]
		if !met {
			of.first = i
		}
		of.last = i
		e.labelled[key] = of
	}
	return e
}

// labelledAs are the entries of a header's cell.
func (e entries) labelledAs(c sheet.Cell) (span, bool) {
	if len(e.labelled) == 0 {
		return span{}, false
	}
	of, ok := e.labelled[mapping.WordKey(c.String())]
	return of, ok
}

// regionColumns are the columns in which the rows' regions stand.
func (e entries) regionColumns(row sheet.Kept) []int {
	var columns []int
	for i, c := range row.Cells {
		role := mapping.HeaderRole(c.String())
		labelled, said := e.labelledAs(c)
		if said {
			role = e.columns[labelled.last].Is
		}
		if at, ok := e.lettered[record.ColumnName(i+1)]; ok && (!said || at > labelled.last) {
			role = e.columns[at].Is
		}
		if role.IsRegion() {
			columns = append(columns, i)
		}
	}
	return columns
}

// allHeadings reports whether a row may be one of a header: texts, years and
// days, and no other numbers.
func allHeadings(h sheet.Kept) bool {
	for _, c := range h.Cells {
		if c.Type == sheet.Empty {
			continue
		}
		if _, period := headingPeriod(c); period {
			continue
		}
		if _, number := sheet.ParseNumeral(sheet.NumberText(c.Text)); c.Type != sheet.Textual || number {
			return false
		}
		if _, mark := mapping.UsualMarks.Of(c.Text); mark {
			return false
		}
	}
	return h.Filled() > 0
}

// headerOverNumbers takes what stands above the first row with a text and a
// number for the header: without a title, and without what an empty row
// divides from it unless that says something of most columns ("Data Source"
// and a date above a table do not). A figure may look like a year, so that the
// first rows of data look like headings: they are told by their year's column.
func headerOverNumbers(head []sheet.Kept) (start, bool) {
	first := slices.IndexFunc(head, func(h sheet.Kept) bool { return hasText(h) && !allHeadings(h) && hasNumber(h) })
	if first < 0 {
		return start{}, false
	}
	start := start{data: first}
	for up := first - 1; up >= 0 && len(start.header) < mapping.MaxHeaderRows; up-- {
		title := head[up].Filled() == 1 && head[up].At(0).Type != sheet.Empty && !(up == first-1 && headsOneOfTwo(head[up], head[first]))
		apart := head[up].Last() < head[up+1].Number-1 && isPair(head[up]) && head[up+1].Filled() > 2
		if title || apart || head[up].Last() < head[up+1].Number-2 || !allHeadings(head[up]) {
			break
		}
		start.header = slices.Insert(start.header, 0, up)
	}
	if len(start.header) == 0 && headsNumbers(head[first], head[first+1:]) {
		start.header, start.data = []int{first}, first+1
	}
	for i := 1; i < len(start.header); i++ {
		if at := start.header[i]; labelsEach(head[at-1], head[at]) && sharesYears(head[at], head[first:]) {
			start.header, start.data = start.header[:i], at
		}
	}
	return start, true
}

// headsNumbers reports whether a row with numbers, such as ages, is a header all
// the same: no two of its cells are alike, and a word of it says what columns
// hold, or stands over numbers alone.
func headsNumbers(row sheet.Kept, data []sheet.Kept) bool {
	data = data[:min(len(data), 20)]
	cells, words := map[string]bool{}, false
	for i, c := range row.Cells {
		if c.Type == sheet.Empty {
			continue
		}
		if cells[c.String()] || c.Type == sheet.Other {
			return false
		}
		cells[c.String()] = true
		if _, period := headingPeriod(c); period || isNumber(c) {
			continue
		}
		words = words || mapping.HeaderRole(c.Text) != "" || numbersBelow(data, i)
	}
	return words && len(data) > 0
}

// numbersBelow reports whether rows have numbers in a column, and marks at most
// beside them.
func numbersBelow(data []sheet.Kept, column int) bool {
	numbers := 0
	for _, row := range data {
		c := row.At(column)
		_, mark := mapping.UsualMarks.Of(c.Text)
		switch {
		case c.Type == sheet.Numeric, isNumber(c):
			numbers++
		case c.Type != sheet.Empty && !mark:
			return false
		}
	}
	return numbers > 0
}

// headsOneOfTwo reports whether a row of a single period is the header of a row of
// two cells under it, of which the first is the row's name.
func headsOneOfTwo(row, data sheet.Kept) bool {
	_, period := headingPeriod(row.At(0))
	return period && row.Last() == data.Number-1 && len(data.Cells) == 2
}

// isPair reports whether a row is a word and what it is: "Data Source" and
// "World Development Indicators", as stands above many tables.
func isPair(h sheet.Kept) bool {
	return h.Filled() == 2 && h.At(0).Type != sheet.Empty && h.At(1).Type != sheet.Empty
}

// labelsEach reports whether a row has a word of its own, none of them a
// period, above every cell of the one under it.
func labelsEach(row, under sheet.Kept) bool {
	words := map[string]bool{}
	for i, c := range under.Cells {
		if c.Type == sheet.Empty {
			continue
		}
		above := row.At(i)
		if _, period := headingPeriod(above); above.Type != sheet.Textual || period || words[above.Text] {
			return false
		}
		words[above.Text] = true
	}
	return true
}

// sharesYears reports whether a row has a period in a column in which the
// data have nothing else.
func sharesYears(row sheet.Kept, data []sheet.Kept) bool {
	for i, c := range row.Cells {
		if _, period := headingPeriod(c); !period {
			continue
		}
		other := func(h sheet.Kept) bool {
			_, period := headingPeriod(h.At(i))
			return h.At(i).Type != sheet.Empty && !period
		}
		if !slices.ContainsFunc(data, other) {
			return true
		}
	}
	return false
}

// headerOverTimes takes for the header the row over the first of a time and
// numbers alone, as a series of the whole country has them: its column of times
// must be headed as one, unless the mapping says what region it is of.
func headerOverTimes(head []sheet.Kept, m *mapping.Mapping) (start, bool) {
	whole := m != nil && m.Region != ""
	for i := 1; i < len(head); i++ {
		above := head[i-1]
		if hasText(head[i]) || !hasNumber(head[i]) || above.Filled() < 2 || !allHeadings(above) {
			continue
		}
		for k, c := range head[i].Cells {
			heading := above.At(k)
			named := whole || headsTimes(heading) || k == 0 && heading.Type == sheet.Empty
			if _, ok := headingPeriod(c); ok && named {
				return start{header: []int{i - 1}, data: i}, true
			}
		}
	}
	return start{}, false
}

// headsTimes reports whether a header is of times, alone or in the corner of a
// table: "Vuosi/Kunta".
func headsTimes(c sheet.Cell) bool {
	for part := range strings.FieldsFuncSeq(c.Text, func(r rune) bool { return r == '/' || r == '\\' || r == '|' }) {
		if mapping.HeaderRole(strings.TrimSpace(part)) == mapping.RolePeriod {
			return true
		}
	}
	return false
}

func hasText(h sheet.Kept) bool {
	return slices.ContainsFunc(h.Cells, func(c sheet.Cell) bool {
		_, number := sheet.ParseNumeral(c.Text)
		return c.Type == sheet.Textual && !number
	})
}

func hasNumber(h sheet.Kept) bool {
	return slices.ContainsFunc(h.Cells, func(c sheet.Cell) bool {
		if _, period := headingPeriod(c); period {
			return false
		}
		_, number := sheet.ParseNumeral(sheet.NumberText(c.Text))
		return c.Type == sheet.Numeric && !c.Date || c.Type == sheet.Textual && number
	})
}

// headingPeriod reads a header's cell as a period: a year as text or number,
// or the last day of one.
func headingPeriod(c sheet.Cell) (mapping.When, bool) { return periodAs(c, mapping.Times{}) }

// periodAs is headingPeriod where it is known how the table's labels are read.
func periodAs(c sheet.Cell, times mapping.Times) (mapping.When, bool) {
	switch {
	case c.Date:
		day := c.Day()
		return mapping.When{Period: domain.Year(day.Year())}, day.Month() == 12 && day.Day() == 31
	case c.Type != sheet.Textual && c.Type != sheet.Numeric:
		return mapping.When{}, false
	case c.Type == sheet.Numeric && (c.Number < 1000 || c.Number > 9999 || c.Number != math.Trunc(c.Number)):
		return mapping.When{}, false // no year: most numbers, and asked of every one
	}
	text := c.String()
	if rest, found := strings.CutPrefix(text, "31.12."); found {
		text = strings.TrimSpace(rest)
	}
	return times.Read(text)
}
