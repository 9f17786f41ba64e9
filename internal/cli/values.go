package cli

import (
	"context"

	"github.com/spf13/cobra"

	"kuvio/internal/report"
	"kuvio/internal/session"
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
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.selection.bindTogether(cmd, true)
	o.selection.bindStandard(cmd)
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
	read := s.Loader().Read(q)
	parts, seen := watched(read.Parts(ctx))
	t, err := report.Values(parts, s.Lang)
	if err == nil && !seen.some {
		err = session.Vain(read.Lacking)
	}
	if err != nil {
		return err
	}
	a.saySeen(q, seen, read.Lacking)
	return a.print(o.output, t, s.Lang)
}
