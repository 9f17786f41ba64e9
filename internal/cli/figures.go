package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/write"
)

type figuresOptions struct {
	region string
	force  bool
}

func newFigures(a *app) *cobra.Command {
	cmd := longWhenAsked(&cobra.Command{
		Use:   "figures",
		Short: "How figures are described, and ready-made ones (figures add plan)",
		Args:  args(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}, figuresHelp)
	o := new(figuresOptions)
	add := &cobra.Command{
		Use:   "add plan",
		Short: "Put the plan's figures, for a region, into charts/",
		Long: `Add plan writes the figures of Keski-Suomi's 2016 plan for children's and family
services into charts/, for the region named: of the region itself, and of the
hospital district that most of its municipalities belonged to. They end in the years
that the plan's do; in a workspace that has sources:, which bring new years, in the
latest. 'kuvio render' draws them of the data that is held. Where they are there of another region, those of this
one stand beside them: kuvio-1-vaesto-maakunta-15.yaml, with the id
kuvio-1-maakunta-15. A file that is there already stays; with --force it is written
over, and what it was is kept as .bak.`,
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
	add.Flags().BoolVar(&o.force, "force", false, "write over the files that are there, which are kept as .bak")
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
	region, err := planRegion(s.Session, o.region)
	if err != nil {
		return err
	}
	plan, err := chart.PlanFor(s.Session, region)
	if len(s.ws.Config.Sources) > 0 {
		for i, f := range plan {
			plan[i] = f.Onward()
		}
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.ws.ChartsDir(), 0o755); err != nil {
		return err
	}
	if besideAnother(s.ws.ChartsDir(), plan) {
		for i, f := range plan {
			plan[i] = f.Beside(region)
		}
	}
	kept := 0
	for _, f := range plan {
		path := filepath.Join(s.ws.ChartsDir(), f.Name)
		there, err := os.ReadFile(path)
		if err == nil && !o.force {
			a.warn("%s is there already, and stays: --force writes over it", near(path))
			kept++
			continue
		}
		if err == nil && !bytes.Equal(there, f.Content) {
			old, err := keepAside(path)
			if err != nil {
				return err
			}
			a.say("%s: what it was is now %s", near(path), near(old))
		}
		if err := write.File(path, f.Content); err != nil {
			return err
		}
		a.say("%s", near(path))
	}
	if kept > 0 {
		return fmt.Errorf("%w: %d of %s were there already", errPartial, kept, count(len(plan), "figure"))
	}
	return nil
}

// besideAnother reports whether a plan's files are there already, of another region.
func besideAnother(dir string, plan []chart.PlanFile) bool {
	return slices.ContainsFunc(plan, func(f chart.PlanFile) bool {
		there, err := os.ReadFile(filepath.Join(dir, f.Name))
		return err == nil && f.OfAnother(there)
	})
}

// keepAside gives a file a name with .bak that no other has.
func keepAside(path string) (string, error) {
	old := path + ".bak"
	for n := 2; ; n++ {
		if _, err := os.Lstat(old); err != nil {
			return old, os.Rename(path, old)
		}
		old = fmt.Sprintf("%s.bak%d", path, n)
	}
}

// planRegion is the region named; of several of one name, as Pohjois-Savo is, the
// maakunta, for which plans are made.
func planRegion(s *session.Session, ref string) (domain.RegionID, error) {
	if named := s.Catalog.ByNameIn(ref, domain.Maakunta); len(named) == 1 {
		return named[0].ID, nil
	}
	region, err := s.Region(ref, false)
	if err != nil {
		return "", regionError("-r", err)
	}
	return region, nil
}
