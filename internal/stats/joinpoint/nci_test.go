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

// What the program (4.9.0.0) prints for them with its default settings:
// joinpoints 1986, 1995 and 1998, APC 1.11, −2.15, 1.44 (not significant) and
// −2.91.
func TestFitNCIMale(t *testing.T) {
	fit, err := new(Scratch).Fit(statstest.Years(1975, 35), nciMaleRate, nciMaleSE, Default())
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

type nciSeries struct{ t, rate, se []float64 }

func readNCI(t testing.TB) map[string]*nciSeries {
	t.Helper()
	series := map[string]*nciSeries{}
	for _, row := range statstest.ReadTable(t, "joinpoint-nci/nih_sample_data.csv") {
		s := series[row["sex"]]
		if s == nil {
			s = &nciSeries{}
			series[row["sex"]] = s
		}
		s.t = append(s.t, statstest.Number(t, row["year"]))
		s.rate = append(s.rate, statstest.Number(t, row["rate"]))
		s.se = append(s.se, statstest.Number(t, row["se"]))
	}
	return series
}

// What the program printed (4.9.0.0), and the same fits by a grid search in R.
type nciExpected struct {
	Sample struct {
		Published map[string]struct {
			Joinpoints  []float64 `json:"joinpoints"`
			APC         []float64 `json:"apc"`
			Significant []bool    `json:"significant"`
		} `json:"published"`
		Oracle map[string]struct {
			Joinpoints []float64 `json:"joinpoints"`
			SSE        float64   `json:"sse"`
			Slopes     []float64 `json:"slopes"`
			APC        []float64 `json:"apc"`
			BIC        float64   `json:"bic_kim"`
		} `json:"grid_search_oracle"`
	} `json:"seer_sample"`
}

func TestFitAgainstNCI(t *testing.T) {
	var want nciExpected
	statstest.ReadJSON(t, "joinpoint-nci/expected.json", &want)
	for sex, s := range readNCI(t) {
		published, ok := want.Sample.Published[sex]
		if !ok {
			t.Fatalf("nothing published for %q", sex)
		}
		fit, err := new(Scratch).Fit(s.t, s.rate, s.se, Default())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(fit.At, published.Joinpoints) {
			t.Errorf("%s: joinpoints %v, want %v", sex, fit.At, published.Joinpoints)
			continue
		}
		for i, segment := range fit.Segments {
			if got := math.Round(segment.APC*100) / 100; got != published.APC[i] {
				t.Errorf("%s %v–%v: APC %v, want %v", sex, segment.From, segment.To, got, published.APC[i])
			}
			if got := segment.P < 0.05; got != published.Significant[i] {
				t.Errorf("%s %v–%v: significant %v (p %v), want %v", sex, segment.From, segment.To, got, segment.P, published.Significant[i])
			}
			if excludes := segment.Lower > 0 || segment.Upper < 0; excludes != (segment.P < 0.05) {
				t.Errorf("%s: limits %v to %v with p %v", sex, segment.Lower, segment.Upper, segment.P)
			}
		}
	}
}

func TestFitAgainstGridSearch(t *testing.T) {
	var want nciExpected
	statstest.ReadJSON(t, "joinpoint-nci/expected.json", &want)
	for sex, s := range readNCI(t) {
		for k := range 4 {
			name := fmt.Sprintf("%s_%d", sex, k)
			oracle, ok := want.Sample.Oracle[name]
			if !ok {
				t.Fatalf("no case %s", name)
			}
			fit, err := new(Scratch).Fit(s.t, s.rate, s.se, Options{Scale: Log, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(fit.At, oracle.Joinpoints) {
				t.Errorf("%s: joinpoints %v, want %v", name, fit.At, oracle.Joinpoints)
				continue
			}
			statstest.Near(t, name+" SSE", fit.SSE, oracle.SSE, 1e-12)
			n := float64(fit.N)
			statstest.Near(t, name+" BIC", fit.BIC3+(2-float64(k))*math.Log(n)/n, oracle.BIC, 1e-12)
			for i, segment := range fit.Segments {
				statstest.Near(t, name+" slope", segment.Slope, oracle.Slopes[i], 1e-11)
				statstest.Near(t, name+" APC", segment.APC, oracle.APC[i], 1e-11)
			}
		}
	}
}

// Offered up to five, the plain BIC leaves the program's three joinpoints for
// four in two of the series, BIC3 in one. (The program looked at three at
// most, and chose by permutation.)
func TestFitBIC3OnNCISample(t *testing.T) {
	numbers := map[string]struct{ bic3, bic int }{"Both": {3, 4}, "Female": {3, 3}, "Male": {4, 4}}
	for sex, s := range readNCI(t) {
		o := Default()
		o.Max = Most
		fit, err := new(Scratch).Fit(s.t, s.rate, s.se, o)
		if err != nil {
			t.Fatal(err)
		}
		plain, least := 0, math.Inf(1)
		for k := range Most + 1 {
			o.Number = k
			exact, err := new(Scratch).Fit(s.t, s.rate, s.se, o)
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

// 99 years of US death rates by cause, unweighted: every joinpoint must lower
// SSE, the line must stay finite and every p be one.
func TestFitOnLongSeries(t *testing.T) {
	causes := map[string][2][]float64{}
	for _, row := range statstest.ReadTable(t, "joinpoint-nci/us-mortality-1900-1998.csv") {
		c := causes[row["cod"]]
		c[0], c[1] = append(c[0], statstest.Number(t, row["year"])), append(c[1], statstest.Number(t, row["asdr"]))
		causes[row["cod"]] = c
	}
	var s Scratch
	for cause, c := range causes {
		last := math.Inf(1)
		for k := range 4 {
			fit, err := s.Fit(c[0], c[1], nil, Options{Scale: Log, Number: k, Level: 0.95})
			if err != nil {
				t.Fatal(cause, err)
			}
			if !(fit.SSE < last) {
				t.Errorf("%s, %d joinpoints: SSE %v after %v", cause, k, fit.SSE, last)
			}
			last = fit.SSE
			for _, segment := range fit.Segments {
				if !(segment.P >= 0 && segment.P <= 1 && segment.APCLower < segment.APC && segment.APC < segment.APCUpper) {
					t.Errorf("%s: %+v", cause, segment)
				}
			}
			if k == 2 {
				t.Logf("%s: %v", cause, fit.At)
			}
		}
	}
}
