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

// A figure that downloads no longer have is as little in the values where an older
// one that has it is imported after them: each has the last one to three of three
// years of twelve municipalities, and lacks one of 2014.
func TestOrderOfImportsDoesNotBringBackWithdrawn(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	towns := []int{35, 78, 85, 88, 101, 108, 126, 132, 139, 144, 157, 171}
	withdrawn := 0
	for range 3 {
		type download struct{ day, file string }
		var downloads []download
		want := make(map[string]string)
		for i := range 4 {
			var rows strings.Builder
			rows.WriteString(header)
			lacks, first := rng.IntN(len(towns)), 2013+rng.IntN(3)
			for n, town := range towns {
				for year := first; year <= 2015; year++ {
					key, cell := fmt.Sprintf("191;%d;%d;total", town, year), fmt.Sprintf("%d.%d;%d", rng.IntN(3), rng.IntN(10), 100+rng.IntN(5))
					if n == lacks && year == 2014 {
						delete(want, key)
						withdrawn++
						continue
					}
					fmt.Fprintf(&rows, "%s;%s\n", key, cell)
					want[key] = cell
				}
			}
			downloads = append(downloads, download{fmt.Sprintf("20%d-03-01", 20+i), write(t, "download.csv", rows.String())})
		}
		for range 4 {
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
			rng.Shuffle(len(downloads), func(i, j int) { downloads[i], downloads[j] = downloads[j], downloads[i] })
		}
	}
	if withdrawn == 0 {
		t.Fatal("no download lacked anything")
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
