package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/stats/statstest"
)

// Two rates drawn out of known gamma distributions have a closed form: with
// shapes α+x and rates β+n, θ₁ > θ₂ has the probability 1 − I at
// (β+n₁)/(2β+n₁+n₂) of beta(α+x₁, α+x₂).
func TestRankDrawsOfTwoRates(t *testing.T) {
	for _, c := range []struct{ alpha, beta, x1, n1, x2, n2 float64 }{
		{0.5, 0, 11, 800, 21, 3011}, // births and cases of R's ?poisson.test, by Jeffreys' prior
		{0.5, 0, 12, 3429, 9, 4800},
		{0.1, 0, 0, 100, 0, 300}, // a shape below 1
		{25, 2500, 0, 100, 1, 2000},
		{25, 2500, 650, 651000, 1, 700},
		{1e4, 1e6, 65000, 651000, 64000, 651000},
		{3, 5, 0.4, 7.5, 2.2, 9},
	} {
		want := 1 - mathext.RegIncBeta(c.alpha+c.x1, c.alpha+c.x2, (c.beta+c.n1)/(2*c.beta+c.n1+c.n2))
		prior := func(float64, *rand.Rand) (alpha, beta float64) { return c.alpha, c.beta }
		highest := drawRanks([]areaCount{{c.x1, c.n1}, {c.x2, c.n2}}, prior, false)
		if got := highest[0][0]; !(math.Abs(got-want) <= 3.5*math.Sqrt(want*(1-want)/rankDraws)) {
			t.Errorf("%+v: %v, want %v", c, got, want)
		}
		statstest.Near(t, "the other", highest[1][0], 1-highest[0][0], 1e-12)
	}
}

// A count of 3·10¹² is as good as a fixed share, 0.015, which beta(α+3, β+217)
// is below with the probability of its distribution function.
func TestRankDrawsOfProportions(t *testing.T) {
	for _, c := range []struct{ alpha, beta float64 }{{0.5, 0.5}, {3, 150}, {40, 4000}} {
		prior := func(float64, *rand.Rand) (alpha, beta float64) { return c.alpha, c.beta }
		highest := drawRanks([]areaCount{{3e12, 2e14}, {3, 220}}, prior, true)
		want := distuv.Beta{Alpha: c.alpha + 3, Beta: c.beta + 217}.CDF(0.015)
		if got := highest[0][0]; math.Abs(got-want) > 3.5*math.Sqrt(want*(1-want)/rankDraws) {
			t.Errorf("%+v: %v, want %v", c, got, want)
		}
	}
}

// Draws from gamma distributions have their mean and variance, both the shape.
func TestGammaDraw(t *testing.T) {
	const draws = 20000
	random := rand.New(rand.NewPCG(75, 76))
	for _, shape := range []float64{0.05, 0.5, 1, 2.7, 40, 1e6} {
		sum, squares := 0.0, 0.0
		for range draws {
			v := gammaDraw(shape, random)
			sum += v
			squares += (v - shape) * (v - shape)
		}
		if off := (sum/draws - shape) / math.Sqrt(shape/draws); math.Abs(off) > 3.5 {
			t.Errorf("shape %v: mean %v", shape, sum/draws)
		}
		// The fourth central moment is 3k²+6k.
		if off := (squares/draws - shape) / math.Sqrt((2*shape*shape+6*shape)/draws); math.Abs(off) > 3.5 {
			t.Errorf("shape %v: variance %v", shape, squares/draws)
		}
	}
}

// Municipalities of a region with few cases, by hand: the first is surely
// highest, the last two surely lowest, and the two in the middle, with the
// same count and size, may stand either way round.
func TestRankIntervals(t *testing.T) {
	nan := math.NaN()
	x := []float64{400, 50, nan, 50, 3, 0, 7}
	n := []float64{1000, 1000, 500, 1000, 1000, 1000, 0}
	type row struct{ rank, lower, upper int }
	for _, c := range []struct {
		o    RankOptions
		want []row
	}{
		{RankOptions{}, []row{{1, 1, 1}, {2, 2, 3}, {0, 0, 0}, {2, 2, 3}, {4, 4, 4}, {5, 5, 5}, {0, 0, 0}}},
		{RankOptions{Ascending: true}, []row{{5, 5, 5}, {3, 3, 4}, {0, 0, 0}, {3, 3, 4}, {2, 2, 2}, {1, 1, 1}, {0, 0, 0}}},
	} {
		for _, proportion := range []bool{false, true} {
			got, err := RankIntervals(x, n, proportion, 0.9, c.o)
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range got {
				if (row{r.Rank, r.Lower, r.Upper}) != c.want[i] {
					t.Errorf("%v of %v, %+v: %d (%d to %d), want %+v", x[i], n[i], c.o, r.Rank, r.Lower, r.Upper, c.want[i])
				}
			}
			statstest.Near(t, "highest two", got[1].TopK(2), 0.5, 1e-12)
			statstest.Near(t, "lowest", got[5].BottomK(1), 1-got[4].BottomK(1), 1e-6)
			if p := got[2].TopK(1); !math.IsNaN(p) || !math.IsNaN(got[6].BottomK(9)) {
				t.Errorf("an area without data has the probability %v", p)
			}
		}
	}
}

// Nobody of ten says next to nothing of an area, whose rate is then much like
// the others': a limit is extended to the rank observed.
func TestRankIntervalHoldsTheObservedRank(t *testing.T) {
	x, n := []float64{0}, []float64{10}
	for i := range 30 {
		x, n = append(x, 100+float64(i)), append(n, 100000)
	}
	got, err := RankIntervals(x, n, true, 0.95, RankOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := got[0]
	if r.Rank != 31 || r.Upper != 31 || r.Lower > 3 || math.Abs(r.TopK(15)-0.5) > 0.1 {
		t.Errorf("%d (%d to %d), in the upper half with %v", r.Rank, r.Lower, r.Upper, r.TopK(15))
	}
	if r.setLimits(0.2, false); r.quantile(0.8) >= 31 || r.Upper != 31 {
		t.Errorf("60 %% of ranks drawn end at %d, the interval at %d", r.quantile(0.8), r.Upper)
	}
}

func TestWhatHasNoRankInterval(t *testing.T) {
	for _, c := range []struct {
		x, n  []float64
		level float64
		want  error
	}{
		{[]float64{1, 2}, []float64{10, 10}, 95, ErrLevel},
		{[]float64{1, 2}, []float64{10, 0}, 0.95, ErrTooFew},
		{nil, nil, 0.95, ErrTooFew},
	} {
		if _, err := RankIntervals(c.x, c.n, true, c.level, RankOptions{}); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c, err, c.want)
		}
	}
}

func TestRankIntervalProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(73, 74))
	for run := range 30 {
		proportion := run%2 == 0
		x, n := overdispersed(r, 4+r.IntN(20), 0.5*r.Float64())
		areas := len(x)
		got, err := RankIntervals(x, n, proportion, 0.95, RankOptions{})
		if err != nil {
			t.Fatal(err)
		}
		wider, _ := RankIntervals(x, n, proportion, 0.998, RankOptions{})
		up, _ := RankIntervals(x, n, proportion, 0.95, RankOptions{Ascending: true})
		perm := r.Perm(areas)
		moved, _ := RankIntervals(reordered(x, perm), reordered(n, perm), proportion, 0.95, RankOptions{})
		for i, a := range got {
			if !(1 <= a.Lower && a.Lower <= a.Rank && a.Rank <= a.Upper && a.Upper <= areas) {
				t.Fatalf("%+v of %d", a, areas)
			}
			if w := wider[i]; w.Lower > a.Lower || w.Upper < a.Upper {
				t.Fatalf("at 95 %% %+v, at 99.8 %% %+v", a, w)
			}
			if math.Abs(up[i].TopK(2)-a.TopK(2)) != 0 {
				t.Fatalf("among the highest with %v, ranked upwards %v", a.TopK(2), up[i].TopK(2))
			}
			for k := range areas + 1 {
				if sum := a.TopK(k) + a.BottomK(areas-k); math.Abs(sum-1) > 1e-12 || a.TopK(k) > a.TopK(k+1) {
					t.Fatalf("among %d highest with %v, other lowest with %v", k, a.TopK(k), a.BottomK(areas-k))
				}
			}
		}
		for i, from := range perm {
			if a, b := moved[i], got[from]; a.Lower != b.Lower || a.Upper != b.Upper || math.Abs(a.TopK(3)-b.TopK(3)) > 1e-9 {
				t.Fatalf("%+v moved, %+v before", a, b)
			}
		}
		for _, k := range []int{1, 3, areas / 2} { // somebody is among the k highest k times
			total := 0.0
			for _, a := range got {
				total += a.TopK(k)
			}
			if math.Abs(total-float64(k)) > 1e-3 {
				t.Fatalf("%d highest: probabilities sum to %v", k, total)
			}
		}
	}
}

// A tenth of the counts and people leaves the rates as they are and the ranks
// less sure; equal areas have every place alike; the unit does not matter.
func TestRankIntervalsWidenWithSmallCounts(t *testing.T) {
	var x, n, fewer, smaller, thousands []float64
	for i := range 25 {
		count := float64(200 + 10*i)
		x, n, thousands = append(x, count), append(n, 10000), append(thousands, 10)
		fewer, smaller = append(fewer, count/10), append(smaller, 1000)
	}
	sure, _ := RankIntervals(x, n, false, 0.95, RankOptions{})
	unsure, _ := RankIntervals(fewer, smaller, false, 0.95, RankOptions{})
	unit, _ := RankIntervals(x, thousands, false, 0.95, RankOptions{})
	for i := range x {
		a, b, c := sure[i], unsure[i], unit[i]
		if b.Lower > a.Lower || b.Upper < a.Upper || b.Upper-b.Lower <= a.Upper-a.Lower {
			t.Errorf("rank %d: %d to %d, with fewer %d to %d", a.Rank, a.Lower, a.Upper, b.Lower, b.Upper)
		}
		if c.Lower != a.Lower || c.Upper != a.Upper {
			t.Errorf("rank %d: %d to %d, per thousand %d to %d", a.Rank, a.Lower, a.Upper, c.Lower, c.Upper)
		}
	}
	equal, err := RankIntervals([]float64{7, 7, 7, 7, 7}, []float64{90, 90, 90, 90, 90}, true, 0.95, RankOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range equal {
		if a.Rank != 1 || a.Lower != 1 || a.Upper != 5 || math.Abs(a.TopK(2)-0.4) > 1e-12 {
			t.Errorf("equal areas: %+v", a)
		}
	}
}

func BenchmarkRankIntervals(b *testing.B) {
	x, n := municipalities()
	for _, proportion := range []bool{false, true} {
		b.Run(map[bool]string{false: "rates", true: "proportions"}[proportion], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := RankIntervals(x, n, proportion, 0.95, RankOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// By hand: of 934 at 1.7 % known to ±2.94 % chance has (1−0.017)/934 and
// rounding 0.0294²/3 = 0.000288; a rate of 100 has 1/100.
func TestCertainShare(t *testing.T) {
	for _, c := range []struct {
		x, n, h    float64
		proportion bool
		want       float64
	}{
		{934, 54941, 0.0294, true, 0.78508}, {100, 1e4, 0.03, false, 0.97087}, {100, 1e4, 0, false, 1}, {0, 1e4, 0.03, true, 1},
		{50, 50, 0.03, true, 0.4}, // half a person more leaves chance 0.01/50 beside 0.0003
	} {
		if got := CertainShare(c.x, c.n, c.h, c.proportion); math.Abs(got-c.want) > 1e-5 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
