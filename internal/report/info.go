package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// fact is a row of what is known of an indicator or a region.
type fact struct {
	field, value string
	title        domain.Text
	short        string // of the value, for people; "" where that is it
}

var factColumns = []Column[fact]{
	{Heading: table.Column{Name: "field", Title: text("Tieto", "Uppgift", "Field")},
		Value: func(f *fact) table.Value { return table.Str(f.field).ForPeople(f.title) }},
	{Heading: table.Column{Name: "value", Title: text("Sisältö", "Innehåll", "Value")},
		Value: func(f *fact) table.Value {
			return table.Str(f.value).ForPeople(domain.Text{FI: cmp.Or(f.short, f.value)})
		}},
}

// facts gathers the rows, leaving out what is empty.
type facts struct {
	lang domain.Lang
	rows []fact
}

func (f *facts) add(field string, title domain.Text, value string) {
	if value != "" {
		f.rows = append(f.rows, fact{field: field, value: value, title: title})
	}
}

func (f *facts) table() *table.Table {
	t := Table[fact]{Columns: factColumns, Rows: f.rows}
	if i := slices.IndexFunc(f.rows, func(f fact) bool { return f.field == "title" || f.field == "region_name" }); i >= 0 {
		t.Title = same(f.rows[i].value)
	}
	return t.Fill()
}

// Indicator is the table of what is known of an indicator: its description, and
// what is held of it, nil where nothing is. describe describes others that it
// names.
func Indicator(ind domain.Indicator, held *session.Extent, describe func(domain.IndicatorID) domain.Indicator, l domain.Lang) *table.Table {
	f := facts{lang: l}
	f.add("indicator", indicatorColumn.Heading.Title, string(ind.ID))
	f.add("title", text("Nimi", "Namn", "Title"), ind.Title.In(f.lang))
	f.add("organization", text("Tuottaja", "Producent", "Producer"), ind.Organization.In(f.lang))
	f.add("unit", unitTitle, ind.Unit.Name().In(f.lang))
	if ind.Decimals != nil {
		f.add("decimals", text("Desimaaleja", "Decimaler", "Decimals"), strconv.Itoa(*ind.Decimals))
	}
	if ind.Denominator != "" {
		den := describe(ind.Denominator)
		f.add("denominator", text("Nimittäjä", "Nämnare", "Denominator"), string(den.ID)+" "+den.Title.In(f.lang))
	}
	if ind.Continues != "" {
		f.add("continues", text("Jatkaa", "Fortsätter", "Continues"), string(ind.Continues)+" "+describe(ind.Continues).Title.In(f.lang))
	}
	f.add("updated", text("Päivitetty", "Uppdaterad", "Updated"), ind.Updated)
	f.add("description", text("Kuvaus", "Beskrivning", "Description"), ind.Description.In(f.lang))
	f.add("notices", text("Huomautukset", "Anmärkningar", "Notices"), ind.Notices.In(f.lang))
	if held == nil {
		f.add("held", text("Työtilassa", "I arbetsytan", "Held"), text("ei tietoja", "inga uppgifter", "no data").In(f.lang))
	} else {
		f.held(held)
	}
	return f.table()
}

// held adds what is held of an indicator.
func (f *facts) held(e *session.Extent) {
	if !e.First.IsZero() {
		f.add("periods", text("Vuodet", "År", "Years"), locale.Range(string(e.First), string(e.Last)))
	}
	var cells []string
	for _, status := range []domain.Status{domain.OK, domain.Missing, domain.Suppressed} {
		if n := e.Cells[status]; n > 0 {
			cells = append(cells, fmt.Sprintf("%s: %s", statuses[status].In(f.lang), whole(float64(n), f.lang)))
		}
	}
	f.add("levels", text("Aluetasot", "Nivåer", "Levels"), list(e.Levels, func(level session.CategoryCount) string {
		return fmt.Sprintf("%s (%d)", levelName(level.Category, f.lang), level.Areas)
	}))
	f.add("genders", text("Sukupuolet", "Kön", "Genders"), list(e.Genders, func(g domain.Gender) string { return genders[g].In(f.lang) }))
	f.breakdowns(e.Breakdowns)
	f.add("cells", text("Havainnot", "Observationer", "Observations"), strings.Join(cells, ", "))
	f.add("retrieved", retrievedTitle, cite.Date(e.Retrieved, f.lang))
	if e.MadeUp {
		f.add("note", noteHeading.Title, domain.Note{Code: domain.NoteMadeUp}.Text().In(f.lang))
	}
}

// breakdowns adds the breakdowns held, where there are others than the total.
func (f *facts) breakdowns(held []string) {
	all := slices.SortedFunc(slices.Values(held), domain.CompareBreakdowns)
	if len(all) == 0 || len(all) == 1 && all[0] == "" {
		return
	}
	short := series.ListBreakdowns(all)
	if all[0] == "" {
		all[0] = "total"
	}
	f.add("breakdowns", text("Ryhmät", "Grupper", "Breakdowns"), strings.Join(all, ", "))
	f.rows[len(f.rows)-1].short = short
}

var statuses = map[domain.Status]domain.Text{
	domain.OK:         text("arvoja", "värden", "values"),
	domain.Missing:    missingWord,
	domain.Suppressed: text("salattu", "sekretessbelagda", "suppressed"),
}

// levelName is a category's name; "" is areas the catalogue does not know.
func levelName(c domain.Category, l domain.Lang) string {
	if c == "" {
		return text("tuntematon", "okänd", "unknown").In(l)
	}
	return c.Name(l)
}

// Region is the table of what is known of a region: its codes and names, and
// which areas it belongs to and since when.
func Region(id domain.RegionID, cat *catalog.Catalog, names Names, l domain.Lang) (*table.Table, error) {
	f := facts{lang: l}
	f.add("region", referenceTitle, string(id))
	r, ok := cat.ByID(id)
	if !ok {
		f.add("region_name", nameTitle, names(id).In(l))
		f.add("category", levelTitle, id.Category().Name(l))
		f.add("note", noteHeading.Title, text("luettelo ei tunne aluetta", "området finns inte i katalogen", "not in the catalogue").In(l))
		return f.table(), nil
	}
	f.called(&r)
	if r.Last != 0 {
		f.add("last_year", text("Viimeinen vuosi", "Sista år", "Last year"), strconv.Itoa(r.Last))
	}
	if r.Successor != "" {
		f.add("successor", successorTitle, string(r.Successor)+" "+names(r.Successor).In(l))
	}
	for _, m := range cat.BelongsTo(id) {
		f.add("member_of", text("Kuuluu", "Hör till", "Member of"), fmt.Sprintf("%s %s, %s", m.Area.ID, m.Area.Name.In(l), span(m, cat.Last())))
	}
	err := f.members(&r, cat)
	return f.table(), err
}

// called adds the names and the codes of a region.
func (f *facts) called(r *catalog.Region) {
	f.add("region_name", nameTitle, r.Name.In(f.lang))
	names := []string{}
	for _, l := range domain.Langs {
		if n := r.Name.In(l); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	f.add("names", text("Kaikki nimet", "Alla namn", "All names"), strings.Join(names, ", "))
	f.add("category", levelTitle, r.Category.Name(f.lang))
	f.add("code", text("Koodi", "Kod", "Code"), r.Code)
	if r.SotkanetID != 0 {
		f.add("sotkanet_id", sotkanetTitle, strconv.Itoa(r.SotkanetID))
	}
	for _, old := range r.OldIDs {
		f.add("old_sotkanet_id", text("Aiempi Sotkanet-id", "Tidigare Sotkanet-id", "Earlier Sotkanet id"), strconv.Itoa(old))
	}
}

// members adds the municipalities of an area, of its last year where it has
// ended.
func (f *facts) members(r *catalog.Region, cat *catalog.Catalog) error {
	years, ok := cat.DivisionYears(r.Category)
	if !ok || r.Category == domain.Kunta {
		return nil
	}
	year := years.To
	if r.Last != 0 {
		year = min(year, r.Last)
	}
	members, err := cat.MembersOf(domain.Kunta, r.ID, year)
	if err != nil {
		return err
	}
	names := list(members, func(m catalog.Region) string { return m.Name.In(f.lang) })
	f.add("members", text("Kunnat", "Kommuner", "Municipalities"), fmt.Sprintf("%d (%d): %s", len(members), year, names))
	return nil
}

// span is the years of a membership; one that holds today, in the last year of
// divisions, has no end.
func span(m catalog.Membership, last int) string {
	if m.Last == last {
		return locale.Range(strconv.Itoa(m.First), "")
	}
	return locale.Range(strconv.Itoa(m.First), strconv.Itoa(m.Last))
}
