//go:build unix

package ingest

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe is refused before it is opened, which would wait for a writer.
func TestPipeIsRefused(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.csv")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{pipe, "/dev/null"} {
		rep := take(t, importer(newStore(t)), path)
		if err := rep.Files[0].Err; err == nil || !strings.Contains(err.Error(), "found a pipe or a device, expected a data file: write what it gives into a file, or to standard input ('kuvio import - < "+path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
