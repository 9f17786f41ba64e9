package scan

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Class is what a scan says of an entry.
type Class string

// The classes, in the order of the entries.
const (
	StandsOut Class = "stands_out" // a test, of a level or a trend, finds something once adjusted for all
	NoFinding Class = "no_finding" // tests were made and found nothing
	TooSmall  Class = "too_small"  // nothing found, and little that could have been: see Judge
	NoData    Class = "no_data"    // the region has no value
)

// Classes lists the classes in the order of the entries.
var Classes = []Class{StandsOut, NoFinding, TooSmall, NoData}

// Finding is a test by which an entry stands out.
type Finding string

// The findings.
const (
	CountryLevel Finding = "country"
	PeersLevel   Finding = "peers"
	LongTrend    Finding = "trend"
	RecentTrend  Finding = "recent"
)

// Judge adjusts the p of every test of the run for their number, says of each
// entry what stands out, and puts the entries in the order of their evidence.
//
// All tests of all entries are one family (Benjamini & Hochberg 1995), and a
// finding is a test with q below fdr, a share such as 0.05: were the tests
// independent and each p right, a share of fdr at most of the findings would
// be false on average. They are not quite: levels against the country and the
// peers hang together, and years do, which makes p of trends too small.
//
// Trends enter with p = 1 where they have no direction, rising or falling
// (the long one needs p < 0.05, the recent one p < 0.002 that does not hang on
// one year), so that they are never a finding. Ranks of shares and rates
// without counts do not enter (see Level.Untested) and have no q.
//
// An entry is too small to tell where nothing stands out and none of its tests
// entered, fewer than ten are counted in the period, or fewer than five
// expected by the rate of the country or the peers.
//
// Entries stand by class, then by q, p, number of the indicator, breakdown and
// gender, whatever their order before.
func Judge(entries []Entry, fdr float64) {
	var p []float64
	for i := range entries {
		entered := entries[i].entered()
		p = append(p, entered[:]...)
	}
	q := stats.BenjaminiHochberg(p)
	for i := range entries {
		for _, t := range entries[i].tests() {
			t.Q, q = q[0], q[1:]
		}
		entries[i].classify(fdr)
	}
	slices.SortStableFunc(entries, compareEntries)
}

// Tests counts the tests of the entries that q is adjusted for.
func Tests(entries []Entry) int {
	n := 0
	for i := range entries {
		for _, p := range entries[i].entered() {
			if !math.IsNaN(p) {
				n++
			}
		}
	}
	return n
}

// tests are the entry's tests, always in the same order.
func (r *Entry) tests() [4]*Test {
	return [4]*Test{&r.Country.Test, &r.Peers.Test, &r.Long, &r.Recent}
}

// entered is the p by which each of the entry's tests enters the run's family;
// NaN where it does not.
func (r *Entry) entered() [4]float64 {
	p := [4]float64{r.Country.P, r.Peers.P, r.Long.P, r.Recent.P}
	if r.Country.Untested {
		p[0] = nan
	}
	if d := r.Trend.Direction; d != stats.Rising && d != stats.Falling {
		p[2] = max(p[2], 1) // NaN stays NaN
	}
	if d := r.Trend.Recent.Trend; d != stats.RecentRising && d != stats.RecentFalling {
		p[3] = max(p[3], 1)
	}
	return p
}

func (r *Entry) classify(fdr float64) {
	names := [4]Finding{CountryLevel, PeersLevel, LongTrend, RecentTrend}
	entered := r.entered()
	r.P, r.Q, r.Findings = nan, nan, nil
	for i, t := range r.tests() {
		if math.IsNaN(entered[i]) {
			continue
		}
		r.P, r.Q = least(r.P, entered[i]), least(r.Q, t.Q)
		if t.Q < fdr {
			r.Findings = append(r.Findings, names[i])
		}
	}
	switch {
	case r.Trend.N == 0:
		r.Class = NoData
	case len(r.Findings) > 0:
		r.Class = StandsOut
	case math.IsNaN(r.P) || r.few:
		r.Class = TooSmall
	default:
		r.Class = NoFinding
	}
}

// least is the smaller of two numbers, of which NaN is none.
func least(a, b float64) float64 {
	if math.IsNaN(a) || b < a {
		return b
	}
	return a
}

func compareEntries(a, b Entry) int {
	return cmp.Or(
		slices.Index(Classes, a.Class)-slices.Index(Classes, b.Class),
		ascending(a.Q, b.Q), ascending(a.P, b.P),
		a.Series.Indicator.ID.Compare(b.Series.Indicator.ID),
		strings.Compare(a.Series.Breakdown, b.Series.Breakdown),
		slices.Index(domain.Genders, a.Series.Gender)-slices.Index(domain.Genders, b.Series.Gender),
	)
}

// ascending compares numbers, NaN after all others.
func ascending(a, b float64) int {
	if math.IsNaN(a) || math.IsNaN(b) {
		return -cmp.Compare(a, b) // cmp has NaN before all others
	}
	return cmp.Compare(a, b)
}
