package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"kuvio/internal/datapackage"
)

// exportWorkspace holds every file of the example data.
func exportWorkspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const data = "../../data/example/"
	for _, args := range [][]string{
		{"init", dir},
		{"import", "-C", dir, data + "placements.csv", data + "population.csv", data + "children.csv", data + "age.csv"},
		{"import", "-C", dir, "--made-up", data + "madeup-visits.csv", data + "madeup-costs.csv"},
	} {
		runHere(t, args...)
	}
	return dir
}

// runHere runs kuvio without a terminal; it must succeed.
func runHere(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	var out, errs bytes.Buffer
	env := Env{Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}
	if code := Run(context.Background(), env, args); code != exitDone {
		t.Fatalf("kuvio %s: exit code %d\n%s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// valuesOf is what 'kuvio values' says of an indicator in regions, with the
// rows in the order of an export.
func valuesOf(t *testing.T, dir, indicator, regions string) [][]string {
	t.Helper()
	out := runHere(t, "values", "-C", dir, "-q", "--published", "--format", "csv", "--gender", "all", "-i", indicator, "-r", regions)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	slices.SortStableFunc(rows, func(a, b []string) int {
		key := func(r []string) []string { return []string{r[1], r[3], r[4], r[5]} }
		return slices.Compare(key(a), key(b))
	})
	return rows
}

// parquetRow is a row of an export as another program declares it.
type parquetRow struct {
	Region     string   `parquet:"region"`
	RegionName string   `parquet:"region_name"`
	Gender     string   `parquet:"gender"`
	Breakdown  string   `parquet:"breakdown"`
	Period     string   `parquet:"period"`
	Value      *float64 `parquet:"value,optional"`
	Count      *float64 `parquet:"count,optional"`
	Status     string   `parquet:"status"`
	Note       string   `parquet:"note"`
	Title      string   `parquet:"indicator_title"`
	Unit       string   `parquet:"unit"`
}

func (r parquetRow) record(indicator string) []string {
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	return []string{indicator, r.Region, r.RegionName, r.Gender, r.Breakdown, r.Period, number(r.Value), number(r.Count), r.Status, r.Note, r.Title, r.Unit}
}

func TestExportIsWhatValuesSay(t *testing.T) {
	dir := exportWorkspace(t)
	bank, out := filepath.Join(dir, "bank"), filepath.Join(dir, "csv")
	runHere(t, "export", "-C", dir, "--format", "parquet", "-o", bank)
	runHere(t, "export", "-C", dir, "--format", "csv", "-o", out)
	files, err := filepath.Glob(filepath.Join(bank, "indicator=*", "part-0.parquet"))
	if err != nil || len(files) < 8 {
		t.Fatalf("files %q (%v)", files, err)
	}
	kinds := make(map[string]int)
	for _, f := range files {
		folder := strings.TrimPrefix(filepath.Base(filepath.Dir(f)), "indicator=")
		indicator := strings.ReplaceAll(folder, "%3A", ":")
		rows, err := parquet.ReadFile[parquetRow](f)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		var regions []string
		for _, r := range rows {
			got = append(got, r.record(indicator))
			regions = append(regions, r.Region)
			kinds[r.Status]++
			if r.Note != "" {
				kinds[r.Note]++
			}
			if r.Value == nil {
				kinds["no value"]++
			}
		}
		want := valuesOf(t, dir, indicator, strings.Join(slices.Compact(regions), ","))
		listed := got
		got = slices.DeleteFunc(slices.Clone(got), func(r []string) bool { // which values leave out: before the first figure and after the last
			out := r[8] == "missing" && !slices.ContainsFunc(want, func(w []string) bool { return slices.Equal(w, r) })
			if out {
				kinds["beyond the figures"]++
			}
			return out
		})
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("indicator %s: %d rows differ from the %d of 'kuvio values --published'", indicator, len(got), len(want))
		}
		text, err := os.ReadFile(filepath.Join(out, folder+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if asCSV, err := csv.NewReader(bytes.NewReader(text)).ReadAll(); err != nil || !slices.EqualFunc(asCSV[1:], listed, slices.Equal[[]string]) {
			t.Errorf("indicator %s: the CSV differs (%v)", indicator, err)
		}
	}
	if kinds["beyond the figures"] != 207 { // as the files have lines with "-" or nothing there
		t.Errorf("%d rows before the first figure or after the last", kinds["beyond the figures"])
	}
	for _, kind := range []string{"ok", "made_up"} {
		if kinds[kind] == 0 {
			t.Errorf("no row with %s was compared: %v", kind, kinds)
		}
	}
}

// What describes an export is true of it: each file's size, hash, rows and columns, and
// the words and keys that the columns are said to have.
func TestExportIsAsDescribed(t *testing.T) {
	dir := exportWorkspace(t)
	for _, excel := range []string{"", "fi"} {
		out := filepath.Join(dir, "csv"+excel)
		args := []string{"export", "-C", dir, "--format", "csv", "-o", out, "-r", "kunta@maakunta:13,rest:maakunta:13,maa"}
		if excel != "" {
			args = append(args, "--excel", excel)
		}
		runHere(t, args...)
		content, err := os.ReadFile(filepath.Join(out, datapackage.FileName))
		if err != nil {
			t.Fatal(err)
		}
		p, err := datapackage.Parse(content)
		if err != nil || len(p.Resources) < 8 {
			t.Fatalf("%d resources (%v)", len(p.Resources), err)
		}
		for _, r := range p.Resources {
			checkResource(t, out, r)
		}
	}
}

func checkResource(t *testing.T, dir string, r *datapackage.Resource) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, r.Path))
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("sha256:%x", sha256.Sum256(content)); r.Hash != sum || r.Bytes != int64(len(content)) {
		t.Errorf("%s: %d bytes of %s, described as %d of %s", r.Path, len(content), sum, r.Bytes, r.Hash)
	}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	if r.Dialect != nil {
		in.Comma = rune(r.Dialect.Delimiter[0])
	}
	rows, err := in.ReadAll()
	if err != nil || len(rows) != r.Made.Rows+1 {
		t.Fatalf("%s: %d rows and a heading, described as %d (%v)", r.Path, len(rows), r.Made.Rows, err)
	}
	keys := make(map[string]bool)
	for n, row := range rows {
		var key []string
		for i, f := range r.Schema.Fields {
			cell := row[i]
			switch {
			case n == 0 && cell != f.Name:
				t.Errorf("%s: column %d is %s, described as %s", r.Path, i+1, cell, f.Name)
			case n == 0:
				continue
			case f.Constraints != nil && !slices.Contains(f.Constraints.Enum, cell):
				t.Errorf("%s: %s is %q, described as one of %q", r.Path, f.Name, cell, f.Constraints.Enum)
			case f.Type == "number" && cell != "" || f.Type == "year":
				if f.DecimalChar != "" {
					cell = strings.Replace(cell, f.DecimalChar, ".", 1)
				}
				if _, err := strconv.ParseFloat(cell, 64); err != nil {
					t.Errorf("%s: %s is %q, described as a %s", r.Path, f.Name, cell, f.Type)
				}
			}
			if slices.Contains(r.Schema.PrimaryKey, f.Name) {
				key = append(key, cell)
			}
		}
		if k := strings.Join(key, "\x00"); n > 0 && keys[k] {
			t.Errorf("%s: two rows of %q", r.Path, key)
		} else {
			keys[k] = true
		}
	}
}

func TestExportWorkbook(t *testing.T) {
	dir := exportWorkspace(t)
	name := filepath.Join(dir, "book", "kuvio.xlsx")
	var before []byte
	for range 3 {
		os.Remove(name)
		runHere(t, "export", "-C", dir, "--lang", "en", "--format", "xlsx", "-o", filepath.Dir(name), "-r", "maa,kunta:179")
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if before != nil && !bytes.Equal(before, content) {
			t.Fatal("the same export gave other bytes")
		}
		before = content
	}
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheets := f.GetSheetList()
	if sheets[0] != "Contents" || !slices.Contains(sheets, "191") || !slices.Contains(sheets, "oma_vaesto-ika") {
		t.Fatalf("sheets %q", sheets)
	}
	contents, err := f.GetRows("Contents")
	if err != nil || len(contents) != len(sheets) {
		t.Fatalf("%d rows of contents for %d sheets (%v)", len(contents), len(sheets), err)
	}
	rows, err := f.GetRows("191", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if want := valuesOf(t, dir, "191", "maa,kunta:179"); len(rows) != len(want)+1 || rows[1][6] != want[0][6] {
		t.Errorf("%d rows, first %q; want %d, first %q", len(rows), rows[1], len(want)+1, want[0])
	}
}

func TestInterruptedExportLeavesWholeFiles(t *testing.T) {
	dir := exportWorkspace(t)
	for _, format := range []string{"csv", "parquet", "xlsx"} {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		var out, errs bytes.Buffer
		env := Env{Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" }, Now: time.Now}
		to := filepath.Join(dir, format)
		if code := Run(ctx, env, []string{"export", "-C", dir, "--format", format, "-o", to}); code != exitInterrupted {
			t.Errorf("%s: exit code %d, %s", format, code, errs.String())
		}
		if left, _ := filepath.Glob(filepath.Join(to, "*")); len(left) > 0 {
			t.Errorf("%s: it left %q", format, left)
		}
	}
}
