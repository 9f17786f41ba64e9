package series

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

// municipalities are those of which the store has data.
func municipalities(r reader) []domain.RegionID {
	var all []domain.RegionID
	for _, id := range r.panels["1065"].Regions {
		if category(id) == "kunta" {
			all = append(all, id)
		}
	}
	return all
}

// A group and the rest of it make up the whole, whichever municipalities it has
// and in whatever order they are written.
func TestGroupsAddUp(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	all, rng := municipalities(l.Store.(reader)), rand.New(rand.NewPCG(11, 2026))
	checked := 0
	for range 40 {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		n := 1 + rng.IntN(len(all)-1)
		g, mixed := group(all[:n]...), group(all[:n]...)
		rng.Shuffle(n, func(i, j int) { mixed.Members[i], mixed.Members[j] = mixed.Members[j], mixed.Members[i] })
		mixed.ID = "group:mixed"
		found, _, err := l.Load(context.Background(), Query{Indicators: one("191"), Areas: []Area{{ID: "maa"}, g, restOf(g), mixed}})
		if err != nil {
			t.Fatal(err)
		}
		whole, of, rest, same := found[0], found[1], found[2], found[3]
		for i, p := range of.Points {
			q := same.Points[i]
			if !p.Cell().Equal(q.Cell()) || p.Range != q.Range || notesAt(of, p).String() != notesAt(same, q).String() {
				t.Fatalf("%v %s: %+v, and in another order %+v", all[:n], p.Period, p, q)
			}
			w, _ := whole.At(p.Period)
			left, _ := rest.At(p.Period)
			if math.IsNaN(p.Published) {
				if !math.IsNaN(left.Published) {
					t.Errorf("%v %s: a rest of %v without its part", all[:n], p.Period, left.Published)
				}
				continue
			}
			checked++
			if p.Count+left.Count != w.Count || p.Denominator.Value+left.Denominator.Value != w.Denominator.Value {
				t.Errorf("%v %s: %v of %v and %v of %v, want %v of %v", all[:n], p.Period, p.Count, p.Denominator.Value, left.Count, left.Denominator.Value, w.Count, w.Denominator.Value)
			}
			if mean := (p.Published*p.Denominator.Value + left.Published*left.Denominator.Value) / w.Denominator.Value; !near(mean, 100*w.Count/w.Denominator.Value) {
				t.Errorf("%v %s: the weighted mean of group and rest is %v, the whole %v", all[:n], p.Period, mean, 100*w.Count/w.Denominator.Value)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d sums were checked", checked)
	}
}

// A group of one municipality is that municipality, computed from its counts.
func TestGroupOfOneIsItself(t *testing.T) {
	l := Loader{Store: placements(t), Describe: indicators{}.describe}
	for _, id := range municipalities(l.Store.(reader)) {
		found, _, err := l.Load(context.Background(), Query{Indicators: one("191"), Areas: []Area{{ID: id}, group(id)}})
		if err != nil {
			t.Fatal(err)
		}
		plain, group := found[0].On(AsComputed), found[1].On(AsPublished)
		for p := range group.All() {
			if want, _ := plain.At(p.Period); !p.Cell().Equal(want.Cell()) {
				t.Errorf("%s %s: %+v, want %+v", id, p.Period, p.Cell(), want.Cell())
			}
		}
	}
}

// Every municipality of the division of the file (309, before Pertunmaa merged
// into Mäntyharju) together is the whole country: 1065 has a count of each, and
// 191, of which small counts are withheld, has bounds that hold the country's.
// THL, Sotkanet.fi, 1991–2021.
func TestGroupOfEveryMunicipalityIsTheCountry(t *testing.T) {
	text := realfiles.Read(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")
	l := Loader{Store: restCSV(t, text), Describe: indicators{}.describe, SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}
	regions, err := catalog.Default().MembersOf(domain.Kunta, "maa", 2022)
	if err != nil {
		t.Fatal(err)
	}
	var ids []domain.RegionID
	for _, r := range regions {
		ids = append(ids, r.ID)
	}
	if len(ids) != 309 {
		t.Fatalf("%d municipalities in 2022, want 309", len(ids))
	}
	found, _, err := l.Load(context.Background(), Query{Indicators: []Selector{{"1065"}, {"191"}}, Areas: []Area{group(ids...), {ID: "maa"}}})
	if err != nil {
		t.Fatal(err)
	}
	people, country := found[0], found[1]
	for _, w := range country.Points {
		if p, _ := people.At(w.Period); p.Count != w.Count || p.Status != domain.OK {
			t.Errorf("1065 in %s: %v, the country %v", w.Period, p.Count, w.Count)
		}
	}
	if len(country.Points) != 32 {
		t.Errorf("%d years of 1065, want 1990–2021", len(country.Points))
	}
	placed, all := found[2].On(AsPublished), found[3].On(AsComputed)
	bounded := 0
	for w := range all.All() {
		p, _ := placed.At(w.Period)
		if !math.IsNaN(p.Value) {
			t.Errorf("191 in %s: %v, although counts below 5 are withheld", w.Period, p.Value)
		}
		if !p.Range.Bounded() {
			continue
		}
		bounded++
		if w.Value < p.Range.Low || w.Value > p.Range.High {
			t.Errorf("191 in %s: the country has %v, outside %+v", w.Period, w.Value, p.Range)
		}
	}
	if bounded < 20 {
		t.Errorf("bounds in %d years, want them in most", bounded)
	}
}

// BenchmarkGroup is a group of every municipality of the example, 32 years.
func BenchmarkGroup(b *testing.B) {
	l := Loader{Store: placements(b), Describe: indicators{}.describe}
	q := Query{Indicators: one("191"), Areas: []Area{group(municipalities(l.Store.(reader))...)}}
	for b.Loop() {
		if _, _, err := l.Load(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}
