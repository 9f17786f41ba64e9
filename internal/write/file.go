// Package write puts files on disk as a whole or not at all, several of one output
// together or not at all, and keeps processes that write from one another. What a
// killed process left half done, the next one finishes or takes away.
package write

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// File replaces a file as a whole or not at all.
func File(name string, content []byte) error {
	return Whole(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// Whole is File for content that is made as it is written: it goes to a
// neighbour of the file, which then takes its name. A link is followed, the file's
// mode stays, and what is no plain file (a pipe, a device) is written to as it
// is. Where another program has the file open, the error is a [HeldError].
func Whole(name string, make func(io.Writer) error) error {
	real := name
	if followed, err := filepath.EvalSymlinks(name); err == nil {
		real = followed
	}
	mode := fs.FileMode(0o666) // less what the user's mask takes off
	if info, err := os.Stat(real); err == nil {
		if !info.Mode().IsRegular() {
			return failed(name, straight(real, make))
		}
		mode = info.Mode().Perm()
	}
	dir := filepath.Dir(real)
	e := entry{Name: filepath.Base(real)}
	var err error
	if e.Part, e.SHA256, err = part(dir, e.Name, mode, make); err != nil {
		return failed(name, err)
	}
	defer End(filepath.Join(dir, e.Part)) // not there any more once it is renamed
	lock, err := lockFolder(dir)
	if err != nil {
		return failed(name, err)
	}
	defer lock.release()
	c := change{dir: dir, Files: []entry{e}}
	dismiss(settle(dir, lock, c.names()).overtaken)
	return failed(name, c.commit())
}

func straight(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// failed names the file that is to be written, in place of its neighbours, of which
// nobody has heard. Errors that are not of the disk keep their words.
func failed(name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var held *HeldError
	switch {
	case err == nil, errors.As(err, &held):
		return err
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	default:
		return fmt.Errorf("write %s: %w", name, err)
	}
	dir := filepath.Dir(name)
	switch info, statErr := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist) && errors.Is(statErr, fs.ErrNotExist):
		return fmt.Errorf("write %s: there is no folder %s: make it, or choose another", name, dir)
	case statErr == nil && !info.IsDir():
		return fmt.Errorf("write %s: %s is a file, expected a folder: move it away, or choose another folder", name, dir)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("write %s: there is no permission to write in the folder %s: allow it, or choose another", name, dir)
	}
	if info, statErr := os.Lstat(name); statErr == nil && info.IsDir() {
		err = syscall.EISDIR
	}
	return &fs.PathError{Op: "write", Path: name, Err: system(err)}
}
