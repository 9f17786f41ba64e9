package stats

import "math"

// minXmR is the fewest values that limits of a process are computed from (Wheeler
// 2000, Understanding Variation: five or six are enough to begin with).
const minXmR = 6

// The factors of an XmR chart: 2.66 is 3/d₂ with d₂ = 1.128 of ranges of two, and
// a range above 3.267 times their mean is no part of chance (Shewhart's D₄).
const (
	xmrLimit  = 2.66
	xmrScreen = 3.267
)

// ProcessRun is how many values in a row on one side of the mean, or rising or
// falling, are no chance.
const ProcessRun = 7

// Process is what a process that nothing has changed keeps within.
type Process struct {
	N                  int     // values it was computed from
	Mean, Lower, Upper float64 // Lower and Upper are the natural process limits
	Range              float64 // the mean moving range, of those that are chance
}

// XmR is the process of the values of a baseline, in stretches between which
// observations are missing: over a gap there is no moving range.
//
// Mean is that of the values, and the limits lie 2.66 mean moving ranges from it,
// where ranges of 3.267 times their mean and more are left out once (Shewhart 1931;
// Wheeler 2000; NHS England's Making Data Count, R package NHSRplotthedots). They
// assume values that do not depend on the ones before.
//
// Errors: ErrTooFew below six values, or where there is no range; ErrNotFinite.
func XmR(stretches [][]float64) (Process, error) {
	p := Process{Mean: math.NaN(), Lower: math.NaN(), Upper: math.NaN(), Range: math.NaN()}
	sum := 0.0
	var ranges []float64
	for _, y := range stretches {
		if !AllFinite(y) {
			return p, ErrNotFinite
		}
		for i, v := range y {
			sum += v
			if i > 0 {
				ranges = append(ranges, math.Abs(v-y[i-1]))
			}
		}
		p.N += len(y)
	}
	if p.N < minXmR || len(ranges) == 0 {
		return p, ErrTooFew
	}
	p.Mean = sum / float64(p.N)
	p.Range = meanBelow(ranges, xmrScreen*meanBelow(ranges, math.Inf(1)))
	p.Lower, p.Upper = p.Mean-xmrLimit*p.Range, p.Mean+xmrLimit*p.Range
	return p, nil
}

// meanBelow is the mean of the values below a limit; 0 where there are none, which
// is where all are 0.
func meanBelow(values []float64, limit float64) float64 {
	sum, n := 0.0, 0
	for _, v := range values {
		if v < limit {
			sum += v
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Signals are the rules by which a value is told from chance.
type Signals uint8

// The rules of NHS England's Making Data Count.
const (
	BeyondLimit Signals = 1 << iota // outside the limits
	OneSide                         // one of seven or more in a row on one side of the mean
	OneWay                          // one of seven or more in a row that rise, or that fall
	NearLimit                       // one of two of three in a row in the outer third, all on one side of the mean
)

// Signals are those of each value of a stretch without gaps.
func (p Process) Signals(y []float64) []Signals {
	signals := make([]Signals, len(y))
	mark := func(from, n int, s Signals) {
		for i := from; i < from+n; i++ {
			signals[i] |= s
		}
	}
	for i, v := range y {
		if v < p.Lower || v > p.Upper {
			signals[i] |= BeyondLimit
		}
		if i+ProcessRun <= len(y) {
			window := y[i : i+ProcessRun]
			if p.oneSide(window) {
				mark(i, ProcessRun, OneSide)
			}
			if oneWay(window) {
				mark(i, ProcessRun, OneWay)
			}
		}
		if i+3 <= len(y) && p.oneSide(y[i:i+3]) {
			p.markNear(y[i:i+3], signals[i:i+3])
		}
	}
	return signals
}

// markNear marks those of three values that lie in the outer third of the limits,
// where two or more do.
func (p Process) markNear(y []float64, signals []Signals) {
	near := func(v float64) bool {
		off := math.Abs(v - p.Mean)
		return off > xmrLimit*p.Range*2/3 && v >= p.Lower && v <= p.Upper
	}
	n := 0
	for _, v := range y {
		if near(v) {
			n++
		}
	}
	for i, v := range y {
		if n >= 2 && near(v) {
			signals[i] |= NearLimit
		}
	}
}

// oneSide reports whether all values lie above the mean, or all below it.
func (p Process) oneSide(y []float64) bool {
	for _, v := range y {
		if v == p.Mean || (v > p.Mean) != (y[0] > p.Mean) {
			return false
		}
	}
	return true
}

// oneWay reports whether the values rise all the way, or fall.
func oneWay(y []float64) bool {
	for i := 1; i < len(y); i++ {
		if y[i] == y[i-1] || (y[i] > y[i-1]) != (y[1] > y[0]) {
			return false
		}
	}
	return true
}
