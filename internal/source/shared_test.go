package source

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/realfiles"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// result is all that a reading gave.
type result struct {
	records []record.Record
	rejects []string
	Summary
}

func collect(ctx context.Context, f content.File) (result, error) {
	return collectWith(ctx, f, Options{})
}

func collectWith(ctx context.Context, f content.File, opts Options) (result, error) {
	var out result
	var err error
	out.Summary, err = Read(ctx, f, opts,
		func(r *record.Record) error { out.records = append(out.records, *r); return nil },
		func(j record.Reject) error { out.rejects = append(out.rejects, j.Error()); return nil })
	return out, err
}

// readReal reads a real file, of which no row may be rejected.
func readReal(t *testing.T, name string) result {
	t.Helper()
	got, err := collect(t.Context(), inMemory(filepath.Base(name), realfiles.Read(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.rejects) > 0 {
		t.Errorf("%s: %d rows rejected, the first: %s", name, len(got.rejects), got.rejects[0])
	}
	if got.Rows != len(got.records) || got.Rejects != len(got.rejects) {
		t.Errorf("%s: summary counts %d and %d, emitted %d and rejected %d", name, got.Rows, got.Rejects, len(got.records), len(got.rejects))
	}
	return got
}

func inMemory(name string, b []byte) content.File {
	return content.File{Name: name, Content: bytes.NewReader(b), Size: int64(len(b))}
}

func inline(name, text string) content.File {
	return content.File{Name: name, Content: strings.NewReader(text), Size: int64(len(text))}
}
