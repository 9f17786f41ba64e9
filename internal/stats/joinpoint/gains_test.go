package joinpoint

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

var makeGains = flag.Int("gains", 0, "simulate so many straight lines for each number of years, and print the critical gains")

// gainsOf simulates straight lines with independent errors and returns the gain
// that 5 % of them exceed.
func gainsOf(n, most, series int) float64 {
	random := rand.New(rand.NewPCG(uint64(n), uint64(most)))
	var s Scratch
	times, y := statstest.Years(2000, n), make([]float64, n)
	found := make([]float64, series)
	for i := range found {
		for i := range y {
			y[i] = 100 + 5*random.NormFloat64()
		}
		o := Options{Scale: Log, Number: -1, Max: most, Level: 0.95}
		if err := s.search.load(times, y, nil, o); err != nil {
			panic(err)
		}
		_, most, _ := s.search.numbers(o)
		lines := []joined{s.search.bestOf(0)}
		s.search.find(1, most)
		for k := 1; k <= most; k++ {
			lines = append(lines, s.search.bestOf(k))
		}
		found[i] = s.search.mostWorth(lines).gain
	}
	slices.Sort(found)
	return found[series*95/100]
}

// With -gains 40000 this prints the table of critical gains; usually it
// checks three of them on few series.
func TestLeastGains(t *testing.T) {
	if *makeGains > 0 {
		for _, n := range []int{6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30, 40, 60} {
			fmt.Printf("{%d, %.2f}, ", n, gainsOf(n, max(1, UsualMost(n)), *makeGains))
		}
	}
	for _, c := range []struct{ n, most int }{{8, 1}, {14, 2}, {24, 3}} {
		if got, want := gainsOf(c.n, c.most, 4000), leastGain(c.n); got < want-0.4 || got > want+0.4 {
			t.Errorf("n %d, up to %d joinpoints: 5 %% of straight lines gain more than %.2f, want %.2f", c.n, c.most, got, want)
		}
	}
}
