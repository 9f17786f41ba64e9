package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"kuvio/internal/stats/statstest"
)

// With a whole shape the negative binomial is that of failures: at α = 2 and
// β = 3, 4 events in an area of 5 have the probability C(5,4)·(3/8)²·(5/8)⁴, of
// which the likelihood leaves out 5⁴/4!. Beta-binomial: 2 of 3 by beta(1, 1),
// where every count is as likely, 1/4, without C(3,2).
func TestRatesPriorLikelihood(t *testing.T) {
	rates := ratesPrior{}
	at := ratesSpread{spread: math.Sqrt(0.5), mean: 2.0 / 3}
	want := math.Log(5 * math.Pow(3.0/8, 2) * math.Pow(5.0/8, 4) * 24 / 625)
	statstest.Near(t, "rate", rates.likelihood([]areaCount{{4, 5}}, at), want, 1e-12)
	shares := ratesPrior{proportion: true}
	// beta(1, 1) has the mean ½ and the variance 1/12 = (s/4)².
	at = ratesSpread{spread: 4 / math.Sqrt(12), mean: 0.5}
	statstest.Near(t, "proportion", shares.likelihood([]areaCount{{2, 3}}, at), math.Log(1.0/12), 1e-12)
}

// Rates that truly have a mean and a spread: both are found, within the error
// that the posterior itself gives; and next to none is found in chance alone.
func TestRatesPriorFindsTheSpread(t *testing.T) {
	src := rand.NewPCG(77, 78)
	for _, c := range []struct {
		proportion bool
		mean, sd   float64 // sd as a share of the mean
	}{
		{false, 0.01, 0.1}, {false, 0.01, 0.35}, {false, 0.3, 0.9}, {true, 0.017, 0.2}, {true, 0.4, 0.15},
		{false, 0.01, 0}, {true, 0.4, 0},
	} {
		var areas []areaCount
		for i := range 300 {
			n := float64(300 + 40*i)
			rate := c.mean
			if c.sd > 0 && c.proportion {
				together := (1-c.mean)/(c.mean*c.sd*c.sd) - 1
				rate = distuv.Beta{Alpha: c.mean * together, Beta: (1 - c.mean) * together, Src: src}.Rand()
			} else if c.sd > 0 {
				rate = distuv.Gamma{Alpha: 1 / (c.sd * c.sd), Beta: 1 / (c.sd * c.sd * c.mean), Src: src}.Rand()
			}
			x := distuv.Poisson{Lambda: n * rate, Src: src}.Rand()
			if c.proportion {
				x = distuv.Binomial{N: n, P: rate, Src: src}.Rand()
			}
			areas = append(areas, areaCount{x, n})
		}
		prior := newRatesPrior(areas, c.proportion)
		random := rand.New(rand.NewPCG(79, 80))
		var mean, squares, sd float64
		const draws = 2000
		for d := range draws {
			alpha, beta := prior.draw((float64(d)+0.5)/draws, random)
			b, s := alpha/beta, 1/math.Sqrt(alpha)
			if c.proportion {
				b = alpha / (alpha + beta)
				s = math.Sqrt((1 - b) / b / (alpha + beta + 1))
			}
			mean, sd, squares = mean+b/draws, sd+s/draws, squares+s*s/draws
		}
		if math.Abs(mean/c.mean-1) > 0.12 {
			t.Errorf("%+v: mean %v", c, mean)
		}
		if off := math.Sqrt(squares - sd*sd); math.Abs(sd-c.sd) > 3*off || off > 0.06 {
			t.Errorf("%+v: spread %v ± %v", c, sd, off)
		}
	}
}

// Nobody anywhere, or everybody, and counts beyond all reason: there is a prior
// all the same.
func TestRatesPriorOfExtremes(t *testing.T) {
	random := rand.New(rand.NewPCG(81, 82))
	for _, areas := range [][]areaCount{
		{{0, 10}, {0, 1000}}, {{10, 10}, {1000, 1000}}, {{0, 1}, {1, 1}}, {{1e15, 1e16}, {3, 10}}, {{0.2, 5}, {0, 1e7}, {7, 1e4}},
	} {
		for _, proportion := range []bool{false, true} {
			prior := newRatesPrior(areas, proportion)
			for d := range 50 {
				if alpha, beta := prior.draw((float64(d)+0.5)/50, random); !(alpha > 0 && beta > 0) || math.IsInf(alpha+beta, 0) {
					t.Fatalf("%v, proportion %v: α %v, β %v", areas, proportion, alpha, beta)
				}
			}
		}
	}
}
