package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Six areas and three variables: distances from the first by NumPy 1.24,
// z-scores with std(ddof=1).
var sixAreas = [][]float64{
	{10, 12, 11, 30, 18, 14},
	{5, 5.5, 4, 9, 8, 6},
	{100, 90, 120, 80, 95, 140},
}

func TestNearest(t *testing.T) {
	near6, err := Nearest(0, sixAreas, 7)
	if err != nil {
		t.Fatal(err)
	}
	index := []int{1, 2, 4, 5, 3}
	distance := []float64{0.589650010298529, 1.06004067093681, 1.9257682894703385, 1.9670368345894942, 3.524677004579276}
	if len(near6) != 5 {
		t.Fatalf("%d areas, want the 5 others: %+v", len(near6), near6)
	}
	for i, n := range near6 {
		if n.Index != index[i] {
			t.Errorf("place %d: area %d, want %d", i, n.Index, index[i])
		}
		statstest.Near(t, "distance", n.Distance, distance[i], 1e-14)
	}
	for j, want := range []float64{0.13343220864045768, -0.5288858853479449, 0.9089344255870233} {
		statstest.Near(t, "part of area 2", near6[1].Parts[j], want, 1e-14)
	}
	if two, err := Nearest(0, sixAreas, 2); err != nil || len(two) != 2 || two[1].Index != 2 {
		t.Errorf("two nearest: %+v, %v", two, err)
	}
}

// An area without a value is as if it were not there: neither a neighbour nor
// part of the scale.
func TestNearestLeavesOutMissing(t *testing.T) {
	nan := math.NaN()
	var gaps [][]float64
	for _, variable := range sixAreas {
		gaps = append(gaps, append([]float64{1000}, variable...))
	}
	gaps[1][0] = nan
	got, err := Nearest(1, gaps, 5)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := Nearest(0, sixAreas, 5)
	for i := range want {
		if got[i].Index != want[i].Index+1 || got[i].Distance != want[i].Distance || !slices.Equal(got[i].Parts, want[i].Parts) {
			t.Errorf("place %d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

// Equal distances come in order of index, also among more areas than a sort
// puts in order one by one.
func TestNearestTies(t *testing.T) {
	variable := make([]float64, 40)
	for i := range variable {
		variable[i] = float64(i % 4)
	}
	got, err := Nearest(0, [][]float64{variable}, 40)
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for value := range 4 {
		for i := value; i < 40; i += 4 {
			if i > 0 {
				want = append(want, i)
			}
		}
	}
	for place, n := range got {
		if n.Index != want[place] {
			t.Fatalf("place %d: area %d, want %d", place, n.Index, want[place])
		}
	}
	if got[0].Distance != 0 || len(got) != 39 {
		t.Errorf("%d areas, nearest %+v", len(got), got[0])
	}
}

func TestNearestRefuses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name      string
		target, k int
		variables [][]float64
		want      error
		says      string
	}{
		{"no variable", 0, 7, nil, ErrTooFew, "no variable"},
		{"none asked for", 0, 0, sixAreas, ErrNeighbours, "0 asked for"},
		{"target lacks a value", 1, 7, [][]float64{{1, 2, 3, 4}, {1, nan, 3, 4}}, ErrTarget, "variable 1"},
		{"a variable alike everywhere", 0, 7, [][]float64{{1, 2, 3, 4}, {0.3, 0.30000000000000004, 0.3, 0.3}}, ErrConstant, "variable 1"},
		{"alike in all that are left", 0, 7, [][]float64{{1, 1, 1, 9}, {1, 2, 3, nan}}, ErrConstant, "variable 0"},
		{"two complete areas", 0, 7, [][]float64{{1, 2, nan, 4}, {1, 2, 3, nan}}, ErrTooFew, "2 areas"},
		{"infinite", 0, 7, [][]float64{{1, 2, math.Inf(1), 4}}, ErrNotFinite, "variable 0"},
	} {
		got, err := Nearest(c.target, c.variables, c.k)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || got != nil {
			t.Errorf("%s: %v, %v, want %v of %q", c.name, got, err, c.want, c.says)
		}
	}
	panicsOn(t, "no such target", func() { _, _ = Nearest(6, sixAreas, 7) })
	panicsOn(t, "uneven variables", func() { _, _ = Nearest(0, [][]float64{{1, 2, 3}, {1, 2}}, 7) })
}

// The distance is symmetric, obeys the triangle inequality, is the length of
// its parts, and depends neither on the units nor on the sign of a variable.
func TestNearestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 100 {
		n, p := 3+r.IntN(15), 1+r.IntN(5)
		variables, other := make([][]float64, p), make([][]float64, p)
		for j := range variables {
			unit := -math.Exp(3 * r.NormFloat64())
			for range n {
				v := r.NormFloat64()
				variables[j] = append(variables[j], v)
				other[j] = append(other[j], 50+unit*v)
			}
		}
		d, e := allDistances(t, variables), allDistances(t, other)
		for i := range n {
			for k := range n {
				if math.Abs(d[i][k]-d[k][i]) > 1e-12 || i != k && math.Abs(d[i][k]-e[i][k]) > 1e-9 {
					t.Fatalf("%d to %d: %v, back %v, in other units %v", i, k, d[i][k], d[k][i], e[i][k])
				}
				for m := range n {
					if d[i][k] > d[i][m]+d[m][k]+1e-12 {
						t.Fatalf("%d to %d: %v, by %d %v", i, k, d[i][k], m, d[i][m]+d[m][k])
					}
				}
			}
		}
	}
}

func allDistances(t *testing.T, variables [][]float64) [][]float64 {
	t.Helper()
	n := len(variables[0])
	d := make([][]float64, n)
	for i := range d {
		d[i] = make([]float64, n)
		got, err := Nearest(i, variables, n)
		if err != nil || len(got) != n-1 {
			t.Fatal(got, err)
		}
		for place, near := range got {
			if place > 0 && near.Distance < got[place-1].Distance {
				t.Fatalf("not in order: %+v", got)
			}
			squares := 0.0
			for _, part := range near.Parts {
				squares += part * part
			}
			if statstest.Relative(near.Distance*near.Distance, squares) > 1e-12 {
				t.Fatalf("%+v: the parts give %v", near, squares)
			}
			d[i][near.Index] = near.Distance
		}
	}
	return d
}

// Finland's municipalities by ten variables.
func BenchmarkNearest(b *testing.B) {
	r := rand.New(rand.NewPCG(15, 16))
	variables := make([][]float64, 10)
	for j := range variables {
		for range 310 {
			variables[j] = append(variables[j], r.NormFloat64())
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Nearest(0, variables, 7); err != nil {
			b.Fatal(err)
		}
	}
}
