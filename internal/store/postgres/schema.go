package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/store/relational"
)

// found is what a database has, and what the role that asks may do there.
type found struct {
	role, schema   string
	version        int  // of the tables; 0 where there are none
	schemaThere    bool // with or without tables
	mayMakeSchema  bool
	mayMakeTables  bool
	mayRead        bool // look into the schema
	mayWrite       bool // into every table
	tables         int  // of the names that a store's have
	serverReadOnly bool
}

// help is where more is said.
const help = "'kuvio help store' has the SQL that lets it"

// cannot says why nothing can be written into a store; "" where it can.
func (f *found) cannot() string {
	switch {
	case f.serverReadOnly:
		return "the server is one to read from alone (a standby, or set to read only): import through the one that it follows"
	case !f.mayWrite:
		return fmt.Sprintf("the role %s may only read it: %s", f.role, help)
	}
	return ""
}

// cannotMake says why there can be made no store; "" where there can.
func (f *found) cannotMake() string {
	switch {
	case f.serverReadOnly:
		return f.cannot()
	case !f.schemaThere && !f.mayMakeSchema, f.schemaThere && !f.mayMakeTables:
		return fmt.Sprintf("the role %s may not make its tables (in the schema %s): %s", f.role, f.schema, help)
	}
	return ""
}

// look finds out what there is in a schema.
func look(ctx context.Context, db *sql.DB, schema string) (*found, error) {
	f := &found{schema: schema}
	names := append(relational.Tables(), "version", "turn")
	err := db.QueryRowContext(ctx, `
		SELECT current_user, n.oid IS NOT NULL, has_database_privilege(current_database(), 'CREATE'),
			coalesce(has_schema_privilege(n.oid, 'CREATE'), false), coalesce(has_schema_privilege(n.oid, 'USAGE'), false),
			current_setting('transaction_read_only') = 'on',
			(SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND c.relname = ANY ($2)),
			NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND c.relname = ANY ($2)
				AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
					AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')))
		FROM (SELECT 1) AS one LEFT JOIN pg_namespace n ON n.nspname = $1`, schema, names).
		Scan(&f.role, &f.schemaThere, &f.mayMakeSchema, &f.mayMakeTables, &f.mayRead, &f.serverReadOnly, &f.tables, &f.mayWrite)
	switch {
	case err != nil:
		return nil, err
	case f.schemaThere && !f.mayRead:
		return nil, fmt.Errorf("the role %s may not look into the schema %s: %s", f.role, schema, help)
	case f.tables == 0:
		return f, nil
	case f.tables < len(names):
		return nil, fmt.Errorf("the schema %s has tables of another program, or not all of kuvio's: give kuvio a schema of its own, by ?search_path=NAME in the address", schema)
	}
	if f.version, err = versionOf(ctx, db); err != nil {
		return nil, err
	}
	if f.version > relational.Version {
		return nil, fmt.Errorf("the store was written by a later kuvio (version %d, this one reads up to %d): update kuvio", f.version, relational.Version)
	}
	return f, nil
}

// asked is a database, or a transaction in it.
type asked interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// versionOf is that of the tables.
func versionOf(ctx context.Context, db asked) (version int, err error) {
	err = db.QueryRowContext(ctx, "SELECT number FROM version").Scan(&version)
	if errors.Is(err, sql.ErrNoRows) {
		err = errors.New("its table version is empty: put back a copy of it")
	}
	return version, err
}

// storedApart are the columns whose bytes are compressed already: to keep them apart
// from their rows as they are spares the server the attempt.
var storedApart = []struct{ table, column string }{{"panels", "data"}, {"revisions", "back"}, {"revisions", "tags"}, {"frames", "axes"}}

// migrate makes the tables of a store, while nobody else does.
func (e *engine) migrate(ctx context.Context) error {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Whoever comes second waits here, and finds the tables.
	if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", e.key()); err != nil {
		if supported(err) != nil {
			return err
		}
		tx.Rollback() // such an engine lets the second fail, who then tries again
		if tx, err = e.db.BeginTx(ctx, nil); err != nil {
			return err
		}
		defer tx.Rollback()
	}
	if now, err := look(ctx, e.db, e.schema); err != nil || now.version > 0 {
		return err
	}
	steps := []string{relational.Schema("BYTEA"),
		"CREATE TABLE version (number BIGINT PRIMARY KEY)",
		fmt.Sprintf("INSERT INTO version VALUES (%d)", relational.Version),
		"CREATE TABLE turn (id BIGINT PRIMARY KEY, who TEXT NOT NULL)",
		"INSERT INTO turn VALUES (1, ''), (2, '')",
	}
	var there bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)", e.schema).Scan(&there); err != nil {
		return err
	}
	if !there {
		steps = slices.Insert(steps, 0, "CREATE SCHEMA "+quoted(e.schema))
	}
	for _, step := range steps {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, c := range storedApart {
		if _, err := e.db.ExecContext(ctx, fmt.Sprintf("ALTER TABLE %s ALTER COLUMN %s SET STORAGE EXTERNAL", c.table, c.column)); supported(err) != nil {
			return err
		}
	}
	return nil
}
