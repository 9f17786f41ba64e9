package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// BenchmarkByChange reads an indicator of 300 areas, 30 years and three genders after
// 30 imports, each of which changed a twentieth of it, by the last download of each
// cell and by the last change.
func BenchmarkByChange(b *testing.B) {
	db, err := Open(b.Context(), filepath.Join(b.TempDir(), "kuvio.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	var base *panel.Panel
	for n := range 30 {
		day := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC)
		var built panel.Builder
		for region := range 300 {
			for _, g := range domain.Genders {
				for year := 1995; year < 2025; year++ {
					v := 1.0
					if (region+year+n)%20 == 0 {
						v = float64(n)
					}
					k := domain.Key{Region: domain.RegionID(fmt.Sprintf("kunta:%03d", region)), Gender: g, Period: domain.Year(year)}
					built.AddTagged(k, domain.NewCell(v, 10), uint64(region*100+year))
				}
			}
		}
		l, err := built.Layout()
		if err != nil {
			b.Fatal(err)
		}
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
		tagged := []panel.Tagged{{Layout: &l, Places: m.From}}
		if err := tx.PutRevision(store.NewRevision("191", m, tagged)); err != nil {
			b.Fatal(err)
		}
		if _, err := tx.Commit(store.Vintage{Imported: day, Retrieved: day.Format(time.DateOnly), Files: []store.File{{Name: "a.csv"}}}); err != nil {
			b.Fatal(err)
		}
	}
	for name, s := range map[string]store.Store{"download": db, "change": store.ByChange(db)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := s.Panel(b.Context(), "191", store.Latest); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
