package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

type listOptions struct {
	output
	all bool
}

func newList(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list indicators|regions [QUERY]",
		Short: "Search indicators and regions",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("list what? 'kuvio list indicators' or 'kuvio list regions'")
		},
	}
	cmd.AddCommand(newListIndicators(a), newListRegions(a))
	return cmd
}

func newListIndicators(a *app) *cobra.Command {
	o := new(listOptions)
	cmd := &cobra.Command{
		Use:   "indicators [QUERY]",
		Short: "List indicators: those with data, or with a query all that are known",
		Example: `  kuvio list indicators
  kuvio list indicators lastensuojelu
  kuvio list indicators "child psychiatry"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runListIndicators(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	o.output.bind(cmd)
	cmd.Flags().BoolVar(&o.all, "all", false, "also indicators without data")
	return cmd
}

func (a *app) runListIndicators(ctx context.Context, o *listOptions, query string) error {
	s, err := a.openFor(ctx, &o.output, true)
	if err != nil {
		return err
	}
	defer s.close()
	known, held, err := s.Known(ctx)
	if err == nil {
		err = a.sayPruned(ctx, s.Session, held)
	}
	if err != nil {
		return err
	}
	t := &table.Table{Columns: []table.Column{
		{Name: "indicator", Title: text("Nro", "Nr", "No.")},
		{Name: "title", Title: text("Indikaattori", "Indikator", "Indicator")},
		{Name: "unit", Title: text("Yksikkö", "Enhet", "Unit"), Spare: 1},
		{Name: "first_period", Title: text("Alku", "Från", "From")},
		{Name: "last_period", Title: text("Loppu", "Till", "To")},
		{Name: "regions", Title: text("Alueita", "Områden", "Regions"), Spare: 2},
		{Name: "values", Title: text("Arvoja", "Värden", "Values"), Wide: true},
		{Name: "retrieved", Title: text("Haettu", "Hämtad", "Retrieved"), Wide: true},
		noteColumn,
	}}
	left := 0
	var notes []domain.Notes
	for _, ind := range known {
		h, ok := held[ind.ID]
		if !session.Matches(ind, query) {
			continue
		}
		if !ok && query == "" && !o.all {
			left++
			continue
		}
		t.Rows = append(t.Rows, append(indicatorRow(ind, h, ok, s.Lang), table.None()))
		var n domain.Notes
		if h.MadeUp {
			n = n.With(domain.Note{Code: domain.NoteMadeUp})
		}
		notes = append(notes, n)
	}
	addNotes(t, notes)
	if left > 0 {
		t.Notes = append(t.Notes, leftNote(left))
	}
	return a.print(o.output, t, s.Lang)
}

func leftNote(n int) domain.Text {
	count := strconv.Itoa(n)
	return text("Kuvattuja indikaattoreita, joista ei ole tietoja: "+count+"; --all tai hakusana näyttää ne.",
		"Beskrivna indikatorer utan data: "+count+"; --all eller ett sökord visar dem.",
		"Indicators described but without data: "+count+"; --all or a query shows them.")
}

func indicatorRow(ind domain.Indicator, h store.Holding, held bool, l domain.Lang) []table.Value {
	row := []table.Value{table.Str(string(ind.ID)), table.Str(ind.Title.In(l)), table.Str(string(ind.Unit)).ForPeople(ind.Unit.Name())}
	if !held {
		return append(row, table.None(), table.None(), table.None(), table.None(), table.None())
	}
	return append(row, table.PeriodOf(h.First), table.PeriodOf(h.Last), table.IntOf(h.Regions), table.IntOf(h.Values), table.Str(h.Retrieved))
}

func newListRegions(a *app) *cobra.Command {
	o := new(listOptions)
	cmd := &cobra.Command{
		Use:   "regions [QUERY]",
		Short: "List regions by name, code, reference or SOTKAnet id",
		Example: `  kuvio list regions jyväskylä
  kuvio list regions 499`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runListRegions(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	o.output.bind(cmd)
	return cmd
}

func (a *app) runListRegions(ctx context.Context, o *listOptions, query string) error {
	s, err := a.openFor(ctx, &o.output, true)
	if err != nil {
		return err
	}
	defer s.close()
	t := &table.Table{Columns: []table.Column{
		{Name: "region", Title: text("Tunnus", "Kod", "Reference")},
		{Name: "region_name", Title: text("Alue", "Område", "Region")},
		{Name: "category", Title: text("Aluetaso", "Nivå", "Level")},
		{Name: "sotkanet_id", Title: text("Sotkanet-id", "Sotkanet-id", "Sotkanet id")},
		{Name: "last_year", Title: text("Päättyi", "Upphörde", "Ended")},
		{Name: "successor", Title: text("Seuraaja", "Efterföljare", "Successor")},
	}}
	for _, r := range s.Catalog.Search(query) {
		t.Rows = append(t.Rows, []table.Value{
			table.Str(string(r.ID)), table.Str(r.Name.In(s.Lang)), categoryValue(r.Category),
			yearOrNone(r.SotkanetID), yearOrNone(r.Last), strOrNone(string(r.Successor)),
		})
	}
	for _, r := range s.Unlisted() {
		if strings.Contains(catalog.Fold(string(r.ID)+" "+r.Name.In(s.Lang)), catalog.Fold(query)) {
			t.Rows = append(t.Rows, []table.Value{table.Str(string(r.ID)), table.Str(r.Name.In(s.Lang)), table.Str(r.Category), table.None(), table.None(), table.None()})
		}
	}
	return a.print(o.output, t, s.Lang)
}

func categoryValue(c domain.Category) table.Value {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, c.Name(l))
	}
	return table.Str(string(c)).ForPeople(t)
}

// yearOrNone is a year or another number that is not grouped; 0 is none.
func yearOrNone(n int) table.Value {
	if n == 0 {
		return table.None()
	}
	return table.YearOf(n)
}

func strOrNone(s string) table.Value {
	if s == "" {
		return table.None()
	}
	return table.Str(s)
}
