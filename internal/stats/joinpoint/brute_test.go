package joinpoint

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"kuvio/internal/stats/statstest"
)

// brute fits every placement of k joinpoints by QR on hinges and
// returns the first of the least SSE, and that SSE.
func brute(t *testing.T, times, y, root []float64, k int) (at []float64, sse float64) {
	t.Helper()
	sse = math.Inf(1)
	for _, tau := range allPlacements(times, k) {
		x := mat.NewDense(len(times), k+2, nil)
		weighted := make([]float64, len(y))
		for i, year := range times {
			row := []float64{root[i], root[i] * (year - times[0])}
			for _, year0 := range tau {
				row = append(row, root[i]*max(0, year-year0))
			}
			x.SetRow(i, row)
			weighted[i] = root[i] * y[i]
		}
		if rss := residualSquares(t, x, weighted); rss < sse*(1-1e-10) {
			at, sse = tau, rss
		}
	}
	return at, sse
}

// residualSquares is what y = x·b leaves of the squares of y, fitted by QR with
// columns brought to length 1.
func residualSquares(t *testing.T, x *mat.Dense, y []float64) float64 {
	t.Helper()
	n, p := x.Dims()
	columns := mat.NewDense(n, p, nil)
	for j := range p {
		column := mat.Col(nil, j, x)
		floats.Scale(1/floats.Norm(column, 2), column)
		columns.SetCol(j, column)
	}
	var qr mat.QR
	qr.Factorize(columns)
	var b, fitted mat.VecDense
	if err := qr.SolveVecTo(&b, false, mat.NewVecDense(n, y)); err != nil {
		t.Fatal(err)
	}
	fitted.MulVec(columns, &b)
	rss := 0.0
	for i, v := range y {
		rss += (v - fitted.AtVec(i)) * (v - fitted.AtVec(i))
	}
	return rss
}

// allPlacements is the rule word for word: whole years within the range, at
// least two times strictly between two of them, and to each end.
func allPlacements(times []float64, k int) [][]float64 {
	var all [][]float64
	var place func(set []float64)
	place = func(set []float64) {
		if len(set) == k {
			if timesBetween(times, append([]float64{math.Inf(-1)}, set...)[k], math.Inf(1)) >= 2 {
				all = append(all, slices.Clone(set))
			}
			return
		}
		from := math.Inf(-1)
		if len(set) > 0 {
			from = set[len(set)-1]
		}
		for year := math.Ceil(times[0]); year <= times[len(times)-1]; year++ {
			if timesBetween(times, from, year) >= 2 {
				place(append(set, year))
			}
		}
	}
	place(nil)
	return all
}

// timesBetween counts the different times strictly between two, of ascending
// ones.
func timesBetween(times []float64, from, to float64) int {
	n := 0
	for i, year := range times {
		if from < year && year < to && (i == 0 || year != times[i-1]) {
			n++
		}
	}
	return n
}

func TestFitAgainstBruteForce(t *testing.T) {
	var s Scratch
	fits := 0
	eachWiggly(t, 150, 18, func(t *testing.T, _ *rand.Rand, times, y, se []float64) {
		root := make([]float64, len(y))
		for i := range root {
			root[i] = 1
			if se != nil {
				root[i] = 1 / se[i]
			}
		}
		for k := 1; k <= 3; k++ {
			if 2*(k+1) >= len(y) || len(allPlacements(times, k)) == 0 {
				continue
			}
			fit, err := s.Fit(times, y, se, Options{Scale: Linear, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			at, sse := brute(t, times, y, root, k)
			if !slices.Equal(fit.At, at) {
				t.Errorf("%d joinpoints: %v, want %v", k, fit.At, at)
			}
			statstest.Near(t, "SSE", fit.SSE, sse, 1e-9)
			fits++
		}
	})
	if fits < 250 {
		t.Errorf("only %d fits compared", fits)
	}
}

// Five joinpoints go through every level of the search.
func TestFiveJoinpointsAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 4 {
		times, y, _ := wiggly(r, 20)
		root := slices.Repeat([]float64{1}, len(y))
		for k := 4; k <= 5; k++ {
			if len(allPlacements(times, k)) == 0 {
				continue
			}
			fit, err := new(Scratch).Fit(times, y, nil, Options{Scale: Linear, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			at, sse := brute(t, times, y, root, k)
			if !slices.Equal(fit.At, at) {
				t.Errorf("%d joinpoints: %v, want %v", k, fit.At, at)
			}
			statstest.Near(t, "SSE", fit.SSE, sse, 1e-9)
		}
	}
}

// Weights sixteen powers of ten apart cost the search's sums their digits in
// some placements, which are fitted anew.
func TestFitWildWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	var s Scratch
	anew := 0
	for i := range 40 {
		times, y, se := wiggly(r, 14)
		root := make([]float64, len(y))
		for i := range se {
			se[i] = math.Pow(10, 8*r.Float64()-4)
			root[i] = 1 / se[i]
		}
		fit, err := s.Fit(times, y, se, Options{Scale: Linear, Number: 2, Level: 0.95})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range s.search.found[2] {
			if math.IsInf(c.sse, -1) {
				anew++
			}
		}
		at, sse := brute(t, times, y, root, 2)
		if !slices.Equal(fit.At, at) {
			t.Errorf("series %d: %v, want %v", i, fit.At, at)
		}
		statstest.Near(t, "SSE", fit.SSE, sse, 1e-8)
	}
	if anew == 0 {
		t.Error("no placement had to be fitted anew")
	}
}
