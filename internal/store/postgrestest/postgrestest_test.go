package postgrestest

import (
	"database/sql"
	"testing"
)

// A server answers, is gone when it is killed, and answers again with what was stored.
func TestServer(t *testing.T) {
	s := New(t)
	Exec(t, s.Address, "CREATE TABLE kept (n integer)")
	s.Kill(t)
	db, err := sql.Open("pgx", s.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Ping(); err == nil {
		t.Error("a killed server answers")
	}
	s.Start(t)
	Exec(t, s.Address, "INSERT INTO kept VALUES (1)")
}

// Each test has a place of its own, which what it does finds.
func TestAddress(t *testing.T) {
	one, other := Address(t), Address(t)
	for _, address := range []string{one, other} {
		Exec(t, address, "DO $$ BEGIN EXECUTE 'CREATE SCHEMA ' || current_setting('search_path'); END $$")
		Exec(t, address, "CREATE TABLE kept (n integer)")
	}
}
