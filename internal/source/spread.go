package source

import "slices"

// spread gives a row of the header a cell for every column. A heading over
// several columns stands in the first of them alone: it is repeated where the
// sheet merges the cells, and where the headings stand at even distances over
// the same words.
func (s *survey) spread(level int, row headRow) []tableCell {
	cells := make([]tableCell, len(s.columns))
	copy(cells, row.cells)
	for _, m := range s.merges {
		if m.top <= row.number && row.number <= m.bottom && 0 <= m.left && m.right < len(cells) {
			for c := m.left + 1; c <= m.right; c++ {
				cells[c] = cells[m.left]
			}
		}
	}
	if level == len(s.start.header)-1 {
		return cells
	}
	below := s.head[s.start.header[level+1]]
	starts := headings(cells)
	if step := evenly(starts); step > 1 && repeats(below, starts, step) {
		for _, from := range starts {
			for c := from + 1; c < min(from+step, len(cells)); c++ {
				cells[c] = cells[from]
			}
		}
	}
	return cells
}

// headings are the columns of a row's cells that are followed by an empty
// one, and of those between them.
func headings(cells []tableCell) []int {
	var all []int
	for i, c := range cells {
		if c.kind != emptyCell {
			all = append(all, i)
		}
	}
	// What comes first may name the columns at the side: it is a heading only
	// where nothing stands beside it.
	for len(all) > 1 && all[1] == all[0]+1 {
		all = all[1:]
	}
	return all
}

// evenly is the distance between columns that are all the same distance from
// each other; 0 where they are not.
func evenly(columns []int) int {
	if len(columns) < 2 {
		return 0
	}
	step := columns[1] - columns[0]
	for i := 1; i < len(columns); i++ {
		if columns[i]-columns[i-1] != step {
			return 0
		}
	}
	return step
}

// repeats reports whether the row has the same words under every heading.
func repeats(below headRow, starts []int, step int) bool {
	words := func(from int) []string {
		list := make([]string, step)
		for i := range list {
			list[i] = below.at(from + i).String()
		}
		return list
	}
	first := words(starts[0])
	if slices.Contains(first, "") {
		return false
	}
	for _, from := range starts[1:] {
		if !slices.Equal(words(from), first) {
			return false
		}
	}
	return true
}
