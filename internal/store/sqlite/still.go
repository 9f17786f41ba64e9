package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"kuvio/internal/store"
)

// Still has the store be read from now on as it is now, whatever is imported,
// confirmed or pruned in the meantime: what is put together from several readings
// must not be of two states. Where there is no write-ahead log, a transaction would
// keep writers out for as long as it lasts; there the number of the newest import is
// kept, by which later ones are not seen.
func (d *DB) Still(ctx context.Context) error {
	var mode string
	if err := d.db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return fmt.Errorf("read %s: %w", d.path, err)
	}
	if mode != "wal" {
		var newest store.VintageID
		err := d.db.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM imports").Scan(&newest)
		if d.until = newest; newest == 0 {
			d.until = -1 // nothing is to be seen yet
		}
		return err
	}
	// It ends with Close, not with the context: a query that comes too late says of
	// its own context that it has ended.
	tx, err := d.db.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("read %s: %w", d.path, err)
	}
	d.read, d.still = tx, tx
	var newest store.VintageID // the first query is what the state is of
	return tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM imports").Scan(&newest)
}
