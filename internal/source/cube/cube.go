// Package cube reads statistical tables, a number for every combination of the
// values of their dimensions: PC-Axis (.px), JSON-stat, and what PxWeb gives
// for spreadsheets.
package cube

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
)

// Limits on a statistical table: the largest of Statistics Finland's have some
// ten million cells and 20,000 values of a dimension.
const (
	maxCells  = 100_000_000
	maxDims   = 32
	maxValues = 1_000_000 // of all dimensions together

	// maxImplied is how many cells a file may leave out that its dimensions
	// imply. A line of dimensions is enough to imply more than fit in memory.
	maxImplied = 5_000_000
)

// cube is a statistical table as PxWeb, .px and JSON-stat have it: dimensions,
// each with its values, and a number for every combination of them. The
// values of the last dimension follow each other the quickest.
type cube struct {
	sheet    string      // it is on; "" for none
	code     string      // the table's, such as 11re; "" where the file does not say
	title    domain.Text // of the table
	contents domain.Text // what is measured, where no dimension says it
	unit     string      // in the file's words
	source   domain.Text
	updated  string // yyyy-mm-dd
	decimals *int
	dims     []dimension

	// likely says that the table only looks like PxWeb's: it could be a
	// colleague's. Then a dash is no zero and 1.234 no number until a mapping
	// says so.
	likely bool
}

// dimension is one of a cube's. What the file itself says it is of is its
// role, "" where it says nothing.
type dimension struct {
	code, name string
	at         string // the letter of its column in a table; "" for none
	unnamed    bool   // the name is only where it stands
	role       mapping.Role
	abroad     bool // codes of the European Union's areas, most of which the catalogue lacks
	values     []value
}

// value is one of a dimension's values; unit and decimals are of a
// thing measured.
type value struct {
	mapping.Word
	text     domain.Text // the label in the languages the file has
	unit     string
	decimals *int
}

// cells is the number of the cube's cells, or false where it is over the limit.
func (c *cube) cells() (int, bool) {
	n, values := 1, 0
	for _, d := range c.dims {
		values += len(d.values)
		if n *= len(d.values); n > maxCells || values > maxValues {
			return 0, false
		}
	}
	return n, len(c.dims) <= maxDims
}

// offices are names of the producers of statistics of all of Finland, in
// small letters, as tables name their source.
var offices = []string{
	"tilastokeskus", "statistikcentralen", "statistics finland", "luonnonvarakeskus", "terveyden ja hyvinvoinnin laitos", "kansaneläkelaitos", "kela",
	"verohallinto", "valtiokonttori", "suomen pankki", "tulli", "eläketurvakeskus", "opetushallitus", "maahanmuuttovirasto",
}

// isFinlands reports whether the table is one of a Finnish office: by its
// source, else by the words that Statistics Finland's titles have. The tables of
// other countries, and of Åland, are made by the same program.
func (c *cube) isFinlands() bool {
	if source := strings.ToLower(c.source.FI + " " + c.source.SV + " " + c.source.EN); strings.TrimSpace(source) != "" {
		return slices.ContainsFunc(offices, func(name string) bool { return strings.Contains(source, name) })
	}
	return strings.Contains(c.title.FI, " muuttujina ")
}

// implied checks that the file is not too small for its cells.
func (c *cube) implied(f content.File) error {
	n, _ := c.cells()
	if int64(n) > f.Size+maxImplied {
		return fmt.Errorf("found a table of %d cells in a file of %d bytes, expected most of the cells in it: download a smaller part of the table", n, f.Size)
	}
	return nil
}

// odometer counts through the combinations of a cube's values.
type odometer struct {
	at, size []int
}

func newOdometer(dims []dimension) *odometer {
	o := &odometer{at: make([]int, len(dims)), size: make([]int, len(dims))}
	for i, d := range dims {
		o.size[i] = len(d.values)
	}
	return o
}

// step goes on to the next combination; after the last comes the first again.
func (o *odometer) step() {
	for i := len(o.at) - 1; i >= 0; i-- {
		if o.at[i]++; o.at[i] < o.size[i] {
			return
		}
		o.at[i] = 0
	}
}

// set goes to the combination of a number counted from 0.
func (o *odometer) set(n int) {
	for i := len(o.at) - 1; i >= 0; i-- {
		o.at[i] = n % o.size[i]
		n /= o.size[i]
	}
}

// tableCode finds the code of a table in what the file calls it: the last
// part with both digits and letters of "statfin_vaerak_pxt_11re.px" or of
// "001_11re_2019", or what stands before "11re -- Väestö iän mukaan".
func tableCode(name string) string {
	name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
	name = strings.ToLower(strings.TrimSuffix(strings.TrimRight(name, ".:"), ".px"))
	parts := strings.Split(name, "_")
	for i := len(parts) - 1; i >= 0; i-- {
		code := parts[i]
		if len(code) <= 16 && mapping.Slug(code) == code && strings.ContainsAny(code, "0123456789") && strings.ContainsAny(code, "abcdefghijklmnopqrstuvwxyz") {
			return code
		}
	}
	return ""
}

// roleOf says what a dimension is of: what the mapping says, else the file,
// else its name, else its values. All that is left is a breakdown by the
// dimension's own name.
func (d *dimension) roleOf(m *mapping.Mapping) mapping.Role {
	if m != nil {
		for _, c := range m.Columns {
			if c.Column != "" && (strings.EqualFold(c.Column, d.name) || strings.EqualFold(c.Column, d.code)) || c.At != "" && c.At == d.at {
				return c.Is
			}
		}
	}
	if d.role != "" {
		return d.role
	}
	for _, name := range []string{d.name, d.code} {
		if role, ok := mapping.DimensionRole(name); ok {
			return role
		}
		if m.NamesAreas(name) || mapping.HeaderRole(name) == mapping.RoleRegion {
			return mapping.RoleRegion
		}
	}
	switch {
	case mapping.IsGenders(d.words()):
		return mapping.RoleGender
	case d.all(func(w mapping.Word) bool { _, ok := w.Period(); return ok }):
		return mapping.RolePeriod
	case d.all(func(w mapping.Word) bool { return w.IsTotal() || w.IsAge() }) && !d.all(mapping.Word.IsTotal):
		return mapping.RoleBreakdown + "age"
	case d.unnamed && d.at == "": // of a heading, where what is measured stands
		return mapping.RoleIndicator
	}
	return mapping.RoleBreakdown
}

// called is what a person calls a dimension without a name.
func (d *dimension) called() string {
	if d.at != "" {
		return "column " + d.at
	}
	return "the " + d.name
}

// times are how the dimension's values are read as periods; where nothing tells, it
// is asked. A code such as "2011M12" beside a label makes it certain.
func (d *dimension) times(m *mapping.Mapping, ask *questions) mapping.Times {
	var labels []string
	for _, v := range d.values {
		labels = append(labels, v.Label, v.Code)
	}
	times := m.ReadTimes(labels)
	if times.Ask {
		ask.about("whether " + strconv.Quote(content.Title(labels[0])) + " and the like of " + strconv.Quote(d.name) + " are school or fiscal years (split_years: true) or months (split_years: false)")
		ask.splitYears = true
	}
	return times
}

// words are the values' words.
func (d *dimension) words() []mapping.Word {
	words := make([]mapping.Word, len(d.values))
	for i, v := range d.values {
		words[i] = v.Word
	}
	return words
}

// all reports whether every value fits, of which there must be one.
func (d *dimension) all(fits func(mapping.Word) bool) bool {
	for _, v := range d.values {
		if !fits(v.Word) {
			return false
		}
	}
	return len(d.values) > 0
}

// category is that of all regions of a dimension by its name: "Kunta" has
// municipalities; "" where it may hold several, as "Alue" and "Region" do.
func (d *dimension) category() string {
	if c := mapping.HeaderCategory(d.name); c != "" {
		return c
	}
	key := mapping.DimensionKey(d.name)
	if c, ok := mapping.Category(key); ok && key != "region" && key != "maa" {
		return c
	}
	return ""
}
