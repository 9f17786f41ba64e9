package sqlite

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// held counts the connections that this process has to each store. A file that is one
// of them is opened by SQLite alone: where locks are a process's, as POSIX has them, to
// close any other handle of it gives up all of SQLite's, and another process may then
// clear away the log that is being read (https://www.sqlite.org/howtocorrupt.html, 2.2).
var held = holders{of: make(map[string]int)}

type holders struct {
	sync.Mutex
	of map[string]int
}

// take counts a connection to the store at path; what it returns counts it off.
func (h *holders) take(path string) (release func()) {
	path = whole(path)
	h.Lock()
	defer h.Unlock()
	h.of[path]++
	return sync.OnceFunc(func() {
		h.Lock()
		defer h.Unlock()
		if h.of[path]--; h.of[path] == 0 {
			delete(h.of, path)
		}
	})
}

// head reads the first bytes of the file at path, as many as there are and fit. free
// is false where this process has a connection to it, and then nothing is read.
func (h *holders) head(path string, into []byte) (n int, free bool, err error) {
	h.Lock()
	defer h.Unlock()
	if h.of[whole(path)] > 0 {
		return 0, false, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, true, err
	}
	defer f.Close()
	n, err = io.ReadFull(f, into)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, true, err
}

// whole is a path by which a file is known, whatever it is called here.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	if file, err := filepath.EvalSymlinks(path); err == nil {
		path = file
	}
	return path
}
