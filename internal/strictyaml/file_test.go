package strictyaml

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Of a file that is too large no more is read than tells so, and it is refused.
func TestReadIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.yaml")
	if err := os.WriteFile(path, []byte("a: b\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(os.Open(path)); err != nil || string(got) != "a: b\n" {
		t.Errorf("%q, %v", got, err)
	}
	if err := os.Truncate(path, 4<<30); err != nil { // sparse
		t.Fatal(err)
	}
	got, err := Read(os.Open(path))
	if err != nil || len(got) != maxSize+1 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	var into any
	if err := Decode(got, &into); err == nil || !strings.Contains(err.Error(), "more than 1048576 bytes") {
		t.Errorf("%v", err)
	}
	if _, err := Read(os.Open(path + ".none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of none: %v", err)
	}
}
