package scan_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/trend"
)

// The size of a run that is to take less than two seconds: 60 indicators of
// every municipality in 30 years.
const (
	benchIndicators = 60
	benchYears      = 30
	benchPopulation = domain.IndicatorID("127")
)

// BenchmarkScan scans one municipality over the panels in memory, and over the
// same in the store.
func BenchmarkScan(b *testing.B) {
	panels := randomPanels(b)
	for _, where := range []string{"memory", "store"} {
		b.Run(where, func(b *testing.B) {
			var from store.Reader = memory{panels: panels}
			if where == "store" {
				from = stored(b, panels)
			}
			l := &series.Loader{Store: from, Describe: described}
			setting := municipality(b)
			b.ReportAllocs()
			for b.Loop() {
				if n := scanned(b, l, setting); n != benchIndicators {
					b.Fatalf("%d rows", n)
				}
			}
		})
	}
}

// scanned runs a scan and returns its rows.
func scanned(b *testing.B, l *series.Loader, setting scan.Setting) int {
	var q series.Query
	for i := range benchIndicators {
		q.Indicators = append(q.Indicators, series.Selector{benchID(i)})
	}
	for _, id := range setting.Regions() {
		q.Areas = append(q.Areas, series.Area{ID: id})
	}
	var rows []scan.Entry
	missing, err := series.Each(context.Background(), l, q, func(all []series.Series) ([]scan.Entry, error) {
		return scan.Entries(all, setting)[0], nil
	}, func(some []scan.Entry) error {
		rows = append(rows, some...)
		return nil
	})
	if err != nil || len(missing.Missing) > 0 {
		b.Fatal(err, missing)
	}
	scan.Judge(rows, 0.05)
	return len(rows)
}

func municipality(b *testing.B) scan.Setting {
	s := scan.Setting{Region: "kunta:179", Country: domain.WholeCountry, Trend: trend.Options{Direction: stats.DefaultDirection()}}
	members, err := catalog.Default().MembersOf(domain.Kunta, domain.WholeCountry, 0)
	if err != nil {
		b.Fatal(err)
	}
	for i, m := range members {
		s.Category = append(s.Category, m.ID)
		if i%50 == 0 {
			s.Peers = append(s.Peers, m.ID)
		}
	}
	return s
}

func benchID(i int) domain.IndicatorID { return domain.IndicatorID(fmt.Sprint(1000 + i)) }

// described has a third of the indicators as shares with counts, a third as
// rates, and a third as values without counts.
func described(id domain.IndicatorID) domain.Indicator {
	one := 1
	ind := domain.Indicator{ID: id, Decimals: &one, Unit: domain.UnitPercent, Denominator: benchPopulation}
	switch {
	case id == benchPopulation:
		return domain.Indicator{ID: id, Unit: domain.UnitCount}
	case id[3]%3 == 1:
		ind.Unit = domain.UnitPer1000
	case id[3]%3 == 2:
		ind.Unit, ind.Denominator = domain.UnitEuroPerInhabitant, ""
	}
	return ind
}

func randomPanels(b *testing.B) map[domain.IndicatorID]*panel.Panel {
	r := rand.New(rand.NewPCG(1, 2))
	regions := append(municipality(b).Category, domain.WholeCountry)
	people := make(map[domain.RegionID]float64)
	for _, id := range regions {
		people[id] = math.Round(math.Exp(7 + r.NormFloat64()))
	}
	panels := make(map[domain.IndicatorID]*panel.Panel)
	make1 := func(id domain.IndicatorID, cell func(n float64) domain.Cell) {
		builder := panel.NewBuilder(new(panel.Axes))
		for _, region := range regions {
			for y := range benchYears {
				builder.Add(domain.Key{Region: region, Gender: domain.Total, Period: domain.Year(1994 + y)}, cell(people[region]))
			}
		}
		p, err := builder.Panel()
		if err != nil {
			b.Fatal(err)
		}
		panels[id] = p
	}
	make1(benchPopulation, func(n float64) domain.Cell { return domain.NewCell(n, math.NaN()) })
	for i := range benchIndicators {
		unit := described(benchID(i)).Unit
		make1(benchID(i), func(n float64) domain.Cell {
			if unit.Per() == 0 {
				return domain.NewCell(math.Round(1000+100*r.NormFloat64())/10, math.NaN())
			}
			x := math.Round(n * 0.05 * math.Exp(0.2*r.NormFloat64()))
			return domain.NewCell(math.Round(x/n*unit.Per()*10)/10, x)
		})
	}
	return panels
}

// memory is a store of panels that can do what a Loader asks of it.
type memory struct {
	store.Reader
	panels map[domain.IndicatorID]*panel.Panel
}

func (m memory) Panel(_ context.Context, id domain.IndicatorID, _ store.VintageID) (*panel.Panel, store.Vintage, error) {
	p, ok := m.panels[id]
	if !ok {
		return nil, store.Vintage{}, fmt.Errorf("indicator %s: %w", id, store.ErrNotHeld)
	}
	return p, store.Vintage{ID: 1}, nil
}

// stored writes the panels into a store.
func stored(b *testing.B, panels map[domain.IndicatorID]*panel.Panel) store.Reader {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "kuvio.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	tx, err := db.Begin(ctx, "benchmark", time.Second)
	if err != nil {
		b.Fatal(err)
	}
	for id, p := range panels {
		m, err := panel.Merge(nil, p)
		if err != nil {
			b.Fatal(err)
		}
		if err := tx.PutRevision(store.NewRevision(id, m, nil)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := tx.Commit(store.Vintage{Imported: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}); err != nil {
		b.Fatal(err)
	}
	return db
}
