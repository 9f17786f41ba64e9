package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
)

type figuresOptions struct {
	region string
	force  bool
}

func newFigures(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "figures",
		Short: "How figures are described, and ready-made ones (figures add plan)",
		Long:  figuresHelp(),
		Args:  args(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	o := new(figuresOptions)
	add := &cobra.Command{
		Use:   "add plan",
		Short: "Put the plan's figures, for a region, into charts/",
		Long: `Add plan writes the figures of Keski-Suomi's 2016 plan for children's and family
services into charts/, for the region named: of the region itself, and of the
hospital district that most of its municipalities belonged to. 'kuvio render' draws
them of the data that is held. A file that is there already stays, unless --force.`,
		Example: `  kuvio figures add plan -r maakunta:11
  kuvio figures add plan -r Pohjanmaa && kuvio render --lang sv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != "plan" {
				return &usageError{cmd.CommandPath(), fmt.Errorf("expected the name of a collection: plan")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return a.addPlan(cmd.Context(), o) },
	}
	add.Flags().StringVarP(&o.region, "region", "r", "", "the region: maakunta:11, a name")
	add.Flags().BoolVar(&o.force, "force", false, "write over the files that are there")
	cmd.AddCommand(add)
	return cmd
}

func (a *app) addPlan(ctx context.Context, o *figuresOptions) error {
	if o.region == "" {
		return usagef("name the region with -r, such as -r maakunta:11 (search with 'kuvio list regions')")
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	region, err := planRegion(s, o.region)
	if err != nil {
		return err
	}
	plan, err := chart.PlanFor(s.Session, region)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.ws.ChartsDir(), 0o755); err != nil {
		return err
	}
	kept := 0
	for _, f := range plan {
		path := filepath.Join(s.ws.ChartsDir(), f.Name)
		if _, err := os.Lstat(path); err == nil && !o.force {
			a.warn("%s is there already, and stays: --force writes over it", near(path))
			kept++
			continue
		}
		if err := writeFile(path, f.Content); err != nil {
			return err
		}
		a.say("%s", near(path))
	}
	if kept > 0 {
		return fmt.Errorf("%w: %d of %s were there already", errPartial, kept, count(len(plan), "figure"))
	}
	return nil
}

// planRegion is the region named; of several of one name, as Pohjois-Savo is, the
// maakunta, for which plans are made.
func planRegion(s *opened, ref string) (domain.RegionID, error) {
	if named := s.Catalog.ByNameIn(ref, domain.Maakunta); len(named) == 1 {
		return named[0].ID, nil
	}
	region, err := s.Region(ref, false)
	if err != nil {
		return "", regionError("-r", err)
	}
	return region, nil
}
