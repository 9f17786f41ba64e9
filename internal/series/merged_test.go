package series

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// dated is a store whose figures are of several downloads.
type dated struct {
	reader
	of map[domain.Key]store.VintageID
}

func (d dated) Origin(_ context.Context, k domain.Key, _ store.VintageID) (store.Origin, error) {
	return store.Origin{Vintage: store.Vintage{ID: d.of[k], Retrieved: "2026-01-01"}}, nil
}

// mergers are municipalities that have merged: what they became part of, and
// their last year.
var mergers = map[domain.RegionID]Member{
	"kunta:283": {ID: "kunta:283", Last: 2015, Successor: "kunta:098"},
	"kunta:319": {ID: "kunta:319", Last: 2015, Successor: "kunta:783"},
	"kunta:442": {ID: "kunta:442", Last: 2016, Successor: "kunta:051"},
	"kunta:911": {ID: "kunta:911", Last: 2019, Successor: "kunta:541"},
}

// Whatever of the past a newer download has moved to the municipalities of today,
// the areas of a set of an old division add up to what the same areas come to as a
// group: everyone once.
func TestOldDivisionCountsOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2026))
	checked, emptied := 0, 0
	for range 200 {
		db := dated{of: make(map[domain.Key]store.VintageID)}
		var all []obs
		put := func(id domain.RegionID, year int, count float64, v store.VintageID) {
			all = append(all, obs{year: year, region: id, value: count, count: nan})
			db.of[domain.Key{Indicator: "127", Region: id, Gender: domain.Total, Period: domain.Year(year)}] = v
		}
		var areas []Area
		var members []Member
		for id, m := range mergers {
			moved := rng.IntN(3) // nothing; the past; the past, and the old figures were never held
			for year := 2013; year <= 2020; year++ {
				small, large := float64(1000+rng.IntN(1000)), float64(5000+rng.IntN(5000))
				switch {
				case year > m.Last:
					put(m.Successor, year, small+large, 2)
				case moved == 0:
					put(id, year, small, 1)
					put(m.Successor, year, large, 1)
				default:
					if moved == 1 {
						put(id, year, small, 1)
					}
					put(m.Successor, year, small+large, 2)
				}
			}
			areas = append(areas, Area{ID: id, Merged: m}, Area{ID: m.Successor})
			members = append(members, m, Member{ID: m.Successor})
		}
		db.reader = reader{panels: fakeStore{"127": {Panel: makePanel(t, all...)}}}
		l := Loader{Store: db, Describe: func(id domain.IndicatorID) domain.Indicator {
			return domain.Indicator{ID: id, Unit: domain.UnitCount}
		}}
		areas = append(areas, Area{ID: "group:all", Members: members})
		found, _, err := l.Load(t.Context(), Query{Indicators: []Selector{{"127"}}, Areas: areas})
		if err != nil {
			t.Fatal(err)
		}
		sums := make(map[domain.Period]float64)
		group := found[len(found)-1]
		for _, s := range found[:len(found)-1] {
			for _, p := range s.Points {
				if !math.IsNaN(p.Published) {
					sums[p.Period] += p.Published
				} else if s.Notes.Has(domain.NoteSuccessorUsed) {
					emptied++
				}
			}
		}
		for _, p := range group.Points {
			if checked++; math.Abs(sums[p.Period]-p.Published) > 1e-6 {
				t.Fatalf("%s: the areas add up to %v, as a group to %v", p.Period, sums[p.Period], p.Published)
			}
		}
	}
	if checked < 1000 || emptied < 100 {
		t.Errorf("%d periods and %d figures that were moved: too few to tell", checked, emptied)
	}
}

// Where the successor is not among the areas, the first that merged into it has its
// figure, and others none.
func TestSuccessorOutsideTheSet(t *testing.T) {
	l := Loader{
		Store: reader{panels: fakeStore{"127": {Panel: makePanel(t,
			obs{year: 2014, region: "kunta:297", value: 111000, count: nan}, obs{year: 2018, region: "kunta:297", value: 118000, count: nan})}}},
		Describe: func(id domain.IndicatorID) domain.Indicator { return domain.Indicator{ID: id, Unit: domain.UnitCount} },
	}
	maaninka := Member{ID: "kunta:476", Last: 2014, Successor: "kunta:297", Wider: true}
	juankoski := Member{ID: "kunta:174", Last: 2016, Successor: "kunta:297", Wider: true}
	found, _, err := l.Load(t.Context(), Query{Indicators: []Selector{{"127"}}, Areas: []Area{{ID: maaninka.ID, Merged: maaninka}, {ID: juankoski.ID, Merged: juankoski}}})
	if err != nil || len(found) != 2 {
		t.Fatal(found, err)
	}
	if n := len(found[0].Points); n != 2 || found[0].Points[0].Published != 111000 || !found[0].Notes.Has(domain.NoteSuccessorUsed) || !found[0].Notes.Has(domain.NoteSuccessorWider) {
		t.Errorf("the first: %+v, %v", found[0].Points, found[0].Notes)
	}
	if len(found[1].Points) != 0 {
		t.Errorf("the second: %+v", found[1].Points)
	}
}
