package site

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// dataColumns are the columns of 'kuvio values' that differ within one indicator; those of
// its kinds, where it has several.
var (
	dataColumns = []string{"region", "region_name", "period", "value", "count", "status", "note"}
	kindColumns = []string{"gender", "breakdown"}
)

// mostKinds is how many kinds of series an indicator's file of data may have beside one
// another, as the genders; of one with more, as of every year of age, it has those that its
// page shows.
const mostKinds = 3

// csvOf is the data of series as CSV: every digit, stable names.
func csvOf(all []series.Series, l domain.Lang) ([]byte, error) {
	whole, err := report.Values(series.Together(all), l)
	if err == nil {
		whole, err = whole.Hold()
	}
	if err != nil {
		return nil, err
	}
	columns := dataColumns
	if slices.ContainsFunc(all, func(s series.Series) bool { return s.Gender != domain.Total || s.Breakdown != "" }) {
		columns = slices.Concat(dataColumns, kindColumns)
	}
	var keep []int
	t := &table.Table{}
	for i, c := range whole.Columns {
		if slices.Contains(columns, c.Name) {
			keep, t.Columns = append(keep, i), append(t.Columns, c)
		}
	}
	for _, row := range whole.Rows {
		some := make([]table.Value, len(keep))
		for i, c := range keep {
			some[i] = row[c]
		}
		t.Rows = append(t.Rows, some)
	}
	var b bytes.Buffer
	err = t.Write(&b, table.CSV, table.Options{Lang: l})
	return b.Bytes(), err
}

// lines are the series of an indicator as the script of its page draws them.
type lines struct {
	Periods  []string   `json:"periods"`
	Times    []float64  `json:"times"`
	Decimals int        `json:"decimals"`
	Unit     string     `json:"unit"`
	Areas    []lineSpec `json:"areas"`
	Seams    []float64  `json:"seams,omitempty"` // times before which lines are parted
	Words    drawnWords `json:"words"`
}

// lineSpec is one area's line: its values as they are shown, in the order of the periods.
type lineSpec struct {
	Name  string `json:"name"`
	File  string `json:"file"`  // of its page, without the ending
	Group string `json:"group"` // its category
	// Values are numbers; null where the source says nothing, "m" where it has none and
	// "s" where it withholds one.
	Values []any `json:"values"`
}

// linesOf are the lines of all series of one kind.
func (m *maker) linesOf(h *holding, all []series.Series, l domain.Lang) lines {
	d := lines{Words: drawnIn(l), Unit: h.Unit.Name().In(l)}
	periods := make(map[domain.Period]int)
	for i := range all {
		based := all[i].Based()
		d.Decimals = max(d.Decimals, decimalsOf(&based))
		for _, p := range all[i].Points {
			periods[p.Period] = 0
		}
		for _, seam := range based.Seams() {
			if t := seam.Time(); !slices.Contains(d.Seams, t) {
				d.Seams = append(d.Seams, t)
			}
		}
	}
	var order []domain.Period
	for p := range periods {
		order = append(order, p)
	}
	slices.Sort(order)
	for i, p := range order {
		periods[p] = i
		d.Periods, d.Times = append(d.Periods, string(p)), append(d.Times, p.Time())
	}
	for i := range all {
		based := all[i].Based()
		decimals := decimalsOf(&based)
		p := m.shown[m.at[all[i].Region]]
		one := lineSpec{Name: m.nameOf(&p, l), File: areaName(p.ID), Group: m.categoryName(p.category, l), Values: make([]any, len(order))}
		for pt := range based.All() {
			switch at := periods[pt.Period]; {
			case pt.HasValue() && !math.IsInf(pt.Value, 0):
				one.Values[at] = locale.Rounded(pt.Value, decimals)
			case pt.Status == domain.Suppressed:
				one.Values[at] = "s"
			case pt.Status == domain.Missing:
				one.Values[at] = "m"
			}
		}
		d.Areas = append(d.Areas, one)
	}
	return d
}

// decimalsOf is how many decimals the values of a series are shown with.
func decimalsOf(b *series.Based) int {
	computed := false
	for p := range b.WithValue() {
		computed = computed || b.NotesAt(p).Has(domain.NoteFromCounts)
	}
	return b.Shown(b.Decimals(), computed)
}

// script is a value as a script of its own, since a page that is opened from a folder may
// not fetch one.
func script(name string, v any) ([]byte, error) {
	content, err := json.Marshal(v) // escapes what would end a script
	return slices.Concat([]byte(name+"("), content, []byte(");\n")), err
}
