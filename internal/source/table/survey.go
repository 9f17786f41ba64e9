package table

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// survey is what a look through a table tells of it.
type survey struct {
	grid        *sheet.Grid
	head        []sheet.Kept
	start       start
	first, last int // rows of data; last is 0 to the end
	rows        int // of data
	columns     []*column
	evidence    sheet.Evidence // of all columns
	titles      []string       // what stands above the header
	second      int            // the row in which another table begins; 0 for none
	dropped     int            // rows from there on
	merges      []sheet.Merge
	marks       mapping.Marks
	m           *mapping.Mapping // nil for none
	times       mapping.Times    // how the header's periods are read
	entries     entries          // of m

	labels    map[int]string // of the header's lowest row, by column
	before    int            // number of the last line of the row before
	undivided int            // the line of the first row of the head that cannot be divided into cells; 0 for none
	region    int            // the column the header says regions stand in; -1 for none
	widths    widths
	shift     int     // columns before the header's first: 1 where row names have no header
	misfit    *misfit // nil where header and rows are of one width
}

// ErrNone is returned for a sheet or text in which no table is found.
var ErrNone = fmt.Errorf("no table: expected a header and rows of regions with numbers under it")

// look looks through a grid once.
func look(ctx context.Context, g *sheet.Grid, m *mapping.Mapping) (*survey, error) {
	s := &survey{grid: g, marks: m.Marks(), m: m, entries: entriesOf(m)}
	located, failed, rows := false, false, 0
	locate := func() {
		located = true
		heads := make([]sheet.Kept, len(s.head))
		for i, row := range s.head {
			heads[i] = withYears(row)
		}
		if s.start, failed = findHeader(heads, m, s.entries); !failed {
			failed = true
			return
		}
		failed = false
		s.begin(m)
		for _, row := range s.head[min(s.start.data, len(s.head)):] {
			s.add(row.Number, row.More, row.Cells)
		}
	}
	merges, err := g.Each(func(_ sheet.Rows, row *sheet.Row) error {
		if rows++; rows%record.CancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !located {
			s.head = append(s.head, sheet.Keep(row))
			if len(s.head) == headLength {
				locate()
			}
			return nil
		}
		if !failed {
			s.add(row.Number, row.More, row.Cells)
		}
		return nil
	}, func(j record.Reject) error {
		switch {
		case !located && s.undivided == 0 && len(s.head) > 0:
			s.undivided = j.Place.Line
		case located && s.before == j.Place.Line-1:
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
		return s, ErrNone
	}
	s.merges = merges
	s.finish(m)
	return s, nil
}

// begin takes the header's place.
func (s *survey) begin(m *mapping.Mapping) {
	s.labels, s.region = map[int]string{}, -1
	s.widths = widths{header: s.headerWidth(), lead: -1, stated: map[int]int{}}
	top := s.start.data
	if n := len(s.start.header); n > 0 {
		top = s.start.header[0]
		for i, c := range s.head[s.start.header[n-1]].Cells {
			if c.Type == sheet.Textual {
				s.labels[i] = c.Text
			}
		}
		for _, row := range s.start.header {
			if regions := s.entries.regionColumns(s.head[row]); len(regions) > 0 && s.region < 0 {
				s.region = regions[0]
			}
		}
	}
	for _, row := range s.head[:min(top, len(s.head))] {
		for _, c := range row.Cells {
			if c.Type == sheet.Textual {
				s.titles = append(s.titles, content.Title(c.Text))
			}
		}
	}
	if s.start.data < len(s.head) {
		s.first = s.head[s.start.data].Number
		if above := s.start.data - 1; above >= 0 && s.undivided > s.head[above].Last() && s.undivided < s.first {
			s.first = s.undivided // a row of data that is rejected
		}
		s.before = s.head[s.start.data].Number - 1
	}
	if m != nil {
		s.first, s.last = max(s.first, m.First), m.Last
		s.before = max(s.before, s.first-1)
	}
}

// add takes a row of data into account.
func (s *survey) add(number, more int, cells []sheet.Cell) {
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
	s.widths.add(number, cells, s.grid.Sheet == "")
	for len(s.columns) < len(cells) {
		s.columns = append(s.columns, &column{index: len(s.columns)})
	}
	for i, c := range cells {
		s.columns[i].add(c, s.marks)
	}
}

// repeatsHeader reports whether a row says what the header's lowest does.
func (s *survey) repeatsHeader(cells []sheet.Cell) bool {
	same := 0
	for i, c := range cells {
		if c.Type != sheet.Textual {
			continue
		}
		if label, ok := s.labels[i]; !ok || label != c.Text {
			return false
		}
		same++
	}
	return same >= 2 && same == len(s.labels)
}

// looksLikeHeader reports whether a row after a gap is the header of another
// table: two texts or more that differ where the table has numbers, and no
// region where it has regions. A row of remarks in the place of values
// ("Luhanka;ei tietoa;ei tietoa") is one of the same table.
func (s *survey) looksLikeHeader(cells []sheet.Cell) bool {
	texts := map[string]bool{}
	for i, c := range cells {
		if i >= len(s.columns) || !s.columns[i].numbersOnly() || c.Type == sheet.Empty {
			continue
		}
		_, period := headingPeriod(c)
		if c.Type != sheet.Textual && !period {
			return false
		}
		_, number := sheet.ParseNumeral(sheet.NumberText(c.Text))
		_, mark := s.marks.Of(c.Text)
		if (number || mark || isBelow(c.Text)) && !period || texts[c.String()] {
			return false
		}
		texts[c.String()] = true
	}
	return len(texts) >= 2 && !s.holdsRegion(cells)
}

// holdsRegion reports whether a row has a region where the table has regions:
// one that its code or prefix shows, or one that a row before was of.
func (s *survey) holdsRegion(cells []sheet.Cell) bool {
	at := max(s.region, 0)
	if at >= len(cells) || at >= len(s.columns) {
		return false
	}
	text := content.Squeeze(cells[at].String())
	if mapping.HeaderRole(text) != "" {
		return false
	}
	key := mapping.SplitRegion(text)
	met := s.columns[at].words[text]
	return text != "" && (met || key.Code != "" || key.Category != "")
}

// finish reads the header and tells which columns are the table's.
func (s *survey) finish(m *mapping.Mapping) {
	for _, c := range s.columns {
		c.settleDays()
	}
	s.align(m)
	width := len(s.columns)
	for _, i := range s.start.header {
		if s.grid.Sheet != "" {
			width = max(width, len(s.head[i].Cells)+s.shift)
		}
	}
	if s.grid.Sheet == "" {
		width = max(width, s.widths.header+s.shift)
	}
	for len(s.columns) < width {
		s.columns = append(s.columns, &column{index: len(s.columns)})
	}
	for level, i := range s.start.header {
		row := s.head[i]
		days := headerDays(row)
		for c, cell := range s.spread(level, row) {
			s.columns[c].header = append(s.columns[c].header, cell)
			s.columns[c].parts = append(s.columns[c].parts, days.year(cell))
		}
	}
	var labels []string
	for _, c := range s.columns {
		for _, part := range c.parts {
			if part.Type == sheet.Textual {
				labels = append(labels, part.Text)
			}
		}
	}
	s.times = s.m.ReadTimes(labels)
	for _, c := range s.columns {
		c.label, c.m, c.times = joinParts(c.header), s.m, s.times
		s.evidence.Merge(c.evidence)
	}
	s.leaveBeside()
}

// joinParts is a column's header in one line, nothing twice.
func joinParts(parts []sheet.Cell) string {
	var words []string
	for _, p := range parts {
		if word := sheet.StripMarks(content.Title(p.String())); word != "" && (len(words) == 0 || words[len(words)-1] != word) {
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
		if mapping.HeaderRole(c.label).IsRegion() {
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
	if b := blocks[0]; best > 0 && b.to == b.from+1 && mapping.HeaderRole(s.columns[b.from].label).IsRegion() && s.continues(blocks[best].from, blocks[best].to) {
		best = 0
	}
	for _, c := range s.columns {
		c.beside = true
	}
	for k, b := range blocks {
		regions := slices.ContainsFunc(s.columns[b.from:b.to], func(c *column) bool { return mapping.HeaderRole(c.label).IsRegion() })
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
		_, number := sheet.ParseNumeral(sheet.NumberText(c.label))
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

// spread gives a row of the header a cell for every column. A heading over
// several columns stands in the first of them alone: it is repeated where the
// sheet merges the cells, and where the headings stand at even distances over
// the same words.
func (s *survey) spread(level int, row sheet.Kept) []sheet.Cell {
	cells := make([]sheet.Cell, len(s.columns))
	copy(cells[s.shift:], row.Cells)
	for _, m := range s.merges {
		if m.Top <= row.Number && row.Number <= m.Bottom && 0 <= m.Left && m.Right < len(cells) {
			for c := m.Left + 1; c <= m.Right; c++ {
				cells[c] = cells[m.Left]
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
func headings(cells []sheet.Cell) []int {
	var all []int
	for i, c := range cells {
		if c.Type != sheet.Empty {
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
func repeats(below sheet.Kept, starts []int, step int) bool {
	words := func(from int) []string {
		list := make([]string, step)
		for i := range list {
			list[i] = below.At(from + i).String()
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
