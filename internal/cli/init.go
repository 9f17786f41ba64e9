package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/workspace"
)

func newInit(a *app) *cobra.Command {
	var region string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a workspace: kuvio.yaml, charts/ and data/",
		Long: `Init makes a workspace, empty or, with --region, one that 'kuvio refresh' fills: with
the indicators of Keski-Suomi's 2016 plan for children's and family services out of
SOTKAnet, the plan's figures for the region named, up to the latest year, and a table
of how its municipalities have moved. What it begins with stands in kuvio.yaml and charts/, to be
changed. Where something is wrong, nothing is made.`,
		Example: `  kuvio init plan
  kuvio init plan --region Pohjois-Savo && kuvio -C plan refresh`,
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.dir
			if len(args) == 1 {
				dir = args[0]
			}
			if cmd.Flags().Changed("region") {
				return a.initRegion(cmd.Context(), dir, region)
			}
			w, err := workspace.Init(dir, workspace.Beginning{})
			if err != nil {
				return err
			}
			a.say("made a workspace in %s; next: kuvio import -C %s FILE...", w.Dir, asWord(w.Dir))
			return nil
		},
	}
	cmd.Flags().StringVarP(&region, "region", "r", "", "with the plan's sources and figures for a region: maakunta:11, a name")
	return cmd
}

// initRegion makes a workspace that a refresh fills with a region's figures.
func (a *app) initRegion(ctx context.Context, dir, ref string) error {
	lang, err := a.language("")
	if err != nil {
		return err
	}
	s, err := session.New(ctx, nil, catalog.Default(), workspace.Config{}, lang)
	if err != nil {
		return err
	}
	region, err := planRegion(s, ref)
	if err != nil {
		return err
	}
	plan, err := chart.PlanFor(s, region)
	if err != nil {
		return err
	}
	begin := workspace.Beginning{Settings: planSettings(region), Charts: make(map[string][]byte, len(plan))}
	for _, f := range plan {
		begin.Charts[f.Name] = f.Onward().Content
	}
	w, err := workspace.Init(dir, begin)
	if err != nil {
		return err
	}
	a.say("made a workspace in %s for %s (%s): %s in charts/, the plan's indicators out of SOTKAnet in kuvio.yaml",
		w.Dir, s.RegionName(region).In(lang), region, count(len(plan), "figure"))
	a.say("next: kuvio -C %s refresh", asWord(w.Dir))
	a.say("then every night: kuvio -C %s job", asWord(w.Dir))
	return nil
}

// asWord is a path as a shell takes it for one word.
func asWord(path string) string {
	if strings.ContainsAny(path, " \t'&;()$`*?|<>#") {
		return `"` + path + `"`
	}
	return path
}

// planSettings are the keys of kuvio.yaml by which a refresh makes a region's plan.
func planSettings(region domain.RegionID) map[string]string {
	indicators := []string{"@plan"}
	for _, id := range chart.PlanIndicators() {
		indicators = append(indicators, string(id))
	}
	return map[string]string{
		"sources": fmt.Sprintf("sources:\n  # @plan are the plan's indicators ('kuvio list indicators'), the others the population by age.\n  - {kind: sotkanet, indicators: %q}\n",
			strings.Join(indicators, ", ")),
		"outputs": fmt.Sprintf("outputs:\n  - {command: trend, indicators: \"@plan\", regions: \"kunta@%s\", to: out/suunnat.xlsx}\n", region),
	}
}
