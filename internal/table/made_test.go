package table

import (
	"bytes"
	"errors"
	"testing"

	"kuvio/internal/domain"
)

// made is a table whose rows are made, all of them in the same place, and end with an
// error, if any.
func made(t *Table, err error) *Table {
	of := *t
	of.Rows = nil
	of.Made = &Made{Count: len(t.Rows), Each: func(yield func([]Value, error) bool) {
		place := make([]Value, len(t.Columns))
		for _, row := range t.Rows {
			copy(place, row)
			if !yield(place, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}}
	return &of
}

// Rows that are made are printed as those that are held.
func TestMade(t *testing.T) {
	none := trends()
	none.Rows = nil
	for _, held := range []*Table{trends(), none} {
		for _, f := range Formats {
			opt := Options{Lang: domain.Swedish, Width: 60}
			if got, want := render(t, made(held, nil), f, opt), render(t, held, f, opt); got != want {
				t.Errorf("%s of %d rows: %q, held it is %q", f, len(held.Rows), got, want)
			}
		}
	}
}

func TestMadeFails(t *testing.T) {
	lost := errors.New("lost")
	for _, f := range Formats {
		if err := made(trends(), lost).Write(new(bytes.Buffer), f, Options{}); !errors.Is(err, lost) {
			t.Errorf("%s: error %v", f, err)
		}
	}
	if _, err := made(trends(), lost).Lay(Options{}); !errors.Is(err, lost) {
		t.Errorf("laid: error %v", err)
	}
}
