// Package scan goes over the indicators of one region and says where it
// stands out: by its level against the country and against its peers, and by a
// trend that differs from the country's. Trends of its own, which the whole
// country may share, are told apart from those. So many questions asked at once
// find something by chance alone, so that what is found is judged by p-values
// adjusted for all the tests of the run (Benjamini & Hochberg 1995).
package scan

import (
	"math"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// Setting is the region scanned and what it is set against.
type Setting struct {
	Region  domain.RegionID
	Country domain.RegionID // "" where the region is the country
	// Category is every area of the region's category, itself included; nil
	// where it has none, such as the country or the rest of it. Then only
	// trends are tested.
	Category []domain.RegionID
	Peers    []domain.RegionID // areas most like the region; nil where they are not known
	// PeersBy lists the indicators that the peers were found by: these are not
	// tested against the peers, which are alike in them by choice.
	PeersBy []domain.IndicatorID
	Trend   trend.Options
	Part    bool // the region is a part of the country
}

// Regions lists every area whose series entries are made of, none twice.
func (s Setting) Regions() []domain.RegionID {
	seen := map[domain.RegionID]bool{"": true}
	var all []domain.RegionID
	add := func(ids ...domain.RegionID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	add(s.Region, s.Country)
	add(s.Category...)
	add(s.Peers...)
	return all
}

// Test is one test of the run: its p-value, two-sided, and the same adjusted
// for all the tests of the run (Judge). NaN where there is none.
type Test struct{ P, Q float64 }

// Method is how a level is tested.
type Method string

// The methods; none where there is no test.
const (
	Funnel   Method = "funnel"   // counts against the benchmark's rate, with the dispersion between areas
	Position Method = "position" // the rank among the areas of the category
)

// Level is the region's level against a benchmark's. What is not known is NaN.
type Level struct {
	Value      float64 // the benchmark's, in the indicator's unit
	Difference float64 // the region's − Value
	N          int     // areas that Value is of
	Method     Method
	// Untested is set where P is known and no evidence: the rank of a share
	// or rate without a count, which small areas have far from the middle by
	// chance. It is not adjusted for, and Q is NaN.
	Untested bool
	Test
}

// Entry is what a scan finds of one indicator, gender and breakdown. What is
// not known is NaN.
type Entry struct {
	Series  series.Series // the region's, whole
	Trend   trend.Trend   // with turning points; its Q is not set
	Period  domain.Period // of the last value, which levels are compared at; "" without one
	Value   float64       // from the count where count and denominator are exact
	Country Level
	Verdict compare.Verdict // against the country, by the interval of the value alone
	Peers   Level
	Rank    int           // 1 is the highest value of the category; ties share the lowest rank; 0 where not known
	Of      int           // areas of the category with a value in the period
	Against trend.Against // beside the country; its Q is not set
	Long    Test
	Recent  Test
	Notes   domain.Notes

	Diverging Test // of Against

	CountrySeries *series.Series // nil where there is none

	// Set by Judge.
	Class    Class
	Findings []Finding // differences
	Own      []Finding // trends of its own
	P, Q     float64   // the least of the entry's differences, as Judge has them, or where these find nothing that its own trends find, or there are none, of those

	few bool // too few counted or expected in the period to show anything
}

var nan = math.NaN()

// Entries are the entries of one indicator by each setting, an entry for each of its
// breakdowns and genders, in their order. all are its series of every area
// that the settings name; those that are not there have no value. The entries
// are not yet judged.
//
// Long is the Mann–Kendall test of the trend with the corrected p, left out
// where the direction depends on what suppressed values are. Recent is the
// test of the last five years (stats.Recent; OHID, Fingertips). Diverging is
// that of the trend beside the country's (trend.AgainstOf). For those of levels
// see againstCountry and againstPeers.
func Entries(all []series.Series, settings ...Setting) [][]Entry {
	entries, of := make([][]Entry, len(settings)), heldOf(all)
	for i, s := range settings {
		entries[i] = of.entries(s)
	}
	return entries
}

// held are the series of one indicator, kind by kind, as entries of several regions are
// made of them.
type held []heldKind

type heldKind struct {
	of      map[domain.RegionID]*series.Series
	country *trend.Trend // of the last Setting's country; nil until it is asked for
}

func heldOf(all []series.Series) held {
	var h held
	for _, kind := range series.Kinds(all) {
		of := make(map[domain.RegionID]*series.Series, len(kind.At))
		for _, i := range kind.At {
			of[all[i].Region] = &all[i]
		}
		h = append(h, heldKind{of: of})
	}
	return h
}

func (h held) entries(s Setting) []Entry {
	var entries []Entry
	for i := range h {
		if own := h[i].of[s.Region]; own != nil {
			entries = append(entries, s.entry(own, &h[i]))
		}
	}
	return entries
}

// trendOf is the country's trend, which is the same for every region.
func (h *heldKind) trendOf(country *series.Series, o trend.Options) *trend.Trend {
	if h.country == nil || h.country.Series.Region != country.Region {
		tr := trend.Analyse(*country, o)
		h.country = &tr
	}
	return h.country
}

// entry makes one entry of the region's series and those of all the areas.
func (s Setting) entry(own *series.Series, h *heldKind) Entry {
	none := Level{Value: nan, Difference: nan, Test: Test{nan, nan}}
	r := Entry{
		Series: *own, Trend: trend.Analyse(*own, s.Trend), Value: nan, Country: none, Peers: none,
		Against: trend.NoAgainst(), Diverging: Test{nan, nan}, Long: Test{nan, nan}, Recent: Test{nan, nan}, P: nan, Q: nan,
	}
	if c := h.of[s.Country]; c != nil {
		only := *c // not a pointer among all the areas' series, which would be kept
		r.CountrySeries = &only
	}
	r.Notes = r.Trend.Notes
	if r.Trend.N == 0 {
		return r
	}
	if !r.Notes.Has(domain.NoteDependsOnSuppressed) {
		r.Long.P = r.Trend.PCorrected
		if r.CountrySeries != nil {
			r.Against = trend.AgainstOf(&r.Trend, h.trendOf(r.CountrySeries, s.Trend), s.Part, s.Trend)
			r.Diverging.P = r.Against.P
		}
	}
	r.Recent.P = r.Trend.Recent.P
	r.Period = r.Trend.Last.Period
	in := crossSection{held: h.of, period: r.Period}
	at, _ := in.alone(s.Region)
	p, _ := at.At(r.Period)
	r.Value = p.Value
	r.Notes = r.Notes.With(at.NotesAt(p)...)
	r.few = tooFew(p, own.Indicator.Unit)
	s.levels(&r, in, p)
	return r
}
