package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// Revisions implements store.Reader.
func (d *DB) Revisions(ctx context.Context, id domain.IndicatorID) ([]store.Revision, error) {
	of, args := "", []any{int64(d.upTo(store.Latest))}
	if id != "" {
		of, args = "AND indicator = $2", append(args, string(id))
	}
	var done []store.Revision
	err := d.read.each(ctx, "SELECT "+revisionColumns+" FROM revisions WHERE import <= $1 "+of+" ORDER BY import, indicator", func(rows *sql.Rows) error {
		var r store.Revision
		err := rows.Scan(scanned(&r)...)
		done = append(done, r)
		return err
	}, args...)
	return done, err
}

// revisionColumns are what scanned takes.
const revisionColumns = "import, indicator, new, changed, first, last, made_up"

func scanned(r *store.Revision) []any {
	return []any{&r.Vintage, &r.Indicator, &r.Changes.New, &r.Changes.Changed, &r.First, &r.Last, &r.MadeUp}
}

// Steps implements store.Reader.
func (d *DB) Steps(ctx context.Context, id domain.IndicatorID) ([]store.Step, error) {
	var steps []store.Step
	err := d.read.each(ctx, "SELECT "+revisionColumns+", frame, back FROM revisions WHERE indicator = $1 AND import <= $2 ORDER BY import", func(rows *sql.Rows) error {
		var r store.Revision
		var number int64
		var back []byte
		err := rows.Scan(append(scanned(&r), &number, &back)...)
		steps = append(steps, store.NewStep(r, func() (*panel.Panel, error) { return d.replaced(ctx, id, r.Vintage, number, back) }))
		return err
	}, string(id), int64(d.upTo(store.Latest)))
	return steps, err
}

// Replaced implements store.Reader.
func (d *DB) Replaced(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, error) {
	var number int64
	var back []byte
	err := d.read.row(ctx, "SELECT frame, back FROM revisions WHERE indicator = $1 AND import = $2", []any{&number, &back}, string(id), int64(v))
	if err != nil {
		return nil, notHeld(id, err)
	}
	return d.replaced(ctx, id, v, number, back)
}

// replaced reads what an import replaced of a way back on the frame of that number.
func (d *DB) replaced(ctx context.Context, id domain.IndicatorID, v store.VintageID, number int64, back []byte) (*panel.Panel, error) {
	if back == nil {
		return nil, fmt.Errorf("what vintage %d replaced of indicator %s: %w", v, id, store.ErrPruned)
	}
	f, err := d.frame(ctx, id, number)
	if err != nil {
		return nil, err
	}
	p, err := f.Replaced(back)
	if err != nil {
		return nil, damaged(id, err)
	}
	return p, nil
}

// Origin implements store.Reader.
func (d *DB) Origin(ctx context.Context, k domain.Key, v store.VintageID) (store.Origin, error) {
	all, err := d.tags(ctx, k.Indicator, v)
	if err != nil {
		return store.Origin{}, err
	}
	for _, one := range all {
		f, err := d.frame(ctx, k.Indicator, one.frame)
		if err != nil {
			return store.Origin{}, err
		}
		file, tag, ok, err := panel.FindTag(f, one.tags, k)
		if err != nil {
			return store.Origin{}, damaged(k.Indicator, err)
		}
		if ok {
			return d.origin(ctx, one.vintage, file, tag)
		}
	}
	return store.Origin{}, fmt.Errorf("indicator %s, region %s, %s: %w", k.Indicator, k.Region, k.Period, store.ErrNotHeld)
}

// tagged is where an import's cells of an indicator came from, as its row has it.
type tagged struct {
	vintage store.VintageID
	frame   int64
	tags    []byte
}

// tags lists where the cells of an indicator came from, the newest import first.
func (d *DB) tags(ctx context.Context, id domain.IndicatorID, v store.VintageID) ([]tagged, error) {
	var all []tagged
	err := d.read.each(ctx, "SELECT import, frame, tags FROM revisions WHERE indicator = $1 AND import <= $2 ORDER BY import DESC", func(rows *sql.Rows) error {
		var one tagged
		err := rows.Scan(&one.vintage, &one.frame, &one.tags)
		all = append(all, one)
		return err
	}, string(id), int64(d.upTo(v)))
	return all, err
}

// Brought implements store.Reader.
func (d *DB) Brought(ctx context.Context, id domain.IndicatorID, v store.VintageID) ([]panel.Brought, error) {
	all, err := d.tags(ctx, id, v)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	type file struct {
		of     store.VintageID
		number int
	}
	days := make(map[file]string)
	err = d.read.each(ctx, "SELECT import, file, brought FROM import_files WHERE import >= $1 AND import <= $2", func(rows *sql.Rows) error {
		var f file
		var day string
		err := rows.Scan(&f.of, &f.number, &day)
		days[f] = day
		return err
	}, int64(all[len(all)-1].vintage), int64(all[0].vintage))
	var brought []panel.Brought
	for _, one := range all {
		if err != nil {
			return nil, err
		}
		var f *panel.Frame
		if f, err = d.frame(ctx, id, one.frame); err != nil {
			return nil, err
		}
		var cells []panel.Brought
		if cells, err = panel.ReadBrought(f, one.tags, func(n int) string { return days[file{one.vintage, n}] }); err != nil {
			return nil, damaged(id, err)
		}
		brought = append(brought, cells...)
	}
	return brought, err
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
