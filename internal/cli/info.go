package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

type infoOptions struct {
	output
	indicator string
	region    string
}

func newInfo(a *app) *cobra.Command {
	o := new(infoOptions)
	cmd := &cobra.Command{
		Use:   "info -i INDICATOR | -r REGION",
		Short: "Describe an indicator or a region",
		Long: `Info describes an indicator: what it measures, its unit and producer, and which
years, levels and genders the workspace holds. Or a region: its codes and
names, and which areas it belongs to and since when.`,
		Example: `  kuvio info -i 191
  kuvio info -r kunta:291`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runInfo(cmd.Context(), o) },
	}
	o.output.bind(cmd)
	cmd.Flags().StringVarP(&o.indicator, "indicator", "i", "", "an indicator, such as 191")
	cmd.Flags().StringVarP(&o.region, "region", "r", "", "a region, such as kunta:291")
	return cmd
}

func (a *app) runInfo(ctx context.Context, o *infoOptions) error {
	if (o.indicator == "") == (o.region == "") {
		return usagef("name either one indicator with -i or one region with -r")
	}
	s, err := a.openFor(ctx, &o.output, true)
	if err != nil {
		return err
	}
	defer s.close()
	facts := facts{lang: s.Lang}
	if o.region != "" {
		err = facts.region(s.Session, o.region)
	} else {
		err = facts.indicator(ctx, s.Session, o.indicator)
	}
	if err != nil {
		return err
	}
	t := &table.Table{
		Columns: []table.Column{{Name: "field", Title: text("Tieto", "Uppgift", "Field")}, {Name: "value", Title: text("Sisältö", "Innehåll", "Value")}},
		Rows:    facts.rows,
	}
	return a.print(o.output, t, s.Lang)
}

// facts gathers the rows of an info table, leaving out what is empty.
type facts struct {
	lang domain.Lang
	rows [][]table.Value
}

func (f *facts) add(field string, title domain.Text, value string) {
	if value != "" {
		f.rows = append(f.rows, []table.Value{table.Str(field).ForPeople(title), table.Str(value)})
	}
}

func (f *facts) indicator(ctx context.Context, s *session.Session, ref string) error {
	id, err := domain.ParseIndicatorID(ref)
	if err != nil {
		return usagef("-i: %w", err)
	}
	ind := s.Describe(id)
	var e session.Extent
	held := false
	if s.Store != nil {
		if e, err = s.Extent(ctx, id); err != nil && !errors.Is(err, store.ErrNotHeld) {
			return err
		}
		held = err == nil
	}
	if !held && ind.Title.IsZero() {
		return fmt.Errorf("indicator %s is neither described nor held: search with 'kuvio list indicators QUERY'", id)
	}
	f.add("indicator", text("Indikaattori", "Indikator", "Indicator"), string(id))
	f.add("title", text("Nimi", "Namn", "Title"), ind.Title.In(f.lang))
	f.add("organization", text("Tuottaja", "Producent", "Producer"), ind.Organization.In(f.lang))
	f.add("unit", text("Yksikkö", "Enhet", "Unit"), ind.Unit.Name().In(f.lang))
	if ind.Decimals != nil {
		f.add("decimals", text("Desimaaleja", "Decimaler", "Decimals"), strconv.Itoa(*ind.Decimals))
	}
	if ind.Denominator != "" {
		den := s.Describe(ind.Denominator)
		f.add("denominator", text("Nimittäjä", "Nämnare", "Denominator"), string(den.ID)+" "+den.Title.In(f.lang))
	}
	if ind.Continues != "" {
		f.add("continues", text("Jatkaa", "Fortsätter", "Continues"), string(ind.Continues)+" "+s.Describe(ind.Continues).Title.In(f.lang))
	}
	f.add("updated", text("Päivitetty", "Uppdaterad", "Updated"), ind.Updated)
	f.add("description", text("Kuvaus", "Beskrivning", "Description"), ind.Description.In(f.lang))
	if !held {
		f.add("held", text("Työtilassa", "I arbetsytan", "Held"), text("ei tietoja", "inga uppgifter", "no data").In(f.lang))
		return nil
	}
	f.held(&e)
	return nil
}

// held adds what is held of an indicator.
func (f *facts) held(e *session.Extent) {
	if !e.First.IsZero() {
		f.add("periods", text("Vuodet", "År", "Years"), locale.Range(string(e.First), string(e.Last)))
	}
	var levels, genders, cells []string
	for _, level := range e.Levels {
		levels = append(levels, fmt.Sprintf("%s (%d)", levelName(level.Category, f.lang), level.Areas))
	}
	for _, g := range e.Genders {
		genders = append(genders, genderNames[g].In(f.lang))
	}
	for _, status := range []domain.Status{domain.OK, domain.Missing, domain.Suppressed} {
		if n := e.Cells[status]; n > 0 {
			cells = append(cells, fmt.Sprintf("%s: %s", statusNames[status].In(f.lang), locale.Number(f.lang, float64(n), 0)))
		}
	}
	f.add("levels", text("Aluetasot", "Nivåer", "Levels"), strings.Join(levels, ", "))
	f.add("genders", text("Sukupuolet", "Kön", "Genders"), strings.Join(genders, ", "))
	breakdowns := slices.DeleteFunc(slices.Clone(e.Breakdowns), func(b string) bool { return b == "" })
	f.add("breakdowns", text("Ryhmät", "Grupper", "Breakdowns"), strings.Join(breakdowns, ", "))
	f.add("cells", text("Havainnot", "Observationer", "Observations"), strings.Join(cells, ", "))
	f.add("retrieved", text("Haettu", "Hämtad", "Retrieved"), cite.Date(e.Retrieved, f.lang))
	if e.MadeUp {
		f.add("note", noteColumn.Title, domain.Note{Code: domain.NoteMadeUp}.Text().In(f.lang))
	}
}

var statusNames = map[domain.Status]domain.Text{
	domain.OK:         text("arvoja", "värden", "values"),
	domain.Missing:    text("puuttuu", "saknas", "missing"),
	domain.Suppressed: text("salattu", "dolda", "suppressed"),
}

// levelName is a category's name; "" is areas the catalogue does not know.
func levelName(c domain.Category, l domain.Lang) string {
	if c == "" {
		return text("tuntematon", "okänd", "unknown").In(l)
	}
	return c.Name(l)
}

func (f *facts) region(s *session.Session, ref string) error {
	id, err := s.Region(ref, true)
	if err != nil {
		return err
	}
	f.add("region", text("Tunnus", "Kod", "Reference"), string(id))
	r, ok := s.Catalog.ByID(id)
	if !ok {
		f.add("region_name", text("Nimi", "Namn", "Name"), s.RegionName(id).In(f.lang))
		f.add("note", noteColumn.Title, text("luettelo ei tunne aluetta", "området finns inte i katalogen", "not in the catalogue").In(f.lang))
		return nil
	}
	f.add("region_name", text("Nimi", "Namn", "Name"), r.Name.In(f.lang))
	names := []string{}
	for _, l := range domain.Langs {
		if n := r.Name.In(l); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	f.add("names", text("Kaikki nimet", "Alla namn", "All names"), strings.Join(names, ", "))
	f.add("category", text("Aluetaso", "Nivå", "Level"), r.Category.Name(f.lang))
	f.add("code", text("Koodi", "Kod", "Code"), r.Code)
	if r.SotkanetID != 0 {
		f.add("sotkanet_id", text("Sotkanet-id", "Sotkanet-id", "Sotkanet id"), strconv.Itoa(r.SotkanetID))
	}
	for _, old := range r.OldIDs {
		f.add("old_sotkanet_id", text("Aiempi Sotkanet-id", "Tidigare Sotkanet-id", "Earlier Sotkanet id"), strconv.Itoa(old))
	}
	if r.Last != 0 {
		f.add("last_year", text("Viimeinen vuosi", "Sista år", "Last year"), strconv.Itoa(r.Last))
	}
	if r.Successor != "" {
		f.add("successor", text("Seuraaja", "Efterföljare", "Successor"), string(r.Successor)+" "+s.RegionName(r.Successor).In(f.lang))
	}
	for _, m := range s.Catalog.BelongsTo(id) {
		f.add("member_of", text("Kuuluu", "Hör till", "Member of"), fmt.Sprintf("%s %s, %s", m.Area.ID, m.Area.Name.In(f.lang), span(m, s.Catalog.Last())))
	}
	if years, ok := s.Catalog.DivisionYears(r.Category); ok && r.Category != domain.Kunta {
		year := years.To
		if r.Last != 0 {
			year = min(year, r.Last)
		}
		members, err := s.Catalog.MembersOf(domain.Kunta, id, year)
		if err != nil {
			return err
		}
		var named []string
		for _, m := range members {
			named = append(named, m.Name.In(f.lang))
		}
		f.add("members", text("Kunnat", "Kommuner", "Municipalities"), fmt.Sprintf("%d (%d): %s", len(named), year, strings.Join(named, ", ")))
	}
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
