package report

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
)

// Compare is the table of a comparison whose intervals cover confidence
// percent: a row for each area and benchmark. names names the peers.
func Compare(r *compare.Result, confidence float64, names Names, l domain.Lang) *table.Table {
	t := Table[comparedRow]{Columns: compareColumns(subjectsOf(r.Series, l), len(r.All), r.Comparisons), Title: text("Alueiden vertailu", "Jämförelse av områden", "Regions compared")}
	for _, row := range r.Comparisons {
		t.Rows = append(t.Rows, comparedRow{row, subjectOf(&row.Series.Series, l)})
	}
	t.Notes, t.Brief = compareNotes(r, confidence, names)
	t.Source = cite.Source(comparedWith(r))
	return t.Fill()
}

// comparedWith are the series that a comparison rests on, for the source.
func comparedWith(r *compare.Result) []series.Series {
	used := slices.Clone(r.Used)
	for _, row := range r.Comparisons {
		used = append(used, row.Series.Series)
		for _, s := range row.BenchmarkSources {
			used = append(used, s.Series)
		}
	}
	return used
}

// comparedRow is a row of Compare.
type comparedRow struct {
	compare.Compared
	subject subject
}

// compareColumns are shown to people with the benchmark where there are
// several, with the gap and the funnel where a row has one, and with the limits
// of the difference where both areas' chance is in them.
func compareColumns(all []subject, benchmarks int, rows []compare.Compared) []Column[comparedRow] {
	about := func(r *comparedRow) *subject { return &r.subject }
	return slices.Concat(
		part(subjectColumns(all), about),
		besideColumns(benchmarks, oneTime(rows)),
		[]Column[comparedRow]{noteColumn(func(r *comparedRow) domain.Notes { return r.Notes })},
		amongColumns,
		apartColumns(slices.ContainsFunc(rows, func(r compare.Compared) bool { return r.Apart.Both })),
		placeColumns, part(aboutColumns, about))
}

// oneTime reports whether all rows are of one period.
func oneTime(rows []compare.Compared) bool {
	return !slices.ContainsFunc(rows, func(r compare.Compared) bool { return r.Point.Period != rows[0].Point.Period })
}

// besideColumns are the value and the benchmark beside it, of which there are
// so many; together is whether all are of one period, which is then told once.
func besideColumns(benchmarks int, together bool) []Column[comparedRow] {
	return []Column[comparedRow]{
		{Heading: table.Column{Name: "period", Title: periodTitle, Spare: 5, Narrow: !together},
			Value: func(r *comparedRow) table.Value { return table.PeriodOf(r.Point.Period) }},
		{Heading: table.Column{Name: "value", Title: valueTitle, Narrow: true},
			Value: func(r *comparedRow) table.Value { return pointValue(r.Point, r.Decimals) }},
		{Heading: table.Column{Name: "lower", Title: text("alaraja", "nedre", "lower"), Narrow: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Lower, r.Decimals) }},
		{Heading: table.Column{Name: "upper", Title: text("yläraja", "övre", "upper"), Narrow: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Upper, r.Decimals) }},
		{Heading: table.Column{Name: "benchmark", Title: text("Vertailu", "Jämförelse", "Benchmark"), Wide: benchmarks < 2, Narrow: true},
			Value: func(r *comparedRow) table.Value {
				if r.Benchmark == "" {
					return table.None()
				}
				return table.Str(r.Benchmark).ForPeople(r.BenchmarkName)
			}},
		{Heading: table.Column{Name: "benchmark_value", Title: text("Vertailuarvo", "Jämförelsevärde", "Benchmark value"), Narrow: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.BenchValue, r.Decimals) }},
		{Heading: table.Column{Name: "difference", Title: differenceTitle, Spare: 6, Narrow: true},
			Value: func(r *comparedRow) table.Value { return table.SignedNum(r.Difference, r.Decimals) }},
		{Heading: table.Column{Name: "ratio", Title: text("Suhde", "Kvot", "Ratio"), Spare: 7},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Ratio, 2) }},
		{Heading: table.Column{Name: "verdict", Title: verdictTitle, Narrow: true},
			Value: func(r *comparedRow) table.Value {
				return table.Str(string(r.Verdict)).ForPeople(inBrackets(verdicts[r.Verdict], standings[r.Assessment]))
			}},
		{Heading: table.Column{Name: "rank", Title: rankTitle, Spare: 3, Narrow: true},
			Value: func(r *comparedRow) table.Value { return rankValue(&r.Area) }},
		{Heading: table.Column{Name: "of", Title: ofTitle, Wide: true},
			Value: func(r *comparedRow) table.Value { return counting(r.Of) }},
	}
}

// amongColumns are of the area among the others, and what else came to stand to
// the right of the notes.
var amongColumns = []Column[comparedRow]{
	{Heading: table.Column{Name: "interval", Title: text("Väli", "Intervall", "Interval"), Wide: true},
		Value: func(r *comparedRow) table.Value { return word(r.Interval, intervals) }},
	{Heading: table.Column{Name: "rank_lo", Title: text("Sijan alaraja", "Rang nedre", "Rank from"), Wide: true},
		Value: func(r *comparedRow) table.Value { return counting(r.RankLower) }},
	{Heading: table.Column{Name: "rank_hi", Title: text("Sijan yläraja", "Rang övre", "Rank to"), Wide: true},
		Value: func(r *comparedRow) table.Value { return counting(r.RankUpper) }},
	{Heading: table.Column{Name: "quantile", Title: text("Kvantiili", "Kvantil", "Quantile"), Wide: true},
		Value: func(r *comparedRow) table.Value { return counting(r.Quantile) }},
	{Heading: table.Column{Name: "funnel", Title: text("Suppilo", "Tratt", "Funnel"), Spare: 4},
		Value: func(r *comparedRow) table.Value { return word(r.Funnel, funnels) },
		Idle:  func(r *comparedRow) bool { return r.Funnel == "" }},
	{Heading: table.Column{Name: "smoothed", Title: text("Tasoitettu", "Utjämnat", "Smoothed"), Wide: true},
		Value: func(r *comparedRow) table.Value { return table.Num(r.Smoothed, r.Decimals) }},
	{Heading: table.Column{Name: "gap_count", Title: text("Ero määränä", "Skillnad totalt", "Gap"), Spare: 2},
		Value: func(r *comparedRow) table.Value { return table.SignedNum(r.Gap, 0) },
		Idle:  func(r *comparedRow) bool { return math.IsNaN(r.Gap) }},
	{Heading: table.Column{Name: "p_top", Title: text("P(suurimpia)", "P(högst)", "P(highest)"), Wide: true},
		Value: func(r *comparedRow) table.Value { return table.Num(r.Highest, 2) }},
	{Heading: table.Column{Name: "p_bottom", Title: text("P(pienimpiä)", "P(lägst)", "P(lowest)"), Wide: true},
		Value: func(r *comparedRow) table.Value { return table.Num(r.Lowest, 2) }},
	{Heading: table.Column{Name: "assessment", Title: assessmentTitle, Wide: true},
		Value: func(r *comparedRow) table.Value { return word(r.Assessment, standings) }},
}

// apartColumns are of the distance from the benchmark and the test of it.
func apartColumns(both bool) []Column[comparedRow] {
	return []Column[comparedRow]{
		{Heading: table.Column{Name: "difference_lower", Title: text("Eron alaraja", "Skillnad nedre", "Difference from"), Wide: !both},
			Value: func(r *comparedRow) table.Value { return table.SignedNum(r.Apart.DifferenceLower, r.Decimals) }},
		{Heading: table.Column{Name: "difference_upper", Title: text("Eron yläraja", "Skillnad övre", "Difference to"), Wide: !both},
			Value: func(r *comparedRow) table.Value { return table.SignedNum(r.Apart.DifferenceUpper, r.Decimals) }},
		{Heading: table.Column{Name: "ratio_lower", Title: text("Suhteen alaraja", "Kvot nedre", "Ratio from"), Wide: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Apart.RatioLower, 2) }},
		{Heading: table.Column{Name: "ratio_upper", Title: text("Suhteen yläraja", "Kvot övre", "Ratio to"), Wide: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Apart.RatioUpper, 2) }},
		{Heading: table.Column{Name: "p", Title: same("p"), Wide: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.P, 3) }},
		{Heading: table.Column{Name: "q", Title: same("q"), Wide: true},
			Value: func(r *comparedRow) table.Value { return table.Num(r.Q, 3) }},
	}
}

// placeColumns are of the area's rank from the bottom and within the country,
// which people see where it is another than among the areas compared.
var placeColumns = []Column[comparedRow]{
	{Heading: table.Column{Name: "rank_from_bottom", Title: text("Sija alhaalta", "Rang nedifrån", "Rank from bottom"), Wide: true},
		Value: func(r *comparedRow) table.Value { return counting(r.RankBelow) }},
	{Heading: table.Column{Name: "rank_country", Title: text("Sija maassa", "Rang i landet", "Rank in country"), Spare: 1},
		Value: func(r *comparedRow) table.Value {
			v := counting(r.Country.Rank)
			if r.Country.Of > 0 {
				v = v.ForPeople(same(strconv.Itoa(r.Country.Rank) + "/" + strconv.Itoa(r.Country.Of)))
			}
			return v
		},
		Idle: func(r *comparedRow) bool { return r.Country.Of == 0 || r.Country.Of == r.Of }},
	{Heading: table.Column{Name: "of_country", Title: text("Alueita maassa", "Områden i landet", "Regions in country"), Wide: true},
		Value: func(r *comparedRow) table.Value { return counting(r.Country.Of) }},
}

var funnels = map[stats.FunnelPosition]domain.Text{
	stats.High998:  text("▲▲ yli 99,8 %", "▲▲ över 99,8 %", "▲▲ above 99.8%"),
	stats.High95:   text("▲ yli 95 %", "▲ över 95 %", "▲ above 95%"),
	stats.InFunnel: text("rajoissa", "inom", "within"),
	stats.Low95:    text("▼ alle 95 %", "▼ under 95 %", "▼ below 95%"),
	stats.Low998:   text("▼▼ alle 99,8 %", "▼▼ under 99,8 %", "▼▼ below 99.8%"),
}

var intervals = map[compare.Interval]domain.Text{
	compare.Wilson:        text("Wilson", "Wilson", "Wilson"),
	compare.Byar:          text("Byar", "Byar", "Byar"),
	compare.Exact:         text("tarkka", "exakt", "exact"),
	compare.WilsonDerived: text("Wilson, päätelty nimittäjä", "Wilson, härledd nämnare", "Wilson, derived denominator"),
	compare.ByarDerived:   text("Byar, päätelty nimittäjä", "Byar, härledd nämnare", "Byar, derived denominator"),
	compare.Dobson:        text("Dobson", "Dobson", "Dobson"),
	compare.DobsonDerived: text("Dobson, päätelty nimittäjä", "Dobson, härledd nämnare", "Dobson, derived denominator"),
	compare.ExactDerived:  text("tarkka, päätelty nimittäjä", "exakt, härledd nämnare", "exact, derived denominator"),
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
	return v.ForPeople(same(shown))
}

// compareNotes say how the table is to be read: all of it, and the columns of paper.
func compareNotes(r *compare.Result, confidence float64, names Names) (notes, brief []domain.Text) {
	if len(r.Comparisons) == 0 {
		return nil, nil
	}
	if period := r.Comparisons[0].Point.Period; oneTime(r.Comparisons) && !period.IsZero() {
		notes = append(notes, named(text("Vuosi: %s.", "År: %s.", "Year: %s."), func(domain.Lang) string { return string(period) }))
	}
	if len(r.All) == 1 {
		notes = append(notes, named(text("Vertailukohta: %s.", "Jämförelse: %s.", "Benchmark: %s."), r.All[0].Name.In))
	}
	both := func(r compare.Compared) bool { return r.Apart.Both }
	known := func(r compare.Compared) bool { return !r.Apart.Both }
	if slices.ContainsFunc(r.Comparisons, known) {
		notes = append(notes, compareNote(confidence))
	} else {
		notes = append(notes, intervalNote(confidence))
	}
	if slices.ContainsFunc(r.Comparisons, both) {
		notes = append(notes, bothNote)
	}
	notes = append(notes, testsNotes(compareTests(r.Comparisons), confidence, compareTestForms)...)
	notes = append(notes, peerNotes(r.Alike, names)...)
	brief = slices.Clone(notes)
	if slices.ContainsFunc(r.Comparisons, func(r compare.Compared) bool { return r.Series.Pooled > 0 && !math.IsNaN(r.Gap) }) {
		notes = append(notes, yearlyGapNote)
	}
	if slices.ContainsFunc(r.Comparisons, func(r compare.Compared) bool { return r.Funnel != "" }) {
		notes = append(notes, funnelNote)
	}
	return notes, brief
}

var yearlyGapNote = text(
	"Ero määränä on yhden vuoden, jakson vuosien keskiarvona.",
	"Skillnad totalt är per år, i medeltal under perioden.",
	"The gap is that of one year, on the average of the spell's.")

func compareNote(confidence float64) domain.Text {
	return named(text(
		"Luottamusväli %s, sijalla suluissa; suurempi tai pienempi, kun koko väli on vertailuarvon ylä- tai alapuolella (vertailuarvon omaa epävarmuutta ei oteta huomioon). Sija 1 on suurin arvo. Erot on laskettu pyöristämättömistä arvoista.",
		"Konfidensintervall %s, rangens inom parentes; högre eller lägre när hela intervallet ligger över eller under jämförelsevärdet (dess egen osäkerhet beaktas inte). Rang 1 är det högsta värdet. Skillnaderna är beräknade ur oavrundade värden.",
		"Confidence interval %s, that of the rank in brackets; higher or lower where the whole interval is above or below the benchmark's value (whose own uncertainty does not enter). Rank 1 is the highest value. Differences are of unrounded values."),
		func(l domain.Lang) string { return locale.Percent(l, confidence, locale.Decimals(2, confidence)) })
}

// intervalNote is compareNote where no benchmark's value is taken as known.
func intervalNote(confidence float64) domain.Text {
	return named(text(
		"Luottamusväli %s, sijalla suluissa. Sija 1 on suurin arvo. Erot on laskettu pyöristämättömistä arvoista.",
		"Konfidensintervall %s, rangens inom parentes. Rang 1 är det högsta värdet. Skillnaderna är beräknade ur oavrundade värden.",
		"Confidence interval %s, that of the rank in brackets. Rank 1 is the highest value. Differences are of unrounded values."),
		func(l domain.Lang) string { return locale.Percent(l, confidence, locale.Decimals(2, confidence)) })
}

var bothNote = text(
	"Kun vertailukohtana on samanlainen alue, tulos on eron luottamusvälistä, jossa on mukana kummankin alueen epävarmuus: suurempi tai pienempi, kun koko väli on nollan ylä- tai alapuolella.",
	"När jämförelsen är ett område av samma slag är resultatet av skillnadens konfidensintervall, med båda områdenas osäkerhet: högre eller lägre när hela intervallet ligger över eller under noll.",
	"Where the benchmark is a region of the same kind the verdict is by the interval of the difference, with the uncertainty of both: higher or lower where it is wholly above or below zero.")

// compareTests are the tests of whether areas differ from their benchmark.
func compareTests(rows []compare.Compared) []tested {
	all := make([]tested, len(rows))
	for i := range rows {
		all[i] = tested{rows[i].P, rows[i].Q}
	}
	return all
}

var compareTestForms = text(
	"Testejä on %[1]d. Vaikka eroja ei olisi, noin %[2]s niistä osoittaisi eron sattumalta. Kun testien määrä otetaan huomioon, eroavia on %[3]d (q < %[4]s).",
	"Testen är %[1]d. Även om inga skillnader fanns skulle ungefär %[2]s av dem visa en av en slump. När antalet tester beaktas skiljer sig %[3]d (q < %[4]s).",
	"Tests %[1]d: by chance alone about %[2]s would be higher or lower, were there no differences. With the number of tests taken into account %[3]d differ (q < %[4]s).")

var funnelNote = text(
	"Suppilo: alueen paikka verrattujen alueiden yhteisen tason ympärille piirretyissä rajoissa; rajat ovat sitä leveämmät, mitä pienempi alue on, ja väljemmät, jos alueet eroavat toisistaan enemmän kuin sattumalta.",
	"Tratt: områdets plats inom gränser kring de jämförda områdenas gemensamma nivå; gränserna är vidare för mindre områden, och där områdena skiljer sig mer än av en slump.",
	"Funnel: the region's place within limits about the overall level of the regions compared; the limits are wider for smaller regions, and where regions differ by more than chance.")
