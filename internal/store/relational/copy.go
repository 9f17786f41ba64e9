package relational

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Copied is what a copy of a store holds.
type Copied struct {
	Imports, Indicators int
}

// CopyTo writes all that the store holds into another, which must hold nothing: every
// row as it is, in one transaction. It then reads both again and compares them; the
// store should be still for that (Still).
func (d *DB) CopyTo(ctx context.Context, to *DB, who string, wait time.Duration) (Copied, error) {
	var c Copied
	if why := to.Cannot(); why != "" {
		return c, fmt.Errorf("copy into %s: %s", to.Name(), why)
	}
	t, release, err := to.Engine.Begin(ctx, who, wait)
	if err != nil {
		return c, err
	}
	defer release()
	defer t.Rollback()
	for _, table := range columns {
		var held bool
		err := within(t).row(ctx, "SELECT EXISTS (SELECT 1 FROM "+table.table+")", []any{&held})
		if err == nil && held {
			err = errors.New("it holds data already; a store is copied into an empty one")
		}
		if err == nil {
			err = d.copyTable(ctx, t, table.table, table.columns)
		}
		if err != nil {
			return c, fmt.Errorf("copy into %s: nothing was written: %w", to.Name(), err)
		}
	}
	if err := t.Commit(); err != nil {
		return c, fmt.Errorf("copy into %s: nothing was written: %w", to.Name(), err)
	}
	here, err := d.digest(ctx)
	if err != nil {
		return c, err
	}
	there, err := to.digest(ctx)
	if err != nil {
		return c, err
	}
	for _, table := range columns {
		a, b := here[table.table], there[table.table]
		if a != b {
			return c, fmt.Errorf("the copy in %s is not the same: of %s it has %d rows with the checksum %x, expected %d with %x: drop it, and copy again while nobody writes",
				to.Name(), table.table, b.rows, b.sum, a.rows, a.sum)
		}
	}
	c.Imports, c.Indicators = here["imports"].rows, here["panels"].rows
	return c, nil
}

// copyTable writes the rows of a table into a transaction.
func (d *DB) copyTable(ctx context.Context, t *sql.Tx, table string, names []string) error {
	insert, err := t.PrepareContext(ctx, Insert(table))
	if err != nil {
		return err
	}
	defer insert.Close()
	return d.rows(ctx, table, names, func(row []any) error {
		_, err := insert.ExecContext(ctx, row...)
		return err
	})
}

// rows calls f with every row of a table: whole numbers as int64, texts as string, bytes
// as []byte or nil.
func (d *DB) rows(ctx context.Context, table string, names []string, f func([]any) error) error {
	row, into := make([]any, len(names)), make([]any, len(names))
	for i := range row {
		into[i] = &row[i]
	}
	return d.read.each(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table, func(rows *sql.Rows) error {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		return f(row)
	})
}

// tableSum is how many rows a table has, and a checksum of them in any order: the sum of
// the first 64 bits of each row's SHA-256.
type tableSum struct {
	rows int
	sum  uint64
}

// digest is the sum of every table.
func (d *DB) digest(ctx context.Context) (map[string]tableSum, error) {
	sums := make(map[string]tableSum)
	for _, table := range columns {
		var s tableSum
		err := d.rows(ctx, table.table, table.columns, func(row []any) error {
			var text []byte
			for _, v := range row {
				switch v := v.(type) {
				case nil:
					text = append(text, 0)
				case int64:
					text = binary.LittleEndian.AppendUint64(append(text, 1), uint64(v))
				case string:
					text = append(binary.AppendUvarint(append(text, 2), uint64(len(v))), v...)
				case []byte:
					text = append(binary.AppendUvarint(append(text, 3), uint64(len(v))), v...)
				default:
					return fmt.Errorf("table %s: a value of type %T", table.table, v)
				}
			}
			sum := sha256.Sum256(text)
			s.rows++
			s.sum += binary.LittleEndian.Uint64(sum[:])
			return nil
		})
		if err != nil {
			return nil, err
		}
		sums[table.table] = s
	}
	return sums, nil
}
