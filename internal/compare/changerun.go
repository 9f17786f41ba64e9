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

// ErrTargetChange is that a change would be compared with a target's.
var ErrTargetChange = errors.New("a target does not change: expected a region, mean or peers")

// ChangeOptions are the settings of a comparison of changes.
type ChangeOptions struct {
	Times
	AcrossBreaks bool    // also where a series or its definition changed between them
	Level        float64 // coverage of the intervals, such as 0.95
}

// ChangeResult is a comparison of changes. Where it ends in an error it holds
// what was found until then.
type ChangeResult struct {
	*between.Areas // the regions compared
	Benchmarks
	Changes []Changed // region by region, each with its benchmarks, or one where there are none
	NoValue []NoTime
}

// Changed is a change with the decimals that its indicator is shown with.
type Changed struct {
	Change
	Decimals int
}

// NoTime is an indicator that none of the regions has a value of at a time.
type NoTime struct {
	Indicator domain.IndicatorID
	At        domain.Period
	Latest    domain.Period // in which one has; "" for none
}

// RunChange compares how the regions of a query changed between two times with
// how the benchmarks did, indicator by indicator. The result is nil where nothing
// was found; an error is then a *session.NotHeldError.
func RunChange(ctx context.Context, s *session.Session, q series.Query, refs []Ref, o ChangeOptions) (*ChangeResult, error) {
	areas, err := regions(ctx, s, q, o.From.Year())
	if areas == nil {
		return nil, err
	}
	r := &ChangeResult{Areas: areas}
	switch {
	case err != nil:
		return r, err
	case slices.ContainsFunc(refs, isTarget):
		return r, ErrTargetChange
	}
	read := newReading(ctx, s, q)
	read.times = o.Times
	err = read.benchmarks(refs, r.Series)
	r.Benchmarks = read.Benchmarks
	if err != nil {
		return r, err
	}
	r.changes(o)
	return r, nil
}

func (r *ChangeResult) changes(o ChangeOptions) {
	each := max(1, len(r.All)) // changes of a region
	r.Changes = make([]Changed, len(r.Series)*each)
	for _, kind := range series.Kinds(r.Series) {
		short := o.Times.all(kind.Series)
		for _, at := range []domain.Period{o.From, o.To} {
			if !anyAt(short, at) {
				r.NoValue = append(r.NoValue, NoTime{kind.Series[0].Indicator.ID, at, between.Latest(kind.Series)})
			}
		}
		changed := Changes(short, r.All, o.Times, o.AcrossBreaks, o.Level)
		published, computed := 0, false
		for i := range changed {
			published = max(published, changed[i].Series.Decimals())
			for _, s := range changed[i].BenchmarkSources {
				published = max(published, s.Decimals())
			}
			if changed[i].Notes.Has(domain.NoteFromCounts) {
				computed = true
			}
		}
		shown := kind.Series[0].Shown(published, computed)
		for n, i := range kind.At {
			for b := range each {
				r.Changes[i*each+b] = Changed{changed[n*each+b], shown}
			}
		}
	}
}
