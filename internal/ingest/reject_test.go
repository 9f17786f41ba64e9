package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// Of a contradiction all rows go, each naming another; the rest stays.
func TestContradiction(t *testing.T) {
	db := newStore(t)
	file := write(t, "a.csv", header+
		"191;85;2014;total;1.7;410\n"+ // 2
		"191;85;2015;total;1.8;430\n"+
		"191;85;2014;total;1.6;390\n"+ // 4
		"191;85;2014;total;1.7;410\n"+ // 5
		"191;85;2014;male;1.6;200\n"+
		"191;85;2013;total;;\n"+ // 7
		"191;85;2013;total;0;0\n") // 8: zero is not missing
	rep := take(t, importer(db), file)
	if f := rep.Files[0]; f.Rows != 7 || f.New != 2 || f.Rejected != 5 || f.Same != 0 {
		t.Errorf("%+v, want 2 of 7 rows", f.File)
	}
	var lines []string
	for _, r := range rep.Rejects {
		lines = append(lines, r.Error())
	}
	all := strings.Join(lines, "\n")
	for _, want := range []string{
		"a.csv:2: found value 1.7, count 410 for indicator 191, region kunta:179, total, 2014, expected what line 4 says, value 1.6, count 390; neither was imported",
		"a.csv:4: found value 1.6, count 390 for indicator 191, region kunta:179, total, 2014, expected what line 2 says, value 1.7, count 410",
		"a.csv:5: found value 1.7, count 410",
		"a.csv:7: found value none, count none", "a.csv:8: found value 0, count 0",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("rejects\n%s\nwant %s", all, want)
		}
	}
	for year, want := range map[domain.Period]domain.Cell{"2013": domain.EmptyCell(domain.Absent), "2014": domain.EmptyCell(domain.Absent), "2015": domain.NewCell(1.8, 430)} {
		if got := cell(t, db, "191", "kunta:179", year); !got.Equal(want) {
			t.Errorf("%s: %+v, want %+v", year, got, want)
		}
	}
}

// What was held before is not lost to a contradiction about it.
func TestContradictionKeepsWhatWasKnown(t *testing.T) {
	db := newStore(t)
	take(t, importer(db), write(t, "a.csv", header+"191;85;2014;total;1.7;410\n"))
	rep := take(t, importer(db), write(t, "b.csv", header+"191;85;2014;total;1.8;420\n191;85;2014;total;1.9;430\n"))
	if got := cell(t, db, "191", "kunta:179", "2014"); rep.Vintage != 0 || !got.Equal(domain.NewCell(1.7, 410)) {
		t.Errorf("vintage %d, %+v", rep.Vintage, got)
	}
}

const mixed = header + "191;85;2014;total;1.7;410\n191;85;2015;total;12..5;410\n191;85;20156;total;1;1\n\n191;85;2016;total;1.9;440\n"

func TestBadRowsDoNotLoseTheGoodOnes(t *testing.T) {
	db := newStore(t)
	rep := take(t, importer(db), write(t, "a.csv", mixed))
	if f := rep.Files[0]; f.Rows != 4 || f.New != 2 || f.Rejected != 2 || len(rep.Rejects) != 2 {
		t.Errorf("%+v, rejects %v", f.File, rep.Rejects)
	}
	if got := rep.Rejects[0].Error(); !strings.Contains(got, `a.csv:3: column "primary value": found "12..5", expected a number`) {
		t.Errorf("reject %q", got)
	}
}

func TestStrictStoresNothing(t *testing.T) {
	good := write(t, "good.csv", header+"191;85;2013;total;1.6;400\n127;9999;2013;total;5;\n")
	madeUp := importer(newStore(t))
	madeUp.MadeUp = true
	for name, files := range map[string][]string{
		"a bad row":       {good, write(t, "a.csv", mixed)},
		"a contradiction": {good, write(t, "b.csv", header+"191;85;2014;total;1.8;420\n191;85;2014;total;1.9;430\n")},
		"a missing file":  {good, filepath.Join(t.TempDir(), "none.csv")},
		"no data file":    {write(t, "c.csv", "hello\n"), good},
	} {
		db := newStore(t)
		im := importer(db)
		im.Strict = true
		rep, err := im.Files(t.Context(), Inputs(files...))
		if !errors.Is(err, ErrStrict) || rep == nil || len(rep.Rejects) == 0 && rep.Failed() == 0 {
			t.Errorf("%s: %v, %+v: want ErrStrict and the reasons", name, err, rep)
		}
		nothing(t, db)
	}
}

func TestFailingFileDoesNotLoseTheOthers(t *testing.T) {
	db := newStore(t)
	folder := t.TempDir()
	files := []string{
		write(t, "good.csv", header+"191;85;2014;total;1.7;410\n"),
		filepath.Join(folder, "none.csv"),
		folder,
		write(t, "letter.csv", "Hyvä vastaanottaja\n"),
		write(t, "empty.csv", ""),
		write(t, "other.csv", header+"127;85;2014;total;135780;\n"),
	}
	rep := take(t, importer(db), files...)
	if rep.Failed() != 4 || len(rep.Files) != 6 || rep.Vintage != 1 {
		t.Fatalf("%d of %d files failed, vintage %d", rep.Failed(), len(rep.Files), rep.Vintage)
	}
	for _, f := range rep.Files {
		if f.Err != nil && !strings.Contains(f.Err.Error(), filepath.Base(f.Name)) {
			t.Errorf("%v does not name the file %s", f.Err, f.Name)
		}
	}
	if cell(t, db, "191", "kunta:179", "2014").Value != 1.7 || cell(t, db, "127", "kunta:179", "2014").Value != 135780 {
		t.Error("a good file was lost")
	}
	vintages, err := db.Vintages(t.Context())
	if err != nil || len(vintages) != 1 || len(vintages[0].Files) != 2 {
		t.Errorf("the vintage has the files %+v, %v; want the two good ones", vintages, err)
	}
}

func TestOnlyFailingFilesStoreNothing(t *testing.T) {
	db := newStore(t)
	im := importer(db)
	im.Descriptions = []domain.Indicator{{ID: "oma:x", Title: domain.Text{FI: "X"}}}
	rep, err := im.Files(t.Context(), Inputs(filepath.Join(t.TempDir(), "none.csv")))
	if err != nil || rep.Failed() != 1 || rep.Vintage != 0 {
		t.Errorf("%+v, %v", rep, err)
	}
	nothing(t, db)
}

func TestCancelledStoresNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString(header)
	for year := range 500 {
		for region := range 40 {
			b.WriteString("oma:x;" + string(rune('1'+region%9)) + string(rune('0'+region/9)) + ";" + string(domain.Year(1700+year)) + ";total;1;\n")
		}
	}
	file := write(t, "long.csv", b.String())
	for _, after := range []int{0, 1, 2} { // how often progress is reported before it is called off
		db := newStore(t)
		ctx, cancel := context.WithCancel(t.Context())
		im := importer(db)
		reports := 0
		im.Progress = func(int) {
			if reports++; reports == after {
				cancel()
			}
		}
		if after == 0 {
			cancel()
		}
		rep, err := im.Files(ctx, Inputs(file, file))
		cancel()
		if !errors.Is(err, context.Canceled) || rep != nil {
			t.Errorf("called off after %d reports: %+v, %v", after, rep, err)
		}
		nothing(t, db)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
