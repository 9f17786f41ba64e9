package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"kuvio/internal/store"
)

// Which panels are old, as conditions on panels p. What is dropped of an
// indicator is always older than what is kept, so that no reader is given an
// earlier panel for a dropped one.
const (
	oldByNumber = `? <= (SELECT count(*) FROM panels q WHERE q.indicator = p.indicator AND q.import > p.import)`
	// What a panel that was imported by that day has taken the place of.
	oldByDay = `EXISTS (SELECT 1 FROM panels q JOIN imports i ON i.id = q.import
		WHERE q.indicator = p.indicator AND q.import > p.import AND substr(i.imported, 1, 10) <= ?)`
)

// Prune implements store.Store: one transaction for what is dropped, then the
// file is made smaller.
func (d *DB) Prune(ctx context.Context, p store.Prune, who string, wait time.Duration) (store.Pruned, error) {
	where, arg := oldByNumber, any(p.Keep)
	switch {
	case (p.Keep > 0) == (p.Before != ""):
		return store.Pruned{}, errors.New("prune: expected either a number of panels to keep or a day")
	case p.Before != "":
		where, arg = oldByDay, p.Before
	}
	switch {
	case d.readOnly != "":
		return store.Pruned{}, fmt.Errorf("prune %s: %s", d.path, d.readOnly)
	case d.until != store.Latest:
		return store.Pruned{}, fmt.Errorf("prune %s: %s", d.path, onlyRead)
	}
	lock, err := takeWriteLock(ctx, d.path, who, wait)
	if err != nil {
		return store.Pruned{}, err
	}
	defer lock.Release()
	out, err := d.drop(ctx, p, where, arg)
	if err != nil {
		return store.Pruned{}, fmt.Errorf("prune %s: nothing was dropped: %w", d.path, err)
	}
	if p.DryRun || out.Panels+out.Revisions == 0 {
		return out, nil
	}
	if out.Freed, err = d.vacuum(ctx); err != nil {
		return out, fmt.Errorf("prune %s: %d panels were dropped, but the file could not be made smaller: %w", d.path, out.Panels, err)
	}
	return out, nil
}

// drop deletes what the condition picks, in one transaction that a dry run
// takes back.
func (d *DB) drop(ctx context.Context, p store.Prune, where string, arg any) (store.Pruned, error) {
	var out store.Pruned
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return out, err
	}
	defer tx.Rollback()
	_, err = tx.ExecContext(ctx, "CREATE TEMP TABLE old AS SELECT p.indicator, p.import FROM panels p WHERE "+where, arg)
	if err != nil {
		return out, err
	}
	const old = "(indicator, import) IN (SELECT indicator, import FROM temp.old)"
	err = tx.QueryRowContext(ctx, "SELECT count(*), count(DISTINCT indicator), coalesce(sum(length(data)), 0) FROM panels WHERE "+old).
		Scan(&out.Panels, &out.Indicators, &out.Bytes)
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM panels WHERE "+old)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM confirmations WHERE "+old)
	}
	if err == nil && p.History {
		err = dropHistory(ctx, tx, &out)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "DROP TABLE temp.old")
	}
	if err != nil || p.DryRun {
		return out, err
	}
	return out, tx.Commit()
}

// dropHistory forgets the replaced cells of every import whose panel is gone,
// now or since an earlier pruning.
func dropHistory(ctx context.Context, tx *sql.Tx, out *store.Pruned) error {
	const gone = ` FROM revisions r WHERE replaced IS NOT NULL AND NOT EXISTS
		(SELECT 1 FROM panels p WHERE p.indicator = r.indicator AND p.import = r.import)`
	var bytes int64
	if err := tx.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(length(replaced)), 0)"+gone).Scan(&out.Revisions, &bytes); err != nil {
		return err
	}
	out.Bytes += bytes
	_, err := tx.ExecContext(ctx, "UPDATE revisions SET replaced = NULL WHERE (import, indicator) IN (SELECT import, indicator"+gone+")")
	return err
}

// vacuum gives what was dropped back to the file system, and says how many
// bytes of the file that was.
func (d *DB) vacuum(ctx context.Context) (freed int64, err error) {
	before, err := d.size(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := d.db.ExecContext(ctx, "VACUUM"); err != nil {
		return 0, err
	}
	// A reader may keep the log from being taken in; a later writer does it.
	if _, err := d.db.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		return 0, err
	}
	after, err := d.size(ctx)
	return before - after, err
}

// size is that of the store's pages, in bytes.
func (d *DB) size(ctx context.Context) (int64, error) {
	var pages, size int64
	err := d.db.QueryRowContext(ctx, "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size").Scan(&pages, &size)
	return pages * size, err
}
