package report

import (
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// TrendSentences is a line for each trend, in words, and with explain how it
// came about; the source stands last. options are those of the analysis, and
// beside is how the benchmark of trends that have one stands in a sentence.
func TrendSentences(all []prose.About, explain bool, options trend.Options, beside catalog.Place, l domain.Lang) string {
	var b strings.Builder
	var used []series.Series
	var tests []tested
	for i, about := range all {
		if explain && i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(prose.Sentence(about, l))
		if said := prose.Beside(about.Trend, beside, l); said != "" {
			b.WriteString(" " + said)
			tests = append(tests, besideTests([]trend.Trend{*about.Trend})...)
			if benchmark := about.Trend.Against.Benchmark; benchmark != nil && benchmark.N > 0 {
				used = append(used, benchmark.Series.Series)
			}
		}
		b.WriteString("\n")
		used = append(used, about.Trend.Series.Series)
		if about.Country != nil {
			used = append(used, *about.Country)
		}
		if explain {
			for _, line := range prose.Explain(about.Trend, options, l) {
				b.WriteString(line + "\n")
			}
		}
	}
	for _, n := range testsNotes(tests, 100*(1-options.Direction.Alpha), besideTestForms) {
		b.WriteString("\n" + n.In(l) + "\n")
	}
	if source := cite.Source(used).In(l); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return b.String()
}
