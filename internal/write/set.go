package write

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Set are the files of one output, in one folder of kuvio's own: they change
// together or not at all. The zero Set is empty.
type Set struct {
	files []setFile
}

type setFile struct {
	path    string
	content []byte
}

// Add puts a file into the set.
func (s *Set) Add(path string, content []byte) {
	s.files = append(s.files, setFile{path, content})
}

// Commit writes the files and gives the paths of those that changed. One that has
// its content already keeps its bytes and times. What else than a plain file stands
// there by its name, a link or a pipe, gives way. Where it fails, all of them are
// as they were; where another program has one open, the error is a [HeldError].
func (s *Set) Commit() (changed []string, err error) {
	if len(s.files) == 0 {
		return nil, nil
	}
	dir := filepath.Dir(s.files[0].path)
	c := change{dir: dir}
	for _, f := range s.files {
		if filepath.Dir(f.path) != dir {
			panic("write: the files of a set lie in one folder: " + dir + ", " + f.path)
		}
		c.Files = append(c.Files, entry{Name: filepath.Base(f.path)})
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, failed(s.files[0].path, err)
	}
	defer lock.release()
	overtaken := settle(dir, lock, c.names()).overtaken
	c.Files = nil
	changed, err = s.parts(&c)
	defer func() {
		for _, e := range c.Files {
			End(c.in(e.Part))
		}
	}()
	if err != nil {
		return nil, err
	}
	dismiss(overtaken)
	if len(changed) == 0 {
		return nil, nil
	}
	if err := c.commit(); err != nil {
		return nil, failed(filepath.Join(dir, c.failedAt), err)
	}
	return changed, nil
}

// parts writes those files that are to change, all at once, since a disk that has
// several to make sure of does so in one go.
func (s *Set) parts(c *change) (changed []string, err error) {
	var contents [][]byte
	for _, f := range s.files {
		if !same(f.path, f.content) {
			c.Files = append(c.Files, entry{Name: filepath.Base(f.path)})
			contents = append(contents, f.content)
			changed = append(changed, f.path)
		}
	}
	faults := make([]error, len(changed))
	var writers sync.WaitGroup
	for i := range c.Files {
		writers.Go(func() {
			e := &c.Files[i]
			e.Part, e.SHA256, faults[i] = part(c.dir, e.Name, 0o666, func(w io.Writer) error {
				_, err := w.Write(contents[i])
				return err
			})
		})
	}
	writers.Wait()
	for i, fault := range faults {
		if fault != nil {
			return nil, failed(changed[i], fault)
		}
	}
	return changed, nil
}

// same reports whether a plain file holds that content.
func same(path string, content []byte) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	old, err := os.ReadFile(path)
	return err == nil && bytes.Equal(old, content)
}

// ErrInUse is what Rename's error wraps where another program has the file open in
// a way that keeps it from being replaced, as programs of Windows do.
var ErrInUse = errors.New("the file is open in another program")

// Rename gives a file the name of another, which is no more. Tests put what
// another program would do in its place.
var Rename = rename

// HeldError is of files that are as they were since another program has one of
// them open.
type HeldError struct {
	Name string // the file that is open
	New  string // where what it is to hold is, beside it; "" where something else has that name
}

func (e *HeldError) Error() string {
	if e.New == "" {
		return fmt.Sprintf("%s is open in another program: close it and try again", e.Name)
	}
	return fmt.Sprintf("%s is open in another program: close it; the new one is beside it as %s and is taken up next time", e.Name, filepath.Base(e.New))
}

// beside is what follows the name of a file that is open elsewhere in the name of
// the one that is to take its place.
const beside = ".new"

func (c *change) names() []string {
	names := make([]string, len(c.Files))
	for i, e := range c.Files {
		names[i] = e.Name
	}
	return names
}

// overlaps reports whether two changes have a file in common.
func (c *change) overlaps(names []string) bool {
	return slices.ContainsFunc(c.names(), func(name string) bool { return slices.Contains(names, name) })
}
