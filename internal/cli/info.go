package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/report"
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
	var t *table.Table
	if o.region != "" {
		t, err = describeRegion(s.Session, o.region)
	} else {
		t, err = describeIndicator(ctx, s.Session, o.indicator)
	}
	if err != nil {
		return err
	}
	return a.print(o.output, t, s.Lang)
}

func describeRegion(s *session.Session, ref string) (*table.Table, error) {
	id, err := s.Region(ref, true)
	if err != nil {
		return nil, err
	}
	return report.Region(id, s.Catalog, s.RegionName, s.Lang)
}

func describeIndicator(ctx context.Context, s *session.Session, ref string) (*table.Table, error) {
	id, err := domain.ParseIndicatorID(ref)
	if err != nil {
		return nil, usagef("-i: %w", err)
	}
	var held *session.Extent
	if s.Store != nil {
		switch e, err := s.Extent(ctx, id); {
		case err == nil:
			held = &e
		case !errors.Is(err, store.ErrNotHeld):
			return nil, err
		}
	}
	ind := s.Describe(id)
	if held == nil && ind.Title.IsZero() {
		return nil, fmt.Errorf("indicator %s is neither described nor held: search with 'kuvio list indicators QUERY'", id)
	}
	return report.Indicator(ind, held, s.Describe, s.Lang), nil
}
