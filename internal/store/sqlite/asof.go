package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// AsOf implements store.Store.
func (d *DB) AsOf(v store.VintageID, day string) store.Store {
	then := *d
	then.until = d.upTo(v)
	if day != "" {
		then.day = day
	}
	return &then
}

// upTo is the greatest import number that an asker for a vintage may see.
func (d *DB) upTo(v store.VintageID) store.VintageID {
	const all = 1<<63 - 1
	until := d.until
	if until == store.Latest {
		until = all
	}
	if v == store.Latest {
		return until
	}
	return min(v, until)
}

// notHeldAt is notHeld for a vintage, whose panel may have been pruned.
func (d *DB) notHeldAt(ctx context.Context, id domain.IndicatorID, v store.VintageID, err error) error {
	if !errors.Is(err, sql.ErrNoRows) {
		return notHeld(id, err)
	}
	var first sql.NullInt64
	const once = "SELECT min(import) FROM revisions WHERE indicator = ? AND import <= ?"
	if err := d.read.QueryRowContext(ctx, once, string(id), int64(d.upTo(v))).Scan(&first); err != nil {
		return notHeld(id, err)
	}
	if first.Valid {
		return fmt.Errorf("indicator %s as of vintage %d: %w", id, d.upTo(v), store.ErrPruned)
	}
	return notHeld(id, err)
}
