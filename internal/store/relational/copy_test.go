package relational

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // a database with the tables
)

// withRows is a database with a row in every table: n in each number, "n" in each text
// and, as bytes, in the others.
func withRows(t *testing.T, n int) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if _, err := db.Exec(Schema("BLOB")); err != nil {
		t.Fatal(err)
	}
	for _, table := range columns {
		var row []any
		for _, c := range declared(t, db, table.table) {
			switch c.kind {
			case "BIGINT":
				row = append(row, n)
			case "TEXT":
				row = append(row, fmt.Sprint(n))
			default:
				row = append(row, []byte{byte(n)})
			}
		}
		if _, err := db.Exec(Insert(table.table), row...); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

type column struct{ name, kind string }

// declared are the columns that a table has.
func declared(t *testing.T, db *sql.DB, table string) (all []column) {
	t.Helper()
	rows, err := db.Query("SELECT name, type FROM pragma_table_info($1)", table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.name, &c.kind); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// What is copied is every column of every table.
func TestColumnsAreThoseOfTheTables(t *testing.T) {
	db := withRows(t, 1)
	var tables []string
	for _, table := range columns {
		tables = append(tables, table.table)
		var names []string
		for _, c := range declared(t, db, table.table) {
			names = append(names, c.name)
		}
		if !slices.Equal(names, table.columns) {
			t.Errorf("%s has the columns %v, and those that are copied are %v", table.table, names, table.columns)
		}
	}
	if made := strings.Count(Schema("BLOB"), "CREATE TABLE"); made != len(tables) {
		t.Errorf("%d tables are made, and %d copied: %v", made, len(tables), tables)
	}
}

// A copy that differs in any value of any table is not taken for the same, and one whose
// rows are in another order is.
func TestDigestSeesEveryValue(t *testing.T) {
	sums := func(db *sql.DB) map[string]tableSum {
		t.Helper()
		s, err := New(db, nil).digest(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	db := withRows(t, 1)
	same := sums(db)
	for _, table := range columns {
		for _, name := range table.columns {
			for _, other := range []any{7, "7", []byte{7}} {
				was := sums(withRows(t, 1))[table.table]
				changed := withRows(t, 1)
				if _, err := changed.Exec("UPDATE "+table.table+" SET "+name+" = $1", other); err != nil {
					t.Fatal(err)
				}
				if now := sums(changed)[table.table]; now == was {
					t.Errorf("%s.%s: %v is taken for what was there", table.table, name, other)
				}
			}
		}
	}
	twice := withRows(t, 2)
	for _, order := range []int{1, 3} {
		if _, err := twice.Exec(Insert("regions"), fmt.Sprint(order), "x"); err != nil {
			t.Fatal(err)
		}
	}
	other := withRows(t, 3)
	for _, row := range [][]any{{"2", "2"}, {"1", "x"}} {
		if _, err := other.Exec(Insert("regions"), row...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := other.Exec("UPDATE regions SET description = 'x' WHERE id = '3'"); err != nil {
		t.Fatal(err)
	}
	if a, b := sums(twice)["regions"], sums(other)["regions"]; a != b || a == same["regions"] {
		t.Errorf("the same rows in another order: %v, %v", a, b)
	}
}
