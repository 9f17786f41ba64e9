package relational

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

// tx is an import in the making: a transaction, and the turn to write.
type tx struct {
	ctx     context.Context
	tx      *sql.Tx
	release func()
	id      store.VintageID
	closed  bool

	reading *reading
	frames  *frames
	numbers map[string]int64 // of frames, by hash
	frame   int64            // the greatest number of a frame
}

// onlyRead is why a store that is opened as it was takes no import.
const onlyRead = "it was opened to be read"

// Begin implements store.Store.
func (d *DB) Begin(ctx context.Context, who string, wait time.Duration) (store.Tx, error) {
	if d.until != store.Latest {
		return nil, fmt.Errorf("write to %s: it was opened as it was at vintage %d, to be read", d.Name(), d.until)
	}
	if why := d.Cannot(); why != "" {
		return nil, fmt.Errorf("write to %s: %s", d.Name(), why)
	}
	t, release, err := d.Engine.Begin(ctx, who, wait)
	if err != nil {
		return nil, err
	}
	x := &tx{ctx: ctx, tx: t, release: release, reading: within(t), frames: newFrames(), numbers: make(map[string]int64)}
	err = x.reading.row(ctx, "SELECT (SELECT coalesce(max(id), 0) + 1 FROM imports), (SELECT coalesce(max(id), 0) FROM frames)", []any{&x.id, &x.frame})
	if err != nil {
		x.Rollback()
		return nil, fmt.Errorf("begin an import into %s: %w", d.Name(), err)
	}
	return x, nil
}

func (x *tx) Panel(id domain.IndicatorID) (*panel.Panel, error) {
	var state stateRow
	err := x.reading.row(x.ctx, `
		SELECT `+stateColumns+` FROM panels p LEFT JOIN confirmations c ON c.indicator = p.indicator AND c.import = p.import
		WHERE p.indicator = $1`, state.columns(), string(id))
	if err != nil {
		return nil, notHeld(id, err)
	}
	f, err := x.frames.of(x.ctx, x.reading, state.frame)
	if err != nil {
		return nil, damaged(id, err)
	}
	p, err := state.decode(id, f)
	if err == nil {
		err = state.confirm(id, p)
	}
	return p, err
}

func (x *tx) exec(query string, args ...any) error {
	_, err := x.execCount(query, args...)
	return err
}

// execCount says how many rows a statement wrote.
func (x *tx) execCount(query string, args ...any) (int64, error) {
	x.reading.one.Lock() // others read in the transaction meanwhile
	defer x.reading.one.Unlock()
	result, err := x.tx.ExecContext(x.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (x *tx) PutRevision(r store.Revision) error {
	frame, err := x.numberOf(r.Frame)
	madeUp := 0
	if r.MadeUp {
		madeUp = 1
	}
	state := []any{string(r.First), string(r.Last), r.Regions, r.Values, madeUp, r.Retrieved, frame}
	if err == nil {
		err = x.putPanel(r.Opens, append(append([]any{string(r.Indicator), int64(x.id)}, state...), r.Data)...)
	}
	if err == nil {
		err = x.exec(Insert("revisions"),
			append(append([]any{string(r.Indicator), int64(x.id), r.Changes.New, r.Changes.Changed}, state...), r.Sum, 0, r.Back, r.Tags)...)
	}
	if err != nil {
		return fmt.Errorf("write indicator %s: %w", r.Indicator, err)
	}
	return nil
}

// putPanel writes the row of a panel, the first one of its indicator or in the place of
// the one before.
func (x *tx) putPanel(opens bool, row ...any) error {
	statement, otherwise := `UPDATE panels SET import = $2, first = $3, last = $4, regions = $5, cells = $6, made_up = $7, retrieved = $8, frame = $9, data = $10
		WHERE indicator = $1`, "it goes on from a panel, and none is held"
	if opens {
		statement, otherwise = Insert("panels")+" ON CONFLICT (indicator) DO NOTHING", "it says that nothing was held before, and a panel is"
	}
	written, err := x.execCount(statement, row...)
	if err == nil && written != 1 {
		err = errors.New(otherwise)
	}
	return err
}

// numberOf is the number of a frame, which is written where it is new.
func (x *tx) numberOf(f *panel.Frame) (int64, error) {
	hash := f.Hash()
	if n, ok := x.numbers[hash]; ok {
		return n, nil
	}
	var n int64
	err := x.reading.row(x.ctx, "SELECT id FROM frames WHERE hash = $1", []any{&n}, hash)
	if errors.Is(err, sql.ErrNoRows) {
		x.frame++
		n = x.frame
		err = x.exec(Insert("frames"), n, hash, f.Encode())
	}
	x.numbers[hash] = n
	return n, err
}

func (x *tx) PutConfirmation(c store.Confirmation) error {
	var left store.VintageID
	err := x.reading.row(x.ctx, "SELECT import FROM panels WHERE indicator = $1", []any{&left}, string(c.Indicator))
	if err == nil {
		err = x.exec(Insert("confirmations")+" ON CONFLICT (indicator, import) DO UPDATE SET after = excluded.after, retrieved = excluded.retrieved, retrievals = excluded.retrievals",
			string(c.Indicator), int64(left), int64(x.id), c.Retrieved, c.Retrievals)
	}
	if err != nil {
		return fmt.Errorf("write that indicator %s stands: %w", c.Indicator, err)
	}
	return nil
}

func (x *tx) PutDay(sha256, day string, mended bool) error {
	set := "retrieved = $1"
	if mended {
		set = "retrieved = $1, brought = $1"
	}
	if err := x.exec("UPDATE import_files SET "+set+" WHERE sha256 = $2", day, sha256); err != nil {
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
		err = x.exec(Insert(table)+" ON CONFLICT (id) DO UPDATE SET description = excluded.description", id, string(text))
	}
	if err != nil {
		return fmt.Errorf("write the description of %s: %w", id, err)
	}
	return nil
}

func (x *tx) Commit(v store.Vintage) (store.VintageID, error) {
	id := x.id
	var err error
	if len(v.Files) == 0 { // which gets no number
		id, err = 0, x.exec("UPDATE confirmations SET after = (SELECT coalesce(max(id), 0) FROM imports) WHERE after = $1", int64(x.id))
	} else {
		err = x.exec(Insert("imports"), int64(x.id), v.Imported.UTC().Format(time.RFC3339), v.Retrieved)
	}
	for i, f := range v.Files {
		if err != nil {
			break
		}
		sheets, _ := json.Marshal(f.Sheets) // strings always can be
		err = x.exec(Insert("import_files"),
			int64(x.id), i, f.Name, f.SHA256, f.Size, f.Format, string(sheets), f.Retrieved, f.Retrieved, f.Rows, f.New, f.Changed, f.Same, f.Missing, f.Older, f.Rejected)
	}
	if err == nil {
		err = x.tx.Commit()
	}
	if err != nil {
		x.Rollback()
		return 0, fmt.Errorf("commit the import: %w", err)
	}
	x.closed = true
	x.release()
	return id, nil
}

func (x *tx) Rollback() error {
	if x.closed {
		return nil
	}
	x.closed = true
	defer x.release()
	if err := x.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}
