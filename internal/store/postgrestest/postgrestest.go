// Package postgrestest starts a PostgreSQL of its own for tests: on a Unix socket in a
// temporary folder, without the care for disks that tests have no use for, once for a
// test binary and gone with it, however it ends. Where the machine has none, tests are
// skipped and marked, as for want of real files (package realfiles). The environment's
// KUVIO_TEST_POSTGRES may name a server that runs, by the address of a database of a
// user who may make schemas in it.
package postgrestest

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the database/sql driver "pgx"
)

// Wanted is the key of the attribute (testing.TB.Attr) that marks a test skipped for
// want of a PostgreSQL.
const Wanted = "postgres-wanted"

// named is the environment's variable that names a server to test against.
const named = "KUVIO_TEST_POSTGRES"

// Address is the address of a schema that there is none of yet, gone when the test ends;
// to make a database takes half a second. Without a server the test is skipped.
func Address(t testing.TB) string {
	t.Helper()
	server, err := shared()
	if err != nil {
		skip(t, err)
	}
	u, err := url.Parse(server.Address)
	if err != nil {
		t.Fatal(err)
	}
	schema := fmt.Sprintf("kuvio_test_%d_%d", os.Getpid(), made.Add(1))
	t.Cleanup(func() { Exec(t, server.Address, "DROP SCHEMA IF EXISTS "+schema+" CASCADE") })
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

// made counts the addresses that were given.
var made atomic.Int64

// shared is the server of the test binary. It is held here, for it ends with what it has.
var shared = sync.OnceValues(func() (*Server, error) {
	if address := os.Getenv(named); address != "" {
		return &Server{Address: address}, nil
	}
	return start()
})

// Exec has a database do something.
func Exec(t testing.TB, address, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// skip skips a test, and marks it.
func skip(t testing.TB, why error) {
	t.Helper()
	t.Attr(Wanted, why.Error())
	t.Skip(why)
}
