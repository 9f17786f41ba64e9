package write

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Lock is held by the one process that writes something of several files: the file
// NAME.lock, which stays, and NAME.writer, which says who it is.
type Lock struct {
	flock  *flock.Flock
	writer string

	// Left is who had the lock and died with it, as it said of itself; "" for
	// nobody.
	Left string
}

// BusyError is of a lock that another process had for all of the time to wait.
type BusyError struct {
	Who    string // as it says of itself
	Waited time.Duration
}

func (e *BusyError) Error() string {
	text := fmt.Sprintf("another process is at work here: %s; try again once it has ended", e.Who)
	if e.Waited > 0 {
		text += fmt.Sprintf(" (gave up after %s)", e.Waited)
	}
	return text
}

// Who is how a process says of itself that it has a lock: what it does, and since
// when.
func Who(doing string, since time.Time) string {
	who := fmt.Sprintf("%s by process %d", doing, os.Getpid())
	if host, err := os.Hostname(); err == nil {
		who += " on " + host
	}
	return who + since.Format(", begun 2006-01-02 15:04")
}

const lockPoll = 50 * time.Millisecond

// maxWho bounds what is read of who has a lock.
const maxWho = 400

// TakeLock takes the lock of a name, for who says so of itself, and waits for it where
// another process has it.
func TakeLock(ctx context.Context, name, who string, wait time.Duration) (*Lock, error) {
	l := &Lock{flock: flock.New(name+".lock", flock.SetPermissions(0o664)), writer: name + ".writer"}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	ok, err := l.flock.TryLock()
	if !ok && err == nil {
		ok, err = l.flock.TryLockContext(waiting, lockPoll)
	}
	if ctx.Err() != nil {
		_ = l.flock.Unlock()
		return nil, ctx.Err()
	}
	if !ok && (err == nil || errors.Is(err, context.DeadlineExceeded)) {
		return nil, &BusyError{Who: cmp.Or(l.said(), "one that does not say who it is"), Waited: wait}
	}
	if !ok {
		return nil, lockFault(name, err)
	}
	l.Left = l.said() // who has not taken it away, though nobody has the lock
	// A note for whoever waits; that it cannot be written is no reason not to go on.
	_ = os.WriteFile(l.writer, []byte(who+"\n"), 0o644)
	return l, nil
}

// said is who the note names; "" where there is none.
func (l *Lock) said() string {
	content, err := os.ReadFile(l.writer)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(content[:min(len(content), maxWho)])), "\n")
	return strings.ToValidUTF8(line, "?")
}

// Release gives the lock back.
func (l *Lock) Release() {
	_ = os.Remove(l.writer)
	_ = l.flock.Unlock()
}

// lockFault says why there can be no lock.
func lockFault(name string, err error) error {
	dir := filepath.Dir(name)
	var path *fs.PathError
	if errors.As(err, &path) {
		return failed(name+".lock", err)
	}
	if lockless(err) {
		return fmt.Errorf("the disk of the folder %s knows no locks, by which processes that write are kept from one another: move the workspace to a disk of this machine, or have the network drive mounted with locks (%w)", dir, err)
	}
	return fmt.Errorf("lock %s: %w", name+".lock", err)
}
