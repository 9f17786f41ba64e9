package trend

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
)

// Pace is how a series moved beside a benchmark, by the trend of their ratio.
type Pace string

// The paces; none where there was no test.
const (
	PaceFaster    Pace = "faster"              // in the direction of both
	PaceSlower    Pace = "slower"              // in the direction of both
	PaceUpwards   Pace = "upwards"             // the ratio rose, and they do not both rise or fall
	PaceDownwards Pace = "downwards"           // the ratio fell, and they do not both rise or fall
	PaceUnclear   Pace = "no_clear_difference" // no trend of the ratio was shown
)

// Against is a series beside a benchmark's: the trend of its ratio to that.
// What was not computed is NaN.
type Against struct {
	Benchmark   *Trend // nil where it has no series
	Without     bool   // the benchmark of the ratio is without the area itself
	N           int    // years of which there is a ratio
	First, Last domain.Period
	MK          stats.MK
	P           float64 // of MK, corrected for years that hang together
	Q           float64 // P adjusted for the number of series of the run
	Slope       float64 // of the ratio in percent a year, by Theil–Sen on its logarithm; NaN where a value is not above 0
	Lower       float64
	Upper       float64
	Pace        Pace
}

// NoAgainst is that of a series beside no benchmark.
func NoAgainst() Against {
	return Against{MK: noMK, P: nan, Q: nan, Slope: nan, Lower: nan, Upper: nan}
}

// AgainstOf sets a trend beside the benchmark's of the same kind: the
// Mann–Kendall test with the corrected p, on ln(area ÷ benchmark) of the years
// that both have from their last breaks on (stats/METHODS.md, "Between
// areas"). Values are computed from counts where both can be. Where the area is
// part of the benchmark and their counts and denominators tell in every year
// what is left without it, the benchmark is that: a large part would else be set
// beside itself.
func AgainstOf(tr, benchmark *Trend, part bool, o Options) Against {
	a := NoAgainst()
	a.Benchmark = benchmark
	pairs := pair(tr.Series.On(series.AsComputed), a.Benchmark.Series.On(series.AsComputed))
	if part && len(pairs) > 0 {
		if rest := without(pairs, tr.Series.Indicator.Unit); rest != nil {
			pairs, a.Without = rest, true
		}
	}
	if a.N = len(pairs); a.N == 0 {
		return a
	}
	a.First, a.Last = pairs[0].period, pairs[a.N-1].period
	a.test(pairs, tr.Direction, o.Direction.Alpha)
	if a.Pace != "" && a.Pace != PaceUnclear && !holdsWithheld(tr, benchmark, pairs, a.MK.S > 0, o) {
		a.P, a.Q, a.Pace = nan, nan, ""
	}
	return a
}

// holdsWithheld reports whether the ratio moves the same way whatever the values
// of the area are that are suppressed, in every year in which the benchmark has
// one. (How little they change the benchmark is left out.)
func holdsWithheld(tr, benchmark *Trend, pairs []ratio, up bool, o Options) bool {
	known := make(map[domain.Period]ratio, len(pairs))
	for _, p := range pairs {
		known[p.period] = p
	}
	var times []float64
	var possible [][]float64
	withheld := false
	for p := range tr.Series.All() {
		if r, ok := known[p.Period]; ok {
			times, possible = append(times, p.Period.Time()), append(possible, []float64{r.of / r.to})
			continue
		}
		other, ok := benchmark.Series.At(p.Period)
		if p.Status != domain.Suppressed || !ok || !(other.Value > 0) {
			continue
		}
		withheld = true
		if len(p.Possible()) == 0 {
			return false // it may be anything
		}
		var ratios []float64
		for _, v := range p.Possible() {
			ratios = append(ratios, v/other.Value)
		}
		times, possible = append(times, p.Period.Time()), append(possible, ratios)
	}
	if !withheld {
		return true
	}
	d := stats.Falling
	if up {
		d = stats.Rising
	}
	var scratch stats.Scratch
	holds, _ := scratch.DirectionHolds(d, times, possible, nil, Level, o.Direction)
	return holds
}

// ratio is the two values of one period.
type ratio struct {
	period      domain.Period
	area, other series.Valued
	of, to      float64
}

// pair is the periods in which both have a value, and the benchmark's is
// above 0.
func pair(area, benchmark series.Based) []ratio {
	at := make(map[domain.Period]series.Valued, len(benchmark.Points))
	for p := range benchmark.WithValue() {
		at[p.Period] = p
	}
	var pairs []ratio
	for p := range area.WithValue() {
		if b, ok := at[p.Period]; ok && b.Value > 0 {
			pairs = append(pairs, ratio{p.Period, p, b, p.Value, b.Value})
		}
	}
	return pairs
}

// without is the pairs with what the benchmark has beside the area; nil where
// it cannot be told of one of them.
func without(pairs []ratio, unit domain.Unit) []ratio {
	rest := make([]ratio, len(pairs))
	for i, p := range pairs {
		var other float64
		switch count := p.other.Count - p.area.Count; {
		case unit == domain.UnitCount:
			other = p.other.Value - p.area.Value
		case unit.Per() > 0 && p.area.Denominator.Exact() && p.other.Denominator.Exact():
			other = count / (p.other.Denominator.Value - p.area.Denominator.Value)
			p.of = p.area.Count / p.area.Denominator.Value
		}
		if !(other > 0) || math.IsInf(other, 1) {
			return nil
		}
		p.to = other
		rest[i] = p
	}
	return rest
}

// test finds the trend of the ratios. A ratio of 0 has no logarithm: then the
// test, which knows no more than the order, is of the ratios themselves, and
// there is no slope.
func (a *Against) test(pairs []ratio, d stats.Direction, alpha float64) {
	logs := true
	t, y := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		logs = logs && p.of > 0
		t[i], y[i] = p.period.Time(), p.of/p.to
	}
	if logs {
		for i := range y {
			y[i] = math.Log(y[i])
		}
	}
	mk, err := stats.MannKendall(y)
	if err != nil {
		return
	}
	a.MK, a.P = mk, mk.Corrected(stats.VarianceFactor(len(y), correlationOf(t, y)))
	a.Q = a.P
	sen, err := stats.TheilSen(t, y, Level)
	if err != nil {
		return
	}
	if logs {
		a.Slope, a.Lower, a.Upper = 100*math.Expm1(sen.Slope), 100*math.Expm1(sen.Lower), 100*math.Expm1(sen.Upper)
	}
	a.Pace = PaceUnclear
	if !(a.P < alpha) || sen.Lower <= 0 && sen.Upper >= 0 {
		return
	}
	up := mk.S > 0
	both := d == a.Benchmark.Direction && (d == stats.Rising || d == stats.Falling)
	switch {
	case both && up == (d == stats.Rising):
		a.Pace = PaceFaster
	case both:
		a.Pace = PaceSlower
	case up:
		a.Pace = PaceUpwards
	default:
		a.Pace = PaceDownwards
	}
}

// correlationOf is that of neighbouring years of values y at times t about a line
// that follows their bends; 0 where none can be fitted.
func correlationOf(t, y []float64) float64 {
	o := joinpoint.Default()
	o.Scale = joinpoint.Linear // of logarithms
	var scratch joinpoint.Scratch
	line, err := scratch.Fit(t, y, nil, o)
	if err != nil || math.IsNaN(line.R) {
		return 0
	}
	return line.R
}
