package stats

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// referencePath finds a file of published cases in the folder beside the
// checkout, and skips the test where that folder is absent.
func referencePath(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "reference", filepath.FromSlash(name))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no reference data beside the checkout: %s", path)
	}
	return path
}

func readJSON(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(referencePath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// table is a CSV file by column name.
type table []map[string]string

func readTable(t testing.TB, name string) table {
	t.Helper()
	f, err := os.Open(referencePath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows table
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// column reads a column as numbers, an empty cell as NaN.
func (rows table) column(t testing.TB, name string) []float64 {
	t.Helper()
	var out []float64
	for _, row := range rows {
		out = append(out, number(t, row[name]))
	}
	return out
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	if s == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// near fails unless got agrees with want to a relative difference, or to an
// absolute one where want is 0.
func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if off := relative(got, want); !(off <= tolerance) {
		t.Errorf("%s = %.17g, want %.17g (off by %.2g)", what, got, want, off)
	}
}

func relative(got, want float64) float64 {
	if got == want || math.IsNaN(got) && math.IsNaN(want) {
		return 0
	}
	if want == 0 {
		return math.Abs(got)
	}
	return math.Abs(got-want) / math.Abs(want)
}

// digits is how many digits of want got meets, at most 15.
func digits(got, want float64) float64 {
	off := relative(got, want)
	if off < 1e-15 {
		return 15
	}
	return -math.Log10(off)
}
