package report

import (
	"fmt"
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/table"
)

// Change is the table of a comparison of changes whose intervals cover
// confidence percent: a row for each area and benchmark. names names the peers.
func Change(r *compare.ChangeResult, confidence float64, names Names, l domain.Lang) *table.Table {
	about := func(r *changedRow) *subject { return &r.subject }
	t := Table[changedRow]{Columns: slices.Concat(
		part(subjectColumns(subjectsOf(r.Series, l)), about),
		ownChangeColumns,
		benchmarkChangeColumns(len(r.All)),
		[]Column[changedRow]{noteColumn(func(r *changedRow) domain.Notes { return r.Notes })},
		part(aboutColumns, about))}
	t.Title = text("Muutosten vertailu", "Jämförelse av förändringar", "Changes compared")
	used := slices.Clone(r.Used)
	for _, row := range r.Changes {
		t.Rows = append(t.Rows, changedRow{row, subjectOf(&row.Series.Series, l)})
		used = append(used, row.Series.Series)
		for _, s := range row.BenchmarkSources {
			used = append(used, s.Series)
		}
	}
	t.Notes, t.Source = changeNotes(r, confidence, names), cite.Source(used)
	return t.Fill()
}

// changedRow is a row of Change.
type changedRow struct {
	compare.Changed
	subject subject
}

// numeric is a column of a number with as many decimals as the indicator.
func numeric(name string, title domain.Text, wide bool, of func(*changedRow) float64) Column[changedRow] {
	return Column[changedRow]{Heading: table.Column{Name: name, Title: title, Wide: wide},
		Value: func(r *changedRow) table.Value { return table.Num(of(r), r.Decimals) }}
}

// signed is numeric with a sign.
func signed(name string, title domain.Text, wide bool, of func(*changedRow) float64) Column[changedRow] {
	return Column[changedRow]{Heading: table.Column{Name: name, Title: title, Wide: wide},
		Value: func(r *changedRow) table.Value { return table.SignedNum(of(r), r.Decimals) }}
}

// proportion is a column of a ratio or a probability.
func proportion(name string, title domain.Text, decimals int, wide bool, of func(*changedRow) float64) Column[changedRow] {
	return Column[changedRow]{Heading: table.Column{Name: name, Title: title, Wide: wide},
		Value: func(r *changedRow) table.Value { return table.Num(of(r), decimals) }}
}

var ownChangeColumns = []Column[changedRow]{
	{Heading: table.Column{Name: "from", Title: firstTitle, Wide: true},
		Value: func(r *changedRow) table.Value { return table.PeriodOf(r.From.Period) }},
	{Heading: table.Column{Name: "to", Title: lastTitle, Wide: true},
		Value: func(r *changedRow) table.Value { return table.PeriodOf(r.To.Period) }},
	{Heading: table.Column{Name: "value_from", Title: text("Arvo alussa", "Värde först", "Value from"), Narrow: true},
		Value: func(r *changedRow) table.Value { return cellValue(r.From.Cell(), r.Decimals) }},
	{Heading: table.Column{Name: "value_to", Title: text("Arvo lopussa", "Värde sist", "Value to"), Narrow: true},
		Value: func(r *changedRow) table.Value { return cellValue(r.To.Cell(), r.Decimals) }},
	narrow(signed("difference", changeTitle, false, func(r *changedRow) float64 { return r.Own.Difference.Value })),
	signed("difference_lower", text("alaraja", "nedre", "lower"), false, func(r *changedRow) float64 { return r.Own.Difference.Lower }),
	signed("difference_upper", text("yläraja", "övre", "upper"), false, func(r *changedRow) float64 { return r.Own.Difference.Upper }),
	proportion("ratio", text("Suhde", "Kvot", "Ratio"), 2, false, func(r *changedRow) float64 { return r.Own.Ratio.Value }),
	proportion("ratio_lower", text("Suhteen alaraja", "Kvot nedre", "Ratio from"), 2, true, func(r *changedRow) float64 { return r.Own.Ratio.Lower }),
	proportion("ratio_upper", text("Suhteen yläraja", "Kvot övre", "Ratio to"), 2, true, func(r *changedRow) float64 { return r.Own.Ratio.Upper }),
	{Heading: table.Column{Name: "verdict", Title: verdictTitle, Narrow: true},
		Value: func(r *changedRow) table.Value {
			return table.Str(string(r.Verdict)).ForPeople(inBrackets(changeVerdicts[r.Verdict], standings[r.Assessment]))
		}},
	{Heading: table.Column{Name: "assessment", Title: assessmentTitle, Wide: true},
		Value: func(r *changedRow) table.Value { return word(r.Assessment, standings) }},
	proportion("p", same("p"), 3, true, func(r *changedRow) float64 { return r.P }),
	proportion("q", same("q"), 3, true, func(r *changedRow) float64 { return r.Q }),
}

// benchmarkChangeColumns are of the change beside that of the benchmark, of
// which there are so many.
func benchmarkChangeColumns(benchmarks int) []Column[changedRow] {
	return []Column[changedRow]{
		{Heading: table.Column{Name: "benchmark", Title: text("Vertailu", "Jämförelse", "Benchmark"), Wide: benchmarks < 2, Narrow: true},
			Value: func(r *changedRow) table.Value {
				if r.Benchmark == "" {
					return table.None()
				}
				return table.Str(r.Benchmark).ForPeople(r.BenchmarkName)
			}},
		numeric("benchmark_from", text("Vertailuarvo alussa", "Jämförelsevärde först", "Benchmark from"), true, func(r *changedRow) float64 { return r.BenchFrom }),
		numeric("benchmark_to", text("Vertailuarvo lopussa", "Jämförelsevärde sist", "Benchmark to"), true, func(r *changedRow) float64 { return r.BenchTo }),
		narrow(signed("benchmark_difference", text("Vertailun muutos", "Jämförelsens förändring", "Benchmark's change"), false, func(r *changedRow) float64 { return r.Bench.Difference.Value })),
		proportion("benchmark_ratio", text("Vertailun suhde", "Jämförelsens kvot", "Benchmark's ratio"), 2, true, func(r *changedRow) float64 { return r.Bench.Ratio.Value }),
		signed("beside_difference", text("Muutosten ero", "Skillnad i förändring", "Difference of changes"), false, func(r *changedRow) float64 { return r.Beside.Difference.Value }),
		signed("beside_difference_lower", text("Muutosten eron alaraja", "Skillnad i förändring nedre", "Difference of changes from"), true, func(r *changedRow) float64 { return r.Beside.Difference.Lower }),
		signed("beside_difference_upper", text("Muutosten eron yläraja", "Skillnad i förändring övre", "Difference of changes to"), true, func(r *changedRow) float64 { return r.Beside.Difference.Upper }),
		proportion("beside_ratio", text("Suhteiden suhde", "Kvot av kvoter", "Ratio of ratios"), 2, true, func(r *changedRow) float64 { return r.Beside.Ratio.Value }),
		proportion("beside_ratio_lower", text("Suhteiden suhteen alaraja", "Kvot av kvoter nedre", "Ratio of ratios from"), 2, true, func(r *changedRow) float64 { return r.Beside.Ratio.Lower }),
		proportion("beside_ratio_upper", text("Suhteiden suhteen yläraja", "Kvot av kvoter övre", "Ratio of ratios to"), 2, true, func(r *changedRow) float64 { return r.Beside.Ratio.Upper }),
		{Heading: table.Column{Name: "beside_verdict", Title: text("Vertailuun nähden", "Mot jämförelsen", "Beside the benchmark"), Narrow: true},
			Value: func(r *changedRow) table.Value {
				return table.Str(string(r.Standing)).ForPeople(besideWords(r.Standing, r.Own.Difference.Value, r.Bench.Difference.Value))
			}},
	}
}

var changeVerdicts = map[compare.Verdict]domain.Text{
	compare.Rose:          text("▲ noussut", "▲ stigit", "▲ rose"),
	compare.Fell:          text("▼ laskenut", "▼ sjunkit", "▼ fell"),
	compare.NoClearChange: text("ei selvää muutosta", "ingen klar förändring", "no clear change"),
	compare.NoInterval:    text("ei luottamusväliä", "inget intervall", "no interval"),
}

// besideWords are the verdict beside the benchmark, told by which way the area
// and the benchmark went.
func besideWords(v compare.Verdict, own, benchmark float64) domain.Text {
	switch {
	case v == compare.Higher && own > 0 && benchmark < 0:
		return text("▲ noussut, vertailu laskenut", "▲ stigit, jämförelsen sjunkit", "▲ rose, benchmark fell")
	case v == compare.Lower && own < 0 && benchmark > 0:
		return text("▼ laskenut, vertailu noussut", "▼ sjunkit, jämförelsen stigit", "▼ fell, benchmark rose")
	case v == compare.Higher && own == 0:
		return text("▲ ennallaan, vertailu laskenut", "▲ oförändrad, jämförelsen sjunkit", "▲ unchanged, benchmark fell")
	case v == compare.Lower && own == 0:
		return text("▼ ennallaan, vertailu noussut", "▼ oförändrad, jämförelsen stigit", "▼ unchanged, benchmark rose")
	case v == compare.Higher && own < 0:
		return text("▲ laskenut vähemmän", "▲ sjunkit mindre", "▲ fell less")
	case v == compare.Higher:
		return text("▲ noussut enemmän", "▲ stigit mer", "▲ rose more")
	case v == compare.Lower && own > 0:
		return text("▼ noussut vähemmän", "▼ stigit mindre", "▼ rose less")
	case v == compare.Lower:
		return text("▼ laskenut enemmän", "▼ sjunkit mer", "▼ fell more")
	}
	return verdicts[v]
}

// changeNotes say how the table is to be read.
func changeNotes(r *compare.ChangeResult, confidence float64, names Names) []domain.Text {
	if len(r.Changes) == 0 {
		return nil
	}
	first := r.Changes[0]
	notes := []domain.Text{named(text("Muutos: %s.", "Förändring: %s.", "Change: %s."), func(domain.Lang) string {
		return fmt.Sprintf("%s → %s", first.From.Period, first.To.Period)
	})}
	if len(r.All) == 1 {
		notes = append(notes, named(text("Vertailukohta: %s.", "Jämförelse: %s.", "Benchmark: %s."), r.All[0].Name.In))
	}
	notes = append(notes, named(text(
		"Luottamusväli %s, ajankohdat toisistaan riippumattomina; noussut tai laskenut, kun muutoksen koko väli on nollan ylä- tai alapuolella. Vertailuun nähden: muutosten erotuksen ja suhteiden suhteen väleistä, kun molemmat antavat saman tuloksen.",
		"Konfidensintervall %s, med tidpunkterna oberoende av varandra; stigit eller sjunkit när hela intervallet för förändringen ligger över eller under noll. Mot jämförelsen: av intervallen för skillnaden mellan förändringarna och kvoten av kvoterna, när båda ger samma resultat.",
		"Confidence interval %s, the two times taken as independent; rose or fell where the interval of the change is wholly above or below zero. Beside the benchmark: by the intervals of the difference of changes and of the ratio of ratios, where they agree."),
		func(l domain.Lang) string { return locale.Percent(l, confidence, locale.Decimals(2, confidence)) }))
	notes = append(notes, testsNotes(changeTests(r), confidence, changeTestForms)...)
	return append(notes, peerNotes(r.Alike, names)...)
}

// changeTests are the tests of whether areas changed, each once.
func changeTests(r *compare.ChangeResult) []tested {
	var all []tested
	for i := 0; i < len(r.Changes); i += max(1, len(r.All)) {
		all = append(all, tested{r.Changes[i].P, r.Changes[i].Q})
	}
	return all
}

var changeTestForms = text(
	"Testejä on %[1]d. Vaikka mikään ei olisi muuttunut, noin %[2]s niistä osoittaisi muutoksen sattumalta. Kun testien määrä otetaan huomioon, muuttuneita on %[3]d (q < %[4]s).",
	"Testen är %[1]d. Även om ingenting hade förändrats skulle ungefär %[2]s av dem visa en förändring av en slump. När antalet tester beaktas har %[3]d förändrats (q < %[4]s).",
	"Tests %[1]d: by chance alone about %[2]s would have risen or fallen, had nothing changed. With the number of tests taken into account %[3]d changed (q < %[4]s).")
