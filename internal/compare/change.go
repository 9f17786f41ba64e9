package compare

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// Change is how an area has changed from one time to another, beside how a
// benchmark has. What is not known is NaN.
type Change struct {
	Series     *series.Based
	From, To   series.Valued
	Own        Move
	Verdict    Verdict // Rose, Fell or NoClearChange
	Assessment Assessment
	P, Q       float64 // of there being no change; Q adjusted for the areas of the kind

	Benchmark        string // its ID; "" where there is none
	BenchmarkName    domain.Text
	BenchmarkSources []*series.Based
	BenchFrom        float64
	BenchTo          float64
	Bench            Move
	Beside           Move    // the area's own beside the benchmark's: difference of differences, ratio of ratios
	Standing         Verdict // Higher where the area rose more or fell less

	Notes domain.Notes
}

// Move is the difference of two values, and their ratio, with limits.
type Move struct{ Difference, Ratio stats.Estimate }

var noEstimate = stats.Estimate{Value: nan, Lower: nan, Upper: nan}

// The verdicts on a change, by the limits of the difference, those of the ratio
// agreeing.
const (
	Rose          Verdict = "rose"
	Fell          Verdict = "fell"
	NoClearChange Verdict = "no_clear_change"
)

// changeVerdicts reads a verdict on the later value beside the earlier.
var changeVerdicts = map[Verdict]Verdict{Higher: Rose, Lower: Fell, NoClearDifference: NoClearChange, NoInterval: NoInterval}

// Changes compares the two times of each area, and how it changed with how the
// benchmarks did. The series and the benchmarks' are of these times alone, as
// Times.of makes them; across breaks only where asked. The two times are taken
// as independent, and so are an area and its benchmark. A benchmark that is one
// region with counts has a change as uncertain as theirs; that of another is
// taken as known.
func Changes(areas []series.Series, benchmarks []Benchmark, t Times, acrossBreaks bool, level float64) []Change {
	each := max(1, len(benchmarks))
	changes := make([]Change, 0, len(areas)*each)
	ends := make([][2]Area, len(areas))
	for i := range areas {
		b := areas[i].Based()
		ends[i] = [2]Area{areaAt(b, t.From, level), areaAt(b, t.To, level)}
	}
	among := make([][2][]*Area, len(areas))
	for _, kind := range series.Kinds(areas) {
		var both [2][]*Area // a mean is of the areas that have both values
		for _, i := range kind.At {
			if a := &ends[i]; a[0].Point.HasValue() && a[1].Point.HasValue() {
				both[0], both[1] = append(both[0], &a[0]), append(both[1], &a[1])
			}
		}
		for _, i := range kind.At {
			among[i] = both
		}
	}
	for i := range ends {
		own := ownChange(&ends[i], t, acrossBreaks, level)
		if len(benchmarks) == 0 {
			changes = append(changes, own)
		}
		for _, b := range benchmarks {
			c := own
			c.besides(b, &ends[i], among[i], t, acrossBreaks, level)
			changes = append(changes, c)
		}
	}
	adjustChanges(changes, areas, each)
	return changes
}

// ownChange is that of an area alone.
func ownChange(ends *[2]Area, t Times, acrossBreaks bool, level float64) Change {
	from, to := ends[0].Point, ends[1].Point
	s := ends[1].Series
	c := Change{
		Series: s, From: from, To: to, P: nan, Q: nan, BenchFrom: nan, BenchTo: nan,
		Own: Move{noEstimate, noEstimate}, Bench: Move{noEstimate, noEstimate}, Beside: Move{noEstimate, noEstimate},
		Notes: ends[0].Notes.With(ends[1].Notes...),
	}
	if at := t.parted(&s.Series); at != "" && from.HasValue() && to.HasValue() {
		if !acrossBreaks {
			c.Notes = c.Notes.With(domain.Note{Code: domain.NoteBreakBetween, Arg: string(at)})
			return c
		}
		c.Notes = c.Notes.With(domain.Note{Code: domain.NoteAcrossBreak, Arg: string(at)})
	}
	unit := s.Indicator.Unit
	c.Own, c.Verdict = moved(from, to, unit, level)
	if c.Verdict == Rose || c.Verdict == Fell || c.Verdict == NoClearChange {
		c.P = mark{value: from.Value, point: &from, both: true}.p(to, unit)
	}
	standing := map[Verdict]Verdict{Rose: Higher, Fell: Lower}[c.Verdict]
	c.Assessment = assess(standing, s.Indicator.Polarity)
	return c
}

// moved is the change from one point to another, and the verdict on it.
func moved(from, to series.Valued, unit domain.Unit, level float64) (Move, Verdict) {
	m := Move{noEstimate, noEstimate}
	if !from.HasValue() || !to.HasValue() {
		return m, None
	}
	a := mark{value: from.Value, point: &from, both: true}.apart(to, unit, level)
	m.Difference = stats.Estimate{Value: to.Value - from.Value, Lower: a.DifferenceLower, Upper: a.DifferenceUpper}
	if from.Value > 0 {
		m.Ratio = stats.Estimate{Value: to.Value / from.Value, Lower: a.RatioLower, Upper: a.RatioUpper}
	}
	return m, changeVerdicts[a.verdict()]
}

// besides sets the change beside that of a benchmark.
func (c *Change) besides(b Benchmark, ends *[2]Area, among [2][]*Area, t Times, acrossBreaks bool, level float64) {
	c.Benchmark, c.BenchmarkName = b.ID, b.Name
	from, to := b.mark(&ends[0], among[0], t.From), b.mark(&ends[1], among[1], t.To)
	c.BenchFrom, c.BenchTo, c.BenchmarkSources = from.value, to.value, to.sources
	c.Notes = c.Notes.With(from.notes...).With(to.notes...)
	if math.IsNaN(from.value) || math.IsNaN(to.value) {
		if !math.IsNaN(c.Own.Difference.Value) {
			c.Notes = c.Notes.With(domain.Note{Code: domain.NoteNoBenchmark})
		}
		return
	}
	for _, s := range to.sources {
		at := t.parted(&s.Series)
		if at == "" {
			continue
		}
		if !acrossBreaks {
			c.Notes = c.Notes.With(domain.Note{Code: domain.NoteBreakBetween, Arg: string(at)})
			return
		}
		c.Notes = c.Notes.With(domain.Note{Code: domain.NoteAcrossBreak, Arg: string(at)})
	}
	from.within, to.within = boundsOf(from.sources, from.value, t.From), boundsOf(to.sources, to.value, t.To)
	c.Bench = known(from, to)
	if from.point != nil && to.point != nil {
		if m, v := moved(*from.point, *to.point, c.Series.Indicator.Unit, level); v != NoInterval {
			c.Bench = m
		}
	}
	if string(c.Series.Region) != c.Benchmark {
		c.Beside, c.Standing = beyond(c.Own, c.Bench)
	}
}

// known is a change without chance.
func known(from, to mark) Move {
	low, high := from.bounds()
	least, most := to.bounds()
	m := Move{stats.Estimate{Value: to.value - from.value, Lower: least - high, Upper: most - low}, noEstimate}
	if low > 0 {
		m.Ratio = stats.Estimate{Value: to.value / from.value, Lower: least / high, Upper: most / low}
	}
	return m
}

// beyond is one change beside another: the difference of their differences and
// the ratio of their ratios, whose logarithms differ. The verdict is by both:
// where what is more in one is not more in the other, there is no clear
// difference.
func beyond(own, bench Move) (Move, Verdict) {
	m := Move{stats.Difference(own.Difference, bench.Difference), noEstimate}
	if own.Ratio.Value > 0 && bench.Ratio.Value > 0 {
		r := stats.Difference(logarithms(own.Ratio), logarithms(bench.Ratio))
		m.Ratio = stats.Estimate{Value: math.Exp(r.Value), Lower: math.Exp(r.Lower), Upper: math.Exp(r.Upper)}
	}
	if math.IsNaN(m.Difference.Value) {
		return m, None
	}
	a := Apart{DifferenceLower: m.Difference.Lower, DifferenceUpper: m.Difference.Upper, RatioLower: m.Ratio.Lower, RatioUpper: m.Ratio.Upper}
	return m, a.verdict()
}

func logarithms(e stats.Estimate) stats.Estimate {
	return stats.Estimate{Value: math.Log(e.Value), Lower: math.Log(e.Lower), Upper: math.Log(e.Upper)}
}

// adjustChanges fills in q: the changes of one kind are a family.
func adjustChanges(changes []Change, areas []series.Series, each int) {
	for _, kind := range series.Kinds(areas) {
		p := make([]float64, len(kind.At))
		for n, i := range kind.At {
			p[n] = changes[i*each].P
		}
		for n, q := range stats.BenjaminiHochberg(p) {
			for b := range each {
				changes[kind.At[n]*each+b].Q = q
			}
		}
	}
}
