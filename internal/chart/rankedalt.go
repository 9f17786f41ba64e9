package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// alt says which areas are at the ends, which differ clearly, where those in focus
// stand, and which have no value.
func (set *rankedSet) alt(l domain.Lang) string {
	all := set.sorted(l)
	parts := []string{set.altEnds(all, l)}
	if set.spec.Show == showDifference {
		parts[0] = set.altDifferences(all, l)
	}
	for i := range set.result.All {
		parts = append(parts, set.altBeside(i, l)...)
	}
	for _, c := range append(append([]compare.Compared(nil), set.pinned...), all...) {
		if set.focus[c.Series.Region] && c.Point.HasValue() {
			parts = append(parts, set.altFocus(c, l))
		}
	}
	for _, w := range lacking(all, l) {
		parts = append(parts, upperFirst(w.why)+": "+someNames(w.areas, l)+".")
	}
	return strings.Join(parts, " ")
}

// amount is a value with its unit.
func (set *rankedSet) amount(c compare.Compared, l domain.Lang) string {
	return written(c.Point, set.multiply, set.decimalsOf(c), l) + altUnit(set.unit, set.multiply, l)
}

// altEnds says how many areas there are, and which are the highest and the lowest.
func (set *rankedSet) altEnds(all []compare.Compared, l domain.Lang) string {
	kind := domain.Text{FI: "Pistekuvio", SV: "Punktdiagram", EN: "Dot plot"}
	if set.bars {
		kind = domain.Text{FI: "Pylväskuvio", SV: "Stapeldiagram", EN: "Bar chart"}
	}
	var high, low, with []compare.Compared
	for _, c := range all {
		if c.Rank == 1 {
			high = append(high, c)
		}
		if c.RankBelow == 1 {
			low = append(low, c)
		}
		if c.Point.HasValue() {
			with = append(with, c)
		}
	}
	lead := fmt.Sprintf("%s, %s, %s: ", kind.In(l), areas(len(all), l), set.at)
	switch {
	case len(with) == 0:
		return lead + noData.In(l) + "."
	case len(with) == 1:
		return lead + with[0].Series.RegionName.In(l) + " " + set.amount(with[0], l) + "."
	case len(high) == len(with):
		return lead + alike(len(with), len(all), set.amount(with[0], l), l) + "."
	}
	return lead + fmt.Sprintf(domain.Text{FI: "suurin %s (%s), pienin %s (%s)", SV: "högst %s (%s), lägst %s (%s)", EN: "highest %s (%s), lowest %s (%s)"}.In(l),
		set.amount(high[0], l), someNames(high, l), set.amount(low[0], l), someNames(low, l)) + "."
}

var intervalSaid = domain.Text{FI: " (95 %%:n väli %s)", SV: " (95-procentigt intervall %s)", EN: " (95%% interval %s)"}

// altDifference is an area with how far it is from the benchmark.
func (set *rankedSet) altDifference(c compare.Compared, l domain.Lang) string {
	unit := altUnit(set.unit, set.multiply, l)
	if drawnUnit(set.unit, set.multiply) == domain.UnitPercent {
		unit = " " + set.unitIn(l)
	}
	return c.Series.RegionName.In(l) + " " + locale.Signed(l, c.Difference*set.multiply, set.decimalsOf(c)) + unit
}

// altDifferences says of how many areas the differences are, and which are the
// greatest above the benchmark and below it.
func (set *rankedSet) altDifferences(all []compare.Compared, l domain.Lang) string {
	known := slices.DeleteFunc(slices.Clone(all), func(c compare.Compared) bool {
		return math.IsNaN(c.Difference) || string(c.Series.Region) == c.Benchmark
	})
	lead := fmt.Sprintf(domain.Text{FI: "Erotuskuvio, %s, %s: ", SV: "Differensdiagram, %s, %s: ", EN: "Differences, %s, %s: "}.In(l), areas(len(all), l), set.at)
	if len(known) == 0 {
		return lead + noData.In(l) + "."
	}
	slices.SortStableFunc(known, func(a, b compare.Compared) int { return byDifference(a.Difference, b.Difference) })
	lead += fmt.Sprintf(domain.Text{FI: "ero vertailuun (%s) on ", SV: "skillnaden från jämförelsen (%s) är ", EN: "the difference from the benchmark (%s) is "}.In(l), set.result.All[0].Name.In(l))
	if len(known) == 1 {
		return lead + strings.TrimSuffix(set.altDifference(known[0], l), ".") + "."
	}
	return lead + fmt.Sprintf(domain.Text{FI: "suurin %s, pienin %s", SV: "störst %s, minst %s", EN: "highest %s, lowest %s"}.In(l),
		set.altDifference(known[0], l), strings.TrimSuffix(set.altDifference(known[len(known)-1], l), ".")) + "."
}

// altBeside says which areas differ clearly from a benchmark: the higher from the
// highest on, the lower from the lowest on.
func (set *rankedSet) altBeside(i int, l domain.Lang) []string {
	each := len(set.result.All)
	r := *set.result
	r.Comparisons = append([]compare.Compared(nil), r.Comparisons...)
	r.Sort(compare.ByValue, l)
	of := make(map[compare.Verdict][]compare.Compared)
	for k := i; k < len(r.Comparisons); k += each {
		c := r.Comparisons[k]
		if string(c.Series.Region) == c.Benchmark || !c.Point.HasValue() {
			continue // itself, or counted among those without a value
		}
		verdict := c.Verdict
		if verdict == compare.None {
			verdict = compare.NoInterval
		}
		of[verdict] = append(of[verdict], c)
	}
	slices.SortStableFunc(of[compare.Lower], func(a, b compare.Compared) int { return cmp.Compare(a.Point.Value, b.Point.Value) })
	name := upperFirst(r.All[i].Name.In(l))
	v, same := set.benchmark(i)
	if same && v == v && r.All[i].Target == nil {
		name += " " + locale.Number(l, v*set.multiply, set.decimals) + altUnit(set.unit, set.multiply, l)
	}
	if !set.verdicts || len(of[compare.Higher])+len(of[compare.Lower])+len(of[compare.NoClearDifference]) == 0 {
		if !same || v != v {
			return nil
		}
		return []string{name + "."}
	}
	var said []string
	for _, one := range []struct {
		verdict compare.Verdict
		text    domain.Text
		named   bool
	}{
		{compare.Higher, domain.Text{FI: "selvästi suurempi", SV: "tydligt högre", EN: "clearly higher"}, true},
		{compare.Lower, domain.Text{FI: "selvästi pienempi", SV: "tydligt lägre", EN: "clearly lower"}, true},
		{compare.NoClearDifference, unclearText, false},
		{compare.NoInterval, domain.Text{FI: "ei verrattu", SV: "inte jämförda", EN: "not compared"}, false},
	} {
		areas := of[one.verdict]
		switch {
		case len(areas) == 0:
		case one.named:
			said = append(said, fmt.Sprintf("%s %d (%s)", one.text.In(l), len(areas), someNames(areas, l)))
		default:
			said = append(said, fmt.Sprintf("%s %d", one.text.In(l), len(areas)))
		}
	}
	return []string{name + ": " + strings.Join(said, ", ") + "."}
}

// altFocus says where an area in focus stands, and how surely.
func (set *rankedSet) altFocus(c compare.Compared, l domain.Lang) string {
	text := c.Series.RegionName.In(l) + " " + set.amount(c, l)
	if set.spec.Show == showDifference && !math.IsNaN(c.Difference) {
		text = set.altDifference(c, l)
		if a := &c.Apart; set.limits && !math.IsNaN(a.DifferenceLower) {
			text += fmt.Sprintf(intervalSaid.In(l),
				locale.Signed(l, a.DifferenceLower*set.multiply, set.decimals)+" … "+locale.Signed(l, a.DifferenceUpper*set.multiply, set.decimals))
		}
	} else if set.limits && c.Lower == c.Lower {
		text += fmt.Sprintf(intervalSaid.In(l),
			locale.Range(locale.Number(l, c.Lower*set.multiply, set.decimals), locale.Number(l, c.Upper*set.multiply, set.decimals)))
	}
	if c.Of > 1 {
		text += fmt.Sprintf(domain.Text{FI: ", sija %d/%d", SV: ", plats %d av %d", EN: ", rank %d of %d"}.In(l), c.Rank, c.Of)
	}
	if c.RankLower > 0 && c.RankLower < c.RankUpper {
		text += fmt.Sprintf(domain.Text{FI: " (väli %d–%d)", SV: " (intervall %d–%d)", EN: " (interval %d–%d)"}.In(l), c.RankLower, c.RankUpper)
	}
	return strings.TrimSuffix(text, ".") + "."
}

// without are areas that have no value for one reason.
type without struct {
	why   string
	areas []compare.Compared
}

// lacking are the areas without a value, those suppressed apart.
func lacking(all []compare.Compared, l domain.Lang) (reasons []without) {
	for _, c := range all {
		why := withoutValue(c.Point, l)
		if why == "" {
			continue
		}
		i := slices.IndexFunc(reasons, func(w without) bool { return w.why == why })
		if i < 0 {
			i, reasons = len(reasons), append(reasons, without{why: why})
		}
		reasons[i].areas = append(reasons[i].areas, c)
	}
	return reasons
}
