package write

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// TreeList is the file of a folder of kuvio's own that says which files there are
// kuvio's, and whether all of them were written.
const TreeList = "kuvio-files.txt"

// The second line of a TreeList.
const (
	treeWhole  = "state: whole"
	treeBroken = "state: unfinished"
)

const treeAbout = "# The files that kuvio made here, by their SHA-256. Those of another making are left alone."

// Tree are the files of a folder, and of folders in it, that is kuvio's own: made anew
// time and again, as a site of many pages is. A file that has its content already is not
// touched, one that is no more part of it is removed, if kuvio made it. Its front is
// written last: until then a notice stands there, so that nobody takes the half of it for
// the whole.
//
// Files are put one by one, from one goroutine.
type Tree struct {
	dir    string
	root   *os.Root
	lock   *folderLock
	front  string // the name of the first file that people open
	notice []byte // what stands in its place meanwhile

	was    map[string]string // SHA-256 by name, as the last writing left them
	whole  bool              // the last writing came to its end
	now    map[string]string
	folded map[string]string // names by how disks without case have them
	list   *os.File          // open once something is written

	Changed int      // files written
	Same    int      // files left as they were
	Held    []string // files that another program has open, which are as they were
}

// OpenTree opens a folder to be made anew. It is made where there is none; one with other
// files in it and without a TreeList is not kuvio's, and an error.
func OpenTree(dir, front string, notice []byte) (*Tree, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, failed(filepath.Join(dir, front), err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, failed(filepath.Join(dir, front), err)
	}
	t := &Tree{dir: dir, root: root, front: front, notice: notice, now: make(map[string]string), folded: make(map[string]string)}
	if err = t.read(); err == nil {
		t.lock, err = lockFolder(dir)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return t, nil
}

// read reads what the last writing left.
func (t *Tree) read() error {
	t.was = make(map[string]string)
	content, err := t.root.ReadFile(TreeList)
	if errors.Is(err, fs.ErrNotExist) {
		others, err := os.ReadDir(t.dir)
		if err == nil && len(others) > 0 {
			err = fmt.Errorf("%s has other files in it, such as %s: name a folder that is empty, not there yet, or made by kuvio before", t.dir, others[0].Name())
		}
		return err
	}
	if err != nil {
		return failed(filepath.Join(t.dir, TreeList), err)
	}
	t.parse(content)
	return nil
}

// parse reads a TreeList.
func (t *Tree) parse(content []byte) {
	for line := range strings.Lines(string(content)) {
		line = strings.TrimRight(line, "\r\n")
		sum, name, ok := strings.Cut(line, "  ")
		switch {
		case line == treeWhole:
			t.whole = true
		case ok && len(sum) == 2*sha256.Size && localName(name):
			t.was[name] = sum
		}
	}
}

// localName reports whether a name is that of a file within the folder.
func localName(name string) bool {
	return fs.ValidPath(name) && name != "." && filepath.IsLocal(filepath.FromSlash(name)) && !strings.EqualFold(name, TreeList)
}

// Broken reports whether the last writing did not come to its end.
func (t *Tree) Broken() bool { return len(t.was) > 0 && !t.whole }

// Put has a file hold that content, if it does not already. Names have slashes, and no two
// of them differ by case alone.
func (t *Tree) Put(name string, content []byte) error {
	folded := strings.ToLower(name)
	if other, ok := t.folded[folded]; ok || !localName(name) {
		return fmt.Errorf("%s: the files %q and %q cannot both be there", t.dir, name, other)
	}
	t.folded[folded] = name
	digest := sha256.Sum256(content)
	sum := hex.EncodeToString(digest[:])
	full := filepath.Join(t.dir, filepath.FromSlash(name))
	if t.same(name, content) {
		t.now[name] = sum
		t.Same++
		return nil
	}
	if _, err := t.root.Lstat(filepath.FromSlash(name)); err == nil {
		if _, ours := t.was[name]; !ours {
			return fmt.Errorf("%s was not made by kuvio: move it away, or choose another folder", full)
		}
	}
	if err := t.begin(); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(t.list, "%s  %s\n", sum, name); err != nil { // before there is such a file, whose it would not be known
		return failed(filepath.Join(t.dir, TreeList), err)
	}
	switch err := t.replace(name, content); {
	case errors.Is(err, ErrInUse):
		t.Held = append(t.Held, full)
		t.now[name] = t.was[name]
		return nil
	case err != nil:
		return failed(full, err)
	}
	t.now[name] = sum
	t.Changed++
	return nil
}

// same reports whether a file of the folder holds that content, and is no link.
func (t *Tree) same(name string, content []byte) bool {
	name = filepath.FromSlash(name)
	info, err := t.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	old, err := t.root.ReadFile(name)
	return err == nil && bytes.Equal(old, content)
}

// replace puts a file in the place of the one of its name. A folder that is a link out
// of the tree is an error of the root's.
func (t *Tree) replace(name string, content []byte) error {
	folder := filepath.FromSlash(path.Dir(name))
	if err := t.root.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	if _, err := t.root.Stat(folder); err != nil {
		return err
	}
	dir := filepath.Join(t.dir, folder)
	called, _, err := part(dir, path.Base(name), 0o666, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return err
	}
	from := filepath.Join(dir, called)
	defer End(from)
	return Rename(from, filepath.Join(t.dir, filepath.FromSlash(name)))
}

// begin has the folder say, of itself and at its front, that it is not whole.
func (t *Tree) begin() error {
	if t.list != nil {
		return nil
	}
	if _, err := t.root.Lstat(t.front); err == nil && t.was[t.front] == "" {
		return fmt.Errorf("%s was not made by kuvio: move it away, or choose another folder", filepath.Join(t.dir, t.front))
	}
	if err := t.replace(TreeList, t.listing(treeBroken, t.was)); err != nil {
		return failed(filepath.Join(t.dir, TreeList), err)
	}
	var err error
	if t.list, err = t.root.OpenFile(TreeList, os.O_WRONLY|os.O_APPEND, 0); err != nil {
		return failed(filepath.Join(t.dir, TreeList), err)
	}
	if _, err := fmt.Fprintf(t.list, "%s  %s\n", noSum, t.front); err != nil {
		return failed(filepath.Join(t.dir, TreeList), err)
	}
	if err := t.replace(t.front, t.notice); err != nil && !errors.Is(err, ErrInUse) {
		return failed(filepath.Join(t.dir, t.front), err)
	}
	t.was[t.front] = cmp.Or(t.was[t.front], noSum)
	return nil
}

// noSum is in the place of a hash that is not known; no file has it.
var noSum = strings.Repeat("0", 2*sha256.Size)

func (t *Tree) listing(state string, files map[string]string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n", treeAbout, state)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%s  %s\n", files[name], name)
	}
	return b.Bytes()
}

// Finish removes what is no more part of the tree, writes its front and says that it is
// whole. left are files that kuvio made and somebody has changed since: they stay.
func (t *Tree) Finish(front []byte) (removed int, left []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(t.was)) {
		if _, part := t.now[name]; part || name == t.front {
			continue
		}
		switch sum := sumOf(filepath.Join(t.dir, filepath.FromSlash(name))); {
		case sum == "": // gone, or nothing of kuvio's
			continue
		case sum != t.was[name]:
			left = append(left, filepath.Join(t.dir, filepath.FromSlash(name)))
			continue
		}
		if err := t.begin(); err != nil {
			return removed, left, err
		}
		if err := t.root.Remove(filepath.FromSlash(name)); err != nil {
			return removed, left, failed(filepath.Join(t.dir, filepath.FromSlash(name)), err)
		}
		removed++
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if t.root.Remove(filepath.FromSlash(dir)) != nil { // others are in it
				break
			}
		}
	}
	if err := t.Put(t.front, front); err != nil {
		return removed, left, err
	}
	listing := t.listing(treeWhole, t.now)
	if t.same(TreeList, listing) {
		return removed, left, nil
	}
	if t.list != nil {
		t.list.Close()
		t.list = nil
	}
	if err := t.replace(TreeList, listing); err != nil {
		return removed, left, failed(filepath.Join(t.dir, TreeList), err)
	}
	return removed, left, nil
}

// Close ends the writing, whole or not.
func (t *Tree) Close() {
	if t.list != nil {
		t.list.Close()
	}
	t.lock.release()
	t.root.Close()
}

// TreeIntact reports whether the files of a tree, of which content is the TreeList, are
// there as they were made, all of them.
func TreeIntact(dir string, content []byte) bool {
	t := Tree{was: make(map[string]string)}
	t.parse(content)
	for name, sum := range t.was {
		if sumOf(filepath.Join(dir, filepath.FromSlash(name))) != sum {
			return false
		}
	}
	return t.whole
}
