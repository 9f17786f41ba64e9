package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/refresh"
	"kuvio/internal/session"
	"kuvio/internal/spool"
	"kuvio/internal/store"
	"kuvio/internal/store/engines"
	"kuvio/internal/store/relational"
	"kuvio/internal/workspace"
)

// opened is a workspace with the session that a command has in it.
type opened struct {
	*session.Session
	ws   *workspace.Workspace // nil where only the catalogue is asked for
	lent bool                 // the store is another command's, which closes it
}

// builder makes figures of the workspace.
func (o *opened) builder() *chart.Builder {
	b := &chart.Builder{Session: o.Session}
	if o.ws != nil {
		b.Files = os.DirFS(o.ws.Dir)
	}
	return b
}

// open opens the workspace to be read as it is now: a command that reads several
// indicators sees none of another state than the others. Where there is none and the command can do with
// the catalogue alone (optional), the session is without.
func (a *app) open(ctx context.Context, optional bool) (*opened, error) {
	s, err := a.openBy(ctx, optional, a.openStill)
	if err == nil {
		if err = a.markStale(ctx, s); err != nil {
			s.close()
		}
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openStill opens a store to be read as it is now.
func (a *app) openStill(ctx context.Context, ws *workspace.Workspace, at store.Address) (*relational.DB, error) {
	db, err := engines.Still(ctx, at)
	if err != nil {
		return nil, err
	}
	if db.Warning != "" {
		a.say("%s", db.Warning)
	}
	if db.Empty {
		a.without = a.withoutData(ws, at, db.Absent)
	}
	return db, nil
}

// markStale has data marked that is older than kuvio.yaml allows. Data as it was on an
// earlier day is asked for as such.
func (a *app) markStale(ctx context.Context, s *opened) error {
	if s.ws == nil || s.ws.Config.MaxAge == 0 || a.asOf != "" {
		return nil
	}
	held, err := spool.Open(s.ws.SpoolDir())
	if err != nil {
		return err
	}
	s.Stale, err = refresh.StaleOf(ctx, s.Store, held.All(), a.Now().Add(-time.Duration(s.ws.Config.MaxAge)))
	return err
}

// openToWrite opens the workspace to import into its store or prune it.
func (a *app) openToWrite(ctx context.Context) (*opened, error) {
	return a.openWriting(ctx, func(_ *workspace.Workspace, cannot error) error { return cannot })
}

// openWriting is openToWrite for who may do without writing: refused gives the error, if
// it is one, of a store into which nothing can be written.
func (a *app) openWriting(ctx context.Context, refused func(ws *workspace.Workspace, cannot error) error) (*opened, error) {
	return a.openBy(ctx, false, func(ctx context.Context, ws *workspace.Workspace, at store.Address) (*relational.DB, error) {
		folders := []string{ws.DataDir()} // of what stays here, wherever the store is
		if path, ok := at.File(); ok {
			folders = append(folders, filepath.Dir(path))
		}
		for _, dir := range folders {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return nil, err
			}
		}
		db, err := engines.Open(ctx, at)
		if err != nil {
			return nil, err
		}
		if why := db.Cannot(); why != "" { // before a file is read, or a source asked
			if err := refused(ws, fmt.Errorf("write to %s: %s", db.Name(), why)); err != nil {
				db.Close()
				return nil, err
			}
		}
		if db.Warning != "" {
			a.say("%s", db.Warning)
		}
		return db, nil
	})
}

// storeOf is where a workspace's store is.
func (a *app) storeOf(ws *workspace.Workspace) (store.Address, error) {
	text := a.Getenv("KUVIO_STORE")
	if text == "" {
		return ws.Store(), nil
	}
	at, err := store.ParseAddress(text, "")
	if err != nil {
		return "", fmt.Errorf("KUVIO_STORE: %w", err)
	}
	return at, nil
}

func (a *app) openBy(ctx context.Context, optional bool, openStore func(context.Context, *workspace.Workspace, store.Address) (*relational.DB, error)) (*opened, error) {
	ws, err := workspace.Find(a.dir)
	if err != nil && !(optional && errors.Is(err, workspace.ErrNone)) {
		return nil, err
	}
	if a.within != nil {
		return &opened{a.within, ws, true}, nil
	}
	var config workspace.Config
	if ws != nil {
		config = ws.Config
	}
	lang, err := a.language(config.Lang)
	if err != nil {
		return nil, err
	}
	var db store.Store
	if ws != nil {
		at, err := a.storeOf(ws)
		if err == nil {
			db, err = openStore(ctx, ws, at)
		}
		if err != nil {
			return nil, err
		}
	}
	s, err := session.New(ctx, db, catalog.Default(), config, lang)
	if err == nil && ws != nil && a.asOf != "" {
		if s, err = s.AsOf(ctx, a.asOf); err != nil {
			err = fmt.Errorf("--as-of %s: %w", a.asOf, err)
		}
	}
	if err != nil {
		if db != nil {
			db.Close()
		}
		return nil, err
	}
	a.read = s
	return &opened{s, ws, false}, nil
}

// whole is an error where something that was read of the workspace could not be.
func (a *app) whole() error {
	if a.read == nil {
		return nil
	}
	return a.read.Err()
}

// openFor is open for a command that prints a table: what is wrong with the
// flags of its output is found first.
func (a *app) openFor(ctx context.Context, o *output, optional bool) (*opened, error) {
	if err := o.check(a); err != nil {
		return nil, err
	}
	return a.open(ctx, optional)
}

func (s *opened) close() {
	if s.Store != nil && !s.lent {
		s.Store.Close()
	}
}

// writers are the commands that have no use for data as it was.
var writers = []string{"init", "demo", "import", "fetch", "catalogue", "refresh", "job", "prune", "copy", "backup", "version"}

// bindAsOf gives every command --as-of and refuses it to those that read no
// data.
func (a *app) bindAsOf(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.asOf, "as-of", "", "the data as it was known on this day, yyyy-mm-dd, by the downloads of then; or as an import left it, import:3")
	root.PersistentPostRunE = func(*cobra.Command, []string) error { return a.whole() }
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if a.asOf == "" {
			return nil
		}
		if slices.Contains(writers, cmd.Name()) {
			return usagef("--as-of: 'kuvio %s' prints no data; it goes with values, trend, compare, render and the like", cmd.Name())
		}
		if _, err := time.Parse(time.DateOnly, a.asOf); err != nil && !strings.HasPrefix(a.asOf, session.ByImport) {
			return usagef("--as-of %s: expected a day such as 2026-03-01, or an import such as import:3", a.asOf)
		}
		return nil
	}
}

// sayPruned says which indicators were held at the time but are no more, so
// that a list without them is not taken for all there was.
func (a *app) sayPruned(ctx context.Context, s *session.Session, held map[domain.IndicatorID]store.Holding) error {
	if a.asOf == "" || s.Store == nil {
		return nil
	}
	pruned, err := s.Pruned(ctx, held)
	if len(pruned) > 0 {
		a.warn("held as of %s but pruned since: %s", a.asOf, domain.Some(pruned))
	}
	return err
}
