package cli

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
	"kuvio/internal/table"
)

// compareColumns are the columns beside those that say what a row is of.
// People see the benchmark where there are several, and the gap and the
// funnel where a row has one.
func compareColumns(rows []compare.Compared, benchmarks int) []table.Column {
	gaps := slices.ContainsFunc(rows, func(r compare.Compared) bool { return !math.IsNaN(r.Gap) })
	return []table.Column{
		{Name: "period", Title: text("Vuosi", "År", "Period"), Spare: 5},
		{Name: "value", Title: text("Arvo", "Värde", "Value")},
		{Name: "lower", Title: text("alaraja", "nedre", "lower")},
		{Name: "upper", Title: text("yläraja", "övre", "upper")},
		{Name: "benchmark", Title: text("Vertailu", "Jämförelse", "Benchmark"), Wide: benchmarks < 2},
		{Name: "benchmark_value", Title: text("Vertailuarvo", "Jämförelsevärde", "Benchmark value")},
		{Name: "difference", Title: text("Ero", "Skillnad", "Difference"), Spare: 6},
		{Name: "ratio", Title: text("Suhde", "Kvot", "Ratio"), Spare: 7},
		{Name: "verdict", Title: text("Tulos", "Resultat", "Verdict")},
		{Name: "rank", Title: text("Sija", "Rang", "Rank"), Spare: 3},
		{Name: "of", Title: text("Alueita", "Områden", "Of"), Wide: true},
		noteColumn,
		{Name: "interval", Title: text("Väli", "Intervall", "Interval"), Wide: true},
		{Name: "rank_lo", Title: text("Sijan alaraja", "Rang nedre", "Rank from"), Wide: true},
		{Name: "rank_hi", Title: text("Sijan yläraja", "Rang övre", "Rank to"), Wide: true},
		{Name: "quantile", Title: text("Kvantiili", "Kvantil", "Quantile"), Wide: true},
		{Name: "funnel", Title: text("Suppilo", "Tratt", "Funnel"), Wide: !slices.ContainsFunc(rows, hasFunnel), Spare: 4},
		{Name: "smoothed", Title: text("Tasoitettu", "Utjämnat", "Smoothed"), Wide: true},
		{Name: "gap_count", Title: text("Ero määränä", "Skillnad totalt", "Gap"), Wide: !gaps, Spare: 2},
		{Name: "p_top", Title: text("P(suurimpia)", "P(högst)", "P(highest)"), Wide: true},
		{Name: "p_bottom", Title: text("P(pienimpiä)", "P(lägst)", "P(lowest)"), Wide: true},
		{Name: "assessment", Title: text("Arvio", "Bedömning", "Assessment"), Wide: true},
	}
}

var verdictNames = map[compare.Verdict]domain.Text{
	compare.Higher:            text("▲ suurempi", "▲ högre", "▲ higher"),
	compare.Lower:             text("▼ pienempi", "▼ lägre", "▼ lower"),
	compare.NoClearDifference: text("ei selvää eroa", "ingen klar skillnad", "no clear difference"),
	compare.NoInterval:        text("ei luottamusväliä", "inget intervall", "no interval"),
}

var comparisonNames = map[compare.Assessment]domain.Text{
	compare.Better: text("parempi", "bättre", "better"),
	compare.Worse:  text("huonompi", "sämre", "worse"),
}

var funnelNames = map[stats.FunnelPosition]domain.Text{
	stats.High998:  text("▲▲ yli 99,8 %", "▲▲ över 99,8 %", "▲▲ above 99.8%"),
	stats.High95:   text("▲ yli 95 %", "▲ över 95 %", "▲ above 95%"),
	stats.InFunnel: text("rajoissa", "inom", "within"),
	stats.Low95:    text("▼ alle 95 %", "▼ under 95 %", "▼ below 95%"),
	stats.Low998:   text("▼▼ alle 99,8 %", "▼▼ under 99,8 %", "▼▼ below 99.8%"),
}

var intervalNames = map[compare.Interval]domain.Text{
	compare.Wilson:        text("Wilson", "Wilson", "Wilson"),
	compare.Byar:          text("Byar", "Byar", "Byar"),
	compare.Exact:         text("tarkka", "exakt", "exact"),
	compare.WilsonDerived: text("Wilson, päätelty nimittäjä", "Wilson, härledd nämnare", "Wilson, derived denominator"),
	compare.ByarDerived:   text("Byar, päätelty nimittäjä", "Byar, härledd nämnare", "Byar, derived denominator"),
	compare.ExactDerived:  text("tarkka, päätelty nimittäjä", "exakt, härledd nämnare", "exact, derived denominator"),
}

// compareValues are the values of compareColumns, the note still empty.
func compareValues(r *compare.Comparison, d int) []table.Value {
	benchmark := table.None()
	if r.Benchmark != "" {
		benchmark = table.Str(r.Benchmark).ForPeople(r.BenchmarkName)
	}
	return []table.Value{
		table.PeriodOf(r.Point.Period), shownValue(r.Point.Cell(), d), table.Num(r.Lower, d), table.Num(r.Upper, d),
		benchmark, table.Num(r.BenchValue, d), table.SignedNum(r.Difference, d), table.Num(r.Ratio, 2),
		table.Str(string(r.Verdict)).ForPeople(verdictText(r)), rankValue(&r.Area), counting(r.Of), table.None(),
		table.Str(string(r.Interval)).ForPeople(intervalNames[r.Interval]), counting(r.RankLower), counting(r.RankUpper),
		counting(r.Quantile), table.Str(string(r.Funnel)).ForPeople(funnelNames[r.Funnel]), table.Num(r.Smoothed, d),
		table.SignedNum(r.Gap, 0), table.Num(r.Highest, 2), table.Num(r.Lowest, 2),
		table.Str(string(r.Assessment)).ForPeople(comparisonNames[r.Assessment]),
	}
}

// counting is a rank, a quantile or their number; 0 is none.
func counting(n int) table.Value {
	if n == 0 {
		return table.None()
	}
	return table.IntOf(n)
}

// rankValue is the rank, which people see with the number of areas that have
// one, and with its interval: 3/18 (1–9).
func rankValue(a *compare.Area) table.Value {
	v := counting(a.Rank)
	switch {
	case a.Rank == 0:
		return v
	case a.Of == 1: // one alone is neither the highest nor the lowest
		return v.ForPeople(domain.Text{})
	}
	shown := strconv.Itoa(a.Rank) + "/" + strconv.Itoa(a.Of)
	if a.RankLower > 0 {
		shown += " (" + locale.Range(strconv.Itoa(a.RankLower), strconv.Itoa(a.RankUpper)) + ")"
	}
	return v.ForPeople(text(shown, shown, shown))
}

// verdictText is the verdict, with better or worse beside it where the
// workspace says which it is.
func verdictText(r *compare.Comparison) domain.Text {
	t := verdictNames[r.Verdict]
	if r.Assessment == "" {
		return t
	}
	for _, l := range domain.Langs {
		t.Set(l, t.In(l)+" ("+comparisonNames[r.Assessment].In(l)+")")
	}
	return t
}
