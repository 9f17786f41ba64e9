package scan

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// Class is what a scan says of an entry.
type Class string

// The classes, in the order of the entries.
const (
	StandsOut Class = "stands_out" // a difference, of a level or of a trend, once adjusted for all
	OwnTrend  Class = "own_trend"  // none, but a trend of its own, which others may share
	NoFinding Class = "no_finding" // tests were made and found nothing
	TooSmall  Class = "too_small"  // nothing found, and little that could have been: see Judge
	NoData    Class = "no_data"    // the region has no value
)

// Classes lists the classes in the order of the entries.
var Classes = []Class{StandsOut, OwnTrend, NoFinding, TooSmall, NoData}

// Finding is a test that found something.
type Finding string

// The differences that an entry stands out by, and the trends of its own.
const (
	CountryLevel Finding = "country"
	PeersLevel   Finding = "peers"
	CountryTrend Finding = "country_trend"
	LongTrend    Finding = "trend"
	RecentTrend  Finding = "recent"
)

// Judge adjusts the p of every test of the run for their number, says of each
// entry what it stands out by and how it moves, and puts the entries in the
// order of their evidence.
//
// What is asked is two families (Benjamini & Hochberg 1995): the differences
// from the country and the peers, in level and in trend, and the trends of the
// entries' own. Of these nearly all are true, and in one family with them they
// would let by as many differences as they are; nor does a trend that the whole
// country has set an area apart. A finding is a difference with q below fdr, a
// share such as 0.05, which is then the expected share of false ones among the
// findings; an own trend likewise.
//
// Trends enter with p = 1 where they have no direction (the long one and that
// against the country need p < 0.05 and limits that do not reach 0, the recent
// one p < 0.002 that does not hang on one year), so that they are never a
// finding. Ranks of shares and rates without counts do not enter (see
// Level.Untested) and have no q.
//
// An entry is too small to tell where nothing was found and none of its tests
// entered, fewer than ten are counted in the period, or fewer than five
// expected by the rate of the country or the peers.
//
// Entries stand by class, then by q, p, number of the indicator, breakdown and
// gender, whatever their order before.
func Judge(entries []Entry, fdr float64) {
	for _, of := range []func(*Entry) []question{(*Entry).differences, (*Entry).ownTrends} {
		var p []float64
		for i := range entries {
			for _, ask := range of(&entries[i]) {
				p = append(p, ask.p)
			}
		}
		q := stats.BenjaminiHochberg(p)
		for i := range entries {
			for _, ask := range of(&entries[i]) {
				ask.Q, q = q[0], q[1:]
			}
		}
	}
	for i := range entries {
		entries[i].classify(fdr)
	}
	slices.SortStableFunc(entries, compareEntries)
}

// Tests counts the tests of the entries that q is adjusted for: of differences,
// and of trends of their own.
func Tests(entries []Entry) (differences, own int) {
	for i := range entries {
		differences += entered(entries[i].differences())
		own += entered(entries[i].ownTrends())
	}
	return differences, own
}

// question is a test with the p by which it enters its family, NaN where it
// does not.
type question struct {
	*Test
	about Finding
	p     float64
}

// differences are the tests by which an entry may stand out, always in the same
// order.
func (r *Entry) differences() []question {
	all := []question{{&r.Country.Test, CountryLevel, r.Country.P}, {&r.Peers.Test, PeersLevel, r.Peers.P}, {&r.Diverging, CountryTrend, r.Diverging.P}}
	if r.Country.Untested {
		all[0].p = nan
	}
	if r.Against.Pace == trend.PaceUnclear {
		all[2].p = max(all[2].p, 1) // NaN stays NaN
	}
	return all
}

// ownTrends are the tests of an entry's own trends.
func (r *Entry) ownTrends() []question {
	all := []question{{&r.Long, LongTrend, r.Long.P}, {&r.Recent, RecentTrend, r.Recent.P}}
	if d := r.Trend.Direction; d != stats.Rising && d != stats.Falling {
		all[0].p = max(all[0].p, 1)
	}
	if d := r.Trend.Recent.Trend; d != stats.RecentRising && d != stats.RecentFalling {
		all[1].p = max(all[1].p, 1)
	}
	return all
}

func entered(all []question) int {
	n := 0
	for _, ask := range all {
		if !math.IsNaN(ask.p) {
			n++
		}
	}
	return n
}

// found are those of the tests with q below fdr, and the least p and q.
func found(all []question, fdr float64) (f []Finding, p, q float64) {
	p, q = nan, nan
	for _, ask := range all {
		if math.IsNaN(ask.p) {
			continue
		}
		p, q = least(p, ask.p), least(q, ask.Q)
		if ask.Q < fdr {
			f = append(f, ask.about)
		}
	}
	return f, p, q
}

func (r *Entry) classify(fdr float64) {
	own, ownP, ownQ := found(r.ownTrends(), fdr)
	r.Findings, r.P, r.Q = found(r.differences(), fdr)
	r.Own = own
	if math.IsNaN(r.P) || len(r.Findings) == 0 && len(own) > 0 {
		r.P, r.Q = ownP, ownQ
	}
	switch {
	case r.Trend.N == 0:
		r.Class = NoData
	case len(r.Findings) > 0:
		r.Class = StandsOut
	case len(own) > 0:
		r.Class = OwnTrend
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
