package cli

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/scan"
	"kuvio/internal/table"
)

// scanValues are the values of scanColumns, the note still empty.
func scanValues(r *scan.Entry) []table.Value {
	d := r.Series.Decimals()
	shown := d
	if r.Notes.Has(domain.NoteFromCounts) {
		shown++
	}
	rank, of := table.None(), table.None()
	if r.Rank > 0 {
		rank, of = table.IntOf(r.Rank), table.IntOf(r.Of)
		both := fmt.Sprintf("%d/%d", r.Rank, r.Of)
		place := text(both, both, both)
		if r.Country.Method == scan.Position {
			place = marked(r, scan.CountryLevel, place)
		}
		rank = rank.ForPeople(place)
	}
	peers := table.None()
	if r.Peers.N > 0 {
		peers = table.IntOf(r.Peers.N)
	}
	direction, recent := table.None(), table.None()
	if r.Trend.N > 0 {
		direction = table.Str(string(r.Trend.Direction)).ForPeople(marked(r, scan.LongTrend, directionNames[r.Trend.Direction]))
		recent = table.Str(string(r.Trend.Recent.Trend)).ForPeople(marked(r, scan.RecentTrend, recentNames[r.Trend.Recent.Trend]))
	}
	return []table.Value{
		table.Str(string(r.Class)).ForPeople(classNames[r.Class]),
		table.PeriodOf(r.Period), table.Num(r.Value, shown),
		table.Num(r.Country.Value, shown), table.SignedNum(r.Country.Difference, shown),
		scanVerdict(r), table.Str(string(r.Country.Method)), table.PValue(r.Country.P, 3), table.PValue(r.Country.Q, 3),
		scanPeersValue(r, shown), peers, table.PValue(r.Peers.P, 3), table.PValue(r.Peers.Q, 3),
		rank, of,
		direction, table.PValue(r.Long.P, 3), table.PValue(r.Long.Q, 3),
		recent, table.PValue(r.Recent.P, 3), table.PValue(r.Recent.Q, 3),
		lastTurn(r), scanFindings(r.Findings), table.PValue(r.P, 3), table.PValue(r.Q, 3), table.None(),
	}
}

// scanVerdict is the verdict by the interval, marked where the level is a
// finding other than by the place among the areas.
func scanVerdict(r *scan.Entry) table.Value {
	if r.Verdict == compare.None {
		return table.None()
	}
	v := table.Str(string(r.Verdict))
	words, ok := verdictNames[r.Verdict]
	switch {
	case !ok:
		return v
	case r.Country.Method == scan.Funnel:
		return v.ForPeople(marked(r, scan.CountryLevel, words))
	}
	return v.ForPeople(words)
}

// scanPeersValue is the peers' value.
func scanPeersValue(r *scan.Entry, decimals int) table.Value {
	v := table.Num(r.Peers.Value, decimals)
	if !slices.Contains(r.Findings, scan.PeersLevel) {
		return v
	}
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, locale.Number(l, r.Peers.Value, decimals))
	}
	return v.ForPeople(marked(r, scan.PeersLevel, t))
}

// marked is what people read of a test, with a mark where it is a finding.
func marked(r *scan.Entry, f scan.Finding, t domain.Text) domain.Text {
	if !slices.Contains(r.Findings, f) {
		return t
	}
	return text(t.In(domain.Finnish)+" *", t.In(domain.Swedish)+" *", t.In(domain.English)+" *")
}

// lastTurn is the last year in which the trend turned.
func lastTurn(r *scan.Entry) table.Value {
	years := r.Trend.Turning.Years()
	if len(years) == 0 {
		return table.None()
	}
	return table.PeriodOf(years[len(years)-1])
}

func scanFindings(found []scan.Finding) table.Value {
	codes := make([]string, len(found))
	var words domain.Text
	for i, f := range found {
		codes[i] = string(f)
	}
	for _, l := range domain.Langs {
		names := make([]string, len(found))
		for i, f := range found {
			names[i] = findingNames[f].In(l)
		}
		words.Set(l, strings.Join(names, ", "))
	}
	return table.Str(strings.Join(codes, ";")).ForPeople(words)
}
