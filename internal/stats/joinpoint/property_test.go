package joinpoint

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"kuvio/internal/stats/statstest"
)

// roomBeside says whether another joinpoint may lie beside those at.
func roomBeside(times, at []float64) bool {
	edges := append(append([]float64{math.Inf(-1)}, at...), math.Inf(1))
	for year := math.Ceil(times[0]); year <= times[len(times)-1]; year++ {
		s, _ := slices.BinarySearch(edges, year)
		if timesBetween(times, edges[s-1], year) >= 2 && timesBetween(times, year, edges[s]) >= 2 {
			return true
		}
	}
	return false
}

// wiggly makes n observations that turn here and there, with gaps and, for
// some, quarters of years; and standard errors of every size from 1 to 30.
func wiggly(r *rand.Rand, n int) (t, y, se []float64) {
	year, level, slope := float64(1990+r.IntN(10)), 40+r.Float64()*20, r.NormFloat64()
	step := 1.0
	if r.IntN(5) == 0 {
		step = 0.25 * float64(1+r.IntN(3))
	}
	for range n {
		if r.IntN(6) == 0 {
			slope = r.NormFloat64()
		}
		t, y = append(t, year), append(y, level+r.NormFloat64())
		se = append(se, 0.1*math.Exp(r.Float64()*math.Log(30)))
		dt := step * float64(1+r.IntN(8)/7*r.IntN(4))
		year, level = year+dt, max(5, level+slope*dt)
	}
	return t, y, se
}

func eachWiggly(t *testing.T, series, longest int, check func(t *testing.T, r *rand.Rand, times, y, se []float64)) {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	for i := range series {
		times, y, se := wiggly(r, 7+i%(longest-6))
		if i%2 == 0 {
			se = nil
		}
		check(t, r, times, y, se)
		if t.Failed() {
			t.Fatalf("series %d: times %v, values %v, standard errors %v", i, times, y, se)
		}
	}
}

func TestFitProperties(t *testing.T) {
	var s Scratch
	eachWiggly(t, 400, 36, func(t *testing.T, r *rand.Rand, times, y, se []float64) {
		o := Default()
		fit, err := s.Fit(times, y, se, o)
		if err != nil {
			t.Fatal(err)
		}
		checkContinuous(t, fit)

		shift := float64(r.IntN(200) - 100)
		later, err := s.Fit(scaled(times, 1, shift), y, se, o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(later.At, scaled(fit.At, 1, shift)) {
			t.Errorf("shifted by %v: joinpoints %v, were %v", shift, later.At, fit.At)
		}
		factor := math.Exp(r.NormFloat64() * 5)
		larger, err := s.Fit(times, scaled(y, factor, 0), scaled(se, factor, 0), o)
		if err != nil {
			t.Fatal(err)
		}
		sameFit(t, fmt.Sprintf("times %v", factor), larger, fit)

		order := r.Perm(len(y))
		shuffled, err := s.Fit(pick(times, order), pick(y, order), pick(se, order), o)
		if err != nil {
			t.Fatal(err)
		}
		sameFit(t, "shuffled", shuffled, fit)
	})
}

// The standard errors again, from the rule: QR of each segment's inner
// observations by themselves.
func TestFitStandardErrors(t *testing.T) {
	var s Scratch
	eachWiggly(t, 120, 36, func(t *testing.T, _ *rand.Rand, times, y, se []float64) {
		for k := range 4 {
			fit, err := s.Fit(times, y, se, Options{Scale: Linear, Number: k, Level: 0.95})
			if err != nil {
				return
			}
			df, rss, sxx := separately(t, times, y, se, fit)
			for i, segment := range fit.Segments {
				want := math.NaN()
				if df > 0 {
					want = math.Sqrt(rss / float64(df) / sxx[i])
				}
				if segment.DF != df {
					t.Errorf("df %d, want %d", segment.DF, df)
				}
				statstest.Near(t, "standard error", segment.SE, want, 1e-9)
			}
		}
	})
}

func separately(t *testing.T, times, y, se []float64, fit Line) (df int, rss float64, sxx []float64) {
	t.Helper()
	df = len(y) - 2*len(fit.Segments)
	for _, year := range times {
		if slices.Contains(fit.At, year) {
			df--
		}
	}
	for _, segment := range fit.Segments {
		var rows, values, inside, weights []float64
		for i, year := range times {
			if slices.Contains(fit.At, year) || year < segment.From || year > segment.To {
				continue
			}
			root := 1.0
			if se != nil {
				root = 1 / se[i]
			}
			rows = append(rows, root, root*(year-segment.From))
			values = append(values, root*y[i])
			inside, weights = append(inside, year), append(weights, root*root)
		}
		if len(values) > 2 { // two observations leave no residual
			rss += residualSquares(t, mat.NewDense(len(values), 2, rows), values)
		}
		sxx = append(sxx, stat.MomentAbout(2, inside, stat.Mean(inside, weights), weights)*floats.Sum(weights))
	}
	return df, rss, sxx
}

// Another joinpoint never raises SSE where it finds room beside the others.
// (Where it does not, the others have to move, and it may.)
func TestFitSSEFalls(t *testing.T) {
	var s Scratch
	compared := 0
	eachWiggly(t, 200, 30, func(t *testing.T, _ *rand.Rand, times, y, se []float64) {
		last := Line{SSE: math.Inf(1)}
		for k := range Most + 1 {
			fit, err := s.Fit(times, y, se, Options{Scale: Linear, Number: k, Level: 0.95})
			if err != nil {
				return
			}
			if k == 0 || roomBeside(times, last.At) {
				compared++
				if fit.SSE > last.SSE*(1+1e-12) {
					t.Errorf("%d joinpoints %v: SSE %v, after %v with %v", k, fit.At, fit.SSE, last.SSE, last.At)
				}
			}
			last = fit
		}
	})
	if compared < 500 {
		t.Errorf("only %d compared", compared)
	}
}

// A continuous series of two exact lines is found exactly, wherever it turns.
func TestFitFindsTwoLines(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	var s Scratch
	for range 300 {
		n := 7 + r.IntN(30)
		at := float64(1992 + r.IntN(n-4))
		slopes := []float64{r.NormFloat64() / 20, r.NormFloat64() / 20}
		times, y := kinked(1990, n, r.NormFloat64()*3, []float64{at}, slopes)
		fit, err := s.Fit(times, exp(y), nil, Default())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(fit.At, []float64{at}) || fit.SSE != 0 {
			t.Fatalf("%d years, joinpoints %v with SSE %v, want %v and 0", n, fit.At, fit.SSE, at)
		}
		for i, segment := range fit.Segments {
			statstest.Near(t, "APC", segment.APC, 100*math.Expm1(slopes[i]), 1e-9)
		}
	}
}

func checkContinuous(t *testing.T, fit Line) {
	t.Helper()
	for i, year := range fit.At {
		if before, after := fit.Segments[i], fit.Segments[i+1]; before.To != year || after.From != year {
			t.Errorf("joinpoint %v between segments %+v and %+v", year, before, after)
		}
		const step = 1e-6
		slope := max(math.Abs(fit.Segments[i].Slope), math.Abs(fit.Segments[i+1].Slope), 0.2) // a line of the other scale has another
		rise := fit.Value(year+step)/fit.Value(year-step) - 1
		if math.Abs(rise) > 2.1*step*slope+1e-13 {
			t.Errorf("the line jumps by a share of %v at %v", rise, year)
		}
	}
}

func sameFit(t *testing.T, what string, got, want Line) {
	t.Helper()
	if !slices.Equal(got.At, want.At) {
		t.Errorf("%s: joinpoints %v, were %v", what, got.At, want.At)
		return
	}
	statstest.Near(t, what+": SSE", got.SSE, want.SSE, 1e-9)
	statstest.Near(t, what+": AAPC", got.AAPC, want.AAPC, 1e-8)
	for i := range got.Segments {
		statstest.Near(t, what+": APC", got.Segments[i].APC, want.Segments[i].APC, 1e-8)
		statstest.Near(t, what+": p", got.Segments[i].P, want.Segments[i].P, 1e-7)
	}
}

// scaled is factor·v + shift; nil stays nil.
func scaled(v []float64, factor, shift float64) []float64 {
	if v == nil {
		return nil
	}
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = x*factor + shift
	}
	return out
}

// pick is v in another order; nil stays nil.
func pick(v []float64, order []int) []float64 {
	if v == nil {
		return nil
	}
	out := make([]float64, len(v))
	for i, from := range order {
		out[i] = v[from]
	}
	return out
}
