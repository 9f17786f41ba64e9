package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/stats/statstest"
)

// Newcombe (1998, Statistics in Medicine 17, 873–890), table II, method 10, to
// the four decimals printed.
func TestDifferenceOfNewcombe(t *testing.T) {
	for _, c := range []struct{ x1, n1, x2, n2, d, lower, upper float64 }{
		{56, 70, 48, 80, 0.2000, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.6000, 0.1705, 0.8090},
		{10, 10, 0, 20, 1.0000, 0.6791, 1.0000},
		{6, 7, 2, 7, 0.5714, 0.0582, 0.8062},
		{5, 56, 0, 29, 0.0893, -0.0381, 0.1926},
		{0, 10, 0, 20, 0.0000, -0.1611, 0.2775},
		{10, 10, 0, 10, 1.0000, 0.6075, 1.0000},
	} {
		a, errA := Proportion(c.x1, c.n1, 1, 0.95)
		b, errB := Proportion(c.x2, c.n2, 1, 0.95)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		d := Difference(a, b)
		for _, v := range [][2]float64{{d.Value, c.d}, {d.Lower, c.lower}, {d.Upper, c.upper}} {
			if math.Abs(v[0]-v[1]) > 0.00005000001 {
				t.Errorf("%v/%v − %v/%v: %.5f, %.5f to %.5f, want %+v", c.x1, c.n1, c.x2, c.n2, d.Value, d.Lower, d.Upper, c)
			}
		}
	}
}

// R 4.2.2: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)) of ?poisson.test,
// for the exact limits, which are those of a count below ten. Wald's by hand: ln
// 1.97149 ∓ 1.95996·√(1/11+1/21).
func TestRateRatio(t *testing.T) {
	r, err := RateRatio(11, 800, 21, 3011, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	statstest.Near(t, "ratio", r.Value, 1.9714880952381, 1e-13)
	statstest.Near(t, "Wald lower", r.Lower, 1.9714880952381*math.Exp(-1.959963984540054*math.Sqrt(1.0/11+1.0/21)), 1e-13)
	statstest.Near(t, "Wald upper", r.Upper, 1.9714880952381*math.Exp(1.959963984540054*math.Sqrt(1.0/11+1.0/21)), 1e-13)
	exact := exactRatio(11, 800, 21, 3011, 0.95)
	statstest.Near(t, "exact lower", exact.Lower, 0.858426403391639, 1e-12)
	statstest.Near(t, "exact upper", exact.Upper, 4.27726594365407, 1e-12)
	if r, _ := RateRatio(0, 100, 5, 100, 0.95); r.Value != 0 || r.Lower != 0 || math.Abs(BinomialP(0, 5, r.Upper/(1+r.Upper))-0.05) > 1e-9 {
		t.Errorf("none to five: %+v", r)
	}
	if r, _ := RateRatio(5, 100, 0, 100, 0.95); !math.IsNaN(r.Value) || !math.IsNaN(r.Upper) || !(r.Lower > 0) {
		t.Errorf("five to none: %+v", r)
	}
	if r, _ := RateRatio(0, 100, 0, 100, 0.95); !math.IsNaN(r.Value) || !math.IsNaN(r.Lower) || !math.IsNaN(r.Upper) {
		t.Errorf("none to none: %+v", r)
	}
	if _, err := RateRatio(1, 100, 5, 0, 0.95); !errors.Is(err, ErrDenominator) {
		t.Errorf("%v", err)
	}
}

// Limits of a ratio lie on one side of 1 where those of the difference lie on
// one side of 0, and the ratio turned round has the limits turned round.
func TestShareRatio(t *testing.T) {
	r := rand.New(rand.NewPCG(83, 84))
	apart, zeros := 0, 0
	for range 4000 {
		n1, n2 := float64(5+r.IntN(300)), float64(5+r.IntN(300))
		x1, x2 := math.Round(n1*r.Float64()*r.Float64()), math.Round(n2*r.Float64()*r.Float64())
		a, _ := Proportion(x1, n1, 100, 0.95)
		b, _ := Proportion(x2, n2, 100, 0.95)
		d, q, turned := Difference(a, b), ShareRatio(a, b), ShareRatio(b, a)
		if x2 == 0 {
			zeros++
			if !math.IsNaN(q.Value) || !math.IsNaN(q.Lower) || !math.IsNaN(q.Upper) {
				t.Fatalf("%v/%v to none: %+v", x1, n1, q)
			}
			continue
		}
		if !(q.Lower <= q.Value && q.Value <= q.Upper) {
			t.Fatalf("%v/%v to %v/%v: %+v", x1, n1, x2, n2, q)
		}
		if (d.Lower > 0) != (q.Lower > 1) || (d.Upper < 0) != (q.Upper < 1) {
			t.Fatalf("%v/%v to %v/%v: difference %+v, ratio %+v", x1, n1, x2, n2, d, q)
		}
		if x1 > 0 {
			statstest.Near(t, "turned round", turned.Lower*q.Upper, 1, 1e-9)
		}
		if d.Lower > 0 || d.Upper < 0 {
			apart++
		}
	}
	if apart < 100 || zeros < 10 {
		t.Errorf("%d pairs are apart, %d to none", apart, zeros)
	}
}

// p is below 5 % exactly where the 95 % limits leave out what is expected.
func TestPGoesWithTheLimits(t *testing.T) {
	r := rand.New(rand.NewPCG(85, 86))
	for range 4000 {
		n := float64(20 + r.IntN(2000))
		x := float64(r.IntN(60))
		if r.IntN(20) == 0 {
			x = 0
		}
		rate := math.Max(0, x/n*(1+0.8*r.NormFloat64()/math.Sqrt(1+x)))
		if x <= n {
			e, _ := Proportion(x, n, 1, 0.95)
			if p := ProportionP(x, n, rate); (p < 0.05) != (e.Lower > rate || e.Upper < rate) {
				t.Fatalf("%v of %v where %v is expected: p %v, limits %+v", x, n, rate, p, e)
			}
		}
		e, _ := Rate(x, n, 1, 0.95)
		if p := RateP(x, n*rate); (p < 0.05) != (e.Lower > rate || e.Upper < rate) {
			t.Fatalf("%v where %v are expected: p %v, limits %+v", x, n*rate, p, e)
		}
	}
	for _, c := range []struct{ got, want float64 }{
		{ProportionP(0, 10, 0), 1}, {ProportionP(1, 10, 0), 0}, {ProportionP(9, 10, 1), 0}, {RateP(0, 0), 1}, {RateP(3, 0), 0}, {RateP(10, 10), 1},
	} {
		if c.got != c.want {
			t.Errorf("p = %v, want %v", c.got, c.want)
		}
	}
}
