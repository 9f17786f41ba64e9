package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"kuvio/internal/store"
)

// Who writes has a transaction with two locks in it: an advisory one of the schema, and
// the first row of the table turn, which serves where a database takes advisory locks
// and does nothing by them. Both go with the transaction, whatever it ends by, so that
// who has lost the turn cannot commit. In the second row stands who it is, written
// outside of the transaction to be seen by those who wait, and the server's process
// that the transaction has: the row outlives its writer, so it is believed only where
// that process has the advisory lock now.

// key is that of the schema's advisory lock.
func (e *engine) key() int64 {
	h := fnv.New64a()
	h.Write([]byte("kuvio " + e.schema))
	return int64(h.Sum64())
}

// How long whoever waits for a turn lets pass between two tries, about.
const firstPoll, lastPoll = 20 * time.Millisecond, 250 * time.Millisecond

// Begin implements relational.Engine.
func (e *engine) Begin(ctx context.Context, who string, wait time.Duration) (*sql.Tx, func(), error) {
	until := time.Now().Add(wait)
	for poll := firstPoll; ; poll = min(2*poll, lastPoll) {
		tx, err := e.take(ctx)
		if err == nil && tx != nil {
			e.announce(ctx, tx, who)
			return tx, func() {}, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("begin to write into %s: %w", e.name, err)
		}
		left := time.Until(until)
		if left <= 0 {
			return nil, nil, e.busy(ctx, wait)
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(min(left, poll/2+rand.N(poll))):
		}
	}
}

// take begins a transaction that has the turn; nil where another has it.
func (e *engine) take(ctx context.Context) (*sql.Tx, error) {
	tx, err := e.tryAdvisory(ctx)
	if err != nil || tx == nil {
		return nil, err
	}
	var id int64
	err = tx.QueryRowContext(ctx, "SELECT id FROM turn WHERE id = 1 FOR UPDATE NOWAIT").Scan(&id)
	if err == nil {
		return tx, nil
	}
	_ = tx.Rollback()
	switch {
	case code(err) == lockNotAvailable:
		return nil, nil
	case errors.Is(err, sql.ErrNoRows):
		err = errors.New("its table turn is empty: put back a copy of it")
	}
	return nil, err
}

// tryAdvisory begins a transaction that has the advisory lock, or, in a database that
// knows none, has not; nil where another has it.
func (e *engine) tryAdvisory(ctx context.Context) (*sql.Tx, error) {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var got bool
	err = tx.QueryRowContext(ctx, "SELECT pg_try_advisory_xact_lock($1)", e.key()).Scan(&got)
	if err == nil && got {
		return tx, nil
	}
	_ = tx.Rollback()
	if err == nil || supported(err) != nil {
		return nil, err
	}
	return e.db.BeginTx(ctx, nil)
}

// longestAnnounce is how long a connection is asked for to say who has the turn: those
// who wait for it may have all that the server gives.
const longestAnnounce = 2 * time.Second

// announce writes who has the turn, if that can be written: it is for those who wait, and
// the turn itself does not hang on it.
func (e *engine) announce(ctx context.Context, tx *sql.Tx, who string) {
	var process int64
	if tx.QueryRowContext(ctx, "SELECT pg_backend_pid()").Scan(&process) != nil {
		return // and what is written in the transaction will say why
	}
	ctx, done := context.WithTimeout(ctx, longestAnnounce)
	defer done()
	_, _ = e.db.ExecContext(ctx, "UPDATE turn SET who = $1 WHERE id = 2", fmt.Sprintf("%d %s", process, who))
}

// busy tells who has waited in vain who has the turn.
func (e *engine) busy(ctx context.Context, waited time.Duration) error {
	who, err := e.holder(ctx)
	if err != nil {
		return fmt.Errorf("ask who writes into %s: %w", e.name, err)
	}
	return fmt.Errorf("%w to %s (%s); gave up after %s, try again later or wait longer with --wait",
		store.ErrBusy, e.name, cmp.Or(who, "by one that does not say who it is"), waited)
}

// holder is who has the turn; "" where it is not known.
func (e *engine) holder(ctx context.Context) (string, error) {
	var written string
	if err := e.db.QueryRowContext(ctx, "SELECT who FROM turn WHERE id = 2").Scan(&written); err != nil {
		return "", err
	}
	process, who, _ := strings.Cut(written, " ")
	var has bool
	key := uint64(e.key()) // whose halves are the two numbers of a lock
	err := e.db.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND d.datname = current_database()
				AND l.classid::bigint = $1 AND l.objid::bigint = $2 AND l.pid::text = $3)`,
		int64(key>>32), int64(key&(1<<32-1)), process).Scan(&has)
	if err != nil || !has {
		return "", supported(err)
	}
	return who, nil
}
