package write

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Stage are many files of a folder, and of folders in it, that change together: each is
// put on the disk as it comes, under a name of its own, so that none has to wait in
// memory, and at the end all of them take their names, by a journal as those of a Set do.
// Until then the folder is as it was. No other process writes in the folder meanwhile.
type Stage struct {
	dir  string
	lock *folderLock

	mu sync.Mutex
	c  change

	Said []string // what was left half done in the folder and has been finished, or taken back
}

// OpenStage begins a change of the files of a folder, which is there.
func OpenStage(dir string) (*Stage, error) {
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, failed(filepath.Join(dir, "."), err)
	}
	s := settle(dir, lock, nil)
	if err := errors.Join(s.failed...); err != nil {
		lock.release()
		return nil, err
	}
	return &Stage{dir: dir, lock: lock, c: change{dir: dir, Staged: true}, Said: s.said}, nil
}

// Outcome is what is to become of a file.
type Outcome int

// The outcomes.
const (
	Same     Outcome = iota // it has its content already
	New                     // there is none of its name
	Replaced                // its content is another
)

// Put has a file hold that content at the end, and gives its SHA-256. Names have slashes.
// Several goroutines may put files at once.
func (s *Stage) Put(name string, content []byte) (o Outcome, sum string, err error) {
	full := filepath.Join(s.dir, filepath.FromSlash(name))
	if !localName(name) {
		return Same, "", fmt.Errorf("write %s: expected the name of a file in the folder", full)
	}
	digest := sha256.Sum256(content)
	sum = hex.EncodeToString(digest[:])
	switch info, err := os.Lstat(full); {
	case err == nil && info.IsDir():
		return Same, "", fmt.Errorf("write %s: there is a folder of that name: move it away, or choose another", full)
	case err == nil && info.Mode().IsRegular() && info.Size() == int64(len(content)) && sumOf(full) == sum:
		return Same, sum, nil
	case err == nil:
		o = Replaced
	default:
		o = New
	}
	called, _, err := part(s.dir, filepath.Base(full), 0o666, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return o, "", failed(full, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.c.Files = append(s.c.Files, entry{Name: name, Part: called, SHA256: sum})
	return o, sum, nil
}

// Holds reports whether the folder has a plain file of that size and SHA-256.
func (s *Stage) Holds(name string, size int64, sum string) bool {
	full := filepath.Join(s.dir, filepath.FromSlash(name))
	info, err := os.Lstat(full)
	return localName(name) && err == nil && info.Size() == size && sumOf(full) == strings.ToLower(sum)
}

// Remove has a file be no more at the end.
func (s *Stage) Remove(name string) {
	if localName(name) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.c.Files = append(s.c.Files, entry{Name: name})
	}
}

// Commit gives all files their names. Where it fails, they are as they were.
func (s *Stage) Commit() error {
	defer s.Close()
	if len(s.c.Files) == 0 {
		return nil
	}
	for _, dir := range s.c.folders() {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return failed(filepath.Join(dir, "."), err)
		}
		if info, err := os.Lstat(dir); dir != s.dir && (err != nil || !info.IsDir()) { // a link leads elsewhere
			return fmt.Errorf("%s is no folder: move it away, or choose another folder", dir)
		}
	}
	if err := s.c.commit(); err != nil {
		return failed(filepath.Join(s.dir, filepath.FromSlash(s.c.failedAt)), err)
	}
	return nil
}

// Close ends the change; what has not been committed is dropped. It may be called again.
func (s *Stage) Close() {
	for _, e := range s.c.Files {
		if !e.removed() {
			End(s.c.in(e.Part))
		}
	}
	s.c.Files = nil
	if s.lock != nil {
		s.lock.release()
		s.lock = nil
	}
}
