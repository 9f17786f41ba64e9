package ingest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Downloads of different days give the same values in whatever order they are
// imported: of each cell what the newest download that has it says.
func TestOrderOfImportsDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(18, 19))
	for range 4 {
		type download struct{ day, file string }
		var downloads []download
		want := make(map[string]string) // by indicator, region, year and gender
		for i := range 4 {
			day := fmt.Sprintf("20%02d-03-%02d", 20+rng.IntN(5), 10+i)
			downloads = append(downloads, download{day: day})
		}
		slices.SortFunc(downloads, func(a, b download) int { return strings.Compare(a.day, b.day) })
		for i := range downloads {
			var rows strings.Builder
			rows.WriteString(header)
			for range 12 {
				key := fmt.Sprintf("%d;%d;%d;total", 191+rng.IntN(2), []int{85, 235, 658}[rng.IntN(3)], 2010+rng.IntN(4))
				cell := fmt.Sprintf("%d.%d;%d", rng.IntN(3), rng.IntN(10), 100+rng.IntN(5))
				if rng.IntN(5) == 0 {
					cell = ";"
				}
				if strings.Contains(rows.String(), key) {
					continue
				}
				fmt.Fprintf(&rows, "%s;%s\n", key, cell)
				want[key] = cell
			}
			downloads[i].file = write(t, "download.csv", rows.String())
		}
		for range 3 {
			rng.Shuffle(len(downloads), func(i, j int) { downloads[i], downloads[j] = downloads[j], downloads[i] })
			db := newStore(t)
			var order []string
			for _, d := range downloads {
				im := importer(db)
				im.Retrieved = d.day
				take(t, im, d.file)
				order = append(order, d.day)
			}
			if got := everything(t, db); !maps.Equal(got, want) {
				t.Fatalf("imported in the order %v: %v, want %v", order, got, want)
			}
		}
	}
}

// everything is every cell of a store as a row of the REST service has it.
func everything(t *testing.T, db store.Store) map[string]string {
	t.Helper()
	held := make(map[string]string)
	holdings, err := db.Holdings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sotkanet := make(map[domain.RegionID]int)
	for _, r := range importer(db).Catalog.Regions() {
		sotkanet[r.ID] = r.SotkanetID
	}
	for _, h := range holdings {
		p, _, err := db.Panel(t.Context(), h.Indicator, store.Latest)
		if err != nil {
			t.Fatal(err)
		}
		p.Each(func(k domain.Key, c domain.Cell) {
			cell := ";"
			if c.Status == domain.OK {
				cell = fmt.Sprintf("%.1f;%.0f", c.Value, c.Count)
			}
			held[fmt.Sprintf("%s;%d;%s;%s", h.Indicator, sotkanet[k.Region], k.Period, k.Gender)] = cell
		})
	}
	return held
}
