package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store/relational"
)

// migrations[i] takes a store from version i+1 to i+2. Up to version 4 every state of
// an indicator was kept whole, with axes of its own.
var migrations = []string{`
ALTER TABLE import_files ADD COLUMN older INTEGER NOT NULL DEFAULT 0;
CREATE TABLE confirmations (
	indicator  TEXT NOT NULL,
	import     INTEGER NOT NULL,
	after      INTEGER NOT NULL,
	retrieved  TEXT NOT NULL,
	retrievals BLOB,
	PRIMARY KEY (indicator, import)
) WITHOUT ROWID;
`, `
ALTER TABLE import_files ADD COLUMN retrieved TEXT NOT NULL DEFAULT '';
UPDATE import_files SET retrieved = (SELECT i.retrieved FROM imports i WHERE i.id = import);
`, `
ALTER TABLE origins ADD COLUMN retrieved TEXT NOT NULL DEFAULT '';
UPDATE origins SET retrieved = coalesce((SELECT f.retrieved FROM import_files f WHERE f.import = origins.import AND f.file = origins.file), '');
`}

// earlier are the tables of version 4.
var earlier = []string{"imports", "import_files", "panels", "revisions", "origins", "confirmations", "indicators", "regions"}

// upgrade brings a store of an earlier version up to date.
func upgrade(ctx context.Context, tx *sql.Tx, version int) error {
	u := upgrading{ctx: ctx, tx: tx, frames: make(map[string]int64)}
	for ; version <= len(migrations); version++ {
		u.exec(migrations[version-1])
	}
	for _, table := range earlier {
		u.exec("ALTER TABLE " + table + " RENAME TO earlier_" + table)
	}
	u.exec(relational.Schema("BLOB"))
	u.exec("INSERT INTO imports SELECT id, imported, retrieved FROM earlier_imports")
	u.exec(`INSERT INTO import_files SELECT f.import, f.file, name, sha256, size, format, sheets, f.retrieved, coalesce(o.retrieved, f.retrieved), rows, new, changed, same, missing, older, rejected
		FROM earlier_import_files f LEFT JOIN (SELECT import, file, max(retrieved) AS retrieved FROM earlier_origins GROUP BY import, file) o ON o.import = f.import AND o.file = f.file`)
	u.exec("INSERT INTO confirmations SELECT indicator, import, after, retrieved, retrievals FROM earlier_confirmations")
	u.exec("INSERT INTO indicators SELECT id, CAST(description AS TEXT) FROM earlier_indicators")
	u.exec("INSERT INTO regions SELECT id, CAST(description AS TEXT) FROM earlier_regions")
	for _, id := range u.indicators() {
		if err := u.indicator(id); err != nil {
			return fmt.Errorf("bring it up to date: indicator %s: %w: %s", id, err, relational.PutBack)
		}
	}
	for _, table := range slices.Backward(earlier) { // what refers to another before that
		u.exec("DROP TABLE earlier_" + table)
	}
	return u.err
}

// upgrading is an upgrade under way. After an error it does nothing.
type upgrading struct {
	ctx    context.Context
	tx     *sql.Tx
	frames map[string]int64 // their numbers, by hash
	err    error
}

func (u *upgrading) exec(query string, args ...any) {
	if u.err == nil {
		_, u.err = u.tx.ExecContext(u.ctx, query, args...)
	}
}

// each calls f with every row of a query.
func (u *upgrading) each(query string, f func(*sql.Rows) error, args ...any) {
	if u.err != nil {
		return
	}
	rows, err := u.tx.QueryContext(u.ctx, query, args...)
	if u.err = err; err != nil {
		return
	}
	defer rows.Close()
	for u.err == nil && rows.Next() {
		u.err = f(rows)
	}
	if u.err == nil {
		u.err = rows.Err()
	}
}

func (u *upgrading) indicators() (ids []domain.IndicatorID) {
	u.each("SELECT DISTINCT indicator FROM earlier_revisions", func(rows *sql.Rows) error {
		var id domain.IndicatorID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids
}

// earlierState is what an import did to an indicator, as version 4 has it.
type earlierState struct {
	vintage              int64
	added, changed       int
	first, last          string
	madeUp               bool
	replaced, data       []byte // a panel each; nil once pruned
	regions, cells       int
	retrieved            string
	tagged               []panel.Tagged
	panel, replacedCells *panel.Panel
}

// indicator writes what imports did to an indicator, the oldest first.
func (u *upgrading) indicator(id domain.IndicatorID) error {
	states := u.states(id)
	var before *panel.Panel // nil where it has been pruned
	for n := range states {
		if u.err == nil {
			u.err = u.state(id, &states[n], before, n == 0)
		}
		before = states[n].panel
		states[n].panel, states[n].replacedCells, states[n].tagged = nil, nil, nil
	}
	if n := len(states); n > 0 && before != nil {
		s := &states[n-1]
		data, _ := before.Encode()
		u.exec(relational.Insert("panels"), string(id), s.vintage, s.first, s.last, s.regions, s.cells, s.madeUp, s.retrieved, u.frame(&before.Frame), data)
	} else if u.err == nil {
		u.err = fmt.Errorf("%w: its newest state is not there", panel.ErrCorrupt)
	}
	return u.err
}

func (u *upgrading) states(id domain.IndicatorID) (states []earlierState) {
	u.each(`SELECT r.import, r.new, r.changed, r.first, r.last, r.made_up, r.replaced, p.data, coalesce(p.regions, 0), coalesce(p.cells, 0), coalesce(p.retrieved, '')
		FROM earlier_revisions r LEFT JOIN earlier_panels p ON p.indicator = r.indicator AND p.import = r.import WHERE r.indicator = $1 ORDER BY r.import`, func(rows *sql.Rows) error {
		var s earlierState
		err := rows.Scan(&s.vintage, &s.added, &s.changed, &s.first, &s.last, &s.madeUp, &s.replaced, &s.data, &s.regions, &s.cells, &s.retrieved)
		states = append(states, s)
		return err
	}, string(id))
	u.each("SELECT import, file, tags FROM earlier_origins WHERE indicator = $1 ORDER BY import, file", func(rows *sql.Rows) error {
		var vintage int64
		var file int
		var data []byte
		if err := rows.Scan(&vintage, &file, &data); err != nil {
			return err
		}
		l, places, err := panel.DecodeEarlierTags(data)
		for n := range states {
			if err == nil && states[n].vintage == vintage {
				states[n].tagged = append(states[n].tagged, panel.Tagged{File: file, Layout: l, Places: places})
			}
		}
		return err
	}, string(id))
	return states
}

// state writes one revision, given the state before, nil where it has been pruned.
func (u *upgrading) state(id domain.IndicatorID, s *earlierState, before *panel.Panel, first bool) error {
	var err error
	if s.replacedCells, err = panel.New(nil, nil, nil, nil); err == nil && s.replaced != nil {
		s.replacedCells, err = panel.DecodeEarlier(s.replaced)
	}
	if err == nil && s.data != nil {
		if s.panel, err = panel.DecodeEarlier(s.data); err == nil {
			s.panel.BelongToDay(s.retrieved)
		}
	}
	if err != nil {
		return err
	}
	m := panel.Merged{Panel: s.panel, Base: before, Replaced: s.replacedCells}
	if m.Panel == nil { // it has been pruned: only what is listed of it stands on axes
		if m.Panel, err = s.listed(); err != nil {
			return err
		}
	}
	pruned := 0
	if before == nil && !first { // what was replaced is all that is left of it
		m.Base, pruned = s.replacedCells, 1
	}
	back := m.EncodeBack()
	switch {
	case s.replaced == nil:
		back, pruned = nil, 1
	case pruned == 1:
		back, err = m.Panel.Frame.Prune(back)
	}
	var checksum int64
	if s.panel != nil {
		checksum = s.panel.Sum()
	}
	u.exec(relational.Insert("revisions"), string(id), s.vintage, s.added, s.changed, s.first, s.last, s.regions, s.cells, s.madeUp, s.retrieved,
		u.frame(&m.Panel.Frame), checksum, pruned, back, m.Panel.EncodeTags(s.tagged))
	return err
}

// listed is a panel of absent cells on the axes of what is kept of a pruned state.
func (s *earlierState) listed() (*panel.Panel, error) {
	f := s.replacedCells.Frame
	for _, t := range s.tagged {
		of := t.Layout.Panel
		f.Regions, f.Breakdowns = slices.Concat(f.Regions, of.Regions), slices.Concat(f.Breakdowns, of.Breakdowns)
		f.Genders, f.Periods = slices.Concat(f.Genders, of.Genders), slices.Concat(f.Periods, of.Periods)
	}
	return panel.New(f.Regions, f.Breakdowns, f.Genders, f.Periods)
}

// frame is the number of a frame, which is written once.
func (u *upgrading) frame(f *panel.Frame) int64 {
	hash := f.Hash()
	n, known := u.frames[hash]
	if !known {
		n = int64(len(u.frames) + 1)
		u.frames[hash] = n
		u.exec(relational.Insert("frames"), n, hash, f.Encode())
	}
	return n
}
