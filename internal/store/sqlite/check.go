package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	sqlite3 "modernc.org/sqlite/lib"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Checked is what a check of a whole store found.
type Checked struct {
	Imports, Indicators, Panels int
	Faults                      []string // none where the store is whole
}

// maxFaults bounds what is said of a store that is all wrong.
const maxFaults = 100

func (c *Checked) fault(format string, args ...any) {
	if len(c.Faults) < maxFaults {
		c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
	}
}

// Check reads all of the store: whether its file is whole, every panel can be
// decoded and is what its row says, and nothing is without the import it is of.
// The error is of what kept it from being read on.
func (d *DB) Check(ctx context.Context) (Checked, error) {
	var c Checked
	for _, step := range []struct {
		of    string
		check func(context.Context, *Checked) error
	}{{"the file", d.checkFile}, {"the states of indicators", d.checkPanels}, {"what imports replaced", d.checkReplaced}, {"what downloads confirmed", d.checkConfirmations}, {"what belongs together", d.checkOrphans}} {
		switch err := step.check(ctx, &c); {
		case err == nil:
		case code(err) == sqlite3.SQLITE_CORRUPT:
			c.fault("%s: a part of the file cannot be read, and what follows it was not looked at", step.of)
		default:
			return c, err
		}
	}
	return c, nil
}

// checkFile asks SQLite whether its pages and indexes hold together.
func (d *DB) checkFile(ctx context.Context, c *Checked) error {
	return d.each(ctx, "PRAGMA integrity_check(100)", func(rows *sql.Rows) error {
		var says string
		if err := rows.Scan(&says); err != nil {
			return err
		}
		if says != "ok" {
			c.fault("the file: %s", says)
		}
		return nil
	})
}

// checkPanels decodes every panel, and counts what is in it.
func (d *DB) checkPanels(ctx context.Context, c *Checked) error {
	if err := d.read.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM imports), (SELECT count(DISTINCT indicator) FROM panels)").Scan(&c.Imports, &c.Indicators); err != nil {
		return err
	}
	return d.each(ctx, "SELECT indicator, import, first, last, cells, data FROM panels", func(rows *sql.Rows) error {
		var id, first, last string
		var vintage int64
		var cells int
		var data []byte
		if err := rows.Scan(&id, &vintage, &first, &last, &cells, &data); err != nil {
			return err
		}
		c.Panels++
		p, err := panel.Decode(data)
		if err != nil {
			c.fault("indicator %s as of import %d: %v", id, vintage, err)
			return nil
		}
		held := p.Tally()[domain.OK]
		from, to, _ := p.Span()
		if held != cells || string(from) != first || string(to) != last {
			c.fault("indicator %s as of import %d: its row says %d cells, %s to %s, and it holds %d, %s to %s", id, vintage, cells, first, last, held, from, to)
		}
		return nil
	})
}

// checkReplaced decodes the cells that imports replaced.
func (d *DB) checkReplaced(ctx context.Context, c *Checked) error {
	return d.each(ctx, "SELECT indicator, import, replaced FROM revisions WHERE replaced IS NOT NULL", func(rows *sql.Rows) error {
		var id string
		var vintage int64
		var data []byte
		if err := rows.Scan(&id, &vintage, &data); err != nil {
			return err
		}
		if _, err := panel.Decode(data); err != nil {
			c.fault("indicator %s, what import %d replaced: %v", id, vintage, err)
		}
		return nil
	})
}

// checkConfirmations reads which downloads the cells of panels belong to since.
func (d *DB) checkConfirmations(ctx context.Context, c *Checked) error {
	const query = "SELECT c.indicator, c.import, c.retrieved, c.retrievals, p.data FROM %s c LEFT JOIN panels p ON p.indicator = c.indicator AND p.import = c.import"
	return d.each(ctx, fmt.Sprintf(query, d.layout.confirmations), func(rows *sql.Rows) error {
		var id, day string
		var vintage int64
		var retrievals, data []byte
		if err := rows.Scan(&id, &vintage, &day, &retrievals, &data); err != nil {
			return err
		}
		if data == nil {
			c.fault("indicator %s: a confirmation as of import %d without the state that it is of", id, vintage)
			return nil
		}
		p, err := panel.Decode(data)
		if err != nil {
			return nil // is said of the panel
		}
		if err := p.Confirm(day, retrievals); err != nil {
			c.fault("indicator %s as of import %d, what confirmed it on %s: %v", id, vintage, day, err)
		}
		return nil
	})
}

// checkOrphans finds rows without the one that they are of.
func (d *DB) checkOrphans(ctx context.Context, c *Checked) error {
	for _, q := range []struct{ what, query string }{
		{"rows of %s without their import", "SELECT 'panels' WHERE EXISTS (SELECT 1 FROM panels WHERE import NOT IN (SELECT id FROM imports))"},
		{"rows of %s without their import", "SELECT 'revisions' WHERE EXISTS (SELECT 1 FROM revisions WHERE import NOT IN (SELECT id FROM imports))"},
		{"rows of %s without their import", "SELECT 'import_files' WHERE EXISTS (SELECT 1 FROM import_files WHERE import NOT IN (SELECT id FROM imports))"},
		{"indicator %s: a state of it without a revision", "SELECT DISTINCT p.indicator FROM panels p LEFT JOIN revisions r ON r.indicator = p.indicator AND r.import = p.import WHERE r.import IS NULL"},
		{"indicator %s: places in a file that no import read", "SELECT DISTINCT o.indicator FROM origins o LEFT JOIN import_files f ON f.import = o.import AND f.file = o.file WHERE f.import IS NULL"},
	} {
		err := d.each(ctx, q.query, func(rows *sql.Rows) error {
			var of string
			if err := rows.Scan(&of); err != nil {
				return err
			}
			c.fault(q.what, of)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// each calls f with every row of a query.
func (d *DB) each(ctx context.Context, query string, f func(*sql.Rows) error) error {
	rows, err := d.read.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
