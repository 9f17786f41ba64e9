package cli

import (
	"fmt"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// scanColumns are the columns of a scan beside those that say what a row is
// of. People see peers only where there are some. Titles of indicators are
// long: a terminal of so many characters, 0 for none, spares the turning year
// and the country's value first; peers, rank and the last five years only where
// it could not show them; the year and the findings never.
func scanColumns(peers bool, width int) []table.Column {
	sparePeers, spareRank, spareRecent := 0, 0, 0
	if width < 120 {
		sparePeers = 3
	}
	if width < 100 {
		spareRank, spareRecent = 2, 1
	}
	return []table.Column{
		{Name: "class", Title: text("Luokka", "Klass", "Class"), Section: true},
		{Name: "period", Title: text("Vuosi", "År", "Year")},
		{Name: "value", Title: text("Arvo", "Värde", "Value")},
		{Name: "country_value", Title: text("Koko maa", "Hela landet", "Country"), Spare: 4},
		{Name: "country_difference", Title: text("Ero maahan", "Skillnad mot landet", "From country"), Wide: true},
		{Name: "country_verdict", Title: text("Maahan verrattuna", "Mot landet", "To country")},
		{Name: "country_method", Title: text("Menetelmä", "Metod", "Method"), Wide: true},
		{Name: "country_p", Title: text("Maa p", "Landet p", "Country p"), Wide: true},
		{Name: "country_q", Title: text("Maa q", "Landet q", "Country q"), Wide: true},
		{Name: "peers_value", Title: text("Verrokit", "Jämförbara", "Peers"), Wide: !peers, Spare: sparePeers},
		{Name: "peers_n", Title: text("Verrokkeja", "Antal jämförbara", "Peers n"), Wide: true},
		{Name: "peers_p", Title: text("Verrokit p", "Jämförbara p", "Peers p"), Wide: true},
		{Name: "peers_q", Title: text("Verrokit q", "Jämförbara q", "Peers q"), Wide: true},
		{Name: "rank", Title: text("Sija", "Rang", "Rank"), Spare: spareRank},
		{Name: "of", Title: text("Alueita", "Områden", "Of"), Wide: true},
		{Name: "direction", Title: text("Suunta", "Riktning", "Direction")},
		{Name: "trend_p", Title: text("Suunta p", "Riktning p", "Trend p"), Wide: true},
		{Name: "trend_q", Title: text("Suunta q", "Riktning q", "Trend q"), Wide: true},
		{Name: "recent", Title: text("5 v", "5 år", "5 years"), Spare: spareRecent},
		{Name: "recent_p", Title: text("5 v p", "5 år p", "5 years p"), Wide: true},
		{Name: "recent_q", Title: text("5 v q", "5 år q", "5 years q"), Wide: true},
		{Name: "last_joinpoint", Title: text("Käännevuosi", "Vändår", "Turning year"), Spare: 5},
		{Name: "findings", Title: text("Löydös", "Fynd", "Finding")},
		{Name: "p", Title: text("p", "p", "p"), Wide: true},
		{Name: "q", Title: text("q", "q", "q")},
		noteColumn,
	}
}

var classNames = map[scan.Class]domain.Text{
	scan.StandsOut: text("Löydöksiä", "Fynd", "Findings"),
	scan.NoFinding: text("Ei löydöstä", "Inget fynd", "No finding"),
	scan.TooSmall:  text("Liian vähän arvioitavaksi", "För litet att bedöma", "Too little to tell"),
	scan.NoData:    text("Ei tietoja", "Uppgifter saknas", "No data"),
}

var findingNames = map[scan.Finding]domain.Text{
	scan.CountryLevel: text("taso", "nivå", "level"),
	scan.PeersLevel:   text("verrokit", "jämförbara", "peers"),
	scan.LongTrend:    text("suunta", "riktning", "trend"),
	scan.RecentTrend:  text("5 v", "5 år", "5 years"),
}

// scanTable is the table of the rows, which are in their order.
func scanTable(s *session.Session, o *scanOptions, found *scan.Result, width int) *table.Table {
	rows := found.Entries
	shown := rows
	if o.limit > 0 {
		shown = rows[:min(o.limit, len(rows))]
	}
	all := make([]series.Series, len(shown))
	var used []series.Series
	peers, places := false, false
	for i, r := range shown {
		all[i] = r.Series
		used = append(used, r.Series)
		if r.CountrySeries != nil {
			used = append(used, *r.CountrySeries)
		}
		peers = peers || r.Peers.N > 0
		places = places || r.Country.Method == scan.Position && !r.Country.Untested
	}
	kind := kindColumns(all)
	kind[0].Section, kind[2].Wide = false, true // a line each, all of one region
	t := &table.Table{Columns: append(kind, scanColumns(peers, width)...), Source: cite.Source(used)}
	t.Caption = scanCaption(found.Region, rows, o.fdr)
	var notes []domain.Notes
	for i := range shown {
		t.Rows = append(t.Rows, append(kindValues(&all[i], s.Lang), scanValues(&shown[i])...))
		notes = append(notes, shown[i].Notes)
	}
	addNotes(t, notes)
	said := []domain.Text{scanNote}
	if places {
		said = append(said, placeNote)
	}
	if peers {
		said = append(said, scanPeerNotes(s, found.Setting)...)
	}
	t.Notes = append(said, t.Notes...)
	if left := len(rows) - len(shown); left > 0 {
		t.Notes = append(t.Notes, scanLeft(left))
	}
	return t
}

var scanNote = text(
	"* löydös: q alle rajan; q on p korjattuna ajon kaikkien testien määrällä (Benjamini–Hochberg). Suunnan p on liian pieni, kun peräkkäiset vuodet riippuvat toisistaan. Suurempi tai pienempi on luottamusvälin mukaan, joka ei tunne alueiden välistä vaihtelua. Sija 1 on suurin arvo nykyisen aluejaon alueista.",
	"* fynd: q under gränsen; q är p justerat för antalet test i körningen (Benjamini–Hochberg). Riktningens p är för litet när åren hänger ihop. Högre eller lägre är enligt konfidensintervallet, som inte känner variationen mellan områden. Rang 1 är det högsta värdet bland områdena i dagens indelning.",
	"* finding: q below the limit; q is p adjusted for all tests of the run (Benjamini–Hochberg). p of a trend is too small where one year hangs on the one before. Higher or lower is by the interval, which knows nothing of the variation between areas. Rank 1 is the highest value among the areas of today's division.")

// placeNote is for findings by place.
var placeNote = text(
	"Ilman luottamusväliä tasoa on arvioitu sijan mukaan, joka ei tunne alueen kokoa: pienet alueet ovat useammin ensimmäisiä tai viimeisiä.",
	"Utan konfidensintervall är nivån bedömd enligt rangen, som inte känner områdets storlek: små områden är oftare först eller sist.",
	"Without an interval the level is judged by the rank, which knows nothing of size: small areas are more often first or last.")

// scanPeerNotes say by what the region's peers were found, and who they are.
func scanPeerNotes(s *session.Session, setting scan.Setting) []domain.Text {
	return peerNotes(s, compare.Alike{By: setting.PeersBy, Of: map[domain.RegionID][]domain.RegionID{setting.Region: setting.Peers}})
}

func scanLeft(n int) domain.Text {
	return text(fmt.Sprintf("Rivejä jäi pois: %d (--limit).", n), fmt.Sprintf("Utelämnade rader: %d (--limit).", n), fmt.Sprintf("Rows left out: %d (--limit).", n))
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
