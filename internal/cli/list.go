package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/session"
)

type listOptions struct {
	output
	all bool
}

func newList(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list indicators|regions [QUERY]",
		Short: "Search indicators and regions",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &usageError{cmd.CommandPath(), unknown("list", cmd, args[0])}
			}
			return nil
		},
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
	left := 0
	if query == "" && !o.all {
		all := len(known)
		known = slices.DeleteFunc(known, func(id domain.IndicatorID) bool { _, ok := held[id]; return !ok })
		left = all - len(known)
	}
	described, err := s.DescribeAll(ctx, known)
	if err != nil {
		return err
	}
	var listed []report.Listed
	for _, ind := range described {
		if !session.Matches(ind, query) {
			continue
		}
		one := report.Listed{Indicator: ind}
		if h, ok := held[ind.ID]; ok {
			one.Held = &h
		}
		listed = append(listed, one)
	}
	return a.print(o.output, report.Indicators(listed, left, s.Lang), s.Lang)
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
	var unlisted []domain.Region
	for _, r := range s.Unlisted() {
		if strings.Contains(catalog.Fold(string(r.ID)+" "+r.Name.In(s.Lang)), catalog.Fold(query)) {
			unlisted = append(unlisted, r)
		}
	}
	return a.print(o.output, report.Regions(s.Catalog.Search(query), unlisted, s.Lang), s.Lang)
}
