package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
	"kuvio/internal/write"
)

// tx is a transaction on its own connection, with the store's writing lock.
type tx struct {
	ctx    context.Context
	tx     *sql.Tx
	lock   *write.Lock
	id     store.VintageID
	closed bool
}

// Begin implements store.Store.
func (d *DB) Begin(ctx context.Context, who string, wait time.Duration) (store.Tx, error) {
	if d.until != store.Latest {
		return nil, fmt.Errorf("write to %s: it was opened as it was at vintage %d, to be read", d.path, d.until)
	}
	if d.readOnly != "" {
		return nil, fmt.Errorf("write to %s: %s", d.path, d.readOnly)
	}
	lock, err := takeWriteLock(ctx, d.path, who, wait)
	if err != nil {
		return nil, err
	}
	t, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		lock.Release()
		return nil, fmt.Errorf("begin an import into %s: %w", d.path, err)
	}
	x := &tx{ctx: ctx, tx: t, lock: lock}
	// The row is filled in by Commit; the number is needed before.
	res, err := t.ExecContext(ctx, "INSERT INTO imports (imported, retrieved) VALUES ('', '')")
	if err != nil {
		x.Rollback()
		return nil, fmt.Errorf("begin an import into %s: %w", d.path, err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		x.Rollback()
		return nil, err
	}
	x.id = store.VintageID(id)
	return x, nil
}

func (x *tx) Panel(id domain.IndicatorID) (*panel.Panel, error) {
	var row panelRow
	err := x.tx.QueryRowContext(x.ctx, `
		SELECT `+panelColumns+` FROM panels p LEFT JOIN confirmations c ON c.indicator = p.indicator AND c.import = p.import
		WHERE p.indicator = ? ORDER BY p.import DESC LIMIT 1`, string(id)).Scan(row.columns()...)
	if err != nil {
		return nil, notHeld(id, err)
	}
	return row.decode(id)
}

func (x *tx) PutRevision(r store.Revision) error {
	_, err := x.tx.ExecContext(x.ctx, "INSERT INTO panels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		string(r.Indicator), int64(x.id), string(r.First), string(r.Last), r.Regions, r.Values, r.MadeUp, r.Retrieved, r.Data)
	if err == nil {
		_, err = x.tx.ExecContext(x.ctx, "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			int64(x.id), string(r.Indicator), r.Changes.New, r.Changes.Changed, string(r.First), string(r.Last), r.MadeUp, r.Replaced)
	}
	for _, o := range r.Origins {
		if err == nil {
			_, err = x.tx.ExecContext(x.ctx, "INSERT INTO origins VALUES (?, ?, ?, ?, ?)", string(r.Indicator), int64(x.id), o.File, o.Tags, o.Retrieved)
		}
	}
	if err != nil {
		return fmt.Errorf("write indicator %s: %w", r.Indicator, err)
	}
	return nil
}

func (x *tx) PutConfirmation(c store.Confirmation) error {
	_, err := x.tx.ExecContext(x.ctx, `
		INSERT OR REPLACE INTO confirmations
		SELECT indicator, max(import), ?, ?, ? FROM panels WHERE indicator = ? GROUP BY indicator`,
		int64(x.id), c.Retrieved, c.Retrievals, string(c.Indicator))
	if err != nil {
		return fmt.Errorf("write that indicator %s stands: %w", c.Indicator, err)
	}
	return nil
}

func (x *tx) PutDay(sha256, day string, mended bool) error {
	_, err := x.tx.ExecContext(x.ctx, "UPDATE import_files SET retrieved = ? WHERE sha256 = ?", day, sha256)
	if err == nil && mended {
		_, err = x.tx.ExecContext(x.ctx, "UPDATE origins SET retrieved = ? WHERE (import, file) IN (SELECT import, file FROM import_files WHERE sha256 = ?)", day, sha256)
	}
	if err != nil {
		return fmt.Errorf("write the day of a file: %w", err)
	}
	return nil
}

func (x *tx) PutIndicator(ind domain.Indicator) error {
	return x.describe("indicators", string(ind.ID), ind)
}

func (x *tx) PutRegion(r domain.Region) error { return x.describe("regions", string(r.ID), r) }

func (x *tx) describe(table, id string, v any) error {
	text, err := json.Marshal(v)
	if err == nil {
		_, err = x.tx.ExecContext(x.ctx, "INSERT OR REPLACE INTO "+table+" VALUES (?, ?)", id, text)
	}
	if err != nil {
		return fmt.Errorf("write the description of %s: %w", id, err)
	}
	return nil
}

func (x *tx) Commit(v store.Vintage) (store.VintageID, error) {
	id := x.id
	var err error
	if len(v.Files) == 0 {
		id, err = 0, x.withdraw()
	} else {
		_, err = x.tx.ExecContext(x.ctx, "UPDATE imports SET imported = ?, retrieved = ? WHERE id = ?",
			v.Imported.UTC().Format(time.RFC3339), v.Retrieved, int64(x.id))
	}
	for i, f := range v.Files {
		if err != nil {
			break
		}
		sheets, _ := json.Marshal(f.Sheets) // strings always can be
		_, err = x.tx.ExecContext(x.ctx, "INSERT INTO import_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			int64(x.id), i, f.Name, f.SHA256, f.Size, f.Format, string(sheets), f.Rows, f.New, f.Changed, f.Same, f.Missing, f.Rejected, f.Older, f.Retrieved)
	}
	if err == nil {
		err = x.tx.Commit()
	}
	if err != nil {
		x.Rollback()
		return 0, fmt.Errorf("commit the import: %w", err)
	}
	x.closed = true
	x.lock.Release()
	return id, nil
}

// withdraw takes back the number of an import that only confirms.
func (x *tx) withdraw() error {
	_, err := x.tx.ExecContext(x.ctx, "DELETE FROM imports WHERE id = ?", int64(x.id))
	if err == nil {
		_, err = x.tx.ExecContext(x.ctx, "UPDATE confirmations SET after = (SELECT coalesce(max(id), 0) FROM imports) WHERE after = ?", int64(x.id))
	}
	return err
}

func (x *tx) Rollback() error {
	if x.closed {
		return nil
	}
	x.closed = true
	defer x.lock.Release()
	if err := x.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// Why a store is opened to be read alone.
const (
	onlyRead  = "it was opened to be read"
	noWriting = "nothing can be written in its folder: see its permissions, and whether the disk is full"
)

// takeWriteLock takes the lock of the one process that writes into the store. SQLite
// has a lock of its own, but it cannot say who holds it.
func takeWriteLock(ctx context.Context, path, who string, wait time.Duration) (*write.Lock, error) {
	lock, err := write.TakeLock(ctx, path, who, wait)
	var busy *write.BusyError
	if errors.As(err, &busy) {
		return nil, fmt.Errorf("%w to %s (%s); gave up after %s, try again later or wait longer with --wait", store.ErrBusy, path, busy.Who, busy.Waited)
	}
	return lock, err
}
