package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
)

// kuvio runs a command on the given day and returns what it printed.
func kuvio(t *testing.T, day string, args ...string) []byte {
	t.Helper()
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	env := Env{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" }, Now: func() time.Time { return now }}
	if code := Run(t.Context(), env, args); code != exitDone {
		t.Fatalf("kuvio %q: exit code %d\n%s", args, code, stderr.String())
	}
	return stdout.Bytes()
}

// webTable writes a workbook as SOTKAnet's web service lays it out: years from
// F2 on, a municipality a row.
func webTable(t *testing.T, name string, value any) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "SOTKAnet"); err != nil {
		t.Fatal(err)
	}
	for cell, row := range map[string][]any{
		"F2": {"2013", "2014"},
		"A3": {"Gini-kerroin", "3126", "Akaa", "020", "yhteensä", 22.9, 22.9},
		"A4": {"Gini-kerroin", "3126", "Jyväskylä", "179", "yhteensä", 24.5, value},
	} {
		if err := f.SetSheetRow("SOTKAnet", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(name); err != nil {
		t.Fatal(err)
	}
}

// A number is traced to its cell, and so is what it was before.
func TestTraceACellOfASheet(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.xlsx"), filepath.Join(dir, "second.xlsx")
	webTable(t, first, 24.7)
	webTable(t, second, 24.9)
	kuvio(t, "2026-02-01", "init", dir)
	kuvio(t, "2026-02-01", "import", "-C", dir, first)
	kuvio(t, "2026-03-01", "import", "-C", dir, second)
	out := kuvio(t, "2026-03-01", "trace", "-C", dir, "-i", "3126", "-r", "kunta:179", "--period", "2014", "--format", "json")

	type at struct {
		Value, Count       *float64
		File, Place, Sheet string
		SHA256, Imported   string
		Vintage, Line      int
		ReplacedBy         int `json:"replaced_by"`
	}
	var got struct {
		at
		Earlier []at
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got.Value == nil || *got.Value != 24.9 || got.Count != nil || got.File != second || got.Place != "SOTKAnet!G4" || got.Sheet != "SOTKAnet" || got.Line != 0 || got.Vintage != 2 {
		t.Errorf("%s", out)
	}
	if len(got.Earlier) != 1 {
		t.Fatalf("%s", out)
	}
	was := got.Earlier[0]
	if *was.Value != 24.7 || was.File != first || was.Place != "SOTKAnet!G4" || was.Vintage != 1 || was.ReplacedBy != 2 || was.SHA256 == got.SHA256 || was.Imported != "2026-02-01T00:00:00Z" {
		t.Errorf("%s", out)
	}
	out = kuvio(t, "2026-03-01", "trace", "-C", dir, "-i", "3126", "-r", "kunta:179", "--period", "2013", "--format", "json")
	got.Earlier = nil
	if err := json.Unmarshal(out, &got); err != nil || got.Place != "SOTKAnet!F4" || got.Vintage != 1 || got.Earlier != nil {
		t.Errorf("a cell said again without a change stays where it was first: %v\n%s", err, out)
	}
}

// A region stored under SOTKAnet's number alone, by a catalogue that did not
// know it yet, is found by its name of today.
func TestTraceARegionThatWasRenamed(t *testing.T) {
	dir := t.TempDir()
	kuvio(t, "2026-02-01", "init", dir)
	db, err := sqlite.Open(context.Background(), filepath.Join(dir, "data", "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var before *panel.Panel
	for i, value := range []float64{1.7, 1.6} {
		var b panel.Builder
		b.AddTagged(domain.Key{Region: "id:499", Gender: domain.Total, Period: "2014"}, domain.NewCell(value, 934), uint64(2*(i+7))) // line 7, line 8
		l, err := b.Layout()
		if err != nil {
			t.Fatal(err)
		}
		m, err := panel.Merge(before, l.Panel)
		if err != nil {
			t.Fatal(err)
		}
		before = m.Panel
		tx, err := db.Begin(context.Background(), "a test", time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.PutRevision(store.NewRevision("191", m, []panel.Tagged{{Layout: &l, Places: m.From}})); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Commit(store.Vintage{Imported: time.Date(2026, 2, 1+i, 0, 0, 0, 0, time.UTC), Retrieved: "2026-02-01", Files: []store.File{{Name: "old.csv"}}}); err != nil {
			t.Fatal(err)
		}
	}
	out := kuvio(t, "2026-03-01", "trace", "-C", dir, "-i", "191", "-r", "maakunta:13", "--period", "2014", "--lang", "en")
	for _, want := range []string{"old.csv, line 8", "1.7 (934), import 1 (1 February 2026), old.csv, line 7"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out = kuvio(t, "2026-03-01", "history", "-C", dir, "-r", "maakunta:13", "--format", "csv")
	if !bytes.Contains(out, []byte(",maakunta:13,Keski-Suomi,total,,2014,1.7,1.6,934,934,ok,ok,correction")) {
		t.Errorf("%s", out)
	}
}
