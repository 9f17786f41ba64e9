//go:build !windows

package write

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// folderLock keeps processes from renaming files in a folder at once. It leaves
// nothing there: the folder itself is locked.
type folderLock struct {
	dir       *os.File
	exclusive bool // false where the disk knows no locks
}

// lockFolder waits while another process renames its files.
func lockFolder(dir string) (*folderLock, error) {
	f, err := os.Open(dir)
	if errors.Is(err, os.ErrPermission) { // one to write into and not to look into
		return new(folderLock), nil
	}
	if err != nil {
		return nil, err
	}
	for range folderWait / folderPoll {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err != unix.EWOULDBLOCK && err != unix.EINTR {
			return &folderLock{f, err == nil}, nil
		}
		time.Sleep(folderPoll)
	}
	f.Close()
	return nil, errFolderBusy
}

func (l *folderLock) release() {
	if l.dir != nil {
		l.dir.Close()
	}
}

// syncFolder has the names of a folder's files on the disk.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync() // some disks know no such thing
		f.Close()
	}
}

// alive reports whether there is a process of that number.
func alive(pid int) bool { return unix.Kill(pid, 0) != unix.ESRCH }

func rename(from, to string) error { return os.Rename(from, to) }

// system is a disk's error in the terms of this package.
func system(err error) error { return err }

// lockless reports whether an error says that a disk knows no locks.
func lockless(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, unix.ENOLCK)
}
