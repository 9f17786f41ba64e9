package trend

import (
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// mostFillings is how many ways of filling in suppressed values are tried; a
// series with more is tried at the outermost ones.
const mostFillings = 4096

// vary asks whether the direction depends on what the suppressed values are.
// Each is given every value its range holds, in every combination where those
// are at most 4,096; else all lowest, all highest, and every change from the
// one to the other on the way from the first to the last, which is where the
// test statistic is greatest and least. A direction that holds throughout is
// the series'; otherwise there is none.
func (tr *Trend) vary(o Options, scratch *stats.Scratch) {
	if tr.suppressed() == 0 {
		return
	}
	var t, y []float64
	var at []int // of the suppressed values in y
	var ranges [][]float64
	for _, p := range tr.Series.Points {
		switch {
		case hasValue(p):
		case p.Status != domain.Suppressed:
			continue
		case len(p.Possible()) == 0:
			return // a value that may be anything shows nothing
		default:
			at, ranges = append(at, len(y)), append(ranges, p.Possible())
		}
		t, y = append(t, p.Period.Time()), append(y, p.Value)
	}
	if len(at) == 0 || tr.N < minPoints {
		return
	}
	found, holds := stats.Direction(""), true
	for fill := range fillings(ranges) {
		for i, v := range fill {
			y[at[i]] = v
		}
		mk, errMK := scratch.MannKendall(y)
		sen, errSen := scratch.TheilSen(t, y, Level)
		if errMK != nil || errSen != nil {
			return
		}
		tr.Varied++
		d := stats.DirectionOf(mk, sen, sen.MedianY, o.Direction)
		if found != "" && d != found {
			holds = false
			break
		}
		found = d
	}
	code := domain.NoteSuppressedVaried
	if opposed := found == stats.Rising && tr.Sen.Slope < 0 || found == stats.Falling && tr.Sen.Slope > 0; !holds || opposed {
		found, code = stats.Unclear, domain.NoteDependsOnSuppressed
	}
	tr.Direction = found
	tr.Notes = tr.Notes.With(domain.Note{Code: code, Arg: strconv.Itoa(len(at))})
}

// fillings yields the values to put in the place of the suppressed ones. The
// slice is reused.
func fillings(ranges [][]float64) func(func([]float64) bool) {
	combinations := 1.0
	for _, r := range ranges {
		combinations *= float64(len(r))
	}
	if combinations <= mostFillings {
		return func(yield func([]float64) bool) { combine(ranges, make([]float64, 0, len(ranges)), yield) }
	}
	return func(yield func([]float64) bool) { steps(ranges, yield) }
}

// combine yields every combination; it reports whether to go on.
func combine(ranges [][]float64, chosen []float64, yield func([]float64) bool) bool {
	if len(chosen) == len(ranges) {
		return yield(chosen)
	}
	for _, v := range ranges[len(chosen)] {
		if !combine(ranges, append(chosen, v), yield) {
			return false
		}
	}
	return true
}

// steps yields the fillings that are lowest up to a point and highest from
// there on, and the other way round.
func steps(ranges [][]float64, yield func([]float64) bool) {
	fill := make([]float64, len(ranges))
	for turn := range len(ranges) + 1 {
		for _, up := range []bool{true, false} {
			for i, r := range ranges {
				if (i < turn) == up {
					fill[i] = r[0]
				} else {
					fill[i] = r[len(r)-1]
				}
			}
			if !yield(fill) {
				return
			}
		}
	}
}
