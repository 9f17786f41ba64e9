package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/store"
	"kuvio/internal/store/engines"
	"kuvio/internal/store/relational"
	"kuvio/internal/write"
)

func newStoreCopy(a *app) *cobra.Command {
	var to string
	var wait time.Duration
	cmd := &cobra.Command{
		Use:   "copy --to postgres://HOST/DATABASE|FILE",
		Short: "Copy the store into a database, or into a file",
		Long: `Copy writes all that the workspace's store holds into another, which must be empty:
every import, every state of every indicator, where its numbers came from. It then
reads both again and compares them row by row. Others may import meanwhile: the copy
is of the moment at which it began. A store that is not there, or has no import in it,
is an error: it may be named wrong.

The workspace goes on with the store it has; 'store:' in kuvio.yaml, or KUVIO_STORE,
names another ('kuvio help store').

Exit codes: 0 copied and found the same, 1 nothing was copied, 2 usage.`,
		Example: `  kuvio store copy --to postgres://kuvio@tietokanta/hyvinvointi
  KUVIO_STORE=postgres://kuvio@tietokanta/hyvinvointi kuvio store copy --to data/kuvio.db`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if to == "" {
				return usagef("name where to copy the store with --to: an address such as postgres://tietokanta/hyvinvointi, or a file")
			}
			address, err := store.ParseAddress(to, "")
			if err != nil {
				return usagef("--to: %v", err)
			}
			if address.HasPassword() {
				return usagef("--to: found an address with a password, which others can see on a command line: leave it out, and have it in PGPASSWORD or ~/.pgpass")
			}
			return a.runStoreCopy(cmd.Context(), address, false, wait)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the store to copy into, which is empty or not there yet")
	cmd.Flags().DurationVar(&wait, "wait", importWait, "how long to wait for who writes into it")
	return cmd
}

func newStoreBackup(a *app) *cobra.Command {
	var to string
	var force bool
	cmd := &cobra.Command{
		Use:   "backup -o FILE",
		Short: "Write the store as it is now into a file",
		Long: `Backup writes all that the workspace's store holds into one file, a store itself, and
compares the two row by row. Others may import meanwhile: the file is of the moment at
which the command began. It is there whole or not at all. A store that is not there, or has
no import in it, is an error, and takes the place of nothing, with --force neither.

To go back to it, put it in the place of data/kuvio.db or, of a database, copy it into
an empty one ('kuvio store copy').

Exit codes: 0 written and found the same, 1 it was not, 2 usage.`,
		Example: `  kuvio store backup -o kuvio-2026-11-28.db`,
		Args:    args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if to == "" {
				return usagef("name the file to write with -o, such as -o kuvio-%s.db", a.Now().Format(time.DateOnly))
			}
			address, err := store.ParseAddress(to, "")
			if _, file := address.File(); err != nil || !file {
				return usagef("-o: expected the name of a file; 'kuvio store copy' copies into a database")
			}
			return a.runStoreCopy(cmd.Context(), address, force, importWait)
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "the file to write")
	cmd.Flags().BoolVar(&force, "force", false, "write it in the place of one that is there")
	return cmd
}

func (a *app) runStoreCopy(ctx context.Context, to store.Address, force bool, wait time.Duration) error {
	ws, at, err := a.ownStore()
	if err != nil {
		return err
	}
	db, err := engines.Still(ctx, at)
	if err != nil {
		return err
	}
	defer db.Close()
	if db.Empty { // would take the place of a good copy, where its name is mistyped
		return a.withoutData(ws, at, db.Absent).err()
	}
	who := write.Who("copying", a.Now())
	var c relational.Copied
	if path, file := to.File(); file {
		if own, file := at.File(); file && force && sameFile(own, path) {
			return fmt.Errorf("%s is the store itself: name another file", near(path))
		}
		c, err = copyToFile(ctx, db, path, who, force)
	} else {
		c, err = copyInto(ctx, db, to, who, wait)
	}
	if err != nil {
		return err
	}
	a.say("%s: %s, %s: the same as %s, row by row", called(to), count(c.Imports, "import"), count(c.Indicators, "indicator"), called(at))
	return nil
}

func copyInto(ctx context.Context, db *relational.DB, to store.Address, who string, wait time.Duration) (c relational.Copied, err error) {
	into, err := engines.Open(ctx, to)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	return db.CopyTo(ctx, into, who, wait)
}

// copyToFile makes the file beside its place, and puts it there once it is whole.
func copyToFile(ctx context.Context, db *relational.DB, path, who string, force bool) (c relational.Copied, err error) {
	switch _, err := os.Lstat(path); {
	case err == nil && !force:
		return c, fmt.Errorf("%s is there already, and a store is copied into a new file: name another, or remove it", near(path))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return c, err
	}
	for _, suffix := range []string{"-wal", "-journal"} { // would be taken for what is still to come to the new file
		if _, err := os.Lstat(path + suffix); err == nil {
			return c, fmt.Errorf("%s is a store in use, or one that a process was killed in: %s lies beside it; name another file", near(path), filepath.Base(path)+suffix)
		}
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".kuvio-copy-")
	if err != nil {
		return c, fmt.Errorf("write %s: %w", near(path), err)
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, filepath.Base(path))
	if c, err = copyInto(ctx, db, store.Address(part), who, 0); err != nil {
		return c, err
	}
	if err := os.Rename(part, path); err != nil {
		return c, fmt.Errorf("write %s: %w", near(path), err)
	}
	return c, nil
}
