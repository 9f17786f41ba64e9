// Package fetch asks sources on the network for data: one request at a time,
// slowly, within bounds, and again where that may help. Its errors say what to do.
package fetch

import (
	"context"
	"log/slog"
	"time"
)

// Client asks sources, one request at a time.
type Client struct {
	Agent    string        // User-Agent: the program's name and version
	Pause    time.Duration // at least so long between two requests to one host; none to this machine
	Insecure bool          // plain http is allowed beyond this machine
	Log      *slog.Logger  // nil for none
}

// Request is what is asked for.
type Request struct {
	Method  string // "" for GET
	URL     string
	Body    []byte
	Type    string   // of Body
	Accept  []string // media types that can be read
	Largest int64    // body in bytes; 0 for the usual bound

	ETag, Modified string // of what is held: only what is newer is wanted
}

// Answer is what came.
type Answer struct {
	Body      []byte
	Type      string // media type
	URL       string // after redirects
	Unchanged bool   // what is held is still the newest

	ETag, Modified string
}

// Doer is what a kind of source needs of a Client.
type Doer interface {
	Do(ctx context.Context, r Request) (*Answer, error)
}
