// Package relational keeps a store in the tables of an SQL database. What databases
// differ in, how they are opened, who may write and how a state is held still, is an
// Engine's; packages sqlite and postgres are those.
package relational

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Engine is what one kind of database does in its own way.
type Engine interface {
	// Name is what the store is called in messages.
	Name() string
	// Cannot says why nothing can be written; "" where it can.
	Cannot() string
	// Begin waits for its turn to write, as store.Store has it, and begins a
	// transaction; release gives the turn up after it.
	Begin(ctx context.Context, who string, wait time.Duration) (tx *sql.Tx, release func(), err error)
	// Still begins a transaction that sees one state, which lasts until it is rolled
	// back; nil where such a one would keep writers waiting.
	Still(ctx context.Context) (*sql.Tx, error)
	// Shrink gives back the room of what has been deleted, and says how much.
	Shrink(ctx context.Context) (freed int64, err error)
	// Whole tells each fault that the database itself finds in what it keeps.
	Whole(ctx context.Context, fault func(string)) error
	// Unreadable reports whether an error is of data that is damaged.
	Unreadable(err error) bool
	// Close closes the database.
	Close() error
}

// DB is a store.Store in a database.
type DB struct {
	Engine
	Warning string // of where it lies or what it is, to its user; "" for none
	Absent  bool   // there is none of its name, and it reads as an empty one
	Empty   bool   // no import was in it when it became still

	read   *reading
	frames *frames
	until  store.VintageID // the newest vintage there is to see
	day    string          // of the last download that may have confirmed it; "" for what was imported by then
}

var _ store.Store = (*DB)(nil)

// New is the store in a database that has the tables.
func New(db *sql.DB, e Engine) *DB {
	return &DB{Engine: e, read: &reading{asked: db}, frames: newFrames()}
}

// reading is where queries are asked: a database, or a transaction in it, of which one
// is answered at a time.
type reading struct {
	asked interface {
		QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	}
	one   sync.Mutex
	still *sql.Tx // the transaction; nil for none
}

// within is where a transaction asks.
func within(tx *sql.Tx) *reading { return &reading{asked: tx, still: tx} }

// each calls f with every row of a query. f may ask nothing itself.
func (r *reading) each(ctx context.Context, query string, f func(*sql.Rows) error, args ...any) error {
	if r.still != nil {
		r.one.Lock()
		defer r.one.Unlock()
	}
	rows, err := r.asked.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		switch err := f(rows); {
		case errors.Is(err, errEnough):
			return rows.Close()
		case err != nil:
			return err
		}
	}
	return rows.Err()
}

// errEnough ends each.
var errEnough = errors.New("enough")

// one scans the first row of a query; sql.ErrNoRows where there is none.
func (r *reading) row(ctx context.Context, query string, into []any, args ...any) error {
	found := false
	err := r.each(ctx, query, func(rows *sql.Rows) error {
		found = true
		return cmp.Or(rows.Scan(into...), errEnough)
	}, args...)
	if err == nil && !found {
		err = sql.ErrNoRows
	}
	return err
}

// Still has the store be read from now on as it is now, whatever is imported,
// confirmed or pruned in the meantime: what is put together from several readings
// must not be of two states. Where an engine has no such transaction, the number of the
// newest import is kept, by which later ones are not seen.
func (d *DB) Still(ctx context.Context) error {
	// It ends with Close, not with the context: a query that comes too late says of
	// its own context that it has ended.
	tx, err := d.Engine.Still(context.WithoutCancel(ctx))
	if err != nil {
		return fmt.Errorf("read %s: %w", d.Name(), err)
	}
	if tx != nil {
		d.read = within(tx)
	}
	var newest store.VintageID // the first query is what the state is of
	if err := d.read.row(ctx, "SELECT coalesce(max(id), 0) FROM imports", []any{&newest}); err != nil {
		return fmt.Errorf("read %s: %w", d.Name(), err)
	}
	d.Empty = newest == 0
	if tx == nil {
		if d.until = newest; newest == 0 {
			d.until = -1 // nothing is to be seen yet
		}
	}
	return nil
}

// Close implements store.Store.
func (d *DB) Close() error {
	if d.read.still != nil {
		_ = d.read.still.Rollback() // which has nothing to take back
	}
	return d.Engine.Close()
}

// AsOf implements store.Store.
func (d *DB) AsOf(v store.VintageID, day string) store.Store {
	then := *d
	then.until = d.upTo(v)
	if day != "" {
		then.day = day
	}
	return &then
}

// all is later than every import.
const all = 1<<63 - 1

// upTo is the greatest import number that an asker for a vintage may see.
func (d *DB) upTo(v store.VintageID) store.VintageID {
	until := d.until
	if until == store.Latest {
		until = all
	}
	if v == store.Latest {
		return until
	}
	return min(v, until)
}

// confirmedBy are the confirmations c to be seen by a reader up to import $1 and day $2.
const confirmedBy = "CASE $2 WHEN '' THEN c.after <= $1 ELSE c.retrieved <= $2 END"

// Holdings implements store.Reader.
func (d *DB) Holdings(ctx context.Context) ([]store.Holding, error) {
	until := d.upTo(store.Latest)
	from := "panels p"
	if until != all {
		from = `revisions p JOIN panels n ON n.indicator = p.indicator
			AND p.import = (SELECT max(q.import) FROM revisions q WHERE q.indicator = n.indicator AND q.import <= $1)
			AND NOT EXISTS (SELECT 1 FROM revisions q WHERE q.indicator = n.indicator AND q.import > p.import AND q.pruned = 1)`
	}
	var held []store.Holding
	err := d.read.each(ctx, `
		SELECT p.indicator, p.import, coalesce(c.retrieved, p.retrieved), p.first, p.last, p.regions, p.cells, p.made_up
		FROM `+from+` LEFT JOIN confirmations c ON c.indicator = p.indicator AND c.import = p.import AND `+confirmedBy,
		func(rows *sql.Rows) error {
			var h store.Holding
			err := rows.Scan(&h.Indicator, &h.Vintage, &h.Retrieved, &h.First, &h.Last, &h.Regions, &h.Values, &h.MadeUp)
			held = append(held, h)
			return err
		}, int64(until), d.day)
	slices.SortFunc(held, func(a, b store.Holding) int { return byNumber(a.Indicator, b.Indicator) })
	return held, err
}

// byNumber orders ids as people do: those that are numbers first, by size.
func byNumber(a, b domain.IndicatorID) int {
	x, errX := strconv.Atoi(string(a))
	y, errY := strconv.Atoi(string(b))
	switch {
	case errX == nil && errY == nil:
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// Vintages implements store.Reader.
func (d *DB) Vintages(ctx context.Context) ([]store.Vintage, error) {
	var vintages []store.Vintage
	err := d.read.each(ctx, `
		SELECT i.id, i.imported, i.retrieved, f.name, f.sha256, f.size, f.format, f.sheets, f.retrieved, f.rows, f.new, f.changed, f.same, f.missing, f.older, f.rejected
		FROM imports i JOIN import_files f ON f.import = i.id WHERE i.id <= $1 ORDER BY i.id, f.file`,
		func(rows *sql.Rows) error {
			var v store.Vintage
			var f store.File
			var imported, sheets string
			err := rows.Scan(&v.ID, &imported, &v.Retrieved, &f.Name, &f.SHA256, &f.Size, &f.Format, &sheets,
				&f.Retrieved, &f.Rows, &f.New, &f.Changed, &f.Same, &f.Missing, &f.Older, &f.Rejected)
			if err == nil {
				v.Imported, err = time.Parse(time.RFC3339, imported)
			}
			if err == nil {
				err = json.Unmarshal([]byte(sheets), &f.Sheets)
			}
			if err != nil {
				return fmt.Errorf("import %d: %w", v.ID, err)
			}
			if n := len(vintages); n == 0 || vintages[n-1].ID != v.ID {
				vintages = append(vintages, v)
			}
			last := &vintages[len(vintages)-1]
			last.Files = append(last.Files, f)
			return nil
		}, int64(d.upTo(store.Latest)))
	return vintages, err
}

// Described implements store.Reader.
func (d *DB) Described(ctx context.Context) ([]domain.IndicatorID, error) {
	var ids []domain.IndicatorID
	err := d.read.each(ctx, "SELECT id FROM indicators ORDER BY id", func(rows *sql.Rows) error {
		var id domain.IndicatorID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	slices.SortFunc(ids, byNumber)
	return ids, err
}

// atOnce is how many rows are asked for by name in one query.
const atOnce = 500

// Indicators implements store.Reader.
func (d *DB) Indicators(ctx context.Context, ids []domain.IndicatorID) (map[domain.IndicatorID]domain.Indicator, error) {
	described := make(map[domain.IndicatorID]domain.Indicator, len(ids))
	for some := range slices.Chunk(ids, atOnce) {
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = string(id)
		}
		err := descriptions(ctx, d.read, "indicators WHERE id IN ("+marks(len(some))+")", func(ind domain.Indicator) { described[ind.ID] = ind }, args...)
		if err != nil {
			return nil, err
		}
	}
	return described, nil
}

// Regions implements store.Reader.
func (d *DB) Regions(ctx context.Context) ([]domain.Region, error) {
	var described []domain.Region
	err := descriptions(ctx, d.read, "regions ORDER BY id", func(r domain.Region) { described = append(described, r) })
	return described, err
}

// descriptions calls f with every description in the rows of a table.
func descriptions[T any](ctx context.Context, r *reading, rows string, f func(T), args ...any) error {
	return r.each(ctx, "SELECT description FROM "+rows, func(rows *sql.Rows) error {
		var text []byte
		var v T
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := json.Unmarshal(text, &v); err != nil {
			return fmt.Errorf("a description in the store: %w", err)
		}
		f(v)
		return nil
	}, args...)
}
