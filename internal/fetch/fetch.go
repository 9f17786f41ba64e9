// Package fetch asks sources on the network for data: one request at a time,
// slowly, within bounds, and again where that may help. Its errors say what to do.
package fetch

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Client asks sources, one request at a time: who calls Do while another does waits
// for its turn. It takes proxies and certificate authorities from the environment
// as Go does (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE), keeps no cookies and tells
// nobody where it comes from. It must not be copied.
type Client struct {
	Agent    string        // User-Agent: the program's name and version
	Pause    time.Duration // at least so long between two requests to one host; none to this machine
	Insecure bool          // plain http is allowed beyond this machine
	Log      *slog.Logger  // nil for none

	once  sync.Once
	turn  chan struct{} // has one in it while nobody asks
	http  *http.Client
	asked map[string]time.Time // when a host had answered last
	dial  func(ctx context.Context, network, address string) (net.Conn, error)
	proxy func(*http.Request) (*url.URL, error)
}

// UsualPause is what a service that says nothing of it is spared.
const UsualPause = 500 * time.Millisecond

// Request is what is asked for.
type Request struct {
	Method  string // "" for GET
	URL     string
	Body    []byte
	Type    string   // of Body
	Accept  []string // media types that can be read; any where there are none
	Largest int64    // body in bytes; 0 for UsualLargest

	ETag, Modified string // of what is held: only what is newer is wanted
}

// UsualLargest is the bound of a body, unpacked: SOTKAnet's largest indicator is a
// tenth of it.
const UsualLargest = 64 << 20

// Answer is what came.
type Answer struct {
	Body      []byte
	Type      string // media type, lower case, without parameters
	URL       string // after redirects
	Unchanged bool   // what is held is still the newest: no body came

	ETag, Modified string
}

// Doer is what a kind of source needs of a Client.
type Doer interface {
	Do(ctx context.Context, r Request) (*Answer, error)
}

const (
	tries     = 4
	firstWait = 2 * time.Second      // before the second try; doubled before each further one
	localWait = 5 * time.Millisecond // the same on this machine, where nobody is to be spared
	longest   = 2 * time.Minute      // that a service may ask to wait: what asks for more is told to people
)

// Do asks, again where that may help, and gives the whole answer. Its errors are
// *Error, or the context's where that has ended.
func (c *Client) Do(ctx context.Context, r Request) (*Answer, error) {
	c.once.Do(c.prepare)
	select {
	case <-c.turn:
		defer func() { c.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	to, failed := c.address(r.URL)
	if failed != nil {
		return nil, failed
	}
	for try := 1; ; try++ {
		if err := c.pause(ctx, to); err != nil {
			return nil, err
		}
		began := time.Now()
		answer, failed := c.try(ctx, to, r)
		c.asked[to.Host] = time.Now()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if failed == nil {
			c.log(slog.LevelDebug, "answered", to, slog.Int("bytes", len(answer.Body)), slog.Int64("took_ms", time.Since(began).Milliseconds()))
			return answer, nil
		}
		if !failed.again || failed.later > longest {
			return nil, failed
		}
		if try == tries {
			failed.Found += " (asked " + times(tries) + ")"
			return nil, failed
		}
		wait := max(failed.later, backoff(to, try))
		c.log(slog.LevelInfo, "asking again", to, slog.String("why", failed.Found), slog.Int64("wait_ms", wait.Milliseconds()))
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// backoff is how long to wait after a try, by chance between half and the whole of
// a time that doubles, so that those who failed together do not come back together.
func backoff(to *url.URL, try int) time.Duration {
	wait := firstWait
	if isLoopback(to.Hostname()) {
		wait = localWait
	}
	wait <<= try - 1
	return wait/2 + rand.N(wait/2+1)
}

// pause waits until the host may be asked again.
func (c *Client) pause(ctx context.Context, to *url.URL) error {
	last, asked := c.asked[to.Host]
	if !asked || isLoopback(to.Hostname()) {
		return ctx.Err()
	}
	return sleep(ctx, c.Pause-time.Since(last))
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// address reads where to ask, and refuses what others could read on the way.
func (c *Client) address(text string) (*url.URL, *Error) {
	to, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, &Error{URL: shown(text), Found: "this is no address", Do: "write one such as https://sotkanet.fi/rest/1.1"}
	case to.Scheme != "https" && to.Scheme != "http" || to.Host == "":
		return nil, &Error{URL: shown(text), Found: "found no address of the web", Do: "write one such as https://sotkanet.fi/rest/1.1"}
	case to.Scheme == "http" && !c.Insecure && !isLoopback(to.Hostname()):
		return nil, &Error{URL: shown(text), Found: "found plain http, which anyone on the way can read and change", Do: "write https, or insecure: true to this source of kuvio.yaml where the service has none"}
	}
	return to, nil
}

// isLoopback reports whether the host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (c *Client) log(level slog.Level, what string, to *url.URL, attrs ...slog.Attr) {
	if c.Log != nil {
		c.Log.LogAttrs(context.Background(), level, what, append(attrs, slog.String("url", where(to)))...)
	}
}
