package source

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// textHeader reads the header of a text: the names of the stub's dimensions,
// then of each column of data the values of the heading's, one after another:
// "Yhteensä 2019 Väestö 31.12.". False where the rows are another layout's.
func (t *pxwebTable) textHeader(head []headRow) bool {
	if len(head) < 2 {
		return false
	}
	names, data := head[0].cells, head[1:]
	known := 0
	regions := false
	for t.stub = 0; t.stub < len(names); t.stub++ {
		name := title(names[t.stub].text)
		_, is := dimensionNames[dimensionKey(name)]
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
	if !regions || t.stub == len(names) || !titled && (known < t.stub || known < 2) {
		return false
	}
	var headings []string
	for i := t.stub; i < len(names); i++ {
		name := title(names[i].text)
		if role, is := headerWords[headerKey(name)]; name == "" || is && !titled && role != RoleGender || !figures(data, i) {
			return false
		}
		headings = append(headings, name)
	}
	t.first = data[0].number
	t.headings(headings)
	return true
}

// headings divides the names of a text's columns of data into the values of
// the heading's dimensions: a sex, a period, and what is measured. One that
// not every column has is no dimension.
func (t *pxwebTable) headings(names []string) {
	t.columns = make([][]int, len(names))
	if sexes, rests, ok := takeWords(names, isSexWord, isTotalWord); ok && slices.ContainsFunc(sexes, isSexWord) {
		t.heading(dimension{name: "Sukupuoli", role: RoleGender}, sexes)
		names = rests
	}
	if periods, rests, ok := takeWords(names, isPeriodWord); ok {
		t.heading(dimension{name: "Vuosi", role: RolePeriod}, periods)
		names = rests
	}
	if slices.ContainsFunc(names, func(name string) bool { return name != "" }) {
		t.heading(dimension{name: "Tiedot", role: RoleIndicator}, names)
	}
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
func isSexWord(s string) bool { _, ok := sexWords[strings.ToLower(s)]; return ok }

func isTotalWord(s string) bool { return isTotal(dimensionValue{label: s}) }

func isPeriodWord(s string) bool { _, ok := periodOf(dimensionValue{label: s}); return ok }

// heading adds a dimension of the heading, given its value over each column.
func (t *pxwebTable) heading(d dimension, values []string) {
	for i, label := range values {
		n := slices.IndexFunc(d.values, func(v dimensionValue) bool { return v.label == label })
		if n < 0 {
			n = len(d.values)
			d.values = append(d.values, dimensionValue{label: label, text: domain.Text{FI: label}})
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
func (t *pxwebTable) sheetHeader(head []headRow) bool {
	if t.cube.title.IsZero() {
		return false
	}
	rows := slices.IndexFunc(head, func(row headRow) bool {
		return row.at(0).kind != emptyCell && !isDimensionName(row.at(0)) && row.filled() > 1
	})
	if rows < 1 || rows > maxCubeDims {
		return false
	}
	header, data := head[:rows], head[rows:]
	t.stub, t.first = maxSheetColumns, data[0].number
	width := 0
	for _, row := range header {
		width = max(width, len(row.cells))
		for i, c := range row.cells {
			if c.kind != emptyCell && !isDimensionName(c) {
				t.stub = min(t.stub, i)
				break
			}
		}
	}
	if t.stub == 0 || t.stub >= width {
		return false
	}
	for len(data) > 0 && data[len(data)-1].filled() == 1 {
		data = data[:len(data)-1] // notes below the table
	}
	regions := false
	for i := range t.stub {
		d := stubDimension(title(header[rows-1].at(i).String()), i)
		if is := hasRegions(d.name, data, i); is && !regions {
			d.role, regions = RoleRegion, true
		}
		t.cube.dims = append(t.cube.dims, d)
	}
	t.columns = make([][]int, width-t.stub)
	for _, row := range header {
		values := make([]string, width-t.stub)
		for i := range values {
			if values[i] = title(row.at(t.stub + i).String()); values[i] == "" && i > 0 {
				values[i] = values[i-1]
			}
		}
		if values[0] == "" {
			return false
		}
		t.heading(dimension{name: "row " + strconv.Itoa(row.number), unnamed: true}, values)
	}
	return regions && !slices.ContainsFunc(data, func(row headRow) bool {
		for i := range width - t.stub {
			if !isFigure(row.at(t.stub + i)) {
				return true
			}
		}
		return false
	})
}

// stubDimension is the dimension of a column of the stub, which goes by the
// column's letter where it has no name.
func stubDimension(name string, column int) dimension {
	d := dimension{name: name, at: columnName(column + 1)}
	if d.unnamed = name == ""; d.unnamed {
		d.name = d.at
	}
	return d
}

// isDimensionName reports whether a cell holds the name of a dimension.
func isDimensionName(c tableCell) bool {
	_, ok := dimensionNames[dimensionKey(c.String())]
	return ok && c.kind == textual
}
