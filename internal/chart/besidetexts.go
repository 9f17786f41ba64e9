package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// without names the benchmarks that have no value beside any of the areas; of says
// of what, and at when, where they are not all the figure has.
func (s *Frame) without(beside []compare.Benchmark, of domain.IndicatorID, at domain.Period, value func(b int) []float64) (empty []string) {
	for i := range beside {
		known := false
		for _, v := range value(i) {
			known = known || !math.IsNaN(v)
		}
		if known {
			continue
		}
		text := fmt.Sprintf("%s: with: %s has no value", s.named(), beside[i].ID)
		if of != "" {
			text += " of " + string(of)
		}
		if !at.IsZero() {
			text += " in " + string(at)
		}
		empty = append(empty, text)
	}
	return empty
}

// benchmarkValues are what the i-th of a result's benchmarks has beside each area.
func benchmarkValues(r *compare.Result, i int) (values []float64) {
	for k := i; k < len(r.Comparisons); k += len(r.All) {
		values = append(values, r.Comparisons[k].BenchValue)
	}
	return values
}

// partial says of how many areas a benchmark of several is, where not of all.
func partial(r *compare.Result) (notes []domain.Text) {
	for i, b := range r.All {
		least, most, all, mean := 0, 0, 0, false
		for k := i; k < len(r.Comparisons); k += len(r.All) {
			c := &r.Comparisons[k]
			if math.IsNaN(c.BenchValue) || !c.Point.HasValue() {
				continue
			}
			for _, n := range c.Notes {
				switch n.Code {
				case domain.NoteUnweightedMean:
					mean = true
				case domain.NoteMeanOf:
					of, whole, _ := strings.Cut(n.Arg, "/")
					count, _ := strconv.Atoi(of)
					all, _ = strconv.Atoi(whole)
					if least == 0 || count < least {
						least = count
					}
					most = max(most, count)
				}
			}
			if !c.Notes.Has(domain.NoteMeanOf) {
				most = math.MaxInt
			}
		}
		if all == 0 {
			continue
		}
		notes = append(notes, inEach(func(l domain.Lang) string {
			n := strconv.Itoa(least)
			if m := min(most, all); m > least {
				n = locale.Range(n, strconv.Itoa(m))
			}
			text := fmt.Sprintf(partialText.In(l), upperFirst(b.Name.In(l)), n, all)
			if mean && b.ID != "mean" { // whose name says it
				text += unweightedText.In(l)
			}
			return text + "."
		}))
	}
	return notes
}

var (
	partialText    = domain.Text{FI: "%s: tieto on vain osalta alueista (%s/%d)", SV: "%s: uppgift finns bara för en del av områdena (%s av %d)", EN: "%s: only some of the regions have a value (%s of %d)"}
	unweightedText = domain.Text{FI: "; luku on niiden painottamaton keskiarvo", SV: "; talet är deras ovägda medelvärde", EN: "; the figure is their unweighted mean"}
)
