package ingest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/store"
)

// Whatever is imported in whatever order, with files left unread that have not changed
// the store is as it is where each is read, and so are the reports.
func TestUnreadIsAsRead(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(15, 2026))
	unread, read := 0, 0
	for run := range 8 {
		files := someFiles(t, rng)
		skipping, reading := newStore(t), newStore(t)
		receipts := filepath.Join(t.TempDir(), ReceiptsName)
		now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
		var inputs []Input
		for step := range 16 {
			when := fmt.Sprintf("run %d, step %d", run, step)
			now = now.Add(time.Duration(rng.IntN(3)*12) * time.Hour)
			if rng.IntN(8) == 0 {
				p := store.Prune{Keep: 1 + rng.IntN(2), History: rng.IntN(2) == 0}
				a, err := skipping.Prune(t.Context(), p, "a test", time.Second)
				b, err2 := reading.Prune(t.Context(), p, "a test", time.Second)
				if a.Freed, b.Freed = 0, 0; a != b || err != nil || err2 != nil {
					t.Fatalf("%s: pruned %+v, want %+v; %v, %v", when, a, b, err, err2)
				}
				continue
			}
			again := rng.IntN(3)
			if again == 0 {
				inputs = nil
			}
			for len(inputs) == 0 || again == 0 && len(inputs) < 3 && rng.IntN(2) == 0 {
				in := Input{Path: files[rng.IntN(len(files))], Covers: rng.IntN(9) == 0}
				if rng.IntN(3) > 0 {
					in.Options = func() (source.Options, error) {
						return source.Options{Map: &mapping.Mapping{Suppressed: []string{"x"}}}, nil
					}
				}
				inputs = append(inputs, in)
			}
			day := ""
			if rng.IntN(4) == 0 {
				day = now.AddDate(0, 0, -rng.IntN(4)).Format(time.DateOnly)
			}
			override, dry, strict, madeUp := rng.IntN(10) == 0, rng.IntN(10) == 0, rng.IntN(8) == 0, rng.IntN(16) == 0
			take := func(db store.Store, r *Receipts) (rep *Report, rows int, err error) {
				im := importer(db)
				im.Now, im.Retrieved, im.Override, im.DryRun, im.Strict, im.MadeUp, im.Receipts = now, day, override, dry, strict, madeUp, r
				im.Progress = func(n int) { rows += n }
				rep, err = im.Files(t.Context(), inputs)
				return rep, rows, err
			}
			got, some, err := take(skipping, OpenReceipts(receipts, "a test"))
			want, all, err2 := take(reading, nil)
			if fmt.Sprint(err) != fmt.Sprint(err2) {
				t.Fatalf("%s: %v, want %v", when, err, err2)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: the report is\n%+v, want\n%+v", when, got, want)
			}
			unread, read = unread+all-some, read+some
			alike(t, when, skipping, reading)
		}
	}
	if t.Logf("%d rows were left unread, %d read", unread, read); unread < read/4 {
		t.Error("it shows little")
	}
}

// someFiles are files of which some share indicators, revise each other, are in an earlier
// division of municipalities, have areas that the catalogue lacks, withhold values, or name
// the indicator, two differently.
func someFiles(t *testing.T, rng *rand.Rand) (files []string) {
	for n, f := range []struct {
		ids     []int
		regions []int // 214 is Luvia, which ended in 2016; 730 nobody knows
		rows    int
		marks   []string
	}{
		{[]int{191, 192}, []int{85, 235, 658}, 20, []string{";"}},
		{[]int{191}, []int{85, 235, 658}, 20, []string{";"}},
		{[]int{193}, []int{85, 214, 658}, 30, []string{";", "x;"}},
		{[]int{193}, []int{85, 22, 658}, 30, []string{";"}},
		{[]int{2483}, []int{730, 455, 658}, 30, []string{";", "x;"}},
		{[]int{2484}, []int{730, 235, 658}, 30, []string{";"}},
	} {
		text := header
		for _, key := range rng.Perm(30)[:f.rows] {
			value := fmt.Sprintf("%d.%d;%d", rng.IntN(3), rng.IntN(10), 100+rng.IntN(5))
			if rng.IntN(6) == 0 {
				value = f.marks[rng.IntN(len(f.marks))]
			}
			text += fmt.Sprintf("%d;%d;%d;total;%s\n", f.ids[key%len(f.ids)], f.regions[key/2%3], 2010+key/6*2+key%2, value)
		}
		files = append(files, write(t, fmt.Sprintf("%d.csv", n), text))
	}
	for n, title := range []string{"Vesi", "Ilma"} {
		text := ""
		for _, year := range []int{2010, 2011, 2012} {
			text += fmt.Sprintf("\"%s\";%d;\"Koko maa\";\"358\";\"yhteensä\";%d;1,%d;\n", title, 2490+rng.IntN(2), year, rng.IntN(9))
		}
		files = append(files, write(t, fmt.Sprintf("web%d.csv", n), text))
	}
	return files
}

// alike fails where two stores differ in an import, or in an indicator or the downloads
// that its cells belong to.
func alike(t *testing.T, when string, a, b store.Store) {
	t.Helper()
	equal := func(what string, ask func(store.Store) (any, error)) {
		t.Helper()
		got, err := ask(a)
		want, err2 := ask(b)
		if fmt.Sprint(err) != fmt.Sprint(err2) || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %s is\n%+v (%v), want\n%+v (%v)", when, what, got, err, want, err2)
		}
	}
	ctx := t.Context()
	ids := []domain.IndicatorID{"191", "192", "193", "2483", "2484", "2490", "2491"}
	equal("what is held", func(s store.Store) (any, error) { return s.Holdings(ctx) })
	equal("the list of imports", func(s store.Store) (any, error) { return s.Vintages(ctx) })
	equal("the history", func(s store.Store) (any, error) { return s.Revisions(ctx, "") })
	equal("what describes indicators", func(s store.Store) (any, error) { return s.Indicators(ctx, ids) })
	equal("what names areas", func(s store.Store) (any, error) { return s.Regions(ctx) })
	for _, id := range ids {
		equal("indicator "+string(id), func(s store.Store) (any, error) {
			p, at, err := s.Panel(ctx, id, store.Latest)
			if err != nil {
				return nil, err
			}
			text := []any{at}
			for _, r := range p.Regions {
				for _, y := range p.Periods {
					k := domain.Key{Region: r, Gender: domain.Total, Period: y}
					text = append(text, fmt.Sprint(k, p.Cell(k), p.Retrieval(k)))
				}
			}
			return text, nil
		})
	}
}

// rowsRead imports files and gives how many of their rows were read.
func rowsRead(t *testing.T, im *Importer, files ...string) (rows int) {
	t.Helper()
	im.Progress = func(n int) { rows += n }
	take(t, im, files...)
	return rows
}

// What was taken whole is not read again, by whatever name, until something else could
// come of it.
func TestUnread(t *testing.T) {
	db := newStore(t)
	dir := t.TempDir()
	path := filepath.Join(dir, ReceiptsName)
	im := importer(db)
	a := write(t, "a.csv", header+"191;85;2009;total;1.0;\n191;85;2010;total;1.5;\n192;730;2009;total;;\n")
	b := write(t, "b.csv", header+"191;85;2009;total;1.1;\n")
	c := write(t, "c.csv", header+"193;85;2009;total;3.1;\n")
	for _, step := range []struct {
		name  string
		files []string
		as    func(*Importer)
		rows  int
	}{
		{"the first time", []string{a}, nil, 3},
		{"unchanged", []string{a}, nil, 0},
		{"by another name", []string{write(t, "copy.csv", text(t, a))}, nil, 0},
		{"beside another", []string{a, c}, nil, 1},
		{"another revised it", []string{b}, nil, 1},
		{"it revises that one", []string{a}, nil, 3},
		{"unchanged since", []string{a, c}, nil, 0},
		{"beside one of the same indicator", []string{c, a, b}, nil, 4},
		{"a later day", []string{a}, func(im *Importer) { im.Retrieved = "2026-11-22" }, 3},
		{"that day again", []string{a}, func(im *Importer) { im.Retrieved = "2026-11-22" }, 0},
		{"over newer ones", []string{a}, func(im *Importer) { im.Override = true }, 3},
		{"the day before again", []string{a}, nil, 3},
		{"by another program", []string{c}, func(im *Importer) { im.Receipts = OpenReceipts(path, "another") }, 1},
		{"which begins anew", []string{c}, nil, 1},
		{"without the receipts", []string{c}, func(im *Importer) { im.Receipts = nil }, 1},
	} {
		now := *im
		now.Receipts = OpenReceipts(path, "a test")
		if step.as != nil {
			step.as(&now)
		}
		if got := rowsRead(t, &now, step.files...); got != step.rows {
			t.Errorf("%s: %d rows were read, want %d", step.name, got, step.rows)
		}
	}
	if err := os.WriteFile(path, []byte(`{"Program": "a test", "Receipts": [null, {"File"`), 0o644); err != nil {
		t.Fatal(err)
	}
	now := *im
	now.Receipts = OpenReceipts(path, "a test")
	if got := rowsRead(t, &now, c); got != 1 {
		t.Errorf("with receipts that are cut off %d rows were read, want 1", got)
	}
	if OpenReceipts(path, "") != nil {
		t.Error("a program that cannot be told from others has receipts")
	}
}

// Files that have an indicator in common are left unread together, as they were read.
func TestUnreadTogether(t *testing.T) {
	im := importer(newStore(t))
	im.Receipts = OpenReceipts(filepath.Join(t.TempDir(), ReceiptsName), "a test")
	a := write(t, "a.csv", header+"191;85;2009;total;1.0;\n191;85;2010;total;1.5;\n")
	b := write(t, "b.csv", header+"191;85;2010;total;1.5;\n191;85;2011;total;1.7;\n192;85;2011;total;1.7;\n")
	for _, step := range []struct {
		name  string
		files []string
		rows  int
	}{
		{"both", []string{a, b}, 5}, {"now that nothing changes", []string{a, b}, 5}, {"again", []string{a, b}, 0},
		{"the other way round", []string{b, a}, 5}, {"one of them", []string{b}, 3}, {"twice", []string{b, b}, 6}, {"twice again", []string{b, b}, 6},
	} {
		if got := rowsRead(t, im, step.files...); got != step.rows {
			t.Errorf("%s: %d rows were read, want %d", step.name, got, step.rows)
		}
	}
}

// racing is a store in which another import comes between the look at a file and one's
// turn to write.
type racing struct {
	store.Store
	first func()
}

func (r racing) Begin(ctx context.Context, who string, wait time.Duration) (store.Tx, error) {
	r.first()
	return r.Store.Begin(ctx, who, wait)
}

// Another import that comes first has the file be read after all.
func TestUnreadRaced(t *testing.T) {
	db := newStore(t)
	im := importer(db)
	im.Receipts = OpenReceipts(filepath.Join(t.TempDir(), ReceiptsName), "a test")
	a := write(t, "a.csv", header+"191;658;2009;total;1.0;\n")
	take(t, im, a)
	other := importer(db)
	im.Store = racing{db, func() { take(t, other, write(t, "b.csv", header+"191;658;2009;total;1.1;\n")) }}
	if got := rowsRead(t, im, a); got != 1 {
		t.Errorf("%d rows were read, want 1", got)
	}
	if got := cell(t, db, "191", "maa", "2009").Value; got != 1 {
		t.Errorf("the store has %v, want what the later import says, 1", got)
	}
}

// Of a file that is written to while it is read nothing is kept by a hash that may be of
// other bytes than were read.
func TestUnreadNotOfWhatChanges(t *testing.T) {
	im := importer(newStore(t))
	im.Receipts = OpenReceipts(filepath.Join(t.TempDir(), ReceiptsName), "a test")
	a := write(t, "a.csv", header+"191;85;2009;total;1.0;\n")
	im.Progress = func(int) {
		if err := os.Chtimes(a, time.Time{}, time.Unix(1, 0)); err != nil {
			t.Fatal(err)
		}
	}
	take(t, im, a)
	if got := rowsRead(t, im, a); got != 1 {
		t.Errorf("%d rows were read, want 1", got)
	}
	if got := rowsRead(t, im, a); got != 0 {
		t.Errorf("%d rows were read of what has not changed since, want 0", got)
	}
}

// Only the newest receipts are kept, and of a file the last one.
func TestReceiptsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), ReceiptsName)
	r := OpenReceipts(path, "a test")
	long := strings.Repeat("x", mostReceipts/4)
	for _, sum := range []string{"a", "b", "c", "b", "d"} {
		if err := r.keep([]*receipt{{File: store.File{SHA256: sum, Size: 7}, Skipped: []string{long}}}); err != nil {
			t.Fatal(err)
		}
	}
	r = OpenReceipts(path, "a test")
	kept := ""
	for _, one := range r.all {
		kept += one.File.SHA256
	}
	if kept != "cbd" || !r.ofSize(7) || r.ofSize(8) {
		t.Errorf("kept are %q, want cbd", kept)
	}
}

// text is what a file has.
func text(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
