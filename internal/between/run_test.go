package between

import (
	"os"
	"path/filepath"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/workspace"
)

// Valtimo (410 in Sotkanet, kunta:911) merged into Nurmes (252, kunta:541) at
// the end of 2019: a spread of every year says that it is apart, and classes
// only in its years. The figures are made for the case.
func TestAbsorbedIsOfTheYearsLookedAt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "placements.csv")
	if err := os.WriteFile(file, []byte("indicator;region;year;gender;primary value;absolute value\n"+
		"191;252;2014;total;1.7;22\n191;252;2021;total;1.5;18\n191;410;2014;total;1.6;6\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), imported(t, "", file), catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	q, err := s.Query(session.Selection{Indicators: "191", Regions: "kunta:541", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, r *Areas, err error, want int) {
		t.Helper()
		if err != nil || len(r.Absorbed) != want || want > 0 && r.Absorbed[0].ID != "kunta:911" {
			t.Errorf("%s: %+v apart, %v, want %d", what, r.Absorbed, err, want)
		}
	}
	spread, err := RunSpread(t.Context(), s, q, SpreadOptions{})
	check("a spread", spread.Areas, err, 1)
	for period, want := range map[domain.Period]int{"": 1, "2014": 1, "2021": 0} {
		classes, err := RunClasses(t.Context(), s, q, period, Limits{At: []float64{1.6}})
		check("classes of "+string(period), classes.Areas, err, want)
	}
}

// Where the source has moved Valtimo's past to Nurmes, the municipalities of
// 2019 have one without a value, and a note says whose figure may hold its.
func TestClassesNameSuccessors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "placements.csv")
	if err := os.WriteFile(file, []byte("indicator;region;year;gender;primary value;absolute value\n"+
		"191;252;2014;total;1.7;28\n191;252;2020;total;1.5;18\n191;410;2020;total;;\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), imported(t, "", file), catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	q, err := s.Query(session.Selection{Indicators: "191", Regions: "kunta@maakunta:12/2019", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := RunClasses(t.Context(), s, q, "2014", Limits{At: []float64{1.6}})
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Kinds[0]; c.N != 1 || c.Missing.Notes.String() != "merged_into:kunta:541" {
		t.Errorf("%d in classes, missing %d (%s)", c.N, len(c.Missing.Areas), c.Missing.Notes)
	}
}
