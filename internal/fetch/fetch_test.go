package fetch

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	cryptorand "crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/visible"
)

// pipes are connections in memory, so that a test's time can run ahead.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func noProxy(*http.Request) (*url.URL, error) { return nil, nil }

// served runs a test against the service by a clock of its own, which stands still
// while anything runs: nothing waits in earnest.
func served(t *testing.T, test func(t *testing.T, c *Client, s *fetchtest.Server)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, p := fetchtest.New(), &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
		server := &http.Server{Handler: s}
		go server.Serve(p)
		c := &Client{Agent: "kuvio/1.2", Pause: time.Second, Insecure: true, dial: p.dial, proxy: noProxy}
		test(t, c, s)
		s.Close()
		server.Close()
		if c.http != nil {
			c.http.CloseIdleConnections()
		}
	})
}

const (
	host  = "http://sotkanet.example/rest/1.1"
	local = "http://127.0.0.1/rest/1.1"
	rows  = "/json?indicator=191&years=2020&genders=total"
)

var asJSON = []string{"application/json"}

func TestAnswer(t *testing.T) {
	served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
		a, err := c.Do(t.Context(), Request{URL: host + rows, Accept: asJSON})
		if err != nil {
			t.Fatal(err)
		}
		if a.Type != "application/json" || !strings.HasPrefix(string(a.Body), `[{"indicator":191,`) || a.URL != host+rows {
			t.Errorf("%s %s %.40s", a.Type, a.URL, a.Body)
		}
		asked := s.Requests("")[0]
		for key, want := range map[string]string{"User-Agent": "kuvio/1.2", "Accept": "application/json", "Accept-Encoding": "gzip", "Cookie": "", "Referer": ""} {
			if got := asked.Header.Get(key); got != want {
				t.Errorf("%s: %q, want %q", key, got, want)
			}
		}
	})
}

// TestErrors: what is said of each thing that can go wrong, and whether the service
// counts as unreachable.
func TestErrors(t *testing.T) {
	const at = local + rows + ": "
	for _, tt := range []struct {
		how         string
		want        string
		asked       int
		unreachable bool
	}{
		{"403", "the service answers 403 Forbidden: it may refuse this machine, or a proxy this address: wait a day and ask more seldom (pause: of this source), or ask those who run it", 1, false},
		{"404", "the service answers 404 Not Found: check the address in kuvio.yaml, and whether what is asked for is still published", 1, false},
		{"407", "the proxy asks for a password: write name and password into HTTPS_PROXY=http://NAME:PASSWORD@proxy.example:8080", 1, false},
		{"500", "the service answers 500 Internal Server Error (asked 4 times): try again later", 4, true},
		{"503", "the service answers 503 Service Unavailable (asked 4 times): try again later", 4, true},
		{"429=1", "the service answers 429 Too Many Requests (asked 4 times): try again later", 4, true},
		{"429=7200", "the service answers 429 Too Many Requests: it asks to be left alone for 2 h", 1, true},
		{"slow", "no answer within 90 s (asked 4 times): try again later", 4, true},
		{"trickle", "the answer came too slowly: less than 4 kB in 30 s (asked 4 times): try again later", 4, true},
		{"half", "the answer ended in its middle: NNN bytes were announced (asked 4 times): try again later", 4, false},
		{"closed", "the connection ended before an answer (EOF) (asked 4 times): try again later", 4, true},
		{"type=image/png", "the answer is of the type image/png, expected application/json: check what this source of kuvio.yaml asks for", 1, false},
		{"type=application/x-ns-proxy-autoconfig", "the answer is a script that tells browsers which proxy to take (PAC): kuvio cannot run it: open it and write the host and port behind PROXY in it, as HTTPS_PROXY=http://proxy.example:8080; or ask those who run the network", 1, false},
		{"html", "a web page came in place of data (“Kirjaudu verkkoon”): open the address with a browser: the network may want a login, or the service tells of a fault", 1, false},
		{"html=application/json", "a web page came in place of data (“Kirjaudu verkkoon”): open the address with a browser: the network may want a login, or the service tells of a fault", 1, false},
		{"redirect", "it was redirected to another host: https://kirjautuminen.example/portaali: where that is right, write this address into kuvio.yaml; else log in on the network, or ask those who run its proxy", 1, false},
		{"loop", "it was redirected 5 times and more, at last to " + local + rows + ": try again later", 6, false},
		{"endless", "the answer is larger than 1 MB: ask for less of it: fewer years, one table", 1, false},
		{"endless=gzip", "the answer is larger than 1 MB: ask for less of it: fewer years, one table", 1, false},
		{"endless=nothing", "the answer is larger than 1 MB: ask for less of it: fewer years, one table", 1, false},
	} {
		t.Run(tt.how, func(t *testing.T) {
			served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
				s.Misbehave("/json", tt.how, -1)
				a, err := c.Do(t.Context(), Request{URL: local + rows, Accept: asJSON, Largest: 1 << 20})
				if err == nil {
					t.Fatalf("no error, and %d bytes", len(a.Body))
				}
				want := at + tt.want
				if before, after, ok := strings.Cut(want, "NNN"); ok {
					if !strings.HasPrefix(err.Error(), before) || !strings.HasSuffix(err.Error(), after) {
						t.Errorf("%v\nwant %s", err, want)
					}
				} else if err.Error() != want {
					t.Errorf("%v\nwant %s", err, want)
				}
				if Unreachable(err) != tt.unreachable {
					t.Errorf("unreachable: %v", Unreachable(err))
				}
				if asked := len(s.Requests("")); asked != tt.asked {
					t.Errorf("asked %d times, want %d", asked, tt.asked)
				}
			})
		})
	}
}

// TestOwnWords: a service that says what is wrong is quoted.
func TestOwnWords(t *testing.T) {
	served(t, func(t *testing.T, c *Client, _ *fetchtest.Server) {
		_, err := c.Do(t.Context(), Request{URL: local + "/json?indicator=191&years=2019,2020&genders=total", Accept: asJSON})
		if err == nil || !strings.Contains(err.Error(), `400 Bad Request, and says: Failed to convert value "2019,2020" of years.`) {
			t.Error(err)
		}
	})
}

// TestAgain: what fails once or twice is asked again, after a wait that grows, and
// after as long as the service wants.
func TestAgain(t *testing.T) {
	for _, tt := range []struct {
		how           string
		fails         int
		atLeast, most time.Duration
	}{
		{"500", 1, 1 * time.Second, 2 * time.Second},
		{"503", 3, 7 * time.Second, 14 * time.Second},
		{"429=30", 1, 30 * time.Second, 30 * time.Second},
		{"half", 1, 1 * time.Second, 2 * time.Second},
		{"closed", 2, 3 * time.Second, 6 * time.Second},
		{"slow", 1, 91 * time.Second, 92 * time.Second},
		{"slow=80s", 1, 80 * time.Second, 80 * time.Second}, // this is an answer
	} {
		t.Run(tt.how, func(t *testing.T) {
			served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
				c.Pause = 0
				s.Misbehave("/json", tt.how, tt.fails)
				began := time.Now()
				if _, err := c.Do(t.Context(), Request{URL: host + rows, Accept: asJSON}); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took < tt.atLeast || took > tt.most {
					t.Errorf("took %v, want %v to %v", took, tt.atLeast, tt.most)
				}
			})
		})
	}
}

// TestPause: a host is asked seldom, one request at a time whoever asks, this
// machine without a pause.
func TestPause(t *testing.T) {
	for base, want := range map[string]time.Duration{host: 4 * time.Second, local: 0} {
		served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
			s.Misbehave("/indicators/*", "slow=100ms", -1)
			began := time.Now()
			var all sync.WaitGroup
			for range 5 {
				all.Go(func() {
					if _, err := c.Do(t.Context(), Request{URL: base + "/indicators/191"}); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if took := time.Since(began); took != want+500*time.Millisecond {
				t.Errorf("%s: took %v", base, took)
			}
		})
	}
}

// TestEnds: the end of its context ends it at once, whatever it waits for.
func TestEnds(t *testing.T) {
	for how, at := range map[string]time.Duration{
		"slow": time.Second, "trickle": 20 * time.Second, "503": 90 * time.Millisecond, "429=60": 10 * time.Second,
	} {
		served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
			s.Misbehave("/json", how, -1)
			ctx, cancel := context.WithTimeout(t.Context(), at)
			defer cancel()
			began := time.Now()
			_, err := c.Do(ctx, Request{URL: host + rows})
			if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took > at {
				t.Errorf("%s: %v after %v", how, err, took)
			}
		})
	}
	served(t, func(t *testing.T, c *Client, s *fetchtest.Server) { // waiting for its turn
		s.Misbehave("/json", "slow=30s", -1)
		go c.Do(t.Context(), Request{URL: local + rows})
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Do(ctx, Request{URL: local + rows}); !errors.Is(err, context.Canceled) || time.Now().Nanosecond() != 0 {
			t.Error(err)
		}
		time.Sleep(time.Minute)
	})
}

// TestUnchanged: with the mark of what is held, only what is newer comes.
func TestUnchanged(t *testing.T) {
	served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
		s.Handle("GET /taulu.csv", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v2"`)
			w.Header().Set("Content-Type", "text/csv")
			http.ServeContent(w, r, "", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), strings.NewReader("a;b\r\n1;2\r\n"))
		}))
		a, err := c.Do(t.Context(), Request{URL: "http://127.0.0.1/taulu.csv"})
		if err != nil || string(a.Body) != "a;b\r\n1;2\r\n" || a.ETag != `"v2"` || a.Modified != "Fri, 01 May 2026 00:00:00 GMT" {
			t.Fatal(a, err)
		}
		for _, held := range []Request{{ETag: a.ETag}, {Modified: a.Modified}} {
			held.URL = "http://127.0.0.1/taulu.csv"
			again, err := c.Do(t.Context(), held)
			if err != nil || !again.Unchanged || again.Body != nil {
				t.Error(again, err)
			}
		}
		if older, err := c.Do(t.Context(), Request{URL: "http://127.0.0.1/taulu.csv", ETag: `"v1"`}); err != nil || older.Unchanged {
			t.Error(older, err)
		}
	})
}

// TestRedirects: to the same host is followed, with no word of where from.
func TestRedirects(t *testing.T) {
	served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
		s.Misbehave("/json", "redirect=/rest/1.1/indicators/191", 1)
		a, err := c.Do(t.Context(), Request{URL: host + rows})
		if err != nil || a.URL != host+"/indicators/191" {
			t.Fatal(a, err)
		}
		if from := s.Requests("/indicators")[0].Header.Get("Referer"); from != "" {
			t.Errorf("Referer: %s", from)
		}
		for _, to := range []string{"//sotkanet.example:8080/x", "//other.example/x", "/x"} {
			s.Misbehave("/json", "redirect="+to, 1)
			_, err := c.Do(t.Context(), Request{Method: "POST", URL: host + rows, Body: []byte("{}"), Type: "application/json"})
			if err == nil || !strings.Contains(err.Error(), "write this address into kuvio.yaml") {
				t.Errorf("%s: %v", to, err)
			}
		}
	})
	c := &Client{}
	from, _ := http.NewRequest("GET", "https://a.example/x", nil)
	to, _ := http.NewRequest("GET", "http://a.example/x", nil)
	if err := c.redirected(to, []*http.Request{from}); err == nil {
		t.Error("from https to http")
	}
	if err := c.redirected(from, []*http.Request{to}); err != nil {
		t.Errorf("from http to https: %v", err)
	}
}

// TestAddresses: what is refused before anything is asked, and what no message shows.
func TestAddresses(t *testing.T) {
	c := &Client{dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "ei.example", IsNotFound: true}}
	}, proxy: noProxy}
	for address, want := range map[string]string{
		"http://intra.example/x.csv": "http://intra.example/x.csv: found plain http, which anyone on the way can read and change: write https, or insecure: true to this source of kuvio.yaml where the service has none",
		"ftp://a.example/x.csv":      "ftp://a.example/x.csv: found no address of the web: write one such as https://sotkanet.fi/rest/1.1",
		"sotkanet.fi":                "sotkanet.fi: found no address of the web: write one such as https://sotkanet.fi/rest/1.1",
		"https://a b":                "https://a b: this is no address: write one such as https://sotkanet.fi/rest/1.1",
		"https://me:hush@ei.example/x?apikey=hush&years=1": "https://...@ei.example/x?apikey=...&years=1: there is no host ei.example: check the address in kuvio.yaml, and this machine's network",
	} {
		if _, err := c.Do(t.Context(), Request{URL: address}); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// TestConnections: against ports and certificates of this machine.
func TestConnections(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	for _, tt := range []struct {
		url, want   string
		unreachable bool
	}{
		{closed.URL, "no connection could be made (connection refused): check the address", true},
		{strings.Replace(plain.URL, "http:", "https:", 1), "it answers in plain http, not https: ", false},
		{secure.URL, "its certificate is signed by somebody, whom this machine does not know: where a proxy of your own network opens connections, ", false},
		{strings.Replace(secure.URL, "https:", "http:", 1), "the service answers 400 Bad Request, and says: Client sent an HTTP request to an HTTPS server.: ", false},
	} {
		c := &Client{proxy: noProxy}
		_, err := c.Do(t.Context(), Request{URL: tt.url + "/x"})
		if err == nil || !strings.HasPrefix(err.Error(), tt.url+"/x: "+tt.want) || Unreachable(err) != tt.unreachable {
			t.Errorf("%v (unreachable: %v)\nwant %s", err, Unreachable(err), tt.want)
		}
	}
}

// TestCertificates: what is said of one that cannot be trusted.
func TestCertificates(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), cryptorand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	day := func(t time.Time) string { return t.UTC().Format(time.DateOnly) }
	for _, tt := range []struct {
		ends    time.Time
		host    string
		trusted bool
		want    string
	}{
		{now.Add(-24 * time.Hour), "localhost", true, "its certificate is valid from " + day(now.Add(-48*time.Hour)) + " to " + day(now.Add(-24*time.Hour)) + " only: check this machine's clock; "},
		{now.Add(24 * time.Hour), "portal.example", true, "its certificate is of another host (portal.example): check the address: "},
		{now.Add(24 * time.Hour), "localhost", false, "its certificate is signed by Verkon oma, whom this machine does not know: "},
		{now.Add(24 * time.Hour), "localhost", true, "the service answers 404 Not Found"},
	} {
		template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Verkon oma"}, NotBefore: now.Add(-48 * time.Hour), NotAfter: tt.ends, DNSNames: []string{tt.host}, IsCA: true, BasicConstraintsValid: true}
		der, err := x509.CreateCertificate(cryptorand.Reader, template, template, key.Public(), key)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
		server.StartTLS()
		defer server.Close()
		c := &Client{proxy: noProxy}
		c.once.Do(c.prepare)
		roots := x509.NewCertPool()
		if tt.trusted {
			cert, _ := x509.ParseCertificate(der)
			roots.AddCert(cert)
		}
		c.http.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: roots}
		address := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
		_, err = c.Do(t.Context(), Request{URL: address})
		if err == nil || !strings.HasPrefix(err.Error(), address+": "+tt.want) || Unreachable(err) {
			t.Errorf("%v\nwant %s", err, tt.want)
		}
	}
}

// TestProxies: what a proxy says, and what it is when it is none.
func TestProxies(t *testing.T) {
	for _, tt := range []struct {
		proxy, answer, want string
	}{
		{"http://proxy.example/wpad.dat", "", "HTTPS_PROXY=http://proxy.example/wpad.dat is a script that tells browsers which proxy to take (PAC): kuvio cannot run it: "},
		{"", "407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM", "the proxy asks for a password in a way that kuvio does not know (Negotiate, NTLM): run a small proxy that does on this machine, such as cntlm or px"},
		{"", "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x", "the proxy asks for a password: write name and password into HTTPS_PROXY="},
		{"", "403 Forbidden", "the proxy http://127.0.0.1:NNN lets nobody through (403 Forbidden): "},
		{"http://127.0.0.1:1", "", "the proxy (HTTPS_PROXY): no connection could be made (connection refused): check the proxy's address"},
	} {
		proxy, _ := url.Parse(tt.proxy)
		if tt.answer != "" {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			go func() {
				conn, err := l.Accept()
				if err == nil {
					io.ReadFull(conn, make([]byte, 10))
					fmt.Fprintf(conn, "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n", tt.answer)
					conn.Close()
				}
			}()
			proxy, _ = url.Parse("http://" + l.Addr().String())
			tt.want = strings.Replace(tt.want, "127.0.0.1:NNN", l.Addr().String(), 1)
		}
		c := &Client{proxy: func(*http.Request) (*url.URL, error) { return proxy, nil }}
		_, err := c.Do(t.Context(), Request{URL: "https://sotkanet.example/x"})
		if err == nil || !strings.HasPrefix(err.Error(), "https://sotkanet.example/x: "+tt.want) {
			t.Errorf("%v\nwant %s", err, tt.want)
		}
	}
}

// TestNothingHangs: whatever a service does, in whatever order, Do ends within its
// bounds, with an answer within them or an error that says what to do.
func TestNothingHangs(t *testing.T) {
	ways := []string{
		"slow", "slow=80s", "trickle", "400", "403", "407", "429=30", "429=99999999999999999999", "429=Fri, 01 May 2099 00:00:00 GMT", "500", "503=-1", "half", "closed",
		"type=", "type=;;", "html", "html=", "redirect", "redirect=http://[::1", "redirect=https://127.0.0.1/", "loop", "endless", "endless=gzip", "endless=nothing", "empty", "cut", "gender",
	}
	const largest = 100_000
	seeds := uint64(40)
	if testing.Short() { // under the race detector each takes a tenth of a second
		seeds = 10
	}
	for seed := range seeds {
		served(t, func(t *testing.T, c *Client, s *fetchtest.Server) {
			s.Bank.Years(2020, 2020)
			random := rand.New(rand.NewPCG(seed, 13))
			var sequence []string
			for range 1 + random.IntN(6) {
				how := ways[random.IntN(len(ways))]
				sequence = append(sequence, how)
				s.Misbehave("/json", how, 1)
			}
			base := []string{host, local}[random.IntN(2)]
			began := time.Now()
			a, err := c.Do(t.Context(), Request{URL: base + rows, Accept: asJSON, Largest: largest})
			if took := time.Since(began); took > tries*(wholeIn+longest) {
				t.Errorf("%v: took %v", sequence, took)
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Found == "" || e.Do == "" || e.URL == "") || err == nil && (len(a.Body) == 0 || len(a.Body) > largest) {
				t.Errorf("%v: %v %v", sequence, a, err)
			}
		})
	}
}

// TestHoldsNoMore: a buffer never has room for more than the most, and a byte.
func TestHoldsNoMore(t *testing.T) {
	for _, size := range []int64{-1, 0, 10, 1000, 1 << 40} {
		for _, most := range []int64{1, 511, 1000, 5000} {
			b, err := whole(&atMost{strings.NewReader(strings.Repeat("x", int(most))), most}, size, most)
			if err != nil || int64(len(b)) != most || int64(cap(b)) > most+1 {
				t.Errorf("%d of %d, announced %d: room for %d, %v", len(b), most, size, cap(b), err)
			}
			if _, err := whole(&atMost{strings.NewReader(strings.Repeat("x", int(most)+1)), most}, size, most); !errors.Is(err, errTooLarge) {
				t.Errorf("one more than %d: %v", most, err)
			}
		}
	}
}

// FuzzAnswer reads any answer: within its bounds, or with what is wrong and what to do.
func FuzzAnswer(f *testing.F) {
	f.Add(200, "application/json;charset=UTF-8", "", []byte("[]"), true, int64(10))
	f.Add(200, "text/html", "gzip", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), false, int64(1))
	f.Add(403, "text/html", "", []byte("<html><title>&#27;[31m</title>"), true, int64(-1))
	f.Add(304, ";;", "br", []byte("\ufeff<!DOCTYPE HTML><TABLE>"), false, int64(100))
	f.Fuzz(func(t *testing.T, status int, contentType, packed string, body []byte, onlyJSON bool, largest int64) {
		var accept []string
		if onlyJSON {
			accept = asJSON
		}
		resp := &http.Response{
			StatusCode: status, ContentLength: int64(len(body)), Request: &http.Request{URL: &url.URL{}},
			Header: http.Header{"Content-Type": {contentType}, "Content-Encoding": {packed}},
		}
		largest = min(largest, 1<<20)
		answer, failed := read(resp, bytes.NewReader(body), Request{Accept: accept, Largest: largest})
		switch {
		case failed != nil && (failed.Found == "" || failed.Do == "" || !visible.Is(failed.Found+failed.Do)):
			t.Errorf("%q %q", failed.Found, failed.Do)
		case failed == nil && (len(answer.Body) == 0 || largest > 0 && int64(len(answer.Body)) > largest):
			t.Errorf("%d bytes of at most %d", len(answer.Body), largest)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("30", "")
	f.Add("Fri, 01 May 2026 00:00:00 GMT", "Thu, 30 Apr 2026 23:59:00 GMT")
	f.Add("99999999999999999999999999", "x")
	f.Add("-1", "")
	f.Fuzz(func(t *testing.T, header, date string) {
		if d, _ := retryAfter(header, date); d < 0 || d > maxLater {
			t.Errorf("%v", d)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		header, date string
		want         time.Duration
		ok           bool
	}{
		{"120", "", 2 * time.Minute, true},
		{"Fri, 01 May 2026 00:00:00 GMT", "Thu, 30 Apr 2026 23:59:00 GMT", time.Minute, true}, // by the service's clock
		{"Thu, 30 Apr 2026 23:00:00 GMT", "Thu, 30 Apr 2026 23:59:00 GMT", 0, true},
		{"99999999999999999999999999", "", maxLater, true},
		{"", "", 0, false},
		{"-5", "", 0, false},
		{"soon", "", 0, false},
	} {
		if got, ok := retryAfter(tt.header, tt.date); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v %v, want %v", tt.header, got, ok, tt.want)
		}
	}
}

func TestWithoutSecrets(t *testing.T) {
	for s, want := range map[string]string{
		"https://a:b@c.example/x?key=1&years=2&API-Key=3&sig=4#f": "https://...@c.example/x?key=...&years=2&API-Key=...&sig=...#f",
		"https://c.example/x?token=hu.sh: found":                  "https://c.example/x?token=...: found",
		"https://c.example/x?token=...: found":                    "https://c.example/x?token=...: found",
		"https://c.example/x?keyword=lapset&monkey=4":             "https://c.example/x?keyword=lapset&monkey=...",
		"https://c.example/a@b\x1b[31m":                           "https://c.example/a@b [31m",
	} {
		if got := shown(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
