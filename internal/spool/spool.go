// Package spool keeps the bodies that sources gave, compressed and named by their
// SHA-256, and what was asked for each: data/spool/ of a workspace. What has arrived is
// there before it is imported, so that nothing is asked for twice, and stays
// there afterwards, so that a number can be traced to the body it came in.
package spool

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Entry is what was asked of a source, and what it answered last.
type Entry struct {
	Key       string `json:"key"`               // of what was asked: by its source
	Source    string `json:"source"`            // the name of the source in kuvio.yaml
	Name      string `json:"name"`              // what the body is called in the store: sotkanet/json?indicator=191
	SHA256    string `json:"sha256"`            // of the body
	Size      int64  `json:"size"`              // in bytes, unpacked
	Type      string `json:"type,omitempty"`    // media type
	Asked     string `json:"asked,omitempty"`   // what of it was asked for, in its source's words: "total 2000-2024"
	Arrived   string `json:"arrived,omitempty"` // RFC 3339, UTC; "" of a file, which is not kept here
	Retrieved string `json:"retrieved"`         // yyyy-mm-dd, the day of that by the clock of the workspace
	Updated   string `json:"updated,omitempty"` // when the source says that its data was updated
	ETag      string `json:"etag,omitempty"`    // for asking whether there is a newer one
	Modified  string `json:"modified,omitempty"`
	Rows      int    `json:"rows,omitempty"`     // observations in it
	Holds     string `json:"holds,omitempty"`    // the indicators that it has data of, once it is imported: 191,1065
	Rejected  int    `json:"rejected,omitempty"` // rows of it that the import did not take
	Imported  bool   `json:"imported"`           // false while it waits for the import
	Checked   string `json:"checked"`            // yyyy-mm-dd, the last day on which the source said that this is still the newest
}

// Body is what has arrived, with what is known of it. The hash, the size and, where
// they are empty, the days are found out when it is put into the spool.
type Body struct {
	Entry
	Content []byte
}

// Spool is the folder with its index. Its methods may be called by several
// goroutines, and several processes may have one open: each change takes the
// index's lock and sees the changes before it.
type Spool struct {
	dir string

	mu     sync.Mutex
	index  index
	wrongs []string

	step func(name string) error // for tests: fails, as if the process ended there
}

// Open reads the index of a folder, which need not be there yet. What of it cannot
// be read is in Damaged, and counts as never fetched.
func Open(dir string) (*Spool, error) {
	s := &Spool{dir: dir, step: func(string) error { return nil }}
	if err := s.load(); err != nil {
		return nil, err
	}
	return s, nil
}

// Damaged says what of the index could not be read, a sentence for each.
func (s *Spool) Damaged() []string { return s.wrongs }

// Put keeps bodies that belong together: the index has all of them or none, however
// the process ends. They wait for the import from then on.
func (s *Spool) Put(now time.Time, bodies ...Body) error {
	newest := s.Newest()
	entries := make([]Entry, len(bodies))
	for i, b := range bodies {
		e := b.Entry
		e.SHA256, e.Size, e.Imported = SHA256(b.Content), int64(len(b.Content)), false
		if e.Arrived == "" {
			e.Arrived, e.Retrieved = now.UTC().Format(time.RFC3339), max(now.Format(time.DateOnly), newest)
		}
		e.Checked = max(e.Checked, e.Retrieved)
		if err := e.check(); err != nil {
			return fmt.Errorf("%s: %w", s.dir, err)
		}
		s.tidy(filepath.Dir(s.path(e.SHA256)), now)
		if err := s.write(e.SHA256, b.Content); err != nil {
			return fmt.Errorf("keep what %s gave: %w", e.Source, err)
		}
		entries[i] = e
	}
	return s.update(func() []Entry { return entries })
}

// Last is what arrived last for a key; false where nothing did, or where what waits
// for the import is not there any more.
func (s *Spool) Last(key string) (Entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.index.entries[key]
	return e, ok && (e.Imported || s.has(e.SHA256))
}

// Newest is the last day, yyyy-mm-dd, on which a body arrived or was found to be the
// newest; "" where none has. What arrives now is no older, whatever the clock says: a
// download is not to be taken for one before those that it came after.
func (s *Spool) Newest() (day string) {
	for _, e := range s.All() {
		if e.Arrived != "" {
			day = max(day, e.Retrieved, e.Checked)
		}
	}
	return day
}

// All are the entries, in no order.
func (s *Spool) All() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.index.entries))
}

// Pending lists what waits for the import, by key.
func (s *Spool) Pending() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	var waiting []Entry
	for _, e := range s.index.entries {
		if !e.Imported && s.has(e.SHA256) {
			waiting = append(waiting, e)
		}
	}
	slices.SortFunc(waiting, func(a, b Entry) int { return strings.Compare(a.Key, b.Key) })
	return waiting
}

// Imported says that entries have been: those of bodies here, and those of files,
// which were taken from where they are. One that something newer has arrived for
// meanwhile is left as it is.
func (s *Spool) Imported(entries ...Entry) error {
	for _, e := range entries {
		if err := e.check(); err != nil {
			return fmt.Errorf("%s: %w", s.dir, err)
		}
	}
	return s.update(func() (changed []Entry) {
		for _, e := range entries {
			now, ok := s.index.entries[e.Key]
			if ok && e.Arrived != "" && (now.SHA256 != e.SHA256 || now.Arrived != e.Arrived) {
				continue
			}
			if e.Imported = true; now != e {
				changed = append(changed, e)
			}
		}
		return changed
	})
}

// Checked says that a source still had nothing newer on a day, yyyy-mm-dd. Keys of
// which nothing has arrived are passed over.
func (s *Spool) Checked(keys []string, day string) error {
	return s.update(func() (changed []Entry) {
		for _, key := range keys {
			if e, ok := s.index.entries[key]; ok && e.Checked < day {
				e.Checked = day
				changed = append(changed, e)
			}
		}
		return changed
	})
}

// Forget has keys count as never asked for. Their bodies stay.
func (s *Spool) Forget(keys ...string) error {
	return s.update(func() (changed []Entry) {
		for _, key := range keys {
			if _, ok := s.index.entries[key]; ok {
				changed = append(changed, Entry{Key: key})
			}
		}
		return changed
	})
}

// Again has every body that is here wait for the import again, for a store that has
// lost what it held, and files count as never taken. It gives how many wait.
func (s *Spool) Again() (waiting int, err error) {
	err = s.update(func() (changed []Entry) {
		for _, e := range s.index.entries {
			switch {
			case e.Arrived == "":
				changed = append(changed, Entry{Key: e.Key})
			case s.has(e.SHA256):
				waiting++
				e.Imported = false
				changed = append(changed, e)
			}
		}
		return changed
	})
	return waiting, err
}

// ErrLost is that a body is not in the spool, or not as it arrived.
var ErrLost = errors.New("the next 'kuvio refresh' fetches it anew")

// Body is a body by its SHA-256, as it arrived; else ErrLost.
func (s *Spool) Body(sha256 string) ([]byte, error) {
	if !isHash(sha256) {
		return nil, fmt.Errorf("found %q, expected the SHA-256 of a body, 64 hexadecimal digits", sha256)
	}
	path := s.path(sha256)
	packed, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: the body is not there any more: %w", path, ErrLost)
	}
	if err != nil {
		return nil, err
	}
	body, err := unpack(packed)
	if err != nil || SHA256(body) != sha256 {
		return nil, fmt.Errorf("%s: the body is damaged: its SHA-256 is not its name any more: %w", path, ErrLost)
	}
	return body, nil
}

// has reports whether there is a body; whether it is whole is found when it is read.
func (s *Spool) has(sha256 string) bool {
	_, err := os.Stat(s.path(sha256))
	return err == nil
}

func (s *Spool) path(sha256 string) string {
	return filepath.Join(s.dir, sha256[:2], sha256+".zst")
}
