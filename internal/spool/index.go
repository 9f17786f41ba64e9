package spool

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// The index is a journal: each line is the entries of one change, a JSON array, and
// the last one of a key counts. A change is there once its line is whole, so a
// process may end at any moment. It is written anew, beside and renamed, when most
// of it has been overtaken.
const (
	indexName = "index.jsonl"
	lockName  = "index.lock"
)

// largestIndex is how long an index may be, in bytes: the whole of SOTKAnet needs
// four million.
const largestIndex = 256 << 20

// lockWait is how long a change waits for another process's; each takes milliseconds.
const lockWait = 10 * time.Second

// index is what a journal says.
type index struct {
	entries map[string]Entry
	stated  int   // entries in it, those overtaken too
	whole   int64 // bytes up to the end of its last whole line
	open    bool  // the last line is whole but for its line break
	wrong   []int // lines that cannot be read
}

// check reports why an entry cannot be one.
func (e *Entry) check() error {
	_, err := time.Parse(time.RFC3339, e.Arrived)
	switch {
	case e.Key == "" || e.Name == "":
		return errors.New("found an entry without a key or a name")
	case !isHash(e.SHA256) || e.Size < 0:
		return fmt.Errorf("%s: found %q, expected a SHA-256", e.Key, e.SHA256)
	case err != nil && e.Arrived != "" || !isDay(e.Retrieved) || !isDay(e.Checked):
		return fmt.Errorf("%s: expected the days it arrived, was retrieved and checked", e.Key)
	}
	return nil
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// readIndex reads a journal. A last line that is cut off is no line: the process
// ended before it was there.
func readIndex(journal []byte) index {
	x := index{entries: make(map[string]Entry)}
	for number := 1; len(journal) > 0; number++ {
		line, rest, ended := bytes.Cut(journal, []byte("\n"))
		change, err := readChange(line)
		switch {
		case !ended && err != nil:
			return x
		case err != nil:
			x.wrong = append(x.wrong, number)
		}
		for _, e := range change {
			x.take(e)
		}
		x.whole += int64(len(line)) + 1
		if x.open = !ended; x.open {
			x.whole--
		}
		journal = rest
	}
	return x
}

// readChange reads a line: every entry of it, or none.
func readChange(line []byte) ([]Entry, error) {
	var change []Entry
	if err := json.Unmarshal(line, &change); err != nil {
		return nil, err
	}
	for i := range change {
		if change[i].gone() {
			continue
		}
		if err := change[i].check(); err != nil {
			return nil, err
		}
	}
	return change, nil
}

// gone reports whether an entry says that its key has none any more.
func (e *Entry) gone() bool { return e.Key != "" && e.SHA256 == "" }

func (x *index) take(e Entry) {
	x.stated++
	if e.gone() {
		delete(x.entries, e.Key)
		return
	}
	x.entries[e.Key] = e
}

func writeChange(change []Entry) ([]byte, error) {
	line, err := json.Marshal(change)
	return append(line, '\n'), err
}

// load reads the index as it is on disk.
func (s *Spool) load() error {
	path := filepath.Join(s.dir, indexName)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		s.index = index{entries: make(map[string]Entry)}
		return nil
	}
	if err != nil {
		return err
	}
	s.wrongs = nil
	if info.Size() > largestIndex {
		s.index = index{entries: make(map[string]Entry), wrong: []int{1}}
		s.wrongs = []string{fmt.Sprintf("%s: found %d bytes, expected %d at the most: what it says is fetched anew", path, info.Size(), largestIndex)}
		return nil
	}
	journal, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s.index = readIndex(journal)
	for _, line := range s.index.wrong {
		s.wrongs = append(s.wrongs, fmt.Sprintf("%s:%d: damaged: what it said of a download is fetched anew", path, line))
	}
	return nil
}

// update adds a change to the index, which is made of what is there then.
func (s *Spool) update(changeOf func() []Entry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	release, err := s.lock()
	if err != nil {
		return err
	}
	defer release()
	path := filepath.Join(s.dir, indexName)
	if info, err := os.Stat(path); err != nil || info.Size() != s.index.whole {
		if err := s.load(); err != nil { // another process has changed it
			return err
		}
	}
	change := changeOf()
	if len(change) == 0 {
		return nil
	}
	if err := s.step("index"); err != nil {
		return err
	}
	const few = 64
	if len(s.index.wrong) > 0 || s.index.stated+len(change) > few+2*len(s.index.entries) {
		return s.rewrite(path, change)
	}
	return s.extend(path, change)
}

// extend adds a line to the journal.
func (s *Spool) extend(path string, change []Entry) error {
	line, err := writeChange(change)
	if err != nil {
		return err
	}
	if s.index.open {
		line = append([]byte("\n"), line...)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	end := s.index.whole + int64(len(line))
	_, err = f.WriteAt(line, s.index.whole)
	if err == nil {
		err = f.Truncate(end) // of a longer line that was cut off
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if s.index.whole == 0 {
		syncDir(s.dir)
	}
	for _, e := range change {
		s.index.take(e)
	}
	s.index.whole, s.index.open = end, false
	return nil
}

// rewrite writes the journal anew with a change, an entry a line.
func (s *Spool) rewrite(path string, change []Entry) error {
	x := index{entries: maps.Clone(s.index.entries)}
	for _, e := range change {
		x.take(e)
	}
	var journal []byte
	for _, key := range slices.Sorted(maps.Keys(x.entries)) {
		line, err := writeChange([]Entry{x.entries[key]})
		if err != nil {
			return err
		}
		journal = append(journal, line...)
	}
	if err := s.replace(path, journal); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	x.stated, x.whole = len(x.entries), int64(len(journal))
	s.index = x
	return nil
}

// lock waits for other processes' changes. A file system without locks has none to
// wait for.
func (s *Spool) lock() (release func(), err error) {
	l := flock.New(filepath.Join(s.dir, lockName), flock.SetPermissions(0o664))
	waiting, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	const poll = 10 * time.Millisecond
	_, err = l.TryLockContext(waiting, poll)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%s: another kuvio has been writing what it fetched for %s: end it, or wait", s.dir, lockWait)
	}
	return func() { _ = l.Unlock() }, nil
}
