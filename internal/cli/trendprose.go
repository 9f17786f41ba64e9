package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// sentences is the format that trend has beside those of tables.
const sentences = "sentences"

// writeTrends writes a line for each series, in words, and with --explain how
// it came about; the source stands last.
func (a *app) writeTrends(cmd *cobra.Command, s *session, o *trendOptions, trends []trend.Trend, options trend.Options) error {
	countries, err := a.countries(cmd, s, o.selection)
	if err != nil {
		return err
	}
	var b strings.Builder
	var used []series.Series
	for i := range trends {
		about := s.about(&trends[i], countries)
		if o.explain && i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(prose.Sentence(about, s.lang) + "\n")
		used = append(used, trends[i].Series.Series)
		if about.Country != nil {
			used = append(used, *about.Country)
		}
		if o.explain {
			for _, line := range prose.Explain(&trends[i], options, s.lang) {
				b.WriteString(line + "\n")
			}
		}
	}
	if source := cite.Source(used).In(s.lang); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return a.printText(o.output, b.String())
}

// countries are the series of the whole country of what a selection selects,
// to set beside each.
func (a *app) countries(cmd *cobra.Command, s *session, sel selection) ([]series.Series, error) {
	sel.regions = string(domain.WholeCountry)
	q, err := sel.query(cmd, s)
	if err != nil {
		return nil, err
	}
	found, _, err := s.loader().Load(cmd.Context(), q)
	return found, err
}

// about is what a sentence about a trend is made of.
func (s *session) about(tr *trend.Trend, countries []series.Series) prose.About {
	about := prose.About{Trend: tr, Place: s.cat.Place(tr.Series.Region), CountryPlace: s.cat.Place(domain.WholeCountry)}
	if tr.Series.Region == domain.WholeCountry {
		return about
	}
	for i := range countries {
		if countries[i].SameKind(&tr.Series.Series) && len(countries[i].Points) > 0 {
			about.Country = &countries[i]
		}
	}
	return about
}
