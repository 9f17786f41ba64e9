package cube

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// PXWeb is a table that PxWeb gave for spreadsheets: a title, a header,
// and rows that begin with a value of every dimension of the stub. A workbook
// writes such a value only where it changes, and has a row of its own for each
// dimension of the heading.
type PXWeb struct {
	file    content.File
	mapping *mapping.Mapping
	grid    sheet.Grid
	first   int // number of the first row of data
	stub    int // how many columns the stub has
	sheet   bool
	cube    *cube // the values of the stub are still to be gathered
	// columns are the numbers of the heading's values over each column of data.
	columns [][]int
	over    string           // a word that stands over every column and divides nothing
	numbers []map[string]int // of the values of each dimension of the stub, by what the cells have
}

// FindPXWebText tells whether a text is a table of PxWeb's; nil where it is none,
// or where a mapping says how its rows are laid out.
func FindPXWebText(f content.File, encoding string, m *mapping.Mapping) (*PXWeb, error) {
	if m.LaysOut() {
		return nil, nil
	}
	delimiter := mapping.DelimiterOf(f, encoding, m)
	if delimiter == 0 {
		return nil, nil
	}
	t, err := FindPXWeb(f, *sheet.TextGrid(f, encoding, delimiter), m)
	if err != nil {
		return nil, f.Errorf("%w", err)
	}
	if t != nil && t.cube.likely && quotedHeader(f) {
		t.cube.likely = false // as PxWeb writes them, and a spreadsheet does not
	}
	if t != nil && t.cube.likely && !slices.ContainsFunc(t.cube.dims[t.stub:], func(d dimension) bool { return d.role == mapping.RoleGender }) {
		return nil, nil // two names a spreadsheet may have as well: the general reader asks what it must
	}
	return t, nil
}

// quotedHeader reports whether the text begins with a quoted name.
func quotedHeader(f content.File) bool {
	head := make([]byte, len(content.BOM)+1)
	n, _ := f.Content.ReadAt(head, 0)
	return bytes.HasPrefix(bytes.TrimPrefix(head[:n], []byte(content.BOM)), []byte(`"`))
}

// Read reads the table.
func (t *PXWeb) Read(ctx context.Context, out *record.Sink) error {
	if err := t.gather(ctx); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return t.file.Errorf("%w", err)
	}
	p, err := newPlan(t.file, t.cube, t.mapping, out)
	if err != nil {
		return err
	}
	if t.over != "" {
		out.Remark(t.grid.At(t.first), fmt.Sprintf("%q stands over every column", t.over))
	}
	rows := pxwebRows{table: t, above: make([]string, t.stub), at: make([]int, len(t.cube.dims))}
	_, err = t.grid.Each(func(from sheet.Rows, row *sheet.Row) error { return rows.read(p, from, row) }, out.Reject)
	return err
}

// gather goes through the rows once for the values of the stub's dimensions.
func (t *PXWeb) gather(ctx context.Context) error {
	t.numbers = make([]map[string]int, t.stub)
	for i := range t.numbers {
		t.numbers[i] = map[string]int{}
	}
	above, total := make([]string, t.stub), 0
	_, err := t.grid.Each(func(_ sheet.Rows, row *sheet.Row) error {
		if row.Number < t.first {
			return nil
		}
		labels := t.labels(row, above)
		if !t.isData(row) {
			return nil
		}
		if row.Number%record.CancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i, label := range labels {
			if _, known := t.numbers[i][label]; known {
				continue
			}
			if total++; total > maxValues {
				return fmt.Errorf("found over %d values of dimensions, expected at most that: divide the table into smaller ones", maxValues)
			}
			d := &t.cube.dims[i]
			t.numbers[i][label] = len(d.values)
			d.values = append(d.values, value{Word: mapping.Word{Label: content.Title(label)}})
		}
		return nil
	}, func(record.Reject) error { return nil })
	return err
}

// isData reports whether a row has something in a column of data. Notes below
// a workbook's table have not.
func (t *PXWeb) isData(row *sheet.Row) bool {
	return row.Delimited || row.Filled() > t.stub
}

// labels are the values of the stub on a row, in above, which holds those of
// the row before.
func (t *PXWeb) labels(row *sheet.Row, above []string) []string {
	for i := range above {
		label := row.At(i).String()
		if label == "" && t.sheet {
			continue
		}
		above[i] = label
	}
	return above
}

// pxwebRows is the reading of a table's rows.
type pxwebRows struct {
	table *PXWeb
	above []string
	at    []int
}

// read hands on the cells of a row.
func (s *pxwebRows) read(p *plan, from sheet.Rows, row *sheet.Row) error {
	t := s.table
	switch width := t.stub + len(t.columns); {
	case row.Number < t.first:
		return nil
	case !t.isData(row):
		t.labels(row, s.above)
		p.out.Footer = content.Title(row.At(0).String())
		return nil
	case row.Delimited && len(row.Cells) != width:
		return p.out.Reject(record.WrongCount(from.Place(row, 0), len(row.Cells), width))
	}
	for i, label := range t.labels(row, s.above) {
		s.at[i] = t.numbers[i][label]
	}
	for i := range max(len(t.columns), row.Filled()-t.stub) {
		place := from.Place(row, t.stub+i)
		text := row.At(t.stub + i).String()
		if i >= len(t.columns) {
			if text != "" {
				if err := p.out.Reject(record.Reject{Place: place, Found: text, Expected: "an empty cell", Hint: "give the column its place in the header"}); err != nil {
					return err
				}
			}
			continue
		}
		copy(s.at[t.stub:], t.columns[i])
		if err := p.emit(s.at, text, place); err != nil {
			return err
		}
	}
	return nil
}

// pxwebSample is how many rows are looked at to tell a table's layout.
const pxwebSample = 60

// FindPXWeb finds a table of PxWeb's in a sheet or text; nil where it is none,
// or where a mapping says how its rows are laid out.
func FindPXWeb(f content.File, g sheet.Grid, m *mapping.Mapping) (*PXWeb, error) {
	if m.LaysOut() {
		return nil, nil
	}
	rows, err := g.Open()
	if err != nil {
		return nil, err
	}
	if c, ok := rows.(io.Closer); ok {
		defer c.Close()
	}
	var head []sheet.Kept
	delimited := false
	for len(head) < pxwebSample {
		row, err := rows.Next()
		if err != nil { // bad rows too: a table of PxWeb's does not begin with them
			break
		}
		if row.Filled() > 0 {
			delimited = row.Delimited
			head = append(head, sheet.Keep(row))
		}
	}
	if len(head) < 2 {
		return nil, nil
	}
	t := &PXWeb{file: f, mapping: m, grid: g, sheet: !delimited, cube: &cube{sheet: g.Sheet}}
	if head[0].Filled() == 1 && head[0].At(0).Type == sheet.Textual {
		said := content.Title(head[0].At(0).Text)
		t.cube.title, t.cube.code = domain.Text{FI: said}, tableCode(said)
		head = head[1:]
	}
	if delimited && t.textHeader(head) || !delimited && t.sheetHeader(head) {
		t.cube.likely = t.cube.code == ""
		return t, nil
	}
	return nil, nil
}

// isStatistic reports whether the title is a statistics office's, so that a
// table without a dimension of regions may be of the whole country.
func (t *PXWeb) isStatistic() bool {
	return t.cube.code != "" && strings.Contains(t.cube.title.FI, " -- ") || strings.Contains(t.cube.title.FI, " muuttujina ")
}

// sampleMarks are the marks a cell of data may have where it is not read yet.
var sampleMarks = mapping.StatisticalMarks(nil)

// isFigure reports whether a cell may be one of data.
func isFigure(c sheet.Cell) bool {
	if c.Type == sheet.Numeric || c.Type == sheet.Empty {
		return !c.Date
	}
	if _, ok := sampleMarks.Mark(c.Text); ok {
		return true
	}
	_, ok := statisticalNumber(c.Text)
	return ok
}

// figures reports whether a column has figures only; notes below the table
// have nothing beyond the first column.
func figures(rows []sheet.Kept, column int) bool {
	return !slices.ContainsFunc(rows, func(row sheet.Kept) bool { return !isFigure(row.At(column)) })
}

// hasRegions reports whether a column of the rows names regions, by the name
// over it or by codes and the whole country in it.
func hasRegions(name string, rows []sheet.Kept, column int) bool {
	if role, _ := mapping.DimensionRole(name); role == mapping.RoleRegion {
		return true
	}
	return slices.ContainsFunc(rows, func(row sheet.Kept) bool {
		s := row.At(column).String()
		return mapping.IsCountry(s) || mapping.SplitRegion(s).Code != "" && mapping.SplitRegion(s).Name != ""
	})
}

// textHeader reads the header of a text: the names of the stub's dimensions,
// then of each column of data the values of the heading's, one after another:
// "Yhteensä 2019 Väestö 31.12.". False where the rows are another layout's.
func (t *PXWeb) textHeader(head []sheet.Kept) bool {
	if len(head) < 2 {
		return false
	}
	names, data := head[0].Cells, head[1:]
	known := 0
	regions := false
	for t.stub = 0; t.stub < len(names); t.stub++ {
		name := content.Title(names[t.stub].Text)
		_, is := mapping.DimensionRole(name)
		if !is && figures(data, t.stub) {
			break
		}
		if is {
			known++
		}
		regions = regions || hasRegions(name, data, t.stub)
		t.cube.dims = append(t.cube.dims, stubDimension(name, t.stub))
	}
	titled := !t.cube.title.IsZero()
	if !regions && !(t.isStatistic() && known > 0) || t.stub == len(names) || !titled && (known < t.stub || known < 2) {
		return false
	}
	var headings []string
	for i := t.stub; i < len(names); i++ {
		name := content.Title(names[i].Text)
		if role, is := mapping.HeaderWord(name); name == "" || is && !titled && role != mapping.RoleGender || !figures(data, i) {
			return false
		}
		headings = append(headings, name)
	}
	t.first = data[0].Number
	t.headings(headings)
	return true
}

// headings divides the names of a text's columns of data into the values of
// the heading's dimensions: a sex, a period, and what is measured. One that
// not every column has is no dimension.
func (t *PXWeb) headings(names []string) {
	t.columns = make([][]int, len(names))
	if sexes, rests, ok := takeSexes(names); ok {
		t.heading(dimension{name: t.freeName("Sukupuoli"), role: mapping.RoleGender}, sexes)
		names = rests
	}
	if periods, rests, ok := takeWords(names, isPeriodWord); ok {
		t.heading(dimension{name: t.freeName("Vuosi"), role: mapping.RolePeriod}, periods)
		names = rests
	}
	switch contents := t.stubHas(mapping.RoleIndicator); {
	case !slices.ContainsFunc(names, func(name string) bool { return name != "" }):
	case !contents:
		t.heading(dimension{name: t.freeName("Tiedot"), role: mapping.RoleIndicator}, names)
	case alike(names):
		t.over = names[0] // of every column, beside what is measured
	default:
		t.heading(dimension{name: t.freeName("heading"), unnamed: true, role: headingRole(names)}, names)
	}
}

// headingRole is what the words of a heading divide the figures by, beside what
// is measured: ages where all of them are, else what only a person can name.
func headingRole(names []string) mapping.Role {
	for _, name := range names {
		if w := (mapping.Word{Label: name}); !w.IsAge() && !w.IsTotal() {
			return mapping.RoleBreakdown
		}
	}
	return mapping.RoleBreakdown + "age"
}

// stubHas reports whether a dimension of the stub goes by a name for the role.
func (t *PXWeb) stubHas(role mapping.Role) bool {
	return slices.ContainsFunc(t.cube.dims[:t.stub], func(d dimension) bool { is, _ := mapping.DimensionRole(d.name); return is == role })
}

// freeName is a name for a dimension of the heading that none of the stub has.
func (t *PXWeb) freeName(name string) string {
	if slices.ContainsFunc(t.cube.dims, func(d dimension) bool { return strings.EqualFold(d.name, name) }) {
		return "heading " + name
	}
	return name
}

// alike reports whether all names are the same.
func alike(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return name != names[0] })
}

// takeSexes takes the word for a sex, or for both, out of each name. Words in
// another case ("käyneitä miehiä") count where both sexes stand in the heading.
func takeSexes(names []string) (sexes, rests []string, ok bool) {
	if sexes, rests, ok = takeWords(names, isSexWord, mapping.IsTotalWord); ok && slices.ContainsFunc(sexes, isSexWord) {
		return sexes, rests, true
	}
	isForm := func(s string) bool { _, ok := mapping.SexForm(s); return ok }
	if sexes, rests, ok = takeWords(names, isForm, mapping.IsTotalWord); !ok {
		return nil, nil, false
	}
	met := map[domain.Gender]bool{}
	for i, word := range sexes {
		if g, ok := mapping.SexForm(word); ok {
			met[g] = true
			sexes[i] = string(g)
		}
	}
	return sexes, rests, met[domain.Male] && met[domain.Female]
}

// takeWords takes the words that fit the first of the tests out of each name;
// all is false where a name has none.
func takeWords(names []string, tests ...func(string) bool) (taken, rests []string, all bool) {
	taken, rests = make([]string, len(names)), make([]string, len(names))
	for i, name := range names {
		found := false
		for _, fits := range tests {
			if !found {
				taken[i], rests[i], found = cutWords(name, fits)
			}
		}
		if !found {
			return nil, nil, false
		}
	}
	return taken, rests, true
}

// isSexWord reports whether a text says one sex, or all in so many words.
func isSexWord(s string) bool { _, ok := mapping.SexWord(s); return ok }

func isPeriodWord(s string) bool { _, ok := mapping.Word{Label: s}.Period(); return ok }

// heading adds a dimension of the heading, given its value over each column.
func (t *PXWeb) heading(d dimension, values []string) {
	for i, label := range values {
		n := slices.IndexFunc(d.values, func(v value) bool { return v.Label == label })
		if n < 0 {
			n = len(d.values)
			d.values = append(d.values, value{Word: mapping.Word{Label: label}, text: domain.Text{FI: label}})
		}
		t.columns[i] = append(t.columns[i], n)
	}
	t.cube.dims = append(t.cube.dims, d)
}

// cutWords takes the first words that fit out of a text, the most of up to
// four; found is false, and the text whole, where there are none.
func cutWords(s string, fits func(string) bool) (words, rest string, found bool) {
	all := strings.Fields(s)
	for n := min(4, len(all)); n > 0; n-- {
		for i := 0; i+n <= len(all); i++ {
			if words = strings.Join(all[i:i+n], " "); fits(words) {
				return words, strings.Join(slices.Concat(all[:i], all[i+n:]), " "), true
			}
		}
	}
	return "", s, false
}

// sheetHeader reads the header of a sheet: below the title, a row for each
// dimension of the heading, its values written where they change, over the
// columns of data; the columns of the stub may have their names on the last
// of them. False where the rows are another layout's.
func (t *PXWeb) sheetHeader(head []sheet.Kept) bool {
	if t.cube.title.IsZero() {
		return false
	}
	rows := slices.IndexFunc(head, func(row sheet.Kept) bool {
		return row.At(0).Type != sheet.Empty && !isDimensionName(row.At(0)) && row.Filled() > 1
	})
	if rows < 1 || rows > maxDims {
		return false
	}
	header, data := head[:rows], head[rows:]
	t.stub, t.first = record.MaxColumns, data[0].Number
	width := 0
	for _, row := range header {
		width = max(width, len(row.Cells))
		for i, c := range row.Cells {
			if c.Type != sheet.Empty && !isDimensionName(c) {
				t.stub = min(t.stub, i)
				break
			}
		}
	}
	if t.stub == 0 || t.stub >= width {
		return false
	}
	for len(data) > 0 && data[len(data)-1].Filled() == 1 {
		data = data[:len(data)-1] // notes below the table
	}
	regions := t.stubDimensions(header[rows-1], data)
	t.columns = make([][]int, width-t.stub)
	for _, row := range header {
		values := make([]string, width-t.stub)
		for i := range values {
			if values[i] = content.Title(row.At(t.stub + i).String()); values[i] == "" && i > 0 {
				values[i] = values[i-1]
			}
		}
		if values[0] == "" {
			return false
		}
		t.heading(dimension{name: "row " + strconv.Itoa(row.Number), unnamed: true}, values)
	}
	return regions && !slices.ContainsFunc(data, func(row sheet.Kept) bool {
		for i := range width - t.stub {
			if !isFigure(row.At(t.stub + i)) {
				return true
			}
		}
		return false
	})
}

// stubDimensions takes the dimensions of a sheet's stub, whose names stand on a
// row if anywhere, and reports whether the table may have regions: in one of
// them, or as a whole.
func (t *PXWeb) stubDimensions(names sheet.Kept, data []sheet.Kept) bool {
	regions := false
	for i := range t.stub {
		d := stubDimension(content.Title(names.At(i).String()), i)
		role, named := mapping.DimensionRole(d.name)
		if is := hasRegions(d.name, data, i); is && !regions && (!named || role == mapping.RoleRegion) {
			d.role, regions = mapping.RoleRegion, true
		}
		t.cube.dims = append(t.cube.dims, d)
	}
	return regions || t.isStatistic()
}

// stubDimension is the dimension of a column of the stub, which goes by the
// column's letter where it has no name.
func stubDimension(name string, column int) dimension {
	d := dimension{name: name, at: record.ColumnName(column + 1)}
	if d.unnamed = name == ""; d.unnamed {
		d.name = d.at
	}
	return d
}

// isDimensionName reports whether a cell holds the name of a dimension.
func isDimensionName(c sheet.Cell) bool {
	_, ok := mapping.DimensionRole(c.String())
	return ok && c.Type == sheet.Textual
}
