package write

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// change is files of a folder that are to take their names together. Written down it
// is a journal, by which it can be finished after a kill, or a note of a change that
// waits since another program has one of the files open.
type change struct {
	dir      string
	note     string  // its own name where it is written down
	failedAt string  // the file that could not be renamed
	Files    []entry `json:"files"`
	Staged   bool    `json:"staged,omitempty"` // of a Stage: in folders of the folder too, and nothing of it waits
}

// entry is one file of a change.
type entry struct {
	Name   string `json:"name"`
	Part   string `json:"part,omitempty"` // what takes that name; "" where nothing is to have it
	Old    string `json:"old,omitempty"`  // what has had that name, by a second one; "" where there was nothing
	SHA256 string `json:"sha256"`         // of the part
}

// removed reports whether the file is to be no more.
func (e *entry) removed() bool { return e.Part == "" }

const (
	notePrefix = ".kuvio-"
	journaled  = ".journal"
	waiting    = ".waiting"
)

func (c *change) in(name string) string { return filepath.Join(c.dir, name) }

// commit renames the files. Several are written down first, with what they replace.
func (c *change) commit() error {
	if len(c.Files) == 1 && !c.Staged {
		return c.rename()
	}
	var made []string
	undo := func(err error) error {
		for _, name := range made {
			_ = os.Remove(name)
		}
		return err
	}
	for i := range c.Files {
		e := &c.Files[i]
		info, err := os.Lstat(c.in(e.Name))
		switch {
		case errors.Is(err, os.ErrNotExist):
			continue
		case err == nil && info.IsDir():
			c.failedAt = e.Name
			return undo(&os.PathError{Op: "rename", Path: c.in(e.Name), Err: errors.New("it is a folder")})
		}
		old := newPart(path.Base(e.Name))
		if err = c.second(e.Name, old); err != nil {
			c.failedAt = e.Name
			return undo(err)
		}
		e.Old = old
		made = append(made, c.in(old))
	}
	parts := make([]string, 0, len(c.Files))
	for _, e := range c.Files {
		if !e.removed() {
			parts = append(parts, c.in(e.Part))
		}
	}
	keep(parts)
	if err := c.write(journaled); err != nil {
		c.removeParts()
		c.failedAt = c.Files[0].Name
		return undo(err)
	}
	return c.rename()
}

// second gives a file a second name, or makes a copy where the disk has no such.
func (c *change) second(name, second string) error {
	if os.Link(c.in(name), c.in(second)) == nil {
		return nil
	}
	return c.copy(name, second)
}

func (c *change) copy(name, to string) error {
	from, err := os.Open(c.in(name))
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	copied, err := os.OpenFile(c.in(to), os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(copied, from)
	if err == nil {
		err = copied.Sync()
	}
	if closed := copied.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(c.in(to))
	}
	return err
}

// rename gives every file its name, and takes back what was done where one cannot
// have it. Parts that are gone have theirs.
func (c *change) rename() error {
	for _, e := range c.Files {
		err := c.apply(e)
		if err == nil {
			continue
		}
		c.failedAt = e.Name
		if !errors.Is(err, ErrInUse) {
			return errors.Join(err, c.takeBack())
		}
		held := &HeldError{Name: c.in(e.Name)}
		if c.layBeside() == nil {
			held.New = c.in(e.Name) + beside
		}
		if err := c.takeBack(); err != nil {
			return err
		}
		return held
	}
	for _, dir := range c.folders() {
		syncFolder(dir)
	}
	c.forget()
	return nil
}

// apply gives a file its name, or takes one away together with a folder that it leaves
// empty.
func (c *change) apply(e entry) error {
	if !e.removed() {
		if _, err := os.Lstat(c.in(e.Part)); errors.Is(err, os.ErrNotExist) && c.note != "" {
			return nil
		}
		return Rename(c.in(e.Part), c.in(e.Name))
	}
	away := newPart(path.Base(e.Name))
	switch err := Rename(c.in(e.Name), c.in(away)); {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if dir := path.Dir(e.Name); dir != "." {
		_ = os.Remove(c.in(dir))
	}
	return os.Remove(c.in(away))
}

// folders are those that files of the change lie in.
func (c *change) folders() []string {
	all := []string{c.dir}
	for _, e := range c.Files {
		if dir := filepath.Dir(c.in(e.Name)); dir != all[len(all)-1] {
			all = append(all, dir)
		}
	}
	return all
}

// takeBack gives the files that have their new names already the old ones again, and
// removes the parts.
func (c *change) takeBack() error {
	var failed error
	for _, e := range c.Files {
		if e.Old == "" && (c.note == "" || e.removed()) { // nothing was done
			continue
		}
		if e.removed() {
			if _, err := os.Lstat(c.in(e.Name)); err == nil {
				continue
			}
			_ = os.MkdirAll(filepath.Dir(c.in(e.Name)), 0o777)
		} else if sumOf(c.in(e.Name)) != e.SHA256 {
			continue
		}
		var err error
		if e.Old != "" {
			if _, gone := os.Lstat(c.in(e.Old)); gone != nil {
				continue
			}
			err = Rename(c.in(e.Old), c.in(e.Name))
		} else {
			err = os.Remove(c.in(e.Name))
		}
		failed = errors.Join(failed, err)
	}
	if failed != nil {
		return failed // the journal stays, by which it is tried again
	}
	c.removeParts()
	c.forget()
	return nil
}

// removeParts removes what is to take names, but for what waits.
func (c *change) removeParts() {
	for _, e := range c.Files {
		if !e.removed() && e.Part != e.Name+beside {
			_ = os.Remove(c.in(e.Part))
		}
	}
}

// forget removes the journal and the second names.
func (c *change) forget() {
	if c.note != "" {
		_ = os.Remove(c.in(c.note))
		c.note = ""
	}
	for _, e := range c.Files {
		if e.Old != "" {
			_ = os.Remove(c.in(e.Old))
		}
	}
}

// layBeside puts all files of the change beside those that they are to replace,
// written down first as waiting. It does nothing where a user has a file of such a
// name, and takes back what it did where it fails.
func (c *change) layBeside() error {
	if c.Staged {
		return errors.ErrUnsupported // hundreds of files beside those that they are to replace
	}
	wait := change{dir: c.dir}
	for _, e := range c.Files {
		aside := e.Name + beside
		if _, err := os.Lstat(c.in(aside)); e.Part != aside && err == nil {
			return os.ErrExist
		}
		wait.Files = append(wait.Files, entry{Name: e.Name, Part: aside, SHA256: e.SHA256})
	}
	if err := wait.write(waiting); err != nil {
		return err
	}
	for _, e := range c.Files {
		aside := e.Name + beside
		var err error
		if _, gone := os.Lstat(c.in(e.Part)); gone != nil { // it has its name already
			err = c.copy(e.Name, aside)
		} else if e.Part != aside {
			err = os.Rename(c.in(e.Part), c.in(aside))
		}
		if err != nil {
			wait.dismiss()
			return err
		}
	}
	return nil
}

// dismiss removes the files of a change that waits, as far as they are what it
// wrote, and its note.
func (c *change) dismiss() {
	for _, e := range c.Files {
		if sumOf(c.in(e.Part)) == e.SHA256 {
			_ = os.Remove(c.in(e.Part))
		}
	}
	_ = os.Remove(c.in(c.note))
}

// write writes the change down, and has it on the disk.
func (c *change) write(kind string) error {
	content, err := json.Marshal(c)
	if err != nil {
		return err
	}
	note := notePrefix + mark() + kind
	f, err := os.OpenFile(c.in(note), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(append(content, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(c.in(note))
		return err
	}
	c.note = note
	return nil
}

// plainName reports whether a name is that of a file in the folder itself.
func plainName(name string) bool {
	return filepath.IsLocal(name) && name != "." && filepath.Base(name) == name && !strings.ContainsAny(name, "/\x00")
}

// maxNote bounds a journal: it names the files of one output.
const maxNote = 16 << 20

// readNote reads what change() wrote, and takes nothing for one that names a file
// elsewhere or one that kuvio would not write.
func readNote(dir, note string) (*change, error) {
	info, err := os.Lstat(filepath.Join(dir, note))
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxNote) {
		err = errors.New("it is no journal of kuvio's")
	}
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(filepath.Join(dir, note))
	if err != nil {
		return nil, err
	}
	return parseNote(dir, note, content)
}

func parseNote(dir, note string, content []byte) (*change, error) {
	c := &change{dir: dir, note: note}
	dec := json.NewDecoder(bytes.NewReader(content))
	dec.DisallowUnknownFields()
	if err := dec.Decode(c); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("more stands behind it")
	}
	seen := make(map[string]bool)
	for _, e := range c.Files {
		if seen[e.Name] || !localName(e.Name) || !c.Staged && !plainName(e.Name) {
			return nil, fmt.Errorf("found %q, expected the name of a file in the folder, once", e.Name)
		}
		seen[e.Name] = true
		for _, name := range []string{e.Part, e.Old} {
			if name == "" {
				continue
			}
			if seen[name] || !plainName(name) {
				return nil, fmt.Errorf("found %q, expected the name of a file in the folder, once", name)
			}
			seen[name] = true
		}
		sum, err := hex.DecodeString(e.SHA256)
		switch {
		case e.removed() && !c.Staged:
			return nil, fmt.Errorf("found no name of what is to be %s, expected one", e.Name)
		case !e.removed() && (err != nil || len(sum) != 32):
			return nil, fmt.Errorf("found %q, expected a SHA-256", e.SHA256)
		case !e.removed() && !partName().MatchString(e.Part) && e.Part != e.Name+beside:
			return nil, fmt.Errorf("found %q, expected a name that kuvio gives to what it writes", e.Part)
		case e.Old != "" && !partName().MatchString(e.Old):
			return nil, fmt.Errorf("found %q, expected a name that kuvio gives to what it replaces", e.Old)
		}
	}
	if len(c.Files) == 0 {
		return nil, errors.New("it names no files")
	}
	return c, nil
}
