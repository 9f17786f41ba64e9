// Package postgres keeps a store in a PostgreSQL database, for the many who use one:
// package relational's tables, asked through pgx. ENGINES.md says what is asked of a
// database, and which others like PostgreSQL have it.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"kuvio/internal/store"
	"kuvio/internal/store/relational"
)

// ErrEmpty is returned to readers of a database that has no store yet.
var ErrEmpty = errors.New("no store")

// engine is a database's own.
type engine struct {
	db     *sql.DB
	name   string
	schema string
	cannot string // why nothing can be written; "" where it can
	unused string // a file of passwords that others may read; "" for none
}

var _ relational.Engine = (*engine)(nil)

// Open opens the store at an address to be written to, and makes its tables where there
// are none. Whoever may only read opens it all the same, and is told by Cannot.
func Open(ctx context.Context, address store.Address) (*relational.DB, error) {
	e, found, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	switch {
	case found.version == relational.Version:
		e.cannot = found.cannot()
	case found.cannotMake() != "":
		err = fmt.Errorf("%w in it yet, and %s", ErrEmpty, found.cannotMake())
	default:
		err = e.migrate(ctx)
	}
	if err != nil {
		e.Close()
		return nil, fmt.Errorf("open store %s: %w", e.name, err)
	}
	return e.store(), nil
}

// Read opens the store at an address to be read. Where there is none yet the error is
// ErrEmpty.
func Read(ctx context.Context, address store.Address) (*relational.DB, error) {
	e, found, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	if found.version == 0 {
		e.Close()
		return nil, ErrEmpty
	}
	e.cannot = onlyRead
	return e.store(), nil
}

// store is the store that an engine keeps.
func (e *engine) store() *relational.DB {
	d := relational.New(e.db, e)
	d.Warning = notUsed(e.unused)
	return d
}

// onlyRead is why a store that was opened to be read takes no import.
const onlyRead = "it was opened to be read"

// connect connects to the database at an address, and looks what there is.
func connect(ctx context.Context, address store.Address) (*engine, *found, error) {
	config, unused, err := parse(address)
	if err != nil {
		return nil, nil, err
	}
	e := openDB(config)
	e.unused = unused
	found, err := look(ctx, e.db, e.schema)
	if err != nil {
		e.Close()
		if unused != "" {
			return nil, nil, fmt.Errorf("open store %s: %w; %s", e.name, err, notUsed(unused))
		}
		return nil, nil, fmt.Errorf("open store %s: %w", e.name, err)
	}
	return e, found, nil
}

// openDB is an engine that connects as it is asked.
func openDB(config *pgx.ConnConfig) *engine {
	e := &engine{name: nameOf(config), schema: schemaOf(config)}
	delete(config.RuntimeParams, searchPath) // is set otherwise, which poolers of connections let through
	e.db = sql.OpenDB(&patient{stdlib.GetConnector(*config, stdlib.OptionAfterConnect(e.prepare)), longestBusy})
	e.db.SetMaxOpenConns(mostConnections)
	return e
}

// mostConnections bounds those of one process: a server takes a hundred or so of all.
const mostConnections = 4

// prepare has a new connection find the tables, and its end be found.
func (e *engine) prepare(ctx context.Context, c *pgx.Conn) error {
	_, err := c.Exec(ctx, "SET search_path = "+quoted(e.schema))
	if err == nil {
		// That the server finds out within a minute, and not within two hours, where a
		// writer's computer is gone, whose turn it keeps. An engine that has no such
		// setting goes by its system's.
		_, _ = c.Exec(ctx, "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3")
	}
	return err
}

// quoted is a name as SQL has it.
func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// Name implements relational.Engine.
func (e *engine) Name() string { return e.name }

// Cannot implements relational.Engine.
func (e *engine) Cannot() string { return e.cannot }

// Still implements relational.Engine: a transaction sees what was committed before its
// first query, and keeps nobody waiting.
func (e *engine) Still(ctx context.Context) (*sql.Tx, error) {
	return e.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
}

// Shrink implements relational.Engine. PostgreSQL does so by itself in time; at once, as
// far as it goes without keeping readers waiting, where the tables are one's own.
func (e *engine) Shrink(ctx context.Context) (freed int64, err error) {
	before, err := e.size(ctx)
	for _, table := range []string{"panels", "revisions", "confirmations"} {
		if err == nil {
			_, err = e.db.ExecContext(ctx, "VACUUM "+table)
		}
	}
	if err != nil {
		return 0, supported(err)
	}
	after, err := e.size(ctx)
	return max(0, before-after), supported(err)
}

// size is that of the tables, in bytes.
func (e *engine) size(ctx context.Context) (n int64, err error) {
	const query = "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'"
	return n, e.db.QueryRowContext(ctx, query, e.schema).Scan(&n)
}

// Whole implements relational.Engine. Whether pages and indexes hold together is for
// whoever looks after the server to see (checksums of data, pg_amcheck).
func (e *engine) Whole(context.Context, func(string)) error { return nil }

// Unreadable implements relational.Engine.
func (e *engine) Unreadable(err error) bool { return strings.HasPrefix(code(err), "XX") }

// Close implements relational.Engine.
func (e *engine) Close() error { return e.db.Close() }
