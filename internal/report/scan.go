package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// ScanOptions say how much of a scan is shown.
type ScanOptions struct {
	FDR   float64 // the limit of q, in percent
	Limit int     // rows; 0 is all
	Width int     // characters of the terminal; 0 where it is none
}

// Scan is the table of what a scan found, a row for each indicator, gender and
// breakdown, in their order. names names the peers.
func Scan(found *scan.Result, o ScanOptions, names Names, l domain.Lang) *table.Table {
	shown := found.Entries
	if o.Limit > 0 {
		shown = shown[:min(o.Limit, len(shown))]
	}
	var used []series.Series
	subjects := make([]subject, len(shown))
	t := Table[scanRow]{Title: scanTitle(found.Region), Caption: scanCaption(found, o.FDR), Notes: []domain.Text{scanNote}}
	peers, places := false, false
	for i := range shown {
		r := &shown[i]
		used = append(used, r.Series)
		if r.CountrySeries != nil {
			used = append(used, *r.CountrySeries)
		}
		subjects[i] = subjectOf(&r.Series, l)
		t.Rows = append(t.Rows, scanRow{r, &subjects[i], shownDecimals(&r.Series, r.Series.Decimals(), r.Notes)})
		peers = peers || r.Peers.N > 0
		places = places || r.Country.Method == scan.Position && !r.Country.Untested
	}
	t.Columns, t.Source = scanColumns(subjects, o.Width), cite.Source(used)
	if places {
		t.Notes = append(t.Notes, placeNote)
	}
	if peers {
		t.Notes = append(t.Notes, scanPeers(found, names)...)
	}
	if left := len(found.Entries) - len(shown); left > 0 {
		t.After = append(t.After, scanLeft(left))
	}
	return t.Fill()
}

func scanTitle(of series.Area) domain.Text {
	return named(text("Mikä erottuu: %s", "Vad avviker: %s", "What stands out: %s"), of.Name.In)
}

var scanNote = text(
	"* löydös: q alle rajan; q on p korjattuna ajon kaikkien samaa kysyvien testien määrällä (Benjamini–Hochberg), erojen ja omien suuntien erikseen. Kehitys maahan nähden: alueen ja muun maan suhteen suunta (Mann–Kendall, perättäisten vuosien riippuvuus otettu huomioon). Suurempi tai pienempi on luottamusvälin mukaan, joka ei tunne alueiden välistä vaihtelua. Sija 1 on suurin arvo nykyisen aluejaon alueista.",
	"* fynd: q under gränsen; q är p justerat för antalet test i körningen som frågar detsamma (Benjamini–Hochberg), skillnader och egna riktningar för sig. Utveckling mot landets: riktningen av kvoten mellan området och övriga landet (Mann–Kendall, med hänsyn till att åren hänger ihop). Högre eller lägre är enligt konfidensintervallet, som inte känner variationen mellan områden. Rang 1 är det högsta värdet bland områdena i dagens indelning.",
	"* finding: q below the limit; q is p adjusted for all tests of the run that ask the same (Benjamini–Hochberg), differences and own trends apart. Trend beside the country's: that of the ratio of the area to the rest of the country (Mann–Kendall, allowing for years that hang together). Higher or lower is by the interval, which knows nothing of the variation between areas. Rank 1 is the highest value among the areas of today's division.")

// placeNote is for findings by place.
var placeNote = text(
	"Ilman luottamusväliä tasoa on arvioitu sijan mukaan, joka ei tunne alueen kokoa: pienet alueet ovat useammin ensimmäisiä tai viimeisiä.",
	"Utan konfidensintervall är nivån bedömd enligt rangen, som inte känner områdets storlek: små områden är oftare först eller sist.",
	"Without an interval the level is judged by the rank, which knows nothing of size: small areas are more often first or last.")

// scanPeers say by what the region's peers were found, and who they are.
func scanPeers(found *scan.Result, names Names) []domain.Text {
	s := found.Setting
	return peerNotes(compare.Alike{By: s.PeersBy, Of: map[domain.RegionID][]domain.RegionID{s.Region: s.Peers}}, names)
}

func scanLeft(n int) domain.Text {
	return text(fmt.Sprintf("Rivejä jäi pois: %d (--limit).", n), fmt.Sprintf("Utelämnade rader: %d (--limit).", n), fmt.Sprintf("Rows left out: %d (--limit).", n))
}

// scanRow is a row of Scan.
type scanRow struct {
	*scan.Entry
	subject  *subject
	decimals int
}

// scanColumns are for a terminal of so many characters, 0 for none. Titles of
// indicators are long: the turning year and the country's value are spared
// first; peers, rank and the last five years only where it could not show them;
// the year and the findings never.
func scanColumns(all []subject, width int) []Column[scanRow] {
	sparePeers, spareRank, spareRecent := 0, 0, 0
	if width < 120 {
		sparePeers = 3
	}
	if width < 100 {
		spareRank, spareRecent = 2, 1
	}
	about := func(r *scanRow) *subject { return r.subject }
	columns := part(subjectColumns(all), about)
	for i := range columns { // a line each, all of one region
		h := &columns[i].Heading
		h.Section, h.Wide = false, h.Wide || h.Name == "region_name"
	}
	return slices.Concat(columns, scanLevelColumns,
		scanPeersColumns(sparePeers), scanRankColumns(spareRank),
		scanTrendColumns, scanRecentColumns(spareRecent), scanFoundColumns, scanAgainstColumns,
		part(aboutColumns, about))
}

var scanLevelColumns = []Column[scanRow]{
	{Heading: table.Column{Name: "class", Title: text("Luokka", "Klass", "Class"), Section: true},
		Value: func(r *scanRow) table.Value { return word(r.Class, scanClasses) }},
	{Heading: table.Column{Name: "period", Title: text("Vuosi", "År", "Year"), Narrow: true},
		Value: func(r *scanRow) table.Value { return table.PeriodOf(r.Period) }},
	{Heading: table.Column{Name: "value", Title: valueTitle, Narrow: true},
		Value: func(r *scanRow) table.Value { return table.Num(r.Value, r.decimals) }},
	{Heading: table.Column{Name: "country_value", Title: text("Koko maa", "Hela landet", "Country"), Spare: 4, Narrow: true},
		Value: func(r *scanRow) table.Value { return table.Num(r.Country.Value, r.decimals) }},
	{Heading: table.Column{Name: "country_difference", Title: text("Ero maahan", "Skillnad mot landet", "From country"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.SignedNum(r.Country.Difference, r.decimals) }},
	{Heading: table.Column{Name: "country_verdict", Title: text("Maahan verrattuna", "Mot landet", "To country"), Narrow: true},
		Value: scanVerdict},
	{Heading: table.Column{Name: "country_method", Title: methodTitle, Wide: true},
		Value: func(r *scanRow) table.Value { return table.Str(string(r.Country.Method)) }},
	{Heading: table.Column{Name: "country_p", Title: text("Maa p", "Landet p", "Country p"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Country.P, 3) }},
	{Heading: table.Column{Name: "country_q", Title: text("Maa q", "Landet q", "Country q"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Country.Q, 3) }},
}

// scanPeersColumns are shown to people only where some row has peers.
func scanPeersColumns(spare int) []Column[scanRow] {
	return []Column[scanRow]{
		{Heading: table.Column{Name: "peers_value", Title: text("Verrokit", "Jämförbara", "Peers"), Spare: spare},
			Value: func(r *scanRow) table.Value {
				v := table.Num(r.Peers.Value, r.decimals)
				if !slices.Contains(r.Findings, scan.PeersLevel) {
					return v
				}
				return v.ForPeople(r.marked(scan.PeersLevel, each(func(l domain.Lang) string { return locale.Number(l, r.Peers.Value, r.decimals) })))
			},
			Idle: func(r *scanRow) bool { return r.Peers.N == 0 }},
		{Heading: table.Column{Name: "peers_n", Title: text("Verrokkeja", "Antal jämförbara", "Peers n"), Wide: true},
			Value: func(r *scanRow) table.Value { return counting(r.Peers.N) }},
		{Heading: table.Column{Name: "peers_p", Title: text("Verrokit p", "Jämförbara p", "Peers p"), Wide: true},
			Value: func(r *scanRow) table.Value { return table.PValue(r.Peers.P, 3) }},
		{Heading: table.Column{Name: "peers_q", Title: text("Verrokit q", "Jämförbara q", "Peers q"), Wide: true},
			Value: func(r *scanRow) table.Value { return table.PValue(r.Peers.Q, 3) }},
	}
}

func scanRankColumns(spare int) []Column[scanRow] {
	return []Column[scanRow]{
		{Heading: table.Column{Name: "rank", Title: rankTitle, Spare: spare, Narrow: true}, Value: func(r *scanRow) table.Value {
			if r.Rank <= 0 {
				return table.None()
			}
			place := same(strconv.Itoa(r.Rank) + "/" + strconv.Itoa(r.Of))
			if r.Country.Method == scan.Position {
				place = r.marked(scan.CountryLevel, place)
			}
			return table.IntOf(r.Rank).ForPeople(place)
		}},
		{Heading: table.Column{Name: "of", Title: ofTitle, Wide: true}, Value: func(r *scanRow) table.Value {
			if r.Rank <= 0 {
				return table.None()
			}
			return table.IntOf(r.Of)
		}},
	}
}

var scanTrendColumns = []Column[scanRow]{
	{Heading: table.Column{Name: "direction", Title: directionTitle, Narrow: true}, Value: func(r *scanRow) table.Value {
		if r.Trend.N <= 0 {
			return table.None()
		}
		return table.Str(string(r.Trend.Direction)).ForPeople(r.marked(scan.LongTrend, directions[r.Trend.Direction]))
	}},
	{Heading: table.Column{Name: "trend_p", Title: text("Suunta p", "Riktning p", "Trend p"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Long.P, 3) }},
	{Heading: table.Column{Name: "trend_q", Title: text("Suunta q", "Riktning q", "Trend q"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Long.Q, 3) }},
}

func scanRecentColumns(spare int) []Column[scanRow] {
	return []Column[scanRow]{
		{Heading: table.Column{Name: "recent", Title: recentTitle, Spare: spare}, Value: func(r *scanRow) table.Value {
			if r.Trend.N <= 0 {
				return table.None()
			}
			return table.Str(string(r.Trend.Recent.Trend)).ForPeople(r.marked(scan.RecentTrend, recentTrends[r.Trend.Recent.Trend]))
		}},
		{Heading: table.Column{Name: "recent_p", Title: recentPTitle, Wide: true},
			Value: func(r *scanRow) table.Value { return table.PValue(r.Recent.P, 3) }},
		{Heading: table.Column{Name: "recent_q", Title: text("5 v q", "5 år q", "5 years q"), Wide: true},
			Value: func(r *scanRow) table.Value { return table.PValue(r.Recent.Q, 3) }},
	}
}

var scanFoundColumns = []Column[scanRow]{
	{Heading: table.Column{Name: "last_joinpoint", Title: text("Käännevuosi", "Vändår", "Turning year"), Spare: 5},
		Value: func(r *scanRow) table.Value {
			years := r.Trend.Turning.Years()
			if len(years) == 0 {
				return table.None()
			}
			return table.PeriodOf(years[len(years)-1])
		}},
	{Heading: table.Column{Name: "findings", Title: text("Löydös", "Fynd", "Finding")}, Value: func(r *scanRow) table.Value {
		codes := make([]string, len(r.Findings))
		for i, f := range r.Findings {
			codes[i] = string(f)
		}
		shown := r.Findings
		if r.Class == scan.OwnTrend {
			shown = r.Own
		}
		return table.Str(strings.Join(codes, ";")).ForPeople(each(func(l domain.Lang) string {
			return list(shown, func(f scan.Finding) string { return findings[f].In(l) })
		}))
	}},
	{Heading: table.Column{Name: "p", Title: same("p"), Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.P, 3) }},
	{Heading: table.Column{Name: "q", Title: same("q")},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Q, 3) }},
	noteColumn(func(r *scanRow) domain.Notes { return r.Notes }),
}

// scanAgainstColumns are of the trend beside the country's, and of what came to
// stand to the right.
var scanAgainstColumns = []Column[scanRow]{
	{Heading: table.Column{Name: "country_trend", Title: text("Kehitys maahan nähden", "Utveckling mot landets", "Trend beside country's"), Spare: 6, Narrow: true},
		Value: func(r *scanRow) table.Value {
			if r.Against.Pace == "" {
				return table.None()
			}
			return table.Str(string(r.Against.Pace)).ForPeople(r.marked(scan.CountryTrend, paces[r.Against.Pace]))
		},
		Idle: func(r *scanRow) bool { return r.Against.Pace == "" }},
	{Heading: table.Column{Name: "country_trend_slope", Title: ratioTitle, Wide: true},
		Value: func(r *scanRow) table.Value { return table.SignedNum(r.Against.Slope, 1) }},
	{Heading: table.Column{Name: "country_trend_p", Title: ratioPTitle, Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Diverging.P, 3) }},
	{Heading: table.Column{Name: "country_trend_q", Title: ratioQTitle, Wide: true},
		Value: func(r *scanRow) table.Value { return table.PValue(r.Diverging.Q, 3) }},
	{Heading: table.Column{Name: "own_trends", Title: text("Oma suunta", "Egen riktning", "Own trend"), Wide: true},
		Value: func(r *scanRow) table.Value {
			codes := make([]string, len(r.Own))
			for i, f := range r.Own {
				codes[i] = string(f)
			}
			return table.Str(strings.Join(codes, ";")).ForPeople(each(func(l domain.Lang) string {
				return list(r.Own, func(f scan.Finding) string { return findings[f].In(l) })
			}))
		}},
}

var scanClasses = map[scan.Class]domain.Text{
	scan.StandsOut: text("Erottuu", "Avviker", "Stands out"),
	scan.OwnTrend:  text("Vain oma suunta, eroa ei osoitettu", "Endast egen riktning, ingen påvisad skillnad", "Own trend only, no difference shown"),
	scan.NoFinding: text("Ei löydöstä", "Inget fynd", "No finding"),
	scan.TooSmall:  text("Liian vähän arvioitavaksi", "För litet att bedöma", "Too little to tell"),
	scan.NoData:    text("Ei tietoja", "Uppgifter saknas", "No data"),
}

var findings = map[scan.Finding]domain.Text{
	scan.CountryLevel: text("taso", "nivå", "level"),
	scan.PeersLevel:   text("verrokit", "jämförbara", "peers"),
	scan.CountryTrend: text("kehitys maahan nähden", "utveckling mot landets", "trend beside country's"),
	scan.LongTrend:    text("suunta", "riktning", "trend"),
	scan.RecentTrend:  text("5 v", "5 år", "5 years"),
}

// scanVerdict is the verdict by the interval, marked where the level is a
// finding other than by the place among the areas.
func scanVerdict(r *scanRow) table.Value {
	if r.Verdict == compare.None {
		return table.None()
	}
	v := table.Str(string(r.Verdict))
	words, ok := verdicts[r.Verdict]
	switch {
	case !ok:
		return v
	case r.Country.Method == scan.Funnel:
		return v.ForPeople(r.marked(scan.CountryLevel, words))
	}
	return v.ForPeople(words)
}

// marked is what people read of a test, with a mark where it is a finding.
func (r *scanRow) marked(f scan.Finding, t domain.Text) domain.Text {
	if !slices.Contains(r.Findings, f) && !slices.Contains(r.Own, f) {
		return t
	}
	return each(func(l domain.Lang) string { return t.In(l) + " *" })
}
