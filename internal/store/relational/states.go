package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// frames are those of the panels that have been read.
type frames struct {
	mu    sync.Mutex
	known map[int64]*panel.Frame
}

func newFrames() *frames { return &frames{known: make(map[int64]*panel.Frame)} }

// of is the frame of a number, which is read once.
func (f *frames) of(ctx context.Context, r *reading, number int64) (*panel.Frame, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one := f.known[number]; one != nil {
		return one, nil
	}
	var axes []byte
	err := r.row(ctx, "SELECT axes FROM frames WHERE id = $1", []any{&axes}, number)
	if errors.Is(err, sql.ErrNoRows) {
		err = panel.ErrCorrupt
	}
	var one *panel.Frame
	if err == nil {
		one, err = panel.DecodeFrame(axes)
	}
	if err != nil {
		return nil, fmt.Errorf("the axes that it stands on: %w", err)
	}
	f.known[number] = one
	return one, nil
}

// frame is the one that a state of an indicator stands on.
func (d *DB) frame(ctx context.Context, id domain.IndicatorID, number int64) (*panel.Frame, error) {
	f, err := d.frames.of(ctx, d.read, number)
	if err != nil {
		return nil, damaged(id, err)
	}
	return f, nil
}

// Panel implements store.Reader.
func (d *DB) Panel(ctx context.Context, id domain.IndicatorID, v store.VintageID) (*panel.Panel, store.Vintage, error) {
	p, row, err := d.state(ctx, id, d.upTo(v))
	if err == nil {
		err = row.confirm(id, p)
	}
	vintage := store.Vintage{ID: row.vintage}
	if err != nil {
		return nil, vintage, err
	}
	if vintage.Imported, err = time.Parse(time.RFC3339, row.imported); err != nil {
		return nil, vintage, fmt.Errorf("import %d: %w", vintage.ID, err)
	}
	vintage.Retrieved = p.Newest()
	return p, vintage, nil
}

// state is an indicator as the newest import up to until left it, and what of the row
// that it is read from stands beside it.
func (d *DB) state(ctx context.Context, id domain.IndicatorID, until store.VintageID) (*panel.Panel, stateRow, error) {
	var row stateRow
	err := d.read.row(ctx, `
		SELECT i.id, i.imported, `+stateColumns+` FROM panels p JOIN imports i ON i.id = p.import
		LEFT JOIN confirmations c ON c.indicator = p.indicator AND c.import = p.import AND `+confirmedBy+` WHERE p.indicator = $3`,
		append([]any{&row.vintage, &row.imported}, row.columns()...), int64(until), d.day, string(id))
	if err != nil {
		return nil, row, notHeld(id, err)
	}
	f, err := d.frame(ctx, id, row.frame)
	if err != nil {
		return nil, row, err
	}
	p, err := row.decode(id, f)
	if err != nil || row.vintage <= until {
		return p, row, err
	}
	if p, row.vintage, err = d.back(ctx, id, p, until); err != nil {
		return nil, row, err
	}
	err = d.read.row(ctx, `SELECT i.imported, coalesce(c.retrieved, ''), c.retrievals FROM imports i
		LEFT JOIN confirmations c ON c.indicator = $3 AND c.import = i.id AND `+confirmedBy+` WHERE i.id = $4`,
		[]any{&row.imported, &row.confirmed, &row.retrievals}, int64(until), d.day, string(id), int64(row.vintage))
	if err != nil {
		err = fmt.Errorf("indicator %s: import %d: %w", id, row.vintage, err)
	}
	return p, row, err
}

// back is how an indicator's newest panel was once import until was committed, and the
// import that left it so.
func (d *DB) back(ctx context.Context, id domain.IndicatorID, p *panel.Panel, until store.VintageID) (*panel.Panel, store.VintageID, error) {
	at, checksum := store.Latest, int64(0)
	pruned := false
	err := d.read.each(ctx, "SELECT import, retrieved, checksum, pruned, back FROM revisions WHERE indicator = $1 ORDER BY import DESC", func(rows *sql.Rows) error {
		var retrieved string
		var gone bool
		var back []byte
		if err := rows.Scan(&at, &retrieved, &checksum, &gone, &back); err != nil {
			return err
		}
		if p == nil {
			return fmt.Errorf("%w: there are states before the first", panel.ErrCorrupt)
		}
		p.BelongToDay(retrieved)
		if at <= until {
			return errEnough
		}
		if pruned = pruned || gone; pruned { // what follows tells whether it was held at all
			return nil
		}
		var err error
		p, err = p.Undo(back)
		return err
	}, string(id))
	switch {
	case err != nil:
		return nil, at, damaged(id, err)
	case at > until:
		return nil, at, notHeld(id, sql.ErrNoRows)
	case pruned:
		return nil, at, fmt.Errorf("indicator %s as of vintage %d: %w", id, until, store.ErrPruned)
	case p.Sum() != checksum:
		return nil, at, damaged(id, fmt.Errorf("%w: its state as of import %d comes back otherwise than it was", panel.ErrCorrupt, at))
	}
	return p, at, nil
}

// stateRow is a panel as its row has it, and what confirmed it since.
type stateRow struct {
	vintage              store.VintageID
	imported             string
	frame                int64
	data, retrievals     []byte
	retrieved, confirmed string
}

// stateColumns are what columns scans, of a panel p with its confirmation c.
const stateColumns = "p.frame, p.data, p.retrieved, coalesce(c.retrieved, ''), c.retrievals"

func (r *stateRow) columns() []any {
	return []any{&r.frame, &r.data, &r.retrieved, &r.confirmed, &r.retrievals}
}

// decode makes the panel as its import left it.
func (r *stateRow) decode(id domain.IndicatorID, f *panel.Frame) (*panel.Panel, error) {
	p, err := panel.Decode(f, r.data)
	if err != nil {
		return nil, damaged(id, err)
	}
	p.BelongToDay(r.retrieved)
	return p, nil
}

// confirm has the cells belong to the downloads that confirmed them.
func (r *stateRow) confirm(id domain.IndicatorID, p *panel.Panel) error {
	if r.confirmed == "" {
		return nil
	}
	if err := p.Confirm(r.confirmed, r.retrievals); err != nil {
		return fmt.Errorf("confirmation of indicator %s in the store: %w", id, err)
	}
	return nil
}

func notHeld(id domain.IndicatorID, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("indicator %s: %w", id, store.ErrNotHeld)
	}
	return fmt.Errorf("indicator %s: %w", id, err)
}

// damaged says what to do where an error is of data that is not as it was written.
func damaged(id domain.IndicatorID, err error) error {
	if !errors.Is(err, panel.ErrCorrupt) {
		return fmt.Errorf("indicator %s: %w", id, err)
	}
	return fmt.Errorf("indicator %s: the store is damaged (%w): 'kuvio store check' says what else is; %s", id, err, PutBack)
}

// PutBack is what to do about a store that cannot be read.
const PutBack = "put back a copy of it, or move it away and import the files again"
