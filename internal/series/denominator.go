package series

import (
	"errors"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/store"
)

// Denominator is the population under a share or rate, and the range it may
// lie in. The zero range (Low = High = Value) is exact: it was read from an
// indicator that the catalogue or the workspace names for it. One derived
// from a rounded value and a count (count ÷ value × per; stats/METHODS.md,
// "Rates") is only known within Low … High.
type Denominator struct {
	Value, Low, High float64 // NaN where there is none
}

var noDenominator = Denominator{math.NaN(), math.NaN(), math.NaN()}

// MaxUncertainty is how far a derived denominator may lie from its middle, as a
// share of it, and still be used: ±5 %.
const MaxUncertainty = 0.05

// Known reports whether there is a denominator, however uncertain.
func (d Denominator) Known() bool { return d.Value > 0 }

// Exact reports whether the denominator was read and not derived.
func (d Denominator) Exact() bool { return d.Known() && d.Low == d.High }

// Usable reports whether the denominator is certain enough to compute with.
func (d Denominator) Usable() bool {
	return d.Known() && d.Low > 0 && d.High-d.Value <= MaxUncertainty*d.Value && d.Value-d.Low <= MaxUncertainty*d.Value
}

func exactly(v float64) Denominator {
	if !(v > 0) {
		return noDenominator
	}
	return Denominator{v, v, v}
}

// derive is the denominator behind a value published with so many decimals
// and the count behind it; none where either is missing or the value is 0.
func derive(c domain.Cell, per float64, decimals int) Denominator {
	if math.IsNaN(c.Value) || math.IsNaN(c.Count) || c.Value <= 0 || c.Count <= 0 || per == 0 {
		return noDenominator
	}
	half := 0.5 * math.Pow10(-decimals)
	d := Denominator{Value: c.Count / c.Value * per, Low: c.Count / (c.Value + half) * per, High: math.Inf(1)}
	if c.Value > half {
		d.High = c.Count / (c.Value - half) * per
	}
	if d.Low >= d.Value { // so many decimals that none are lost: still derived
		d.Low = math.Nextafter(d.Value, 0)
	}
	return d
}

// explains reports whether value and count of a cell go with the denominator:
// whether count ÷ denominator × per is the value, to one unit of its last
// decimal. Where it is not, the indicator named as denominator is not this
// value's, and limits from it would be wrong.
func (d Denominator) explains(c domain.Cell, per float64, decimals int) bool {
	if !d.Known() || math.IsNaN(c.Value) || math.IsNaN(c.Count) {
		return true
	}
	return math.Abs(c.Count/d.Value*per-c.Value) <= math.Pow10(-decimals)*(1+1e-9)
}

// minus is what remains of a whole without its part, uncertain by as much as
// the two together.
func (d Denominator) minus(part Denominator) Denominator {
	if !d.Known() || !part.Known() || d.Value <= part.Value {
		return noDenominator
	}
	return Denominator{d.Value - part.Value, d.Low - part.High, d.High - part.Low}
}

// plus is the population of two areas that have nobody in common, uncertain by
// as much as the two together; none where either is not known.
func (d Denominator) plus(other Denominator) Denominator {
	return Denominator{d.Value + other.Value, d.Low + other.Low, d.High + other.High}
}

// bounds are what count ÷ denominator × per lies between where the denominator
// was derived: zero of an exact one.
func (d Denominator) bounds(count float64, unit domain.Unit) Range {
	if d.Exact() || math.IsNaN(count) {
		return Range{}
	}
	r := Range{Low: count / d.High * unit.Per(), High: count / d.Low * unit.Per()}
	if unit == domain.UnitPercent {
		r.High = min(r.High, 100)
	}
	return r
}

// step is how exactly count ÷ denominator × per is known: counts are whole, and
// over a derived denominator it may be anything within its bounds.
func (d Denominator) step(count float64, unit domain.Unit) float64 {
	within := d.bounds(count, unit)
	return max(unit.Per()/d.Value, within.High-within.Low)
}

// maxDecimals bounds what is read out of values that came from computation, unless
// so many would leave less than leastDigits of a value that is not zero.
const (
	maxDecimals = 3
	leastDigits = 2
)

// mostDecimals bounds what an indicator may say it is published with.
const mostDecimals = 9

// publishedDecimals is how many decimals values are published with: what the
// indicator says, or more where one of them has more.
func publishedDecimals(ind domain.Indicator, points []Point) int {
	most := decimalsOf(ind, math.NaN())
	for i := range points {
		most = max(most, decimalsOf(ind, points[i].Published))
	}
	return most
}

// decimalsOf is how many decimals a value is published with, so far as it tells
// by itself: 2 may be 2.0 where the indicator does not say.
func decimalsOf(ind domain.Indicator, published float64) int {
	said := 0
	if ind.Decimals != nil {
		said = min(max(*ind.Decimals, 0), mostDecimals)
	}
	if said >= maxDecimals {
		return said
	}
	limit := maxDecimals
	if size := math.Abs(published); size > 0 && size < math.Pow10(leastDigits-1-maxDecimals) {
		limit = min(mostDecimals, leastDigits-1-int(math.Floor(math.Log10(size))))
	}
	return max(said, locale.Decimals(limit, published))
}

// precision is how many decimals one of the values is known to: its own, where
// the indicator says how many there are, else those of them all.
func precision(ind domain.Indicator, published float64, all int) int {
	if ind.Decimals == nil {
		return all
	}
	return min(decimalsOf(ind, published), all)
}

// named is what the store holds of the indicator named as denominator, and its
// unit; without a panel where there is none. Made up populations are not put
// under real counts.
func (r *reading) named(s *Series) (held, domain.Unit, error) {
	id := s.Indicator.Denominator
	if id == "" {
		return held{}, domain.UnitUnknown, nil
	}
	h, err := r.panel(id)
	switch {
	case errors.Is(err, store.ErrNotHeld) || err == nil && h.panel.MadeUp && !s.MadeUp:
		return held{}, domain.UnitUnknown, nil
	case err != nil:
		return held{}, domain.UnitUnknown, err
	}
	if h.retrieved > s.Provenance.Retrieved {
		h, err = r.byChange(id, h)
	}
	return h, r.l.Describe(id).Unit, err
}

// byChange is what is held of an indicator with the days on which its cells last
// came or changed: one that a download only confirmed makes no value another.
func (r *reading) byChange(id domain.IndicatorID, h held) (held, error) {
	if changed, ok := r.changed[id]; ok {
		return changed, nil
	}
	brought, err := r.l.Store.Brought(r.ctx, id, h.vintage)
	if err != nil {
		return held{}, err
	}
	h.panel = h.panel.ByChange(brought)
	h.retrieved = h.panel.Newest()
	r.changed[id] = h
	return h, nil
}

// denominators fills in the population under each point: read from the named
// indicator where the store holds it, else derived from value and count.
func (r *reading) denominators(s *Series, points []Point, region domain.RegionID) error {
	per := s.Indicator.Unit.Per()
	if per == 0 || s.Indicator.Standardised() {
		return nil
	}
	decimals := publishedDecimals(s.Indicator, points)
	named, unit, err := r.named(s)
	if err != nil {
		return err
	}
	for i := range points {
		p := &points[i]
		if named.panel != nil {
			k := domain.Key{Region: region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period}
			c := named.panel.Cell(k)
			n := population(c, unit)
			p.Denominator = exactly(n)
			if n == 0 && c.Status == domain.OK && !math.IsNaN(p.Count) {
				p.say(domain.NoteZeroDenominator, "")
			}
			p.denominatorFrom(named, k, c)
			if !p.Denominator.explains(p.Cell(), per, precision(s.Indicator, p.Published, decimals)) {
				p.Denominator = noDenominator
				p.say(domain.NoteDenominatorDisagrees, string(s.Indicator.Denominator))
			}
		}
		if !p.Denominator.Known() {
			p.Denominator = derive(p.Cell(), per, precision(s.Indicator, p.Published, decimals))
		}
	}
	return nil
}

// People is the number of people that a point of a population gives: its count,
// or where the indicator itself is a number, its value.
func (p *Point) People(unit domain.Unit) float64 { return population(p.Cell(), unit) }

// population is the number of people a cell of a denominator indicator gives:
// its count, or where the indicator itself is a number, its value.
func population(c domain.Cell, unit domain.Unit) float64 {
	if c.Count > 0 || unit != domain.UnitCount {
		return c.Count
	}
	return c.Value
}
