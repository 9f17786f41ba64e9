package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"
)

// silentError is of a server that has stopped to answer.
type silentError struct{ after time.Duration }

func (e *silentError) Error() string {
	return fmt.Sprintf("the database server has not answered for %s", e.after)
}

// lostError is of a connection that ended, by whatever is not the server's own word. Its
// type tells it from what is said of other connections and of files.
type lostError struct{ err error }

func (e *lostError) Error() string { return e.err.Error() }

// Unwrap keeps an end to itself, in the place of which pgx would put an error of its own.
func (e *lostError) Unwrap() error {
	if errors.Is(e.err, io.EOF) {
		return nil
	}
	return e.err
}

// listening has connections be given up where a server is silent for longer than the
// limit while it is to answer: one that is stopped, or beyond a network that loses
// everything, would be waited for without end.
func listening(dial func(ctx context.Context, network, address string) (net.Conn, error), limit time.Duration) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &listener{Conn: c, limit: limit}, nil
	}
}

// listener is a connection that closes itself. A deadline would not do: pgx sets its
// own, by which it ends with its context.
type listener struct {
	net.Conn
	limit  time.Duration
	silent atomic.Bool
}

func (l *listener) Read(into []byte) (int, error) {
	t := time.AfterFunc(l.limit, func() {
		l.silent.Store(true)
		l.Conn.Close()
	})
	n, err := l.Conn.Read(into)
	t.Stop()
	return n, l.explain(err)
}

func (l *listener) Write(from []byte) (int, error) {
	t := time.AfterFunc(l.limit, func() {
		l.silent.Store(true)
		l.Conn.Close()
	})
	n, err := l.Conn.Write(from)
	t.Stop()
	return n, l.explain(err)
}

func (l *listener) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case l.silent.Load():
		return &silentError{l.limit}
	}
	return &lostError{err}
}
