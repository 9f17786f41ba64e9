package cli

import (
	"github.com/spf13/cobra"

	"kuvio/internal/workspace"
)

func newInit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a workspace: kuvio.yaml, charts/ and data/",
		Args:  args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.dir
			if len(args) == 1 {
				dir = args[0]
			}
			w, err := workspace.Init(dir)
			if err != nil {
				return err
			}
			a.say("made a workspace in %s; next: kuvio import -C %s FILE...", w.Dir, w.Dir)
			return nil
		},
	}
}
