package write

import (
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// folderLock keeps processes from renaming files in a folder at once. It leaves
// nothing there: it is a mutex of the system, named by the folder, which a
// scheduled task and a user at the screen share.
type folderLock struct {
	mutex     windows.Handle
	exclusive bool // false where the system gives none
}

// lockFolder waits while another process renames its files.
func lockFolder(dir string) (*folderLock, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		_, err = os.Stat(abs)
	}
	if err != nil {
		return nil, err
	}
	h := fnv.New64a()
	h.Write([]byte(strings.ToLower(abs)))
	name, err := windows.UTF16PtrFromString(fmt.Sprintf(`Global\kuvio-%x`, h.Sum64()))
	if err != nil {
		return nil, err
	}
	mutex, err := windows.CreateMutex(nil, false, name)
	if mutex == 0 {
		return new(folderLock), nil
	}
	runtime.LockOSThread() // whose mutex it is
	switch event, _ := windows.WaitForSingleObject(mutex, uint32(folderWait/time.Millisecond)); event {
	case windows.WAIT_OBJECT_0, windows.WAIT_ABANDONED:
		return &folderLock{mutex, true}, nil
	}
	runtime.UnlockOSThread()
	_ = windows.CloseHandle(mutex)
	return nil, errFolderBusy
}

func (l *folderLock) release() {
	if l.mutex == 0 {
		return
	}
	_ = windows.ReleaseMutex(l.mutex)
	_ = windows.CloseHandle(l.mutex)
	runtime.UnlockOSThread()
}

// syncFolder does nothing: the system keeps a journal of names.
func syncFolder(string) {}

// alive reports whether there is a process of that number.
func alive(pid int) bool {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return !errors.Is(err, windows.ERROR_INVALID_PARAMETER)
	}
	defer windows.CloseHandle(process)
	const running = 259 // STILL_ACTIVE
	var code uint32
	return windows.GetExitCodeProcess(process, &code) != nil || code == running
}

// rename tries a few times: scanners of viruses open what has just been written for a
// moment.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for range 5 {
		if !inUse(err, to) {
			return err
		}
		time.Sleep(40 * time.Millisecond)
		err = os.Rename(from, to)
	}
	if inUse(err, to) {
		return fmt.Errorf("%w: %w", ErrInUse, err)
	}
	return err
}

// inUse reports whether a file could not be replaced since a program has it open: a
// sharing or lock violation, or access denied to a file that may be written to.
func inUse(err error, name string) bool {
	switch {
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_LOCK_VIOLATION), errors.Is(err, windows.ERROR_USER_MAPPED_FILE):
		return true
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		info, err := os.Lstat(name)
		if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o200 == 0 {
			return false
		}
		return openElsewhere(name)
	}
	return false
}

// openElsewhere reports whether a program has a file open so that it cannot be
// replaced.
func openElsewhere(name string) bool {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return false
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	file, err := windows.CreateFile(path, windows.DELETE, share, nil, windows.OPEN_EXISTING, 0, 0)
	if err == nil {
		_ = windows.CloseHandle(file)
	}
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
}

// system is a disk's error in the terms of this package.
func system(err error) error {
	switch {
	case errors.Is(err, windows.ERROR_DISK_FULL), errors.Is(err, windows.ERROR_HANDLE_DISK_FULL):
		return syscall.ENOSPC
	case errors.Is(err, windows.ERROR_WRITE_PROTECT):
		return syscall.EROFS
	}
	return err
}

// lockless reports whether an error says that a disk knows no locks.
func lockless(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, windows.ERROR_INVALID_FUNCTION)
}
