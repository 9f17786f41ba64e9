package tiling

import (
	"math/rand/v2"
	"testing"
)

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name   string
		places []Point
		fixed  map[int]Cell
		want   []Cell
	}{
		{"one", []Point{{5, 5}}, nil, []Cell{{0, 0}}},
		{"four corners", []Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}}, nil, []Cell{{0, 1}, {1, 1}, {0, 0}, {1, 0}}},
		{"from west to east", []Point{{3, 0}, {1, 0}, {2, 0}}, nil, []Cell{{2, 0}, {0, 0}, {1, 0}}},
		{"in one place", []Point{{1, 1}, {1, 1}}, nil, nil},
		{"one given", []Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}}, map[int]Cell{0: {0, 1}}, []Cell{{0, 1}, {1, 2}, {0, 0}, {1, 0}}},
	} {
		got := Place(c.places, c.fixed)
		seen := map[Cell]bool{}
		for i, cell := range got {
			if seen[cell] || c.want != nil && cell != c.want[i] {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
			seen[cell] = true
		}
	}
}

// Each place has a cell of its own, the same in whatever order they come, and no two
// could exchange theirs for the better.
func TestPlaceProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		n := 1 + r.IntN(60)
		places := make([]Point, n)
		for i := range places {
			places[i] = Point{r.NormFloat64() * 100, r.NormFloat64() * 300}
		}
		got := Place(places, nil)
		seen := map[Cell]bool{}
		for _, c := range got {
			if seen[c] || c.Column < 0 || c.Row < 0 {
				t.Fatalf("%v", got)
			}
			seen[c] = true
		}
		turned := make([]Point, n)
		for i := range places {
			turned[n-1-i] = places[i]
		}
		for i, c := range Place(turned, nil) {
			if got[n-1-i] != c {
				t.Fatalf("%d places: another order gives other cells", n)
			}
		}
	}
}

// The assignment is the cheapest of all: of three, by trying each.
func TestAssign(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		cost := make([][]float64, 3)
		for i := range cost {
			cost[i] = make([]float64, 4)
			for j := range cost[i] {
				cost[i][j] = float64(r.IntN(20))
			}
		}
		total := 0.0
		for i, j := range assign(cost) {
			total += cost[i][j]
		}
		least := 1e9
		for a := range 4 {
			for b := range 4 {
				for c := range 4 {
					if a != b && b != c && a != c {
						least = min(least, cost[0][a]+cost[1][b]+cost[2][c])
					}
				}
			}
		}
		if total != least {
			t.Fatalf("%v: %g, want %g", cost, total, least)
		}
	}
}

func BenchmarkPlace309(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	places := make([]Point, 309)
	for i := range places {
		places[i] = Point{r.NormFloat64() * 100, r.NormFloat64() * 300}
	}
	for b.Loop() {
		Place(places, nil)
	}
}
