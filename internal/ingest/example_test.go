package ingest

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// The numbers are those of data/example/*.csv.
func TestExampleFiles(t *testing.T) {
	db := newStore(t)
	files := []string{example(t, "placements.csv"), example(t, "population.csv"), example(t, "children.csv"), example(t, "age.csv")}
	rep := take(t, importer(db), files...)
	if rep.Vintage != 1 || len(rep.Rejects) != 0 || len(rep.UnknownRegions) != 0 || rep.Failed() != 0 {
		t.Fatalf("vintage %d, rejects %v, unknown regions %v", rep.Vintage, rep.Rejects, rep.UnknownRegions)
	}
	for i, want := range []int{2598, 529, 2346, 42} {
		if f := rep.Files[i]; f.Name != files[i] || f.Rows != want || f.New+f.Missing != want || f.Missing > 0 != (want == 2346) {
			t.Errorf("%s: %d rows, %d new, want %d", f.Name, f.Rows, f.New, want)
		}
	}
	for _, c := range []struct {
		id     domain.IndicatorID
		region domain.RegionID
		year   domain.Period
		want   domain.Cell
	}{
		{"191", "maakunta:13", "2014", domain.NewCell(1.7, 934)},
		{"191", "hva:15", "2014", domain.NewCell(1.7, 934)},
		{"1065", "maakunta:13", "2014", domain.NewCell(math.NaN(), 54082)},
		{"191", "kunta:435", "1999", domain.NewCell(0, 0)}, // a real zero
		{"191", "kunta:435", "2014", domain.EmptyCell(domain.Absent)},
		{"3126", "kunta:179", "1990", domain.EmptyCell(domain.Missing)}, // listed without a value
		{"3126", "kunta:179", "1995", domain.NewCell(20.8, math.NaN())},
	} {
		if got := cell(t, db, c.id, c.region, c.year); !got.Equal(c.want) {
			t.Errorf("%s of %s in %s: %+v, want %+v", c.id, c.region, c.year, got, c.want)
		}
	}
	age := held(t, db, "oma:vaesto-ika").Cell(domain.Key{Region: "maa", Gender: domain.Total, Breakdown: "age=0-6", Period: "2019"})
	if age.Value != 375079 {
		t.Errorf("under sevens: %+v, want 375079", age)
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	db := newStore(t)
	files := []string{example(t, "placements.csv"), example(t, "children.csv")}
	first := take(t, importer(db), files...)
	again := take(t, importer(db), files...)
	if again.Vintage != 0 {
		t.Errorf("a second vintage, %d, of the same files", again.Vintage)
	}
	for i, f := range again.Files {
		if f.New != 0 || f.Changed != 0 || f.Same+f.Missing != f.Rows || f.Missing != first.Files[i].Missing {
			t.Errorf("%s the second time: %+v", f.Name, f.File)
		}
	}
	if vintages, err := db.Vintages(t.Context()); err != nil || len(vintages) != 1 || vintages[0].Retrieved != "2026-11-21" || len(vintages[0].Files) != 2 {
		t.Errorf("vintages %+v, %v", vintages, err)
	}
}

// A revised figure is a change, the one before stays in its vintage, and what
// a file does not state is kept.
func TestRevision(t *testing.T) {
	db := newStore(t)
	take(t, importer(db), write(t, "a.csv", header+"191;85;2013;total;1.6;400\n191;85;2014;total;1.7;410\n"))
	rep := take(t, importer(db), write(t, "b.csv", header+"191;85;2014;total;1.8;430\n191;85;2015;total;;\n"))
	if f := rep.Files[0]; rep.Vintage != 2 || f.New != 0 || f.Changed != 1 || f.Missing != 1 {
		t.Errorf("vintage %d, %+v", rep.Vintage, f.File)
	}
	for year, want := range map[domain.Period]domain.Cell{"2013": domain.NewCell(1.6, 400), "2014": domain.NewCell(1.8, 430), "2015": domain.EmptyCell(domain.Missing)} {
		if got := cell(t, db, "191", "kunta:179", year); !got.Equal(want) {
			t.Errorf("%s: %+v, want %+v", year, got, want)
		}
	}
	before, _, err := db.Panel(t.Context(), "191", 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := before.Cell(domain.Key{Region: "kunta:179", Gender: domain.Total, Period: "2014"}); !got.Equal(domain.NewCell(1.7, 410)) {
		t.Errorf("as of the first import: %+v", got)
	}
}

// A file and its repetition in one import, and one row twice in a file.
func TestRepeatsAreUnchanged(t *testing.T) {
	row := "191;85;2014;total;1.7;410\n"
	file := write(t, "a.csv", header+row+row)
	rep := take(t, importer(newStore(t)), file, file)
	if a, b := rep.Files[0], rep.Files[1]; a.New != 1 || a.Same != 1 || b.New != 0 || b.Same != 2 {
		t.Errorf("first %+v, again %+v", a.File, b.File)
	}
}

func TestMadeUpAndReal(t *testing.T) {
	visits := "2483;612;2014;total;250;9500\n"
	fake, real := write(t, "fake.csv", header+visits), write(t, "real.csv", header+"2483;612;2013;total;211.5;8000\n")
	madeUp := func(im *Importer) *Importer { im.MadeUp = true; return im }

	db := newStore(t)
	take(t, madeUp(importer(db)), fake)
	if p := held(t, db, "2483"); !p.MadeUp {
		t.Error("example data is not marked as made up")
	}
	rep := take(t, importer(db), real)
	if !slices.Equal(rep.ReplacedMadeUp, []domain.IndicatorID{"2483"}) || rep.Files[0].New != 1 || rep.Files[0].Changed != 0 {
		t.Errorf("replaced %v, %+v", rep.ReplacedMadeUp, rep.Files[0].File)
	}
	if p := held(t, db, "2483"); p.MadeUp || len(p.Periods) != 1 || p.Periods[0] != "2013" {
		t.Errorf("real data was mixed with made-up data: %v, made up %v", p.Periods, p.MadeUp)
	}
	rep, err := madeUp(importer(db)).Files(t.Context(), Inputs(fake, write(t, "other.csv", header+"2484;612;2014;total;300;5000\n")))
	if err != nil || rep.Failed() != 1 || !strings.Contains(rep.Files[0].Err.Error(), "indicator 2483 has real data in this workspace") {
		t.Fatalf("%v, %+v: made-up data must not come over real data", err, rep.Files)
	}
	if p := held(t, db, "2484"); !p.MadeUp {
		t.Error("the other file was lost, or is not marked")
	}
	if got := cell(t, db, "2483", "shp:14", "2014"); got.Status != domain.Absent {
		t.Errorf("made-up 2014 is in the real panel: %+v", got)
	}
}

// A file that fails for one indicator leaves the example data of its others.
func TestFailedMadeUpFileIsWhole(t *testing.T) {
	db := newStore(t)
	take(t, importer(db), write(t, "real.csv", header+"2484;612;2014;total;300;5000\n"))
	im := importer(db)
	im.MadeUp = true
	rep := take(t, im, write(t, "both.csv", header+"2483;612;2014;total;250;9500\n2484;612;2013;total;1;1\n"))
	if rep.Failed() != 1 || rep.Vintage != 0 {
		t.Errorf("%+v: half a file was imported", rep)
	}
	if holdings, err := db.Holdings(t.Context()); err != nil || len(holdings) != 1 {
		t.Errorf("%v, %v; want 2484 alone", holdings, err)
	}
}
