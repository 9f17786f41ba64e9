package cli

import (
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
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runInfo(cmd, o) },
	}
	o.output.bind(cmd)
	cmd.Flags().StringVarP(&o.indicator, "indicator", "i", "", "an indicator, such as 191")
	cmd.Flags().StringVarP(&o.region, "region", "r", "", "a region, such as kunta:291")
	return cmd
}

func (a *app) runInfo(cmd *cobra.Command, o *infoOptions) error {
	if (o.indicator == "") == (o.region == "") {
		return usagef(cmd, "name either one indicator with -i or one region with -r")
	}
	s, err := a.openFor(cmd, &o.output, true)
	if err != nil {
		return err
	}
	defer s.close()
	facts := facts{lang: s.lang}
	if o.region != "" {
		err = facts.region(s, o.region)
	} else {
		err = facts.indicator(cmd, s, o.indicator)
	}
	if err != nil {
		return err
	}
	t := &table.Table{
		Columns: []table.Column{{Name: "field", Title: text("Tieto", "Uppgift", "Field")}, {Name: "value", Title: text("Sisältö", "Innehåll", "Value")}},
		Rows:    facts.rows,
	}
	return a.print(cmd, o.output, t, s.lang)
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

func (f *facts) indicator(cmd *cobra.Command, s *session, ref string) error {
	id, err := domain.ParseIndicatorID(ref)
	if err != nil {
		return usagef(cmd, "-i: %w", err)
	}
	ind := s.describe(id)
	var p *panelInfo
	if s.db != nil {
		if p, err = s.panelInfo(cmd, id); err != nil && !errors.Is(err, store.ErrNotHeld) {
			return err
		}
	}
	if p == nil && ind.Title.IsZero() {
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
		den := s.describe(ind.Denominator)
		f.add("denominator", text("Nimittäjä", "Nämnare", "Denominator"), string(den.ID)+" "+den.Title.In(f.lang))
	}
	if ind.Continues != "" {
		f.add("continues", text("Jatkaa", "Fortsätter", "Continues"), string(ind.Continues)+" "+s.describe(ind.Continues).Title.In(f.lang))
	}
	f.add("updated", text("Päivitetty", "Uppdaterad", "Updated"), ind.Updated)
	f.add("description", text("Kuvaus", "Beskrivning", "Description"), ind.Description.In(f.lang))
	if p == nil {
		f.add("held", text("Työtilassa", "I arbetsytan", "Held"), text("ei tietoja", "inga uppgifter", "no data").In(f.lang))
		return nil
	}
	f.add("periods", text("Vuodet", "År", "Years"), p.periods)
	f.add("levels", text("Aluetasot", "Nivåer", "Levels"), p.levels)
	f.add("genders", text("Sukupuolet", "Kön", "Genders"), p.genders)
	f.add("breakdowns", text("Ryhmät", "Grupper", "Breakdowns"), p.breakdowns)
	f.add("cells", text("Havainnot", "Observationer", "Observations"), p.cells)
	f.add("retrieved", text("Haettu", "Hämtad", "Retrieved"), p.retrieved)
	if p.madeUp {
		f.add("note", noteColumn.Title, domain.Note{Code: domain.NoteMadeUp}.Text().In(f.lang))
	}
	return nil
}

// panelInfo is what the store holds of an indicator, in words.
type panelInfo struct {
	periods, levels, genders, breakdowns, cells, retrieved string
	madeUp                                                 bool
}

func (s *session) panelInfo(cmd *cobra.Command, id domain.IndicatorID) (*panelInfo, error) {
	p, v, err := s.db.Panel(cmd.Context(), id, store.Latest)
	if err != nil {
		return nil, err
	}
	info := &panelInfo{madeUp: p.MadeUp, retrieved: cite.Date(v.Retrieved, s.lang)}
	if first, last, ok := p.Span(); ok {
		info.periods = locale.Range(string(first), string(last))
	}
	counts := make(map[domain.Category]int)
	for _, r := range p.Regions {
		category := domain.Category("?")
		if known, ok := s.cat.ByID(r); ok {
			category = known.Category
		}
		counts[category]++
	}
	var levels []string
	for _, c := range append(domain.Categories(), "?") {
		if counts[c] > 0 {
			levels = append(levels, fmt.Sprintf("%s (%d)", levelName(c, s.lang), counts[c]))
		}
	}
	info.levels = strings.Join(levels, ", ")
	for _, g := range domain.Genders {
		if slices.Contains(p.Genders, g) {
			info.genders = join(info.genders, genderNames[g].In(s.lang))
		}
	}
	for _, b := range p.Breakdowns {
		info.breakdowns = join(info.breakdowns, b)
	}
	tally := p.Tally()
	for _, status := range []domain.Status{domain.OK, domain.Missing, domain.Suppressed} {
		if tally[status] > 0 {
			info.cells = join(info.cells, fmt.Sprintf("%s: %s", statusNames[status].In(s.lang), locale.Number(s.lang, float64(tally[status]), 0)))
		}
	}
	return info, nil
}

var statusNames = map[domain.Status]domain.Text{
	domain.OK:         text("arvoja", "värden", "values"),
	domain.Missing:    text("puuttuu", "saknas", "missing"),
	domain.Suppressed: text("salattu", "dolda", "suppressed"),
}

// levelName is a category's name; "?" is areas the catalogue does not know.
func levelName(c domain.Category, l domain.Lang) string {
	if c == "?" {
		return text("tuntematon", "okänd", "unknown").In(l)
	}
	return c.Name(l)
}

func join(list, item string) string {
	if list == "" || item == "" {
		return list + item
	}
	return list + ", " + item
}

func (f *facts) region(s *session, ref string) error {
	id, err := s.cat.ResolveOne(ref, s.references(true))
	if err != nil {
		return err
	}
	f.add("region", text("Tunnus", "Kod", "Reference"), string(id))
	r, ok := s.cat.ByID(id)
	if !ok {
		f.add("region_name", text("Nimi", "Namn", "Name"), s.regionName(id).In(f.lang))
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
		f.add("successor", text("Seuraaja", "Efterföljare", "Successor"), string(r.Successor)+" "+s.regionName(r.Successor).In(f.lang))
	}
	for _, m := range s.cat.BelongsTo(id) {
		f.add("member_of", text("Kuuluu", "Hör till", "Member of"), fmt.Sprintf("%s %s, %s", m.Area.ID, m.Area.Name.In(f.lang), s.span(m)))
	}
	if years, ok := s.cat.DivisionYears(r.Category); ok && r.Category != domain.Kunta {
		year := years.To
		if r.Last != 0 {
			year = min(year, r.Last)
		}
		members, err := s.cat.MembersOf(domain.Kunta, id, year)
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

// span is the years of a membership; one that holds today has no end.
func (s *session) span(m catalog.Membership) string {
	if m.Last == s.cat.Last() {
		return locale.Range(strconv.Itoa(m.First), "")
	}
	return locale.Range(strconv.Itoa(m.First), strconv.Itoa(m.Last))
}
