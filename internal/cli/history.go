package cli

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

type historyOptions struct {
	output
	indicators string
	regions    string
}

func newHistory(a *app) *cobra.Command {
	o := new(historyOptions)
	cmd := &cobra.Command{
		Use:   "history [-i INDICATORS] [-r REGIONS]",
		Short: "List imports, and the published values they revised",
		Long: `History lists the imports. With -i, -r or both it lists every published value
of those that an import revised: what it said before and after, one observation
a row. Imports that only brought new observations are summed up.

The kind of a revision is a correction, or a change of division: the source
computed the history of areas anew because municipalities changed their area.
It is taken for a change of division where, in at least two years and a third
of all years before the newest, either at least five areas and a third of those
of a level changed, or the counts of the areas that changed cancel out.
Everything else is a correction; the newest year is often preliminary and
proves nothing.`,
		Example: `  kuvio history
  kuvio history -i 191 -r maakunta:13
  kuvio history -r kunta@maakunta:13 --format csv -o revisions.csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runHistory(cmd, o) },
	}
	o.output.bind(cmd)
	cmd.Flags().StringVarP(&o.indicators, "indicator", "i", "", "indicators whose revised values to list: 191, @plan; separated by commas")
	cmd.Flags().StringVarP(&o.regions, "region", "r", "", "regions whose revised values to list: kunta:179, maa, kunta@maakunta:13")
	return cmd
}

func (a *app) runHistory(cmd *cobra.Command, o *historyOptions) error {
	s, err := a.openFor(cmd, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	vintages, err := s.pin(cmd.Context())
	if err != nil {
		return err
	}
	t := importsTable(vintages)
	if o.indicators != "" || o.regions != "" {
		r := revisions{s: s, vintages: make(map[store.VintageID]store.Vintage, len(vintages))}
		for _, v := range vintages {
			r.vintages[v.ID] = v
		}
		missing, err := r.choose(cmd, o)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			a.warn("no data of indicator %s in this workspace", someOf(missing))
		}
		if t, err = r.table(cmd.Context()); err != nil {
			return err
		}
	}
	return a.print(cmd, o.output, t, s.lang)
}

// choose finds the indicators and regions asked for, and lists the indicators
// that are not held.
func (r *revisions) choose(cmd *cobra.Command, o *historyOptions) (missing []domain.IndicatorID, err error) {
	if r.regions, err = publishedRegions(cmd, r.s, o.regions); err != nil {
		return nil, err
	}
	holdings, err := r.s.db.Holdings(cmd.Context())
	if err != nil {
		return nil, err
	}
	held := make(map[domain.IndicatorID]bool, len(holdings))
	for _, h := range holdings {
		held[h.Indicator] = true
		if o.indicators == "" {
			r.indicators = append(r.indicators, h.Indicator)
		}
	}
	if o.indicators == "" {
		return nil, nil
	}
	selectors, err := series.ParseSelectors(o.indicators, r.s)
	if err != nil {
		return nil, usagef(cmd, "-i: %w", err)
	}
	for _, id := range slices.Concat(selectors...) {
		switch {
		case !held[id]:
			missing = append(missing, id)
		case !slices.Contains(r.indicators, id):
			r.indicators = append(r.indicators, id)
		}
	}
	if len(r.indicators) == 0 {
		return nil, errNoData{missing}
	}
	return missing, nil
}

// publishedRegions are the regions of the references, nil for all; a region
// that is computed is a usage error.
func publishedRegions(cmd *cobra.Command, s *session, refs string) (map[domain.RegionID]bool, error) {
	if refs == "" {
		return nil, nil
	}
	areas, err := s.areas(refs)
	if err != nil {
		return nil, regionError(cmd, err)
	}
	regions := make(map[domain.RegionID]bool, len(areas))
	for _, area := range areas {
		if area.Derived() {
			return nil, usagef(cmd, "-r %s: computed and never published, so it has no history: take its parts, or 'kuvio trace' for one number of it", area.ID)
		}
		regions[area.ID] = true
	}
	return regions, nil
}

var (
	vintageColumn   = table.Column{Name: "vintage", Title: text("Tuonti", "Import", "Import")}
	importedColumn  = table.Column{Name: "imported", Title: text("Tuotu", "Importerad", "Imported")}
	retrievedColumn = table.Column{Name: "retrieved", Title: text("Haettu", "Hämtad", "Retrieved"), Spare: 4}
)

// importsTable is one row an import, the oldest first.
func importsTable(vintages []store.Vintage) *table.Table {
	t := &table.Table{Columns: []table.Column{
		vintageColumn, importedColumn, retrievedColumn,
		{Name: "files", Title: text("Tiedostot", "Filer", "Files")},
		{Name: "rows", Title: text("Rivejä", "Rader", "Rows"), Spare: 3},
		{Name: "new", Title: text("Uusia", "Nya", "New")},
		{Name: "changed", Title: text("Muuttui", "Ändrade", "Changed")},
		{Name: "unchanged", Title: text("Ennallaan", "Oförändrade", "Unchanged"), Spare: 2},
		{Name: "missing", Title: text("Puuttuu", "Saknas", "Missing"), Spare: 1},
		{Name: "rejected", Title: text("Hylätty", "Avvisade", "Rejected")},
	}}
	for _, v := range vintages {
		var names []string
		var sum store.File
		for _, f := range v.Files {
			names = append(names, f.Name)
			sum.Rows, sum.New, sum.Changed, sum.Same = sum.Rows+f.Rows, sum.New+f.New, sum.Changed+f.Changed, sum.Same+f.Same
			sum.Missing, sum.Rejected = sum.Missing+f.Missing, sum.Rejected+f.Rejected
		}
		t.Rows = append(t.Rows, append(importValues(v), table.Str(strings.Join(names, ", ")),
			table.IntOf(sum.Rows), table.IntOf(sum.New), table.IntOf(sum.Changed), table.IntOf(sum.Same), table.IntOf(sum.Missing), table.IntOf(sum.Rejected)))
	}
	return t
}

// importValues are the values of vintageColumn, importedColumn and
// retrievedColumn.
func importValues(v store.Vintage) []table.Value {
	return []table.Value{
		table.IntOf(int(v.ID)),
		table.Str(v.Imported.UTC().Format(time.RFC3339)).ForPeople(dateText(day(v))),
		table.Str(v.Retrieved).ForPeople(dateText(v.Retrieved)),
	}
}

func dateText(iso string) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, cite.Date(iso, l))
	}
	return t
}

// importName is an import in a sentence: "tuonti 2 (1.3.2026)".
func importName(v store.Vintage, l domain.Lang) string {
	return text("tuonti", "import", "import").In(l) + " " + strconv.Itoa(int(v.ID)) + " (" + cite.Date(day(v), l) + ")"
}
