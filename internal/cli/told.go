package cli

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"kuvio/internal/fetch"
	"kuvio/internal/store/engines"
	"kuvio/internal/visible"
)

// told is an error as a person reads it: what the system and the store say in a
// word or a number, in a sentence with what to do.
func told(err error) string {
	text := engines.Explain(err).Error()
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		text = strings.Replace(text, path.Error(), path.Path+": "+systemSays(path.Err), 1)
	case errors.As(err, &link):
		text = strings.Replace(text, link.Error(), link.New+": "+systemSays(link.Err), 1)
	}
	return visible.Shortened(visible.Text(fetch.WithoutSecrets(text)))
}

// systemSays are the system's words for what went wrong with a file.
func systemSays(err error) string {
	for _, s := range []struct {
		is    error
		words string
	}{
		{syscall.ENOTDIR, "a part of this path is a file, expected a folder"},
		{syscall.EISDIR, "found a folder, expected a file"},
		{syscall.ENOSPC, "the disk is full: make room on it and try again"},
		{syscall.EROFS, "this disk cannot be written to: choose a place on another"},
		{syscall.ENAMETOOLONG, "the name is too long for this disk"},
		{syscall.ENOTEMPTY, "something of that name is in the way: move it or choose another name"},
		{syscall.EIO, "the disk gave an error: see whether it is failing"},
		{fs.ErrNotExist, "there is no such file or folder"},
		{fs.ErrExist, "something of that name is in the way: move it or choose another name"},
		{fs.ErrPermission, "there is no permission for that"},
	} {
		if errors.Is(err, s.is) {
			return s.words
		}
	}
	return err.Error()
}
