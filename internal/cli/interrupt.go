package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"kuvio/internal/write"
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
		write.RemoveUnfinished()
		fmt.Fprintln(os.Stderr, interrupted)
		os.Exit(exitInterrupted)
	}()
	return ctx
}

// interrupted is said at the end of a command that was.
const interrupted = "kuvio: interrupted"
