package cli

import (
	"fmt"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// scanColumns are the columns of a scan beside those that say what a row is
// of. People see peers only where there are some; and since titles of
// indicators are long, a terminal spares all that is not about what changed.
func scanColumns(peers bool) []table.Column {
	return []table.Column{
		{Name: "class", Title: text("Luokka", "Klass", "Class"), Section: true},
		{Name: "period", Title: text("Vuosi", "År", "Year"), Spare: 1},
		{Name: "value", Title: text("Arvo", "Värde", "Value")},
		{Name: "country_value", Title: text("Koko maa", "Hela landet", "Country")},
		{Name: "country_difference", Title: text("Ero maahan", "Skillnad mot landet", "From country"), Wide: true},
		{Name: "country_verdict", Title: text("Maahan verrattuna", "Mot landet", "To country")},
		{Name: "country_method", Title: text("Menetelmä", "Metod", "Method"), Wide: true},
		{Name: "country_p", Title: text("Maa p", "Landet p", "Country p"), Wide: true},
		{Name: "country_q", Title: text("Maa q", "Landet q", "Country q"), Wide: true},
		{Name: "peers_value", Title: text("Verrokit", "Jämförbara", "Peers"), Wide: !peers, Spare: 4},
		{Name: "peers_n", Title: text("Verrokkeja", "Antal jämförbara", "Peers n"), Wide: true},
		{Name: "peers_p", Title: text("Verrokit p", "Jämförbara p", "Peers p"), Wide: true},
		{Name: "peers_q", Title: text("Verrokit q", "Jämförbara q", "Peers q"), Wide: true},
		{Name: "position", Title: text("Sija", "Rang", "Rank"), Spare: 2},
		{Name: "of", Title: text("Alueita", "Områden", "Of"), Wide: true},
		{Name: "direction", Title: text("Suunta", "Riktning", "Direction")},
		{Name: "trend_p", Title: text("Suunta p", "Riktning p", "Trend p"), Wide: true},
		{Name: "trend_q", Title: text("Suunta q", "Riktning q", "Trend q"), Wide: true},
		{Name: "recent", Title: text("5 v", "5 år", "5 years")},
		{Name: "recent_p", Title: text("5 v p", "5 år p", "5 years p"), Wide: true},
		{Name: "recent_q", Title: text("5 v q", "5 år q", "5 years q"), Wide: true},
		{Name: "turning", Title: text("Käänne", "Vändår", "Turned")},
		{Name: "findings", Title: text("Löydös", "Fynd", "Finding"), Spare: 3},
		{Name: "p", Title: text("p", "p", "p"), Wide: true},
		{Name: "q", Title: text("q", "q", "q")},
		noteColumn,
	}
}

var classNames = map[scan.Class]domain.Text{
	scan.StandsOut: text("Erottuu", "Avviker", "Stands out"),
	scan.NoFinding: text("Ei löydöstä", "Inget fynd", "No finding"),
	scan.TooSmall:  text("Liian pieni arvioitavaksi", "För litet att bedöma", "Too small to tell"),
	scan.NoData:    text("Ei tietoja", "Uppgifter saknas", "No data"),
}

var findingNames = map[scan.Finding]domain.Text{
	scan.CountryLevel: text("taso", "nivå", "level"),
	scan.PeersLevel:   text("verrokit", "jämförbara", "peers"),
	scan.LongTrend:    text("suunta", "riktning", "trend"),
	scan.RecentTrend:  text("5 v", "5 år", "5 years"),
}

// scanTable is the table of the rows, which are in their order.
func scanTable(s *session, o *scanOptions, region series.Area, rows []scan.Row) *table.Table {
	shown := rows
	if o.limit > 0 {
		shown = rows[:min(o.limit, len(rows))]
	}
	all := make([]series.Series, len(shown))
	var used []series.Series
	peers := false
	for i, r := range shown {
		all[i] = r.Series
		used = append(used, r.Series)
		if r.CountrySeries != nil {
			used = append(used, *r.CountrySeries)
		}
		peers = peers || r.Peers.N > 0
	}
	kind := kindColumns(all)
	kind[0].Section, kind[2].Wide = false, true // a line each, all of one region
	t := &table.Table{Columns: append(kind, scanColumns(peers)...), Source: cite.Source(used)}
	t.Caption = scanCaption(region, rows, o.fdr)
	var notes []domain.Notes
	for i := range shown {
		t.Rows = append(t.Rows, append(kindValues(&all[i], s.lang), scanValues(&shown[i])...))
		notes = append(notes, shown[i].Notes)
	}
	addNotes(t, notes)
	t.Notes = append([]domain.Text{scanNote}, t.Notes...)
	if left := len(rows) - len(shown); left > 0 {
		t.Notes = append(t.Notes, scanLeft(left))
	}
	return t
}

var scanNote = text(
	"* löydös: q alle rajan; q on p korjattuna ajon kaikkien testien määrällä (Benjamini–Hochberg). Suurempi tai pienempi on luottamusvälin mukaan, joka ei tunne alueiden välistä vaihtelua. Sija 1 on alueiden suurin arvo.",
	"* fynd: q under gränsen; q är p justerat för antalet test i körningen (Benjamini–Hochberg). Högre eller lägre är enligt konfidensintervallet, som inte känner variationen mellan områden. Rang 1 är det högsta värdet bland områdena.",
	"* finding: q below the limit; q is p adjusted for all tests of the run (Benjamini–Hochberg). Higher or lower is by the interval, which knows nothing of the variation between areas. Rank 1 is the highest value among the areas.")

func scanLeft(n int) domain.Text {
	return text(fmt.Sprintf("Rivejä jäi pois: %d (--limit).", n), fmt.Sprintf("Utelämnade rader: %d (--limit).", n), fmt.Sprintf("Rows left out: %d (--limit).", n))
}

// scanCaption says of how many tests what stands out does.
func scanCaption(region series.Area, rows []scan.Row, fdr float64) domain.Text {
	form := text(
		"%s: testejä %d, indikaattoreista ja niiden osista (%d) erottuu %d, kun vääriä löydöksiä sallitaan %s",
		"%s: %d test, av indikatorer och deras delar (%d) avviker %d när andelen falska fynd får vara %s",
		"%s: %d tests; of %d indicators and parts of them %d stand out, with %s false findings put up with")
	var t domain.Text
	for _, l := range domain.Langs {
		share := locale.Percent(l, fdr, locale.Decimals(1, fdr))
		numbers := []any{region.Name.In(l), scan.Tests(rows), len(rows), inClass(rows, scan.StandsOut), share}
		t.Set(l, fmt.Sprintf(form.In(l), numbers...))
	}
	return t
}

func inClass(rows []scan.Row, c scan.Class) int {
	n := 0
	for i := range rows {
		if rows[i].Class == c {
			n++
		}
	}
	return n
}
