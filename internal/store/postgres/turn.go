package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"kuvio/internal/store"
)

// Who writes has a transaction with two locks in it: an advisory one of the schema, and
// the first row of the table turn, which serves where a database takes advisory locks
// and does nothing by them. Both go with the transaction, whatever it ends by, so that
// who has lost the turn cannot commit. In the second row stands who it is, written
// outside of the transaction to be seen by those who wait.

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
			if _, err = e.db.ExecContext(ctx, "UPDATE turn SET who = $1 WHERE id = 2", who); err == nil {
				return tx, func() {}, nil
			}
			_ = tx.Rollback()
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

// busy tells who has waited in vain who has the turn.
func (e *engine) busy(ctx context.Context, waited time.Duration) error {
	var who string
	if err := e.db.QueryRowContext(ctx, "SELECT who FROM turn WHERE id = 2").Scan(&who); err != nil {
		return fmt.Errorf("ask who writes into %s: %w", e.name, err)
	}
	return fmt.Errorf("%w to %s (%s); gave up after %s, try again later or wait longer with --wait",
		store.ErrBusy, e.name, cmp.Or(who, "by one that does not say who it is"), waited)
}
