package relational

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Prune implements store.Store: one transaction for what is dropped, then the
// database is made smaller. Of a state that is dropped the way back to it goes, but for
// what its successor replaced.
func (d *DB) Prune(ctx context.Context, p store.Prune, who string, wait time.Duration) (store.Pruned, error) {
	switch {
	case (p.Keep > 0) == (p.Before != ""):
		return store.Pruned{}, errors.New("prune: expected either a number of states to keep or a day")
	case d.Cannot() != "":
		return store.Pruned{}, fmt.Errorf("prune %s: %s", d.Name(), d.Cannot())
	case d.until != store.Latest:
		return store.Pruned{}, fmt.Errorf("prune %s: %s", d.Name(), onlyRead)
	}
	t, release, err := d.Engine.Begin(ctx, who, wait)
	if err != nil {
		return store.Pruned{}, err
	}
	defer release()
	defer t.Rollback()
	x := pruning{Prune: p, ctx: ctx, tx: t, reading: within(t), frames: newFrames()}
	err = x.all()
	switch {
	case err == nil && (p.DryRun || x.out.Panels+x.out.Revisions == 0):
		return x.out, nil
	case err == nil:
		err = t.Commit()
	}
	if err != nil {
		return store.Pruned{}, fmt.Errorf("prune %s: nothing was dropped: %w", d.Name(), err)
	}
	if x.out.Freed, err = d.Shrink(ctx); err != nil {
		return x.out, fmt.Errorf("prune %s: %d states were dropped, but the store could not be made smaller: %w", d.Name(), x.out.Panels, err)
	}
	return x.out, nil
}

// pruning is one under way.
type pruning struct {
	store.Prune
	ctx     context.Context
	tx      *sql.Tx
	reading *reading
	frames  *frames
	out     store.Pruned
}

// past is a revision as its row has it.
type past struct {
	vintage store.VintageID
	day     string // yyyy-mm-dd, of the import
	frame   int64
	pruned  bool
	back    []byte
}

func (x *pruning) all() error {
	var ids []domain.IndicatorID
	err := x.reading.each(x.ctx, "SELECT indicator FROM panels ORDER BY indicator", func(rows *sql.Rows) error {
		var id domain.IndicatorID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	for _, id := range ids {
		if err != nil {
			break
		}
		err = x.indicator(id)
	}
	return err
}

func (x *pruning) indicator(id domain.IndicatorID) error {
	var all []past // the newest first
	err := x.reading.each(x.ctx, `SELECT r.import, substr(i.imported, 1, 10), r.frame, r.pruned, r.back FROM revisions r JOIN imports i ON i.id = r.import
		WHERE r.indicator = $1 ORDER BY r.import DESC`, func(rows *sql.Rows) error {
		var one past
		err := rows.Scan(&one.vintage, &one.day, &one.frame, &one.pruned, &one.back)
		all = append(all, one)
		return err
	}, string(id))
	if err != nil {
		return err
	}
	oldest := x.oldestKept(all)
	if oldest+1 >= len(all) {
		return nil
	}
	for n, held := 0, true; n < len(all); n++ {
		if n > oldest && held {
			x.out.Panels++
			if n == oldest+1 {
				x.out.Indicators++
			}
		}
		held = held && !all[n].pruned
		if n >= oldest {
			if err := x.drop(id, &all[n], x.History && n > oldest); err != nil {
				return err
			}
		}
	}
	_, err = x.tx.ExecContext(x.ctx, "DELETE FROM confirmations WHERE indicator = $1 AND import < $2", string(id), int64(all[oldest].vintage))
	return err
}

// oldestKept is the place of the oldest state to keep among an indicator's revisions.
func (x *pruning) oldestKept(all []past) int {
	if x.Keep > 0 {
		return x.Keep - 1
	}
	for n := range all {
		if all[n].day <= x.Before {
			return n
		}
	}
	return len(all)
}

// drop drops the way from a revision to the state before it, and what it replaced too
// where that is asked for.
func (x *pruning) drop(id domain.IndicatorID, one *past, history bool) error {
	var left []byte
	switch {
	case one.back == nil:
		return nil
	case history:
		x.out.Revisions++
	case one.pruned:
		return nil
	default:
		f, err := x.frames.of(x.ctx, x.reading, one.frame)
		if err == nil {
			left, err = f.Prune(one.back)
		}
		if err != nil {
			return damaged(id, err)
		}
	}
	x.out.Bytes += int64(len(one.back) - len(left))
	_, err := x.tx.ExecContext(x.ctx, "UPDATE revisions SET pruned = 1, back = $1 WHERE indicator = $2 AND import = $3", left, string(id), int64(one.vintage))
	return err
}
