package compare

import (
	"context"
	"errors"
	"slices"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// ErrTarget is that several indicators would be compared with one target.
var ErrTarget = errors.New("a target is of one indicator")

// Result is a comparison. Where it ends in an error it holds what was found
// until then.
type Result struct {
	*between.Areas // the regions compared
	Benchmarks
	Comparisons []Compared // region by region, each with its benchmarks, or once without any
	NoYear      []NoYear
}

// Compared is a comparison with the decimals that its indicator is shown with.
type Compared struct {
	Comparison
	Decimals int
}

// NoYear is an indicator that none of the regions has a value of in the year
// asked for.
type NoYear struct {
	Indicator domain.IndicatorID
	Latest    domain.Period // in which one has
	Within    domain.Period // of years taken together that have the one asked for; "" where none do
}

// Run compares the regions of a query with the benchmarks, indicator by
// indicator, each in the period asked for or, where that is none, the latest in
// which one of its regions has a value. The result is nil where nothing was found; an
// error is then a *session.NotHeldError. ErrTarget is told of what was found.
func Run(ctx context.Context, s *session.Session, q series.Query, refs []Ref, at domain.Period, o Options) (*Result, error) {
	if q.Real != 0 && !at.IsZero() { // prices of other years are not asked for
		q.Years = domain.YearRange{From: at.Year(), To: at.Year()}
	}
	areas, err := regions(ctx, s, q, at.Year())
	if areas == nil {
		return nil, err
	}
	r := &Result{Areas: areas}
	switch {
	case err != nil:
		return r, err
	case slices.ContainsFunc(refs, isTarget) && severalIndicators(r.Series):
		return r, ErrTarget
	}
	return r, r.compare(ctx, s, q, refs, at, o)
}

// regions reads the regions to be compared. One alone is no set that those which
// have merged into it could be missing from.
func regions(ctx context.Context, s *session.Session, q series.Query, year int) (*between.Areas, error) {
	areas, err := between.ReadAreas(ctx, s, q, year)
	if areas != nil && len(areas.Series) == 1 {
		areas.Absorbed = nil
	}
	return areas, err
}

func isTarget(r Ref) bool { return r.Target != nil }

func severalIndicators(all []series.Series) bool {
	return slices.ContainsFunc(all, func(s series.Series) bool { return s.Indicator.ID != all[0].Indicator.ID })
}

func (r *Result) compare(ctx context.Context, s *session.Session, q series.Query, refs []Ref, at domain.Period, o Options) error {
	read := newReading(ctx, s, q)
	if err := read.population(r.Series, q.Areas); err != nil {
		return err
	}
	err := read.benchmarks(refs, r.Series)
	r.Benchmarks = read.Benchmarks
	if err != nil {
		return err
	}
	r.comparisons(at, o)
	if len(r.Comparisons) == 0 {
		return nil
	}
	return r.inCountry(ctx, s, q)
}

func (r *Result) comparisons(at domain.Period, o Options) {
	each := max(1, len(r.All)) // comparisons of a region
	r.Comparisons = make([]Compared, len(r.Series)*each)
	for _, kind := range series.Kinds(r.Series) {
		period := at
		switch held := Held(kind.Series, at); {
		case period.IsZero():
			period = held.Latest
		case !held.Latest.IsZero() && !anyAt(kind.Series, period):
			r.NoYear = append(r.NoYear, held)
		}
		compared := OfKind(kind.Series, r.All, period, o)
		for n, i := range kind.At {
			for b := range each {
				r.Comparisons[i*each+b] = compared[n*each+b]
			}
		}
	}
}

// OfKind is All for series of one kind, with the decimals that they are shown with.
func OfKind(all []series.Series, benchmarks []Benchmark, at domain.Period, o Options) []Compared {
	comparisons := All(all, benchmarks, at, o)
	compared := make([]Compared, len(comparisons))
	if len(compared) > 0 {
		decimals := decimals(comparisons)
		for i := range comparisons {
			compared[i] = Compared{comparisons[i], decimals}
		}
	}
	return compared
}

// Held is what is held of the areas of one indicator instead of a year.
func Held(all []series.Series, year domain.Period) NoYear {
	return NoYear{all[0].Indicator.ID, between.Latest(all), spellWith(all, year)}
}

// anyAt reports whether one of the regions has a value in the period, if only
// a suppressed one.
func anyAt(all []series.Series, period domain.Period) bool {
	return slices.ContainsFunc(all, func(s series.Series) bool {
		known := s.Based()
		p, _ := known.At(period)
		return p.HasValue() || p.Status == domain.Suppressed
	})
}

// spellWith is the period of several years among whose values is that of a year;
// "" where there is none.
func spellWith(all []series.Series, year domain.Period) domain.Period {
	for i := range all {
		for _, p := range all[i].Points {
			if year.IsYear() && p.Period.Year() < p.Period.LastYear() && p.Period.Year() <= year.Year() && year.Year() <= p.Period.LastYear() {
				return p.Period
			}
		}
	}
	return ""
}

// decimals is how many decimals the comparisons of one indicator are shown
// with: as asked for, or as published, areas or benchmarks, whichever are finer, and one
// more where values were computed from counts.
func decimals(comparisons []Comparison) int {
	published, computed := 0, false
	for _, r := range comparisons {
		published = max(published, r.Series.Decimals())
		for _, s := range r.BenchmarkSources {
			published = max(published, s.Decimals())
		}
		if r.Notes.Has(domain.NoteFromCounts) {
			computed = true
		}
	}
	return comparisons[0].Series.Shown(published, computed)
}
