package series

import (
	"context"
	"errors"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// Query asks for every combination of its indicators, areas and genders. A
// nil Genders is total alone.
type Query struct {
	Indicators []Selector
	Areas      []Area
	Genders    []domain.Gender
	Years      domain.YearRange
	Vintage    store.VintageID
	Real       int  // money at the prices of that year (see Real); 0 for as it is
	PerCapita  bool // amounts of money divided by the inhabitants (see PerCapita)
	Basis      Basis
	Pool       int       // years taken together; 0 and 1 are each for itself
	Decimals   *int      // to show values with; nil for as many as they are published with
	Standard   *Standard // what age classes are put together by; nil for each by itself
	// Breakdowns are those asked for, "" the total, each as it is held or summed from
	// classes of ages that add up to it; nil is all that are held.
	Breakdowns []string
	// Listed is what a source lists without a number before the first and after the last
	// figure of the indicator, too; not for splices, whose parts follow each other by those.
	Listed bool
}

func (q *Query) genders() []domain.Gender {
	if q.Genders == nil {
		return []domain.Gender{domain.Total}
	}
	return q.Genders
}

// Loader makes series of what a store holds.
type Loader struct {
	Store    store.Reader
	Describe func(domain.IndicatorID) domain.Indicator
	// Name is what an area is called, for Explain; nil gives its id.
	Name   func(domain.RegionID) domain.Text
	Breaks map[domain.IndicatorID][]int // years of changed definitions, from the workspace
	// SuppressedBelow says of an indicator below which count its source withholds
	// figures without marking them, from the workspace. Its gaps are then judged,
	// and what may be behind a suppressed value is known (see Point.Range).
	SuppressedBelow map[domain.IndicatorID]int
	// PriceIndex and Population are the indicators that Query.Real and
	// Query.PerCapita compute with; "" where the workspace names none.
	PriceIndex, Population domain.IndicatorID
	// Stale gives, of indicators that have not been had from their source as lately as
	// somebody wants, the day (yyyy-mm-dd) on which they last were; nil for none.
	Stale map[domain.IndicatorID]string
}

// Load returns the series in the order of the query: indicators, then their
// breakdowns, areas and genders. A combination that has no data is a series
// without points; an indicator that is not held at all, or not of the breakdowns or
// genders asked for, is listed in lacking.
func (l *Loader) Load(ctx context.Context, q Query) (all []Series, lacking Lacking, err error) {
	if err := l.checkMoney(&q); err != nil {
		return nil, lacking, err
	}
	for _, sel := range q.Indicators {
		found, without, err := l.selector(ctx, &q, sel)
		if err != nil {
			return nil, lacking, err
		}
		all = append(all, found...)
		lacking.add(without)
	}
	return all, lacking, nil
}

// selector reads the series of one selector, and lists what is not held of it.
func (l *Loader) selector(ctx context.Context, q *Query, sel Selector) (all []Series, lacking Lacking, err error) {
	r := l.reading(ctx, q)
	for _, id := range sel {
		if _, err := r.panel(id); errors.Is(err, store.ErrNotHeld) {
			r.lacking.Missing = append(r.lacking.Missing, id)
		} else if err != nil {
			return nil, lacking, err
		}
	}
	all, err = r.selector(sel)
	return all, r.lacking, err
}

// reading is the reading of one selector with the panels it needs.
type reading struct {
	ctx     context.Context
	l       *Loader
	q       *Query
	panels  map[domain.IndicatorID]held
	changed map[domain.IndicatorID]held // with the days of what brought or changed the cells
	judges  map[kind]*gapJudge          // of gaps, by what they judge
	zeros   map[domain.IndicatorID]bool // whether the indicator publishes zeros, where asked
	sums    map[kind]*ageSum            // of breakdowns asked for; nil of those read as held

	lacking Lacking
}

func (l *Loader) reading(ctx context.Context, q *Query) *reading {
	return &reading{
		ctx: ctx, l: l, q: q, panels: make(map[domain.IndicatorID]held), changed: make(map[domain.IndicatorID]held),
		judges: make(map[kind]*gapJudge), zeros: make(map[domain.IndicatorID]bool),
		sums: make(map[kind]*ageSum),
	}
}

type held struct {
	panel       *panel.Panel
	vintage     store.VintageID
	retrieved   string
	first, last domain.Period // with a value or a count
	err         error
}

func (r *reading) panel(id domain.IndicatorID) (held, error) {
	h, ok := r.panels[id]
	if !ok {
		p, v, err := r.l.Store.Panel(r.ctx, id, r.q.Vintage)
		h = held{panel: p, vintage: v.ID, retrieved: v.Retrieved, err: err}
		if err == nil {
			h.first, h.last, _ = p.Span()
		}
		r.panels[id] = h
	}
	return h, h.err
}

// selector reads every series of one selector, splicing where it has several
// indicators.
func (r *reading) selector(sel Selector) ([]Series, error) {
	if err := r.spliceable(sel); err != nil {
		return nil, err
	}
	var parts [][]Series
	for _, id := range sel {
		h, err := r.panel(id)
		if errors.Is(err, store.ErrNotHeld) {
			continue
		}
		if err != nil {
			return nil, err
		}
		one, err := r.indicator(id, h)
		if err != nil {
			return nil, err
		}
		parts = append(parts, one)
	}
	// Years are cut last, so that a seam does not depend on them.
	all := splice(parts)
	r.l.name(sel, all)
	for i := range all {
		s := &all[i]
		s.cut(r.q.Years.Contains)
		if err := r.money(s); err != nil {
			return nil, err
		}
		s.noteTaken()
		s.Asked = r.q.Decimals
	}
	err := r.pool(all)
	if err != nil {
		return nil, err
	}
	if all, err = r.standardise(sel, all); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].notePoints()
		r.noteStale(&all[i])
	}
	return all, nil
}

// indicator reads every series of one indicator.
func (r *reading) indicator(id domain.IndicatorID, h held) ([]Series, error) {
	ind := r.l.Describe(id)
	breakdowns := h.panel.Breakdowns
	if r.q.Breakdowns != nil {
		breakdowns = r.q.Breakdowns
	}
	if slices.Equal(r.q.genders(), []domain.Gender{domain.Total}) && !slices.Contains(h.panel.Genders, domain.Total) {
		r.lacking.Kinds = append(r.lacking.Kinds, &KindError{Indicator: id, Gender: domain.Total, Genders: h.panel.Genders})
		return nil, nil
	}
	all := make([]Series, 0, len(breakdowns)*len(r.q.Areas)*len(r.q.genders()))
	for _, breakdown := range breakdowns {
		breakdown = asHeld(h.panel.Breakdowns, breakdown)
		if !r.has(ind, h, breakdown) {
			continue
		}
		some := len(all)
		for _, area := range r.q.Areas {
			for _, gender := range r.q.genders() {
				if len(r.q.Genders) > 1 && !slices.Contains(h.panel.Genders, gender) {
					continue // "all" is all there are
				}
				s, err := r.series(ind, h, area, breakdown, gender)
				if err != nil {
					return nil, err
				}
				all = append(all, s)
			}
		}
		if rates := all[some:]; ratesAlone(rates) {
			r.lack(id, h, breakdown, "rates are not added without the counts and denominators of the same classes")
			all = all[:some]
		}
	}
	return all, nil
}

func (r *reading) series(ind domain.Indicator, h held, area Area, breakdown string, gender domain.Gender) (Series, error) {
	s := Series{
		Indicator: ind, Region: area.ID, RegionName: area.Name, Gender: gender, Breakdown: breakdown, Basis: r.q.Basis,
		MadeUp: h.panel.MadeUp, Provenance: Provenance{Indicators: []domain.IndicatorID{ind.ID}, Retrieved: h.retrieved},
	}
	if ind.Denominator != "" {
		s.Provenance.DenominatorProducer = r.l.Describe(ind.Denominator).Organization
	}
	for _, y := range slices.Sorted(slices.Values(r.l.Breaks[ind.ID])) {
		s.Breaks = append(s.Breaks, domain.Year(y))
	}
	s.Breaks = slices.Compact(s.Breaks)
	var err error
	switch {
	case area.Part != "":
		s.Points, err = r.rest(&s, h, area)
		s.Provenance.Computed = true
	case area.Derived():
		s.Points, err = r.group(&s, h, area)
		s.Provenance.Computed = true
	default:
		s.Points, err = r.region(&s, h, area)
		decimals := s.Decimals()
		s.Provenance.Decimals = &decimals // of all years, also where some are not asked for
	}
	if s.MadeUp {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteMadeUp})
	}
	return s, err
}

// observed reads one region's observations of the series' kind with their
// denominators.
func (r *reading) observed(s *Series, h held, region domain.RegionID) ([]Point, error) {
	judge, err := r.judge(s, h)
	if err != nil {
		return nil, err
	}
	cells, ok := h.panel.Series(region, s.Breakdown, s.Gender)
	switch {
	case ok:
	case judge == nil || judge.lists(region):
		return nil, nil
	default: // an area every figure of which may be withheld
		cells = slices.Repeat([]domain.Cell{domain.EmptyCell(domain.Absent)}, len(h.panel.Periods))
	}
	days := h.panel.Days(region, s.Breakdown, s.Gender)
	// A table lists every year of its widest indicator; those outside the years
	// of this one say nothing.
	points := make([]Point, 0, len(cells))
	for i, c := range cells {
		t := h.panel.Periods[i]
		if judge.suppressed(region, i, c) {
			p := NewPoint(t, domain.EmptyCell(domain.Suppressed))
			p.taken = uint32(judge.below)
			if days != nil {
				p.retrieved = days[i]
			}
			points = append(points, p)
			continue
		}
		if c.Status == domain.Absent && days != nil && days[i] != "" {
			s.Provenance.withdrawn = append(s.Provenance.withdrawn, withdrawal{t, days[i]})
		}
		if c.Status == domain.Absent || c.Status == domain.Missing && (t < h.first || t > h.last) {
			continue
		}
		p := NewPoint(t, c)
		if p.retrieved = h.retrieved; days != nil {
			p.retrieved = days[i]
		}
		if c.Provisional {
			p.sayProvisional()
		}
		points = append(points, p)
	}
	if err := r.denominators(s, points, region); err != nil {
		return nil, err
	}
	judge.fill(s, points, region)
	return points, nil
}
