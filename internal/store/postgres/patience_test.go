package postgres

import (
	"database/sql"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/stdlib"

	"kuvio/internal/store"
	"kuvio/internal/store/postgrestest"
)

// A connection that the server does not have left is waited for, and had once another is
// given back; where none is, the server's word is said.
func TestPatient(t *testing.T) {
	address := postgrestest.Address(t)
	open(t, address)
	for _, statement := range []string{"DROP ROLE IF EXISTS kuvio_alone", "CREATE ROLE kuvio_alone LOGIN CONNECTION LIMIT 1"} {
		postgrestest.Exec(t, address, statement)
	}
	t.Cleanup(func() { postgrestest.Exec(t, address, "DROP ROLE kuvio_alone") })
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User("kuvio_alone")
	only, err := sql.Open("pgx", u.String())
	if err != nil {
		t.Fatal(err)
	}
	defer only.Close()
	if err := only.Ping(); err != nil {
		t.Fatal(err)
	}
	config, _, err := parse(store.Address(u.String()))
	if err != nil {
		t.Fatal(err)
	}
	asked := func(longest time.Duration) (time.Duration, error) {
		db := sql.OpenDB(&patient{stdlib.GetConnector(*config), longest})
		defer db.Close()
		began := time.Now()
		err := db.PingContext(t.Context())
		return time.Since(began), err
	}

	took, err := asked(200 * time.Millisecond)
	if code(err) != "53300" || !strings.Contains(Explain(err).Error(), "the database server has as many connections as it takes: try again") {
		t.Errorf("with none left: %v", err)
	}
	if took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	const held = 300 * time.Millisecond
	time.AfterFunc(held, func() { only.Close() })
	if took, err := asked(longestBusy); err != nil || took < held {
		t.Errorf("once one is given back: %v after %v", err, took)
	}
}

// What does not pass by itself is said at once.
func TestPatientWithWhatStays(t *testing.T) {
	u, err := url.Parse(postgrestest.Address(t))
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User("kuvio_nobody")
	began := time.Now()
	_, err = Read(t.Context(), store.Address(u.String()))
	if err == nil || errors.Is(err, ErrEmpty) || time.Since(began) > longestBusy/2 {
		t.Errorf("an unknown role: %v after %v", err, time.Since(began))
	}
}

// Who has the turn writes, though no connection is left to say who it is.
func TestTurnWithoutConnections(t *testing.T) {
	address := postgrestest.Address(t)
	for _, statement := range []string{"DROP ROLE IF EXISTS kuvio_single", "CREATE ROLE kuvio_single LOGIN SUPERUSER"} {
		postgrestest.Exec(t, address, statement)
	}
	t.Cleanup(func() {
		postgrestest.Exec(t, address, "DROP OWNED BY kuvio_single")
		postgrestest.Exec(t, address, "DROP ROLE kuvio_single")
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User("kuvio_single")
	open(t, u.String()).Close() // makes the tables
	postgrestest.Exec(t, address, "ALTER ROLE kuvio_single NOSUPERUSER CONNECTION LIMIT 1")
	db := open(t, u.String())
	began := time.Now()
	tx := begin(t, db)
	if err := put(t, tx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Commit(vintage); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > longestBusy/2 {
		t.Errorf("it took %v", took)
	}
	db.Close() // before its tables go
}
