// Package sqlite keeps a store in one SQLite file, without cgo. Readers and
// the one writer do not wait for each other (write-ahead log), but on drives where
// that does not work: there readers wait while the writer commits.
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
)

// DB is a store.Store in one file.
type DB struct {
	Warning string // of where it lies, to who writes into it; "" for none

	path     string
	db       *sql.DB
	read     reading         // where queries are asked: db, or still
	still    *sql.Tx         // see Still; nil for none
	readOnly string          // why nothing can be written; "" where it can
	layout   layout          // of its version
	release  func()          // counts the connection off: see holders
	until    store.VintageID // the newest vintage there is to see
	day      string          // of the last download that may have confirmed it; "" for what was imported by then
}

var _ store.Store = (*DB)(nil)

// reading is what queries are asked of.
type reading interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Close closes the file.
func (d *DB) Close() error {
	if d.still != nil {
		_ = d.still.Rollback() // which has nothing to take back
	}
	defer d.release()
	return d.db.Close()
}

// Holdings implements store.Reader.
func (d *DB) Holdings(ctx context.Context) ([]store.Holding, error) {
	rows, err := d.read.QueryContext(ctx, `
		SELECT p.indicator, p.import, coalesce(c.retrieved, p.retrieved), p.first, p.last, p.regions, p.cells, p.made_up
		FROM panels p LEFT JOIN `+d.layout.confirmations+` c ON c.indicator = p.indicator AND c.import = p.import AND `+confirmedBy+`
		WHERE p.import = (SELECT max(q.import) FROM panels q WHERE q.indicator = p.indicator AND q.import <= ?2)
		ORDER BY CAST(p.indicator AS INTEGER) = 0, CAST(p.indicator AS INTEGER), p.indicator`, "", int64(d.upTo(store.Latest)), d.day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var held []store.Holding
	for rows.Next() {
		var h store.Holding
		if err := rows.Scan(&h.Indicator, &h.Vintage, &h.Retrieved, &h.First, &h.Last, &h.Regions, &h.Values, &h.MadeUp); err != nil {
			return nil, err
		}
		held = append(held, h)
	}
	return held, rows.Err()
}

// Panel implements store.Reader.
func (d *DB) Panel(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, store.Vintage, error) {
	var row panelRow
	var vintage store.Vintage
	var imported string
	err := d.read.QueryRowContext(ctx, `
		SELECT i.id, i.imported, `+panelColumns+` FROM panels p JOIN imports i ON i.id = p.import
		LEFT JOIN `+d.layout.confirmations+` c ON c.indicator = p.indicator AND c.import = p.import AND `+confirmedBy+`
		WHERE p.indicator = ?1 AND p.import <= ?2 ORDER BY p.import DESC LIMIT 1`, string(id), int64(d.upTo(v)), d.day).
		Scan(append([]any{&vintage.ID, &imported}, row.columns()...)...)
	if err != nil {
		return nil, vintage, d.notHeldAt(ctx, id, v, err)
	}
	if vintage.Imported, err = time.Parse(time.RFC3339, imported); err != nil {
		return nil, vintage, fmt.Errorf("import %d: %w", vintage.ID, err)
	}
	p, err := row.decode(id)
	if err == nil {
		vintage.Retrieved = p.Newest()
	}
	return p, vintage, err
}

// confirmedBy are the confirmations c to be seen by a reader up to import ?2 and
// day ?3.
const confirmedBy = "CASE ?3 WHEN '' THEN c.after <= ?2 ELSE c.retrieved <= ?3 END"

// panelRow is a panel as its row has it, and what confirmed it since.
type panelRow struct {
	data, retrievals     []byte
	retrieved, confirmed string
}

// panelColumns are what columns scans, of a panel p with its confirmation c.
const panelColumns = "p.data, p.retrieved, coalesce(c.retrieved, ''), c.retrievals"

func (r *panelRow) columns() []any {
	return []any{&r.data, &r.retrieved, &r.confirmed, &r.retrievals}
}

// decode makes the panel, with the downloads that its cells belong to.
func (r *panelRow) decode(id domain.IndicatorID) (*panel.Panel, error) {
	p, err := decode(id, r.data)
	if err != nil {
		return nil, err
	}
	p.BelongToDay(r.retrieved)
	if r.confirmed == "" {
		return p, nil
	}
	if err := p.Confirm(r.confirmed, r.retrievals); err != nil {
		return nil, fmt.Errorf("confirmation of indicator %s in the store: %w", id, err)
	}
	return p, nil
}

func notHeld(id domain.IndicatorID, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("indicator %s: %w", id, store.ErrNotHeld)
	}
	return fmt.Errorf("indicator %s: %w", id, err)
}

func decode(id domain.IndicatorID, data []byte) (*panel.Panel, error) {
	p, err := panel.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("indicator %s: the store is damaged (%w): 'kuvio store check' says what else is; %s", id, err, putBack)
	}
	return p, nil
}

// Vintages implements store.Reader.
func (d *DB) Vintages(ctx context.Context) ([]store.Vintage, error) {
	rows, err := d.read.QueryContext(ctx, `
		SELECT i.id, i.imported, i.retrieved, f.name, f.sha256, f.size, f.format, f.sheets, `+d.layout.fetched+`, f.rows, f.new, f.changed, f.same, f.missing, `+d.layout.older+`, f.rejected
		FROM imports i JOIN import_files f ON f.import = i.id WHERE i.id <= ? ORDER BY i.id, f.file`, int64(d.upTo(store.Latest)))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []store.Vintage
	for rows.Next() {
		var v store.Vintage
		var f store.File
		var imported, sheets string
		if err := rows.Scan(&v.ID, &imported, &v.Retrieved, &f.Name, &f.SHA256, &f.Size, &f.Format, &sheets,
			&f.Retrieved, &f.Rows, &f.New, &f.Changed, &f.Same, &f.Missing, &f.Older, &f.Rejected); err != nil {
			return nil, err
		}
		if v.Imported, err = time.Parse(time.RFC3339, imported); err != nil {
			return nil, fmt.Errorf("import %d: %w", v.ID, err)
		}
		if err := json.Unmarshal([]byte(sheets), &f.Sheets); err != nil {
			return nil, fmt.Errorf("import %d: %w", v.ID, err)
		}
		if n := len(all); n == 0 || all[n-1].ID != v.ID {
			all = append(all, v)
		}
		last := &all[len(all)-1]
		last.Files = append(last.Files, f)
	}
	return all, rows.Err()
}

// Indicators implements store.Reader.
func (d *DB) Indicators(ctx context.Context) (map[domain.IndicatorID]domain.Indicator, error) {
	all := make(map[domain.IndicatorID]domain.Indicator)
	err := descriptions(ctx, d.read, "indicators", func(ind domain.Indicator) { all[ind.ID] = ind })
	return all, err
}

// Regions implements store.Reader.
func (d *DB) Regions(ctx context.Context) ([]domain.Region, error) {
	var all []domain.Region
	err := descriptions(ctx, d.read, "regions", func(r domain.Region) { all = append(all, r) })
	return all, err
}

// descriptions calls f with every description in the table, by id.
func descriptions[T any](ctx context.Context, db reading, table string, f func(T)) error {
	rows, err := db.QueryContext(ctx, "SELECT description FROM "+table+" ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text []byte
		var v T
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if err := json.Unmarshal(text, &v); err != nil {
			return fmt.Errorf("%s in the store: %w", table, err)
		}
		f(v)
	}
	return rows.Err()
}
