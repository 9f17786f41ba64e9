package proof

import (
	"context"
	"errors"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/revision"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// values are the store's, each series read once.
type values struct {
	ctx   context.Context
	s     *session.Session
	areas map[string][]series.Area
	read  map[of]*series.Based
}

// of names a series.
type of struct {
	indicator domain.IndicatorID
	area      string // a reference to one
	gender    domain.Gender
	breakdown string
}

func newValues(ctx context.Context, s *session.Session) *values {
	return &values{ctx: ctx, s: s, areas: map[string][]series.Area{}, read: map[of]*series.Based{}}
}

// area is the area of a reference; false where there is none today.
func (v *values) area(ref string) (series.Area, bool) {
	if ref == noArea {
		return series.Area{}, false
	}
	all, ok := v.areas[ref]
	if !ok {
		all, _ = v.s.Areas(ref) // one that has ended is none
		v.areas[ref] = all
	}
	if len(all) != 1 {
		return series.Area{}, false
	}
	return all[0], true
}

func (v *values) query(o of) (series.Query, bool) {
	area, ok := v.area(o.area)
	return series.Query{
		Indicators: []series.Selector{{o.indicator}}, Areas: []series.Area{area},
		Genders: []domain.Gender{o.gender}, Breakdowns: []string{o.breakdown},
	}, ok
}

// series reads a series; nil where the store has none.
func (v *values) series(o of) (*series.Based, error) {
	if b, ok := v.read[o]; ok {
		return b, nil
	}
	q, ok := v.query(o)
	if !ok {
		v.read[o] = nil
		return nil, nil
	}
	all, _, err := v.s.Loader().Load(v.ctx, q)
	if err != nil && !errors.Is(err, store.ErrNotHeld) {
		return nil, err
	}
	var found *series.Based
	if len(all) == 1 && len(all[0].Points) > 0 {
		b := all[0].Based()
		found = &b
	}
	v.read[o] = found
	return found, nil
}

// trace is where a published number stands and what it was before; nil for an area that
// is computed.
func (v *values) trace(o of, period domain.Period) (*revision.Traced, error) {
	q, ok := v.query(o)
	if !ok || q.Areas[0].Derived() {
		return nil, nil
	}
	q.Basis = series.AsPublished
	t, err := revision.Trace(v.ctx, v.s, q, o.breakdown, period)
	if errors.Is(err, series.ErrNoPoint) {
		return nil, nil
	}
	return t, err
}

// number is one that the store has and a text's may be.
type number struct {
	value, step float64
}

// numbers are those of a point by which a text may state it: as computed, as published,
// or its count.
func numbers(b *series.Based, p *series.Valued, m Measure) (all []number) {
	if m == TheCount {
		if !math.IsNaN(p.Count) {
			all = append(all, number{p.Count, 0})
		}
		return all
	}
	if p.HasValue() {
		all = append(all, number{p.Value, 0})
	}
	if !math.IsNaN(p.Published) {
		all = append(all, number{p.Published, math.Pow10(-b.DecimalsAt(&p.Point))})
	}
	return all
}
