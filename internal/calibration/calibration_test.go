package calibration

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

var sims = flag.Int("sims", 0, "series simulated for each case; 0 is the small run of the usual tests")

// number is how many series a case simulates: as many as asked for, or few.
func number(few int) int {
	if *sims > 0 {
		return *sims
	}
	return few
}

// random is the source of chance of a case, the same in every run.
func random(name string) *rand.Rand {
	h := uint64(14695981039346656037) // FNV-1a
	for _, b := range []byte(name) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(h, 2016))
}

// measured is a share of simulated cases, with the simpler rule's beside it.
type measured struct {
	method string // what is measured
	on     string // the series it is measured on
	before float64
	after  float64
	n      int     // cases simulated
	least  float64 // the goal: the share lies from least to most
	most   float64
}

var (
	mu    sync.Mutex
	table []measured
)

// hold notes a share for the table, and fails the test where it lies further
// from its goal than chance explains: three standard errors of a share of n.
func hold(t *testing.T, m measured) {
	t.Helper()
	mu.Lock()
	table = append(table, m)
	mu.Unlock()
	slack := func(goal float64) float64 { return 3 * math.Sqrt(goal*(1-goal)/float64(m.n)) }
	if m.after < m.least-slack(m.least) || m.after > m.most+slack(m.most) || math.IsNaN(m.after) {
		t.Errorf("%s, %s: %s, want %s", m.method, m.on, percent(m.after), m.goal())
	}
}

func (m measured) goal() string {
	switch {
	case m.least <= 0:
		return "≤ " + percent(m.most)
	case m.most >= 1:
		return "≥ " + percent(m.least)
	}
	return percent(m.least) + " to " + percent(m.most)
}

func percent(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return strconv.FormatFloat(100*share, 'f', 1, 64) + " %"
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if testing.Verbose() {
		printTable()
	}
	os.Exit(code)
}

// printTable writes what was measured, in the order of methods.
func printTable() {
	slices.SortStableFunc(table, func(a, b measured) int { return strings.Compare(a.method, b.method) })
	fmt.Printf("\n| method | on | before | now | goal | cases |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, m := range table {
		fmt.Printf("| %s | %s | %s | %s | %s | %d |\n", m.method, m.on, percent(m.before), percent(m.after), m.goal(), m.n)
	}
}
