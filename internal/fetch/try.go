package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Bounds of one try.
const (
	connectIn = 15 * time.Second
	headersIn = 90 * time.Second // a service may compute an answer before its first byte
	wholeIn   = 10 * time.Minute
	stallIn   = 30 * time.Second // in which at least so much comes:
	stallLess = 4 << 10
	redirects = 5
	saidMost  = 64 << 10 // of a page that is no answer, to find its title
)

func (c *Client) prepare() {
	c.turn = make(chan struct{}, 1)
	c.turn <- struct{}{}
	c.asked = map[string]time.Time{}
	if c.dial == nil {
		c.dial = (&net.Dialer{Timeout: connectIn, KeepAlive: 30 * time.Second}).DialContext
	}
	if c.proxy == nil {
		c.proxy = http.ProxyFromEnvironment
	}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  c.throughProxy,
			OnProxyConnectResponse: proxyAnswered,
			DialContext:            c.dial,
			TLSHandshakeTimeout:    connectIn,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // unpacked here, within bounds
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        time.Minute,
		},
		CheckRedirect: c.redirected,
	}
}

// try asks once.
func (c *Client) try(parent context.Context, to *url.URL, r Request) (*Answer, *Error) {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	stop := func(d time.Duration, why *Error) *time.Timer { return time.AfterFunc(d, func() { cancel(why) }) }
	defer stop(wholeIn, &Error{Found: "the answer was not whole within " + told(wholeIn), Do: askLater, again: true, unreachable: true}).Stop()
	headers := stop(headersIn, &Error{Found: "no answer within " + told(headersIn), Do: askLater, again: true, unreachable: true})
	defer headers.Stop()

	req, err := r.http(ctx, to, c.Agent)
	if err != nil {
		return nil, &Error{URL: where(to), Found: "this cannot be asked for", Do: "check the address in kuvio.yaml", Err: err}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, notAnswered(ctx, to, err)
	}
	defer resp.Body.Close()
	headers.Stop()
	stalled := stop(stallIn, &Error{Found: "the answer came too slowly: less than 4 kB in " + told(stallIn), Do: askLater, again: true, unreachable: true})
	defer stalled.Stop()

	answer, failed := read(resp, &paced{resp.Body, stalled, 0}, r)
	if failed != nil {
		var ours *Error
		if cause := context.Cause(ctx); errors.As(cause, &ours) { // time was up while it was read
			failed = ours
		}
		failed.URL = where(resp.Request.URL)
		return nil, failed
	}
	return answer, nil
}

// http is the request as HTTP has it.
func (r *Request) http(ctx context.Context, to *url.URL, agent string) (*http.Request, error) {
	var body io.Reader
	if r.Body != nil {
		body = bytes.NewReader(r.Body)
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, to.String(), body)
	if err != nil {
		return nil, err
	}
	if agent == "" {
		agent = "kuvio"
	}
	for key, value := range map[string]string{
		"User-Agent": agent, "Accept": strings.Join(r.Accept, ", "), "Accept-Encoding": "gzip",
		"Content-Type": r.Type, "If-None-Match": r.ETag, "If-Modified-Since": r.Modified,
	} {
		if value != "" {
			req.Header.Set(key, value)
		}
	}
	return req, nil
}

// read reads an answer, or says what is wrong with it.
func read(resp *http.Response, body io.Reader, r Request) (*Answer, *Error) {
	answer := &Answer{
		Type: mediaType(resp.Header), URL: resp.Request.URL.String(),
		ETag: resp.Header.Get("ETag"), Modified: resp.Header.Get("Last-Modified"),
	}
	if resp.StatusCode == http.StatusNotModified && r.ETag+r.Modified != "" {
		answer.Unchanged = true
		return answer, nil
	}
	largest := r.Largest
	if largest <= 0 {
		largest = UsualLargest
	}
	unpacked, failed := unpack(resp.Header.Get("Content-Encoding"), &atMost{body, largest})
	if failed != nil {
		return nil, failed
	}
	if failed := refused(resp, unpacked); failed != nil {
		return nil, failed
	}
	if failed := r.wrongType(answer.Type, unpacked); failed != nil {
		return nil, failed
	}
	if resp.ContentLength > largest {
		return nil, tooLarge(largest)
	}
	content, err := whole(&atMost{unpacked, largest}, resp.ContentLength, largest)
	if err != nil {
		return nil, notWhole(err, resp.ContentLength, largest)
	}
	if len(content) == 0 {
		return nil, &Error{Found: "the answer is empty", Do: "check what this source of kuvio.yaml asks for"}
	}
	if isPage(content) && (!accepts(r.Accept, typeHTML) || !hasTable(content)) { // whatever it calls itself
		return nil, page(content)
	}
	answer.Body = content
	return answer, nil
}

// unpack is the body as it was before it was packed to be sent.
func unpack(how string, body io.Reader) (io.Reader, *Error) {
	switch strings.ToLower(how) {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		return &gunzip{packed: body}, nil
	}
	return nil, &Error{Found: "the answer is packed (" + line(how) + ") in a way that was not asked for", Do: "a proxy on the way may do it: tell those who run it"}
}

// gunzip unpacks from the first read on, so that a body which never comes is waited
// for where the others are.
type gunzip struct {
	packed   io.Reader
	unpacked *gzip.Reader
}

func (g *gunzip) Read(p []byte) (n int, err error) {
	if g.unpacked == nil {
		if g.unpacked, err = gzip.NewReader(g.packed); err != nil {
			return 0, err
		}
	}
	return g.unpacked.Read(p)
}

// paced puts off the end of what comes fast enough.
type paced struct {
	body    io.Reader
	stalled *time.Timer
	came    int // since it was put off
}

func (p *paced) Read(b []byte) (int, error) {
	n, err := p.body.Read(b)
	if p.came += n; p.came >= stallLess {
		p.came = 0
		p.stalled.Reset(stallIn)
	}
	return n, err
}

// atMost gives so many bytes, and errTooLarge where there are more.
type atMost struct {
	from io.Reader
	left int64
}

var errTooLarge = errors.New("too large")

func (a *atMost) Read(p []byte) (int, error) {
	if int64(len(p)) > a.left+1 {
		p = p[:a.left+1]
	}
	n, err := a.from.Read(p)
	if int64(n) > a.left {
		return int(a.left), errTooLarge
	}
	a.left -= int64(n)
	return n, err
}

// whole reads all there is, which is at most so much; size is about how much it will
// be, below zero where nobody knows. It never makes room for more than the most.
func whole(from io.Reader, size, most int64) ([]byte, error) {
	b := make([]byte, 0, min(max(size, 512), most)+1) // a byte more to see the end in
	for {
		if len(b) == cap(b) {
			more := make([]byte, len(b), min(2*int64(cap(b)), most+1))
			copy(more, b)
			b = more
		}
		n, err := from.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		} else if err != nil {
			return nil, err
		}
	}
}

// redirected decides whether to follow to another address: of the same host, and
// never from https to http. What is asked for elsewhere is for kuvio.yaml to say.
func (c *Client) redirected(next *http.Request, via []*http.Request) error {
	first, last := via[0], via[len(via)-1]
	next.Header.Del("Referer")
	to := where(next.URL)
	switch {
	case len(via) > redirects:
		return &Error{Found: "it was redirected " + times(redirects) + " and more, at last to " + to, Do: askLater}
	case last.URL.Scheme == "https" && next.URL.Scheme != "https":
		return &Error{Found: "it was redirected from https to plain http: " + to, Do: "check the address in kuvio.yaml; a proxy on the way may do it"}
	case !sameHost(first.URL, next.URL):
		return &Error{Found: "it was redirected to another host: " + to, Do: "where that is right, write this address into kuvio.yaml; else log in on the network, or ask those who run its proxy"}
	case next.Method != first.Method:
		return &Error{Found: "the service has moved to " + to, Do: "write this address into kuvio.yaml"}
	}
	return nil
}

// sameHost compares hosts with their ports; from http to https the port changes with
// the scheme.
func sameHost(a, b *url.URL) bool {
	port := func(u *url.URL) string {
		if p := u.Port(); p != "" && p != "80" && p != "443" {
			return p
		}
		return ""
	}
	return strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}
