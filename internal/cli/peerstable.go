package cli

import (
	"fmt"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// peersTable has a row for the region itself and for each of its peers, and
// three columns for each indicator they are compared by.
func peersTable(s *session.Session, r peers.Result) *table.Table {
	var used []series.Series
	for _, v := range r.By {
		used = append(used, v.Series...)
	}
	t := &table.Table{Columns: []table.Column{
		{Name: "rank", Title: text("Sija", "Rang", "Rank")},
		{Name: "region", Title: text("Tunnus", "Kod", "Reference"), Wide: true},
		{Name: "region_name", Title: text("Alue", "Område", "Region")},
		{Name: "distance", Title: text("Etäisyys", "Avstånd", "Distance")},
	}, Source: cite.Source(used)}
	var said domain.Notes
	for _, v := range r.By {
		t.Columns = append(t.Columns, peerColumns(v)...)
		said = said.With(v.Notes...)
	}
	t.Columns = append(t.Columns, noteColumn)
	rows := append([]peers.Peer{r.Target}, r.Peers...)
	notes := make([]domain.Notes, len(rows))
	for i, p := range rows {
		t.Rows = append(t.Rows, peerRow(s, r.By, i, p))
		notes[i] = said
	}
	addNotes(t, notes)
	t.Notes = append([]domain.Text{peersNote(r)}, t.Notes...)
	return t
}

// peerColumns are those of one indicator. Its title, which may be long, stands
// below the table.
func peerColumns(v peers.Variable) []table.Column {
	id := string(v.Indicator.ID)
	return []table.Column{
		{Name: "value_" + id, Title: text(id, id, id)},
		{Name: "z_" + id, Title: text("z "+id, "z "+id, "z "+id), Spare: 1},
		{Name: "period_" + id, Title: text("Vuosi "+id, "År "+id, "Period "+id), Wide: true},
	}
}

func peerRow(s *session.Session, by []peers.Variable, rank int, p peers.Peer) []table.Value {
	place := table.IntOf(rank)
	if rank == 0 {
		place = place.ForPeople(text("–", "–", "–"))
	}
	row := []table.Value{place, table.Str(string(p.Region)), table.Str(s.RegionName(p.Region).In(s.Lang)), table.Num(p.Distance, 2)}
	for j, v := range by {
		row = append(row, table.Num(p.Values[j], v.Decimals), table.SignedNum(p.Z[j], 2), table.PeriodOf(v.Period))
	}
	return append(row, table.None()) // the note
}

// peersNote says how the peers were found, by what, and among how many.
func peersNote(r peers.Result) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		by := make([]string, len(r.By))
		for i, v := range r.By {
			by[i] = strings.Join(strings.Fields(heading(v.Indicator).In(l)), " ") + ", " + string(v.Period)
		}
		t.Set(l, fmt.Sprintf(text(
			"Etäisyys: z-lukujen (otoskeskihajonta) euklidinen etäisyys, indikaattorit yhtä painavia; z: alueen arvo miinus verrattavan alueen arvo keskihajontoina. Vertailtu %d aluetta, pois jäi puuttuvien arvojen vuoksi %d. Indikaattorit: %s.",
			"Avstånd: euklidiskt avstånd mellan z-värden (stickprovets standardavvikelse), indikatorerna väger lika; z: områdets värde minus det jämförda områdets i standardavvikelser. %d områden jämfördes, %d utelämnades på grund av saknade värden. Indikatorer: %s.",
			"Distance: Euclidean distance of z-scores (sample standard deviation), indicators weigh alike; z: the area's value less the region's in standard deviations. %d areas were compared, %d left out for missing values. Indicators: %s.").In(l),
			r.Compared, len(r.LeftOut), strings.Join(by, "; ")))
	}
	return t
}
