package report

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

// Profile is the table of an area's profile: a row for each indicator, and four
// columns for each benchmark, numbered from 1. A report has the indicators in
// one table; inSections, as in text, where their long titles would leave no
// room, each stands above its row. names names the peers.
func Profile(r *profile.Result, area series.Area, inSections bool, names Names, l domain.Lang) *table.Table {
	subjects := make([]subject, len(r.Entries))
	var used []series.Series
	for i := range r.Entries {
		subjects[i] = subjectOf(&r.Entries[i].Series.Series, l)
		used = append(used, r.Entries[i].Series.Series)
	}
	t := Table[profileRow]{Columns: profileColumns(subjects, r.All, inSections), Title: profileTitle(area), Caption: area.Name, Notes: []domain.Text{profileNote}, Brief: []domain.Text{profileBrief}, After: peerNotes(r.Alike, names)}
	for i := range r.Entries {
		row := &r.Entries[i]
		t.Rows = append(t.Rows, profileRow{row, &subjects[i], shownDecimals(&row.Series.Series, row.Series.Decimals(), row.Notes)})
		for _, b := range row.Beside {
			for _, source := range b.Sources {
				used = append(used, source.Series)
			}
		}
	}
	if slices.ContainsFunc(r.Entries, func(e profile.Entry) bool {
		return slices.ContainsFunc(e.Beside, func(b profile.Beside) bool { return b.Both })
	}) {
		t.Notes, t.Brief = append(t.Notes, bothNote), append(t.Brief, bothNote)
	}
	t.Source = cite.Source(used)
	return t.Fill()
}

var profileNote = text(
	"Ed. arvo on viimeisin aikaisempi arvo. Suunta: Mann–Kendallin testi koko sarjasta tai, jos suunta on kääntynyt, viimeisin käänne ja suunta sen jälkeen (joinpoint); 5 v: viiden viime vuoden suunta (Fingertips). Suurempi tai pienempi, kun arvon koko 95 %:n luottamusväli on vertailuarvon ylä- tai alapuolella. Muutokset ja erot on laskettu pyöristämättömistä arvoista.",
	"Föreg. värde är det senaste tidigare värdet. Riktning: Mann–Kendalls test av hela serien eller, om riktningen vänt, den senaste vändningen och riktningen sedan dess (joinpoint); 5 år: de fem senaste årens riktning (Fingertips). Högre eller lägre när värdets hela 95-procentiga konfidensintervall ligger över eller under jämförelsevärdet. Förändringar och skillnader är beräknade ur oavrundade värden.",
	"Previous is the latest earlier value. Direction: Mann–Kendall test of the whole series or, where that turned, its last turn and the direction since (joinpoint); 5 years: direction of the last five (Fingertips). Higher or lower where the value's whole 95% interval is above or below the benchmark's value. Changes and differences are of unrounded values.")

var profileBrief = text(
	"Muutos on edellisestä arvosta. Suunta: Mann–Kendallin testi koko sarjasta tai, jos suunta on kääntynyt, viimeisin käänne ja suunta sen jälkeen (joinpoint). Suurempi tai pienempi, kun arvon koko 95 %:n luottamusväli on vertailuarvon ylä- tai alapuolella.",
	"Förändringen är från det föregående värdet. Riktning: Mann–Kendalls test av hela serien eller, om riktningen vänt, den senaste vändningen och riktningen sedan dess (joinpoint). Högre eller lägre när värdets hela 95-procentiga konfidensintervall ligger över eller under jämförelsevärdet.",
	"The change is from the previous value. Direction: Mann–Kendall test of the whole series or, where that turned, its last turn and the direction since (joinpoint). Higher or lower where the value's whole 95% interval is above or below the benchmark's value.")

func profileTitle(area series.Area) domain.Text {
	return named(text("Indikaattorit: %s", "Indikatorer: %s", "Indicators: %s"), area.Name.In)
}

// profileRow is a row of Profile.
type profileRow struct {
	*profile.Entry
	subject  *subject
	decimals int
}

func profileColumns(all []subject, benchmarks []compare.Benchmark, inSections bool) []Column[profileRow] {
	about := func(r *profileRow) *subject { return r.subject }
	columns := part(subjectColumns(all), about)
	for i := range columns {
		h := &columns[i].Heading
		h.Section = h.Section && inSections
		h.Wide = h.Wide || h.Name == "region_name" // which is the caption
	}
	columns = append(columns, ownColumns...)
	if len(benchmarks) > 1 {
		offPaper(columns, "change")
	}
	for i, b := range benchmarks {
		columns = append(columns, benchmarkColumns(i, b, i == len(benchmarks)-1)...)
	}
	columns = append(columns,
		Column[profileRow]{Heading: table.Column{Name: "assessment", Title: assessmentTitle, Narrow: true},
			Value: func(r *profileRow) table.Value { return word(r.Assessment, standings) },
			Idle:  func(r *profileRow) bool { return r.Assessment == "" }},
		noteColumn(func(r *profileRow) domain.Notes { return r.Notes }),
		Column[profileRow]{Heading: table.Column{Name: "turned", Title: text("Kääntynyt", "Vände", "Turned"), Wide: true},
			Value: func(r *profileRow) table.Value { return table.PeriodOf(r.Turned) }},
		Column[profileRow]{Heading: table.Column{Name: "since_turned", Title: text("Siitä lähtien", "Sedan dess", "Since then"), Wide: true},
			Value: func(r *profileRow) table.Value { return word(r.Since, directions) }})
	return append(columns, part(aboutColumns, about)...)
}

// course is the direction or, of a series that turned, the year and what it has
// done since: the direction of the whole tells neither.
func (r *profileRow) course() domain.Text {
	if r.Turned.IsZero() {
		return directions[r.Direction]
	}
	return each(func(l domain.Lang) string {
		return fmt.Sprintf(turnedSince[r.Since].In(l), r.Turned)
	})
}

var turnedSince = map[stats.Direction]domain.Text{
	stats.Rising:  text("kääntynyt %s, ↗ nousussa", "vände %s, ↗ stiger", "turned %s, ↗ rising"),
	stats.Falling: text("kääntynyt %s, ↘ laskussa", "vände %s, ↘ sjunker", "turned %s, ↘ falling"),
	stats.Steady:  text("kääntynyt %s, → vakaa", "vände %s, → stabil", "turned %s, → steady"),
	stats.Unclear: text("kääntynyt %s, ? epäselvä sen jälkeen", "vände %s, ? oklar sedan dess", "turned %s, ? unclear since"),
}

// ownColumns are those of the area itself.
var ownColumns = []Column[profileRow]{
	{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
		Value: func(r *profileRow) table.Value { return table.PeriodOf(r.Point.Period) }},
	{Heading: table.Column{Name: "value", Title: valueTitle, Narrow: true},
		Value: func(r *profileRow) table.Value { return pointValue(r.Point, r.decimals) }},
	{Heading: table.Column{Name: "previous_period", Title: text("Ed. vuosi", "Föreg. år", "Prev. period"), Spare: 5},
		Value: func(r *profileRow) table.Value { return table.PeriodOf(r.Previous.Period) }},
	{Heading: table.Column{Name: "previous", Title: text("Ed. arvo", "Föreg. värde", "Previous"), Spare: 6},
		Value: func(r *profileRow) table.Value { return table.Num(r.Previous.Value, r.decimals) }},
	{Heading: table.Column{Name: "change", Title: changeTitle, Narrow: true},
		Value: func(r *profileRow) table.Value { return table.SignedNum(r.Change, r.decimals) }},
	{Heading: table.Column{Name: "direction", Title: directionTitle, Narrow: true},
		Value: func(r *profileRow) table.Value {
			if r.Direction == "" {
				return table.None()
			}
			return table.Str(string(r.Direction)).ForPeople(r.course())
		}},
	{Heading: table.Column{Name: "recent", Title: recentTitle, Spare: 1},
		Value: func(r *profileRow) table.Value {
			if r.Direction == "" {
				return table.None()
			}
			return word(r.Recent, recentTrends)
		},
		Idle: func(r *profileRow) bool { return r.Recent == "" || r.Recent == stats.RecentNotComputed }},
}

// benchmarkColumns are those of the i-th benchmark: its name over its value,
// and what follows is beside that. A page has room for the verdict beside the last alone.
func benchmarkColumns(i int, b compare.Benchmark, last bool) []Column[profileRow] {
	id := fmt.Sprintf("benchmark_%d", i+1)
	beside := func(r *profileRow) *profile.Beside { return &r.Beside[i] }
	return []Column[profileRow]{
		{Heading: table.Column{Name: id, Title: text("Vertailualue", "Jämförelseområde", "Benchmark"), Wide: true},
			Value: func(*profileRow) table.Value { return table.Str(b.ID).ForPeople(b.Name) }},
		{Heading: table.Column{Name: id + "_value", Title: b.Name, Narrow: true},
			Value: func(r *profileRow) table.Value { return table.Num(beside(r).Value, r.decimals) }},
		{Heading: table.Column{Name: id + "_difference", Title: differenceTitle, Spare: 10},
			Value: func(r *profileRow) table.Value { return table.SignedNum(beside(r).Difference, r.decimals) }},
		{Heading: table.Column{Name: id + "_verdict", Title: verdictTitle, Narrow: last},
			Value: func(r *profileRow) table.Value { return word(beside(r).Verdict, verdicts) }},
	}
}
