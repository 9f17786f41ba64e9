package statstest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// path finds a file of published cases in the folder beside the checkout, and
// skips the test where that folder is absent.
func path(t testing.TB, name string) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "shared", "reference", filepath.FromSlash(name))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no reference data beside the checkout: %s", path)
	}
	return path
}

// ReadJSON reads a JSON file of published cases.
func ReadJSON(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// Table is a CSV file, a row at a time by column name.
type Table []map[string]string

// ReadTable reads a CSV file of published cases.
func ReadTable(t testing.TB, name string) Table {
	t.Helper()
	data, err := os.ReadFile(path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	// A byte order mark would hide that the first header is quoted.
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows Table
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[strings.TrimSpace(records[0][i])] = cell // PHE's break over two lines
		}
		rows = append(rows, row)
	}
	return rows
}

// Column reads a column as numbers, an empty cell as NaN.
func (rows Table) Column(t testing.TB, name string) []float64 {
	t.Helper()
	var out []float64
	for _, row := range rows {
		out = append(out, Number(t, row[name]))
	}
	return out
}

// Number reads a cell, an empty one as NaN.
func Number(t testing.TB, s string) float64 {
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
