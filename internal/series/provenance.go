package series

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// Provenance is where the values of a series come from, as a source line and
// the decimals of computed values need it.
type Provenance struct {
	Indicators []domain.IndicatorID // whose points these are; nil where the series was not read from a store
	Retrieved  string               // yyyy-mm-dd (or a year or month), of the newest download that the points belong to, of several indicators the oldest of these; "" where it has none
	Decimals   *int                 // decimals of the published values that those of the series are or are made of; nil to see them from its own
	Beside     []Series             // others that values were computed with: a price index, a population
	Computed   bool                 // values are computed here: of counts, or of those of several areas, ages or years

	// WithDenominator is that values were computed with the indicator named as
	// denominator.
	WithDenominator     bool
	DenominatorProducer domain.Text // who publishes it

	computed  string          // the day of values that are computed with the denominator
	seams     []domain.Period // of a splice: the first period of each indicator after the first
	withdrawn []withdrawal    // figures that are no points any more
}

// withdrawal is that a download no longer has a figure of a period.
type withdrawal struct {
	period domain.Period
	day    string // of the download
}

// with is the provenance of a series with that of another that continues it from a
// period on.
func (p Provenance) with(later Provenance, from domain.Period) Provenance {
	later.seams = append(slices.Clone(p.seams), from)
	kept := slices.DeleteFunc(slices.Clone(p.withdrawn), func(w withdrawal) bool { return w.period >= from })
	later.withdrawn = append(kept, later.withdrawn...)
	later.Indicators = slices.Concat(p.Indicators, later.Indicators)
	later.Retrieved = older(p.Retrieved, later.Retrieved)
	later.computed = older(p.computed, later.computed)
	if p.Decimals != nil && later.Decimals != nil {
		most := max(*p.Decimals, *later.Decimals)
		later.Decimals = &most
	}
	later.WithDenominator = p.WithDenominator || later.WithDenominator
	later.Computed = p.Computed || later.Computed
	return later
}

// Decimals is how many decimals the values are published with: what the
// indicator says, or the most that one of the values has, 3 at the most. Of
// values that were made of published ones it is those of the latter.
func (s *Series) Decimals() int {
	if s.Provenance.Decimals != nil {
		return *s.Provenance.Decimals
	}
	return publishedDecimals(s.Indicator, s.Points)
}

// MostAsked bounds the decimals that may be asked for.
const MostAsked = 6

// Shown is how many decimals values are shown with that are published with so
// many: as published and one more where they were computed from counts or, where
// somebody has asked, those asked for, no more than published of what is only
// published. Numbers of persons or events stay whole, but for their means. Nothing
// is computed with it.
func (s *Series) Shown(published int, computed bool) int {
	switch {
	case s.Asked != nil && (computed || published > 0 || s.Indicator.Unit != domain.UnitCount):
		if !computed {
			return min(*s.Asked, s.Finest(published))
		}
		return *s.Asked
	case computed:
		return published + 1
	}
	return published
}

// Finest is with how many decimals values may be shown that are published with so
// many: with no more, unless there are some that are made of others.
func (s *Series) Finest(published int) int {
	if s.FromCounts() {
		return max(published, MostAsked)
	}
	return published
}

// FromCounts reports whether values of the series are made of counts, or of those of
// others.
func (s *Series) FromCounts() bool {
	return slices.ContainsFunc(s.Points, func(p Point) bool {
		return p.step > 0 || s.Basis == AsComputed && !math.IsNaN(p.Computed(s.Indicator.Unit))
	})
}

// Indicators lists the indicators that the values come from: its own, and
// the denominator's where values were computed with it.
func (s *Series) Indicators() []domain.IndicatorID {
	ids := slices.Clone(s.Provenance.Indicators)
	if len(ids) == 0 { // not read from a store
		ids = s.Indicator.ID.Parts()
	}
	if den := s.Indicator.Denominator; s.Provenance.WithDenominator && den != "" && !slices.Contains(ids, den) {
		ids = append(ids, den)
	}
	return ids
}

// Withdrawn reports whether a download no longer has a figure that was between the
// points.
func (s *Series) Withdrawn() bool { return len(s.Provenance.withdrawn) > 0 }

// In is the series in some periods alone, with the day of what it has in them.
func (s *Series) In(some func(domain.Period) bool) Series {
	cut := *s
	cut.Points = slices.Clone(s.Points)
	cut.cut(some)
	return cut
}

// cut takes the points of other periods out of the series.
func (s *Series) cut(some func(domain.Period) bool) {
	s.Points = slices.DeleteFunc(s.Points, func(p Point) bool { return !some(p.Period) })
	within := func(t domain.Period) bool { // a spell of years
		return slices.ContainsFunc(s.Points, func(p Point) bool { return p.Period.Year() <= t.Year() && t.Year() <= p.Period.LastYear() })
	}
	p := &s.Provenance
	if len(p.withdrawn) > 0 {
		p.withdrawn = slices.DeleteFunc(slices.Clone(p.withdrawn), func(w withdrawal) bool { return !some(w.period) && !within(w.period) })
	}
	s.date()
}

// date finds the day of the newest download that one of the points belongs to or
// that withdrew a figure between them, for each indicator of a splice, of which the
// oldest is taken. What is computed with a denominator is no older than the last
// change of that: it is another figure since.
func (s *Series) date() {
	p := &s.Provenance
	var few [2]struct{ values, under string } // most have one indicator
	parts := few[:1]
	if len(p.seams) > 0 {
		parts = append(parts, make([]struct{ values, under string }, len(p.seams))...)
	}
	part := func(t domain.Period) int {
		n := 0
		for n < len(p.seams) && p.seams[n] <= t {
			n++
		}
		return n
	}
	for i := range s.Points {
		point := &s.Points[i]
		of := &parts[part(point.Period)]
		of.values, of.under = max(of.values, point.retrieved), max(of.under, point.under)
	}
	for _, w := range p.withdrawn {
		of := &parts[part(w.period)]
		of.values = max(of.values, w.day)
	}
	values, computed := "", ""
	for _, of := range parts {
		values, computed = older(values, of.values), older(computed, max(of.values, of.under))
	}
	if values == "" {
		return
	}
	p.Retrieved, p.computed = values, computed
	if p.WithDenominator {
		s.useDenominator()
	}
}

// RetrievedWith has a point that is made of others be of the newest of their
// downloads.
func (p *Point) RetrievedWith(parts ...Point) {
	for i := range parts {
		p.retrieved = max(p.retrieved, parts[i].retrieved)
		p.under = max(p.under, parts[i].under)
	}
}

// denominatorFrom notes that a cell of the indicator named as denominator is put
// under the point, where there is something to divide by it.
func (p *Point) denominatorFrom(named held, k domain.Key, c domain.Cell) {
	if p.Status != domain.OK && p.Status != domain.Suppressed {
		return
	}
	switch one := named.panel.Retrieval(k).Day; {
	case one != "" && named.panel.Several():
		p.under = one
	case c.Status != domain.Absent:
		p.under = named.retrieved
	}
}

// useDenominator notes that values are computed with the named denominator: it is
// a source of them, and they change with it.
func (s *Series) useDenominator() {
	p := &s.Provenance
	p.WithDenominator = true
	p.Retrieved = max(p.Retrieved, p.computed)
}

// older is the earlier of two days, months or years, the known one where the
// other is not.
func older(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}
