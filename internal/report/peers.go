package report

import (
	"fmt"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Names names regions.
type Names func(domain.RegionID) domain.Text

// Peers is the table of the peers of a region: a row for the region itself and
// for each of them, three columns for each indicator they are compared by.
func Peers(r *peers.Result, names Names, l domain.Lang) *table.Table {
	var used []series.Series
	var said domain.Notes
	for _, v := range r.By {
		used = append(used, v.Series...)
		said = said.With(v.Notes...)
	}
	t := Table[peerRow]{Title: peersTitle(names(r.Target.Region)), Columns: peersColumns(r.By, said, l), Notes: []domain.Text{peersNote(r)}, Source: cite.Source(used)}
	for i, p := range append([]peers.Peer{r.Target}, r.Peers...) {
		t.Rows = append(t.Rows, peerRow{p, i, names(p.Region).In(l)})
	}
	return t.Fill()
}

func peersTitle(of domain.Text) domain.Text {
	return named(text("Verrokit: %s", "Jämförelseområden: %s", "Peers: %s"), of.In)
}

// peerRow is a row of Peers.
type peerRow struct {
	peers.Peer
	rank int // 0 is the region itself
	name string
}

// peersColumns are those of areas compared by some variables, of which the same
// is said in every row.
func peersColumns(by []peers.Variable, said domain.Notes, l domain.Lang) []Column[peerRow] {
	columns := []Column[peerRow]{
		{Heading: table.Column{Name: "rank", Title: rankTitle, Narrow: true}, Value: func(r *peerRow) table.Value {
			place := table.IntOf(r.rank)
			if r.rank == 0 {
				place = place.ForPeople(same("–"))
			}
			return place
		}},
		{Heading: table.Column{Name: "region", Title: referenceTitle, Wide: true},
			Value: func(r *peerRow) table.Value { return table.Str(string(r.Region)) }},
		{Heading: table.Column{Name: "region_name", Title: regionTitle, Narrow: true},
			Value: func(r *peerRow) table.Value { return table.Str(r.name) }},
		{Heading: table.Column{Name: "distance", Title: text("Etäisyys", "Avstånd", "Distance"), Narrow: true},
			Value: func(r *peerRow) table.Value { return table.Num(r.Distance, 2) }},
	}
	for i, v := range by {
		columns = append(columns, variableColumns(i, v)...)
	}
	columns = append(columns, noteColumn(func(*peerRow) domain.Notes { return said }))
	for _, v := range by {
		about := subjectOfKey(v.Indicator, domain.Key{}, "", l)
		for _, c := range part(aboutColumns, func(*peerRow) *subject { return &about }) {
			c.Heading.Name += "_" + string(v.Indicator.ID)
			c.Heading.Title = named(domain.Text{FI: c.Heading.Title.FI + " %s", SV: c.Heading.Title.SV + " %s", EN: c.Heading.Title.EN + " %s"}, func(domain.Lang) string { return string(v.Indicator.ID) })
			columns = append(columns, c)
		}
	}
	return columns
}

// variableColumns are those of the i-th variable. Its title, which may be long,
// stands below the table.
func variableColumns(i int, v peers.Variable) []Column[peerRow] {
	id := string(v.Indicator.ID)
	return []Column[peerRow]{
		{Heading: table.Column{Name: "value_" + id, Title: same(id), Narrow: true},
			Value: func(r *peerRow) table.Value { return table.Num(r.Values[i], v.Decimals) }},
		{Heading: table.Column{Name: "z_" + id, Title: same("z " + id), Spare: 1},
			Value: func(r *peerRow) table.Value { return table.SignedNum(r.Z[i], 2) }},
		{Heading: table.Column{Name: "period_" + id, Title: text("Vuosi "+id, "År "+id, "Period "+id), Wide: true},
			Value: func(*peerRow) table.Value { return table.PeriodOf(v.Period) }},
	}
}

// peersNote says how the peers were found, by what, and among how many.
func peersNote(r *peers.Result) domain.Text {
	form := text(
		"Etäisyys: z-lukujen (otoskeskihajonta) euklidinen etäisyys, indikaattorit yhtä painavia; z: alueen arvo miinus verrattavan alueen arvo keskihajontoina. Vertailtu %d aluetta, pois jäi puuttuvien arvojen vuoksi %d. Indikaattorit: %s.",
		"Avstånd: euklidiskt avstånd mellan z-värden (stickprovets standardavvikelse), indikatorerna väger lika; z: områdets värde minus det jämförda områdets i standardavvikelser. %d områden jämfördes, %d utelämnades på grund av saknade värden. Indikatorer: %s.",
		"Distance: Euclidean distance of z-scores (sample standard deviation), indicators weigh alike; z: the area's value less the region's in standard deviations. %d areas were compared, %d left out for missing values. Indicators: %s.")
	return each(func(l domain.Lang) string {
		by := make([]string, len(r.By))
		for i, v := range r.By {
			by[i] = strings.Join(strings.Fields(Heading(v.Indicator).In(l)), " ") + ", " + string(v.Period)
		}
		return fmt.Sprintf(form.In(l), r.Compared, len(r.LeftOut), strings.Join(by, "; "))
	})
}

// peerNotes say by what the peers in another table were found, who they are
// where they are one region's, and which regions have none.
func peerNotes(found compare.Alike, names Names) []domain.Text {
	var notes []domain.Text
	by := func(domain.Lang) string {
		return list(found.By, func(id domain.IndicatorID) string { return string(id) })
	}
	called := func(ids []domain.RegionID) func(domain.Lang) string {
		return func(l domain.Lang) string {
			return list(ids, func(id domain.RegionID) string { return names(id).In(l) })
		}
	}
	switch {
	case len(found.By) == 1:
		notes = append(notes, named(text("Verrokit on valittu vain yhden indikaattorin (%s) mukaan: tulos riippuu siitä.", "Jämförelseområdena är valda enligt en enda indikator (%s): resultatet beror på den.", "Peers were found by one indicator alone (%s): the result depends on it."), by))
	case len(found.By) > 1:
		notes = append(notes, named(text("Verrokit: lähimmät alueet indikaattorien %s mukaan ('kuvio peers').", "Jämförelseområden: de närmaste enligt indikatorerna %s ('kuvio peers').", "Peers: the nearest areas by indicators %s ('kuvio peers')."), by))
	}
	for _, ids := range found.Of {
		if len(found.Of) == 1 && len(ids) > 0 {
			notes = append(notes, named(text("Verrokit ovat %s.", "Jämförelseområdena är %s.", "The peers are %s."), called(ids)))
		}
	}
	if len(found.Without) > 0 {
		notes = append(notes, named(text("Ei verrokkeja: %s (jokin indikaattori puuttuu).", "Inga jämförelseområden: %s (någon indikator saknas).", "No peers: %s (an indicator is missing)."), called(found.Without)))
	}
	return notes
}
