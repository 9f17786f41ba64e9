package report

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/prose"
	"kuvio/internal/scan"
	"kuvio/internal/series"
)

// ScanSentences is a paragraph for each row of a scan that stands out, the most
// evident first, with the tests that it stands out by; then what was looked at
// besides, and the source. names names the peers.
func ScanSentences(found *scan.Result, o ScanOptions, cat *catalog.Catalog, names Names, l domain.Lang) string {
	var b strings.Builder
	var used []series.Series
	told, peers := 0, false
	for i := range found.Entries {
		r := &found.Entries[i]
		if r.Class != scan.StandsOut || o.Limit > 0 && told == o.Limit {
			continue
		}
		told++
		var country []series.Series // compared with in words only where the test against it finds something
		used = append(used, r.Series)
		if r.CountrySeries != nil {
			used = append(used, *r.CountrySeries)
			if slices.Contains(r.Findings, scan.CountryLevel) {
				country = append(country, *r.CountrySeries)
			}
		}
		peers = peers || slices.Contains(r.Findings, scan.PeersLevel)
		b.WriteString(prose.Sentence(prose.AboutOf(cat, &r.Trend, country), l) + " " + standsOutBy(r, l) + "\n\n")
	}
	b.WriteString(scanSummary(found, o.FDR, l) + "\n")
	if peers {
		for _, t := range scanPeers(found, names) {
			b.WriteString(t.In(l) + "\n")
		}
	}
	if left := inClass(found.Entries, scan.StandsOut) - told; left > 0 {
		b.WriteString(scanLeft(left).In(l) + "\n")
	}
	if source := cite.Source(used).In(l); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return b.String()
}

var findingPhrases = map[scan.Finding]domain.Text{
	scan.CountryLevel: text("taso koko maahan verrattuna", "nivån jämfört med hela landet", "the level beside the country's"),
	scan.PeersLevel:   text("taso verrokkeihin verrattuna", "nivån jämfört med jämförelseområdena", "the level beside the peers'"),
	scan.LongTrend:    text("pitkän aikavälin suunta", "den långsiktiga riktningen", "the long-term trend"),
	scan.RecentTrend:  text("viiden viime vuoden suunta", "riktningen de fem senaste åren", "the trend of the last five years"),
}

// standsOutBy names the findings of a row, and its q. A place among the areas
// of the category is said as one.
func standsOutBy(r *scan.Entry, l domain.Lang) string {
	var by []string
	for _, f := range r.Findings {
		phrase := findingPhrases[f].In(l)
		if f == scan.CountryLevel && r.Country.Method == scan.Position {
			phrase = fmt.Sprintf(text("sija %d/%d alueiden joukossa", "rang %d/%d bland områdena", "rank %d of %d among the areas").In(l), r.Rank, r.Of)
		}
		by = append(by, phrase)
	}
	q := "q = " + locale.Number(l, r.Q, 3)
	if r.Q < 0.001 {
		q = "q < " + locale.Number(l, 0.001, 3)
	}
	heading := text("Löydös: ", "Fynd: ", "Finding: ")
	if len(by) > 1 {
		heading = text("Löydökset: ", "Fynd: ", "Findings: ")
	}
	return heading.In(l) + strings.Join(by, "; ") + " (" + q + ")."
}

// scanCaption says how many tests there were, and how many rows have findings.
func scanCaption(found *scan.Result, fdr float64) domain.Text {
	rows := found.Entries
	tests := scan.Tests(rows)
	test := text("testi", "test", "test")
	if tests != 1 {
		test = text("testiä", "test", "tests")
	}
	part := text("indikaattorista tai sen osasta", "indikator eller del av den", "indicator or part of one")
	if len(rows) != 1 {
		part = text("indikaattorista tai niiden osasta", "indikatorer och delar av dem", "indicators and parts of them")
	}
	form := text(
		"%s: %d %s %d %s, löydöksiä %d rivillä; vääriä niistä odotetaan enintään %s, jos testit ovat toisistaan riippumattomia",
		"%s: %d %s av %d %s, %d med fynd; väntad andel falska fynd högst %s om testen är oberoende",
		"%s: %d %s of %d %s, %d with findings; expected share of false findings %s at most if the tests are independent")
	return each(func(l domain.Lang) string {
		share := locale.Percent(l, fdr, locale.Decimals(1, fdr))
		return fmt.Sprintf(form.In(l), found.Region.Name.In(l), tests, test.In(l), len(rows), part.In(l), inClass(rows, scan.StandsOut), share)
	})
}

// scanSummary says how much was looked at and what came of it.
func scanSummary(found *scan.Result, fdr float64, l domain.Lang) string {
	said := scanCaption(found, fdr).In(l) + "."
	for _, c := range []scan.Class{scan.NoFinding, scan.TooSmall, scan.NoData} {
		if n := inClass(found.Entries, c); n > 0 {
			said += fmt.Sprintf(" %s: %d.", scanClasses[c].In(l), n)
		}
	}
	return said
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
