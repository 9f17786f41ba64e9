package scan

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// dispersion is how far the other areas of the category differ beyond chance.
type dispersion struct {
	stats.CautiousDispersion
	hidden bool // not known, because too many areas are suppressed
}

// levels sets the region's last value beside the country's, its peers' and the
// others' of its category.
func (s Setting) levels(r *Entry, in crossSection, p series.Valued) {
	unit := r.Series.Indicator.Unit
	country := in.point(s.Country)
	r.Country.Value = country.Value
	if sized(unit) {
		return
	}
	areas := in.points(s.Category)
	at := slices.Index(s.Category, s.Region)
	among := at >= 0
	if among {
		r.Rank, r.Of = rankAmong(p.Value, areas).rank()
	}
	if s.Country != "" {
		r.compare(s, in)
	}
	if !among {
		return
	}
	others := slices.Concat(areas[:at], areas[at+1:])
	d := dispersion{CautiousDispersion: stats.DisperseCautiously(samplesOf(others, unit), unit == domain.UnitPercent)}
	if withheld := suppressed(others); unit.Per() > 0 && d.N < stats.MinDispersed && d.N+withheld >= stats.MinDispersed {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteAreasSuppressed, Arg: strconv.Itoa(withheld)})
		d.hidden = true
	}
	r.againstCountry(p, areas, s.countryRate(r, in, country), d)
	r.againstPeers(p, s, in.points(s.Peers), d)
	if d.N < stats.MinDispersed && (r.Country.Method == Funnel || r.Peers.Method == Funnel) {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteChanceAlone, Arg: strconv.Itoa(d.N)})
	}
}

// compare gives the verdict by the interval of the value, as package compare
// has it.
func (r *Entry) compare(s Setting, in crossSection) {
	own, _ := in.alone(s.Region)
	country, _ := in.alone(s.Country)
	beside := compare.At([]series.Series{own.Series}, []series.Series{country.Series}, r.Period, trend.Level)[0]
	r.Country.Difference, r.Country.N, r.Verdict = beside.Difference, 1, beside.Verdict
	r.Notes = r.Notes.With(beside.Notes...)
}

// countryRate is the country's rate as a benchmark: that of its count and
// exact denominator, else the published value, which lies within half a unit
// of its last decimal. Its own chance does not enter: the region is a part of
// it, and takes it for what there is.
func (s Setting) countryRate(r *Entry, in crossSection, country series.Valued) stats.RateBenchmark {
	unit := r.Series.Indicator.Unit
	per := unit.Per()
	if per == 0 || math.IsNaN(country.Value) {
		return stats.RateBenchmark{Rate: nan, Low: nan, High: nan}
	}
	rate := country.Value / per
	b := stats.RateBenchmark{Proportion: unit == domain.UnitPercent, Rate: rate, Low: rate, High: rate}
	if !country.Denominator.Exact() || math.IsNaN(country.Count) {
		half := 0.5 * math.Pow10(-in.held[s.Country].Decimals()) / per
		b.Low, b.High = max(0, rate-half), rate+half
	}
	return b
}

// againstCountry tests the level against the country's.
//
// Where the region has a count and a denominator, read or certain enough, the
// test is the funnel's: the distance from the country's rate in standard
// errors of chance and of the dispersion between the areas of the category
// (Spiegelhalter 2005; see stats.RateBenchmark.P), unless so many areas are
// suppressed that their dispersion is not known. Elsewhere it is the region's
// rank among the areas of the category (see stats.RankP), which for shares and
// rates is no evidence: it does not know how small the area is.
func (r *Entry) againstCountry(p series.Valued, areas []series.Valued, b stats.RateBenchmark, d dispersion) {
	unit := r.Series.Indicator.Unit
	if own, ok := sampleOf(p, unit); ok && b.Usable() {
		if d.hidden {
			return
		}
		r.Country.Method, r.Country.P = Funnel, b.P(own, d.CautiousDispersion)
		r.few = r.few || own.N*b.Rate < fewExpected
		return
	}
	if at := rankAmong(p.Value, areas); at.ranked >= minRanked {
		r.Country.Method, r.Country.P = Position, at.p()
		if unit.Per() > 0 {
			r.Country.Untested = true
			r.Notes = r.Notes.With(domain.Note{Code: domain.NotePositionUncounted})
		}
	}
}

// The least that a test against peers needs.
const (
	minPeers       = 4  // of usually seven
	minPeersEvents = 10 // counted among them, and of a share not counted
)

// againstPeers tests the level against that of the peers taken together: Σx/Σn
// of those with a value, in the distance of againstCountry with the error of
// the peers' own rate added. It takes four peers and a count of ten among
// them. Where a peer has a value and no count, the peers' value is their
// unweighted mean, and there is no test: seven values are too few for one by
// rank. Where a peer's value is suppressed there is neither, for the rate of
// the others is then too high or too low. Nor is there a test by what the
// peers were found by.
func (r *Entry) againstPeers(p series.Valued, s Setting, peers []series.Valued, d dispersion) {
	unit := r.Series.Indicator.Unit
	valued := slices.DeleteFunc(slices.Clone(peers), func(p series.Valued) bool { return math.IsNaN(p.Value) })
	r.Peers.N = len(valued)
	if withheld := suppressed(peers); withheld > 0 {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NotePeersSuppressed, Arg: strconv.Itoa(withheld)})
		return
	}
	if len(valued) == 0 {
		return
	}
	rates := samplesOf(valued, unit)
	if len(rates) < len(valued) {
		r.Peers.Value = mean(valued)
		r.Peers.Difference = p.Value - r.Peers.Value
		r.Notes = r.Notes.With(domain.Note{Code: domain.NotePeersUnweighted})
		return
	}
	b, events, others := stats.Pool(rates, unit == domain.UnitPercent)
	r.Peers.Value = b.Rate * unit.Per()
	r.Peers.Difference = p.Value - r.Peers.Value
	if slices.Contains(s.PeersBy, r.Series.Indicator.ID) {
		r.Notes = r.Notes.With(domain.Note{Code: domain.NotePeersFoundBy})
		return
	}
	own, ok := sampleOf(p, unit)
	if !ok || d.hidden || len(rates) < minPeers || events < minPeersEvents || b.Proportion && others < minPeersEvents || !b.Usable() {
		return
	}
	r.Peers.Method, r.Peers.P = Funnel, b.P(own, d.CautiousDispersion)
	r.few = r.few || own.N*b.Rate < fewExpected
}

// suppressed counts the points whose value is.
func suppressed(points []series.Valued) int {
	n := 0
	for _, p := range points {
		if p.Status == domain.Suppressed {
			n++
		}
	}
	return n
}

func mean(points []series.Valued) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p.Value
	}
	return sum / float64(len(points))
}
