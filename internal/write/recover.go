package write

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// noteName is that of a journal or of the note of what waits.
var noteName = late.Regexp(`^\.kuvio-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-z]{1,13}(\.journal|\.waiting)$`)

// Recover finishes in a folder what a killed process left half done, or takes it
// back where that cannot be finished; puts in place what waited for another program to
// close a file; and removes what dead processes left. It says what it did. Of what
// is still open the error is a [HeldError]. A folder that is not there is none to
// recover.
func Recover(dir string) (said []string, err error) {
	lock, err := lockFolder(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failed(filepath.Join(dir, "."), err)
	}
	defer lock.release()
	s := settle(dir, lock, nil)
	return s.said, errors.Join(s.failed...)
}

// settled is what was found in a folder.
type settled struct {
	said      []string
	failed    []error
	overtaken []*change // what waits for names that are about to be written anew
}

// settle is Recover in a folder whose lock is held, but for what waits for the names
// given.
func settle(dir string, lock *folderLock, names []string) settled {
	var s settled
	entries, err := os.ReadDir(dir)
	if err != nil {
		return s
	}
	var kept []string // parts that a journal still needs
	for _, kind := range []string{journaled, waiting} {
		for _, file := range entries {
			m := noteName().FindStringSubmatch(file.Name())
			if m == nil || m[3] != kind {
				continue
			}
			dead := lock.exclusive && m[1] == machine() || abandoned(dir, file.Name(), m[1], m[2])
			c, err := readNote(dir, file.Name())
			switch {
			case kind == journaled && !dead:
				if err == nil {
					kept = append(kept, c.parts()...)
				}
			case err != nil:
				if dead { // it was cut off, or is none
					_ = os.Remove(filepath.Join(dir, file.Name()))
				}
			case kind == journaled:
				kept = append(kept, s.finish(c)...)
			case c.overlaps(names):
				s.overtaken = append(s.overtaken, c)
			default:
				s.takeUp(c)
			}
		}
	}
	for _, file := range entries {
		m := partName().FindStringSubmatch(file.Name())
		if m != nil && !file.IsDir() && !slices.Contains(kept, file.Name()) && abandoned(dir, file.Name(), m[1], m[2]) {
			_ = os.Remove(filepath.Join(dir, file.Name()))
		}
	}
	return s
}

// finish renames what a killed process did not come to, or takes back what it did,
// and gives the parts that are still needed.
func (s *settled) finish(c *change) (kept []string) {
	whole := true
	for i := range c.Files {
		e := &c.Files[i]
		if e.removed() {
			continue
		}
		switch e.SHA256 {
		case sumOf(c.in(e.Part)), sumOf(c.in(e.Name)):
		case sumOf(c.in(e.Name + beside)):
			e.Part = e.Name + beside
		default:
			whole = false
		}
	}
	parts := c.parts()
	did, act := "finished", c.rename
	if !whole {
		did, act = "took back", c.takeBack
	}
	if err := act(); err != nil {
		s.failed = append(s.failed, failed(c.in(c.Files[0].Name), err))
		if c.note != "" { // it is tried again
			return parts
		}
		return nil
	}
	s.said = append(s.said, fmt.Sprintf("%s what a process that did not end had begun to write: %s", did, domain.Some(c.names())))
	return nil
}

// takeUp puts in place what waited.
func (s *settled) takeUp(c *change) {
	for _, e := range c.Files {
		if sumOf(c.in(e.Part)) != e.SHA256 { // not whole any more
			c.dismiss()
			return
		}
	}
	again := change{dir: c.dir, Files: slices.Clone(c.Files)}
	err := again.commit()
	var held *HeldError
	switch {
	case err == nil:
		s.said = append(s.said, "put in place what had waited for another program to close a file: "+strings.Join(c.names(), ", "))
		_ = os.Remove(c.in(c.note))
	case errors.As(err, &held) && held.New != "": // with a note of its own
		_ = os.Remove(c.in(c.note))
		s.failed = append(s.failed, err)
	default:
		s.failed = append(s.failed, failed(c.in(again.failedAt), err))
	}
}

// parts are the names of all files that a change needs beside those it is of.
func (c *change) parts() []string {
	var names []string
	for _, e := range c.Files {
		names = append(names, e.Part, e.Old) // either may be ""
	}
	return names
}

// dismiss removes what waits and is written anew.
func dismiss(overtaken []*change) {
	for _, c := range overtaken {
		c.dismiss()
	}
}
