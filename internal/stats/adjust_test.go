package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

func TestBenjaminiHochberg(t *testing.T) {
	nan := math.NaN()
	// The 15 p-values of Benjamini & Hochberg (1995), JRSS B 57, section 4.1,
	// of which the method accepts the first four at 0.05; the adjusted ones
	// are 15p/i by hand, the sixth taken down to the seventh.
	published := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	adjusted := []float64{0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.447 / 7, 0.447 / 7, 0.0645, 0.0765, 0.486, 6.393 / 11, 0.714875, 9.792 / 13, 11.385 / 14, 1}
	for _, c := range []struct {
		name    string
		p, want []float64
	}{
		{"published", published, adjusted},
		{"in no order", []float64{0.04, 0.01, 0.03, 0.02}, []float64{0.04, 0.04, 0.04, 0.04}},
		{"ties share", []float64{0.01, 0.02, 0.02, 0.5}, []float64{0.08 / 3, 0.08 / 3, 0.08 / 3, 0.5}},
		{"tie at the greatest rank", []float64{0.001, 0.02, 0.02, 0.5}, []float64{0.004, 0.08 / 3, 0.08 / 3, 0.5}},
		{"NaN does not count", []float64{nan, 0.01, 0.04, nan}, []float64{nan, 0.02, 0.04, nan}},
		{"at most 1", []float64{1, 0.9}, []float64{1, 1}},
		{"at least 0", []float64{0, 0.5}, []float64{0, 0.5}},
		{"one", []float64{0.03}, []float64{0.03}},
		{"none computed", []float64{nan}, []float64{nan}},
		{"none", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := slices.Clone(c.p)
			got := BenjaminiHochberg(c.p)
			if len(got) != len(c.want) {
				t.Fatalf("%v, want %v", got, c.want)
			}
			for i := range got {
				statstest.Near(t, "adjusted p", got[i], c.want[i], 1e-14)
				statstest.Near(t, "p left as it was", c.p[i], before[i], 0)
			}
		})
	}
}

func TestBenjaminiHochbergPanics(t *testing.T) {
	for _, p := range []float64{-0.01, 1.01, math.Inf(1), math.Inf(-1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", p)
				}
			}()
			BenjaminiHochberg([]float64{0.5, p})
		}()
	}
}

// Adjusting makes no p smaller, keeps their order and their places, and lets
// through at any α what the step-up procedure does: all up to the greatest i
// with p_i ≤ αi/m.
func TestBenjaminiHochbergProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 300 {
		p := randomPs(r)
		q := BenjaminiHochberg(p)
		for i := range p {
			if math.IsNaN(p[i]) != math.IsNaN(q[i]) || q[i] < p[i] || q[i] > 1 {
				t.Errorf("%v became %v", p[i], q[i])
			}
			for j := range p {
				if p[i] <= p[j] && !(q[i] <= q[j]) {
					t.Errorf("%v and %v became %v and %v", p[i], p[j], q[i], q[j])
				}
			}
		}
		for _, alpha := range []float64{0.0103, 0.0507, 0.2011} {
			limit := stepUp(p, alpha)
			for i := range p {
				if (q[i] <= alpha) != (p[i] <= limit) {
					t.Errorf("at %v: p %v, adjusted %v, greatest p let through %v", alpha, p[i], q[i], limit)
				}
			}
		}
		places := r.Perm(len(p))
		mixed := make([]float64, len(p))
		for i, at := range places {
			mixed[i] = p[at]
		}
		for i, v := range BenjaminiHochberg(mixed) {
			statstest.Near(t, "adjusted p in another place", v, q[places[i]], 0)
		}
		if t.Failed() {
			t.Fatalf("p %v", p)
		}
	}
}

// randomPs makes up to 40 p-values, many small, some tied, some missing.
func randomPs(r *rand.Rand) []float64 {
	p := make([]float64, r.IntN(40))
	for i := range p {
		p[i] = math.Pow(r.Float64(), float64(1+r.IntN(4)))
		switch r.IntN(8) {
		case 0:
			p[i] = math.NaN()
		case 1:
			p[i] = float64(r.IntN(5)) / 100
		}
	}
	return p
}

// stepUp is the greatest p that the procedure lets through at alpha, −1 where
// it lets through none.
func stepUp(p []float64, alpha float64) float64 {
	sorted := slices.DeleteFunc(slices.Clone(p), math.IsNaN)
	slices.Sort(sorted)
	limit := -1.0
	for i, v := range sorted {
		if v <= alpha*float64(i+1)/float64(len(sorted)) {
			limit = v
		}
	}
	return limit
}

func BenchmarkBenjaminiHochberg(b *testing.B) {
	r := rand.New(rand.NewPCG(17, 18))
	p := make([]float64, 3700) // one of each indicator
	for i := range p {
		p[i] = r.Float64()
	}
	b.ReportAllocs()
	for b.Loop() {
		BenjaminiHochberg(p)
	}
}
