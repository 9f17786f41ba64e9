package revision

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// BenchmarkHistory lists what 60 nights revised of an indicator of 300 areas and 18
// years, each one in a hundred figures: all of it, and that of one area.
func BenchmarkHistory(b *testing.B) {
	db, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "kuvio.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	var base *panel.Panel
	for night := range 60 {
		var built panel.Builder
		for region := range 300 {
			for year := range 18 {
				i := region*18 + year
				k := domain.Key{Region: domain.RegionID(fmt.Sprintf("kunta:%03d", region)), Gender: domain.Total, Period: domain.Year(2006 + year)}
				built.AddTagged(k, domain.NewCell(float64(i%90+(i*7919+night)/100), 10), uint64(i))
			}
		}
		l, err := built.Layout()
		if err != nil {
			b.Fatal(err)
		}
		day := time.Date(2026, 1, 1+night, 0, 0, 0, 0, time.UTC)
		l.Panel.BelongTo(domain.Retrieval{Day: day.Format(time.DateOnly)})
		m, err := panel.Merge(base, l.Panel)
		if err != nil {
			b.Fatal(err)
		}
		base = m.Panel
		tx, err := db.Begin(b.Context(), "a test", time.Second)
		if err != nil {
			b.Fatal(err)
		}
		if err := tx.PutRevision(store.NewRevision("191", m, []panel.Tagged{{Layout: &l, Places: m.From}})); err != nil {
			b.Fatal(err)
		}
		if _, err := tx.Commit(store.Vintage{Imported: day, Retrieved: day.Format(time.DateOnly), Files: []store.File{{Name: "191.csv"}}}); err != nil {
			b.Fatal(err)
		}
	}
	s, err := session.New(b.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		which Which
		rows  int
	}{
		{"all", Which{}, 59 * 54},
		{"area", Which{Regions: map[domain.RegionID]bool{"kunta:179": true}}, 59 * 54 / 300},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				h, err := HistoryOf(b.Context(), s, c.which)
				if err != nil || len(h.Rows) < c.rows/2 {
					b.Fatalf("%d rows, about %d were expected, %v", len(h.Rows), c.rows, err)
				}
			}
		})
	}
}
