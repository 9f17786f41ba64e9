package calibration

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/stats"
)

// sizes are the denominators of real municipalities.
type sizes struct {
	Under18     []float64 `json:"under_18"`
	Inhabitants []float64 `json:"inhabitants"`
}

func readSizes(t *testing.T) (s sizes) {
	t.Helper()
	content, err := os.ReadFile("testdata/sizes.json")
	if err == nil {
		err = json.Unmarshal(content, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// topAreas is how many areas are the highest in what is measured.
const topAreas = 5

// ranked counts how often ranks are as they were said to be.
type ranked struct {
	areas, covered int
	likely, unsure top // areas said to be among the highest with over 50 %, and with 10 to 50
}

// top are areas that are among the highest with about the same probability.
type top struct {
	areas, among int
	said         float64 // the sum of the probabilities
}

func (t *top) add(rank int, highest float64) {
	t.areas++
	t.said += highest
	if rank <= topAreas {
		t.among++
	}
}

func (t *top) share() float64 { return float64(t.among) / float64(t.areas) }

func (r *ranked) add(rank, lower, upper int, highest float64) {
	r.areas++
	if lower <= rank && rank <= upper {
		r.covered++
	}
	switch {
	case highest > 0.5:
		r.likely.add(rank, highest)
	case highest > 0.1:
		r.unsure.add(rank, highest)
	}
}

// Ranks of the true rates of municipalities, whose logarithms have a standard
// deviation of 0.1, 0.2 and 0.35: how often the interval has the true rank in
// it, and how many of those that are said to be among the five highest truly
// are, which is to be within five points of what was said. Before, each area's
// rate had its own likelihood with Jeffreys' prior, independent of the others.
func TestCalibrationRanks(t *testing.T) {
	real := readSizes(t)
	for _, c := range []struct {
		on         string
		n          []float64
		mean       float64
		proportion bool
		most       float64 // that intervals may cover: of few areas whole ranks leave no choice
	}{
		{"1.7 % of the under-18s of 256 municipalities", real.Under18, 0.017, true, 0.97},
		{"10 per 1,000 in 309 municipalities", real.Inhabitants, 0.01, false, 0.97},
		{"10 per 1,000 in 22 municipalities", everyFourteenth(real.Inhabitants), 0.01, false, 1},
	} {
		var before, after ranked
		for _, sd := range []struct {
			name string
			of   float64
		}{{"0.1", 0.1}, {"0.2", 0.2}, {"0.35", 0.35}} {
			on := c.on + ", sd " + sd.name
			chance := random(on)
			covered, was := after, before
			for range max(1, number(20)/20) {
				measureRanks(t, chance, c.n, c.mean, sd.of, c.proportion, &before, &after)
			}
			areas := after.areas - covered.areas
			hold(t, measured{method: "ranks, 95 % interval", on: on, n: areas, least: 0.93, most: c.most,
				before: float64(before.covered-was.covered) / float64(areas), after: float64(after.covered-covered.covered) / float64(areas)})
		}
		for _, said := range []struct {
			name       string
			was, after *top
		}{{"over 50 %", &before.likely, &after.likely}, {"10–50 %", &before.unsure, &after.unsure}} {
			mean := said.after.said / float64(said.after.areas)
			hold(t, measured{method: "among the five highest, said with " + said.name, on: c.on, n: said.after.areas,
				before: said.was.share(), after: said.after.share(), least: mean - 0.05, most: mean + 0.05})
		}
	}
}

// everyFourteenth are as many areas as a maakunta has municipalities, of all
// sizes.
func everyFourteenth(sizes []float64) []float64 {
	var some []float64
	for i := 7; i < len(sizes); i += 14 {
		some = append(some, sizes[i])
	}
	return some
}

// measureRanks draws areas once, and adds what was said of their ranks.
func measureRanks(t *testing.T, chance *rand.Rand, n []float64, mean, sd float64, proportion bool, before, after *ranked) {
	t.Helper()
	rates, x := drawCounts(chance, n, mean, sd, proportion)
	now, err := stats.RankIntervals(x, n, proportion, 0.95, stats.RankOptions{})
	if err != nil {
		t.Fatal(err)
	}
	was := independentRanks(chance, x, n, proportion)
	for i, rank := range stats.Ranks(rates, true) {
		before.add(rank, was[i].lower, was[i].upper, was[i].highest)
		after.add(rank, now[i].Lower, now[i].Upper, now[i].TopK(topAreas))
	}
}

// drawCounts are true rates, lognormal about a mean, and what is counted of
// areas of these sizes.
func drawCounts(random *rand.Rand, n []float64, mean, sd float64, proportion bool) (rates, x []float64) {
	for _, size := range n {
		rate := mean * math.Exp(sd*random.NormFloat64())
		count := distuv.Poisson{Lambda: size * rate, Src: random}.Rand()
		if proportion {
			count = distuv.Binomial{N: size, P: rate, Src: random}.Rand()
		}
		rates, x = append(rates, rate), append(x, count)
	}
	return rates, x
}

type simpleRank struct {
	lower, upper int
	highest      float64
}

// independentRanks are ranks by each area's own likelihood with Jeffreys'
// prior, extended to the observed rank.
func independentRanks(random *rand.Rand, x, n []float64, proportion bool) []simpleRank {
	const draws = 500
	rates, observed := make([]float64, len(x)), make([]float64, len(x))
	ranks := make([][]int, len(x))
	for range draws {
		for i := range x {
			if proportion {
				rates[i] = distuv.Beta{Alpha: x[i] + 0.5, Beta: n[i] - x[i] + 0.5, Src: random}.Rand()
			} else {
				rates[i] = distuv.Gamma{Alpha: x[i] + 0.5, Beta: n[i], Src: random}.Rand()
			}
			observed[i] = x[i] / n[i]
		}
		for i, rank := range stats.Ranks(rates, true) {
			ranks[i] = append(ranks[i], rank)
		}
	}
	at := stats.Ranks(observed, true)
	simple := make([]simpleRank, len(x))
	for i, r := range ranks {
		slices.Sort(r)
		top, _ := slices.BinarySearch(r, topAreas+1)
		simple[i] = simpleRank{min(r[draws*25/1000], at[i]), max(r[draws*975/1000-1], at[i]), float64(top) / draws}
	}
	return simple
}
