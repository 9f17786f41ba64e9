package peers

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
)

// random is n areas and p variables of them, a tenth of the values missing.
func random(r *rand.Rand, n, p int) ([]domain.RegionID, []Variable) {
	areas := make([]domain.RegionID, n)
	for i := range areas {
		areas[i] = domain.RegionID(fmt.Sprintf("kunta:%03d", i+1))
	}
	vars := make([]Variable, p)
	for j := range vars {
		values := make([]float64, n)
		for i := range values {
			values[i] = math.Exp(r.NormFloat64())
			if i > 0 && r.Float64() < 0.1 { // the first, the target, has all
				values[i] = nan
			}
		}
		vars[j] = variable(domain.IndicatorID(fmt.Sprint(j+1)), "2020", areas, values...)
	}
	return areas, vars
}

// Neither the order of areas and variables nor the units matter; every area is
// compared or left out; distances rise, and are the lengths of the z.
func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 200 {
		areas, vars := random(r, 20+r.IntN(40), 1+r.IntN(4))
		got, err := Find(areas[0], areas, vars, Count)
		if err != nil {
			t.Fatal(err)
		}
		if got.Compared+len(got.LeftOut) != len(areas) || len(got.Peers) != min(Count, got.Compared-1) {
			t.Fatalf("%d compared, %d left out of %d, %d peers", got.Compared, len(got.LeftOut), len(areas), len(got.Peers))
		}
		before := 0.0
		for _, p := range got.Peers {
			squares := 0.0
			for _, z := range p.Z {
				squares += z * z
			}
			if p.Distance < before || math.Abs(math.Sqrt(squares)-p.Distance) > 1e-12 || slices.Contains(got.LeftOut, p.Region) || p.Region == areas[0] {
				t.Fatalf("%+v after a distance of %v, left out %v", p, before, got.LeftOut)
			}
			before = p.Distance
		}
		shuffled := slices.Clone(areas)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		unit := vars[0].Values
		vars[0].Values = make(map[domain.RegionID]float64)
		for id, v := range unit {
			vars[0].Values[id] = 5 - 1000*v
		}
		slices.Reverse(vars)
		again, err := Find(areas[0], shuffled, vars, Count)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range again.Peers {
			if p.Region != got.Peers[i].Region || math.Abs(p.Distance-got.Peers[i].Distance) > 1e-9 {
				t.Fatalf("place %d: %s at %v, in another order and unit %s at %v", i+1, got.Peers[i].Region, got.Peers[i].Distance, p.Region, p.Distance)
			}
		}
	}
}

// Peers of every one of Finland's municipalities, as a comparison of them all
// asks for.
func BenchmarkFindAll(b *testing.B) {
	areas, vars := random(rand.New(rand.NewPCG(23, 24)), 308, 4)
	b.ReportAllocs()
	for b.Loop() {
		for _, id := range areas {
			_, _ = Find(id, areas, vars, Count) // those that lack a value are refused
		}
	}
}
