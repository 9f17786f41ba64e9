package stats

import (
	"errors"
	"math"
	"slices"
	"testing"

	"kuvio/internal/stats/statstest"
)

// normal20 is R's set.seed(123); rnorm(20), which the tests of NHSRplotthedots use.
var normal20 = []float64{
	-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
	1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
}

// The limits of NHSRplotthedots' own tests (test-ptd_spc_standard, its snapshot,
// seven digits): as they are, and with a tenfold value whose moving ranges are
// screened out.
func TestXmR(t *testing.T) {
	leap := slices.Clone(normal20)
	leap[14] = 10
	for _, c := range []struct {
		name               string
		y                  []float64
		mean, lower, upper float64
	}{
		{"normal", normal20, 0.1416238, -3.01138, 3.294627},
		{"one leap", leap, 0.6694159, -2.383666, 3.722497},
		{"all alike", []float64{5, 5, 5, 5, 5, 5}, 5, 5, 5},
		{"two levels", []float64{1, 3, 1, 3, 1, 3}, 2, 2 - 2*2.66, 2 + 2*2.66},
	} {
		p, err := XmR([][]float64{c.y})
		if err != nil || p.N != len(c.y) {
			t.Fatalf("%s: %+v, %v", c.name, p, err)
		}
		statstest.Near(t, c.name+", mean", p.Mean, c.mean, 3e-7)
		statstest.Near(t, c.name+", lower", p.Lower, c.lower, 3e-7)
		statstest.Near(t, c.name+", upper", p.Upper, c.upper, 3e-7)
	}
	gap, err := XmR([][]float64{{1, 2, 1}, {9, 8, 9}})
	if err != nil || gap.Range != 1 || gap.Mean != 5 {
		t.Errorf("%+v, %v: over a gap there is no moving range", gap, err)
	}
	for _, c := range []struct {
		y    [][]float64
		want error
	}{
		{[][]float64{{1, 2, 3, 4, 5}}, ErrTooFew},
		{[][]float64{{1}, {2}, {3}, {4}, {5}, {6}}, ErrTooFew},
		{[][]float64{{1, 2, 3, 4, 5, math.Inf(1)}}, ErrNotFinite},
	} {
		if _, err := XmR(c.y); !errors.Is(err, c.want) {
			t.Errorf("%v: error %v, want %v", c.y, err, c.want)
		}
	}
}

// The rules by hand, and as the tests of NHSRplotthedots have them: seven and more
// on one side, seven that rise, two of three near a limit but not on two sides.
func TestSignals(t *testing.T) {
	p := Process{Mean: 0, Lower: -3, Upper: 3, Range: 3 / xmrLimit}
	const b, s, w, n = BeyondLimit, OneSide, OneWay, NearLimit
	for _, c := range []struct {
		name string
		y    []float64
		want []Signals
	}{
		{"none", []float64{1, -1, 1, -1}, []Signals{0, 0, 0, 0}},
		{"on the limit", []float64{3, -3}, []Signals{0, 0}},
		{"beyond", []float64{3.1, 0, -3.1}, []Signals{b, 0, b}},
		{"six on one side", []float64{1, 1, 1, 1, 1, 1, -1}, []Signals{0, 0, 0, 0, 0, 0, 0}},
		{"eight on one side", []float64{-1, 1, 1, 1, 1, 1, 1, 1, 1, -1}, []Signals{0, s, s, s, s, s, s, s, s, 0}},
		{"one on the mean", []float64{1, 1, 1, 0, 1, 1, 1}, []Signals{0, 0, 0, 0, 0, 0, 0}},
		{"seven rise", []float64{1, -1.5, -1, -.5, 0, .5, 1, 1.5, 0}, []Signals{0, w, w, w, w, w, w, w, 0}},
		{"a pause", []float64{-1.5, -1, -.5, -.5, .5, 1, 1.5}, []Signals{0, 0, 0, 0, 0, 0, 0}},
		{"two of three", []float64{2.5, 1, 2.5, -1}, []Signals{n, 0, n, 0}},
		{"on two sides", []float64{1, 2.5, -2.5, 1}, []Signals{0, 0, 0, 0}},
		{"a third apart", []float64{2.5, 1, 1, 2.5}, []Signals{0, 0, 0, 0}},
		{"too short", []float64{2.5, 2.5}, []Signals{0, 0}},
		{"nothing", nil, []Signals{}},
	} {
		if got := p.Signals(c.y); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
