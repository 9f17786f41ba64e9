package write

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"kuvio/internal/late"
)

// A part is a file that is to take the name of another. Its own name says which
// process made it, so that it can be told from what users have, and that what a
// killed process left can be removed: NAME.part-MACHINE-PROCESS-NUMBER.
var partName = late.Regexp(`\.part-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-z]{1,13}$`)

// longest is what is kept of a file's name in that of its part: disks take names of
// 255 bytes.
const longest = 200

// machine is where process numbers are one's own: a host, or a container on it.
var machine = sync.OnceValue(func() string {
	h := fnv.New32a()
	host, _ := os.Hostname()
	processes, _ := os.Readlink("/proc/self/ns/pid") // "" on other systems
	fmt.Fprintf(h, "%s\n%s", host, processes)
	return hex.EncodeToString(h.Sum(nil))
})

// mark is what the names of this process's files are told by.
func mark() string {
	return fmt.Sprintf("%s-%d-%s", machine(), os.Getpid(), strconv.FormatUint(rand.Uint64(), 36))
}

func newPart(name string) string {
	return name[:min(len(name), longest)] + ".part-" + mark()
}

// Draft opens a part of a file that is read once more before it becomes the file. It
// stands among the unfinished until its End; what a killed process left of it, the next
// that writes the file removes.
func Draft(name string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(name), newPart(filepath.Base(name))), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		Begin(f.Name())
	}
	return f, err
}

// part writes a part of a file, and has it on the disk. It stands among the unfinished.
func part(dir, name string, mode fs.FileMode, write func(io.Writer) error) (called, sum string, err error) {
	called = newPart(name)
	path := filepath.Join(dir, called)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", "", err
	}
	Begin(path)
	hash := sha256.New()
	err = write(io.MultiWriter(f, hash))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		End(path)
		return "", "", err
	}
	return called, hex.EncodeToString(hash.Sum(nil)), nil
}

// sumOf is the SHA-256 of a plain file; "" where there is none that can be read.
func sumOf(path string) string {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return ""
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// abandonedAfter is the age at which what an unknown machine left is taken for
// left: no file is written for so long.
const abandonedAfter = 24 * time.Hour

// abandoned reports whether a file, by the mark in its name, is of a process that is no more.
func abandoned(dir, name, machineOf, process string) bool {
	pid, err := strconv.Atoi(process)
	if err != nil {
		return false
	}
	if machineOf == machine() && pid == os.Getpid() {
		return !unfinished.has(filepath.Join(dir, name))
	}
	if machineOf == machine() && !alive(pid) {
		return true
	}
	info, err := os.Lstat(filepath.Join(dir, name))
	return err == nil && diskTime(dir).Sub(info.ModTime()) > abandonedAfter
}

// diskTime is now by the clock that the folder's disk gives its files times by; long
// ago where nothing can be written there.
func diskTime(dir string) time.Time {
	path := filepath.Join(dir, newPart(".kuvio"))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return time.Time{}
	}
	defer os.Remove(path)
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// unfinished are the files of this process that are not to outlive it.
var unfinished = files{names: make(map[string]bool)}

type files struct {
	mu    sync.Mutex
	names map[string]bool
}

func (f *files) has(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.names[name]
}

// Begin notes a file that is not to outlive this process.
func Begin(name string) {
	unfinished.mu.Lock()
	defer unfinished.mu.Unlock()
	unfinished.names[name] = true
}

// End removes such a file, if it is still there by that name.
func End(name string) {
	unfinished.mu.Lock()
	defer unfinished.mu.Unlock()
	if unfinished.names[name] {
		delete(unfinished.names, name)
		_ = os.Remove(name)
	}
}

// keep leaves files to a journal, by which they are found again.
func keep(names []string) {
	unfinished.mu.Lock()
	defer unfinished.mu.Unlock()
	for _, name := range names {
		delete(unfinished.names, name)
	}
}

// RemoveUnfinished removes, before the process ends, the files that have not
// ended; none begins or ends after it.
func RemoveUnfinished() {
	unfinished.mu.Lock() // and the process ends
	for name := range unfinished.names {
		_ = os.Remove(name)
	}
}
