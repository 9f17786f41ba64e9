package fetch

import (
	"errors"
	"time"
)

// Error is why nothing could be had from an address, and what to do about it.
type Error struct {
	URL    string // as it may be shown
	Found  string // "the service answers 404 Not Found"
	Do     string // "check the address"
	Status int    // of the answer; 0 where there was none
	Err    error  // what it was; nil where nothing more is known

	again       bool          // another try may help
	later       time.Duration // the service wants so long to be left alone
	unreachable bool
}

// Error is the address, what was found there, and what to do.
func (e *Error) Error() string {
	return e.URL + ": " + e.Found + ": " + e.Do
}

// Unwrap is what it was.
func (e *Error) Unwrap() error { return e.Err }

// Unreachable reports whether no answer could be had at all, through no fault of the
// request's: no network, no such host, a refused connection, time that was up at
// every try, a service that could not answer or asked to be left alone. Later it may
// go well without anybody having done anything.
func Unreachable(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.unreachable
}

const (
	askLater   = "try again later"
	checkOwn   = "check what this source of kuvio.yaml asks for"
	checkThere = "check the address in kuvio.yaml, and this machine's network"
)
