package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// writeFile replaces a file as a whole or not at all.
func writeFile(name string, content []byte) error {
	return writeWhole(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// writeWhole is writeFile for content that is made as it is written: it goes
// to a neighbour of the file, which then takes its name. A link is followed,
// and what is no plain file (a pipe, a device) is written to as it is.
func writeWhole(name string, write func(io.Writer) error) error {
	if err := replaceWhole(name, write); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func replaceWhole(name string, write func(io.Writer) error) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	mode := fs.FileMode(0o666) // less what the user's mask takes off
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeStraight(name, write)
		}
		mode = info.Mode().Perm()
	}
	return renamed(name, mode, write)
}

// renamed writes a neighbour of the file, which then takes its name.
func renamed(name string, mode fs.FileMode, write func(io.Writer) error) error {
	part := name + ".part" + strconv.FormatUint(rand.Uint64(), 36)
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s", filepath.Dir(name))
	}
	if err != nil {
		return err
	}
	unfinished.begin(part)
	defer unfinished.end(part) // not there any more once it is renamed
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(part, name)
}

func writeStraight(name string, write func(io.Writer) error) error {
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
