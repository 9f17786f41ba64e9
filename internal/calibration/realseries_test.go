package calibration

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/realfiles"
)

// realSeries is a stretch of years of one indicator and area without a gap, as
// published.
type realSeries struct {
	kind      string
	step      float64 // of rounding
	low, high float64 // what the unit allows
	y         []float64
}

// least is the fewest values of a realSeries: one more than a forecast needs.
const least = 9

// readReal is every such stretch of the real files, in a fixed order: the web
// service's table of 2025 (308 municipalities), placements and the number of
// children, population by municipality, and the 51 indicators of 1990–2012. A
// test is skipped without them.
func readReal(t *testing.T) (all []realSeries) {
	t.Helper()
	r := realReader{t: t}
	r.webTable()
	r.long("DERIVED_geofi_sotkanet_ind127_population_kunta_2000-2022.csv", func(row []string) (string, string) { return "population", row[0] }, 1, 2)
	ofArea := func(kind string) func(row []string) (string, string) {
		return func(row []string) (string, string) {
			if row[4] != "total" {
				return "", ""
			}
			return kind, row[2] + row[0]
		}
	}
	r.long("DERIVED_ohc_placements_ind191_1991-2021.csv", ofArea("counts"), 3, 5)
	r.long("DERIVED_ohc_placements_ind191_1991-2021.csv", ofArea("population"), 3, 11)
	r.long("DERIVED_sotkanet-shiny_2013_keski-suomi_long.csv", func(row []string) (string, string) {
		return kindOf(row[1]), strings.Join([]string{row[1], row[0], row[2]}, "|")
	}, 3, 4)
	return r.all
}

// kindOf tells the kind of an indicator of 1990–2012 by its name.
func kindOf(name string) string {
	switch {
	case strings.Contains(name, "Väestö 31.12."):
		return "population"
	case strings.Contains(name, "lkm"):
		return "counts"
	case strings.Contains(name, "uroa"):
		return "money"
	case strings.Contains(name, "%"):
		return "shares"
	}
	return "rates"
}

type realReader struct {
	t   *testing.T
	all []realSeries
}

func (r *realReader) rows(name string, comma rune) [][]string {
	r.t.Helper()
	in := csv.NewReader(bytes.NewReader(realfiles.Read(r.t, "sotkanet/"+name)))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma, -1, true
	rows, err := in.ReadAll()
	if err != nil {
		r.t.Fatal(err)
	}
	return rows
}

// webTable reads a row a series: title, id, area, code, gender, then 1990 on.
func (r *realReader) webTable() {
	kinds := map[string]string{"3126": "rates", "1886": "counts", "1872": "counts", "3775": "money", "5520": "money"}
	for _, row := range r.rows("DERIVED_webui_sotkanet-data_wide.csv", ';') {
		if len(row) < 39 || row[1] == "" {
			continue
		}
		kind := kinds[row[1]]
		switch {
		case strings.Contains(row[0], "1000 euro"), strings.Contains(row[0], "1 000 euro"):
			kind = "money"
		case kind == "":
			kind = "shares"
		}
		cells := map[int]string{}
		for i, cell := range row[5:] {
			cells[1990+i] = strings.Replace(cell, ",", ".", 1)
		}
		r.stretches(kind, cells)
	}
}

// long reads a row a value; of which kind and series it is, of tells.
func (r *realReader) long(name string, of func(row []string) (kind, key string), year, value int) {
	kinds, series := map[string]string{}, map[string]map[int]string{}
	var keys []string
	for _, row := range r.rows(name, ',')[1:] {
		kind, key := of(row)
		if kind == "" {
			continue
		}
		if series[key] == nil {
			keys = append(keys, key)
			kinds[key], series[key] = kind, map[int]string{}
		}
		y, err := strconv.Atoi(row[year])
		if err != nil {
			r.t.Fatal(err)
		}
		series[key][y] = row[value]
	}
	for _, key := range keys {
		r.stretches(kinds[key], series[key])
	}
}

// stretches adds the stretches of a series that are long enough.
func (r *realReader) stretches(kind string, cells map[int]string) {
	s := realSeries{kind: kind, low: 0, high: math.Inf(1)}
	switch kind {
	case "shares":
		s.high = 100
	case "rates", "money":
		s.low = math.Inf(-1) // some are net: migration, costs
	}
	decimals := 0
	var years []int
	values := map[int]float64{}
	for year, cell := range cells {
		v, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			continue // no value
		}
		if _, after, ok := strings.Cut(cell, "."); ok {
			decimals = max(decimals, len(after))
		}
		years = append(years, year)
		values[year] = v
	}
	s.step = math.Pow10(-decimals)
	slices.Sort(years)
	for i, year := range years {
		if i > 0 && year != years[i-1]+1 {
			r.keep(s)
			s.y = nil
		}
		s.y = append(s.y, values[year])
	}
	r.keep(s)
}

// keep adds a stretch that is long enough and varies.
func (r *realReader) keep(s realSeries) {
	if len(s.y) >= least && slices.Max(s.y) > slices.Min(s.y) {
		r.all = append(r.all, s)
	}
}
