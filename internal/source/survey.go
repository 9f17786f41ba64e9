package source

import (
	"context"
	"fmt"
)

// survey is what a look through a table tells of it.
type survey struct {
	grid        *grid
	head        []headRow
	start       tableStart
	first, last int // rows of data; last is 0 to the end
	rows        int // of data
	columns     []*column
	evidence    numberEvidence // of all columns
	titles      []string       // what stands above the header
	second      int            // the row in which another table begins; 0 for none
	dropped     int            // rows from there on
	merges      []mergedCells
	marks       valueMarks

	labels map[int]string // of the header's lowest row, by column
	before int            // number of the last line of the row before
	region int            // the column the header says regions stand in; -1 for none
	widths map[int]int    // how many rows have how many cells
}

// errNoTable is returned for a sheet or text in which no table is found.
var errNoTable = fmt.Errorf("no table: expected a header and rows of regions with numbers under it")

// surveyGrid looks through a grid once.
func surveyGrid(ctx context.Context, g *grid, m *Mapping) (*survey, error) {
	s := &survey{grid: g, marks: m.valueMarks()}
	located, failed, rows := false, false, 0
	locate := func() {
		located = true
		if s.start, failed = findHeader(s.head, m); !failed {
			failed = true
			return
		}
		failed = false
		s.begin(m)
		for _, row := range s.head[min(s.start.data, len(s.head)):] {
			s.add(row.number, row.more, row.cells)
		}
	}
	merges, err := g.each(func(_ tableRows, row *tableRow) error {
		if rows++; rows%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !located {
			s.head = append(s.head, keepRow(row))
			if len(s.head) == headLength {
				locate()
			}
			return nil
		}
		if !failed {
			s.add(row.number, row.more, row.cells)
		}
		return nil
	}, func(j Reject) error {
		if located && s.before == j.Place.Line-1 {
			s.before++ // no gap: a row that cannot be divided into cells
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !located {
		locate()
	}
	if failed || s.rows == 0 {
		return s, errNoTable
	}
	s.merges = merges
	s.finish()
	return s, nil
}

// begin takes the header's place.
func (s *survey) begin(m *Mapping) {
	s.labels, s.widths, s.region = map[int]string{}, map[int]int{}, -1
	top := s.start.data
	if n := len(s.start.header); n > 0 {
		top = s.start.header[0]
		for i, c := range s.head[s.start.header[n-1]].cells {
			if c.kind == textual {
				s.labels[i] = c.text
			}
		}
		for _, row := range s.start.header {
			if regions := regionColumns(s.head[row], m); len(regions) > 0 && s.region < 0 {
				s.region = regions[0]
			}
		}
	}
	for _, row := range s.head[:min(top, len(s.head))] {
		for _, c := range row.cells {
			if c.kind == textual {
				s.titles = append(s.titles, title(c.text))
			}
		}
	}
	if s.start.data < len(s.head) {
		s.first = s.head[s.start.data].number
		s.before = s.first - 1
	}
	if m != nil {
		s.first, s.last = max(s.first, m.First), m.Last
		s.before = max(s.before, s.first-1)
	}
}

// add takes a row of data into account.
func (s *survey) add(number, more int, cells []tableCell) {
	if number < s.first || s.last > 0 && number > s.last {
		if s.second > 0 && number > s.second {
			s.dropped++
		}
		return
	}
	gap := number > s.before+1
	s.before = number + more
	if s.repeatsHeader(cells) || gap && s.rows > 0 && s.looksLikeHeader(cells) {
		s.last, s.second = number-1, number
		return
	}
	s.rows++
	s.widths[len(cells)]++
	for len(s.columns) < len(cells) {
		s.columns = append(s.columns, &column{index: len(s.columns)})
	}
	for i, c := range cells {
		s.columns[i].add(c, s.marks)
	}
}

// repeatsHeader reports whether a row says what the header's lowest does.
func (s *survey) repeatsHeader(cells []tableCell) bool {
	same := 0
	for i, c := range cells {
		if c.kind != textual {
			continue
		}
		if label, ok := s.labels[i]; !ok || label != c.text {
			return false
		}
		same++
	}
	return same >= 2 && same == len(s.labels)
}
