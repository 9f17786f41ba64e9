package compare

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/data"
	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// exampleSession is a session with the example data on children placed outside
// the home (191, of 1065).
func exampleSession(t *testing.T) *session.Session {
	t.Helper()
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	var files []string
	for _, name := range []string{"placements.csv", "children.csv"} {
		content, err := fs.ReadFile(data.Example, "example/"+name)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	im := &ingest.Importer{Store: db, Catalog: catalog.Default(), Retrieved: "2026-11-21", Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Wait: time.Second}
	if rep, err := im.Files(t.Context(), ingest.Inputs(files...)); err != nil || rep.Failed() > 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	s, err := session.New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Peers are asked for once a region, and loaded once.
func TestPeersOfRegions(t *testing.T) {
	s := exampleSession(t)
	q, err := s.Query(session.Selection{Indicators: "191", Regions: "kunta:179,kunta:182", Gender: "all"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Load(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	compared := func(nearest func(context.Context, domain.RegionID) (peers.Nearest, error)) (*Result, error) {
		read := newReading(t.Context(), s, q)
		read.nearest = nearest
		err := read.benchmarks([]Ref{{Peers: true}, {Peers: true}}, found.Series)
		r := &Result{Areas: &between.Areas{Found: found}, Benchmarks: read.Benchmarks}
		if err == nil {
			r.comparisons(domain.Year(2019), Options{Level: 0.95})
		}
		return r, err
	}
	near := []domain.RegionID{"kunta:892", "kunta:992"}
	r, err := compared(func(context.Context, domain.RegionID) (peers.Nearest, error) { return peers.Nearest{Peers: near}, nil })
	if err != nil || len(r.All) != 1 || len(r.Comparisons) != len(found.Series) {
		t.Fatalf("%d benchmarks, %d rows, %v", len(r.All), len(r.Comparisons), err)
	}
	// Uurainen's 6 of 1,099 and Äänekoski's 62 of 3,653 (2019, THL).
	for _, r := range r.Comparisons {
		if want := 100 * 68.0 / 4752; r.Benchmark != peersID || r.BenchValue < want*(1-1e-12) || r.BenchValue > want*(1+1e-12) {
			t.Errorf("%s beside %s %v, want %v", r.Series.Region, r.Benchmark, r.BenchValue, want)
		}
	}
	_, err = compared(func(context.Context, domain.RegionID) (peers.Nearest, error) {
		return peers.Nearest{}, errors.New("no population")
	})
	if err == nil || !strings.Contains(err.Error(), "--with peers: no population") {
		t.Errorf("%v", err)
	}
	// A region that lacks what peers are found by has none; the others keep theirs.
	r, err = compared(func(_ context.Context, region domain.RegionID) (peers.Nearest, error) {
		if region == "kunta:179" {
			return peers.Nearest{By: []domain.IndicatorID{"228"}}, &peers.TargetError{Region: region, Indicator: "228", Period: "2023"}
		}
		return peers.Nearest{Peers: near}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range r.Comparisons {
		if has := !math.IsNaN(r.BenchValue); has != (r.Series.Region == "kunta:182") {
			t.Errorf("%s beside %v", r.Series.Region, r.BenchValue)
		}
	}
	want := Alike{
		By: []domain.IndicatorID{"228"}, Of: map[domain.RegionID][]domain.RegionID{"kunta:179": nil, "kunta:182": near},
		Without: []domain.RegionID{"kunta:179"},
	}
	if !reflect.DeepEqual(r.Alike, want) {
		t.Errorf("alike %+v, want %+v", r.Alike, want)
	}
}

// A target is of one indicator; what was found is told all the same.
func TestATargetIsOfOneIndicator(t *testing.T) {
	s := exampleSession(t)
	q, err := s.Query(session.Selection{Indicators: "191,1065", Regions: "maa", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	target := 1.2
	r, err := Run(t.Context(), s, q, []Ref{{Target: &target}}, domain.Year(2019), Options{Level: 0.95})
	if !errors.Is(err, ErrTarget) || r == nil || len(r.Series) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	q.Indicators = []series.Selector{{"4"}}
	var none *session.NotHeldError
	if r, err := Run(t.Context(), s, q, nil, domain.Year(2019), Options{Level: 0.95}); !errors.As(err, &none) || r != nil {
		t.Errorf("%+v, %v", r, err)
	}
}

// A year without a value of any region is told with the latest that has one;
// the example data go from 1990 to 2021.
func TestNoYear(t *testing.T) {
	s := exampleSession(t)
	for _, c := range []struct {
		regions string
		year    int
		want    []NoYear
	}{
		{"maa", 1950, []NoYear{{Indicator: "191", Latest: "2021"}}},
		{"maa,maakunta:13", 1950, []NoYear{{Indicator: "191", Latest: "2021"}}},
		{"maa", 2019, nil},
	} {
		q, err := s.Query(session.Selection{Indicators: "191", Regions: c.regions, Gender: "total"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Run(t.Context(), s, q, nil, domain.Year(c.year), Options{Level: 0.95})
		if err != nil || !slices.Equal(r.NoYear, c.want) {
			t.Errorf("%s in %d: %+v, %v, want %+v", c.regions, c.year, r.NoYear, err, c.want)
		}
	}
}
