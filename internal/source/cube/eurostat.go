package cube

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// Eurostat is a table in Eurostat's own format (TSV): the first column packs
// the codes of every dimension but one, which stands over the others, and
// behind a value there may be flags.
//
//	freq,unit,sex,geo\TIME_PERIOD	2019 	2020
//	A,PC,T,FI	10.1 	: c
//
// "API – FAQ – TSV data format" of Eurostat's user guides describes it; the
// format of the older bulk downloads has no space before a flag.
type Eurostat struct {
	file    content.File
	mapping *mapping.Mapping
	grid    sheet.Grid
	header  int      // the header's row
	packed  []string // names of the dimensions in the first column
	columns []string // the last dimension's values, over each column
	cube    *cube
	places  []int            // of each packed dimension in the cube; −1 for the frequency
	numbers []map[string]int // of the values of each packed dimension
	flags   map[byte]flagged
}

// flagged is how often a flag stands behind a value, and where first.
type flagged struct {
	times int
	at    record.Place
}

// eurostatHead is the name of the first column.
var eurostatHead = late.Regexp(`^\w+(,\w+)*\\\w+$`)

// FindEurostat finds a table in Eurostat's format in a sheet or text; nil where
// it is none, or where a mapping says how its rows are laid out.
func FindEurostat(f content.File, g sheet.Grid, m *mapping.Mapping) (*Eurostat, error) {
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
	row, err := rows.Next()
	for err == nil && row.Filled() == 0 {
		row, err = rows.Next()
	}
	if err != nil || !eurostatHead().MatchString(row.At(0).String()) || row.Filled() < 2 {
		return nil, nil
	}
	names, over, _ := strings.Cut(row.At(0).String(), `\`)
	e := &Eurostat{file: f, mapping: m, grid: g, header: row.Number, packed: strings.Split(names, ","), flags: map[byte]flagged{}, cube: &cube{sheet: g.Sheet}}
	for _, c := range row.Cells[1:row.Filled()] {
		e.columns = append(e.columns, strings.TrimSpace(c.String()))
	}
	if len(e.packed) >= maxDims {
		return nil, fmt.Errorf("found %d dimensions, expected at most %d", len(e.packed), maxDims-1)
	}
	e.places, e.numbers = make([]int, len(e.packed)), make([]map[string]int, len(e.packed))
	for i, name := range e.packed {
		if e.places[i] = -1; name != "freq" { // which the periods show
			e.places[i] = len(e.cube.dims)
			e.cube.dims = append(e.cube.dims, eurostatDimension(name))
		}
		e.numbers[i] = map[string]int{}
	}
	last := eurostatDimension(over)
	for _, code := range e.columns {
		last.values = append(last.values, last.coded(code))
	}
	e.cube.dims = append(e.cube.dims, last)
	return e, nil
}

// eurostatDimension is a dimension by the code Eurostat has for it.
func eurostatDimension(name string) dimension {
	d := dimension{name: name, code: name}
	switch strings.ToLower(name) {
	case "geo", "rep_mar", "metroreg", "cities":
		d.role, d.abroad = mapping.RoleRegion, true
	case "time", "time_period":
		d.role = mapping.RolePeriod
	case "sex":
		d.role = mapping.RoleGender
	case "age":
		d.role = mapping.RoleBreakdown + "age"
	}
	return d
}

// Codes of ages: "Y15-64", "Y5", "Y_GE65" (65 and over), "Y_LT15" (under 15).
var (
	ageCode  = late.Regexp(`^Y(\d{1,3}(?:-\d{1,3})?)$`)
	ageOver  = late.Regexp(`^Y_GE(\d{1,3})$`)
	ageUnder = late.Regexp(`^Y_LT(\d{1,3})$`)
)

// coded is the value of the dimension that a code stands for.
func (d *dimension) coded(code string) value {
	v := value{Word: mapping.Word{Code: code, Label: code}}
	switch d.role {
	case mapping.RolePeriod:
		v.Label = strings.Replace(code, "-Q", "Q", 1)
	case mapping.RoleBreakdown + "age":
		if m := ageCode().FindStringSubmatch(code); m != nil {
			v.Label = m[1]
		} else if m := ageOver().FindStringSubmatch(code); m != nil {
			v.Label = m[1] + "-"
		} else if m := ageUnder().FindStringSubmatch(code); m != nil {
			if n, _ := strconv.Atoi(m[1]); n > 0 {
				v.Label = "0-" + strconv.Itoa(n-1)
			}
		}
	}
	return v
}

// Read reads the table: once for the dimensions' codes, and then its values.
func (e *Eurostat) Read(ctx context.Context, out *record.Sink) error {
	if err := e.gather(ctx); err != nil {
		if ctx.Err() != nil {
			return err
		}
		return e.file.Errorf("%w", err)
	}
	p, err := newPlan(e.file, e.cube, e.mapping, out)
	if err != nil {
		return err
	}
	at := make([]int, len(e.cube.dims))
	if _, err := e.grid.Each(func(from sheet.Rows, row *sheet.Row) error { return e.row(p, at, from, row) }, out.Reject); err != nil {
		return err
	}
	for _, flag := range slices.Sorted(maps.Keys(e.flags)) {
		f := e.flags[flag]
		out.Remark(f.at, fmt.Sprintf("%s with the flag %c (%s), the first here: read as they stand", content.Plural(f.times, "value"), flag, flagMeans(flag)))
	}
	return nil
}

// gather goes through the rows once for the codes of the packed dimensions.
func (e *Eurostat) gather(ctx context.Context) error {
	total, rows := len(e.columns), 0
	_, err := e.grid.Each(func(_ sheet.Rows, row *sheet.Row) error {
		codes := strings.Split(row.At(0).String(), ",")
		if row.Number == e.header || len(codes) != len(e.packed) {
			return nil
		}
		if rows++; rows%record.CancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for i, code := range codes {
			code = strings.TrimSpace(code)
			if _, known := e.numbers[i][code]; known || e.places[i] < 0 {
				continue
			}
			if total++; total > maxValues {
				return fmt.Errorf("found over %d values of dimensions, expected at most that: download a smaller part of the table", maxValues)
			}
			d := &e.cube.dims[e.places[i]]
			e.numbers[i][strings.Clone(code)] = len(d.values)
			d.values = append(d.values, d.coded(strings.Clone(code)))
		}
		return nil
	}, func(record.Reject) error { return nil })
	e.measures()
	return err
}

// measures settles what is measured. A dimension that says nothing of people
// and has one value is not one to break down by, but part of what is measured;
// of several units, or indicators, each is measured.
func (e *Eurostat) measures() {
	var parts []string
	var things *dimension
	for i := range e.cube.dims {
		d := &e.cube.dims[i]
		said := d.role != "" || mapping.Listed(d.name)
		measure := d.code == "unit" || strings.HasPrefix(d.code, "indic") || d.code == "na_item"
		switch {
		case said || len(d.values) == 0:
		case len(d.values) == 1:
			d.role = mapping.RoleIgnore
			if code := d.values[0].Code; !d.values[0].IsTotal() {
				parts = append(parts, code)
			}
			if d.code == "unit" {
				e.cube.unit = eurostatUnit(d.values[0].Code)
			}
		case measure && (things == nil || d.code != "unit"):
			if things != nil {
				things.role = "" // the units are broken down by, or asked about
			}
			d.role, things = mapping.RoleIndicator, d
		}
	}
	e.cube.contents = domain.Text{EN: strings.Join(parts, ", ")}
	if things == nil {
		return
	}
	for i := range things.values {
		if v := &things.values[i]; things.code == "unit" {
			v.unit = eurostatUnit(v.Code)
		} else {
			v.unit = e.cube.unit
		}
	}
}

// eurostatUnit is a unit's code in words, or the code.
func eurostatUnit(code string) string {
	switch code {
	case "PC":
		return "percent"
	case "NR":
		return "number"
	case "PER":
		return "persons"
	}
	return code
}

// row hands on the values of a row.
func (e *Eurostat) row(p *plan, at []int, from sheet.Rows, row *sheet.Row) error {
	if row.Number == e.header {
		return nil
	}
	codes := strings.Split(row.At(0).String(), ",")
	if len(codes) != len(e.packed) {
		return p.out.Reject(record.Reject{Place: from.Place(row, 0), Column: strings.Join(e.packed, ","), Found: row.At(0).String(), Expected: content.Plural(len(e.packed), "code") + " with commas between them"})
	}
	for i, code := range codes {
		if e.places[i] < 0 {
			continue
		}
		n, ok := e.numbers[i][strings.TrimSpace(code)]
		if !ok {
			return p.out.Reject(record.Reject{Place: from.Place(row, 0), Column: e.packed[i], Found: code, Expected: "a code that the file had when it was looked through"})
		}
		at[e.places[i]] = n
	}
	if n := row.Filled(); n > len(e.columns)+1 {
		return p.out.Reject(record.WrongCount(from.Place(row, n-1), n, len(e.columns)+1))
	}
	for i := range e.columns {
		place := from.Place(row, i+1)
		text, flags := divideFlags(row.At(i + 1).String())
		switch {
		case text != ":":
			for _, flag := range []byte(flags) {
				e.note(flag, place)
			}
		case strings.Contains(flags, "c"): // withheld
			text = "x"
		}
		at[len(at)-1] = i
		if err := p.emit(at, text, place); err != nil {
			return err
		}
	}
	return nil
}

func (e *Eurostat) note(flag byte, at record.Place) {
	f := e.flags[flag]
	if f.times++; f.times == 1 {
		f.at = at
	}
	e.flags[flag] = f
}

// behind is a cell of Eurostat's: a number or a colon, and letters.
var behind = late.Regexp(`^(:|[-+]?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)\s*([a-z]*)$`)

// divideFlags takes the flags off a value.
func divideFlags(s string) (text, flags string) {
	s = strings.TrimSpace(s)
	if m := behind().FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return s, ""
}

// flagMeans is Eurostat's word for a flag ("Observation flag", its code list
// OBS_FLAG).
func flagMeans(flag byte) string {
	switch flag {
	case 'b':
		return "break in time series"
	case 'c':
		return "confidential"
	case 'd':
		return "definition differs"
	case 'e':
		return "estimated"
	case 'f':
		return "forecast"
	case 'i':
		return "see metadata"
	case 'n':
		return "not significant"
	case 'p':
		return "provisional"
	case 'r':
		return "revised"
	case 's':
		return "Eurostat estimate"
	case 'u':
		return "low reliability"
	case 'z':
		return "not applicable"
	}
	return "not in Eurostat's list"
}
