package cli

import (
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// sentences is the format that trend has beside those of tables.
const sentences = "sentences"

// writeTrends writes a line for each trend, in words, and with --explain how it
// came about; the source stands last.
func (a *app) writeTrends(o *trendOptions, all []prose.About, options trend.Options, l domain.Lang) error {
	var b strings.Builder
	var used []series.Series
	for i, about := range all {
		if o.explain && i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(prose.Sentence(about, l) + "\n")
		used = append(used, about.Trend.Series.Series)
		if about.Country != nil {
			used = append(used, *about.Country)
		}
		if o.explain {
			for _, line := range prose.Explain(about.Trend, options, l) {
				b.WriteString(line + "\n")
			}
		}
	}
	if source := cite.Source(used).In(l); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return a.printText(o.output, b.String())
}
