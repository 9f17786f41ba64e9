package data

import (
	"bytes"
	"encoding/csv"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/realfiles"
)

// example reads a file of the example, without its header.
func example(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := Example.ReadFile("example/" + name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(text)))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if got := strings.Join(rows[0][:6], ";"); got != "indicator;region;year;gender;primary value;absolute value" {
		t.Fatalf("%s: columns %s", name, got)
	}
	return rows[1:]
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every observation is given once, and its numbers are numbers.
func TestExampleIsWellFormed(t *testing.T) {
	files, err := fs.Glob(Example, "example/*.csv")
	if err != nil || len(files) != 6 {
		t.Fatalf("files %v, %v", files, err)
	}
	seen := map[string]string{}
	for _, file := range files {
		for _, row := range example(t, strings.TrimPrefix(file, "example/")) {
			key := strings.Join(append(row[:4:4], row[6:]...), ";")
			if other, twice := seen[key]; twice {
				t.Errorf("%s and %s both have %s", other, file, key)
			}
			seen[key] = file
			for _, cell := range row[4:6] {
				if cell != "" {
					number(t, cell)
				}
			}
		}
	}
}

// The age groups make up the whole: 5,525,292 inhabitants of Finland and
// 275,104 of the 23 municipalities (Statistics Finland, 11re, 31.12.2019).
func TestAgeGroupsAddUp(t *testing.T) {
	sum := map[string]float64{}
	for _, row := range example(t, "age.csv") {
		sum[row[1]+" "+row[3]] += number(t, row[4])
	}
	for _, area := range []struct {
		region string
		total  float64
	}{{"658", 5525292}, {"499", 275104}} {
		if got := sum[area.region+" total"]; got != area.total {
			t.Errorf("%s: %v inhabitants, want %v", area.region, got, area.total)
		}
		if got := sum[area.region+" male"] + sum[area.region+" female"]; got != area.total {
			t.Errorf("%s: men and women are %v, want %v", area.region, got, area.total)
		}
	}
}

// source opens a file the example was taken from.
func source(t *testing.T, name string, comma rune) [][]string {
	t.Helper()
	return readAll(t, bytes.NewReader(realfiles.Read(t, name)), comma)
}

func readAll(t *testing.T, from io.Reader, comma rune) [][]string {
	t.Helper()
	r := csv.NewReader(from)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestPlacementsAgreeWithTheirSource(t *testing.T) {
	held := map[string]bool{}
	for _, row := range source(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv", ';') {
		held[strings.Join(row, ";")] = true
	}
	for _, row := range slices.Concat(example(t, "placements.csv"), example(t, "chapter/population.csv")) {
		if row[0] == "127" { // of another source
			continue
		}
		if line := strings.Join(row, ";"); !held[line] {
			t.Errorf("%s is not in the source", line)
		}
	}
}

func TestChildrenAgreeWithTheirSource(t *testing.T) {
	held := map[string]string{} // by indicator, code and year
	var years []string
	for _, row := range source(t, "sotkanet/DERIVED_webui_sotkanet-data_wide.csv", ';') {
		switch {
		case len(row) < 6:
		case row[5] == "1990":
			years = row
		default:
			for i := 5; i < min(len(row), len(years)); i++ {
				held[row[1]+" "+row[3]+" "+years[i]] = strings.Replace(row[i], ",", ".", 1)
			}
		}
	}
	code := codes(t)
	for _, row := range example(t, "children.csv") {
		key := row[0] + " " + code[row[1]] + " " + row[2]
		if want, ok := held[key]; !ok || row[4] != want {
			t.Errorf("%s: %q, the source has %q", key, row[4], want)
		}
	}
}

func TestPopulationAgreesWithItsSource(t *testing.T) {
	held := map[string]string{}
	for _, row := range source(t, "sotkanet/DERIVED_geofi_sotkanet_ind127_population_kunta_2000-2022.csv", ',') {
		held[row[0]+" "+row[1]] = row[2]
	}
	maakunta := maakunnat(t)
	sums := map[string]float64{}
	for key, value := range held {
		if kunta, year, _ := strings.Cut(key, " "); maakunta[kunta] != "" { // not the heading
			sums["658 "+year] += number(t, value)
			sums[maakunta[kunta]+" "+year] += number(t, value)
		}
	}
	code := codes(t)
	for _, row := range slices.Concat(example(t, "population.csv"), example(t, "chapter/population.csv")) {
		want := held[code[row[1]]+" "+row[2]]
		switch {
		case row[0] == "1065":
			continue
		case want == "":
			want = strconv.FormatFloat(sums[row[1]+" "+row[2]], 'f', -1, 64)
		}
		if row[4] != want {
			t.Errorf("%v: the source has %q", row, want)
		}
	}
}

// maakunnat gives SOTKAnet's id of the maakunta, by the code of a municipality of 2022.
func maakunnat(t *testing.T) map[string]string {
	t.Helper()
	ids, of := map[string]string{}, map[string]string{}
	for _, row := range readAll(t, strings.NewReader(string(Regions)), ',') {
		if row[1] == "maakunta" {
			ids[row[2]] = row[0]
		}
	}
	for _, row := range readAll(t, strings.NewReader(string(Membership)), ',') {
		if row[1] == "maakunta" && row[3] <= "2022" && row[4] >= "2022" {
			of[row[0]] = ids[row[2]]
		}
	}
	return of
}

// codes gives the municipality codes by SOTKAnet's ids.
func codes(t *testing.T) map[string]string {
	t.Helper()
	code := map[string]string{}
	for _, row := range readAll(t, strings.NewReader(string(Regions)), ',') {
		if row[1] == "kunta" {
			code[row[0]] = row[2]
		}
	}
	return code
}
