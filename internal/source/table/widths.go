package table

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// widths are how many cells the header and the rows under it have, up to the
// last that is filled. A row that is wider than the header says that the header
// lacks a name, or that a comma divides what it should not; one that is narrower
// ends early, or was cut off.
type widths struct {
	header      int         // 0 where there is no header
	rows        int         // of two cells or more
	most        int         // cells of the widest
	lead        int         // the fewest cells before the first number, of rows no wider than the header; -1 for none
	beside      int         // rows that go on after an empty cell under no header
	writesEmpty bool        // some row of the text has empty cells at its end
	stated      map[int]int // how many rows state how many cells, where there is no header
	wide        wideRows
	short       int // rows of a text that state fewer cells than the header has
}

// wideRows are those with more cells than the header.
type wideRows struct {
	count   int
	first   int         // number of the first
	cells   int         // of the first
	byOne   int         // wider by a single cell
	figures int         // with a number beyond the header
	split   map[int]int // of whole numbers that a comma may have divided, by their lead
}

// add takes a row into account.
func (w *widths) add(number int, cells []sheet.Cell, delimited bool) {
	filled := sheet.Filled(cells)
	w.writesEmpty = w.writesEmpty || delimited && filled < len(cells)
	if w.header == 0 {
		w.stated[len(cells)]++
		return
	}
	if filled < 2 || filled > w.header && isRemarkRow(cells[:filled]) {
		return
	}
	w.rows++
	w.most = max(w.most, filled)
	switch {
	case filled > w.header && cells[w.header].Type == sheet.Empty:
		w.beside++
		return
	case filled > w.header:
		w.wide.add(number, cells[:filled], w.header)
		return
	case delimited && len(cells) < w.header:
		w.short++
	}
	if w.rows <= leadRows {
		if lead := leading(cells); w.lead < 0 || lead < w.lead {
			w.lead = lead
		}
	}
}

// leadRows is in how many rows the cells before the first number are counted.
const leadRows = 200

func (w *wideRows) add(number int, cells []sheet.Cell, header int) {
	if w.count++; w.count == 1 {
		w.first, w.cells = number, len(cells)
	}
	if len(cells) == header+1 {
		w.byOne++
	}
	if slices.ContainsFunc(cells[header:], isNumber) {
		w.figures++
	}
	digits := func(c sheet.Cell) bool { return c.Type == sheet.Empty || content.AllDigits(c.String()) }
	if pairs(cells) >= len(cells)-header && !slices.ContainsFunc(cells[header:], func(c sheet.Cell) bool { return !digits(c) }) {
		if w.split == nil {
			w.split = map[int]int{}
		}
		w.split[leading(cells)]++
	}
}

// isRemarkRow reports whether a row is a remark that its own commas divided.
func isRemarkRow(cells []sheet.Cell) bool {
	i := slices.IndexFunc(cells, func(c sheet.Cell) bool { return c.Type != sheet.Empty })
	if i < 0 || slices.ContainsFunc(cells[i:], func(c sheet.Cell) bool { return c.Type == sheet.Numeric }) {
		return false
	}
	return IsFooter(cells[i].Text) || beginsRemark(cells[i].Text)
}

// leading counts the cells before a row's first number.
func leading(cells []sheet.Cell) int {
	if i := slices.IndexFunc(cells, isNumber); i >= 0 {
		return i
	}
	return len(cells)
}

func isNumber(c sheet.Cell) bool {
	if c.Type == sheet.Textual {
		_, ok := sheet.ParseNumeral(sheet.NumberText(c.Text))
		return ok
	}
	return c.Type == sheet.Numeric && !c.Date
}

// pairs counts the neighbouring cells that may be the two sides of a decimal
// comma: a whole number, then digits.
func pairs(cells []sheet.Cell) int {
	n := 0
	for i := 1; i < len(cells); i++ {
		left, right := cells[i-1].String(), cells[i].String()
		if left != "" && (left[0] == '-' || left[0] == '+') {
			left = left[1:]
		}
		if left != "" && right != "" && content.AllDigits(left) && content.AllDigits(right) {
			n++
			i++
		}
	}
	return n
}

// mayBeSplit counts the wide rows that decimal commas may have divided: those
// that begin with no more words than the others.
func (w *widths) mayBeSplit() int {
	n := 0
	for lead, rows := range w.wide.split {
		if w.lead < 0 || lead <= w.lead {
			n += rows
		}
	}
	return n
}

// least is how many cells a row of text must state: as many as the header, or
// as most rows where there is none.
func (s *survey) least() int {
	if s.widths.header == 0 {
		return len(s.columns)
	}
	return s.widths.header + s.shift
}

// fits reports whether a row has as many cells as the header. A sheet's row
// ends with its last cell, and a remark is a single one.
func (s *survey) fits(row *sheet.Row) bool {
	if !row.Delimited {
		return true
	}
	filled := row.Filled()
	return filled <= len(s.columns) && (filled < 2 || len(row.Cells) >= s.least())
}

// endsEarly reports whether a row of text is without its empty cells at the
// end, as some spreadsheets write it, and was not cut off: many rows are so, or
// it has figures and no row shows that the file writes such cells. The only such
// row where the text breaks off is not.
func (e *emitter) endsEarly(row *sheet.Row) bool {
	w := &e.survey.widths
	if row.Filled() > len(e.survey.columns) || isRemarkRow(row.Cells[:row.Filled()]) {
		return false
	}
	reaches := slices.ContainsFunc(e.measures, func(m measure) bool { return m.at() < len(row.Cells) })
	if w.short == 1 && row.Unended || w.short*10 <= w.rows && (w.writesEmpty || !reaches) {
		return false
	}
	if e.early++; e.early == 1 {
		e.first = row.Number
	}
	return true
}

// common is how many cells the most rows state. A row of more or fewer is one
// that lost or won a delimiter.
func (w *widths) common() int {
	best := 0
	for width, n := range w.stated {
		if n > w.stated[best] || n == w.stated[best] && width < best {
			best = width
		}
	}
	return best
}

// headerWidth is how many cells the header has, up to its last word.
func (s *survey) headerWidth() int {
	width := 0
	for _, i := range s.start.header {
		width = max(width, sheet.Filled(s.head[i].Cells))
	}
	return width
}

// mergedWidth is how far merged cells of the header reach.
func (s *survey) mergedWidth() int {
	width := s.widths.header
	for _, m := range s.merges {
		for _, i := range s.start.header {
			if row := s.head[i]; m.Top <= row.Number && row.Number <= m.Bottom && row.At(m.Left).Type != sheet.Empty {
				width = max(width, m.Right+1)
			}
		}
	}
	return width
}

// misfit says that a header and the rows under it are of different widths, so
// that which header is of which column is not known.
type misfit struct {
	header, cells int // cells of the header, and of the first row of another width
	at, headerAt  string
	rows          int  // of another width
	all           bool // rows are so
	split         bool // decimal commas may have divided them
	words         []string
}

// align settles how the header lies over the rows: from the first column on, or
// from the second where the first holds row names, or not at all.
func (s *survey) align(m *mapping.Mapping) {
	w := &s.widths
	if w.header == 0 {
		if s.grid.Sheet == "" {
			s.columns = s.columns[:min(w.common(), len(s.columns))]
		}
		return
	}
	if w.header = s.mergedWidth(); w.most <= w.header {
		w.wide = wideRows{}
	}
	said := w.header // columns that the header or the mapping names
	if m != nil {
		for _, c := range m.Columns {
			if n, ok := record.ColumnNumber(c.At); ok {
				said = max(said, n)
			}
		}
	}
	contradicted := s.contradicts(0)
	mostly := w.wide.count*2 > w.rows
	switch {
	case w.wide.count == 0 && w.most < w.header && s.grid.Delimiter == ',' && !s.endsInPeriods(w.most):
		s.misfit = s.misfitOf(w.rows, w.most, s.first)
	case w.wide.count == 0 || said >= w.most && !contradicted:
	case contradicted && s.holdsRowNames():
		s.shift = 1
	case s.commas() && w.mayBeSplit() > 0 && !contradicted:
		s.misfit = s.misfitOf(w.wide.count, w.wide.cells, w.wide.first)
		s.misfit.split = true
	case mostly && (contradicted || w.wide.figures*2 > w.wide.count):
		s.misfit = s.misfitOf(w.wide.count, w.wide.cells, w.wide.first)
	case mostly:
		said = max(said, w.most) // remarks that no header is over
	}
	if w.beside*2 > w.rows {
		said = max(said, w.most)
	}
	if s.grid.Sheet == "" {
		s.columns = s.columns[:min(max(said, w.header+s.shift), len(s.columns))]
	}
}

// commas reports whether commas may have divided what was one cell: in a text
// divided by them, and in a sheet that such a text was opened as.
func (s *survey) commas() bool { return s.grid.Sheet != "" || s.grid.Delimiter == ',' }

func (s *survey) misfitOf(rows, cells, first int) *misfit {
	var words []string
	for _, cell := range s.lowest().Cells {
		words = append(words, cell.String())
	}
	return &misfit{
		words: words, header: s.widths.header, cells: cells, at: s.where(first), headerAt: s.where(s.lowest().Number),
		rows: rows, all: rows == s.widths.rows,
	}
}

// where is a row or line as a person calls it.
func (s *survey) where(number int) string {
	if s.grid.Sheet == "" {
		return fmt.Sprint("line ", number)
	}
	return fmt.Sprint("row ", number)
}

// endsInPeriods reports whether the headers from a column on are periods, as
// the one before them is: years that have no figures yet.
func (s *survey) endsInPeriods(from int) bool {
	row := s.lowest()
	for i := max(from-1, 0); i < s.widths.header; i++ {
		if _, period := headingPeriod(row.At(i)); !period {
			return false
		}
	}
	return true
}

// holdsRowNames reports whether the first column holds names of rows without a
// header of their own, as R writes them: every row has one cell more than the
// header, and the header's words fit the columns one further to the right.
func (s *survey) holdsRowNames() bool {
	w := &s.widths
	if w.most != w.header+1 || w.wide.byOne*10 < w.rows*9 || s.lowest().At(0).Type == sheet.Empty || len(s.start.header) > 1 || s.contradicts(1) {
		return false
	}
	names := s.columns[0]
	return names.texts == 0 || !s.headsRegions() // else a name that its own comma divided
}

// headsRegions reports whether a word of the header is of regions.
func (s *survey) headsRegions() bool {
	return slices.ContainsFunc(s.lowest().Cells, func(c sheet.Cell) bool { return s.entries.role(c).IsRegion() })
}

// lowest is the header's lowest row.
func (s *survey) lowest() sheet.Kept { return withYears(s.head[s.start.header[len(s.start.header)-1]]) }

// contradicts reports whether a word of the header cannot be of the column that
// stands so many columns to its right.
func (s *survey) contradicts(shift int) bool {
	row := s.lowest()
	for i, cell := range row.Cells {
		if i+shift >= len(s.columns) || cell.Type == sheet.Empty {
			continue
		}
		if s.columns[i+shift].contradicts(cell, s.entries.role(cell)) {
			return true
		}
	}
	return false
}

// role is what the mapping says that a header's column is, else the header.
func (e entries) role(c sheet.Cell) mapping.Role {
	if of, said := e.labelledAs(c); said {
		return e.columns[of.first].Is
	}
	return mapping.HeaderRole(c.String())
}

// contradicts reports whether the column cannot be what a header says.
func (c *column) contradicts(header sheet.Cell, role mapping.Role) bool {
	_, period := headingPeriod(header)
	words, numbers := c.texts*2 > c.filled, c.numbers*2 > c.filled
	switch {
	case role == "" && (period || isNumber(header)), role == mapping.RoleValue, role == mapping.RoleCount:
		return words
	case role == mapping.RolePeriod:
		return c.years*2 < c.filled
	case role == mapping.RoleRegionName:
		return numbers
	case role == mapping.RoleRegion:
		return numbers && (c.countsRows() || c.evidence.Clear() || c.years*2 > c.filled)
	case role == mapping.RoleRegionCode:
		return c.countsRows()
	case role == mapping.RoleGender:
		return numbers && len(c.order) > 5
	}
	return false
}

// countsRows reports whether the column numbers the rows: 1, 2, 3 …
func (c *column) countsRows() bool {
	for i, word := range c.order {
		if word != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(c.order) > 1 && (c.many || len(c.order) == c.filled)
}

// rowNames says what the column of row names is taken for.
func (s *survey) rowNames(role mapping.Role) string {
	taken := "left out"
	if role != mapping.RoleIgnore {
		taken = "taken for " + string(role)
	}
	return fmt.Sprintf("the header has %s and the rows %d: column A, without a header, holds the names of the rows and is %s",
		content.Plural(s.widths.header, "cell"), s.widths.most, taken)
}

// what says of which widths the header and the rows are.
func (f *misfit) what() string {
	rows := content.Plural(f.rows, "row") + " " + map[bool]string{true: "has", false: "have"}[f.rows == 1]
	if f.all {
		rows = "every row has"
	}
	return fmt.Sprintf("the header (%s) has %s, and %s %d (the first in %s)", f.headerAt, content.Plural(f.header, "cell"), rows, f.cells, f.at)
}

// unheaded is the plan of a table whose header and rows are of different
// widths: of columns by their letters, each of which is asked about. Where
// decimal commas may have divided the rows no mapping helps.
func (s *survey) unheaded(ctx context.Context, m *mapping.Mapping) (*plan, error) {
	what := s.misfit.what()
	if s.misfit.split {
		saved := "save it divided by semicolons, or with the numbers in quotes"
		if s.grid.Sheet != "" {
			what = "sheet " + s.grid.Sheet + ": " + what
			saved = "open the text that the sheet was made of again, divided by semicolons"
		}
		if s.grid.Sheet != "" && !s.grid.Alone {
			saved += ", or name another with --sheet"
		}
		return nil, fmt.Errorf("%s: numbers with a decimal comma in a file divided by commas? %s; if they are columns of their own, a mapping names them by letter (header: [0], first: %d, at: A …)", what, saved, s.first)
	}
	p, err := lettered(ctx, s.grid, m, s.first)
	if err != nil {
		return nil, err
	}
	p.over = s.misfit
	p.ask("which column each header is of: %s: give every column its header in the file, or say of each by its letter what it holds, as this mapping does", what)
	return p, nil
}

// lettered is the plan of a table by the letters of its columns alone, from a
// row on, that nothing is taken of yet.
func lettered(ctx context.Context, g *sheet.Grid, m *mapping.Mapping, first int) (*plan, error) {
	var bare mapping.Mapping
	if m != nil {
		bare = *m
	}
	bare.Header, bare.First, bare.Columns = []int{0}, first, nil
	below, err := look(ctx, g, &bare)
	if err != nil {
		return nil, err
	}
	p, err := newPlan(below, &bare)
	if err != nil {
		return nil, err
	}
	for i := range p.roles {
		p.roles[i] = ""
	}
	p.measures, p.questions = nil, questions{}
	return p, nil
}

// headerless is the plan of a table without a header, whose columns are asked
// about by their letters; ErrNone where it is none: rows of one width, of which
// a column has numbers alone, from the first row on.
func headerless(ctx context.Context, g *sheet.Grid, m *mapping.Mapping) (*plan, error) {
	if g.Sheet != "" && !g.Alone || m != nil && len(m.Columns)+len(m.Header) > 0 {
		return nil, ErrNone
	}
	first := 0
	if m != nil {
		first = m.First
	}
	p, err := lettered(ctx, g, m, first)
	if err != nil {
		return nil, err
	}
	s := p.survey
	numbers := func(c *column) bool { return c.filled == s.rows && c.numbers == s.rows }
	if len(s.widths.stated) != 1 || s.rows < 2 || len(s.columns) < 2 || !slices.ContainsFunc(s.columns, numbers) {
		return nil, ErrNone
	}
	p.over = &misfit{}
	p.ask("what each column holds: the file has no header: give every column one in the file, or say of each by its letter what it holds, as this mapping does")
	return p, nil
}
