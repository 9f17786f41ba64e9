package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// grace is how long a command that is interrupted may take to end by itself.
// What it is at then is left as by a kill, which the store outlives: a YAML file
// or a commit that nothing can stop is no reason to wait.
const grace = 500 * time.Millisecond

// interruptible is a context that the first Ctrl-C (or SIGTERM) ends. Where the
// command has not ended after a grace, the process does, and with the second
// Ctrl-C at once.
func interruptible() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		select {
		case <-signals:
		case <-time.After(grace):
		}
		unfinished.remove()
		fmt.Fprintln(os.Stderr, interrupted)
		os.Exit(exitInterrupted)
	}()
	return ctx
}

// interrupted is said at the end of a command that was.
const interrupted = "kuvio: interrupted"

// unfinished are the files of this process that are not to outlive it.
var unfinished tempFiles

// tempFiles are files that are removed unless they have got their final name.
type tempFiles struct {
	mu    sync.Mutex
	names map[string]bool
}

func (t *tempFiles) begin(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.names == nil {
		t.names = make(map[string]bool)
	}
	t.names[name] = true
}

// end removes a file if it is still there by that name.
func (t *tempFiles) end(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.names, name)
	_ = os.Remove(name)
}

// remove removes those that have not ended; none begins or ends after it.
func (t *tempFiles) remove() {
	t.mu.Lock() // and the process ends
	for name := range t.names {
		_ = os.Remove(name)
	}
}
