package cli

import (
	"fmt"
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/profile"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
)

var profileColumns = []table.Column{
	{Name: "period", Title: text("Vuosi", "År", "Period")},
	{Name: "value", Title: text("Arvo", "Värde", "Value")},
	{Name: "previous_period", Title: text("Ed. vuosi", "Föreg. år", "Prev. period"), Spare: 5},
	{Name: "previous", Title: text("Ed. arvo", "Föreg. värde", "Previous"), Spare: 6},
	{Name: "change", Title: text("Muutos", "Förändring", "Change")},
	{Name: "direction", Title: text("Suunta", "Riktning", "Direction")},
	{Name: "recent", Title: text("5 v", "5 år", "5 years"), Spare: 1},
}

var profileNote = text(
	"Ed. arvo on viimeisin aikaisempi arvo. Suunta: Mann–Kendallin testi koko sarjasta; 5 v: viiden viime vuoden suunta (Fingertips). Suurempi tai pienempi, kun arvon koko 95 %:n luottamusväli on vertailuarvon ylä- tai alapuolella. Muutokset ja erot on laskettu pyöristämättömistä arvoista.",
	"Föreg. värde är det senaste tidigare värdet. Riktning: Mann–Kendalls test av hela serien; 5 år: de fem senaste årens riktning (Fingertips). Högre eller lägre när värdets hela 95-procentiga konfidensintervall ligger över eller under jämförelsevärdet. Förändringar och skillnader är beräknade ur oavrundade värden.",
	"Previous is the latest earlier value. Direction: Mann–Kendall test of the whole series; 5 years: direction of the last five (Fingertips). Higher or lower where the value's whole 95% interval is above or below the benchmark's value. Changes and differences are of unrounded values.")

// profileTable has a row for each indicator, and four columns for each
// benchmark, numbered from 1. A report has the indicators in one table; in text,
// where their long titles would leave no room, each stands above its row.
func profileTable(rows []profile.Entry, area series.Area, benchmarks []compare.Benchmark, format table.Format, l domain.Lang) *table.Table {
	all := make([]series.Series, len(rows))
	for i := range rows {
		all[i] = rows[i].Series.Series
	}
	t := &table.Table{Caption: area.Name, Columns: kindColumns(all)}
	for i := range t.Columns {
		c := &t.Columns[i]
		c.Section = c.Section && format == table.Text
		c.Wide = c.Wide || c.Name == "region_name" // which is the caption
	}
	t.Columns = append(t.Columns, profileColumns...)
	for i, b := range benchmarks {
		t.Columns = append(t.Columns, besideColumns(i+1, b.Name)...)
	}
	t.Columns = append(t.Columns, table.Column{Name: "assessment", Title: text("Arvio", "Bedömning", "Assessment")}, noteColumn)
	notes := make([]domain.Notes, len(rows))
	for i := range rows {
		t.Rows, notes[i] = append(t.Rows, profileRow(&rows[i], benchmarks, l)), rows[i].Notes
		for _, b := range rows[i].Beside {
			for _, source := range b.Sources {
				all = append(all, source.Series)
			}
		}
	}
	t.Source = cite.Source(all)
	hideIdle(t, rows)
	addNotes(t, notes)
	t.Notes = append([]domain.Text{profileNote}, t.Notes...)
	return t
}

// besideColumns are those of the n-th benchmark: its name over its value, and
// what follows is beside that.
func besideColumns(n int, name domain.Text) []table.Column {
	id := fmt.Sprintf("benchmark_%d", n)
	return []table.Column{
		{Name: id, Title: text("Vertailualue", "Jämförelseområde", "Benchmark"), Wide: true},
		{Name: id + "_value", Title: name},
		{Name: id + "_difference", Title: text("Ero", "Skillnad", "Difference"), Spare: 10},
		{Name: id + "_verdict", Title: text("Tulos", "Resultat", "Verdict")},
	}
}

func profileRow(r *profile.Entry, benchmarks []compare.Benchmark, l domain.Lang) []table.Value {
	d := profileDecimals(r)
	row := append(kindValues(&r.Series.Series, l),
		table.PeriodOf(r.Point.Period), shownValue(r.Point.Cell(), d), table.PeriodOf(r.Previous.Period), table.Num(r.Previous.Value, d), table.SignedNum(r.Change, d))
	row = append(row, movement(r)...)
	for i, b := range r.Beside {
		row = append(row,
			table.Str(benchmarks[i].ID).ForPeople(benchmarks[i].Name), table.Num(b.Value, d), table.SignedNum(b.Difference, d),
			table.Str(string(b.Verdict)).ForPeople(verdictNames[b.Verdict]))
	}
	return append(row, table.Str(string(r.Assessment)).ForPeople(comparisonNames[r.Assessment]), table.None())
}

// movement are the values of direction and recent.
func movement(r *profile.Entry) []table.Value {
	if r.Direction == "" {
		return []table.Value{table.None(), table.None()}
	}
	return []table.Value{
		table.Str(string(r.Direction)).ForPeople(directionNames[r.Direction]),
		table.Str(string(r.Recent)).ForPeople(recentNames[r.Recent]),
	}
}

// profileDecimals is how many decimals a row is shown with: as published, and
// one more where values were computed from counts.
func profileDecimals(r *profile.Entry) int {
	d := r.Series.Decimals()
	if r.Notes.Has(domain.NoteFromCounts) {
		d++
	}
	return d
}

// hideIdle hides from people the columns that say nothing in any row.
func hideIdle(t *table.Table, rows []profile.Entry) {
	none := func(idle func(r profile.Entry) bool) bool {
		return !slices.ContainsFunc(rows, func(r profile.Entry) bool { return !idle(r) })
	}
	hide := map[string]bool{
		"recent":     none(func(r profile.Entry) bool { return r.Recent == "" || r.Recent == stats.RecentNotComputed }),
		"assessment": none(func(r profile.Entry) bool { return r.Assessment == "" }),
	}
	for i := range t.Columns {
		t.Columns[i].Wide = t.Columns[i].Wide || hide[t.Columns[i].Name]
	}
}
