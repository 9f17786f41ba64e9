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

// Checked is what a check of a whole store found.
type Checked struct {
	Imports, Indicators, States int
	Faults                      []string // none where the store is whole
}

// maxFaults bounds what is said of a store that is all wrong.
const maxFaults = 100

func (c *Checked) fault(format string, args ...any) {
	if len(c.Faults) < maxFaults {
		c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
	}
}

// Check reads all of the store: whether the database is whole, every state of every
// indicator comes back and is what its row and its checksum say, and nothing is without
// what it is of. The error is of what kept it from being read on.
func (d *DB) Check(ctx context.Context) (Checked, error) {
	var c Checked
	for _, step := range []struct {
		of    string
		check func(context.Context, *Checked) error
	}{
		{"the database", func(ctx context.Context, c *Checked) error {
			return d.Whole(ctx, func(says string) { c.fault("%s", says) })
		}},
		{"the states of indicators", d.checkStates},
		{"what downloads confirmed", d.checkConfirmations},
		{"what belongs together", d.checkOrphans},
	} {
		switch err := step.check(ctx, &c); {
		case err == nil:
		case d.Unreadable(err):
			c.fault("%s: a part of it cannot be read, and what follows was not looked at", step.of)
		default:
			return c, err
		}
	}
	return c, nil
}

func (d *DB) checkStates(ctx context.Context, c *Checked) error {
	if err := d.read.row(ctx, "SELECT (SELECT count(*) FROM imports), (SELECT count(*) FROM panels)", []any{&c.Imports, &c.Indicators}); err != nil {
		return err
	}
	var ids []domain.IndicatorID
	err := d.read.each(ctx, "SELECT indicator FROM panels ORDER BY indicator", func(rows *sql.Rows) error {
		var id domain.IndicatorID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	for _, id := range ids {
		if err == nil {
			err = d.checkIndicator(ctx, id, c)
		}
	}
	return err
}

// checkedRow is what a row says of a state.
type checkedRow struct {
	vintage          int64
	first, last      string
	regions, cells   int
	madeUp           bool
	retrieved        string
	frame, checksum  int64
	pruned           bool
	data, back, tags []byte // a panel; the way back from it; where its cells came from
}

// checkIndicator goes back from an indicator's newest panel through all of its states.
func (d *DB) checkIndicator(ctx context.Context, id domain.IndicatorID, c *Checked) error {
	var newest checkedRow
	err := d.read.row(ctx, "SELECT import, first, last, regions, cells, made_up, retrieved, frame, data FROM panels WHERE indicator = $1",
		[]any{&newest.vintage, &newest.first, &newest.last, &newest.regions, &newest.cells, &newest.madeUp, &newest.retrieved, &newest.frame, &newest.data}, string(id))
	if err != nil {
		return err
	}
	var all []checkedRow // the newest first
	err = d.read.each(ctx, "SELECT import, first, last, regions, cells, made_up, retrieved, frame, checksum, pruned, back, tags FROM revisions WHERE indicator = $1 ORDER BY import DESC",
		func(rows *sql.Rows) error {
			var r checkedRow
			err := rows.Scan(&r.vintage, &r.first, &r.last, &r.regions, &r.cells, &r.madeUp, &r.retrieved, &r.frame, &r.checksum, &r.pruned, &r.back, &r.tags)
			all = append(all, r)
			return err
		}, string(id))
	if err != nil {
		return err
	}
	if len(all) == 0 || all[0].vintage != newest.vintage || all[0].frame != newest.frame {
		c.fault("indicator %s: its newest state, as of import %d, is without the revision that left it", id, newest.vintage)
		return nil
	}
	f, err := d.frames.of(ctx, d.read, newest.frame)
	var p *panel.Panel
	if err == nil {
		p, err = panel.Decode(f, newest.data)
	}
	pruned := false
	for n, r := range all {
		if err == nil {
			p, err = d.checkState(ctx, id, p, &r, c)
		}
		switch {
		case errors.Is(err, panel.ErrPruned):
			p, err, pruned = nil, nil, true
		case errors.Is(err, panel.ErrCorrupt):
			c.fault("indicator %s as of import %d: %v; earlier states of it were not looked at", id, r.vintage, err)
			return nil
		case err != nil:
			return err
		case p == nil && !pruned && n < len(all)-1:
			c.fault("indicator %s as of import %d: it says that there was nothing before, and there are earlier imports", id, r.vintage)
			return nil
		}
	}
	if p != nil {
		c.fault("indicator %s: its first import says that there was something before", id)
	}
	return nil
}

// checkState looks at a state, nil where it has been pruned, and returns the one before:
// nil before the first, panel.ErrPruned where it is no more.
func (d *DB) checkState(ctx context.Context, id domain.IndicatorID, p *panel.Panel, r *checkedRow, c *Checked) (*panel.Panel, error) {
	f, err := d.frames.of(ctx, d.read, r.frame)
	if err != nil {
		return nil, err
	}
	if _, err := panel.ReadBrought(f, r.tags, func(int) string { return "" }); err != nil {
		return nil, fmt.Errorf("where its cells came from: %w", err)
	}
	if r.back != nil {
		if _, err := f.Replaced(r.back); err != nil {
			return nil, fmt.Errorf("what it replaced: %w", err)
		}
	}
	if p == nil {
		return nil, nil
	}
	c.States++
	p.BelongToDay(r.retrieved)
	held := p.Tally()[domain.OK]
	from, to, _ := p.Span()
	switch {
	case held != r.cells || string(from) != r.first || string(to) != r.last || len(p.Regions) != r.regions || p.MadeUp != r.madeUp:
		c.fault("indicator %s as of import %d: its row says %d cells of %d areas, %s to %s, and it holds %d of %d, %s to %s",
			id, r.vintage, r.cells, r.regions, r.first, r.last, held, len(p.Regions), from, to)
	case p.Sum() != r.checksum:
		c.fault("indicator %s as of import %d: it is not what its checksum says", id, r.vintage)
	}
	if r.pruned {
		return nil, panel.ErrPruned
	}
	return p.Undo(r.back)
}

// checkConfirmations reads which downloads the cells of states belong to since.
func (d *DB) checkConfirmations(ctx context.Context, c *Checked) error {
	type confirmed struct {
		id         domain.IndicatorID
		vintage    store.VintageID
		day        string
		retrievals []byte
	}
	var all []confirmed
	err := d.read.each(ctx, "SELECT indicator, import, retrieved, retrievals FROM confirmations ORDER BY indicator, import", func(rows *sql.Rows) error {
		var one confirmed
		err := rows.Scan(&one.id, &one.vintage, &one.day, &one.retrievals)
		all = append(all, one)
		return err
	})
	for _, one := range all {
		if err != nil {
			return err
		}
		var p *panel.Panel
		var row stateRow
		p, row, err = d.state(ctx, one.id, one.vintage)
		switch {
		case errors.Is(err, store.ErrNotHeld), errors.Is(err, store.ErrPruned), err == nil && row.vintage != one.vintage:
			c.fault("indicator %s: a confirmation as of import %d without the state that it is of", one.id, one.vintage)
			err = nil
		case errors.Is(err, panel.ErrCorrupt):
			err = nil // is said of the state
		case err == nil:
			if fault := p.Confirm(one.day, one.retrievals); fault != nil {
				c.fault("indicator %s as of import %d, what confirmed it on %s: %v", one.id, one.vintage, one.day, fault)
			}
		}
	}
	return err
}

// checkOrphans finds rows without the one that they are of.
func (d *DB) checkOrphans(ctx context.Context, c *Checked) error {
	for _, q := range []struct{ what, query string }{
		{"rows of %s without their import", "SELECT 'revisions' WHERE EXISTS (SELECT 1 FROM revisions r LEFT JOIN imports i ON i.id = r.import WHERE i.id IS NULL)"},
		{"rows of %s without their import", "SELECT 'import_files' WHERE EXISTS (SELECT 1 FROM import_files r LEFT JOIN imports i ON i.id = r.import WHERE i.id IS NULL)"},
		{"indicator %s: revisions without its newest state", "SELECT DISTINCT r.indicator FROM revisions r LEFT JOIN panels p ON p.indicator = r.indicator WHERE p.indicator IS NULL"},
		{"axes that nothing stands on: %s", "SELECT hash FROM frames f WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.frame = f.id)"},
	} {
		err := d.read.each(ctx, q.query, func(rows *sql.Rows) error {
			var of string
			err := rows.Scan(&of)
			c.fault(q.what, of)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
