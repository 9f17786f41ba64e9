package cli

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/prose"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// writeScan writes a paragraph for each row that stands out, the most evident
// first, with the tests that it stands out by; then what was looked at besides,
// and the source.
func (a *app) writeScan(s *session.Session, o *scanOptions, found *scan.Result) error {
	rows := found.Entries
	var b strings.Builder
	var used []series.Series
	told, peers := 0, false
	for i := range rows {
		r := &rows[i]
		if r.Class != scan.StandsOut || o.limit > 0 && told == o.limit {
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
		b.WriteString(prose.Sentence(prose.AboutOf(s.Catalog, &r.Trend, country), s.Lang) + " " + standsOutBy(r, s.Lang) + "\n\n")
	}
	b.WriteString(scanSummary(found.Region, rows, o.fdr, s.Lang) + "\n")
	if peers {
		for _, t := range scanPeerNotes(s, found.Setting) {
			b.WriteString(t.In(s.Lang) + "\n")
		}
	}
	if left := inClass(rows, scan.StandsOut) - told; left > 0 {
		b.WriteString(scanLeft(left).In(s.Lang) + "\n")
	}
	if source := cite.Source(used).In(s.Lang); source != "" {
		b.WriteString("\n" + source + "\n")
	}
	return a.printText(o.output, b.String())
}

var findingPhrases = map[scan.Finding]domain.Text{
	scan.CountryLevel: text("taso koko maahan verrattuna", "nivån jämfört med hela landet", "the level beside the country's"),
	scan.PeersLevel:   text("taso verrokkeihin verrattuna", "nivån jämfört med jämförelseområdena", "the level beside the peers'"),
	scan.LongTrend:    text("pitkä suunta", "den långa riktningen", "the long trend"),
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
func scanCaption(region series.Area, rows []scan.Entry, fdr float64) domain.Text {
	tests, found := scan.Tests(rows), inClass(rows, scan.StandsOut)
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
	var t domain.Text
	for _, l := range domain.Langs {
		share := locale.Percent(l, fdr, locale.Decimals(1, fdr))
		t.Set(l, fmt.Sprintf(form.In(l), region.Name.In(l), tests, test.In(l), len(rows), part.In(l), found, share))
	}
	return t
}

// scanSummary says how much was looked at and what came of it.
func scanSummary(region series.Area, rows []scan.Entry, fdr float64, l domain.Lang) string {
	said := scanCaption(region, rows, fdr).In(l) + "."
	for _, c := range []scan.Class{scan.NoFinding, scan.TooSmall, scan.NoData} {
		if n := inClass(rows, c); n > 0 {
			said += fmt.Sprintf(" %s: %d.", classNames[c].In(l), n)
		}
	}
	return said
}
