package joinpoint

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// The males of the sample data that come with the National Cancer
// Institute's Joinpoint program: rate per 100,000 from 1975 and its standard
// error, rounded to three decimals.
var (
	nciMaleRate = []float64{
		68.438, 71.723, 73.491, 72.368, 74.114, 74.543, 75.835, 75.176, 75.591, 77.637, 79.154, 77.786,
		77.477, 75.18, 74.956, 74.357, 72.887, 70.414, 68.436, 66.252, 63.814, 65.536, 68.093, 67.063,
		65.707, 63.667, 62.866, 61.389, 59.318, 58.342, 54.962, 52.952, 52.856, 50.987, 48.232,
	}
	nciMaleSE = []float64{
		1.069, 1.076, 1.089, 1.069, 1.074, 1.065, 1.064, 1.05, 1.041, 1.041, 1.038, 1.02,
		1.01, 0.984, 0.971, 0.958, 0.934, 0.902, 0.878, 0.852, 0.827, 0.827, 0.836, 0.821,
		0.802, 0.78, 0.768, 0.751, 0.73, 0.718, 0.687, 0.668, 0.658, 0.639, 0.614,
	}
)

// asProgram are its settings: it takes the years for independent.
func asProgram() Options {
	o := Default()
	o.ByBIC3 = true
	return o
}

// What the program (4.9.0.0) prints for them with its default settings:
// joinpoints 1986, 1995 and 1998, APC 1.11, −2.15, 1.44 (not significant) and
// −2.91.
func TestFitNCIMale(t *testing.T) {
	fit, err := new(Scratch).Fit(statstest.Years(1975, 35), nciMaleRate, nciMaleSE, asProgram())
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{1986, 1995, 1998}; !slices.Equal(fit.At, want) {
		t.Fatalf("joinpoints %v, want %v", fit.At, want)
	}
	for i, want := range []struct {
		apc         float64
		significant bool
	}{{1.11, true}, {-2.15, true}, {1.44, false}, {-2.91, true}} {
		s := fit.Segments[i]
		if apc := math.Round(s.APC*100) / 100; apc != want.apc || s.P < 0.05 != want.significant {
			t.Errorf("%v–%v: APC %v, p %v, want %v, significant %v", s.From, s.To, apc, s.P, want.apc, want.significant)
		}
	}
}

// nciSeries is one series of the sample, what the program printed of it
// (4.9.0.0), and the same fits with 0 to 3 joinpoints by a search in R.
type nciSeries struct {
	FirstYear int `json:"first_year"`
	Rate, SE  []float64
	Published struct {
		Years       []float64
		APC         []float64 // to two decimals
		Significant []bool
	}
	Searched []struct {
		Years, Slopes, APC []float64
		SSE, BIC           float64
	}
}

func (s *nciSeries) years() []float64 { return statstest.Years(s.FirstYear, len(s.Rate)) }

// readNCI reads the sample's series: both sexes, women and men.
func readNCI(t testing.TB) map[string]nciSeries {
	t.Helper()
	var all struct{ Sample map[string]nciSeries }
	statstest.Read(t, "joinpoint-nci", &all)
	if len(all.Sample) != 3 {
		t.Fatalf("%d series, want 3", len(all.Sample))
	}
	return all.Sample
}

func TestFitAgainstNCI(t *testing.T) {
	for sex, s := range readNCI(t) {
		fit, err := new(Scratch).Fit(s.years(), s.Rate, s.SE, asProgram())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(fit.At, s.Published.Years) {
			t.Errorf("%s: joinpoints %v, want %v", sex, fit.At, s.Published.Years)
			continue
		}
		for i, segment := range fit.Segments {
			if got := math.Round(segment.APC*100) / 100; got != s.Published.APC[i] {
				t.Errorf("%s %v–%v: APC %v, want %v", sex, segment.From, segment.To, got, s.Published.APC[i])
			}
			if got := segment.P < 0.05; got != s.Published.Significant[i] {
				t.Errorf("%s %v–%v: significant %v (p %v), want %v", sex, segment.From, segment.To, got, segment.P, s.Published.Significant[i])
			}
			if excludes := segment.Lower > 0 || segment.Upper < 0; excludes != (segment.P < 0.05) {
				t.Errorf("%s: limits %v to %v with p %v", sex, segment.Lower, segment.Upper, segment.P)
			}
		}
	}
}

func TestFitAgainstGridSearch(t *testing.T) {
	for sex, s := range readNCI(t) {
		if len(s.Searched) != 4 {
			t.Fatalf("%s: %d fits, want those with 0 to 3 joinpoints", sex, len(s.Searched))
		}
		for k, want := range s.Searched {
			name := fmt.Sprintf("%s with %d", sex, k)
			fit, err := new(Scratch).Fit(s.years(), s.Rate, s.SE, Options{Scale: Log, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(fit.At, want.Years) {
				t.Errorf("%s: joinpoints %v, want %v", name, fit.At, want.Years)
				continue
			}
			statstest.Near(t, name+" SSE", fit.SSE, want.SSE, 1e-12)
			n := float64(fit.N)
			statstest.Near(t, name+" BIC", fit.BIC3+(2-float64(k))*math.Log(n)/n, want.BIC, 1e-12)
			for i, segment := range fit.Segments {
				statstest.Near(t, name+" slope", segment.Slope, want.Slopes[i], 1e-11)
				statstest.Near(t, name+" APC", segment.APC, want.APC[i], 1e-11)
			}
		}
	}
}

// Offered up to five, the plain BIC leaves the program's three joinpoints for
// four in two of the series, BIC3 in one. (The program looked at three at
// most, and chose by permutation.)
func TestFitBIC3OnNCISample(t *testing.T) {
	numbers := map[string]struct{ bic3, bic int }{"both": {3, 4}, "female": {3, 3}, "male": {4, 4}}
	for sex, s := range readNCI(t) {
		o := Default()
		o.Max, o.ByBIC3 = Most, true
		fit, err := new(Scratch).Fit(s.years(), s.Rate, s.SE, o)
		if err != nil {
			t.Fatal(err)
		}
		plain, least := 0, math.Inf(1)
		for k := range Most + 1 {
			o.Number = k
			exact, err := new(Scratch).Fit(s.years(), s.Rate, s.SE, o)
			if err != nil {
				t.Fatal(err)
			}
			if exact.BIC3 < fit.BIC3 {
				t.Errorf("%s: %d joinpoints have BIC3 %v, the %d chosen %v", sex, k, exact.BIC3, len(fit.At), fit.BIC3)
			}
			n := float64(fit.N)
			if bic := exact.BIC3 - float64(k)*math.Log(n)/n; bic < least {
				plain, least = k, bic
			}
			t.Logf("%s, %d: SSE %v, BIC3 %v", sex, k, exact.SSE, exact.BIC3)
		}
		if want := numbers[sex]; len(fit.At) != want.bic3 || plain != want.bic {
			t.Errorf("%s: joinpoints %v and %d by the plain BIC, want %d and %d", sex, fit.At, plain, want.bic3, want.bic)
		}
	}
}
