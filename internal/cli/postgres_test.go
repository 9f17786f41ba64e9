package cli

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kuvio/internal/store"
	"kuvio/internal/store/engines"
	"kuvio/internal/store/postgrestest"
)

// TestPostgres runs commands on a store in a PostgreSQL: testdata/postgres/*.txtar.
// HOST is where the server is, and STORE the address of a script's own schema in it, of
// a role that may do everything.
func TestPostgres(t *testing.T) {
	whole(t)
	server := postgrestest.New(t)
	at, err := url.Parse(server.Address)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/postgres",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			schema := strings.TrimPrefix(filepath.Base(env.WorkDir), "script-")
			env.Setenv("HOST", at.Query().Get("host"))
			env.Setenv("STORE", server.Address+"&search_path="+schema)
			env.Setenv("PGPASSFILE", filepath.Join(env.WorkDir, "none"))
			env.Values[serverOf] = new(*postgrestest.Server)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "expand": expand,
			"sql": func(ts *testscript.TestScript, _ bool, args []string) { // what a database's administrator does
				db, err := sql.Open("pgx", ts.Getenv("STORE"))
				ts.Check(err)
				defer db.Close()
				_, err = db.Exec(strings.Join(args, " "))
				ts.Check(err)
			},
			"server": func(ts *testscript.TestScript, _ bool, args []string) { // one of the script's own, for it to kill
				switch own, _ := ts.Value(serverOf).(**postgrestest.Server); strings.Join(args, " ") {
				case "new":
					*own = postgrestest.New(t)
					ts.Setenv("STORE", (*own).Address)
				case "kill":
					(*own).Kill(t)
				case "start":
					(*own).Start(t)
				}
			},
			"writing": func(ts *testscript.TestScript, _ bool, args []string) { // by somebody else, until the script ends
				db, err := engines.Open(context.Background(), store.Address(ts.Getenv("STORE")))
				ts.Check(err)
				tx, err := db.Begin(context.Background(), strings.Join(args, " "), 0)
				ts.Check(err)
				ts.Defer(func() { ts.Check(errors.Join(tx.Rollback(), db.Close())) })
			},
		},
	})
}
