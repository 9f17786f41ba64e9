package sqlite

import (
	"context"
	"errors"
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// Revisions implements store.Reader.
func (d *DB) Revisions(ctx context.Context, id domain.IndicatorID) ([]store.Revision, error) {
	rows, err := d.db.QueryContext(ctx, `
		SELECT r.import, r.indicator, r.new, r.changed, p.first, p.last, p.regions, p.cells, p.made_up
		FROM revisions r JOIN panels p ON p.indicator = r.indicator AND p.import = r.import
		WHERE ?1 = '' OR r.indicator = ?1 ORDER BY r.import, r.indicator`, string(id))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []store.Revision
	for rows.Next() {
		var r store.Revision
		if err := rows.Scan(&r.Vintage, &r.Indicator, &r.Changes.New, &r.Changes.Changed, &r.First, &r.Last, &r.Regions, &r.Values, &r.MadeUp); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// Replaced implements store.Reader.
func (d *DB) Replaced(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, error) {
	var data []byte
	err := d.db.QueryRowContext(ctx, "SELECT replaced FROM revisions WHERE indicator = ? AND import = ?", string(id), int64(v)).Scan(&data)
	if err != nil {
		return nil, notHeld(id, err)
	}
	return decode(id, data)
}

// Origin implements store.Reader.
func (d *DB) Origin(ctx context.Context, k domain.Key, v store.VintageID) (store.Origin, error) {
	rows, err := d.db.QueryContext(ctx, `
		SELECT import, file, tags FROM origins WHERE indicator = ? AND import <= ? ORDER BY import DESC, file DESC`,
		string(k.Indicator), int64(upTo(v)))
	if err != nil {
		return store.Origin{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var vintage store.VintageID
		var file int
		var tags []byte
		if err := rows.Scan(&vintage, &file, &tags); err != nil {
			return store.Origin{}, err
		}
		tag, ok, err := panel.FindTag(tags, k)
		if err != nil {
			return store.Origin{}, fmt.Errorf("indicator %s in the store: %w", k.Indicator, err)
		}
		if ok {
			rows.Close()
			return d.origin(ctx, vintage, file, tag)
		}
	}
	return store.Origin{}, errors.Join(rows.Err(), fmt.Errorf("indicator %s, region %s, %s: %w", k.Indicator, k.Region, k.Period, store.ErrNotHeld))
}

func (d *DB) origin(ctx context.Context, id store.VintageID, file int, tag uint64) (store.Origin, error) {
	all, err := d.Vintages(ctx)
	for _, v := range all {
		if v.ID == id && file < len(v.Files) {
			return store.Origin{Vintage: v, File: v.Files[file], Tag: tag}, nil
		}
	}
	return store.Origin{}, errors.Join(err, fmt.Errorf("import %d: %w", id, store.ErrNotHeld))
}

// upTo is the greatest import number that a vintage may see.
func upTo(v store.VintageID) store.VintageID {
	if v == store.Latest {
		return 1<<63 - 1
	}
	return v
}
