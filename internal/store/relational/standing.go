package relational

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"

	"kuvio/internal/domain"
)

// Standing implements store.Store.
func (d *DB) Standing(ctx context.Context, ids []domain.IndicatorID) (string, error) {
	return standing(ctx, d.read, ids)
}

// Standing implements store.Tx.
func (x *tx) Standing(ids []domain.IndicatorID) (string, error) {
	return standing(x.ctx, x.reading, ids)
}

// standing has of each indicator the checksum of its state beside the number of the
// import, so that it is another in a store that was put back from a copy and went on
// otherwise.
func standing(ctx context.Context, r *reading, ids []domain.IndicatorID) (string, error) {
	sum := sha256.New()
	for some := range slices.Chunk(slices.Sorted(slices.Values(ids)), atOnce) {
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = string(id)
		}
		err := r.each(ctx, `SELECT p.indicator, p.import, p.retrieved, r.checksum, coalesce(c.retrieved, ''), c.retrievals FROM panels p
			JOIN revisions r ON r.indicator = p.indicator AND r.import = p.import
			LEFT JOIN confirmations c ON c.indicator = p.indicator AND c.import = p.import
			WHERE p.indicator IN (`+marks(len(some))+`) ORDER BY p.indicator`, func(rows *sql.Rows) error {
			var id, retrieved, confirmed string
			var left, checksum int64
			var retrievals []byte
			err := rows.Scan(&id, &left, &retrieved, &checksum, &confirmed, &retrievals)
			fmt.Fprintf(sum, "%q %d %q %d %q %x\n", id, left, retrieved, checksum, confirmed, retrievals)
			return err
		}, args...)
		if err != nil {
			return "", fmt.Errorf("how indicators stand: %w", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
