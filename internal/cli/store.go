package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"kuvio/internal/store"
	"kuvio/internal/store/engines"
	"kuvio/internal/workspace"
)

func newStore(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "store check|copy|backup",
		Short: "See whether the workspace's store is whole, copy it, back it up",
		Long:  storeHelp,
		Args:  args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return usagef("say what to do with the store: 'kuvio store check' sees whether it is whole, 'kuvio store copy' and 'kuvio store backup' copy it")
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "check",
		Short: "Read the whole store and say what is wrong in it",
		Long: `Check reads all of the store and changes nothing: whether its file is whole,
every state of every indicator that is kept can be read, is what the store says of it
and has the checksum it was stored with, and nothing is without the import it came with.

Exit codes: 0 the store is whole, 1 it is not, cannot be opened, or there is none.`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runStoreCheck(cmd.Context()) },
	})
	cmd.AddCommand(newStoreCopy(a), newStoreBackup(a))
	return cmd
}

// called is what a store is called in messages.
func called(at store.Address) string {
	if path, file := at.File(); file {
		return near(path)
	}
	return engines.Name(at)
}

// ownStore is where the store is of the workspace that the command is given in.
func (a *app) ownStore() (*workspace.Workspace, store.Address, error) {
	ws, err := workspace.Find(a.dir)
	if err != nil {
		return nil, "", err
	}
	at, err := a.storeOf(ws)
	return ws, at, err
}

func (a *app) runStoreCheck(ctx context.Context) error {
	ws, at, err := a.ownStore()
	if err != nil {
		return err
	}
	name := called(at)
	db, err := engines.Read(ctx, at)
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := db.Check(ctx)
	switch {
	case err != nil:
		return err
	case c.Imports+c.Indicators+len(c.Faults) == 0:
		return a.withoutData(ws, at, db.Absent).err()
	}
	held := fmt.Sprintf("%s of %s by %s", count(c.States, "state"), count(c.Indicators, "indicator"), count(c.Imports, "import"))
	if len(c.Faults) == 0 {
		return printLines(a.Stdout, fmt.Sprintf("%s: whole: %s", name, held))
	}
	for _, fault := range c.Faults {
		if err := printLines(a.Stdout, fault); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s is damaged (%s found in it): put back a copy of %s, or move it away and import the files again",
		name, held, filepath.Base(name))
}
