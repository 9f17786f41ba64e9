// Package cli is kuvio's command line: one file per command, each an options
// struct, a constructor that binds flags to it, and a run function.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"kuvio/internal/visible"
	"kuvio/internal/write"
)

// Exit codes, as 'kuvio help exit-codes' explains them.
const (
	exitDone        = 0
	exitError       = 1
	exitUsage       = 2
	exitPartial     = 3
	exitUnreachable = 4
	exitStale       = 5
	exitInterrupted = 130
)

// Env is the world a command runs in. Tests give their own.
type Env struct {
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	Terminal       bool // stdout is one
	ErrTerminal    bool // stderr is one
	Width          int  // of the terminal, in characters; 0 where there is none

	progress io.Writer    // stderr as it is, for what moves on it
	without  withoutData  // the store that was read, where nothing is in it
	log      slog.Handler // of events (--log-format); nil where people read the messages
}

// guarded is the world with nothing written to people that they could not see:
// messages, and on a terminal the data too.
func (e Env) guarded() Env {
	e.progress = e.Stderr
	e.Stderr = visible.NewWriter(e.Stderr)
	if e.Terminal {
		e.Stdout = visible.NewWriter(e.Stdout)
	}
	return e
}

// Main runs kuvio with the process's arguments and returns its exit code.
func Main() int { return mainAt(time.Now) }

// mainAt is Main by another clock.
func mainAt(now func() time.Time) int {
	putOffCollection()
	ctx := interruptible()
	env := Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: now,
		Terminal: term.IsTerminal(int(os.Stdout.Fd())), ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if env.Terminal {
		env.Width, _, _ = term.GetSize(int(os.Stdout.Fd()))
	}
	return Run(ctx, env, os.Args[1:])
}

// putOffCollection has memory first be collected at 32 MB, which the most commands do not
// come to: at the runtime's own 4 MB a refresh that finds nothing to do spends a fourth
// of its time on it. From then on it is collected as usual. GOGC, where set, says
// otherwise.
func putOffCollection() {
	if os.Getenv("GOGC") != "" {
		return
	}
	const usual, first = 100, 800 // percent; 4 MB are of the usual
	debug.SetGCPercent(first)
	collected := func(percent int) { debug.SetGCPercent(percent) }
	runtime.AddCleanup(new([64]byte), collected, usual) // of what nothing holds: the first collection finds it
}

// Run runs kuvio with the arguments and returns its exit code.
func Run(ctx context.Context, env Env, args []string) int {
	env = env.guarded()
	root := newRoot(&env)
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		// Before cobra takes the flags of a misspelt command for the root's.
		if found, _, err := root.Find(args[:1]); err != nil || found == root {
			if !strings.HasPrefix(args[0], "__") { // shells ask for completions so
				return exitCode(ctx, env, unknownCommand(root, args[0]))
			}
		}
	}
	root.SetArgs(joined(root, args))
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var usage *usageError
	if errors.As(err, &usage) && usage.command == "" {
		usage.command = cmd.CommandPath()
	}
	return exitCode(ctx, env, err)
}

// exitCode says what went wrong, once, and maps it to a code. This is the
// only place that does.
func exitCode(ctx context.Context, env Env, err error) int {
	code, text := exitDone, ""
	var usage *usageError
	switch {
	case err == nil && env.without.named:
		text = env.without.text
	case err == nil:
	case ctx.Err() != nil:
		code, text = exitInterrupted, interrupted
	case errors.Is(err, syscall.EPIPE): // whoever read the output has read enough
	case errors.Is(err, errPartial), errors.As(err, new(*write.HeldError)):
		code, text = exitPartial, "kuvio: "+env.without.after(told(err))
	case errors.Is(err, errUnreachable):
		code, text = exitUnreachable, "kuvio: "+told(err)
	case errors.Is(err, errStale):
		code, text = exitStale, "kuvio: "+told(err)
	case errors.As(err, &usage):
		code, text = exitUsage, fmt.Sprintf("kuvio: %s\nSee '%s --help'.", told(err), usage.command)
	default:
		code, text = exitError, "kuvio: "+env.without.after(told(err))
	}
	env.ended(code, text)
	return code
}

// errPartial is wrapped by commands that did part of what was asked.
var errPartial = errors.New("done in part")

var (
	errUnreachable = errors.New("no source could be reached") // of those on the network
	errStale       = errors.New("there is something to do")   // as --check found
)

// usageError is a command line that cannot be understood.
type usageError struct {
	command string // whose help to read; "" for that of the command which ran
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }
