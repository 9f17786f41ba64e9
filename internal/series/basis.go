package series

import (
	"iter"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
)

// Basis says which of its values a point is taken to have: the one published,
// which is rounded, or the one computed from its count (see Point.Computed). It
// is asked for with the series (see Query) and travels with it, so that one
// series has one basis, whoever asks.
type Basis uint8

// The bases, the usual one first. It is chosen point by point, so that a
// point's value does not depend on which others are looked at: where some years
// have counts and others none, the latter are off by half a unit of their last
// decimal at most, which a note says.
const (
	AsComputed  Basis = iota // as computed where a count and an exact denominator are held, else as published
	AsPublished              // what the source has, and nothing where it has a count alone
)

// Based is a series on a basis, on which each of its points has one value.
// Whatever is said of values is said of a Based, since a Series alone does not
// tell which they are.
type Based struct {
	Series
	computed bool // values that can be computed are
}

// Valued is a point with the value it has on a basis; NaN for none.
type Valued struct {
	Point
	Value float64
}

// Cell is what was observed with the value it has on the basis.
func (v Valued) Cell() domain.Cell {
	return domain.Cell{Value: v.Value, Count: v.Count, Status: v.Status}
}

// HasValue reports whether the point has a value.
func (v *Valued) HasValue() bool { return !math.IsNaN(v.Value) }

// CountsOnly reports whether the source has a count alone, of which no value can
// be made.
func (v *Valued) CountsOnly() bool {
	return v.Status == domain.OK && !v.HasValue() && !v.OfNobody()
}

// Within reports whether it is only known between which bounds the value lies,
// those of its Range: it was computed over a denominator that was derived from
// rounded values.
func (v *Valued) Within() bool { return v.HasValue() && v.Range.Bounded() }

// Absent is a point of which nothing is known.
func Absent(t domain.Period) Valued {
	return Valued{NewPoint(t, domain.EmptyCell(domain.Absent)), math.NaN()}
}

// Computed is the value that the count of a point makes, in the unit of its
// indicator: of a share or rate with an exact denominator count ÷ denominator ×
// per, of a number that was published as a count alone that count. It is NaN
// where there is none, and where nothing was published of a share whose count is
// no part of the denominator (above 100 %). It is worked out of the two when it
// is asked for, so that it cannot disagree with them.
func (p *Point) Computed(unit domain.Unit) float64 {
	per, d := unit.Per(), p.Denominator
	switch {
	case math.IsNaN(p.Count):
	case unit == domain.UnitCount && math.IsNaN(p.Published):
		return p.Count
	case per > 0 && d.Exact() && !(math.IsNaN(p.Published) && unit == domain.UnitPercent && p.Count > d.Value):
		return p.Count / d.Value * per
	}
	return math.NaN()
}

// Based is the series on its own basis, which is that of whoever asked for it.
func (s *Series) Based() Based { return s.On(s.Basis) }

// On is the series on a basis, whichever it was asked for on. The points are
// the same ones.
func (s *Series) On(basis Basis) Based {
	b := Based{Series: *s, computed: basis == AsComputed}
	b.Basis = basis
	if !b.computed || s.Indicator.Unit.Per() == 0 {
		return b
	}
	computed, rounded := 0, 0
	for i := range s.Points {
		switch p := &s.Points[i]; {
		case b.fromCount(p):
			computed++
		case !math.IsNaN(p.Published):
			rounded++
		}
	}
	if computed > 0 {
		b.Provenance.Computed = true
		b.useDenominator()
	}
	if computed > 0 && rounded > 0 {
		b.Notes = b.Notes.With(domain.Note{Code: domain.NoteSomeRounded, Arg: strconv.Itoa(rounded)})
	}
	return b
}

// countsAlone reports whether no value was published, but counts were.
func (s *Series) countsAlone() bool {
	counts := false
	for i := range s.Points {
		if !math.IsNaN(s.Points[i].Published) {
			return false
		}
		counts = counts || !math.IsNaN(s.Points[i].Count)
	}
	return counts
}

// Value is the value of one of the points; NaN for none.
func (b *Based) Value(p *Point) float64 {
	if b.computed {
		if v := p.Computed(b.Indicator.Unit); !math.IsNaN(v) {
			return v
		}
	}
	return p.Published
}

// fromCount reports whether the value of a point is computed.
func (b *Based) fromCount(p *Point) bool {
	return b.computed && !math.IsNaN(p.Computed(b.Indicator.Unit))
}

// All yields the points.
func (b *Based) All() iter.Seq[Valued] {
	return func(yield func(Valued) bool) {
		for i := range b.Points {
			if p := &b.Points[i]; !yield(Valued{*p, b.Value(p)}) {
				return
			}
		}
	}
}

// WithValue yields the points that have a value.
func (b *Based) WithValue() iter.Seq[Valued] {
	return func(yield func(Valued) bool) {
		for i := range b.Points {
			p := &b.Points[i]
			if v := b.Value(p); !math.IsNaN(v) && !yield(Valued{*p, v}) {
				return
			}
		}
	}
}

// At is the point of a period.
func (b *Based) At(t domain.Period) (Valued, bool) {
	for i := range b.Points {
		if p := &b.Points[i]; p.Period == t {
			return Valued{*p, b.Value(p)}, true
		}
	}
	return Absent(t), false
}

// Values returns the times in years and the values of the points that have
// one.
func (b *Based) Values() (t, y []float64) {
	both := make([]float64, 2*len(b.Points))
	t, y = both[:0:len(b.Points)], both[len(b.Points):len(b.Points)]
	for i := range b.Points {
		p := &b.Points[i]
		if v := b.Value(p); !math.IsNaN(v) {
			t, y = append(t, p.Period.Time()), append(y, v)
		}
	}
	return t, y
}

// Decimals is how many decimals the published values have, also where the
// series' own are computed; one where of a share or rate none was published
// and nobody says how many there would be.
func (b *Based) Decimals() int {
	decimals := b.Series.Decimals()
	if b.computed && decimals == 0 && b.Indicator.Unit.Per() > 0 && b.countsAlone() {
		return 1
	}
	return decimals
}

// DecimalsAt is how many decimals the published value of one of the points has.
func (b *Based) DecimalsAt(p *Point) int {
	if p.step > 0 { // made of others
		return b.Decimals()
	}
	return precision(b.Indicator, p.Published, b.Decimals())
}

// Seams are the breaks that part two values of the series. One before its
// first value or after its last is none of its own.
func (b *Based) Seams() []domain.Period {
	if len(b.Breaks) == 0 {
		return nil
	}
	var first, last domain.Period
	for p := range b.WithValue() {
		if first.IsZero() {
			first = p.Period
		}
		last = p.Period
	}
	var seams []domain.Period
	for _, at := range b.Breaks {
		if !first.IsZero() && first < at && at <= last {
			seams = append(seams, at)
		}
	}
	return seams
}

// AfterLastBreak is the series from its last break on, with a note that says
// so; without a break between two of its values, the series itself.
func (b *Based) AfterLastBreak() Based {
	cut := *b
	seams := b.Seams()
	if len(seams) == 0 {
		return cut
	}
	if b.computed {
		decimals := b.Decimals()
		cut.Provenance.Decimals = &decimals
	}
	from := seams[len(seams)-1]
	cut.Points = slices.DeleteFunc(slices.Clone(b.Points), func(p Point) bool { return p.Period < from })
	cut.Notes = b.Notes.With(domain.Note{Code: domain.NoteAfterBreak, Arg: string(from)})
	return cut
}

// NotesAt is what must be said about one point of the series: the notes of
// the series but for those on what other points lack.
func (b *Based) NotesAt(p Valued) domain.Notes {
	notes := slices.DeleteFunc(slices.Clone(b.Notes), func(n domain.Note) bool {
		return n.Code == domain.NoteRestUnknown && p.HasValue() ||
			n.Code == domain.NoteRestDerived && (!p.HasValue() || p.Denominator.Exact()) ||
			n.Code == domain.NoteTakenSuppressed && n != p.takenNote() ||
			ofPoints[n.Code]
	})
	if p.notes != nil {
		notes = notes.With(*p.notes...)
	}
	if b.Indicator.Unit.Per() > 0 && b.fromCount(&p.Point) {
		notes = notes.With(domain.Note{Code: domain.NoteFromCounts})
	}
	if b.Indicator.Unit == domain.UnitPercent && p.HasValue() && p.Count > p.Denominator.Value {
		notes = notes.With(domain.Note{Code: domain.NoteAboveWhole})
	}
	if p.Status == domain.Suppressed {
		notes = notes.With(domain.Note{Code: domain.NoteSuppressed, Arg: "1"})
	}
	return notes
}

// Step is the distance between one value that a point can have and the next,
// which bounds how exactly its value is known: of a value computed from a count,
// which is whole, per ÷ denominator; of a published one a unit of its last
// decimal.
func (b *Based) Step(p *Point) float64 {
	return b.step(p, b.Series.Decimals())
}

// Steps are the steps of the points that have a value, in the order of Values.
func (b *Based) Steps() []float64 {
	decimals := b.Series.Decimals()
	steps := make([]float64, 0, len(b.Points))
	for i := range b.Points {
		if p := &b.Points[i]; !math.IsNaN(b.Value(p)) {
			steps = append(steps, b.step(p, decimals))
		}
	}
	return steps
}

// step is Step where values are published with so many decimals.
func (b *Based) step(p *Point, decimals int) float64 {
	switch per := b.Indicator.Unit.Per(); {
	case p.step > 0:
		return p.step
	case !b.fromCount(p):
		return math.Pow10(-precision(b.Indicator, p.Published, decimals))
	case per > 0:
		return per / p.Denominator.Value
	}
	return 1
}

// WithMiddles is the series with the middle of what a value lies between, where
// no more is known of it and it can be no further off than MaxUncertainty: groups
// some of whose members are suppressed. A note says how many values are such.
func (b *Based) WithMiddles() Based {
	m := *b
	n := 0
	for i := range b.Points {
		p := &b.Points[i]
		middle := (p.Range.Low + p.Range.High) / 2
		if !p.BoundsAlone() || p.Range.High-middle > MaxUncertainty*middle {
			continue
		}
		if n == 0 {
			m.Points = slices.Clone(b.Points)
		}
		m.Points[i].Published, m.Points[i].step = middle, p.Range.High-p.Range.Low
		n++
	}
	if n > 0 {
		m.Notes = b.Notes.With(domain.Note{Code: domain.NoteMiddles, Arg: strconv.Itoa(n)})
	}
	return m
}
