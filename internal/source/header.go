package source

import (
	"slices"
	"strings"
)

// tableStart is where in a head a table's header and its data stand.
type tableStart struct {
	header []int // indexes of the head's rows, in order
	data   int   // index of the first row of data
}

// findHeader finds a table's header among the first rows of a sheet or text:
// where the mapping says it is, else the row with the most words for what
// columns hold, one of them for regions, else what stands above the first row
// of numbers. False where there is no table.
func findHeader(head []headRow, m *Mapping) (tableStart, bool) {
	if m != nil && len(m.Header) > 0 {
		return statedHeader(head, m)
	}
	start, ok := anchoredHeader(head, m)
	if !ok {
		start, ok = headerOverNumbers(head)
	}
	if ok && m != nil && m.First > 0 {
		start.data = indexFrom(head, m.First)
		start.header = slices.DeleteFunc(start.header, func(i int) bool { return i >= start.data })
	}
	return start, ok
}

// statedHeader takes the header's rows as the mapping counts them.
func statedHeader(head []headRow, m *Mapping) (tableStart, bool) {
	var start tableStart
	after := 0
	for _, number := range m.Header {
		at := slices.IndexFunc(head, func(h headRow) bool { return h.number == number })
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
func indexFrom(head []headRow, number int) int {
	if i := slices.IndexFunc(head, func(h headRow) bool { return h.number >= number }); i >= 0 {
		return i
	}
	return len(head)
}

// anchoredHeader looks for the row that names most columns.
func anchoredHeader(head []headRow, m *Mapping) (tableStart, bool) {
	anchor, best := -1, 0
	for i, row := range head {
		if score := headerScore(row, m); score > best {
			anchor, best = i, score
		}
	}
	if anchor < 0 {
		return tableStart{}, false
	}
	regions := regionColumns(head[anchor], m)
	free := func(h headRow) bool { // says nothing in the columns of regions
		return !slices.ContainsFunc(regions, func(c int) bool { return h.at(c).kind != emptyCell })
	}
	start := tableStart{header: []int{anchor}, data: anchor + 1}
	for start.data < len(head) && len(start.header) < maxHeaderRows && len(regions) > 0 && free(head[start.data]) && allHeadings(head[start.data]) {
		start.header = append(start.header, start.data)
		start.data++
	}
	for up := anchor - 1; up >= 0 && len(start.header) < maxHeaderRows && len(regions) > 0; up-- {
		if head[up].last() != head[up+1].number-1 || !free(head[up]) || !allHeadings(head[up]) || beyond(head[up], regions[0]) == 0 {
			break
		}
		start.header = slices.Insert(start.header, 0, up)
	}
	return start, true
}

// beyond counts the filled cells after a column.
func beyond(h headRow, column int) int {
	n := 0
	for i := column + 1; i < len(h.cells); i++ {
		if h.cells[i].kind != emptyCell {
			n++
		}
	}
	return n
}

// headerScore tells how much a row looks like a header, 0 where it does not:
// it must name a region's column, or one that the mapping does.
func headerScore(row headRow, m *Mapping) int {
	score, named := 0, false
	periods := 0
	for _, c := range row.cells {
		if c.kind == emptyCell {
			continue
		}
		if _, ok := headingPeriod(c); ok {
			periods++
			continue
		}
		if m != nil && slices.ContainsFunc(m.Columns, func(of MappedColumn) bool { return of.Column != "" && labelKey(of.Column) == labelKey(c.String()) }) {
			score += 3
			named = true
			continue
		}
		if _, number := parseNumeral(c.text); number || c.kind == numeric {
			return 0
		}
		switch role := headerRole(c.String()); {
		case c.kind != textual || role == "":
		case role.isRegion():
			score += 2
			named = true
		default:
			score++
		}
	}
	if !named || row.filled() < 2 {
		return 0
	}
	return score + min(periods, 3)
}

// regionColumns are the columns in which the rows' regions stand.
func regionColumns(row headRow, m *Mapping) []int {
	var columns []int
	for i, c := range row.cells {
		role := headerRole(c.String())
		if m != nil {
			for _, of := range m.Columns {
				if of.Column != "" && labelKey(of.Column) == labelKey(c.String()) || of.At == columnName(i+1) {
					role = of.Is
				}
			}
		}
		if role.isRegion() {
			columns = append(columns, i)
		}
	}
	return columns
}

// labelKey is the form in which headers are compared with those of a mapping.
func labelKey(s string) string { return strings.ToLower(squeeze(stripMarks(title(s)))) }
