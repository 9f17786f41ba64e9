package report

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/profile"
	"kuvio/internal/session"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/table"
	"kuvio/internal/trend"
	"kuvio/internal/workspace"
)

// staleSession has the real 191 of data/example, had from its source on 1 October last.
func staleSession(t *testing.T) *session.Session {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	im := ingest.Importer{
		Store: db, Catalog: catalog.Default(), Retrieved: "2026-10-01", Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second,
	}
	if _, err := im.Files(t.Context(), ingest.Inputs("../../data/example/placements.csv")); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	s.Stale = map[domain.IndicatorID]string{"191": "2026-10-01"}
	return s
}

// Whatever is said of data that is older than it should be says of which day it is:
// each row to machines, once below the table to people, and once in sentences.
func TestStaleDataIsSaidToBe(t *testing.T) {
	s := staleSession(t)
	q, err := s.Query(session.Selection{Indicators: "191", Regions: "kunta@maakunta:13", Gender: "total"})
	if err != nil {
		t.Fatal(err)
	}
	refs, err := compare.ParseRefs("maa", s.Areas)
	if err != nil {
		t.Fatal(err)
	}
	told := Told{Places: s.Place}
	var tables []*table.Table
	var texts []string
	found, err := s.Load(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, valuesOf(t, found.Series, s.Lang))
	trends, err := trend.Run(t.Context(), s, q, trend.Options{Direction: s.Direction()})
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, Trends(found.Series, trends.Trends, TrendOptions{}, s.Lang))
	compared, err := compare.Run(t.Context(), s, q, refs, "2021", compare.Options{Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, Compare(compared, 95, s.RegionName, s.Lang))
	texts = append(texts, CompareSentences(compared, 95, told, s.Lang))
	spread, err := between.RunSpread(t.Context(), s, q, between.SpreadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, Spread(&spread, s.Lang))
	texts = append(texts, SpreadSentences(&spread, told, s.Lang))
	profiled := q
	profiled.Areas = q.Areas[:1]
	entries, err := profile.Run(t.Context(), s, profiled, refs, profile.Options{Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, Profile(entries, q.Areas[0], false, s.RegionName, s.Lang))
	note := domain.Note{Code: domain.NoteAsOf, Arg: "2026-10-01"}
	said := "Tiedot ovat 1.10.2026 tilanteen mukaan: niitä ei ole sen jälkeen saatu lähteestä."
	for i, tab := range tables {
		var csv, people bytes.Buffer
		if err := tab.Write(&csv, table.CSV, table.Options{}); err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(csv.String()), "\n")[1:] {
			if !strings.Contains(line, note.String()) {
				t.Fatalf("table %d, row %d: %s", i, n, line)
			}
		}
		if err := tab.Write(&people, table.Text, table.Options{Lang: s.Lang}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(strings.Join(strings.Fields(people.String()), " "), said); n != 1 {
			t.Errorf("table %d says it %d times:\n%s", i, n, people.String())
		}
	}
	for i, text := range texts {
		if strings.Count(text, said) != 1 {
			t.Errorf("text %d: %s", i, text)
		}
	}
}
