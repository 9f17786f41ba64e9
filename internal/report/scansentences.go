package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/prose"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// ScanSentences is a paragraph for each row of a scan that stands out, the most
// evident first, with the tests that it stands out by; then a line for each that
// moves and was not shown to do so otherwise than the country, what was looked at
// besides, and the source. names names the peers.
func ScanSentences(found *scan.Result, o ScanOptions, places prose.Places, names Names, l domain.Lang) string {
	var b, own, alone strings.Builder
	var used []series.Series
	told, peers := 0, false
	for i := range found.Entries {
		r := &found.Entries[i]
		if r.Class != scan.StandsOut && r.Class != scan.OwnTrend || o.Limit > 0 && told == o.Limit {
			continue
		}
		told++
		used = append(used, r.Series)
		if r.Class == scan.OwnTrend {
			if math.IsNaN(r.Against.P) && found.Setting.Country != "" {
				alone.WriteString("– " + movesBy(r, l) + "\n")
			} else {
				own.WriteString("– " + movesBy(r, l) + "\n")
			}
			continue
		}
		var country []series.Series // compared with in words only where the test against it finds something
		if r.CountrySeries != nil {
			used = append(used, *r.CountrySeries)
			if slices.Contains(r.Findings, scan.CountryLevel) {
				country = append(country, *r.CountrySeries)
			}
		}
		peers = peers || slices.Contains(r.Findings, scan.PeersLevel)
		b.WriteString(prose.Sentence(prose.AboutOf(places, &r.Trend, country), l) + " " + StandsOutBy(r, l) + "\n\n")
	}
	if own.Len() > 0 {
		b.WriteString(ownHeading(found).In(l) + "\n" + own.String() + "\n")
	}
	if alone.Len() > 0 {
		b.WriteString(aloneHeading.In(l) + "\n" + alone.String() + "\n")
	}
	b.WriteString(ScanSummary(found, o.FDR).In(l) + "\n")
	if peers {
		for _, t := range scanPeers(found, names) {
			b.WriteString(t.In(l) + "\n")
		}
	}
	if left := inClass(found.Entries, scan.StandsOut) + inClass(found.Entries, scan.OwnTrend) - told; left > 0 {
		b.WriteString(scanLeft(left).In(l) + "\n")
	}
	if source := cite.Source(used).In(l); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return b.String()
}

// ownHeading stands over what moves without standing out.
func ownHeading(found *scan.Result) domain.Text {
	if found.Setting.Country == "" {
		return text("Omat suunnat:", "Egna riktningar:", "Own trends:")
	}
	return text("Omat suunnat, joiden ei osoitettu eroavan koko maan kehityksestä:",
		"Egna riktningar, som inte påvisades avvika från hela landets utveckling:",
		"Own trends, not shown to differ from the country's:")
}

// aloneHeading stands over what moves with no trend of the country beside it.
var aloneHeading = text(
	"Omat suunnat, joita ei voitu verrata koko maan kehitykseen (maan lukuja ei ole tai niitä on liian vähän):",
	"Egna riktningar, som inte kunde jämföras med hela landets utveckling (det finns inga eller för få tal för landet):",
	"Own trends that there was nothing of the country's to compare with (no figures of it, or too few):")

// movesBy is what moves, and how.
func movesBy(r *scan.Entry, l domain.Lang) string {
	var by []string
	for _, f := range r.Own {
		if f == scan.LongTrend {
			by = append(by, directions[r.Trend.Direction].In(l))
		} else {
			by = append(by, findings[f].In(l)+" "+recentTrends[r.Trend.Recent.Trend].In(l))
		}
	}
	of := subjectOf(&r.Series, l)
	what := []string{Heading(r.Series.Indicator).In(l)}
	if !of.total {
		what = append(what, genders[r.Series.Gender].In(l))
	}
	if of.breakdown != "" {
		what = append(what, domain.BreakdownLabel(of.breakdown).In(l))
	}
	return strings.Join(what, ", ") + ": " + strings.Join(by, "; ") + " (" + qOf(r.Q, l) + ")"
}

func qOf(q float64, l domain.Lang) string {
	if q < 0.001 {
		return "q < " + locale.Number(l, 0.001, 3)
	}
	return "q = " + locale.Number(l, q, 3)
}

// findingPhrase says in words what a test found.
func findingPhrase(r *scan.Entry, f scan.Finding, l domain.Lang) string {
	switch {
	case f == scan.CountryLevel && r.Country.Method == scan.Position:
		return fmt.Sprintf(text("sija %d/%d alueiden joukossa", "rang %d/%d bland områdena", "rank %d of %d among the areas").In(l), r.Rank, r.Of)
	case f == scan.CountryLevel:
		return text("taso koko maahan verrattuna", "nivån jämfört med hela landet", "the level beside the country's").In(l)
	case f == scan.PeersLevel:
		return text("taso verrokkeihin verrattuna", "nivån jämfört med jämförelseområdena", "the level beside the peers'").In(l)
	}
	return besideCountry(&r.Against, l)
}

// besideCountry says how a series moved beside the country's.
func besideCountry(a *trend.Against, l domain.Lang) string {
	whole := text("koko maahan", "hela landet", "the whole country")
	if a.Without {
		whole = text("muuhun maahan", "övriga landet", "the rest of the country")
	}
	up := text("suhde %s kasvoi", "kvoten till %s ökade", "the ratio to %s rose")
	if a.MK.S < 0 {
		up = text("suhde %s pieneni", "kvoten till %s minskade", "the ratio to %s fell")
	}
	said := fmt.Sprintf(up.In(l), whole.In(l))
	if math.IsNaN(a.Slope) {
		return said
	}
	by := text(" %s vuodessa", " med %s per år", " by %s a year")
	return said + fmt.Sprintf(by.In(l), locale.Percent(l, math.Abs(a.Slope), 1))
}

// StandsOutBy names the findings of a row, and its q. A place among the areas
// of the category is said as one.
func StandsOutBy(r *scan.Entry, l domain.Lang) string {
	var by []string
	for _, f := range r.Findings {
		by = append(by, findingPhrase(r, f, l))
	}
	heading := text("Ero: ", "Skillnad: ", "Difference: ")
	if len(by) > 1 {
		heading = text("Erot: ", "Skillnader: ", "Differences: ")
	}
	return heading.In(l) + strings.Join(by, "; ") + " (" + qOf(r.Q, l) + ")."
}

// scanCaption says how many tests there were, and how many rows have findings.
func scanCaption(found *scan.Result, fdr float64) domain.Text {
	rows := found.Entries
	differences, own := scan.Tests(rows)
	form := text(
		"%s: testejä eroista %d, omista suunnista %d; rivejä %d, niistä erottuvia %d, vain oma suunta %d; vääriä löydöksistä odotetaan enintään %s",
		"%s: test av skillnader %d, av egna riktningar %d; rader %d, varav avvikande %d, endast egen riktning %d; väntad andel falska fynd högst %s",
		"%s: tests of differences %d, of own trends %d; rows %d, of which standing out %d, own trend only %d; expected share of false findings %s at most")
	return each(func(l domain.Lang) string {
		share := locale.Percent(l, fdr, locale.Decimals(1, fdr))
		return fmt.Sprintf(form.In(l), found.Region.Name.In(l), differences, own, len(rows), inClass(rows, scan.StandsOut), inClass(rows, scan.OwnTrend), share)
	})
}

// ScanSummary says how much was looked at and what came of it; fdr is the limit of q in
// percent.
func ScanSummary(found *scan.Result, fdr float64) domain.Text {
	return each(func(l domain.Lang) string {
		said := scanCaption(found, fdr).In(l) + "."
		for _, c := range []scan.Class{scan.NoFinding, scan.TooSmall, scan.NoData} {
			if n := inClass(found.Entries, c); n > 0 {
				said += fmt.Sprintf(" %s: %d.", scanClasses[c].In(l), n)
			}
		}
		return said
	})
}

func inClass(rows []scan.Entry, c scan.Class) int {
	n := 0
	for i := range rows {
		if rows[i].Class == c {
			n++
		}
	}
	return n
}
