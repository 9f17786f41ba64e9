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
	rows, err := d.read.QueryContext(ctx, `
		SELECT import, indicator, new, changed, first, last, made_up FROM revisions
		WHERE (?1 = '' OR indicator = ?1) AND import <= ?2 ORDER BY import, indicator`, string(id), int64(d.upTo(store.Latest)))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []store.Revision
	for rows.Next() {
		var r store.Revision
		if err := rows.Scan(&r.Vintage, &r.Indicator, &r.Changes.New, &r.Changes.Changed, &r.First, &r.Last, &r.MadeUp); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// Replaced implements store.Reader.
func (d *DB) Replaced(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, error) {
	var data []byte
	err := d.read.QueryRowContext(ctx, "SELECT replaced FROM revisions WHERE indicator = ? AND import = ?", string(id), int64(v)).Scan(&data)
	if err != nil {
		return nil, notHeld(id, err)
	}
	if data == nil {
		return nil, fmt.Errorf("what vintage %d replaced of indicator %s: %w", v, id, store.ErrPruned)
	}
	return decode(id, data)
}

// Origin implements store.Reader.
func (d *DB) Origin(ctx context.Context, k domain.Key, v store.VintageID) (store.Origin, error) {
	rows, err := d.read.QueryContext(ctx, `
		SELECT import, file, tags FROM origins WHERE indicator = ? AND import <= ? ORDER BY import DESC, file DESC`,
		string(k.Indicator), int64(d.upTo(v)))
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

// Brought implements store.Reader.
func (d *DB) Brought(ctx context.Context, id domain.IndicatorID, v store.VintageID) ([]panel.Brought, error) {
	rows, err := d.read.QueryContext(ctx, `
		SELECT `+d.layout.brought+`, o.tags FROM origins o WHERE o.indicator = ? AND o.import <= ? ORDER BY o.import DESC, o.file DESC`,
		string(id), int64(d.upTo(v)))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []panel.Brought
	for rows.Next() {
		var day string
		var tags []byte
		if err := rows.Scan(&day, &tags); err != nil {
			return nil, err
		}
		one, err := panel.ReadBrought(day, tags)
		if err != nil {
			return nil, fmt.Errorf("indicator %s in the store: %w", id, err)
		}
		all = append(all, one)
	}
	return all, rows.Err()
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
