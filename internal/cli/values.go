package cli

import (
	"context"
	"math"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

type valuesOptions struct {
	selection
	output
}

func newValues(a *app) *cobra.Command {
	o := new(valuesOptions)
	cmd := &cobra.Command{
		Use:   "values -i INDICATORS -r REGIONS",
		Short: "Print observations",
		Example: `  kuvio values -i 191 -r kunta@maakunta:13 --years 2000-2021
  kuvio values -i 191 -r maa,muu-maa:shp:14 --format csv -o 191.csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runValues(cmd.Context(), o) },
	}
	o.selection.bind(cmd, true)
	o.selection.bindMoney(cmd)
	o.output.bind(cmd)
	return cmd
}

func (a *app) runValues(ctx context.Context, o *valuesOptions) error {
	s, err := a.openFor(ctx, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.query(s.Session)
	if err != nil {
		return err
	}
	found, err := s.Load(ctx, q)
	if err != nil {
		return err
	}
	a.sayFound(q, found)
	return a.print(o.output, valuesTable(found.Series, s.Lang), s.Lang)
}

func valuesTable(all []series.Series, l domain.Lang) *table.Table {
	t := &table.Table{
		Columns: append(kindColumns(all),
			table.Column{Name: "period", Title: text("Vuosi", "År", "Period")},
			table.Column{Name: "value", Title: text("Arvo", "Värde", "Value")},
			table.Column{Name: "count", Title: text("Lukumäärä", "Antal", "Count")},
			table.Column{Name: "status", Title: text("Tila", "Status", "Status"), Wide: true},
			noteColumn),
		Source: cite.Source(all),
	}
	var notes []domain.Notes
	for i := range all {
		s := &all[i]
		kind, decimals := kindValues(s, l), s.Decimals()
		published := s.On(series.AsPublished)
		for p := range published.All() {
			row := append(kind[:len(kind):len(kind)],
				table.PeriodOf(p.Period), shownValue(p.Cell(), decimals), table.Num(p.Count, 0), table.Str(p.Status.String()), table.None())
			t.Rows = append(t.Rows, row)
			notes = append(notes, published.NotesAt(p))
		}
	}
	addNotes(t, notes)
	return t
}

// shownValue is a point's value; where there is none, people read why.
func shownValue(c domain.Cell, decimals int) table.Value {
	v := table.Num(c.Value, decimals)
	if !math.IsNaN(c.Value) {
		return v
	}
	switch c.Status {
	case domain.Suppressed:
		return v.ForPeople(text("salattu", "dold", "suppressed"))
	case domain.Missing:
		return v.ForPeople(text("puuttuu", "saknas", "missing"))
	}
	return v
}
